//! The prepare stage: an article becomes a witness.

use super::dates::{anchor, dates_of};
use super::figures::{FigureWords, Scan};
use super::names::{Naming, name};
use super::sentence::{self, Splitter};
use super::token::{Lexicon, stemmer, tokenise};
use super::{DateMention, Figure, NameMention, Sentence, Siglum, Token, Witness};
use crate::article::{Article, Part, Role};
use crate::language::Language;
use crate::quotation;
use crate::text::{TextSpan, TokenSpan};
use crate::time::{Calendar, Reader, Vocabulary, lex};

/// Prepares an article for comparison: sentences and tokens of all kept parts, names, dates,
/// figures and quotations. Boilerplate is passed over altogether. Never fails; in a language without files there
/// are fewer annotations.
pub fn prepare(article: Article) -> Witness {
    let outline = outline(&article);
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
    figures: Vec<Figure>,
}

fn measures(article: &Article, outline: &Outline, naming: &Naming) -> Measures {
    let language = Language::get(&article.metadata.language);
    let (calendar, vocabulary) = (Calendar::of(language), Vocabulary::of(language));
    let words = FigureWords::of(language);
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

#[derive(Debug, Default)]
struct Outline {
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

fn outline(article: &Article) -> Outline {
    let splitter = Splitter::of(Language::get(&article.metadata.language));
    let mut lexicon = Lexicon::of(&article.metadata.language);
    let mut outline = Outline::default();
    let kept = article
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.role.is_kept());
    for (index, part) in kept {
        for span in sentence_spans(article, part, &splitter) {
            let first = outline.tokens.len();
            let text = article.text.slice(span);
            tokenise(text, span.start, &mut lexicon, &mut outline.tokens);
            let tokens = TokenSpan::of(first..outline.tokens.len());
            let role = part.role;
            outline.sentences.push(Sentence {
                span,
                tokens,
                part: index,
                role,
            });
        }
    }
    outline
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
    matches!(role, Role::Lead | Role::Body | Role::Quote | Role::Embed)
}
