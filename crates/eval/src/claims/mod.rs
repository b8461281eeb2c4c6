//! `recension-eval claims`: what a dossier says is attested, against stories annotated by hand.
//!
//! - Claim pairs: two reports that state one fact. A pair of reports under a claim of the dossier is
//!   right where both of its passages overlap the annotated words of one fact.
//! - Contradictions: right where two of its sides overlap two sides of an annotated one of the same
//!   relation.
//! - Timeline: an entry with the annotated date and a passage that overlaps its words.
//! - Briefing: the share of its sentences that its own check passes, and of the key facts of which
//!   it shows the words of some report.

mod misses;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use recension_core::briefing;
use recension_core::compile::{Settings, compile_story, into_stories};
use recension_core::dossier::{Attestation, Span, StoryEntry};
use recension_core::meaning::SentenceModel;

use crate::annotated::{AnnotatedStory, Quote, Truth, Words, read, share_half};
use crate::report::{Report, Result, is_traced};

/// Measures every story below a folder, by words alone.
///
/// # Errors
/// Where the annotated stories cannot be read.
pub fn run(path: &Path) -> Result<Report> {
    measured(path, &Settings::default())
}

/// Measures every story below a folder, with a sentence model.
///
/// # Errors
/// Where the annotated stories cannot be read.
pub fn run_sharpened(path: &Path, model: &dyn SentenceModel) -> Result<Report> {
    let settings = Settings {
        model: Some(model),
        ..Settings::default()
    };
    measured(path, &settings)
}

fn measured(path: &Path, settings: &Settings<'_>) -> Result<Report> {
    let stories = read(path)?;
    let mut tally = Tally::default();
    for story in &stories {
        tally.add(story, settings)?;
        if is_traced() {
            misses::tell(story, settings.model)?;
        }
    }
    Ok(tally.report().with("stories", stories.len() as f64))
}

#[derive(Default)]
struct Score {
    right: usize,
    given: usize,
    found: usize,
    truly: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        share(self.right, self.given)
    }

    fn recall(&self) -> f64 {
        share(self.found, self.truly)
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::EPSILON)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[derive(Default)]
struct Tally {
    pairs: Score,
    contradictions: Score,
    timeline: Score,
    briefing: Score,
    sentences: usize,
    verified: usize,
}

impl Tally {
    fn add(&mut self, story: &AnnotatedStory, settings: &Settings<'_>) -> Result<()> {
        let reader = Reader::of(story, settings)?;
        self.add_pairs(&reader);
        self.add_contradictions(&reader);
        self.add_timeline(&reader);
        self.add_briefing(&reader);
        Ok(())
    }

    fn add_pairs(&mut self, reader: &Reader) {
        let facts: Vec<Vec<Words>> = reader
            .truth
            .claims
            .iter()
            .map(|c| reader.words(&c.attestations))
            .collect();
        let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        for claim in reader.stories.iter().flat_map(|story| &story.claims) {
            let attested = reader.attested(&claim.attestations);
            let by_file = files(&attested);
            for (at, first) in by_file.iter().enumerate() {
                for second in by_file.get(at + 1..).unwrap_or_default() {
                    let pair = [*first, *second];
                    let right = carried(&facts, &attested, pair);
                    self.pairs.given += 1;
                    self.pairs.right += usize::from(!right.is_empty());
                    found.extend(right.into_iter().map(|fact| (fact, pair[0], pair[1])));
                    if right_is_wrong(&reader.trace, &found, pair) {
                        reader.say("claim", &claim.text, pair);
                    }
                }
            }
        }
        for (number, fact) in facts.iter().enumerate() {
            let reports = files(fact);
            for (at, first) in reports.iter().enumerate() {
                for second in reports.get(at + 1..).unwrap_or_default() {
                    self.pairs.truly += 1;
                    if !found.contains(&(number, *first, *second)) {
                        reader.missed(fact, [*first, *second]);
                    }
                }
            }
        }
        self.pairs.found += found.len();
    }

    fn add_contradictions(&mut self, reader: &Reader) {
        let truly = &reader.truth.contradictions;
        let sides: Vec<Vec<Vec<Words>>> = truly
            .iter()
            .map(|c| {
                c.sides
                    .iter()
                    .map(|side| reader.words(&side.attestations))
                    .collect()
            })
            .collect();
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for given in reader
            .stories
            .iter()
            .flat_map(|story| &story.contradictions)
        {
            let relation = format!("{:?}", given.relation).to_lowercase();
            let own: Vec<Vec<Words>> = given
                .sides
                .iter()
                .map(|side| reader.attested(&side.attestations))
                .collect();
            let matching: Vec<usize> = (0..truly.len())
                .filter(|at| truly[*at].relation == relation && sides_meet(&sides[*at], &own))
                .collect();
            self.contradictions.given += 1;
            self.contradictions.right += usize::from(!matching.is_empty());
            if matching.is_empty() {
                let sides: Vec<String> = given
                    .sides
                    .iter()
                    .map(|side| {
                        let words = side.attestations.iter().flat_map(|a| &a.spans);
                        words
                            .map(|span| span.text.as_str())
                            .collect::<Vec<_>>()
                            .join(" | ")
                    })
                    .collect();
                reader.note(&format!(
                    "wrong contradiction: {} ({relation}): {}",
                    given.about,
                    sides.join(" <> ")
                ));
            }
            met.extend(matching);
        }
        for (at, missed) in truly.iter().enumerate().filter(|(at, _)| !met.contains(at)) {
            reader.note(&format!(
                "missed contradiction {at}: {} ({})",
                missed.about, missed.relation
            ));
        }
        self.contradictions.found += met.len();
        self.contradictions.truly += truly.len();
    }

    fn add_timeline(&mut self, reader: &Reader) {
        let truly = &reader.truth.timeline;
        let words: Vec<Vec<Words>> = truly
            .iter()
            .map(|h| reader.words(&h.attestations))
            .collect();
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for entry in reader.stories.iter().flat_map(|story| &story.timeline) {
            let own = reader.attested(&entry.attestations);
            let day = |text: &str| text.get(..10.min(text.len())).unwrap_or(text).to_owned();
            let matching: Vec<usize> = (0..truly.len())
                .filter(|at| truly[*at].from == day(&entry.from) && truly[*at].to == day(&entry.to))
                .filter(|at| meet(&words[*at], &own))
                .collect();
            self.timeline.given += 1;
            self.timeline.right += usize::from(!matching.is_empty());
            if matching.is_empty() {
                reader.note(&format!(
                    "wrong in the timeline: {} {}",
                    entry.from, entry.text
                ));
            }
            met.extend(matching);
        }
        for missed in (0..truly.len()).filter(|at| !met.contains(at)) {
            let happening = &truly[missed];
            reader.note(&format!(
                "missed in the timeline: {} {}",
                happening.from, happening.what
            ));
        }
        self.timeline.found += met.len();
        self.timeline.truly += truly.len();
    }

    fn add_briefing(&mut self, reader: &Reader) {
        let sentences = || reader.stories.iter().flat_map(|story| &story.briefing);
        let shown: Vec<Words> = sentences()
            .flat_map(|s| &s.spans)
            .flat_map(|span| reader.span(span))
            .collect();
        self.sentences += sentences().count();
        self.verified += sentences()
            .filter(|sentence| briefing::check(sentence).is_ok())
            .count();
        for fact in reader.truth.claims.iter().filter(|fact| fact.key) {
            self.briefing.truly += 1;
            self.briefing.found += usize::from(meet(&reader.words(&fact.attestations), &shown));
        }
    }

    fn report(&self) -> Report {
        Report::default()
            .with("claim_pair_precision", self.pairs.precision())
            .with("claim_pair_recall", self.pairs.recall())
            .with("claim_pair_f1", self.pairs.f1())
            .with("contradiction_precision", self.contradictions.precision())
            .with("contradiction_recall", self.contradictions.recall())
            .with("timeline_precision", self.timeline.precision())
            .with("timeline_recall", self.timeline.recall())
            .with("timeline_f1", self.timeline.f1())
            .with("briefing_verified", share(self.verified, self.sentences))
            .with("briefing_coverage", self.briefing.recall())
    }
}

fn right_is_wrong(trace: &bool, found: &BTreeSet<(usize, usize, usize)>, pair: [usize; 2]) -> bool {
    *trace && !found.iter().any(|(_, a, b)| [*a, *b] == pair)
}

/// An annotated story with the dossier of its reports.
struct Reader<'a> {
    story: &'a AnnotatedStory,
    truth: &'a Truth,
    stories: Vec<StoryEntry>,
    /// Index of the file by document.
    documents: BTreeMap<String, usize>,
    trace: bool,
}

impl<'a> Reader<'a> {
    fn of(story: &'a AnnotatedStory, settings: &Settings<'_>) -> Result<Self> {
        let witnesses = story.witnesses()?;
        let mut documents = BTreeMap::new();
        for witness in &witnesses {
            let document = &witness.article.document;
            let file = story
                .files
                .iter()
                .position(|file| file.name == document.path);
            documents.insert(document.id.clone(), file.unwrap_or(usize::MAX));
        }
        let grouped = into_stories(witnesses);
        let compile = |witnesses| compile_story(witnesses, &grouped.standing, settings);
        let stories = grouped.stories.into_iter().map(compile).collect();
        let trace = is_traced();
        Ok(Self {
            story,
            truth: &story.truth,
            stories,
            documents,
            trace,
        })
    }

    fn words(&self, quotes: &[Quote]) -> Vec<Words> {
        quotes
            .iter()
            .filter_map(|quote| self.story.place(quote))
            .collect()
    }

    fn attested(&self, attestations: &[Attestation]) -> Vec<Words> {
        let spans = attestations
            .iter()
            .flat_map(|attestation| &attestation.spans);
        spans.flat_map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> Option<Words> {
        let file = *self.documents.get(&span.document)?;
        let start = usize::try_from(span.segments.first()?.start).ok()?;
        let end = usize::try_from(span.segments.last()?.end).ok()?;
        Some((file, start..end))
    }

    /// Says what is wrong where somebody wants to know.
    #[allow(clippy::print_stderr, reason = "a message for whoever asked for it")]
    fn note(&self, what: &str) {
        if self.trace {
            eprintln!("{}: {what}", self.story.name);
        }
    }

    fn missed(&self, fact: &[Words], pair: [usize; 2]) {
        let words = |file: usize| {
            let (_, range) = fact.iter().find(|(of, _)| *of == file)?;
            let bytes = self.story.files.get(file)?.bytes.get(range.clone())?;
            Some(String::from_utf8_lossy(bytes).into_owned())
        };
        let [a, b] = pair.map(|file| words(file).unwrap_or_default());
        self.note(&format!("missed claim: {a} / {b}"));
    }

    fn say(&self, what: &str, text: &str, pair: [usize; 2]) {
        let name = |at: usize| {
            self.story
                .files
                .get(at)
                .map_or("", |file| file.name.as_str())
        };
        self.note(&format!(
            "wrong {what} ({} and {}): {text}",
            name(pair[0]),
            name(pair[1])
        ));
    }
}

fn files(words: &[Words]) -> Vec<usize> {
    let all: BTreeSet<usize> = words.iter().map(|(file, _)| *file).collect();
    all.into_iter().collect()
}

/// The facts of which words stand in both reports of a pair among the attested ones.
fn carried(facts: &[Vec<Words>], attested: &[Words], pair: [usize; 2]) -> Vec<usize> {
    let within = |fact: &[Words], file: usize| {
        let in_file = |words: &&Words| words.0 == file;
        fact.iter()
            .filter(in_file)
            .any(|x| attested.iter().filter(in_file).any(|y| share_half(x, y)))
    };
    (0..facts.len())
        .filter(|at| pair.iter().all(|file| within(&facts[*at], *file)))
        .collect()
}

fn meet(a: &[Words], b: &[Words]) -> bool {
    a.iter().any(|x| b.iter().any(|y| share_half(x, y)))
}

/// Whether two different sides of one meet two different sides of the other.
fn sides_meet(truly: &[Vec<Words>], given: &[Vec<Words>]) -> bool {
    let sides: Vec<Vec<usize>> = truly
        .iter()
        .map(|side| {
            (0..given.len())
                .filter(|at| meet(side, &given[*at]))
                .collect()
        })
        .collect();
    (0..sides.len()).any(|a| {
        (a + 1..sides.len()).any(|b| sides[a].iter().any(|x| sides[b].iter().any(|y| x != y)))
    })
}
