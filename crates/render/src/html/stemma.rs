//! The stemma as a drawing in inline SVG, and what its edges rest on.

use maud::{Markup, html};
use recension_core::dossier::{NodeKind, Scope, StemmaEdge, StemmaNode, WitnessEntry};

use super::{evidence, recount};
use crate::view::{NodeBox, Place, Point, StoryView, Target, clip, draw, words};

/// Width of the sheet in units of the drawing, about those of the page.
const SHEET: f64 = 900.0;
const MARGIN: f64 = 14.0;
/// Height of a node's own mark; its labels stand below.
const MARK: f64 = 30.0;
const LINE: f64 = 15.0;

/// A node with the lines below its mark.
struct Figure {
    shape: NodeBox,
    mark: String,
    mark_width: f64,
    lines: Vec<String>,
}

/// The section.
pub(super) fn section(view: &StoryView<'_>) -> Markup {
    if view.story.stemma.nodes.is_empty() {
        return html! {};
    }
    let body = html! {
        (recount::invitation(view))
        (drawing(view))
        @if !view.story.stemma.edges.is_empty() {
            h4 { "What the lines rest on" }
            p.lead {
                "Underlined are words that one side has and the other has not; where hardly any word "
                "was kept, dots stand under those that were."
            }
            (evidence::edges(view))
        }
        (evidence::others(view))
    };
    let lead = "Who took from whom. Sources stand above what was taken from them; every line opens \
                its evidence.";
    super::section(view, "stemma", "Stemma", lead, &body)
}

/// How a drawing looks that stands alone.
const STYLE: &str = "\
svg{font-family:sans-serif;background:#fff}\
.stroke{fill:none;stroke:#222;stroke-width:1.6}.likely .stroke{stroke:#555}.possible .stroke{stroke:#999}\
.passages .stroke{stroke-dasharray:5 4}.hit{fill:none;stroke:none}\
.extant rect{fill:#fff;stroke:#222;stroke-width:1.5}.lost circle{fill:#fff;stroke:#222;stroke-dasharray:3 3}\
.siglum{font-size:15px;font-weight:600}.under{font-size:11.5px;fill:#333}";

/// The drawing of the first story by itself, as an SVG document.
pub(super) fn alone(view: &StoryView<'_>) -> String {
    let page = drawing(view).into_string();
    let svg = page.find("<svg").zip(page.find("</svg>"));
    let svg = svg.and_then(|(start, end)| page.get(start..end + "</svg>".len()));
    let svg = svg.unwrap_or("<svg></svg>");
    let (tag, rest) = svg.split_at(svg.find('>').map_or(svg.len(), |end| end + 1));
    let open = tag.replacen("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", 1);
    format!("{open}<style>{STYLE}</style>{rest}\n")
}

fn drawing(view: &StoryView<'_>) -> Markup {
    let stemma = &view.story.stemma;
    let figures: Vec<Figure> = stemma.nodes.iter().map(|node| figure(view, node)).collect();
    let boxes: Vec<NodeBox> = figures.iter().map(|figure| figure.shape).collect();
    let ends = stemma.edges.iter().map(|edge| ends(&stemma.nodes, edge));
    let drawn = draw(&boxes, &ends.collect::<Vec<_>>(), SHEET);
    let (width, height) = (drawn.width + MARGIN * 2.0, drawn.height + MARGIN * 2.0);
    html! {
        figure.drawing {
            div.scroll tabindex="0" role="region" aria-label="Drawing of the stemma" {
                svg role="group" aria-labelledby=(view.id("svg")) aria-describedby=(view.id("svgd"))
                    viewBox=(format!("0 0 {width:.0} {height:.0}")) width=(format!("{width:.0}")) height=(format!("{height:.0}"))
                    style=(format!("min-width:{:.0}px", width * 0.8)) {
                    title id=(view.id("svg")) { "Stemma of the reports" }
                    desc id=(view.id("svgd")) { (described(view)) }
                    g transform=(format!("translate({MARGIN:.0} {MARGIN:.0})")) {
                        @for (index, edge) in stemma.edges.iter().enumerate() {
                            (line(view, index, edge, drawn.edges.get(index), &figures))
                        }
                        @for (index, node) in stemma.nodes.iter().enumerate() {
                            @if let (Some(at), Some(figure)) = (drawn.nodes.get(index), figures.get(index)) {
                                (mark(view, node, figure, *at))
                            }
                        }
                    }
                }
            }
            figcaption { (legend(view)) }
        }
    }
}

fn ends(nodes: &[StemmaNode], edge: &StemmaEdge) -> [usize; 2] {
    let find = |id: &str| nodes.iter().position(|node| node.id == id);
    [
        find(&edge.from).unwrap_or(usize::MAX),
        find(&edge.to).unwrap_or(usize::MAX),
    ]
}

/// The drawing in words, for those who do not see it.
fn described(view: &StoryView<'_>) -> String {
    let stemma = &view.story.stemma;
    let edges = stemma.edges.iter().map(|edge| spoken(view, edge));
    let said: Vec<String> = edges.collect();
    if said.is_empty() {
        return "No dependence was found among the reports.".to_owned();
    }
    format!("{}.", said.join("; "))
}

fn spoken(view: &StoryView<'_>, edge: &StemmaEdge) -> String {
    let name = |id: &str| {
        let node = view.story.stemma.nodes.iter().find(|node| node.id == id);
        match node.map(|node| (node.kind, node.label.as_str())) {
            Some((NodeKind::Inferred, _)) => format!("a lost source {id}"),
            Some((NodeKind::NamedSource, label)) => label.to_owned(),
            _ => id.to_owned(),
        }
    };
    let part = match edge.scope {
        Scope::Report => "took from",
        Scope::Passage => "took passages from",
    };
    let degree = words::per_cent(edge.confidence);
    format!("{} {part} {} ({degree})", name(&edge.to), name(&edge.from))
}

fn figure(view: &StoryView<'_>, node: &StemmaNode) -> Figure {
    let (mark, mark_width, lines) = match node.kind {
        NodeKind::Report => {
            let mark = clip(&node.id, 12).into_owned();
            let width = letters(&mark) * 10.5 + 20.0;
            let entry = view.witness(&node.id).and_then(|index| view.entry(index));
            (mark, width.max(MARK), entry.map(below).unwrap_or_default())
        }
        NodeKind::Inferred => (clip(&node.id, 3).into_owned(), MARK, inferred(node)),
        NodeKind::NamedSource => (String::new(), 0.0, wrapped(&node.label)),
    };
    let widest = lines.iter().map(|line| letters(line) * 6.4 + 6.0);
    let height = if mark.is_empty() { 0.0 } else { MARK } + LINE * letters_f64(lines.len()) + 6.0;
    Figure {
        shape: NodeBox {
            width: widest.fold(mark_width, f64::max).max(64.0),
            height,
            source: node.kind != NodeKind::Report,
        },
        mark,
        mark_width,
        lines,
    }
}

fn letters(text: &str) -> f64 {
    letters_f64(text.chars().count())
}

fn letters_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from)
}

/// Outlet and date.
fn below(entry: &WitnessEntry) -> Vec<String> {
    let outlet = entry
        .outlet
        .as_ref()
        .map(|outlet| clip(&outlet.value, 22).into_owned());
    let date = entry.published.as_ref();
    let date = date.map(|date| words::short_date(&date.value, date.precision));
    outlet.into_iter().chain(date).collect()
}

fn inferred(node: &StemmaNode) -> Vec<String> {
    if node.label == node.id {
        Vec::new()
    } else {
        wrapped(&node.label)
    }
}

/// A label in up to three lines of about eighteen letters.
fn wrapped(label: &str) -> Vec<String> {
    let label = clip(label, 54);
    let lines = textwrap::wrap(&label, 19);
    lines
        .into_iter()
        .take(3)
        .map(|line| line.into_owned())
        .collect()
}

fn mark(view: &StoryView<'_>, node: &StemmaNode, figure: &Figure, at: Point) -> Markup {
    let class = match node.kind {
        NodeKind::Report => "extant",
        NodeKind::Inferred => "lost",
        NodeKind::NamedSource => "named",
    };
    let drawn = html! {
        g.node.(class) {
            @if node.kind == NodeKind::Report {
                rect x=(unit(at.x - figure.mark_width / 2.0)) y=(unit(at.y)) width=(unit(figure.mark_width)) height=(unit(MARK)) rx="3" {}
            }
            @if node.kind == NodeKind::Inferred {
                circle cx=(unit(at.x)) cy=(unit(at.y + MARK / 2.0)) r=(unit(MARK / 2.0 - 1.0)) {}
            }
            @if !figure.mark.is_empty() {
                text.siglum x=(unit(at.x)) y=(unit(at.y + MARK / 2.0 + 5.5)) text-anchor="middle" { (figure.mark) }
            }
            @for (index, line) in figure.lines.iter().enumerate() {
                text.under x=(unit(at.x)) y=(unit(baseline(figure, at, index))) text-anchor="middle" { (line) }
            }
        }
    };
    let witness = view
        .witness(&node.id)
        .filter(|_| node.kind == NodeKind::Report);
    let target = Target::Report;
    html! {
        @match witness {
            Some(witness) => a href={ "#" (view.place_id(Place { witness, target })) } aria-label={ (node.id) ", " (node.label) } { (drawn) },
            None => (drawn),
        }
    }
}

fn baseline(figure: &Figure, at: Point, line: usize) -> f64 {
    let start = if figure.mark.is_empty() {
        0.0
    } else {
        MARK + 2.0
    };
    at.y + start + LINE * letters_f64(line) + 12.0
}

fn unit(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn line(
    view: &StoryView<'_>,
    index: usize,
    edge: &StemmaEdge,
    route: Option<&Vec<Point>>,
    figures: &[Figure],
) -> Markup {
    let nodes = &view.story.stemma.nodes;
    let source = nodes.iter().position(|node| node.id == edge.from);
    let source = source.and_then(|index| figures.get(index));
    let (Some(route), Some(source)) = (route.filter(|route| route.len() > 1), source) else {
        return html! {};
    };
    let path = path(route, source.shape.height);
    let class = [strength(edge.confidence), reach(edge.scope)].join(" ");
    html! {
        a.edge.(class) href={ "#" (view.id(&format!("e{}", index + 1))) } aria-label=(spoken(view, edge)) {
            title { (spoken(view, edge)) }
            path.hit d=(path) {}
            path.stroke d=(path) {}
        }
    }
}

/// From the foot of the source to the head of the target: straight, or a smooth curve where it
/// goes round other nodes.
fn path(route: &[Point], foot: f64) -> String {
    let mut points = route.to_vec();
    if let Some(first) = points.first_mut() {
        first.y += foot;
    }
    if let Some(last) = points.last_mut() {
        last.y -= 4.0;
    }
    let mut path = String::new();
    for (index, point) in points.iter().enumerate() {
        match index.checked_sub(1).and_then(|before| points.get(before)) {
            None => path.push_str(&format!("M{} {}", unit(point.x), unit(point.y))),
            Some(_) if points.len() == 2 => {
                path.push_str(&format!("L{} {}", unit(point.x), unit(point.y)));
            }
            Some(before) => path.push_str(&bend(*before, *point)),
        }
    }
    path
}

fn bend(from: Point, to: Point) -> String {
    let [x0, x1, y1] = [from.x, to.x, to.y].map(unit);
    let middle = unit(f64::midpoint(from.y, to.y));
    format!("C{x0} {middle} {x1} {middle} {x1} {y1}")
}

fn strength(confidence: f64) -> &'static str {
    match confidence {
        sure if sure >= 0.8 => "sure",
        likely if likely >= 0.5 => "likely",
        _ => "possible",
    }
}

const fn reach(scope: Scope) -> &'static str {
    match scope {
        Scope::Report => "whole",
        Scope::Passage => "passages",
    }
}

/// Whether an edge is drawn in a certain way.
type IsDrawnSo = fn(&StemmaEdge) -> bool;

/// The ways edges are drawn: class, explanation, and which edges are.
const LINES: [(&str, &str, IsDrawnSo); 4] = [
    ("sure whole", "the whole report, shown", |edge| {
        edge.scope == Scope::Report && edge.confidence >= 0.8
    }),
    ("likely whole", "the whole report, likely", |edge| {
        edge.scope == Scope::Report && (0.5..0.8).contains(&edge.confidence)
    }),
    ("sure passages", "passages only", |edge| {
        edge.scope == Scope::Passage && edge.confidence >= 0.5
    }),
    ("possible whole", "possible, not shown", |edge| {
        edge.confidence < 0.5
    }),
];

/// Only what the drawing holds is explained.
fn legend(view: &StoryView<'_>) -> Markup {
    let stemma = &view.story.stemma;
    let has = |kind| stemma.nodes.iter().any(|node| node.kind == kind);
    html! {
        ul.legend {
            @if has(NodeKind::Report) { li { span.key.extant { "A" } " a report" } }
            @if has(NodeKind::Inferred) { li { span.key.lost { "α" } " a lost source, inferred" } }
            @if has(NodeKind::NamedSource) { li { span.key.named { "Name" } " a source that reports name" } }
            @for (class, words, is) in LINES {
                @if stemma.edges.iter().any(is) { li { (sample(class)) " " (words) } }
            }
        }
    }
}

fn sample(class: &str) -> Markup {
    html! {
        svg.sample.edge.(class) width="34" height="8" viewBox="0 0 34 8" aria-hidden="true" focusable="false" {
            path.stroke d="M1 4H33" {}
        }
    }
}
