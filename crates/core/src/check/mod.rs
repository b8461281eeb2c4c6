//! What the reports say of a statement: the claims that come closest to it, who attests them, and
//! where it says otherwise. Nothing is judged true or false.

mod words;

use std::collections::BTreeMap;

use crate::dossier::{
    Attestation, CHECK_FORMAT, CHECK_VERSION, CheckedStatement, ClaimEntry, CloseClaim,
    ContradictionEntry, Dossier, Span, StoryEntry,
};
use words::{Reader, Words, Worth};

/// Most claims that are shown.
const MOST: usize = 5;
/// Least likeness of a claim that is shown.
const LEAST: f32 = 0.4;
/// What a part of a statement counts against the whole.
const PART: f32 = 0.9;
/// How much of the best claim's likeness another must have.
const LEAST_OF_BEST: f32 = 0.75;

/// The claims of a dossier that come closest to a statement, the closest first.
///
/// A claim comes close as its nearest wording holds the statement's words, a word by its rarity in
/// the language and among the claims of the story, words that may stand for each other in part. Statement and claim may be in any language that the
/// reports are in; a statement is not translated.
pub fn check(dossier: &Dossier, statement: &str) -> CheckedStatement {
    let mut readers: BTreeMap<String, Reader> = BTreeMap::new();
    let mut found: Vec<CloseClaim> = Vec::new();
    for story in &dossier.stories {
        let code = language(story);
        let reader = readers
            .entry(code)
            .or_insert_with_key(|code| Reader::of(code));
        let sought = reader.parts(statement);
        let told: Vec<Vec<Words>> = story
            .claims
            .iter()
            .map(|claim| wordings(reader, claim))
            .collect();
        let worth = Worth::of(&told);
        for (claim, wordings) in story.claims.iter().zip(&told) {
            let pairs = sought
                .iter()
                .enumerate()
                .flat_map(|part| wordings.iter().map(move |words| (part, words)));
            let near = pairs.map(|((index, part), words)| {
                // A part of the statement counts a little less than the whole.
                let scale = if index == 0 { 1.0 } else { PART };
                (worth.likeness(part, words) * scale, part, words)
            });
            let nearest = near.max_by(|x, y| x.0.total_cmp(&y.0));
            let Some((likeness, part, words)) = nearest.filter(|near| near.0 >= LEAST) else {
                continue;
            };
            found.push(CloseClaim {
                story: story.id.clone(),
                headline: story.headline.clone(),
                likeness: (likeness * 100.0).round() / 100.0,
                claim: claim.clone(),
                differs: part.differences(words),
                contradictions: parted(story, claim),
            });
        }
    }
    found.sort_by(|x, y| y.likeness.total_cmp(&x.likeness));
    let best = found.first().map_or(0.0, |close| close.likeness);
    found.retain(|close| close.likeness >= best * LEAST_OF_BEST);
    found.truncate(MOST);
    CheckedStatement {
        format: CHECK_FORMAT.to_owned(),
        version: CHECK_VERSION,
        statement: statement.to_owned(),
        documents: dossier.documents.clone(),
        claims: found,
    }
}

/// The language that most reports of a story are in; of several, the first by its code.
fn language(story: &StoryEntry) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for witness in &story.witnesses {
        *counts.entry(witness.language.as_str()).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or_default();
    let first = counts.into_iter().find(|(_, count)| *count == most);
    first.map_or("und", |(code, _)| code).to_owned()
}

/// A claim's own words and those of each report that attests it.
fn wordings(reader: &Reader, claim: &ClaimEntry) -> Vec<Words> {
    let told = claim.attestations.iter().map(|attestation| {
        let texts = attestation.spans.iter().map(|span| span.text.as_str());
        texts.collect::<Vec<_>>().join(" ")
    });
    let all = std::iter::once(claim.text.clone()).chain(told);
    all.map(|text| reader.read(&text)).collect()
}

/// The contradictions of a story that have a side in the words of a claim.
fn parted(story: &StoryEntry, claim: &ClaimEntry) -> Vec<ContradictionEntry> {
    let spans = |attestations: &[Attestation]| -> Vec<Span> {
        let all = attestations
            .iter()
            .flat_map(|attestation| &attestation.spans);
        all.cloned().collect()
    };
    let own = spans(&claim.attestations);
    let shares = |entry: &&ContradictionEntry| {
        let sides = entry
            .sides
            .iter()
            .flat_map(|side| spans(&side.attestations));
        sides
            .into_iter()
            .any(|span| own.iter().any(|mine| overlap(mine, &span)))
    };
    story
        .contradictions
        .iter()
        .filter(shares)
        .cloned()
        .collect()
}

fn overlap(a: &Span, b: &Span) -> bool {
    let meets = |x: &crate::text::ByteSpan| {
        b.segments
            .iter()
            .any(|y| x.start < y.end && y.start < x.end)
    };
    a.document == b.document && a.segments.iter().any(meets)
}

#[cfg(test)]
mod tests {
    use super::words::{Reader, Worth};

    fn likeness(statement: &str, claims: &[&str]) -> Vec<f32> {
        let reader = Reader::of("en");
        let told: Vec<Vec<_>> = claims.iter().map(|text| vec![reader.read(text)]).collect();
        let worth = Worth::of(&told);
        let sought = reader.read(statement);
        told.iter()
            .map(|words| worth.likeness(&sought, &words[0]))
            .collect()
    }

    #[test]
    fn the_claim_that_says_the_same_is_closest() {
        let found = likeness(
            "Two people died at the weir",
            &[
                "Two people were killed when the weir gave way",
                "The weir was finished in 1961",
                "The council met in the old school",
            ],
        );
        assert!(found[0] > found[1] && found[1] > found[2], "{found:?}");
        assert!(found[2] < super::LEAST, "{found:?}");
    }

    #[test]
    fn another_number_keeps_a_claim_close_and_is_said() {
        let reader = Reader::of("en");
        let differences =
            |statement: &str, claim: &str| reader.read(statement).differences(&reader.read(claim));
        assert_eq!(
            differences("Three people died", "Some nine people died"),
            ["the statement has Three, the reports nine"]
        );
        assert!(differences("Two people died", "2 people died").is_empty());
        assert!(differences("2,400 people left", "2400 people left").is_empty());
        assert!(differences("Three people died", "It took nine hours").is_empty());
    }

    #[test]
    fn a_denial_on_one_side_is_said_and_the_number_of_a_gate_is_none() {
        let reader = Reader::of("en");
        let differences =
            |statement: &str, claim: &str| reader.read(statement).differences(&reader.read(claim));
        assert_eq!(
            differences("The gate was tested", "The gate was never tested"),
            ["only the claim holds a denial"]
        );
        assert!(differences("The third gate broke", "Gate No. 3 broke").is_empty());
    }

    #[test]
    fn a_statement_is_read_by_its_parts_too() {
        let reader = Reader::of("en");
        assert_eq!(
            reader
                .parts("Two people died and the old weir broke open")
                .len(),
            3
        );
        assert_eq!(reader.parts("Two people died").len(), 1);
    }
}
