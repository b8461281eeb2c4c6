//! From marks and reports to quotations.

use super::clause::{self, Report};
use super::lexicon::Lexicon;
use super::marks::{self, Quoted};
use super::phrase::phrase_after;
use super::relay::{self, Circumstances, span};
use super::resolve;
use super::skeleton::{Kind, Line, Skeleton, Unit};
use super::{Quotation, QuotationKind, Relay, Speaker};
use crate::article::Role;
use crate::text::TextSpan;
use crate::time::DateValue;
use crate::witness::Witness;

/// All quotations of the kept parts of a report, in order of their first byte.
///
/// `witness` needs its article, sentences and tokens; names, entities and dates are used where
/// they are there. A language without cue lists gives what stands between quotation marks.
pub fn extract(witness: &Witness) -> Vec<Quotation> {
    let lexicon = Lexicon::of(&witness.article.metadata.language);
    let quoted = marks::quoted(&witness.article);
    let skeleton = Skeleton::of(witness, &quoted, lexicon);
    let mut builder = Builder::new(witness, &quoted, lexicon);
    for line in &skeleton.lines {
        builder.line(line, skeleton.line(line));
    }
    let mut quotations = builder.finish();
    resolve::speakers(witness, &mut quotations, lexicon);
    quotations
}

/// Farthest that a date stands from the attribution it belongs to, in bytes.
const FARTHEST_DATE: u32 = 16;

/// A quotation in the making.
#[derive(Clone, Debug)]
struct Draft {
    content: Vec<TextSpan>,
    quoted: Vec<TextSpan>,
    kind: QuotationKind,
    speaker: Option<TextSpan>,
    cue: Option<TextSpan>,
    via: Vec<Relay>,
    occasion: Option<TextSpan>,
    date: Option<DateValue>,
    part: usize,
}

impl Draft {
    /// Words whose speaker the text has not named yet.
    fn bare(
        kind: QuotationKind,
        content: Vec<TextSpan>,
        quoted: Vec<TextSpan>,
        part: usize,
    ) -> Self {
        Self {
            content,
            quoted,
            kind,
            speaker: None,
            cue: None,
            via: Vec::new(),
            occasion: None,
            date: None,
            part,
        }
    }
}

/// Steps of an attribution chain that hold for every quotation of one part.
#[derive(Clone, Debug, Default)]
struct Carried {
    via: Vec<Relay>,
    part: usize,
}

struct Builder<'a> {
    witness: &'a Witness,
    quoted: &'a [Quoted],
    lexicon: &'a Lexicon,
    drafts: Vec<Draft>,
    /// A cue whose content is to follow (`Orla Quane said:`), with the part it stands in.
    pending: Option<Draft>,
    /// The draft that the last line's closing quotation belongs to.
    last_pure: Option<usize>,
    carried: Carried,
}

impl<'a> Builder<'a> {
    fn new(witness: &'a Witness, quoted: &'a [Quoted], lexicon: &'a Lexicon) -> Self {
        Self {
            witness,
            quoted,
            lexicon,
            drafts: Vec::new(),
            pending: None,
            last_pure: None,
            carried: Carried::default(),
        }
    }

    fn line(&mut self, line: &Line, units: &[Unit<'a>]) {
        let role = self
            .witness
            .article
            .parts
            .get(line.part)
            .map_or(Role::Body, |part| part.role);
        match role {
            Role::Attribution => return self.signature_line(units),
            Role::Embed => return self.embedded(line, units),
            Role::Byline | Role::Dateline | Role::Credit => return,
            role if role.is_about_report() => return,
            _ => {}
        }
        let first = self.drafts.len();
        let reports = clause::reports(units, self.lexicon);
        if reports.is_empty() && only_quotes(units) {
            self.bare_quotes(line, units);
            return;
        }
        if reports.is_empty() && role == Role::Quote {
            self.displayed(line, units);
            return;
        }
        let pending = self.pending.take();
        for report in &reports {
            self.report(line, units, report);
        }
        let uncued = self.uncued_opening(line, units, first);
        if let (Some(pending), false) = (
            pending,
            reports.iter().any(|r| !r.content.is_empty()) || uncued,
        ) {
            self.attach_pending(pending, line, units);
        }
        if matches!(role, Role::Headline | Role::Subheading) {
            self.drop_rubrics(first);
        }
        self.last_pure = self.ends_in_quote(units, first);
    }

    /// What stands behind a colon in a headline is as often a rubric's ("Velmora: baker tells of
    /// flood") as somebody's words, so there only words between marks are taken as said.
    fn drop_rubrics(&mut self, first: usize) {
        let headline = self.drafts.split_off(first.min(self.drafts.len()));
        let witness = self.witness;
        let behind_colon = |draft: &Draft| draft.cue.is_some_and(|cue| witness.slice(cue) == ":");
        let said = headline
            .into_iter()
            .filter(|d| !d.quoted.is_empty() || !behind_colon(d));
        self.drafts.extend(said);
    }

    /// A pull quote without quotation marks: all of it was said.
    fn displayed(&mut self, line: &Line, units: &[Unit<'a>]) {
        let Some(span) = self.run_span(units, &(0..units.len())) else {
            return;
        };
        self.said_as_displayed(span, line.part);
    }

    /// A line of a part that is nothing but somebody's words goes with the lines before it.
    fn said_as_displayed(&mut self, span: TextSpan, part: usize) {
        let open = self.drafts.last_mut().filter(|draft| {
            draft.part == part && draft.cue.is_none() && draft.kind == QuotationKind::Direct
        });
        match open {
            Some(draft) => {
                draft.content.push(span);
                draft.quoted.push(span);
            }
            None => self.drafts.push(Draft::bare(
                QuotationKind::Direct,
                vec![span],
                vec![span],
                part,
            )),
        }
        self.last_pure = Some(self.drafts.len() - 1);
    }

    /// The line that says whom a pull quote is by.
    fn signature_line(&mut self, units: &[Unit<'a>]) {
        let start = units.iter().position(|unit| unit.is_word()).unwrap_or(0);
        let speaker = phrase_after(units, start).and_then(|range| span(units, &range));
        if let Some(draft) = self.last_pure.and_then(|index| self.drafts.get_mut(index))
            && draft.speaker.is_none()
        {
            draft.speaker = speaker;
        }
    }

    /// A post from elsewhere: its words, said by whoever signed it.
    fn embedded(&mut self, line: &Line, units: &[Unit<'a>]) {
        let signed = units.first().is_some_and(Unit::is_dash);
        if signed {
            self.signature_line(units);
            return;
        }
        let words = units
            .iter()
            .rposition(|unit| unit.is_word() || unit.is_quote());
        let first = units
            .iter()
            .position(|unit| unit.is_word() || unit.is_quote());
        let (Some(first), Some(last)) = (first, words) else {
            return;
        };
        if let Some(span) = self.run_span(units, &(first..last + 1)) {
            self.said_as_displayed(span, line.part);
        }
    }

    fn report(&mut self, line: &Line, units: &[Unit<'a>], report: &Report) {
        let around = relay::circumstances(self.witness, units, report, self.lexicon);
        let mut draft = Draft::bare(QuotationKind::Direct, vec![], vec![], line.part);
        draft.speaker = span(units, around.speaker.as_ref().unwrap_or(&report.speaker));
        draft.cue = span(units, &report.cue);
        draft.occasion = around.occasion;
        draft.date = self.date(units, report, &around);
        draft.via = around.via;
        if report.content.is_empty() {
            self.announce(draft, units);
            return;
        }
        let Some((kind, content, quoted)) = self.content(units, &report.content) else {
            return;
        };
        if report.cue.is_empty() {
            let before = self.drafts.last().filter(|before| before.part == line.part);
            draft.speaker = before.and_then(|before| before.speaker);
        }
        if self.carried.part == line.part {
            draft.via.extend(self.carried.via.iter().cloned());
        }
        self.drafts.push(Draft {
            content,
            quoted,
            kind,
            ..draft
        });
    }

    /// The date that the attribution itself gives: inside the occasion, else beside the speaker or
    /// the verb.
    fn date(
        &self,
        units: &[Unit<'a>],
        report: &Report,
        around: &Circumstances,
    ) -> Option<DateValue> {
        let whole = span(units, &(0..units.len()))?;
        let reported: Vec<TextSpan> = report
            .content
            .iter()
            .filter_map(|run| span(units, run))
            .collect();
        let first = self
            .witness
            .dates
            .partition_point(|date| date.span.end <= whole.start);
        let here = self
            .witness
            .dates
            .iter()
            .skip(first)
            .take_while(|date| date.span.start < whole.end);
        let outside: Vec<_> = here
            .filter(|date| !reported.iter().any(|run| run.overlaps(date.span)))
            .collect();
        let inside = outside.iter().find(|date| {
            around
                .occasion
                .is_some_and(|occasion| occasion.contains(date.span))
        });
        let said = span(units, &report.cue)
            .into_iter()
            .chain(span(units, &report.speaker))
            .reduce(TextSpan::cover)?;
        let near = |date: &&&crate::witness::DateMention| {
            let gap = date
                .span
                .start
                .saturating_sub(said.end)
                .max(said.start.saturating_sub(date.span.end));
            gap <= FARTHEST_DATE
        };
        inside
            .or_else(|| outside.iter().find(near))
            .and_then(|date| date.value)
    }

    /// A cue without content: it takes the bare quotation before it, or waits for the next.
    fn announce(&mut self, draft: Draft, units: &[Unit<'a>]) {
        let ends_with_colon = units.last().is_some_and(Unit::is_colon);
        let before = self.last_pure.and_then(|index| self.drafts.get_mut(index));
        match before {
            Some(before) if !ends_with_colon && before.cue.is_none() => {
                before.cue = draft.cue;
                before.speaker = draft.speaker;
            }
            _ if ends_with_colon => {
                self.carried = Carried {
                    via: draft.via.clone(),
                    part: draft.part + 1,
                };
                self.pending = Some(draft);
            }
            _ => {}
        }
    }

    /// The spans of a content: quotations without their marks where there is nothing else.
    fn content(
        &self,
        units: &[Unit<'a>],
        runs: &[std::ops::Range<usize>],
    ) -> Option<(QuotationKind, Vec<TextSpan>, Vec<TextSpan>)> {
        let inside = || {
            runs.iter()
                .flat_map(|run| units.get(run.clone()).unwrap_or_default())
        };
        let quoted: Vec<TextSpan> = inside().filter_map(|unit| self.inner(unit)).collect();
        let words = inside().filter(|unit| unit.is_word()).count();
        if !quoted.is_empty() && words == 0 {
            return Some((QuotationKind::Direct, quoted.clone(), quoted));
        }
        let content: Vec<TextSpan> = runs
            .iter()
            .filter_map(|run| self.run_span(units, run))
            .collect();
        let kind = if quoted.is_empty() {
            QuotationKind::Indirect
        } else {
            QuotationKind::Mixed
        };
        (!content.is_empty()).then_some((kind, content, quoted))
    }

    /// A run's span, without a mark that opens or closes it.
    fn run_span(&self, units: &[Unit<'a>], run: &std::ops::Range<usize>) -> Option<TextSpan> {
        let inside = units.get(run.clone())?;
        let (first, last) = (inside.first()?, inside.last()?);
        if inside.len() > 1 {
            return Some(first.span.cover(last.span));
        }
        let start = self.inner(first).unwrap_or(first.span).start;
        let end = self.inner(last).unwrap_or(last.span).end;
        (start < end).then(|| TextSpan::new(start, end))
    }

    fn inner(&self, unit: &Unit<'a>) -> Option<TextSpan> {
        match unit.kind {
            Kind::Quote(index) => self.quoted.get(index).map(|quote| quote.inner),
            _ => None,
        }
    }

    /// A sentence that is nothing but quotation: it goes on with the one before, or takes the cue
    /// that announced it, or stands alone.
    fn bare_quotes(&mut self, line: &Line, units: &[Unit<'a>]) {
        let spans: Vec<TextSpan> = units.iter().filter_map(|unit| self.inner(unit)).collect();
        if let Some(mut pending) = self.pending.take() {
            pending.content.clone_from(&spans);
            pending.quoted = spans;
            pending.part = line.part;
            self.drafts.push(pending);
            self.last_pure = Some(self.drafts.len() - 1);
            return;
        }
        if let Some(before) = self
            .last_pure
            .filter(|index| self.continues(*index, line, spans.first()))
        {
            if let Some(draft) = self.drafts.get_mut(before) {
                draft.content.extend_from_slice(&spans);
                draft.quoted.extend_from_slice(&spans);
                draft.part = line.part;
            }
            return;
        }
        if !self.is_sentence_like(&spans) {
            self.last_pure = None;
            return;
        }
        self.drafts.push(Draft::bare(
            QuotationKind::Direct,
            spans.clone(),
            spans,
            line.part,
        ));
        self.last_pure = Some(self.drafts.len() - 1);
    }

    /// Whether a bare quotation goes on with a draft: in the same part, or in the next one.
    fn continues(&self, index: usize, line: &Line, first: Option<&TextSpan>) -> bool {
        self.drafts.get(index).is_some_and(|draft| {
            let whole = draft.kind == QuotationKind::Direct;
            let same_marks = self.opening_mark(draft.quoted.last()) == self.opening_mark(first);
            draft.part == line.part
                || draft.part + 1 == line.part && draft.cue.is_some() && whole && same_marks
        })
    }

    /// The mark right before quoted words.
    fn opening_mark(&self, quoted: Option<&TextSpan>) -> Option<char> {
        let before = self
            .witness
            .article
            .text
            .as_str()
            .get(..quoted?.start as usize)?;
        before.chars().next_back()
    }

    fn is_sentence_like(&self, spans: &[TextSpan]) -> bool {
        let words: usize = spans
            .iter()
            .map(|span| self.witness.slice(*span).split_whitespace().count())
            .sum();
        words >= 3
    }

    /// A quotation that opens a sentence and ends like speech ("…," ), though no known verb
    /// reports it.
    fn uncued_opening(&mut self, line: &Line, units: &[Unit<'a>], first: usize) -> bool {
        let Some(unit) = units.first().filter(|unit| unit.is_quote()) else {
            return false;
        };
        let Some(inner) = self.inner(unit) else {
            return false;
        };
        let signed = signature(units);
        let taken = self
            .drafts
            .iter()
            .skip(first)
            .any(|draft| draft.content.iter().any(|span| span.overlaps(inner)));
        let text = self.witness.slice(inner);
        if taken
            || signed.is_none() && !text.ends_with([',', '?', '!', '…', '—', '-', '.'])
            || text.split_whitespace().count() < 3
        {
            return taken;
        }
        let spans: Vec<TextSpan> = units.iter().filter_map(|unit| self.inner(unit)).collect();
        let named = signed.or_else(|| phrase_after(units, 1));
        let speaker = named.and_then(|range| span(units, &range));
        let draft = Draft::bare(QuotationKind::Direct, spans.clone(), spans, line.part);
        self.drafts.push(Draft { speaker, ..draft });
        true
    }

    /// A cue that ended in a colon and a sentence that is not pure quotation.
    fn attach_pending(&mut self, mut pending: Draft, line: &Line, units: &[Unit<'a>]) {
        let whole = 0..units.len();
        if !units.iter().any(Unit::is_quote) {
            return;
        }
        if let Some((kind, content, quoted)) = self.content(units, &[whole]) {
            pending.kind = kind;
            pending.content = content;
            pending.quoted = quoted;
            pending.part = line.part;
            self.drafts.push(pending);
        }
    }

    /// The draft whose quotation ends a line, if it does.
    fn ends_in_quote(&self, units: &[Unit<'a>], first: usize) -> Option<usize> {
        let any = units.iter().any(Unit::is_quote);
        let index = self
            .drafts
            .iter()
            .rposition(|draft| !draft.quoted.is_empty())?;
        (any && index >= first).then_some(index)
    }

    fn finish(self) -> Vec<Quotation> {
        let mut found: Vec<Quotation> = self
            .drafts
            .into_iter()
            .filter(|draft| !draft.content.is_empty())
            .map(Draft::finish)
            .collect();
        found.sort_by_key(|quotation| quotation.content.first().map_or(0, |span| span.start));
        found
    }
}

impl Draft {
    fn finish(self) -> Quotation {
        Quotation {
            kind: self.kind,
            content: self.content,
            quoted: self.quoted,
            speaker: self.speaker.map(|span| Speaker { span, entity: None }),
            cue: self.cue,
            via: self.via,
            occasion: self.occasion,
            date: self.date,
        }
    }
}

/// The name after a quotation and a dash (`"…" — Orla Quane`).
fn signature(units: &[Unit<'_>]) -> Option<std::ops::Range<usize>> {
    let dash = units.iter().position(|unit| !unit.is_quote())?;
    let signed = units.get(dash).is_some_and(Unit::is_dash)
        && units.get(dash + 1).is_some_and(|unit| unit.capital);
    let phrase = phrase_after(units, dash + 1).filter(|_| signed)?;
    let rest = units.get(phrase.end..).unwrap_or_default();
    rest.iter()
        .all(|unit| !unit.is_word() || unit.capital)
        .then_some(phrase)
}

fn only_quotes(units: &[Unit<'_>]) -> bool {
    units.iter().any(Unit::is_quote) && units.iter().all(|unit| !unit.is_word())
}
