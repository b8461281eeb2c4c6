//! Telling the language of a text.

use super::Language;

/// As much of a text as is looked at, in bytes; more does not make the answer surer.
const LOOKED_AT: usize = 4096;
/// Fewer letters than this say nothing.
const FEWEST_LETTERS: usize = 20;
/// Share of words on a language's stop list that running text in it exceeds.
const STOP_WORD_SHARE: f64 = 0.25;

/// The language of a text as an ISO 639-1 code; empty where the text is too short or unclear.
///
/// Trigrams and scripts decide (the `whatlang` crate); where these are unsure, a clear majority of
/// stop words of one language that has files.
pub fn detect(text: &str) -> &'static str {
    let text = beginning(text);
    if text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(FEWEST_LETTERS)
        .count()
        < FEWEST_LETTERS
    {
        return "";
    }
    match whatlang::detect(text) {
        Some(info) if info.is_reliable() => two_letter_code(info.lang().code()),
        _ => by_stop_words(text),
    }
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn two_letter_code(three_letters: &str) -> &'static str {
    let codes = Language::get("und").list("language-codes");
    codes.value(three_letters).unwrap_or_default()
}

fn by_stop_words(text: &str) -> &'static str {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let share = |code: &str| {
        let list = Language::get(code).list("stopwords");
        let hits = words.iter().filter(|word| list.contains(word)).count();
        if hits < 3 {
            0.0
        } else {
            hits as f64 / words.len() as f64
        }
    };
    let best = Language::codes()
        .map(|code| (code, share(code)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    best.filter(|(_, share)| *share >= STOP_WORD_SHARE)
        .map_or("", |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_told() {
        let english = "The mayor said on Monday that the bridge would stay closed until spring.";
        let german = "Die Brücke bleibt nach Angaben der Stadt bis zum Frühjahr gesperrt.";
        let russian = "Мост останется закрытым до весны, сообщили в городской администрации.";
        assert_eq!(
            [detect(english), detect(german), detect(russian)],
            ["en", "de", "ru"]
        );
        assert_eq!(
            detect("市长周一表示，这座桥将关闭到春天，工程师们正在检查桥墩的损坏情况。"),
            "zh"
        );
    }

    #[test]
    fn little_text_is_not_guessed_at() {
        assert_eq!(detect(""), "");
        assert_eq!(detect("12 345"), "");
        assert_eq!(detect("Brantover"), "");
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(detect(&"ж".repeat(LOOKED_AT)).len() % 2, 0);
    }
}
