//! What of a report counts for grouping: its stems with their weights, sentence by sentence.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::article::Role;
use crate::language::{Language, SortedList};
use crate::witness::{Lexicon, NameKind, Sentence, Term, Token, TokenKind, Witness, tokenise};

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

/// How often, how early and how a report uses a term.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    /// Weighted count.
    pub(super) all: f32,
    /// Weighted count in title and lead alone.
    pub(super) head: f32,
    /// Weighted count as part of a name.
    pub(super) name: f32,
    /// Share of reports at large that hold a word of this stem, roughly.
    pub(super) prior: f32,
}

impl Usage {
    fn of(weight: Weight, named: bool, prior: f32) -> Self {
        Self {
            all: weight.all,
            head: weight.head,
            name: if named { weight.all } else { 0.0 },
            prior,
        }
    }

    fn add(&mut self, other: &Self) {
        self.all += other.all;
        self.head += other.head;
        self.name += other.name;
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
    pub(super) terms: Vec<(Term, Usage)>,
}

/// What counts of one text, and of the reports that print it.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// Sentences, each once.
    pub(super) lines: Vec<Line>,
    /// Days of publication of its reports (days since 1970-01-01), sorted.
    pub(super) days: Vec<i32>,
    /// Outlet of its first report; empty where not stated.
    pub(super) outlet: String,
}

impl Profile {
    /// The profile of reports (`members`, not empty) that have the same text.
    pub(super) fn of(witnesses: &[Witness], members: &[usize], priors: &mut Priors) -> Self {
        let metadata = |member: &usize| &witnesses[*member].article.metadata;
        let published = members
            .iter()
            .filter_map(|member| metadata(member).published.as_ref());
        let mut days: Vec<i32> = published
            .map(|published| day_number(published.value.from))
            .collect();
        days.sort_unstable();
        let first = members.first().and_then(|first| witnesses.get(*first));
        let outlets = members
            .iter()
            .filter_map(|member| metadata(member).outlet.as_ref());
        let outlet = outlets.map(|outlet| outlet.value.clone()).min();
        Self {
            lines: first.map_or_else(Vec::new, |witness| lines(witness, priors)),
            days,
            outlet: outlet.unwrap_or_default(),
        }
    }

    /// Number of tokens.
    pub(super) fn tokens(&self) -> usize {
        self.lines.iter().map(|line| line.tokens).sum()
    }

    /// All terms with their use in the whole text.
    pub(super) fn terms(&self) -> BTreeMap<Term, Usage> {
        let mut terms: BTreeMap<Term, Usage> = BTreeMap::new();
        for (term, usage) in self.lines.iter().flat_map(|line| &line.terms) {
            terms.entry(*term).or_default().add(usage);
        }
        terms
    }
}

/// Days since 1970-01-01.
fn day_number(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

fn lines(witness: &Witness, priors: &mut Priors) -> Vec<Line> {
    let mut reader = LineReader::new(witness, priors);
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    let mut tokens = 0;
    for sentence in &witness.sentences {
        if sentence.role == Role::Boilerplate || tokens > MOST_TOKENS {
            continue;
        }
        let line = reader.read(sentence);
        if seen.insert(line.fingerprint) {
            tokens += line.tokens;
            reader.place += usize::from(sentence.role.is_story());
            lines.push(line);
        }
    }
    if let Some(title) = stated_title(witness) {
        lines.push(reader.title(title, &lines));
    }
    lines
}

/// The title where it is only stated beside the text, as in a field of a record.
fn stated_title(witness: &Witness) -> Option<&str> {
    let in_text = witness
        .sentences
        .iter()
        .any(|sentence| sentence.role == Role::Headline);
    let title = witness.article.metadata.title.as_ref()?;
    (!in_text).then_some(title.value.as_str())
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

struct LineReader<'w, 'p> {
    witness: &'w Witness,
    common: SortedList,
    priors: &'p mut Priors,
    /// Index of the next name that may cover a token.
    name: usize,
    /// Sentences of the story read so far.
    place: usize,
}

impl<'w, 'p> LineReader<'w, 'p> {
    fn new(witness: &'w Witness, priors: &'p mut Priors) -> Self {
        let language = Language::get(&witness.article.metadata.language);
        Self {
            witness,
            common: language.sorted("common-words"),
            priors,
            name: 0,
            place: 0,
        }
    }

    fn read(&mut self, sentence: &Sentence) -> Line {
        let tokens = self.witness.sentence_tokens(sentence);
        let weight = Weight::of(sentence.role, self.place);
        Line {
            fingerprint: fingerprint(tokens),
            tokens: tokens.len(),
            terms: tokens
                .iter()
                .filter(is_counted)
                .map(|token| (token.stem, self.usage(token, weight)))
                .collect(),
        }
    }

    /// The line of a title that stands beside the text. Its words are names where the text uses
    /// them so: titles capitalise other words too.
    fn title(&mut self, title: &str, lines: &[Line]) -> Line {
        let weight = Weight::of(Role::Headline, 0);
        let mut tokens = Vec::new();
        let mut lexicon = Lexicon::of(&self.witness.article.metadata.language);
        tokenise(title, 0, &mut lexicon, &mut tokens);
        let names: BTreeSet<Term> = lines
            .iter()
            .flat_map(|line| &line.terms)
            .filter(|(_, usage)| usage.name > 0.0)
            .map(|(term, _)| *term)
            .collect();
        let entry = |token: &Token| {
            let word = title.get(token.span.range()).unwrap_or_default();
            let prior = self.priors.of(token, word, self.common);
            let named = names.contains(&token.stem) || (is_capital(word) && prior <= RARE_PRIOR);
            (token.stem, Usage::of(weight, named, prior))
        };
        Line {
            fingerprint: fingerprint(&tokens),
            tokens: tokens.len(),
            terms: tokens.iter().filter(is_counted).map(entry).collect(),
        }
    }

    fn usage(&mut self, token: &Token, weight: Weight) -> Usage {
        let word = self.witness.slice(token.span);
        let prior = self.priors.of(token, word, self.common);
        let named = self.is_in_name(token) || (is_capital(word) && prior <= RARE_PRIOR);
        Usage::of(weight, named, prior)
    }

    fn is_in_name(&mut self, token: &Token) -> bool {
        let names = &self.witness.names;
        while names
            .get(self.name)
            .is_some_and(|name| name.span.end <= token.span.start)
        {
            self.name += 1;
        }
        let rest = names.get(self.name..).unwrap_or_default();
        rest.iter()
            .take_while(|name| name.span.start <= token.span.start)
            .any(|name| {
                let kind = self
                    .witness
                    .entities
                    .get(name.entity)
                    .map(|entity| entity.kind);
                name.span.contains(token.span)
                    && !name.description
                    && kind != Some(NameKind::Demonym)
            })
    }
}

/// Words and numbers count, function words and marks don't.
fn is_counted(token: &&Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn fingerprint(tokens: &[Token]) -> Term {
    let mix = |hash: u64, token: &Token| {
        let mixed = (hash ^ token.word.0).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 29)
    };
    Term(tokens.iter().fold(tokens.len() as u64, mix))
}

/// Share of reports that hold a given word of the commonest class, roughly.
const FREQUENT_PRIOR: f32 = 0.02;
/// The same for the middle class.
const COMMON_PRIOR: f32 = 0.005;
/// The same for the last class.
const KNOWN_PRIOR: f32 = 0.002;
/// The same for a number.
const NUMBER_PRIOR: f32 = 0.005;
/// The same for a word that no class holds: rare, or a name.
const RARE_PRIOR: f32 = 0.0006;

/// How common words are at large, each looked up once.
#[derive(Debug, Default)]
pub(super) struct Priors {
    known: HashMap<Term, f32>,
}

impl Priors {
    /// Share of reports at large that hold the word of a token.
    fn of(&mut self, token: &Token, word: &str, common: SortedList) -> f32 {
        if token.kind == TokenKind::Number {
            return NUMBER_PRIOR;
        }
        *self
            .known
            .entry(token.word)
            .or_insert_with(|| prior(word, common))
    }
}

fn prior(word: &str, common: SortedList) -> f32 {
    let folded = word.to_lowercase();
    let base = folded.split(['\'', '’']).next().unwrap_or_default();
    match common.get(base) {
        Some("10") => FREQUENT_PRIOR,
        Some("20") => COMMON_PRIOR,
        Some(_) => KNOWN_PRIOR,
        None => RARE_PRIOR,
    }
}
