//! A made-up corpus whose shared passages are known.
//!
//! Sentences are drawn word by word from the bundled list of common English words, the commoner the
//! oftener (Zipf 1935), with names and words of their story among them, so that two sentences that are
//! drawn apart share no run of a dozen words but by planting. Planted are: standing paragraphs of
//! outlets at the end of some of their reports, press releases in reports of several stories, whole or
//! cut, and, for a trap, sentences that reports of one story copy from each other.

use std::ops::Range;

use recension_core::language::Language;
use serde::Serialize;

use crate::generate::Numbers;

/// Reports of a story.
pub const REPORTS_OF_STORY: usize = 10;
/// Reports for each outlet.
const REPORTS_OF_OUTLET: usize = 100;
/// Reports for each press release.
const REPORTS_OF_RELEASE: usize = 50;
/// One report in so many of an outlet ends with its standing paragraph.
const STANDING: usize = 3;
/// One report in so many takes in a press release.
const RELEASED: usize = 12;
/// One report in so many copies from the one before it in its story.
const COPIED: usize = 3;
/// Sentences that a report has of its own.
const SENTENCES: Range<usize> = 9..17;
/// Words of a sentence.
const WORDS: Range<usize> = 13..30;
/// Sentences of a standing paragraph.
const STANDING_SENTENCES: usize = 2;
/// Sentences of a press release.
const RELEASE_SENTENCES: usize = 4;
/// One word in so many is a name or word of the story.
const OWN: usize = 8;

const SYLLABLES: &[&str] = &[
    "ar", "bel", "cor", "dan", "el", "far", "gor", "hal", "ist", "jor", "kel", "lun", "mor", "nar",
    "os", "pel", "quin", "ras", "sol", "tar", "ul", "ven", "wil", "yar", "zel",
];

/// Where a planted passage stands in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planted {
    /// The number of the passage: standing paragraphs first, then press releases.
    pub passage: usize,
    /// Its words in the document, counted from 0.
    pub words: Range<u32>,
}

/// A document of the corpus; serialised, a record that the product reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its number, from 0.
    pub id: String,
    /// The outlet.
    pub source: String,
    /// When it was published.
    pub date: String,
    /// Always `en`.
    pub lang: &'static str,
    /// The number of its story.
    pub cluster: u32,
    /// Paragraphs, one a line.
    pub text: String,
    /// What was planted across stories.
    pub planted: Vec<Planted>,
}

/// Makes up the documents of a corpus one after the other. The same seed gives the same corpus.
pub struct Corpus {
    numbers: Numbers,
    words: Vec<&'static str>,
    standing: Vec<Vec<Vec<String>>>,
    releases: Vec<Vec<Vec<String>>>,
    story: Vec<String>,
    before: Vec<Vec<String>>,
    made: usize,
}

impl Corpus {
    /// A corpus of so many documents.
    pub fn new(documents: usize, seed: u64) -> Self {
        let mut corpus = Self {
            numbers: Numbers::new(seed),
            words: words(),
            standing: Vec::new(),
            releases: Vec::new(),
            story: Vec::new(),
            before: Vec::new(),
            made: 0,
        };
        let outlets = documents.div_ceil(REPORTS_OF_OUTLET).max(4);
        let releases = documents.div_ceil(REPORTS_OF_RELEASE).max(2);
        corpus.standing = (0..outlets)
            .map(|_| corpus.paragraph(STANDING_SENTENCES))
            .collect();
        corpus.releases = (0..releases)
            .map(|_| corpus.paragraph(RELEASE_SENTENCES))
            .collect();
        corpus
    }

    /// The next document.
    pub fn next_document(&mut self) -> Document {
        if self.made.is_multiple_of(REPORTS_OF_STORY) {
            self.story = (0..12).map(|_| self.name()).collect();
            self.before.clear();
        }
        let mut text = Text::default();
        let count = SENTENCES.start + self.numbers.below(SENTENCES.len());
        let own: Vec<Vec<String>> = (0..count).map(|_| self.sentence()).collect();
        own.iter().for_each(|sentence| text.add(sentence));
        self.copy(&mut text);
        self.release(&mut text);
        let outlet = self.numbers.below(self.standing.len());
        self.stand(outlet, &mut text);
        self.before = own;
        let (number, made) = (self.made, self.made / REPORTS_OF_STORY);
        self.made += 1;
        Document {
            id: number.to_string(),
            source: format!("Made-up Gazette {outlet}"),
            date: format!(
                "20{:02}-{:02}-{:02}",
                made / 336 % 100,
                1 + made / 28 % 12,
                1 + made % 28
            ),
            lang: "en",
            cluster: u32::try_from(made).unwrap_or(u32::MAX),
            text: text.text,
            planted: text.planted,
        }
    }

    /// The trap: words shared within one story.
    fn copy(&mut self, text: &mut Text) {
        if self.numbers.below(COPIED) == 0 {
            for sentence in self.before.iter().take(3) {
                text.add(sentence);
            }
        }
    }

    /// A press release, one time in four without its last two sentences.
    fn release(&mut self, text: &mut Text) {
        if self.numbers.below(RELEASED) > 0 {
            return;
        }
        let release = self.numbers.below(self.releases.len());
        let cut = if self.numbers.below(4) == 0 { 2 } else { 0 };
        let sentences = self.releases[release].clone();
        let kept = sentences.len() - cut;
        text.plant(self.standing.len() + release, &sentences[..kept]);
    }

    fn stand(&mut self, outlet: usize, text: &mut Text) {
        if self.numbers.below(STANDING) == 0 {
            text.plant(outlet, &self.standing[outlet]);
        }
    }

    fn paragraph(&mut self, sentences: usize) -> Vec<Vec<String>> {
        self.story = (0..12).map(|_| self.name()).collect();
        (0..sentences).map(|_| self.sentence()).collect()
    }

    fn sentence(&mut self) -> Vec<String> {
        let count = WORDS.start + self.numbers.below(WORDS.len());
        (0..count).map(|_| self.word()).collect()
    }

    /// A word: of a size class that is as likely as any other, each twice as large as the one before,
    /// which makes the chance of a word fall with its rank.
    fn word(&mut self) -> String {
        if self.numbers.below(OWN) == 0 && !self.story.is_empty() {
            let own = self.numbers.below(self.story.len());
            return self.story[own].clone();
        }
        let classes = self.words.len().max(2).ilog2() as usize;
        let first = 1 << self.numbers.below(classes);
        let rank = first + self.numbers.below(first) - 1;
        self.words.get(rank).copied().unwrap_or("matter").to_owned()
    }

    fn name(&mut self) -> String {
        let count = 2 + self.numbers.below(2);
        let name: String = (0..count).map(|_| self.numbers.pick(SYLLABLES)).collect();
        capital(&name)
    }
}

/// Common English words of letters alone, the commonest class first.
fn words() -> Vec<&'static str> {
    let common = Language::get("en").sorted("common-words");
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words: Vec<(&str, &str)> = common
        .lines()
        .filter(|(word, _)| plain(word))
        .map(|(word, class)| (class, word))
        .collect();
    words.sort_by_key(|(class, word)| (*class, word.len()));
    words.into_iter().map(|(_, word)| word).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A document in the making: three sentences a paragraph.
#[derive(Default)]
struct Text {
    text: String,
    words: u32,
    sentences: usize,
    planted: Vec<Planted>,
}

impl Text {
    fn add(&mut self, sentence: &[String]) {
        let is_new = self.sentences.is_multiple_of(3);
        self.sentences += 1;
        if !self.text.is_empty() {
            self.text.push(if is_new { '\n' } else { ' ' });
        }
        for (at, word) in sentence.iter().enumerate() {
            match at {
                0 => self.text.push_str(&capital(word)),
                _ => {
                    self.text.push(' ');
                    self.text.push_str(word);
                }
            }
        }
        self.text.push('.');
        self.words += u32::try_from(sentence.len()).unwrap_or(0);
    }

    fn plant(&mut self, passage: usize, sentences: &[Vec<String>]) {
        let start = self.words;
        sentences.iter().for_each(|sentence| self.add(sentence));
        self.planted.push(Planted {
            passage,
            words: start..self.words,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(documents: usize, seed: u64) -> Vec<Document> {
        let mut corpus = Corpus::new(documents, seed);
        (0..documents).map(|_| corpus.next_document()).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_corpus() {
        assert_eq!(corpus(40, 3), corpus(40, 3));
        assert_ne!(corpus(40, 3), corpus(40, 4));
    }

    #[test]
    fn planted_words_are_where_they_are_said_to_be() {
        let documents = corpus(400, 1);
        let words = |document: &Document, range: &Range<u32>| {
            let words: Vec<&str> = document.text.split_whitespace().collect();
            words[range.start as usize..range.end as usize].join(" ")
        };
        let of_first = documents.iter().flat_map(|document| {
            let own = document
                .planted
                .iter()
                .filter(|planted| planted.passage == 0);
            own.map(|planted| words(document, &planted.words))
        });
        let wordings: Vec<String> = of_first.collect();
        assert!(wordings.len() > 10);
        assert!(wordings.iter().all(|wording| *wording == wordings[0]));
    }
}
