//! A few words in the sentence they stand in.

use recension_core::dossier::Span;

use super::neutral::clip_words;
use super::places::Target;
use super::story::StoryView;

/// So many characters of the sentence are shown on either side.
const AROUND: usize = 90;

/// Words with what stands around them.
pub(crate) struct Context<'a> {
    pub(crate) before: String,
    pub(crate) words: &'a str,
    pub(crate) after: String,
}

/// The words of a single span in their sentence; `None` where they are most of it, where there are
/// several, or where no one sentence holds them.
pub(crate) fn context<'a>(
    view: &StoryView<'_>,
    siglum: &str,
    spans: &'a [Span],
) -> Option<Context<'a>> {
    let [span] = spans else { return None };
    let [place] = view.locate(siglum, spans)[..] else {
        return None;
    };
    let Target::Sentence(index) = place.target else {
        return None;
    };
    let sentence = view.entry(place.witness)?.sentences.get(index)?;
    let [whole] = sentence.spans.as_slice() else {
        return None;
    };
    let words = span.text.trim();
    if words.is_empty() || words.len() * 2 > whole.text.len() {
        return None;
    }
    let (before, after) = whole.text.split_once(words)?;
    Some(Context {
        before: clip_start(before),
        words,
        after: clip_words(after, AROUND).into_owned(),
    })
}

/// The end of a text, cut at a space, with an ellipsis in front where something was cut off.
fn clip_start(text: &str) -> String {
    let count = text.chars().count();
    if count <= AROUND {
        return text.to_owned();
    }
    let start = text
        .char_indices()
        .nth(count - AROUND)
        .map_or(0, |(at, _)| at);
    let kept = text.get(start..).unwrap_or_default();
    let word = kept
        .find(' ')
        .map_or(kept, |at| kept.get(at + 1..).unwrap_or(kept));
    format!("… {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_is_cut_at_a_space() {
        let text = "word ".repeat(40);
        let cut = clip_start(&text);
        assert!(cut.starts_with("… word") && cut.ends_with("word "), "{cut}");
        assert!(cut.chars().count() <= AROUND + 2);
        assert_eq!(clip_start("short "), "short ");
    }
}
