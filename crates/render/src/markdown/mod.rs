//! A dossier as GitHub-flavoured Markdown, to be pasted into an article or an issue.

/// A line of output: always ends one.
macro_rules! put {
    ($page:expr, $($piece:expr),* $(,)?) => {{
        $($page.push_str(&$piece.to_string());)*
        $page.push('\n');
    }};
}

mod ink;
mod parting;

use recension_core::article::Note;
use recension_core::dossier::{
    Attestation, ClaimStatus, Dossier, ReadingEntry, Span, StemmaEdge, UtteranceEntry, WitnessEntry,
};

use self::ink::Md;
use crate::compare::Comparison;
use crate::view::{
    PieceKind, ReadingView, StoryView, Target, apparatus, clip, clip_words, difference, gist,
    grouped, joined, words,
};

const CLAIMS_SHOWN: usize = 12;
const UTTERANCES_SHOWN: usize = 25;

/// The dossier, story by story.
pub(crate) fn dossier(dossier: &Dossier) -> String {
    let mut page = String::new();
    let stories = StoryView::all(dossier);
    if stories.is_empty() {
        put!(page, "No story was found among the inputs.");
    }
    for view in &stories {
        if view.number > 1 {
            page.push_str("\n---\n\n");
        }
        story(&mut page, view);
    }
    notes(&mut page, "Notes on the input", &dossier.notes);
    page.push_str("\nEvery passage stands for bytes of a file as received: `recension verify DOSSIER.json` reads them again.\n");
    page
}

fn story(page: &mut String, view: &StoryView<'_>) {
    summary(page, view);
    briefing(page, view);
    claims(page, view);
    stemma(page, view);
    witnesses(page, view);
    utterances(page, view);
    parting::contradictions(page, view);
    parting::drift(page, &view.story.drift);
    parting::timeline(page, view);
    notes(page, "Notes", &view.story.notes);
}

fn heading(page: &mut String, title: &'static str) {
    put!(page, "\n## ", title, "\n");
}

fn summary(page: &mut String, view: &StoryView<'_>) {
    let story = view.story;
    put!(page, "# ", Md::text(&clip(&story.headline, 300)), "\n");
    let reports = words::counted(story.witnesses.len(), "report", "reports");
    put!(
        page,
        "**",
        reports,
        " · ",
        words::origins(story.origins),
        "**\n"
    );
    for other in &view.thread {
        put!(
            page,
            "Same thread: story ",
            Md::text(&other.number.to_string()),
            ", ",
            Md::text(&clip(other.headline, 120)),
            "\n\n"
        );
    }
    put!(page, Md::text(&gist(story)));
    if !story.collapses.is_empty() {
        page.push('\n');
    }
    for collapse in &story.collapses {
        let [sign, how] = if collapse.certain {
            [" = ", "count as one"]
        } else {
            [" ≈ ", "may be one"]
        };
        let sigla = Md::text(&collapse.sigla.join(sign)).bold();
        put!(
            page,
            "- ",
            sigla,
            " ",
            how,
            ": ",
            Md::text(&collapse.reason)
        );
    }
}

/// "**MT** 3, 7".
fn cite(view: &StoryView<'_>, siglum: &str, spans: &[Span]) -> Md {
    let places = view.locate(siglum, spans);
    let numbers = places.iter().filter_map(|place| match place.target {
        Target::Sentence(index) => Some((index + 1).to_string()),
        Target::Part(_) | Target::Report => None,
    });
    let numbers: Vec<String> = numbers.take(5).collect();
    let name = Md::text(siglum).bold();
    if numbers.is_empty() {
        return name;
    }
    Md::join([name, Md::text(&format!(" {}", numbers.join(", ")))])
}

fn cites(view: &StoryView<'_>, attestations: &[Attestation]) -> Md {
    let one = |group: &Attestation| {
        let via = if group.via.is_empty() {
            String::new()
        } else {
            format!(" via {}", group.via.join(", "))
        };
        Md::join([cite(view, &group.siglum, &group.spans), Md::text(&via)])
    };
    separated(grouped(attestations).iter().map(one).collect(), " · ")
}

fn separated(pieces: Vec<Md>, by: &'static str) -> Md {
    let with = |(index, piece): (usize, Md)| match index {
        0 => vec![piece],
        _ => vec![Md::markup(by), piece],
    };
    Md::join(pieces.into_iter().enumerate().flat_map(with))
}

fn briefing(page: &mut String, view: &StoryView<'_>) {
    if view.story.briefing.is_empty() {
        return;
    }
    heading(page, "Briefing");
    for sentence in &view.story.briefing {
        let sigla = separated(
            sentence.sigla.iter().map(|s| Md::text(s).bold()).collect(),
            " · ",
        );
        let origins = words::origins(sentence.origins);
        put!(
            page,
            "- ",
            Md::text(&sentence.text),
            " (",
            origins,
            ": ",
            sigla,
            ")"
        );
    }
}

fn claims(page: &mut String, view: &StoryView<'_>) {
    if view.story.claims.is_empty() {
        return;
    }
    heading(page, "Claims");
    for status in [
        ClaimStatus::Corroborated,
        ClaimStatus::Contradicted,
        ClaimStatus::SingleOrigin,
    ] {
        let claims = view
            .story
            .claims
            .iter()
            .filter(|claim| claim.status == status);
        let claims: Vec<_> = claims.collect();
        if claims.is_empty() {
            continue;
        }
        put!(
            page,
            "**",
            words::status(status),
            "** (",
            claims.len(),
            ")\n"
        );
        for claim in claims.iter().take(CLAIMS_SHOWN) {
            let origins = words::origins(claim.origins);
            let text = Md::text(&clip_words(&claim.text, 500));
            put!(
                page,
                "- ",
                text,
                " (",
                origins,
                ": ",
                cites(view, &claim.attestations),
                ")"
            );
            for remark in &claim.remarks {
                put!(page, "  - ", Md::text(remark).italic());
            }
        }
        more(page, claims.len(), CLAIMS_SHOWN, "claims");
        page.push('\n');
    }
}

/// Says how much was left out.
fn more(page: &mut String, all: usize, shown: usize, what: &str) {
    if all > shown {
        put!(page, "- … and ", all - shown, " more ", what);
    }
}

fn stemma(page: &mut String, view: &StoryView<'_>) {
    if view.story.stemma.nodes.is_empty() {
        return;
    }
    heading(page, "Stemma");
    if view.story.stemma.edges.is_empty() {
        put!(page, "No dependence was found among the reports.");
    }
    for edge in &view.story.stemma.edges {
        let manner = format!(
            "{}, {}",
            words::scope(edge.scope),
            words::per_cent(edge.confidence)
        );
        let (from, to) = (node(view, &edge.from), node(view, &edge.to));
        put!(
            page,
            "- ",
            from,
            " → ",
            to,
            " (",
            manner,
            "): ",
            reason(view, edge)
        );
    }
}

fn reason(view: &StoryView<'_>, edge: &StemmaEdge) -> Md {
    let mut derivations = view.story.derivations.iter();
    let derivation = derivations.find(|entry| entry.source == edge.from && entry.target == edge.to);
    Md::text(derivation.map_or(&edge.explanation, |entry| &entry.summary))
}

fn node(view: &StoryView<'_>, id: &str) -> Md {
    use recension_core::dossier::NodeKind;
    let node = view.story.stemma.nodes.iter().find(|node| node.id == id);
    match node {
        Some(node) if node.kind == NodeKind::NamedSource => {
            Md::text(&clip(&node.label, 80)).italic()
        }
        Some(node) if node.kind == NodeKind::Inferred => Md::text(id).italic(),
        _ => Md::text(id).bold(),
    }
}

fn witnesses(page: &mut String, view: &StoryView<'_>) {
    if view.story.witnesses.is_empty() {
        return;
    }
    heading(page, "Witnesses");
    put!(page, "| | Outlet | Title | Published | Credits |");
    put!(page, "|---|---|---|---|---|");
    for entry in &view.story.witnesses {
        put!(page, witness(entry));
    }
}

fn witness(entry: &WitnessEntry) -> Md {
    let stated = |value: &Option<recension_core::dossier::Value>| {
        value.as_ref().map_or(Md::markup("_not stated_"), |value| {
            Md::text(&clip(&value.value, 200))
        })
    };
    let date = entry.published.as_ref();
    let date = date.map_or(Md::markup("_not stated_"), |date| {
        Md::text(&words::date(&date.value, date.precision))
    });
    let credit = |credit: &recension_core::dossier::CreditEntry| {
        Md::text(&format!(
            "{} ({})",
            clip(&credit.name, 120),
            words::credit(credit.kind)
        ))
    };
    let url = entry
        .url
        .as_ref()
        .map(|url| Md::join([Md::markup("<br>"), Md::address(&clip(&url.value, 300))]));
    let title = Md::join([stated(&entry.title), url.unwrap_or_default()]);
    let credits = separated(entry.credits.iter().map(credit).collect(), "; ");
    let cells = [
        Md::text(&entry.siglum).bold(),
        stated(&entry.outlet),
        title,
        date,
        credits,
    ];
    let cells = separated(cells.to_vec(), " | ");
    Md::join([Md::markup("| "), cells, Md::markup(" |")])
}

fn utterances(page: &mut String, view: &StoryView<'_>) {
    if view.story.utterances.is_empty() {
        return;
    }
    heading(page, "Apparatus of quotations");
    for entry in view.story.utterances.iter().take(UTTERANCES_SHOWN) {
        utterance(page, view, entry);
    }
    more(
        page,
        view.story.utterances.len(),
        UTTERANCES_SHOWN,
        "utterances",
    );
}

fn utterance(page: &mut String, view: &StoryView<'_>, entry: &UtteranceEntry) {
    let speaker = Md::text(entry.speaker.as_deref().unwrap_or("Speaker not stated")).bold();
    let occasion = entry
        .occasion
        .as_deref()
        .map(|occasion| Md::text(&format!(", {occasion}")));
    put!(
        page,
        speaker,
        occasion.unwrap_or_default(),
        " · ",
        words::origins(entry.origins),
        "\n"
    );
    let sorted = apparatus(entry);
    if let Some(lemma) = &sorted.lemma {
        put!(page, "> “", pieces(lemma), "”  ");
        let bearers = std::iter::once(lemma.entry).chain(sorted.agreeing.iter().copied());
        let bearers = bearers
            .map(|reading| bearer(view, entry, reading))
            .collect();
        put!(page, "> — ", separated(bearers, " · "), "\n");
    }
    for reading in &sorted.others {
        let bearer = bearer(view, entry, reading.entry);
        put!(page, "- ", bearer, ": ", pieces(reading));
    }
    for remark in &entry.remarks {
        put!(page, "- ", Md::text(remark).italic());
    }
    page.push('\n');
}

fn bearer(view: &StoryView<'_>, utterance: &UtteranceEntry, reading: &ReadingEntry) -> Md {
    let mut manner = words::reading(reading.kind).to_owned();
    if let Some(cue) = &reading.cue {
        manner.push_str(&format!(", {}", clip_words(cue, 60)));
    }
    if let Some(name) = words::other_name(utterance, reading) {
        manner.push_str(&format!(", of “{}”", clip_words(&name, 60)));
    }
    if !reading.via.is_empty() {
        manner.push_str(&format!(", via {}", reading.via.join(", ")));
    }
    let manner = Md::text(&format!(" ({manner})"));
    Md::join([cite(view, &reading.siglum, &reading.spans), manner])
}

fn pieces(reading: &ReadingView<'_>) -> Md {
    let pieces = reading.pieces.iter().map(|piece| match piece.kind {
        PieceKind::Same => Md::text(&piece.text),
        PieceKind::Differs => Md::text(&piece.text).bold(),
        PieceKind::Elided => Md::markup("…"),
        PieceKind::Omitted => Md::markup(" _om._"),
    });
    Md::join(pieces)
}

fn notes(page: &mut String, title: &'static str, notes: &[Note]) {
    if notes.is_empty() {
        return;
    }
    heading(page, title);
    for note in notes {
        put!(page, "- ", Md::text(&note.message));
    }
}

/// Two reports side by side.
pub(crate) fn comparison(comparison: &Comparison) -> String {
    let mut page = String::new();
    put!(page, "# ", Md::text(&clip(&comparison.headline, 300)), "\n");
    match &comparison.derivation {
        None => put!(
            page,
            "**No dependence found.** That does not show that they are independent.\n"
        ),
        Some(entry) => {
            let manner = format!(
                "{}, {}",
                words::scope(entry.scope),
                words::per_cent(entry.confidence)
            );
            let verdict = Md::text(&words::capital(words::verdict(entry.verdict))).bold();
            put!(
                page,
                verdict,
                ", ",
                manner,
                ": ",
                Md::text(&entry.summary),
                "\n"
            );
        }
    }
    let head = |report: &WitnessEntry| {
        let outlet = report
            .outlet
            .as_ref()
            .map(|outlet| clip(&outlet.value, 120).into_owned());
        Md::text(&format!("{} {}", report.siglum, outlet.unwrap_or_default()))
    };
    let heads = separated(comparison.reports.iter().map(head).collect(), " | ");
    put!(page, "| ", heads, " |");
    put!(page, "|---|---|");
    for row in &comparison.rows {
        let (left, right) = (joined(&row.left_spans), joined(&row.right_spans));
        let [left, right] = difference(&left, &right);
        put!(
            page,
            "| ",
            parting::marked(&left),
            " | ",
            parting::marked(&right),
            " |"
        );
    }
    parting::drift(&mut page, &comparison.drift);
    page
}
