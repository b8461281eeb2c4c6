//! Telling the language of a text.

use std::sync::OnceLock;

use super::{Language, WordList};

/// As much of a text as is looked at, in bytes; more does not make the answer surer.
const LOOKED_AT: usize = 4096;
/// Fewer letters than this say nothing.
const FEWEST_LETTERS: usize = 20;
/// Share of words on a language's stop list that running text in it exceeds.
const STOP_WORD_SHARE: f64 = 0.25;

/// Share of words on a language's stop list beyond which a text is in it without a doubt.
const CLEAR_SHARE: f64 = 0.3;
/// Beside a clear share, those of all other languages are at most this part of it.
const MOST_OF_OTHERS: f64 = 0.4;
/// Fewer words make no share clear.
const FEWEST_CLEAR_WORDS: u32 = 30;

/// The language of a text as an ISO 639-1 code; empty where the text is too short or unclear.
///
/// A text full of the words of function of one language, with few of any other, is in it. Otherwise
/// trigrams and scripts decide (the `whatlang` crate, twenty times slower); where these are unsure, a
/// majority of stop words of one language that has files.
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
    if let Some(code) = by_clear_share(text) {
        return code;
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

/// The stop lists of the languages that have one.
fn stop_lists() -> &'static [(&'static str, &'static WordList)] {
    static LISTS: OnceLock<Vec<(&'static str, &'static WordList)>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let lists = Language::codes().map(|code| (code, Language::get(code).list("stopwords")));
        lists.filter(|(_, list)| !list.is_empty()).collect()
    })
}

/// The one language whose words of function a text is full of.
fn by_clear_share(text: &str) -> Option<&'static str> {
    let lists = stop_lists();
    let mut hits = vec![0_u32; lists.len()];
    let mut count = 0_u32;
    let words = text.split(|c: char| !c.is_alphabetic());
    for word in words.filter(|word| !word.is_empty()) {
        count += 1;
        for (hit, (_, list)) in hits.iter_mut().zip(lists) {
            *hit += u32::from(list.contains(word));
        }
    }
    let (at, most) = hits.iter().enumerate().max_by_key(|(_, hits)| **hits)?;
    let most = f64::from(*most);
    let mut others = hits.iter().enumerate().filter(|(other, _)| *other != at);
    let clear = count >= FEWEST_CLEAR_WORDS
        && most >= f64::from(count) * CLEAR_SHARE
        && others.all(|(_, hits)| f64::from(*hits) <= most * MOST_OF_OTHERS);
    lists.get(at).filter(|_| clear).map(|(code, _)| *code)
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
    fn words_of_function_tell_a_language_only_where_they_are_many() {
        let english = "The mayor said on Monday that the bridge would stay closed until the spring \
            of next year, and that the people of the valley would have to take the road over the hill.";
        assert_eq!(by_clear_share(english), Some("en"));
        let german = "Die Brücke bleibt nach Angaben der Stadt bis zum Frühjahr gesperrt, und die \
            Leute im Tal müssen bis dahin die Straße über den Berg nehmen, wie es in der Mitteilung heißt.";
        assert_eq!(by_clear_share(german), Some("de"));
        assert_eq!(by_clear_share(&format!("{english} {german}")), None);
        let dutch = "De brug blijft volgens de stad tot het voorjaar gesloten, en de mensen in het \
            dal moeten tot die tijd de weg over de berg nemen, zo staat het in het bericht van maandag.";
        assert_eq!(by_clear_share(dutch), None);
        assert_eq!(by_clear_share("the of and"), None);
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
