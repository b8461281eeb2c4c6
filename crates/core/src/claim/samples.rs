//! Fictional witnesses for tests, annotated by hand.

use jiff::civil::Date;

use super::{Identities, StoryContext};
use crate::article::{Article, Document, Metadata, Part, Role, Stated};
use crate::collation::{Collation, collate};
use crate::origins::Lineage;
use crate::quotation::{Quotation, QuotationKind, Relay, RelayRole, Speaker};
use crate::text::{SourceText, TextSpan};
use crate::time::DateValue;
use crate::witness::{
    Bound, DateMention, Entity, Figure, NameKind, NameMention, Siglum, Unit, Witness, prepare,
};

/// A witness under construction.
pub(crate) struct Sample {
    witness: Witness,
}

/// A report as the product reads it: with every figure, date and name that it finds itself.
pub(crate) fn as_read(siglum: &str, day: Date, paragraphs: &[&str]) -> Sample {
    let mut witness = prepare(article(siglum, day, paragraphs));
    witness.siglum = Siglum(siglum.to_owned());
    Sample { witness }
}

/// A report by its siglum, day of publication and paragraphs.
pub(crate) fn sample(siglum: &str, day: Date, paragraphs: &[&str]) -> Sample {
    let Sample { mut witness } = as_read(siglum, day, paragraphs);
    witness.figures.clear();
    witness.clocks.clear();
    witness.dates.clear();
    witness.names.clear();
    witness.entities.clear();
    witness.quotations.clear();
    Sample { witness }
}

fn article(siglum: &str, day: Date, paragraphs: &[&str]) -> Article {
    let mut text = String::new();
    let mut parts = Vec::new();
    for paragraph in paragraphs {
        let start = text.len();
        text.push_str(paragraph);
        parts.push(Part {
            role: Role::Body,
            span: TextSpan::of(start..text.len()),
        });
        text.push_str("\n\n");
    }
    let published = Stated {
        value: DateValue::day(day),
        basis: "test".to_owned(),
        receipts: Vec::new(),
    };
    Article {
        document: Document {
            id: siglum.to_owned(),
            path: siglum.to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: text.len() as u64,
            encoding: "utf-8".to_owned(),
            inside: Vec::new(),
            compression: None,
        },
        record: None,
        text: SourceText::verbatim(&text),
        parts,
        metadata: Metadata {
            language: "en".to_owned(),
            published: Some(published),
            ..Metadata::default()
        },
        notes: Vec::new(),
    }
}

impl Sample {
    fn find(&self, words: &str) -> TextSpan {
        let text = self.witness.article.text.as_str();
        let start = text.find(words).expect("the sample holds the words");
        TextSpan::of(start..start + words.len())
    }

    /// Marks a figure; the first word of `words` is its number.
    pub(crate) fn figure(mut self, words: &str, value: f64, unit: Unit) -> Self {
        let span = self.find(words);
        let digits = words.split([' ', '-']).next().map_or(0, str::len);
        let number = TextSpan::of(span.start as usize..span.start as usize + digits);
        let bound = Bound::Exact;
        let figure = Figure {
            span,
            number,
            value,
            upper: None,
            unit,
            bound,
        };
        self.witness.figures.push(figure);
        self.witness.figures.sort_by_key(|figure| figure.span);
        self
    }

    /// Marks a count of people.
    pub(crate) fn people(self, words: &str, value: f64) -> Self {
        let noun = words.split(' ').nth(1).unwrap_or_default().to_owned();
        self.figure(words, value, Unit::Count(noun))
    }

    /// Marks a date.
    pub(crate) fn date(mut self, words: &str, value: DateValue) -> Self {
        let span = self.find(words);
        self.witness.dates.push(DateMention {
            span,
            value: Some(value),
            relative: false,
        });
        self.witness.dates.sort_by_key(|date| date.span);
        self
    }

    /// Marks a name.
    pub(crate) fn name(mut self, words: &str, kind: NameKind) -> Self {
        let span = self.find(words);
        let entity = self.witness.entities.len();
        self.witness.entities.push(Entity {
            name: words.to_owned(),
            kind,
            forms: vec![words.to_owned()],
            titles: Vec::new(),
        });
        let description = false;
        self.witness.names.push(NameMention {
            span,
            title: None,
            entity,
            description,
        });
        self.witness.names.sort_by_key(|name| name.span);
        self
    }

    /// Marks a direct quotation (without its marks).
    pub(crate) fn quoted(mut self, words: &str) -> Self {
        let span = self.find(words);
        self.witness.quotations.push(Quotation {
            kind: QuotationKind::Direct,
            content: vec![span],
            quoted: vec![span],
            speaker: None,
            cue: None,
            via: Vec::new(),
            occasion: None,
            date: None,
        });
        self
    }

    /// Marks indirect speech of a named entity, with the relay it came through.
    pub(crate) fn indirect(mut self, words: &str, speaker: &str, via: &[&str]) -> Self {
        let named = self.find(speaker);
        let entity = self
            .witness
            .entities
            .iter()
            .position(|entity| entity.name == speaker);
        let via = via.iter().map(|name| Relay {
            span: self.find(name),
            name: (*name).to_owned(),
            role: RelayRole::Relay,
        });
        let quotation = Quotation {
            kind: QuotationKind::Indirect,
            content: vec![self.find(words)],
            quoted: Vec::new(),
            speaker: Some(Speaker {
                span: named,
                entity,
            }),
            cue: None,
            via: via.collect(),
            occasion: None,
            date: None,
        };
        self.witness.quotations.push(quotation);
        self
    }

    /// The finished witness.
    pub(crate) fn done(self) -> Witness {
        self.witness
    }
}

/// A story of samples, with everything that a context borrows.
pub(crate) struct Story {
    pub(crate) witnesses: Vec<Witness>,
    identities: Identities,
    collation: Collation,
    pub(crate) lineage: Lineage,
}

impl Story {
    /// A story whose reports do not depend on each other.
    pub(crate) fn unrelated(samples: Vec<Sample>) -> Self {
        let witnesses: Vec<Witness> = samples.into_iter().map(Sample::done).collect();
        let sentences: Vec<usize> = witnesses.iter().map(|w| w.sentences.len()).collect();
        let lines: Vec<usize> = (0..witnesses.len()).collect();
        Self::with_lines(witnesses, &sentences, &lines)
    }

    /// A story in which reports with one line number are one origin.
    pub(crate) fn with_origins(samples: Vec<Sample>, lines: &[usize]) -> Self {
        let witnesses: Vec<Witness> = samples.into_iter().map(Sample::done).collect();
        let sentences: Vec<usize> = witnesses.iter().map(|w| w.sentences.len()).collect();
        Self::with_lines(witnesses, &sentences, lines)
    }

    fn with_lines(witnesses: Vec<Witness>, sentences: &[usize], lines: &[usize]) -> Self {
        let table: Vec<Vec<usize>> = sentences
            .iter()
            .zip(lines)
            .map(|(n, line)| vec![*line; *n])
            .collect();
        Self {
            identities: Identities::by_full_name(&witnesses),
            collation: collate(&witnesses),
            lineage: Lineage::new(table.clone(), table),
            witnesses,
        }
    }

    /// The context of the story.
    pub(crate) fn context(&self) -> StoryContext<'_> {
        StoryContext::new(
            &self.witnesses,
            &self.identities,
            &self.collation,
            &self.lineage,
        )
    }
}
