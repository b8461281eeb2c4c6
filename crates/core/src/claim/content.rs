//! What a clause says, made ready for comparison.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::clause::{Clause, clauses};
use super::context::StoryContext;
use super::lexicon::Lexicon;
use super::likeness::Cover;
use super::phrases::Phrases;
use super::related::Related;
use super::statement::{Voice, is_content};
use crate::collation::Place;
use crate::text::TextSpan;
use crate::time::DateValue;
use crate::witness::{ClockMention, Figure, NameMention, Sentence, Term, Token};

/// A stem with what it is worth.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed {
    pub(crate) stem: Term,
    /// Bits by which the language makes it rare.
    pub(crate) background: f32,
    /// The same, less what the whole story shares.
    pub(crate) distinctive: f32,
}

/// A clause with what it says.
pub(crate) struct Content<'a> {
    pub(crate) clause: Clause,
    /// Its stems, sorted, each once.
    pub(crate) words: Vec<Weighed>,
    /// Of these, the ones that stand in no name, title, date or figure: what happens, and to what.
    pub(crate) core: Vec<Weighed>,
    /// Whom and what it names, as story-level identities.
    pub(crate) names: BTreeSet<usize>,
    pub(crate) figures: Vec<&'a Figure>,
    pub(crate) dates: Vec<DateValue>,
    pub(crate) clocks: Vec<&'a ClockMention>,
    /// Stems of its verbs.
    pub(crate) verbs: Vec<Term>,
    /// How its words are put, names, dates and figures aside.
    pub(crate) puts: Vec<Put>,
    /// Whether anything in it is said not to be so.
    pub(crate) denies: bool,
    /// Whether it holds a word of denial itself.
    pub(crate) negates: bool,
    /// Whether anything in it is planned, possible or alleged.
    pub(crate) supposes: bool,
    /// Whether it puts something above others.
    ranks: bool,
    /// Whether it has a verb but "be" and its like.
    does: bool,
    /// The person whose word it is.
    pub(crate) person: Option<usize>,
    /// Whose words it may tell in the report's voice ("Quill, who pledged to go"): whom its sentence
    /// names, where the clause holds a word that reports.
    tells_of: BTreeSet<usize>,
    /// Stems of its content words, in order.
    pub(crate) sequence: Vec<Term>,
    /// Where it stands in its report.
    pub(super) depth: Depth,
    /// Index of its sentence among the sentences of [`Contents`].
    pub(crate) sentence: usize,
}

impl Content<'_> {
    /// Whether two clauses cannot be one claim: one denies what the other affirms, or plans what the
    /// other reports, or they are the words of two people.
    pub(crate) fn is_apart(&self, other: &Self, related: &Related) -> bool {
        let two_people = matches!((self.person, other.person), (Some(x), Some(y)) if x != y);
        two_people
            || self.is_in_another_mouth(other)
            || self.is_at_odds(other, related)
            || self.plans_what(other)
    }

    /// Whether one report has the two from two mouths ("the ministry claims …; officials say …").
    fn is_in_another_mouth(&self, other: &Self) -> bool {
        let [own, theirs] = [self, other].map(|content| content.clause.voice);
        let reported = own != Voice::Report && theirs != Voice::Report;
        self.clause.place.witness == other.clause.place.witness && reported && own != theirs
    }

    /// Whether a verb is planned or supposed in one and told as a fact in the other, and no date
    /// says that they are one happening.
    fn plans_what(&self, other: &Self) -> bool {
        let differs = |put: &Put| {
            let mut theirs = other.puts.iter().filter(|theirs| theirs.stem == put.stem);
            put.is_verb && theirs.any(|theirs| theirs.is_verb && theirs.supposed != put.supposed)
        };
        let mut dates = self.dates.iter();
        let one_date = dates.any(|date| other.dates.iter().any(|theirs| date.overlaps(theirs)));
        !one_date && self.puts.iter().any(differs)
    }

    /// Whether one says only how something compares with all others ("was the worst accident") and
    /// the other compares nothing.
    pub(crate) fn ranks_alone(&self, other: &Self) -> bool {
        let alone = |one: &Self, other: &Self| one.ranks && !one.does && !other.ranks;
        alone(self, other) || alone(other, self)
    }

    /// Whether both are clauses of one sentence: two things that it says.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.clause.place == other.clause.place
    }

    /// Whether it is a few words without a subject and verb of their own, a figure or a date.
    pub(crate) fn is_scant(&self) -> bool {
        const FEWEST: usize = 4;
        let gives = !self.figures.is_empty() || !self.dates.is_empty();
        !self.clause.is_whole && self.words.len() < FEWEST && !gives
    }

    /// Whether one denies of a verb what the other affirms of it, or of a word that may stand for
    /// it; without verbs but "be", of any word.
    pub(crate) fn is_at_odds(&self, other: &Self, related: &Related) -> bool {
        self.denies_what(other, related) || other.denies_what(self, related)
    }

    fn denies_what(&self, other: &Self, related: &Related) -> bool {
        self.denies(other, |ours, theirs| {
            ours.stem == theirs.stem || related.worth(theirs.stem, ours.stem) >= SAME_DEED
        })
    }

    /// The same of the very words alone.
    pub(crate) fn denies_the_very(&self, other: &Self) -> bool {
        self.denies(other, |ours, theirs| {
            ours.stem == theirs.stem && !ours.is_passing
        })
    }

    fn denies(&self, other: &Self, is_same: impl Fn(&Put, &Put) -> bool) -> bool {
        let told = |put: &Put| {
            let same = |theirs: &&Put| is_same(put, theirs);
            let mut theirs = other.puts.iter().filter(same).peekable();
            theirs.peek().is_some() && theirs.all(|theirs| !theirs.denied)
        };
        let verbless = self.verbs.is_empty() && other.verbs.is_empty();
        let denied = self
            .puts
            .iter()
            .filter(|put| put.denied && (put.is_verb || verbless));
        denied.into_iter().any(told)
    }

    /// How many words both have, names, dates and figures aside.
    pub(crate) fn core_in_common(&self, other: &Self) -> usize {
        let has = |word: &&Weighed| {
            let found = other
                .core
                .binary_search_by_key(&word.stem, |word| word.stem);
            found.is_ok()
        };
        self.core.iter().filter(has).count()
    }

    /// Whether one is a person's word and the other the report's own: two statements. Bodies and
    /// people who are not named ("the court", "officials") may be either, and so may a report that
    /// tells that the person said something.
    pub(crate) fn is_a_persons_word_only(&self, other: &Self) -> bool {
        let only = |one: &Self, other: &Self| {
            let of_report = other.clause.voice == Voice::Report;
            one.person
                .is_some_and(|person| of_report && !other.tells_of.contains(&person))
        };
        only(self, other) || only(other, self)
    }
}

/// What a relation between two words must be worth to set a denial against an affirmation.
const SAME_DEED: f32 = 0.5;

/// A content word and how it is put.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Put {
    pub(crate) stem: Term,
    pub(crate) is_verb: bool,
    /// Whether it is a verb of speech, or one whose denial at one time does not gainsay it at
    /// another.
    is_passing: bool,
    /// Whether it is said not to be so.
    pub(crate) denied: bool,
    /// Whether it is planned, possible or alleged.
    supposed: bool,
}

/// Whether some tokens put something above others: a superlative, or a comparison that may be one.
fn ranks(lexicon: &Lexicon, tokens: &[Token], clause: &[usize]) -> bool {
    let lists = [
        &lexicon.superlatives,
        &lexicon.comparisons,
        &lexicon.ever_words,
    ];
    let any = |list: &Phrases| clause.iter().any(|at| list.at(tokens, *at).is_some());
    lists.into_iter().any(any)
}

/// Whether a verb says what happens: not "be" and "have".
fn does(lexicon: &Lexicon, tokens: &[Token], verb: usize) -> bool {
    let token = tokens.get(verb);
    token.is_some_and(|token| !lexicon.stopwords.has(token))
}

/// Where a clause stands in its report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Depth {
    /// Whether it is in the headline or at the start of the text.
    pub(super) opens: bool,
    /// The share of the sentences that stand before it.
    pub(super) share: f64,
}

impl Depth {
    fn of(story: &StoryContext, place: Place) -> Self {
        let sentences = story.witnesses.get(place.witness);
        let sentences = sentences.map_or(&[][..], |witness| &witness.sentences);
        let text = |sentence: &&Sentence| sentence.role.is_story();
        let before = sentences.iter().take(place.sentence).filter(text).count();
        let all = sentences.iter().filter(text).count();
        Self {
            opens: before < OPENING,
            share: before as f64 / all.max(1) as f64,
        }
    }
}

/// Sentences that say what a report is about.
const OPENING: usize = 2;

/// All clauses of a story, and what their sentences say.
pub(crate) struct Contents<'a> {
    /// By place.
    pub(crate) clauses: Vec<Content<'a>>,
    /// The stems of each sentence that has clauses, sorted.
    pub(crate) sentences: Vec<Vec<Weighed>>,
    /// The names of each sentence that has clauses.
    named: Vec<BTreeSet<usize>>,
    /// How many clauses give each date, by its first day, and each name.
    dates: BTreeMap<Date, u32>,
    names: BTreeMap<usize, u32>,
}

/// Least worth of a stem, in bits, whatever the story does with it.
const LEAST: f32 = 0.3;

impl<'a> Contents<'a> {
    /// Reads all statements of a story.
    pub(crate) fn of(story: &StoryContext<'a>) -> Self {
        let mut contents = Self {
            clauses: Vec::new(),
            sentences: Vec::new(),
            named: Vec::new(),
            dates: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for statement in story.statements().chain(story.headlines()) {
            let found = clauses(story, statement);
            if found.is_empty() {
                continue;
            }
            let sentence = contents.sentences.len();
            let place = statement.place;
            let all: Vec<usize> = statement.tokens.clone().collect();
            contents.sentences.push(words(story, place.witness, &all));
            let names = story.names(place);
            let names = names.filter_map(|name| story.identities.of(place.witness, name.entity));
            contents.named.push(names.collect());
            let read = |clause| content(story, statement, clause, sentence);
            contents.clauses.extend(found.into_iter().map(read));
        }
        contents
            .clauses
            .sort_by_key(|content| (content.clause.place, content.clause.span.start));
        contents.count();
        contents
    }
}

/// Clauses that give a date or a name, beyond which it is worth less and less.
const FEW: f64 = 6.0;

impl Contents<'_> {
    fn count(&mut self) {
        for content in &self.clauses {
            for date in &content.dates {
                *self.dates.entry(date.from).or_default() += 1;
            }
            for name in &content.names {
                *self.names.entry(*name).or_default() += 1;
            }
        }
    }

    /// How alike the surroundings of two clauses are: their sentences with their neighbours.
    pub(super) fn surroundings(&self, related: &Related, a: &Content, b: &Content) -> f64 {
        let around = |content: &Content| {
            let at = content.sentence;
            let near = self
                .sentences
                .get(at.saturating_sub(1)..(at + 2).min(self.sentences.len()));
            let mut words: Vec<Weighed> = near.unwrap_or_default().concat();
            words.sort_by_key(|word| word.stem);
            words.dedup_by_key(|word| word.stem);
            words
        };
        Cover::of(related, &around(a), &around(b), |word| word.distinctive).worse()
    }

    /// Worth of the names that two clauses share, those of the sentence before each included.
    pub(super) fn shared_company(&self, a: &Content, b: &Content) -> f64 {
        let company = |content: &Content| {
            let before = content.sentence.checked_sub(1);
            let before = before.and_then(|at| self.named.get(at)).cloned();
            let mut all = before.unwrap_or_default();
            all.extend(self.named.get(content.sentence).into_iter().flatten());
            all
        };
        let (ours, theirs) = (company(a), company(b));
        ours.intersection(&theirs)
            .map(|name| self.worth_of_name(*name))
            .sum()
    }

    /// What it is worth that two clauses give a date, above 0 to 1.
    pub(super) fn worth_of_date(&self, date: &DateValue) -> f64 {
        worth(self.dates.get(&date.from))
    }

    /// What it is worth that two clauses name somebody or something, above 0 to 1.
    pub(super) fn worth_of_name(&self, name: usize) -> f64 {
        worth(self.names.get(&name))
    }

    /// The clauses of a sentence, as indices.
    pub(crate) fn of_sentence(&self, place: Place) -> std::ops::Range<usize> {
        let start = self
            .clauses
            .partition_point(|content| content.clause.place < place);
        let end = self
            .clauses
            .partition_point(|content| content.clause.place <= place);
        start..end
    }
}

fn worth(clauses: Option<&u32>) -> f64 {
    let clauses = clauses.map_or(1.0, |count| f64::from(*count));
    (FEW / clauses.max(FEW)).sqrt()
}

fn content<'a>(
    story: &StoryContext<'a>,
    statement: &super::Statement,
    clause: Clause,
    sentence: usize,
) -> Content<'a> {
    let place = clause.place;
    let inside = |span: TextSpan| clause.span.overlaps(span);
    let figures: Vec<&Figure> = story.figures(place).filter(|f| inside(f.number)).collect();
    let dates: Vec<_> = story
        .dates(place)
        .filter(|date| inside(date.span))
        .collect();
    let identity = |entity| story.identities.of(place.witness, entity);
    let identities = |names: &mut dyn Iterator<Item = &'a NameMention>| -> BTreeSet<usize> {
        names.filter_map(|name| identity(name.entity)).collect()
    };
    let tokens: Vec<usize> = clause.tokens.clone().collect();
    let aside = aside(story, place);
    let is_core = |at: &usize| {
        let span = story.token(place.witness, *at).map(|token| token.span);
        span.is_some_and(|span| !aside.iter().any(|other| other.overlaps(span)))
    };
    let core: Vec<usize> = tokens.iter().copied().filter(is_core).collect();
    let stem = |at: &usize| story.token(place.witness, *at).map(|token| token.stem);
    let denied = |at: &usize| statement.is_denied(*at);
    let lexicon = story.lexicon(place.witness);
    let witness = story.witnesses.get(place.witness);
    let all = witness.map_or(&[][..], |witness| &witness.tokens);
    let says = |at: &usize| {
        let token = story.token(place.witness, *at);
        token.is_some_and(|token| lexicon.cue_verbs.has(token))
    };
    let negation = |at: &usize| lexicon.negations.at(all, *at).is_some();
    let put = |at: &usize| {
        let token = story
            .token(place.witness, *at)
            .filter(|token| is_content(token))?;
        Some(Put {
            stem: token.stem,
            is_verb: clause.verbs.contains(at),
            is_passing: lexicon.changing_verbs.has(token) || lexicon.cue_verbs.has(token),
            denied: denied(at),
            supposed: statement.is_supposed(*at),
        })
    };
    Content {
        words: words(story, place.witness, &tokens),
        core: words(story, place.witness, &core),
        sequence: sequence(story, place.witness, &tokens),
        depth: Depth::of(story, place),
        names: identities(&mut story.names(place).filter(|name| inside(name.span))),
        tells_of: match clause.voice == Voice::Report && tokens.iter().any(says) {
            true => identities(&mut story.names(place)),
            false => BTreeSet::new(),
        },
        dates: dates.iter().filter_map(|date| date.value).collect(),
        clocks: story
            .clocks(place)
            .filter(|clock| inside(clock.span))
            .collect(),
        verbs: clause.verbs.iter().filter_map(stem).collect(),
        puts: core.iter().filter_map(put).collect(),
        denies: tokens.iter().any(denied),
        negates: tokens.iter().any(negation),
        supposes: tokens.iter().any(|at| statement.is_supposed(*at)),
        does: clause.verbs.iter().any(|at| does(lexicon, all, *at)),
        ranks: ranks(lexicon, all, &tokens),
        figures,
        sentence,
        person: match clause.voice {
            Voice::Named(identity) if story.identities.is_person(identity) => Some(identity),
            _ => None,
        },
        clause,
    }
}

/// The names, titles, dates, times and numbers of a sentence.
fn aside(story: &StoryContext, place: Place) -> Vec<TextSpan> {
    let names = story.names(place);
    let mut spans: Vec<TextSpan> = names
        .flat_map(|name| [Some(name.span), name.title].into_iter().flatten())
        .collect();
    spans.extend(story.dates(place).map(|date| date.span));
    spans.extend(story.clocks(place).map(|clock| clock.span));
    spans.extend(story.figures(place).map(|figure| figure.number));
    spans
}

fn sequence(story: &StoryContext, witness: usize, tokens: &[usize]) -> Vec<Term> {
    let kept = tokens.iter().filter_map(|at| story.token(witness, *at));
    kept.filter(|token| is_content(token))
        .map(|token| token.stem)
        .collect()
}

/// The content words among some tokens of a report, weighed, by stem.
pub(crate) fn words(story: &StoryContext, witness: usize, tokens: &[usize]) -> Vec<Weighed> {
    let kept = tokens.iter().filter_map(|at| story.token(witness, *at));
    let stems: BTreeSet<Term> = kept
        .filter(|token| is_content(token))
        .map(|token| token.stem)
        .collect();
    let weighed = |stem: Term| Weighed {
        stem,
        background: story.rarity(stem).max(LEAST),
        distinctive: story.collation.weights.distinctive(stem).max(LEAST),
    };
    stems.into_iter().map(weighed).collect()
}
