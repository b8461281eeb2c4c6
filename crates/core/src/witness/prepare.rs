//! The prepare stage: an article becomes a witness.

use super::dates::{anchor, dates_of};
use super::names::name;
use super::sentence::Splitter;
use super::token::{Lexicon, tokenise};
use super::{DateMention, Sentence, Siglum, Token, Witness};
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
    let measures = measures(&article, &outline);
    let mut witness = Witness {
        siglum: Siglum::default(),
        sentences: outline.sentences,
        tokens: outline.tokens,
        names: naming.names,
        entities: naming.entities,
        dates: measures.dates,
        figures: Vec::new(),
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
}

fn measures(article: &Article, outline: &Outline) -> Measures {
    let language = Language::get(&article.metadata.language);
    let (calendar, vocabulary) = (Calendar::of(language), Vocabulary::of(language));
    let anchor = anchor(article);
    let mut measures = Measures::default();
    for sentence in &outline.sentences {
        let text = article.text.slice(sentence.span);
        let items = lex(text);
        let reader = Reader {
            text,
            items: &items,
            calendar,
        };
        measures
            .dates
            .extend(dates_of(sentence, &reader, vocabulary, &anchor));
    }
    measures
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
    let ranges = if is_running_text(part.role) {
        splitter.split(text)
    } else {
        let start = text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            vec![start..end]
        } else {
            Vec::new()
        }
    };
    let base = part.span.start;
    ranges
        .into_iter()
        .map(|range| TextSpan::of(range))
        .map(|span| TextSpan::new(base + span.start, base + span.end))
        .collect()
}

/// Whether a part holds sentences; headlines, headings, captions and lines of metadata are one each.
const fn is_running_text(role: Role) -> bool {
    matches!(role, Role::Lead | Role::Body | Role::Quote | Role::Embed)
}
