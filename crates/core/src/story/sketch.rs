//! What of a report counts for grouping: its stems with their weights, sentence by sentence.
//!
//! A sketch needs sentences and tokens alone, so that a stream can be read fast; the whole
//! preparation gives the same sketch ([`Sketch::of`]) as the light one ([`Sketcher::sketch`]).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::priors::{Priors, RARE};
use super::told::DayReader;
use crate::article::{Article, Role};
use crate::language::WordSet;
use crate::time::DateValue;
use crate::witness::{
    Lexicon, Outline, Sentence, Term, Token, TokenKind, Vocabulary, Witness, anchor, outline,
    tokenise,
};

/// Tokens of a report that are read; what stands behind them tells the event no better.
const MOST_TOKENS: usize = 8_000;
/// Sentences of the story that count as its lead.
const LEAD_SENTENCES: usize = 3;
/// How much more the first sentence of a story weighs than one far down.
const EARLY_BONUS: f32 = 1.5;
/// After how many sentences that bonus has halved.
const EARLY_HALF: f32 = 3.0;
/// Weight of a title beside a sentence far down.
const HEADLINE_WEIGHT: f32 = 3.0;
/// How much more a title weighs than a lead where the two are looked at alone.
const HEADLINE_IN_HEAD: f32 = 2.0;
/// Weight of captions' neighbours: embeds, credits and the like.
const ASIDE_WEIGHT: f32 = 0.5;
/// Words of a passage: as many in a row are shared by copying or quoting, hardly by chance.
const PASSAGE_WORDS: usize = 6;
/// One passage in so many is kept, chosen by its hash, so that the same are kept in every report
/// (sampling of shingles; Broder 1997).
const PASSAGES_SAMPLED: u64 = 4;
/// Sentences of the story that are read for the days they tell of.
const DATED_SENTENCES: usize = 10;
/// Bytes of a title that are kept.
const LONGEST_TITLE: usize = 160;

/// The number of a term in vectors: the first half of its hash.
pub(super) fn number(term: Term) -> u32 {
    #[allow(clippy::cast_possible_truncation, reason = "the half that is wanted")]
    let half = (term.0 >> 32) as u32;
    half
}

/// How often, how early and how a report uses a term.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Usage {
    /// The term's number.
    pub(super) term: u32,
    /// Weighted count.
    pub(super) all: f32,
    /// Weighted count in title and lead alone.
    pub(super) head: f32,
    /// Weighted count as a name or part of one.
    pub(super) name: f32,
    /// Weighted count as a figure.
    pub(super) figure: f32,
    /// Share of reports at large that hold a word of this stem, roughly.
    pub(super) prior: f32,
}

impl Usage {
    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.head += other.head;
        self.name += other.name;
        self.figure += other.figure;
        self.prior = self.prior.max(other.prior);
    }
}

/// One sentence of a report.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The same for sentences of the same words.
    pub(super) fingerprint: Term,
    /// Number of tokens.
    pub(super) tokens: usize,
    /// Its terms, one entry an occurrence.
    pub(super) terms: Vec<Usage>,
    /// Its sampled passages, as numbers.
    pub(super) passages: Vec<u32>,
    /// The days it tells of, as numbers with their weights.
    pub(super) days: Vec<(u32, f32)>,
}

/// What counts of one report.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The same for reports with the same kept text.
    pub(super) text: Term,
    /// The same for the same report given twice: text and what is stated beside it.
    pub(super) identity: Term,
    /// Sentences, each once.
    pub(super) lines: Vec<Line>,
    /// Day of publication (days since 1970-01-01).
    pub(super) day: Option<i32>,
    /// When it was published, as stated.
    pub(super) published: Option<DateValue>,
    /// Its outlet; empty where not stated.
    pub(super) outlet: String,
    /// Its title; empty where it has none.
    pub(super) title: String,
    /// Its language; empty where it could not be told.
    pub(super) language: String,
}

impl Sketch {
    /// The sketch of a prepared report.
    pub fn of(witness: &Witness) -> Self {
        let lexicon = &mut Lexicon::of(&witness.article.metadata.language);
        Drawing {
            article: &witness.article,
            sentences: &witness.sentences,
            tokens: &witness.tokens,
        }
        .sketch(&mut |title| {
            let mut tokens = Vec::new();
            tokenise(title, 0, lexicon, &mut tokens);
            tokens
        })
    }

    /// Sixteen hexadecimal digits that name the report by its text, whatever file it stands in.
    pub fn id(&self) -> String {
        format!("{:016x}", self.text.0)
    }

    /// Its title, or its first sentence; shortened where it is long.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Number of tokens.
    pub(super) fn tokens(&self) -> usize {
        self.lines.iter().map(|line| line.tokens).sum()
    }

    /// All terms with their use in the whole text, sorted by number.
    pub(super) fn terms(&self) -> Vec<Usage> {
        merged(self.lines.iter().flat_map(|line| &line.terms))
    }

    /// What puts reports in an order of their own: dated ones first, by day, then by text.
    pub(crate) fn order(&self) -> (i32, Term, Term) {
        (self.day.unwrap_or(i32::MAX), self.text, self.identity)
    }
}

/// The uses of each term added up, sorted by its number.
pub(super) fn merged<'u>(uses: impl Iterator<Item = &'u Usage>) -> Vec<Usage> {
    let mut all: Vec<Usage> = uses.copied().collect();
    // A stable sort, so that sums of fractions come out the same.
    all.sort_by_key(|usage| usage.term);
    all.dedup_by(|next, kept| {
        let same = next.term == kept.term;
        if same {
            kept.add(next);
        }
        same
    });
    all
}

/// Draws sketches of articles, remembering the words it has met.
#[derive(Default)]
pub struct Sketcher {
    vocabularies: BTreeMap<String, Vocabulary>,
}

impl Sketcher {
    /// The sketch of a report that is not prepared otherwise. The same as [`Sketch::of`] of the
    /// prepared report, at a fraction of its cost.
    pub fn sketch(&mut self, article: &Article) -> Sketch {
        let code = &article.metadata.language;
        if !self.vocabularies.contains_key(code) {
            let vocabulary = Vocabulary::of(code);
            self.vocabularies.insert(code.clone(), vocabulary);
        }
        let Some(vocabulary) = self.vocabularies.get_mut(code) else {
            return Drawing::nothing(article).sketch(&mut |_| Vec::new());
        };
        let Outline { sentences, tokens } = outline(article, vocabulary);
        let drawing = Drawing {
            article,
            sentences: &sentences,
            tokens: &tokens,
        };
        drawing.sketch(&mut |title| {
            let mut tokens = Vec::new();
            tokenise(title, 0, vocabulary, &mut tokens);
            tokens
        })
    }
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

/// What a sketch is drawn from.
struct Drawing<'a> {
    article: &'a Article,
    sentences: &'a [Sentence],
    tokens: &'a [Token],
}

impl<'a> Drawing<'a> {
    const fn nothing(article: &'a Article) -> Self {
        Self {
            article,
            sentences: &[],
            tokens: &[],
        }
    }

    /// `cut` cuts a title that stands beside the text into tokens.
    fn sketch(&self, cut: &mut dyn FnMut(&'a str) -> Vec<Token>) -> Sketch {
        let metadata = &self.article.metadata;
        let published = metadata.published.as_ref().map(|stated| stated.value);
        // Either of two days may be months from the right one: such a report counts as undated.
        let published = published.filter(|published| !published.is_either());
        let text = self.fingerprint();
        let value = |stated: &Option<crate::article::Stated<String>>| {
            stated
                .as_ref()
                .map_or_else(String::new, |s| s.value.clone())
        };
        let outlet = value(&metadata.outlet);
        Sketch {
            text,
            identity: self.identity(text, &outlet, &value(&metadata.url)),
            lines: self.lines(cut),
            day: published.map(|published| day_number(published.from)),
            published,
            outlet,
            title: self.title(),
            language: metadata.language.clone(),
        }
    }

    /// A fingerprint of the text and roles of all sentences.
    fn fingerprint(&self) -> Term {
        let mut hash = Fingerprint::default();
        for sentence in self.sentences {
            hash.add(if sentence.role == Role::Headline {
                b"#"
            } else {
                b"\n"
            });
            hash.add(self.article.text.slice(sentence.span).as_bytes());
        }
        // Reports without a word are told apart by where they come from.
        if self.tokens.is_empty() {
            let (document, record) = self.article.identity();
            hash.add(document.as_bytes());
            hash.add(&record.to_le_bytes());
        }
        hash.finish()
    }

    fn identity(&self, text: Term, outlet: &str, url: &str) -> Term {
        let record = self.article.record.as_ref();
        let id = record.and_then(|record| record.id.as_deref());
        let published = self.article.metadata.published.as_ref();
        let mut hash = Fingerprint::default();
        hash.add(&text.0.to_le_bytes());
        for stated in [outlet, url, id.unwrap_or_default()] {
            hash.add(stated.as_bytes());
            hash.add(b"\n");
        }
        hash.add(
            published
                .map_or(String::new(), |stated| stated.value.iso_from())
                .as_bytes(),
        );
        hash.finish()
    }

    fn title(&self) -> String {
        let stated = self.article.metadata.title.as_ref();
        let first = || {
            let story = self.sentences.iter().find(|s| s.role.is_story());
            story.map_or("", |sentence| self.article.text.slice(sentence.span))
        };
        let title = stated.map_or_else(first, |stated| stated.value.as_str());
        let title: Vec<&str> = title.split_whitespace().collect();
        shortened(title.join(" "))
    }

    fn lines(&self, cut: &mut dyn FnMut(&'a str) -> Vec<Token>) -> Vec<Line> {
        let language = &self.article.metadata.language;
        let mut reader = LineReader {
            priors: Priors::of(language),
            days: DayReader::new(language, anchor(self.article)),
            place: 0,
        };
        let mut seen: WordSet<Term> = WordSet::default();
        let (mut lines, mut tokens) = (Vec::new(), 0);
        for sentence in self.sentences {
            if !sentence.role.is_kept() || sentence.role.is_about_report() || tokens > MOST_TOKENS {
                continue;
            }
            let own = self.tokens.get(sentence.tokens.range()).unwrap_or_default();
            let weight = Weight::of(sentence.role, reader.place);
            let mut line = reader.read(self.article.text.as_str(), own, weight);
            if seen.insert(line.fingerprint) {
                if sentence.role.is_story() && reader.place < DATED_SENTENCES {
                    line.days = reader.days.days(&self.article.text, sentence.span);
                }
                tokens += line.tokens;
                reader.place += usize::from(sentence.role.is_story());
                lines.push(line);
            }
        }
        if let Some(title) = self.stated_title() {
            lines.push(reader.read(title, &cut(title), Weight::of(Role::Headline, 0)));
        }
        lines
    }

    /// The title where it is only stated beside the text, as in a field of a record.
    fn stated_title(&self) -> Option<&'a str> {
        let is_headline = |sentence: &Sentence| sentence.role == Role::Headline;
        let title = self.article.metadata.title.as_ref()?;
        (!self.sentences.iter().any(is_headline)).then_some(title.value.as_str())
    }
}

fn shortened(mut title: String) -> String {
    if title.len() > LONGEST_TITLE {
        let cut = (0..=LONGEST_TITLE).rfind(|at| title.is_char_boundary(*at));
        title.truncate(cut.unwrap_or(0));
        title.push('…');
    }
    title
}

/// A hash of bytes given piece by piece (FNV-1a; Fowler, Noll and Vo 1991, with a final mix).
struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    const fn finish(self) -> Term {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        Term(mixed ^ (mixed >> 32))
    }
}

/// What a sentence weighs, by its role and place.
#[derive(Clone, Copy)]
struct Weight {
    all: f32,
    head: f32,
}

impl Weight {
    /// `place` counts the sentences of the story before it.
    #[allow(clippy::cast_precision_loss, reason = "a count of sentences")]
    fn of(role: Role, place: usize) -> Self {
        let plain = |all| Self { all, head: 0.0 };
        match role {
            Role::Headline => Self {
                all: HEADLINE_WEIGHT,
                head: HEADLINE_IN_HEAD,
            },
            Role::Lead | Role::Body | Role::Quote => Self {
                all: 1.0 + EARLY_BONUS / (1.0 + place as f32 / EARLY_HALF),
                head: if place < LEAD_SENTENCES { 1.0 } else { 0.0 },
            },
            Role::Dateline => Self {
                all: 1.0,
                head: 1.0,
            },
            Role::Subheading | Role::Caption => plain(1.0),
            _ => plain(ASIDE_WEIGHT),
        }
    }
}

struct LineReader {
    priors: &'static Priors,
    days: DayReader,
    /// Sentences of the story read so far.
    place: usize,
}

impl LineReader {
    fn read(&self, text: &str, tokens: &[Token], weight: Weight) -> Line {
        let word = |token: &Token| text.get(token.span.range()).unwrap_or_default();
        let terms: Vec<Usage> = tokens
            .iter()
            .filter(|token| is_counted(token))
            .map(|token| self.usage(token, word(token), weight))
            .collect();
        Line {
            fingerprint: fingerprint(tokens),
            tokens: tokens.len(),
            terms,
            passages: passages(tokens),
            days: Vec::new(),
        }
    }

    /// A capitalised word that no list of common words holds is taken for a name.
    fn usage(&self, token: &Token, word: &str, weight: Weight) -> Usage {
        let prior = self.priors.share(token, word);
        let is_name = word.starts_with(char::is_uppercase) && prior <= RARE;
        Usage {
            term: number(token.stem),
            all: weight.all,
            head: weight.head,
            name: if is_name { weight.all } else { 0.0 },
            figure: if is_figure(token, word) {
                weight.all
            } else {
                0.0
            },
            prior,
        }
    }
}

/// A number of two digits or more that is no year.
fn is_figure(token: &Token, word: &str) -> bool {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    token.kind == TokenKind::Number && word.len() > 1 && !is_year
}

/// Words and numbers count, function words and marks don't.
const fn is_counted(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn mix(hash: u64, token: &Token) -> u64 {
    let mixed = (hash ^ token.word.0).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}

fn fingerprint(tokens: &[Token]) -> Term {
    Term(tokens.iter().fold(tokens.len() as u64, mix))
}

fn passages(tokens: &[Token]) -> Vec<u32> {
    let words: Vec<Token> = tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Mark)
        .copied()
        .collect();
    words
        .windows(PASSAGE_WORDS)
        .map(|row| row.iter().fold(0, mix))
        .filter(|hash| hash.is_multiple_of(PASSAGES_SAMPLED))
        .map(|hash| number(Term(hash)))
        .collect()
}
