//! Folding of words, so that one word written in two ways compares as one.

use std::borrow::Cow;

use crate::language::{Language, SortedList, WordList};

/// Whether a character serves as an apostrophe.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{ff07}' | '`' | '\u{00b4}'
    )
}

/// Whether a character joins the halves of a compound.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{00ad}' | '\u{2043}')
}

/// Whether a character inside a word shows nothing: soft hyphens, joiners, marks of direction.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// A word in lower case, with one kind of apostrophe and without invisible characters and spaces.
pub(crate) fn fold_word(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            _ if is_apostrophe(c) => folded.push('\''),
            _ if is_invisible(c) || c.is_whitespace() => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded.retain(|c| c != ' ');
    Cow::Owned(folded)
}

/// The Latin letter without its marks ("é" is "e"), where it has any.
const fn base_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ỉ' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A lower-case word with the marks on its Latin letters taken off.
pub(crate) fn without_marks(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_combining(*c)) {
        match base_letters(c) {
            Some(base) => plain.push_str(base),
            None => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// A folded word without its possessive ending ("quill's" is "quill").
pub(crate) fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .unwrap_or(word)
}

/// Brings the spellings that a language knows of one word to one.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    endings: &'static WordList,
    words: &'static WordList,
    common: SortedList,
    /// The first two bytes of each ending: most words hold none of them.
    beginnings: Vec<[u8; 2]>,
}

impl Spelling {
    pub(crate) fn of(language: &'static Language) -> Self {
        let mut beginnings: Vec<[u8; 2]> = language
            .list("spelling-endings")
            .iter()
            .filter_map(|ending| ending.as_bytes().first_chunk::<2>().copied())
            .collect();
        beginnings.dedup();
        Self {
            beginnings,
            endings: language.list("spelling-endings"),
            words: language.list("spelling-words"),
            common: language.sorted("common-words"),
        }
    }

    /// The chosen spelling of a lower-case word.
    pub(crate) fn fold<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if word.len() < 4 || self.words.is_empty() {
            return Cow::Borrowed(word);
        }
        if let Some(other) = self.words.value(word) {
            return Cow::Borrowed(other);
        }
        let may_hold = |pair: &[u8]| self.beginnings.iter().any(|beginning| beginning == pair);
        if !word.as_bytes().windows(2).any(may_hold) {
            return Cow::Borrowed(word);
        }
        let respelt = self
            .endings
            .pairs()
            .find_map(|(from, to)| self.respell(word, from, to));
        respelt.map_or(Cow::Borrowed(word), Cow::Owned)
    }

    /// The word with one ending rewritten, if that is a word, and a syllable stands before it
    /// ("honour", "travelled", but not "mourn", "hour" or "filled").
    fn respell(&self, word: &str, from: &str, to: &str) -> Option<String> {
        const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
        let at = word.rfind(from)?;
        let stem = word.get(..at)?;
        stem.trim_end_matches(VOWELS)
            .contains(VOWELS)
            .then_some(())?;
        let respelt = format!("{stem}{to}{}", word.get(at + from.len()..)?);
        self.common.contains(&respelt).then_some(respelt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spelling_meet() {
        let spelling = Spelling::of(Language::get("en"));
        for (british, american) in [
            ("emphasise", "emphasize"),
            ("organisations", "organizations"),
            ("honourable", "honorable"),
            ("neighbouring", "neighboring"),
            ("centre", "center"),
            ("defence", "defense"),
            ("travelled", "traveled"),
            ("analysed", "analyzed"),
            ("grey", "gray"),
        ] {
            assert_eq!(spelling.fold(british), american);
            assert_eq!(spelling.fold(american), american);
        }
    }

    #[test]
    fn words_that_only_look_alike_stay() {
        let spelling = Spelling::of(Language::get("en"));
        for word in [
            "mourning",
            "hour",
            "filled",
            "rise",
            "advise",
            "called",
            "source",
            "sentence",
            "promise",
            "course",
            "exercise",
            "installed",
            "devour",
            "willing",
            "killing",
        ] {
            assert_eq!(spelling.fold(word), word);
        }
    }

    #[test]
    fn marks_come_off_latin_letters_only() {
        assert_eq!(without_marks("erdoğan"), "erdogan");
        assert_eq!(without_marks("e\u{301}tat"), "etat");
        assert_eq!(without_marks("йод"), "йод");
    }

    #[test]
    fn folding_makes_apostrophes_one() {
        assert_eq!(fold_word("Orrin’s"), "orrin's");
        assert_eq!(fold_word("Orrin ’ s"), "orrin's");
    }
}
