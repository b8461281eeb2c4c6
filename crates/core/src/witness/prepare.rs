//! The prepare stage: an article becomes a witness.

use super::clocks::{ClockPhrases, ClockScan};
use super::dates::{anchor, dates_of};
use super::figures::{FigureWords, Scan};
use super::names::{Naming, name};
use super::sentence::{self, Splitter};
use super::token::{Lexicon, Words, stemmer, tokenise};
use super::{ClockMention, DateMention, Figure, NameMention, Sentence, Siglum, Token, Witness};
use crate::article::{Article, Part, Role};
use crate::language::Language;
use crate::quotation;
use crate::text::{TextSpan, TokenSpan};
use crate::time::{Calendar, Reader, Vocabulary, lex};

/// Prepares an article for comparison: sentences and tokens of all kept parts, names, dates,
/// figures and quotations. Boilerplate is passed over altogether. Never fails; in a language without files there
/// are fewer annotations.
pub fn prepare(article: Article) -> Witness {
    let mut lexicon = Lexicon::of(&article.metadata.language);
    let outline = outline(&article, &mut lexicon);
    drop(lexicon);
    let language = &article.metadata.language;
    let naming = name(&article.text, &outline.sentences, &outline.tokens, language);
    let measures = measures(&article, &outline, &naming);
    let mut witness = Witness {
        siglum: Siglum::default(),
        sentences: outline.sentences,
        tokens: outline.tokens,
        names: naming.names,
        entities: naming.entities,
        dates: measures.dates,
        clocks: measures.clocks,
        figures: measures.figures,
        quotations: Vec::new(),
        article,
    };
    witness.quotations = quotation::extract(&witness);
    witness
}

/// What a report says in numbers.
#[derive(Debug, Default)]
struct Measures {
    dates: Vec<DateMention>,
    clocks: Vec<ClockMention>,
    figures: Vec<Figure>,
}

fn measures(article: &Article, outline: &Outline, naming: &Naming) -> Measures {
    let language = Language::get(&article.metadata.language);
    let (calendar, vocabulary) = (Calendar::of(language), Vocabulary::of(language));
    let words = FigureWords::of(language);
    let phrases = ClockPhrases::of(language);
    let stemmer = stemmer(&article.metadata.language);
    let anchor = anchor(article);
    let nouns_are_capitalised = language
        .list("orthography")
        .contains("nouns-are-capitalised");
    let mut measures = Measures::default();
    for sentence in &outline.sentences {
        let text = article.text.slice(sentence.span);
        let items = lex(text);
        let reader = Reader {
            text,
            items: &items,
            calendar,
        };
        let dates = dates_of(sentence, &reader, vocabulary, &anchor);
        let spans: Vec<TextSpan> = dates.iter().map(|date| date.span).collect();
        let scan = Scan {
            reader: &reader,
            words,
            stemmer: stemmer.as_ref(),
            base: sentence.span.start,
            dates: &spans,
            names: names_in(&naming.names, sentence.span),
            entities: &naming.entities,
            nouns_are_capitalised,
        };
        measures.figures.extend(scan.figures());
        let clocks = ClockScan {
            reader: &reader,
            phrases,
            numbers: words,
            base: sentence.span.start,
        };
        measures.clocks.extend(clocks.clocks());
        measures.dates.extend(dates);
    }
    measures
}

/// The names inside a span, out of all names in order.
fn names_in(names: &[NameMention], span: TextSpan) -> &[NameMention] {
    let from = names.partition_point(|name| name.span.start < span.start);
    let to = names.partition_point(|name| name.span.start < span.end);
    names.get(from..to).unwrap_or_default()
}

/// Sentences and tokens of an article: what the whole preparation starts with, and all that
/// grouping needs.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Token>,
}

/// Cuts all kept parts of an article into sentences and tokens.
pub(crate) fn outline<'t>(article: &'t Article, words: &mut impl Words<'t>) -> Outline {
    let splitter = Splitter::of(Language::get(&article.metadata.language));
    let mut outline = Outline::default();
    let mut foreign: Option<Foreign<'t>> = None;
    let kept = article
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.role.is_kept());
    for (index, part) in kept {
        let code = article.language_of(part.span);
        let is_own = code == article.metadata.language;
        if !is_own && foreign.as_ref().is_none_or(|foreign| foreign.code != code) {
            foreign = Some(Foreign::of(code));
        }
        let foreign = foreign.as_mut().filter(|_| !is_own);
        let splitter = foreign
            .as_ref()
            .map_or(&splitter, |foreign| &foreign.splitter);
        let spans = sentence_spans(article, part, splitter);
        let mut foreign_words = foreign.map(|foreign| &mut foreign.lexicon);
        for span in spans {
            let first = outline.tokens.len();
            let text = article.text.slice(span);
            match &mut foreign_words {
                Some(lexicon) => tokenise(text, span.start, *lexicon, &mut outline.tokens),
                None => tokenise(text, span.start, words, &mut outline.tokens),
            }
            let pieces = pieces(span, first, &outline.tokens);
            outline
                .sentences
                .extend(pieces.map(|(span, tokens)| Sentence {
                    span,
                    tokens,
                    part: index,
                    role: part.role,
                }));
        }
    }
    outline
}

/// Most tokens of a sentence.
const LONGEST_SENTENCE: usize = 1_000;

/// A sentence as it is, or, where no sentence is so long, cut into pieces of that length: so a text
/// without full stops takes no longer to read than its length.
fn pieces(
    span: TextSpan,
    first: usize,
    tokens: &[Token],
) -> impl Iterator<Item = (TextSpan, TokenSpan)> {
    let end = tokens.len();
    let starts = (first..end.max(first + 1)).step_by(LONGEST_SENTENCE);
    starts.map(move |from| {
        let to = end.min(from + LONGEST_SENTENCE);
        let start = tokens.get(from).filter(|_| from > first);
        let last = tokens.get(to.wrapping_sub(1)).filter(|_| to < end);
        let piece = TextSpan::new(
            start.map_or(span.start, |token| token.span.start),
            last.map_or(span.end, |token| token.span.end),
        );
        (piece, TokenSpan::of(from..to))
    })
}

/// How parts in another language are read; the one met last is kept.
struct Foreign<'t> {
    code: &'t str,
    splitter: Splitter,
    lexicon: Lexicon<'t>,
}

impl<'t> Foreign<'t> {
    fn of(code: &'t str) -> Self {
        Self {
            code,
            splitter: Splitter::of(Language::get(code)),
            lexicon: Lexicon::of(code),
        }
    }
}

fn sentence_spans(article: &Article, part: &Part, splitter: &Splitter) -> Vec<TextSpan> {
    let text = article.text.slice(part.span);
    let ranges = match is_running_text(part.role) {
        true => splitter.split(text),
        false => sentence::whole(text).into_iter().collect(),
    };
    let base = part.span.start;
    ranges
        .into_iter()
        .map(TextSpan::of)
        .map(|span| TextSpan::new(base + span.start, base + span.end))
        .collect()
}

/// Whether a part holds sentences; headlines, headings, captions and lines of metadata are one each.
const fn is_running_text(role: Role) -> bool {
    matches!(
        role,
        Role::Lead | Role::Body | Role::Quote | Role::Embed | Role::Correction | Role::EditorsNote
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::witness::samples;

    #[test]
    fn a_sentence_longer_than_sentences_are_is_read_in_pieces() {
        let witness = prepare(samples::article(
            "en",
            &[(Role::Body, &"he came and she went ".repeat(700))],
        ));
        assert_sound(&witness);
        let lengths: Vec<usize> = witness
            .sentences
            .iter()
            .map(|sentence| witness.sentence_tokens(sentence).len())
            .collect();
        assert_eq!(lengths, [1_000, 1_000, 1_000, 500]);
    }

    /// What every witness must keep, whatever its text.
    fn assert_sound(witness: &Witness) {
        let text = witness.article.text.as_str();
        let parts = &witness.article.parts;
        let mut last = 0;
        for sentence in &witness.sentences {
            assert!(sentence.span.start >= last && !sentence.span.is_empty());
            assert!(parts[sentence.part].span.contains(sentence.span));
            assert!(text.get(sentence.span.range()).is_some());
            last = sentence.span.end;
            for token in witness.sentence_tokens(sentence) {
                assert!(sentence.span.contains(token.span) && !token.span.is_empty());
                assert!(text.get(token.span.range()).is_some());
            }
        }
        assert!(
            witness
                .tokens
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        assert!(
            witness
                .names
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        assert!(
            witness
                .dates
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        assert!(
            witness
                .figures
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
        let names = witness.names.iter().map(|name| name.span);
        let dates = witness.dates.iter().map(|date| date.span);
        let figures = witness.figures.iter().map(|figure| figure.span);
        for span in names.chain(dates).chain(figures) {
            assert!(
                text.get(span.range())
                    .is_some_and(|piece| !piece.is_empty())
            );
            assert!(
                witness
                    .sentences
                    .iter()
                    .any(|sentence| sentence.span.contains(span))
            );
        }
        assert!(
            witness
                .names
                .iter()
                .all(|name| name.entity < witness.entities.len())
        );
        let named = |entity: &usize| witness.names.iter().any(|name| name.entity == *entity);
        assert!((0..witness.entities.len()).all(|entity| named(&entity)));
    }

    #[test]
    fn boilerplate_leaves_nothing() {
        let witness = prepare(samples::article(
            "en",
            &[
                (Role::Body, "Ann Orrin left."),
                (
                    Role::Boilerplate,
                    "Read also: Jo Hale, 45, in Brantover on 5 May 2020.",
                ),
            ],
        ));
        assert_eq!(witness.sentences.len(), 1);
        assert_eq!(witness.entities.len(), 1);
        assert!(witness.dates.is_empty() && witness.figures.is_empty());
    }

    fn words() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "The ",
            "the ",
            "President ",
            "Ann ",
            "Orrin ",
            "Orrin’s ",
            "U.S. ",
            "US",
            "-",
            "Norwegian ",
            "leader ",
            "Mr. ",
            "van ",
            "of ",
            "Bank ",
            "(",
            ")",
            "DSB ",
            "“",
            "” ",
            "\"",
            ". ",
            ", ",
            "?",
            "said ",
            "Monday ",
            "5 ",
            "January ",
            "2025 ",
            "million ",
            "$",
            "年",
            "\n",
            "… ",
            "’ s ",
            "é",
        ]);
        prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn odd_text_gives_sound_witnesses(lead in words(), body in words(), language in "en|de|zh|") {
            let parts = [(Role::Headline, "Orrin Leaves"), (Role::Lead, &*lead), (Role::Body, &*body)];
            assert_sound(&prepare(samples::article(&language, &parts)));
        }

        #[test]
        fn any_text_gives_sound_witnesses(text in "\\PC{0,200}") {
            assert_sound(&prepare(samples::article("en", &[(Role::Body, &*text)])));
        }
    }
}
