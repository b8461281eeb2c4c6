//! The stemma by itself, for other programs: DOT, GraphML, SVG, JSON; and the count of origins.
//!
//! In DOT and GraphML a node has the class `extant` (a report among the inputs) or `hypothetical`
//! (a source inferred or named); an edge has its confidence and scope.

use recension_core::dossier::{
    Collapse, Dossier, NodeKind, OriginRange, Scope, StemmaEdge, StemmaEntry, StemmaNode,
    StoryEntry,
};
use serde::Serialize;

use crate::view::refused;
use crate::{Options, html, json, text};

/// The forms a stemma can be drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StemmaForm {
    /// A tree in characters.
    Text,
    /// A drawing; of several stories the first (the largest).
    Svg,
    /// Graphviz, one digraph a story.
    Dot,
    /// GraphML, one graph a story.
    Graphml,
    /// `recension-stemma`, version 1.
    Json,
}

/// The forms the count of origins can be given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginsForm {
    /// For a terminal.
    Text,
    /// `recension-origins`, version 1.
    Json,
}

/// Draws the stemmata of a dossier. The result ends with a line feed.
pub fn render_stemma(dossier: &Dossier, form: StemmaForm, options: &Options) -> String {
    match form {
        StemmaForm::Text => text::stemmata(dossier, options),
        StemmaForm::Svg => html::stemma_drawing(dossier),
        StemmaForm::Dot => dossier.stories.iter().map(dot).collect(),
        StemmaForm::Graphml => graphml(dossier),
        StemmaForm::Json => json::pretty(&Stemmata {
            format: "recension-stemma",
            version: 1,
            stories: dossier.stories.iter().map(StoryStemma::of).collect(),
        }),
    }
}

/// Gives the origins of a dossier: of each story, with every collapse and its reason, and of its
/// claims and utterances. The result ends with a line feed.
pub fn render_origins(dossier: &Dossier, form: OriginsForm, options: &Options) -> String {
    match form {
        OriginsForm::Text => text::origins(dossier, options),
        OriginsForm::Json => json::pretty(&OriginsOfStories {
            format: "recension-origins",
            version: 1,
            stories: dossier.stories.iter().map(StoryOrigins::of).collect(),
        }),
    }
}

#[derive(Serialize)]
struct Stemmata<'a> {
    format: &'static str,
    version: u32,
    stories: Vec<StoryStemma<'a>>,
}

#[derive(Serialize)]
struct StoryStemma<'a> {
    id: &'a str,
    headline: &'a str,
    stemma: &'a StemmaEntry,
}

impl<'a> StoryStemma<'a> {
    fn of(story: &'a StoryEntry) -> Self {
        Self {
            id: &story.id,
            headline: &story.headline,
            stemma: &story.stemma,
        }
    }
}

#[derive(Serialize)]
struct OriginsOfStories<'a> {
    format: &'static str,
    version: u32,
    stories: Vec<StoryOrigins<'a>>,
}

#[derive(Serialize)]
struct StoryOrigins<'a> {
    id: &'a str,
    headline: &'a str,
    reports: u32,
    origins: OriginRange,
    /// What was refused, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    without: Option<&'a str>,
    collapses: &'a [Collapse],
    claims: Vec<Counted<'a>>,
    utterances: Vec<Counted<'a>>,
}

/// Something attested, with its range of origins.
#[derive(Serialize)]
struct Counted<'a> {
    id: &'a str,
    text: &'a str,
    origins: OriginRange,
}

impl<'a> StoryOrigins<'a> {
    fn of(story: &'a StoryEntry) -> Self {
        let claims = story.claims.iter();
        let said = story.utterances.iter();
        let claim = |id: &'a String, text: &'a String, origins| Counted { id, text, origins };
        Self {
            id: &story.id,
            headline: &story.headline,
            reports: story.reports,
            origins: story.origins,
            without: refused(story),
            collapses: &story.collapses,
            claims: claims.map(|c| claim(&c.id, &c.text, c.origins)).collect(),
            utterances: said
                .filter_map(|u| Some(claim(&u.id, &u.readings.first()?.text, u.origins)))
                .collect(),
        }
    }
}

const fn class(node: &StemmaNode) -> &'static str {
    match node.kind {
        NodeKind::Report => "extant",
        NodeKind::Inferred | NodeKind::NamedSource => "hypothetical",
    }
}

const fn scope(edge: &StemmaEdge) -> &'static str {
    match edge.scope {
        Scope::Report => "report",
        Scope::Passage => "passage",
    }
}

fn dot(story: &StoryEntry) -> String {
    let mut out = format!("digraph {} {{\n", dot_text(&story.id));
    out.push_str(&format!("  label={};\n", dot_text(&story.headline)));
    for node in &story.stemma.nodes {
        let [id, label] = [&node.id, &node.label].map(|text| dot_text(text));
        let shape = if class(node) == "extant" {
            "box"
        } else {
            "ellipse"
        };
        out.push_str(&format!(
            "  {id} [class={}, shape={shape}, label={label}];\n",
            class(node)
        ));
    }
    for edge in &story.stemma.edges {
        let [from, to] = [&edge.from, &edge.to].map(|text| dot_text(text));
        let style = if scope(edge) == "report" {
            "solid"
        } else {
            "dashed"
        };
        out.push_str(&format!(
            "  {from} -> {to} [confidence={:.2}, scope={}, style={style}];\n",
            edge.confidence,
            scope(edge)
        ));
    }
    out + "}\n"
}

/// A quoted string of DOT.
fn dot_text(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

const GRAPHML_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="class" for="node" attr.name="class" attr.type="string"/>
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="confidence" for="edge" attr.name="confidence" attr.type="double"/>
  <key id="scope" for="edge" attr.name="scope" attr.type="string"/>
"#;

fn graphml(dossier: &Dossier) -> String {
    let graphs: String = dossier.stories.iter().map(graphml_graph).collect();
    format!("{GRAPHML_HEAD}{graphs}</graphml>\n")
}

fn graphml_graph(story: &StoryEntry) -> String {
    let mut out = format!(
        "  <graph id=\"{}\" edgedefault=\"directed\">\n",
        xml_text(&story.id)
    );
    for node in &story.stemma.nodes {
        out.push_str(&format!(
            "    <node id=\"{}\"><data key=\"class\">{}</data><data key=\"label\">{}</data></node>\n",
            xml_text(&node.id),
            class(node),
            xml_text(&node.label)
        ));
    }
    for edge in &story.stemma.edges {
        out.push_str(&format!(
            "    <edge source=\"{}\" target=\"{}\"><data key=\"confidence\">{:.2}</data><data key=\"scope\">{}</data></edge>\n",
            xml_text(&edge.from),
            xml_text(&edge.to),
            edge.confidence,
            scope(edge)
        ));
    }
    out + "  </graph>\n"
}

/// Text as it may stand in XML, in an element or between quotation marks.
fn xml_text(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let escaped = plain
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    escaped.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_strangers_cannot_leave_their_quotes() {
        assert_eq!(dot_text("a\"];\n b\\"), r#""a\"];  b\\""#);
        assert_eq!(xml_text("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
    }
}
