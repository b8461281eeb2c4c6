//! Telling pieces of a text that are in another language than the rest.
//!
//! A short piece is easily mistaken: names alone look like anything. So a piece of the same script
//! counts as foreign only where hardly any word of function of the main language stands in it, and
//! many of the other language do; a piece in another script counts with fewer letters.

use whatlang::Script;

use super::{Language, WordList, detect};

/// Fewer letters in another script say nothing.
const FEWEST_LETTERS: usize = 12;
/// Fewer words in the same script say nothing.
const FEWEST_WORDS: usize = 10;
/// Share of words of function that running text in a language hardly stays below.
const OWN_SHARE: f64 = 0.15;
/// Share that a piece in a language is above.
const OTHER_SHARE: f64 = 0.2;

/// Tells pieces in other languages than one.
#[derive(Debug)]
pub struct Main {
    code: String,
    language: &'static Language,
    script: Option<Script>,
}

impl Main {
    /// For a text in a language by its ISO 639-1 code, of which `sample` is some.
    pub fn of(code: &str, sample: &str) -> Self {
        Self {
            code: code.to_owned(),
            language: Language::get(code),
            script: script(sample),
        }
    }

    /// The language of a piece of the text, where it is surely another, as an ISO 639-1 code.
    pub fn other(&self, piece: &str) -> Option<&'static str> {
        let found = if script(piece) == self.script {
            self.same_script(piece)
        } else {
            self.another_script(piece)
        };
        found.filter(|code| !code.is_empty() && *code != self.code)
    }

    fn another_script(&self, piece: &str) -> Option<&'static str> {
        let letters = piece.chars().filter(|c| c.is_alphabetic());
        let enough = letters.take(FEWEST_LETTERS).count() == FEWEST_LETTERS;
        // Kana and ideographs stand in one text, and so do letters of Latin in any.
        let mixed = [self.script, script(piece)];
        let japanese = |script: &Option<Script>| {
            matches!(
                script,
                Some(Script::Mandarin | Script::Hiragana | Script::Katakana)
            )
        };
        if !enough || mixed.iter().all(japanese) {
            return None;
        }
        match script(piece) {
            // Names of firms and products stand in Latin letters in any text.
            Some(Script::Latin) => by_words(&words_of(piece), piece),
            _ => Some(detect(piece)),
        }
    }

    fn same_script(&self, piece: &str) -> Option<&'static str> {
        let words = words_of(piece);
        let own = self.language.list("stopwords");
        let foreign = !own.is_empty() && !reaches(&words, own, OWN_SHARE);
        if foreign {
            by_words(&words, piece)
        } else {
            None
        }
    }
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The language of a piece, where its words of function vouch for it, or it is long.
fn by_words(words: &[&str], piece: &str) -> Option<&'static str> {
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let code = detect(piece);
    let other = Language::get(code);
    let enough = match other.list("stopwords").is_empty() {
        true => words.len() >= 2 * FEWEST_WORDS,
        false => reaches(words, other.list("stopwords"), OTHER_SHARE),
    };
    enough.then_some(code)
}

/// The script of most letters. Plain Latin letters are counted here: most text has hardly others.
fn script(text: &str) -> Option<Script> {
    let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let others = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
    if latin > 0 && others.take(latin).count() < latin {
        return Some(Script::Latin);
    }
    whatlang::detect_script(text)
}

/// Whether so large a share of words is on a list. Most pieces show it by their first words.
fn reaches(words: &[&str], list: &WordList, share: f64) -> bool {
    let needed = share * words.len().max(1) as f64;
    let mut found = 0.0;
    words.iter().any(|word| {
        found += f64::from(u8::from(list.contains(word)));
        found >= needed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str =
        "The mayor said on Monday that the bridge would stay closed until the spring of next year.";
    const GERMAN: &str = "Die Brücke bleibt nach Angaben der Stadt bis zum Frühjahr gesperrt, sagte der Bürgermeister.";

    #[test]
    fn a_piece_in_another_language_is_told() {
        let english = Main::of("en", ENGLISH);
        assert_eq!(english.other(GERMAN), Some("de"));
        let french = "La mairie a annoncé lundi que le pont resterait fermé jusqu'au printemps, et que les habitants de la vallée devraient prendre la route.";
        assert_eq!(english.other(french), Some("fr"));
        let german = Main::of("de", GERMAN);
        assert_eq!(german.other(ENGLISH), Some("en"));
    }

    #[test]
    fn another_script_needs_few_letters() {
        let english = Main::of("en", ENGLISH);
        assert_eq!(
            english.other("Мост останется закрытым до весны, сообщили в городской администрации."),
            Some("ru")
        );
        assert_eq!(english.other("สะพานจะปิดจนถึงฤดูใบไม้ผลิ"), Some("th"));
        assert_eq!(english.other("Мост"), None);
        let russian = Main::of("ru", "Мост останется закрытым до весны, сообщили власти.");
        assert_eq!(russian.other(ENGLISH), Some("en"));
        let japanese = Main::of("ja", "古い橋が月曜日に開通した。市長は述べた。");
        assert_eq!(
            japanese.other("Harbour Reader for PCを立ち上げる方法"),
            None
        );
    }

    #[test]
    fn names_and_short_pieces_are_not_told() {
        let english = Main::of("en", ENGLISH);
        for piece in [
            ENGLISH,
            "Mara Quillfeather, Ludo Hoop, Tilda Marsh, Britt Aske, Jo Hale and Ann Orrin",
            "Die Brücke bleibt gesperrt",
            "Harbour Post",
            "",
        ] {
            assert_eq!(english.other(piece), None, "{piece}");
        }
    }
}
