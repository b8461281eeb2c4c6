//! From shared runs of words to the list of passages: what each says, where, and what it is.
//!
//! Every report that holds a passage is read a second time for the bytes. Words are compared by their
//! whole hashes then: what only looked alike by half of them is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{FoundPlace, Read};
use super::words::Compared;
use super::{SharedRun, choose, kind};
use crate::article::{Article, Document, Note};
use crate::dossier::{
    PASSAGES_FORMAT, PASSAGES_VERSION, PassageEntry, PassageKind, PassageList, PassagePlace,
    PassagePosition, Span,
};
use crate::story::Priors;
use crate::text::TextSpan;
use crate::witness::{Lexicon, Siglum, Term, Token, TokenKind, tokenise};

/// Bits that the words of a passage must have together: what is less is a stock phrase.
const LEAST_BITS: f32 = 50.0;

/// A report with its place among the stories.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    /// The report.
    pub article: &'a Article,
    /// The id of its story.
    pub story: &'a str,
    /// Its siglum within the story.
    pub siglum: Siglum,
}

/// The reports of an input, to tell what they share.
#[derive(Clone, Debug)]
pub struct Reports<'a> {
    /// The reports, in the order in which they were added to [`super::Passages`].
    pub reports: Vec<Report<'a>>,
    /// Which of their parts were compared.
    pub compared: Compared,
    /// The fewest words of a passage.
    pub least_words: u32,
}

impl Reports<'_> {
    /// The list of passages. `runs` name reports by their place; `documents` are those that hold the
    /// reports.
    pub fn list(&self, documents: Vec<Document>, runs: &[SharedRun]) -> PassageList {
        let reports = &self.reports;
        let (mut told, mut stock) = (Vec::new(), 0);
        for found in self.found(runs) {
            match found.told(reports) {
                Some(passage) if passage.bits < LEAST_BITS => stock += 1,
                Some(passage) => told.push(passage),
                None => {}
            }
        }
        told.sort_by_cached_key(Told::order);
        let stories: BTreeSet<&str> = reports.iter().map(|report| report.story).collect();
        PassageList {
            format: PASSAGES_FORMAT.to_owned(),
            version: PASSAGES_VERSION,
            least_words: self.least_words,
            reports: super::number(reports.len()),
            stories: super::number(stories.len()),
            documents: used(documents, &told, reports),
            passages: entries(&told, reports),
            notes: notes(stock),
        }
    }

    /// The places of each run, report by report, so that each report is read once.
    fn found(&self, runs: &[SharedRun]) -> Vec<Found> {
        let mut found: Vec<Found> = runs.iter().map(|_| Found::default()).collect();
        let held = held(self.reports.len(), runs);
        for (report, held) in held.iter().enumerate().filter(|(_, held)| !held.is_empty()) {
            let read = Read::of(self.reports[report].article, self.compared);
            for (run, first) in held {
                let words = runs[*run].words as usize;
                found[*run].places.extend(read.place(report, *first, words));
            }
        }
        found
    }
}

/// What is said of runs of common words, which are not listed.
fn notes(stock: usize) -> Vec<Note> {
    let told = format!(
        "{stock} shared runs are not listed: their words are common ones (less than {LEAST_BITS} bits)"
    );
    let note = (stock > 0).then(|| Note::new("stock_phrases", told));
    note.into_iter().collect()
}

/// By report, which runs it holds and from which word on.
fn held(reports: usize, runs: &[SharedRun]) -> Vec<Vec<(usize, usize)>> {
    let mut held = vec![Vec::new(); reports];
    for (run, shared) in runs.iter().enumerate() {
        for place in &shared.places {
            if let Some(list) = held.get_mut(place.document as usize) {
                list.push((run, place.word as usize));
            }
        }
    }
    held
}

#[derive(Debug, Default)]
struct Found {
    places: Vec<FoundPlace>,
}

impl Found {
    /// The passage, where two reports hold the very same words.
    fn told(self, reports: &[Report<'_>]) -> Option<Told> {
        let mut places = self.of_same_words();
        places.sort_by_cached_key(|place| dated_order(reports[place.report].article));
        let first = places.first().filter(|_| places.len() > 1)?;
        let article = reports[first.report].article;
        let texts: Vec<&str> = first
            .spans
            .iter()
            .map(|span| article.text.slice(*span))
            .collect();
        let text = texts.join("\n");
        Some(Told {
            bits: rarity(&text, &article.metadata.language),
            stories: places
                .iter()
                .map(|place| reports[place.report].story.to_owned())
                .collect(),
            text,
            places,
        })
    }

    /// The places that hold the words which most of them hold.
    fn of_same_words(self) -> Vec<FoundPlace> {
        let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
        for place in &self.places {
            *counts.entry(place.print).or_default() += 1;
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let most = most.map_or(0, |(print, _)| print);
        self.places
            .into_iter()
            .filter(|place| place.print == most)
            .collect()
    }
}

/// Earlier reports first, undated ones last, then by outlet and document.
fn dated_order(article: &Article) -> impl Ord + use<> {
    let metadata = &article.metadata;
    let published = metadata.published.as_ref().map(|stated| stated.value);
    let outlet = metadata.outlet.as_ref().map(|stated| stated.value.clone());
    let (document, record) = article.identity();
    let time = published.map(|value| (value.from, value.second_of_day.unwrap_or(0)));
    (time.is_none(), time, outlet, document.to_owned(), record)
}

/// A passage that is told.
#[derive(Debug)]
struct Told {
    text: String,
    bits: f32,
    stories: BTreeSet<String>,
    places: Vec<FoundPlace>,
}

impl Told {
    fn words(&self) -> u32 {
        let (start, end) = self.places.first().map_or((0, 0), |place| place.words);
        super::number(end - start)
    }

    /// Those of several stories first, those of reports before page furniture, the weightiest first;
    /// ties by their words.
    fn order(&self) -> impl Ord + use<> {
        let weight = choose::weight(self.words(), super::number(self.places.len()));
        let print = self.places.first().map_or(0, |place| place.print);
        (
            self.stories.len() < 2,
            share_of(self, |place| place.furniture) > 0.5,
            std::cmp::Reverse(weight),
            std::cmp::Reverse(self.words()),
            self.text.clone(),
            print,
        )
    }
}

/// The documents that hold a passage, in the order given.
fn used(documents: Vec<Document>, told: &[Told], reports: &[Report<'_>]) -> Vec<Document> {
    let places = told.iter().flat_map(|passage| &passage.places);
    let ids: BTreeSet<&str> = places
        .map(|place| reports[place.report].article.document.id.as_str())
        .collect();
    documents
        .into_iter()
        .filter(|document| ids.contains(document.id.as_str()))
        .collect()
}

fn entries(told: &[Told], reports: &[Report<'_>]) -> Vec<PassageEntry> {
    let mut before = Before::default();
    let mut entries = Vec::with_capacity(told.len());
    for (number, passage) in (1_usize..).zip(told) {
        let overlaps = before
            .overlapping(passage)
            .map(|earlier| format!("p{earlier}"));
        before.add(number, passage);
        entries.push(entry(number, passage, overlaps, reports));
    }
    entries
}

/// Where the passages in front stand, by report.
#[derive(Default)]
struct Before {
    held: BTreeMap<usize, Vec<(usize, usize, usize)>>,
}

/// Places of a passage, and passages of a report, that are looked at for what overlaps.
const MOST_LOOKED: usize = 64;

impl Before {
    fn add(&mut self, number: usize, passage: &Told) {
        for place in &passage.places {
            let held = self.held.entry(place.report).or_default();
            if held.len() < MOST_LOOKED {
                held.push((place.words.0, place.words.1, number));
            }
        }
    }

    /// The first passage in front that shares words of a report.
    fn overlapping(&self, passage: &Told) -> Option<usize> {
        let places = passage.places.iter().take(MOST_LOOKED);
        let overlapping = places.flat_map(|place| {
            let held = self.held.get(&place.report).into_iter().flatten();
            held.filter(|(start, end, _)| *start < place.words.1 && place.words.0 < *end)
                .map(|(_, _, number)| *number)
        });
        overlapping.min()
    }
}

fn entry(
    number: usize,
    passage: &Told,
    overlaps: Option<String>,
    reports: &[Report<'_>],
) -> PassageEntry {
    let held = passage
        .places
        .iter()
        .map(|place| reports[place.report].article);
    let articles: Vec<&Article> = held.collect();
    let places = passage.places.iter();
    let places: Vec<PassagePlace> = places
        .map(|place| place_entry(place, &reports[place.report]))
        .collect();
    let outlets = places.iter().filter_map(|place| place.outlet.clone());
    let outlets: BTreeSet<String> = outlets.collect();
    let publisher = kind::publisher(&articles);
    PassageEntry {
        id: format!("p{number}"),
        kind: kind(passage, publisher.is_some(), &places),
        text: passage.text.clone(),
        words: passage.words(),
        bits: rounded(passage.bits, 10.0),
        quoted: share_of(passage, |place| place.quoted),
        stories: super::number(passage.stories.len()),
        outlets: outlets.into_iter().collect(),
        publisher,
        agencies: kind::agencies(&articles, &passage.text),
        position: position(passage),
        overlaps,
        places,
    }
}

fn kind(passage: &Told, has_publisher: bool, places: &[PassagePlace]) -> PassageKind {
    let shares: Vec<f32> = places.iter().map(|place| place.share).collect();
    let words = passage.words() as usize;
    kind::kind(&kind::Signs {
        stories: passage.stories.len(),
        quoted: share_of(passage, |place| place.quoted),
        furniture: share_of(passage, |place| place.furniture),
        is_phrase: share_of(passage, |place| usize::from(place.is_phrase) * words) > 0.5,
        shares: &shares,
        has_publisher,
    })
}

fn rounded(value: f32, to: f32) -> f32 {
    (value * to).round() / to
}

/// A part of a whole, in hundredths.
#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn share(part: usize, whole: usize) -> f32 {
    rounded(part as f32 / whole.max(1) as f32, 100.0)
}

/// How many of the words of all places are counted.
fn share_of(passage: &Told, counted: impl Fn(&FoundPlace) -> usize) -> f32 {
    let counted: usize = passage.places.iter().map(counted).sum();
    share(counted, passage.places.len() * passage.words() as usize)
}

/// The position that more than half of the places have.
fn position(passage: &Told) -> PassagePosition {
    let at = |wanted: PassagePosition| {
        let places = passage.places.iter();
        let there = places.filter(|place| {
            let (start, end) = place.words;
            kind::position(start, end - start, place.all) == wanted
        });
        there.count() * 2 > passage.places.len()
    };
    [PassagePosition::End, PassagePosition::Head]
        .into_iter()
        .find(|position| at(*position))
        .unwrap_or(PassagePosition::Inside)
}

fn place_entry(place: &FoundPlace, report: &Report<'_>) -> PassagePlace {
    let article = report.article;
    let metadata = &article.metadata;
    let stated = |value: &Option<crate::article::Stated<String>>| {
        value.as_ref().map(|stated| stated.value.clone())
    };
    let published = metadata.published.as_ref().map(|stated| stated.value);
    let (start, end) = place.words;
    let span = |span: &TextSpan| Span {
        document: article.document.id.clone(),
        segments: article.text.original(*span),
        text: article.text.slice(*span).to_owned(),
    };
    PassagePlace {
        story: report.story.to_owned(),
        siglum: report.siglum.0.clone(),
        outlet: stated(&metadata.outlet),
        title: stated(&metadata.title),
        published: published.map(|value| value.iso()),
        precision: published.map(|value| value.precision),
        share: share(end - start, place.all),
        spans: place.spans.iter().map(span).collect(),
    }
}

/// How rare the words of a text are by the bundled table of its language, in bits: the logarithm of
/// the share of reports that hold a word, each word once.
fn rarity(text: &str, code: &str) -> f32 {
    let priors = Priors::of(code);
    let mut tokens: Vec<Token> = Vec::new();
    tokenise(text, 0, &mut Lexicon::of(code), &mut tokens);
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Mark);
    let bits: BTreeMap<Term, f32> = words
        .map(|token| {
            let word = text.get(token.span.range()).unwrap_or_default();
            (token.stem, -priors.share(token, word).log2())
        })
        .collect();
    bits.values().sum()
}
