//! Whether a sentence of a briefing says only what its spans say.

use crate::dossier::BriefingSentence;

/// Checks a sentence against its spans: it is the words of a span as they stand (perhaps behind a
/// colon that says whose they are), or everything in it between quotation marks is.
///
/// # Errors
/// What stands in no span, in words for people.
pub fn check(sentence: &BriefingSentence) -> Result<(), String> {
    let spans: Vec<String> = sentence
        .spans
        .iter()
        .map(|span| collapsed(&span.text))
        .collect();
    let carried = |words: &str| spans.iter().any(|span| span.contains(&collapsed(words)));
    let after_colon = sentence.text.split_once(": ").map_or("", |(_, rest)| rest);
    let whole = [sentence.text.as_str(), after_colon];
    if whole
        .iter()
        .any(|words| !words.is_empty() && carried(words))
    {
        return Ok(());
    }
    let quoted = quoted(&sentence.text);
    if quoted.is_empty() {
        return Err(format!("no span says “{}”", sentence.text));
    }
    match quoted.iter().find(|words| !carried(words)) {
        Some(words) => Err(format!("no span says “{words}”")),
        None => Ok(()),
    }
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between the outermost quotation marks of a sentence.
fn quoted(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_u32, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '“' => {
                depth += 1;
                if depth == 1 {
                    start = at + letter.len_utf8();
                }
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.extend(text.get(start..at));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{OriginRange, Span};

    fn sentence(text: &str, spans: &[&str]) -> BriefingSentence {
        let span = |text: &&str| Span {
            document: "d".into(),
            segments: Vec::new(),
            text: (*text).into(),
        };
        BriefingSentence {
            text: text.into(),
            origins: OriginRange { min: 1, max: 1 },
            sigla: Vec::new(),
            spans: spans.iter().map(span).collect(),
        }
    }

    #[test]
    fn words_of_a_span_pass_and_others_do_not() {
        assert!(check(&sentence("The gate gave way.", &["The gate\n gave way."])).is_ok());
        assert!(check(&sentence("Only A reports: It rained.", &["It rained."])).is_ok());
        assert!(check(&sentence("The gate held.", &["The gate gave way."])).is_err());
    }

    #[test]
    fn every_quoted_piece_must_stand_in_a_span() {
        let both = ["two people", "four"];
        assert!(
            check(&sentence(
                "Reports differ: A “two people”; B “four”.",
                &both
            ))
            .is_ok()
        );
        assert!(
            check(&sentence(
                "Reports differ: A “two people”; B “five”.",
                &both
            ))
            .is_err()
        );
    }
}
