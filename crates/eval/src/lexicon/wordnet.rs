//! Reading WordNet's files: senses with their counts, synsets with their pointers.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::report::{Error, Result};

/// A part of speech, by WordNet's letter; satellites of adjectives count as adjectives.
pub(super) type Class = char;

/// A synset: its class and its place in the data file of that class.
pub(super) type SynsetId = (Class, u32);

/// What points where.
pub(super) struct Pointer {
    /// WordNet's symbol (`@` kind, `+` derivation, `>` cause, …).
    pub(super) symbol: String,
    pub(super) target: SynsetId,
    /// The word that points, from 1; 0 for all words of the synset.
    pub(super) from: usize,
    /// The word pointed at, from 1; 0 for all.
    pub(super) to: usize,
}

/// Words of one meaning.
#[derive(Default)]
pub(super) struct Synset {
    pub(super) words: Vec<String>,
    pub(super) pointers: Vec<Pointer>,
}

/// All of it.
pub(super) struct WordNet {
    pub(super) synsets: BTreeMap<SynsetId, Synset>,
    /// By lemma: its senses, each with its count of tags.
    pub(super) senses: BTreeMap<String, Vec<(SynsetId, u32)>>,
}

/// What is added to the count of every sense, so that senses never tagged are rare, not absent.
const SMOOTHING: f64 = 0.4;

impl WordNet {
    /// Reads the `dict` folder.
    pub(super) fn read(dict: &Path) -> Result<Self> {
        let mut synsets = BTreeMap::new();
        for (class, name) in [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")] {
            let text = text(&dict.join(format!("data.{name}")))?;
            // Lines of the licence begin with a space.
            for line in text.lines().filter(|line| !line.starts_with(' ')) {
                if let Some((id, synset)) = synset(class, line) {
                    synsets.insert(id, synset);
                }
            }
        }
        let mut senses: BTreeMap<String, Vec<(SynsetId, u32)>> = BTreeMap::new();
        for line in text(&dict.join("index.sense"))?.lines() {
            if let Some((lemma, id, count)) = sense(line) {
                senses.entry(lemma).or_default().push((id, count));
            }
        }
        Ok(Self { synsets, senses })
    }

    /// How usual a sense is of a word, of all its senses in all classes: 0 to 1.
    pub(super) fn share(&self, lemma: &str, id: SynsetId) -> f64 {
        let Some(senses) = self.senses.get(lemma) else {
            return 0.0;
        };
        let all: f64 = senses.iter().map(|(_, n)| f64::from(*n) + SMOOTHING).sum();
        let of_it = senses.iter().filter(|(other, _)| *other == id);
        of_it.map(|(_, n)| f64::from(*n) + SMOOTHING).sum::<f64>() / all
    }

    /// Tags of a word in one class, smoothed; 0 where it has no sense there.
    pub(super) fn tags(&self, lemma: &str, class: Class) -> f64 {
        let senses = self.senses.get(lemma).into_iter().flatten();
        let of_class = senses.filter(|((c, _), _)| *c == class);
        of_class.map(|(_, n)| f64::from(*n) + SMOOTHING).sum()
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))
}

/// `kill%2:35:00:: 01325752 1 52`
fn sense(line: &str) -> Option<(String, SynsetId, u32)> {
    let mut fields = line.split(' ');
    let (lemma, rest) = fields.next()?.split_once('%')?;
    let class = match rest.chars().next()? {
        '1' => 'n',
        '2' => 'v',
        '4' => 'r',
        _ => 'a',
    };
    let place = fields.next()?.parse().ok()?;
    let count = fields.nth(1)?.parse().ok()?;
    Some((lemma.to_owned(), (class, place), count))
}

fn synset(class: Class, line: &str) -> Option<(SynsetId, Synset)> {
    let mut fields = line.split('|').next()?.split_whitespace();
    let place = fields.next()?.parse().ok()?;
    let words = usize::from_str_radix(fields.nth(2)?, 16).ok()?;
    let mut synset = Synset::default();
    for _ in 0..words {
        let word = fields.next()?.to_lowercase();
        // Adjectives carry their place in a phrase in brackets: "afloat(p)".
        synset.words.push(word.split('(').next()?.to_owned());
        fields.next();
    }
    let pointers: usize = fields.next()?.parse().ok()?;
    for _ in 0..pointers {
        let symbol = fields.next()?.to_owned();
        let target = fields.next()?.parse().ok()?;
        let class = match fields.next()?.chars().next()? {
            's' => 'a',
            class => class,
        };
        let ends = u32::from_str_radix(fields.next()?, 16).ok()?;
        synset.pointers.push(Pointer {
            symbol,
            target: (class, target),
            from: (ends >> 8) as usize,
            to: (ends & 0xff) as usize,
        });
    }
    Some(((class, place), synset))
}
