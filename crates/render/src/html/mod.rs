//! One self-contained page: no script, font or picture from elsewhere, readable without script.
//!
//! All text goes through maud, which escapes it; the few constants that are not escaped are the
//! style sheet and the script of this folder. The finished page is cleared of control characters.

mod attested;
mod compare;
mod evidence;
mod links;
mod parting;
mod recount;
mod reports;
mod stemma;
mod utterances;
mod witnesses;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use recension_core::article::Note;
use recension_core::dossier::Dossier;

use crate::compare::Comparison;
use crate::view::{StoryView, clip, neutral_page, words};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const RECOUNT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    include_str!("recount.js"),
    include_str!("switches.js"),
    "})();\n"
);

/// What the page may do: show its own style, run its own scripts, nothing else. The hashes are
/// those of `page.js` and of `recount.js` with `switches.js`; a test recomputes them.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'sha256-vsTEU2cbI66/pfzdbW1yTCz7usoNKCTwYm48GDa1cXo=' 'sha256-j/JibZNzkOMsKWEBh0YeDhKko8KQ9uutL/I/LYAwjJg='; base-uri 'none'; form-action 'none'";

/// The stemma of the first story as an SVG document.
pub(crate) fn stemma_drawing(dossier: &Dossier) -> String {
    let stories = StoryView::all(dossier);
    stories.first().map_or_else(String::new, stemma::alone)
}

/// The page of a dossier.
pub(crate) fn dossier(dossier: &Dossier) -> String {
    let stories = StoryView::all(dossier);
    let reports: usize = stories.iter().map(|view| view.story.witnesses.len()).sum();
    let title = match stories.as_slice() {
        [only] => clip(&only.story.headline, 120).into_owned(),
        _ => format!(
            "{} from {}",
            count_stories(&stories),
            count_reports(reports)
        ),
    };
    let body = html! {
        header.masthead {
            h1 { "Recension" }
            p { (masthead(&stories, reports)) }
        }
        (contents(&stories))
        main #main {
            @if stories.is_empty() { p.empty { "No story was found among the inputs." } }
            @for view in &stories { (story(view)) }
            (notes("notes", "Notes on the input", 2, &dossier.notes))
        }
        (colophon(dossier))
    };
    let recounts = dossier.stories.iter().any(|story| story.recount.is_some());
    let scripts = [Some(SCRIPT), recounts.then_some(RECOUNT)];
    page(&title, &body, &scripts)
}

/// The page that shows two reports side by side.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let (title, body) = (compare::title(comparison), compare::body(comparison));
    page(&title, &body, &[Some(SCRIPT)])
}

fn page(title: &str, body: &Markup, scripts: &[Option<&str>]) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="Recension";
                title { (title) " – Recension" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the dossier" }
                (body)
                @for script in scripts.iter().flatten() { script { (PreEscaped(script)) } }
            }
        }
        "\n"
    };
    neutral_page(markup.into_string())
}

fn count_stories(stories: &[StoryView<'_>]) -> String {
    words::counted(stories.len(), "story", "stories")
}

fn count_reports(reports: usize) -> String {
    words::counted(reports, "report", "reports")
}

fn masthead(stories: &[StoryView<'_>], reports: usize) -> String {
    let number = |count, one: &str, many: &str| {
        format!(
            "{} {}",
            words::number(count),
            if count == 1 { one } else { many }
        )
    };
    let reports = number(reports, "report", "reports");
    match stories.len() {
        1 => format!("What is attested in {reports} of one story"),
        count => format!(
            "What is attested in {reports} of {}",
            number(count, "story", "stories")
        ),
    }
}

/// A section of a story in the table of contents.
struct Section {
    name: &'static str,
    title: &'static str,
    present: bool,
}

fn sections(view: &StoryView<'_>) -> Vec<Section> {
    let story = view.story;
    let all = [
        ("briefing", "Briefing", !story.briefing.is_empty()),
        ("claims", "Claims", !story.claims.is_empty()),
        ("stemma", "Stemma", !story.stemma.nodes.is_empty()),
        ("witnesses", "Witnesses", !story.witnesses.is_empty()),
        ("utterances", "Apparatus", !story.utterances.is_empty()),
        (
            "contradictions",
            "Contradictions",
            !story.contradictions.is_empty(),
        ),
        ("drift", "Drift", !story.drift.is_empty()),
        ("timeline", "Timeline", !story.timeline.is_empty()),
        ("reports", "Reports", !story.witnesses.is_empty()),
        ("notes", "Notes", !story.notes.is_empty()),
    ];
    let sections = all.map(|(name, title, present)| Section {
        name,
        title,
        present,
    });
    sections
        .into_iter()
        .filter(|section| section.present)
        .collect()
}

fn contents(stories: &[StoryView<'_>]) -> Markup {
    html! {
        nav.contents aria-label="Contents" {
            @if let [only] = stories { (section_list(only)) } @else {
                ol.stories {
                    @for view in stories {
                        li {
                            a href={ "#" (view.id("story")) } { (clip(&view.story.headline, 90)) }
                            " " span.count { (count_reports(view.story.witnesses.len())) }
                        }
                    }
                }
            }
        }
    }
}

fn section_list(view: &StoryView<'_>) -> Markup {
    html! {
        ul.sections {
            @for section in sections(view) {
                li { a href={ "#" (view.id(section.name)) } { (section.title) } }
            }
        }
    }
}

fn story(view: &StoryView<'_>) -> Markup {
    html! {
        article.story id=(view.id("story")) aria-labelledby=(view.id("headline")) {
            (attested::summary(view))
            (attested::briefing(view))
            (attested::claims(view))
            (stemma::section(view))
            (witnesses::section(view))
            (utterances::section(view))
            (parting::contradictions(view))
            (parting::drift(view))
            (parting::timeline(view))
            (reports::section(view))
            (notes(&view.id("notes"), "Notes", 3, &view.story.notes))
            (recount::bar(view))
        }
    }
}

/// A section of a story: its heading, a line on how to read it, and what it holds.
fn section(view: &StoryView<'_>, name: &str, title: &str, lead: &str, body: &Markup) -> Markup {
    let heading = format!("{}-h", view.id(name));
    html! {
        section.(name) id=(view.id(name)) aria-labelledby=(heading) {
            h3 id=(heading) { (title) }
            @if !lead.is_empty() { p.lead { (lead) } }
            (body)
        }
    }
}

/// Items of a long list: the first few as they are, the others folded away.
fn folded(
    items: &[Markup],
    shown: usize,
    what: &str,
    list: impl Fn(&[Markup]) -> Markup,
) -> Markup {
    // A fold that hides only one or two items costs more than it saves.
    let cut = if items.len() <= shown + 2 {
        items.len()
    } else {
        shown
    };
    let (open, more) = items.split_at(cut);
    html! {
        (list(open))
        @if !more.is_empty() {
            details.more {
                summary { (more.len()) " more " (what) }
                (list(more))
            }
        }
    }
}

fn notes(id: &str, title: &str, level: u8, notes: &[Note]) -> Markup {
    if notes.is_empty() {
        return html! {};
    }
    let heading = format!("{id}-h");
    html! {
        section.notes id=(id) aria-labelledby=(heading) {
            @if level == 2 { h2.plain id=(heading) { (title) } } @else { h3 id=(heading) { (title) } }
            ul { @for note in notes { li { (note.message) " " code { (note.code) } } } }
        }
    }
}

fn colophon(dossier: &Dossier) -> Markup {
    html! {
        footer.colophon {
            h2.plain { "How to check this page" }
            p {
                "Every quoted passage stands for bytes of a file as it was received. Save the dossier as JSON and let every passage be read again from those bytes:"
            }
            pre { code { "recension dossier INPUT… --format json -o dossier.json\nrecension verify dossier.json" } }
            p {
                "A number of origins is a range. Its lower end counts as one whatever may depend on "
                "another report, its upper end only what is shown to. Where no dependence was found, "
                "that is all that is said: reports are not called independent for want of evidence."
            }
            (documents(dossier))
        }
    }
}

fn documents(dossier: &Dossier) -> Markup {
    if dossier.documents.is_empty() {
        return html! {};
    }
    html! {
        details.documents {
            summary { (words::counted(dossier.documents.len(), "file", "files")) " read" }
            div.scroll tabindex="0" role="region" aria-label="Files read" {
                table {
                    caption { "Files with their SHA-256" }
                    thead { tr { th scope="col" { "File" } th scope="col" { "Type" } th scope="col" { "Bytes" } th scope="col" { "SHA-256" } } }
                    tbody {
                        @for document in &dossier.documents {
                            tr {
                                td { (clip(&document.path, 300)) }
                                td { (document.media_type) }
                                td.number { (document.bytes) }
                                td.hash { (document.id) }
                            }
                        }
                    }
                }
            }
        }
    }
}
