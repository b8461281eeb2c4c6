//! The words that a reader sees for what the types call by short names.

use recension_core::article::{CreditKind, Role};
use recension_core::dossier::{
    ClaimStatus, ContradictionKind, DriftKind, OriginRange, PassageKind, ReadingEntry, ReadingKind,
    Relation, Scope, UtteranceEntry, Verdict,
};
use recension_core::time::Precision;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A number as a word up to twelve, in digits above.
pub(crate) fn number(count: usize) -> String {
    NUMBERS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// The text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(rest).collect()
    })
}

/// "1 report", "5 reports".
pub(crate) fn counted(count: usize, singular: &str, plural: &str) -> String {
    format!("{count} {}", if count == 1 { singular } else { plural })
}

/// "1 origin", "3–4 origins".
pub(crate) fn origins(range: OriginRange) -> String {
    match (range.min, range.max) {
        (1, 1) => "1 origin".to_owned(),
        (min, max) if min == max => format!("{min} origins"),
        (min, max) => format!("{min}–{max} origins"),
    }
}

/// "one origin", "three to four origins".
pub(crate) fn origins_spelt(range: OriginRange) -> String {
    let spelt = |count: u32| number(usize::try_from(count).unwrap_or(usize::MAX));
    match (range.min, range.max) {
        (1, 1) => "one origin".to_owned(),
        (min, max) if min == max => format!("{} origins", spelt(min)),
        (min, max) => format!("{} to {} origins", spelt(min), spelt(max)),
    }
}

/// "A, B and C".
pub(crate) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// What a shared passage is.
pub(crate) const fn passage(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Standing => "standing text",
        PassageKind::Shared => "shared text",
        PassageKind::Reprint => "a report printed again",
        PassageKind::Quotation => "quotation",
        PassageKind::Phrase => "wording in common",
        PassageKind::Furniture => "page furniture",
        PassageKind::WithinStory => "within one story",
    }
}

/// A share between 0 and 1 as a percentage, never rounded up to certainty.
pub(crate) fn per_cent(share: f64) -> String {
    let share = if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rounded = (share * 100.0).round();
    let shown = if rounded >= 100.0 && share < 1.0 {
        99.0
    } else {
        rounded
    };
    format!("{shown:.0} %")
}

/// A weight in nats with its sign: "+2.3", "−0.4".
pub(crate) fn weight(nats: f64) -> String {
    let sign = if nats < 0.0 { '−' } else { '+' };
    format!("{sign}{:.1}", nats.abs())
}

pub(crate) const fn role(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Byline => "byline",
        Role::Dateline => "dateline",
        Role::Lead => "lead",
        Role::Body => "body",
        Role::Subheading => "subheading",
        Role::Caption => "caption",
        Role::Quote => "pull quote",
        Role::Attribution => "attribution",
        Role::Credit => "credit",
        Role::Embed => "embedded post",
        Role::Correction => "correction",
        Role::EditorsNote => "editors’ note",
        Role::EntryTime => "time of an entry",
        Role::Comment => "reader’s comment",
        Role::Teaser => "pointer to another report",
        Role::Boilerplate => "not part of the story",
    }
}

/// A short name for style sheets.
pub(crate) const fn role_class(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Byline | Role::Dateline | Role::Credit | Role::Attribution | Role::EntryTime => {
            "line"
        }
        Role::Lead | Role::Body => "body",
        Role::Subheading => "subheading",
        Role::Caption => "caption",
        Role::Quote => "quote",
        Role::Embed => "embed",
        Role::Correction | Role::EditorsNote => "correction",
        Role::Comment | Role::Teaser => "boilerplate",
        Role::Boilerplate => "boilerplate",
    }
}

/// The name a reading gives the speaker, where the utterance's own name does not cover it.
pub(crate) fn other_name(utterance: &UtteranceEntry, reading: &ReadingEntry) -> Option<String> {
    let known = utterance
        .speaker
        .as_deref()
        .unwrap_or_default()
        .to_lowercase();
    let named = reading.speaker_spans.first()?.text.trim();
    let covered = named.is_empty() || known.contains(&named.to_lowercase());
    (!covered).then(|| named.to_owned())
}

pub(crate) const fn credit(kind: CreditKind) -> &'static str {
    match kind {
        CreditKind::Source => "source",
        CreditKind::Agency => "agency",
        CreditKind::Link => "link to the original",
        CreditKind::Photo => "picture",
    }
}

pub(crate) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Derived => "derived",
        Verdict::CommonSource => "common source",
        Verdict::NoDependenceFound => "no dependence found",
        Verdict::LineageUnknown => "lineage unknown",
    }
}

pub(crate) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Report => "the whole report",
        Scope::Passage => "passages only",
    }
}

pub(crate) const fn reading(kind: ReadingKind) -> &'static str {
    match kind {
        ReadingKind::Verbatim => "verbatim",
        ReadingKind::Elided => "elided",
        ReadingKind::Bracketed => "bracketed",
        ReadingKind::Translation => "another translation",
        ReadingKind::Altered => "altered",
        ReadingKind::Indirect => "indirect speech",
        ReadingKind::Misattributed => "given to another speaker",
    }
}

pub(crate) const fn status(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Corroborated => "Corroborated",
        ClaimStatus::SingleOrigin => "From a single origin",
        ClaimStatus::Contradicted => "Contradicted",
    }
}

pub(crate) const fn status_explained(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Corroborated => "Said by reports that are not shown to depend on each other.",
        ClaimStatus::SingleOrigin => {
            "However many reports repeat it, it can be traced to one origin only."
        }
        ClaimStatus::Contradicted => "Another report says otherwise.",
    }
}

pub(crate) const fn contradiction(kind: ContradictionKind) -> &'static str {
    match kind {
        ContradictionKind::Figure => "figure",
        ContradictionKind::Date => "date",
        ContradictionKind::Name => "name",
        ContradictionKind::Place => "place",
        ContradictionKind::Polarity => "yes or no",
        ContradictionKind::Characterisation => "description",
    }
}

pub(crate) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Disagree => "the reports disagree",
        Relation::Updated => "updated over time",
    }
}

pub(crate) const fn drift(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Added => "added",
        DriftKind::Dropped => "dropped",
        DriftKind::Changed => "changed",
    }
}

/// A signal's short name in words: `shared_narration` becomes "shared narration".
pub(crate) fn signal(name: &str) -> String {
    name.replace('_', " ")
}

/// Where a value was read, in words where the short name is not one.
pub(crate) fn basis(basis: &str) -> String {
    const NAMES: [(&str, &str); 6] = [
        ("url", "the address"),
        ("record", "the record"),
        ("byline", "the byline"),
        ("dateline", "the dateline"),
        ("headline", "the headline"),
        ("title", "the page title"),
    ];
    let known = NAMES.iter().find(|(short, _)| *short == basis);
    known.map_or_else(|| basis.replace('_', " "), |(_, words)| (*words).to_owned())
}

/// An ISO 8601 date cut to its precision, in words: "17 October 2024, 18:32 (+02:00)". What does
/// not look like one comes back as it is.
pub(crate) fn date(iso: &str, precision: Precision) -> String {
    if let Some((one, other)) = either(iso) {
        let day = |iso| date(iso, Precision::Day);
        return format!("{} or {}", day(one), day(other));
    }
    date_in_words(iso, precision).unwrap_or_else(|| iso.to_owned())
}

/// The two dates of one that may be either: `[2024-03-04,2024-04-03]`.
fn either(iso: &str) -> Option<(&str, &str)> {
    let inner = iso.strip_prefix('[')?.strip_suffix(']')?;
    inner.split_once(',')
}

fn date_in_words(iso: &str, precision: Precision) -> Option<String> {
    let (day, time) = iso
        .split_once('T')
        .map_or((iso, None), |(day, time)| (day, Some(time)));
    let mut fields = day.splitn(3, '-');
    let year = fields.next().filter(|year| year.len() == 4)?;
    let month = fields.next().and_then(month_name);
    let day = fields.next().and_then(|day| day.parse::<u8>().ok());
    let mut words = match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        (None, _) if precision == Precision::Decade => format!("{year}s"),
        (None, _) => year.to_owned(),
    };
    if let Some(time) = time {
        words.push_str(", ");
        words.push_str(&time_in_words(time));
    }
    Some(words)
}

fn month_name(field: &str) -> Option<&'static str> {
    let month: usize = field.parse().ok()?;
    MONTHS.get(month.checked_sub(1)?).copied()
}

fn time_in_words(time: &str) -> String {
    let offset = time.find(['Z', '+', '-', '−']);
    match offset.and_then(|at| Some((time.get(..at)?, time.get(at..)?))) {
        Some((clock, "Z")) => format!("{clock} UTC"),
        Some((clock, offset)) => format!("{clock} ({offset})"),
        None => time.to_owned(),
    }
}

/// A date for narrow places: "17 Oct 2024, 18:32".
pub(crate) fn short_date(iso: &str, precision: Precision) -> String {
    let mut words = date(iso, precision);
    for month in MONTHS {
        words = words.replace(month, month.get(..3).unwrap_or(month));
    }
    let offset = words.find(" (");
    words.truncate(offset.unwrap_or(words.len()));
    words.trim_end_matches(" UTC").to_owned()
}

/// An interval of dates in words: one date where both ends read the same.
pub(crate) fn dates(from: &str, to: &str, precision: Precision) -> String {
    if from == to {
        return date(from, precision);
    }
    let (first, last) = (date(from, precision), date(to, precision));
    // "March – May 2019" rather than the year twice.
    match (first.rsplit_once(' '), last.rsplit_once(' ')) {
        (Some((first, year)), Some((_, other))) if year == other => format!("{first} – {last}"),
        _ => format!("{first} – {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_cut_to_their_precision() {
        assert_eq!(date("2024-10-17", Precision::Day), "17 October 2024");
        assert_eq!(
            date("2024-10-17T18:32+02:00", Precision::Minute),
            "17 October 2024, 18:32 (+02:00)"
        );
        assert_eq!(
            date("2024-10-17T20:05Z", Precision::Minute),
            "17 October 2024, 20:05 UTC"
        );
        assert_eq!(date("2024-11", Precision::Month), "November 2024");
        assert_eq!(date("1990", Precision::Decade), "1990s");
        assert_eq!(date("<b>", Precision::Day), "<b>");
        assert_eq!(
            date("[2024-03-04,2024-04-03]", Precision::YearPart),
            "4 March 2024 or 3 April 2024"
        );
        assert_eq!(
            dates("2022-01", "2022-03", Precision::YearPart),
            "January – March 2022"
        );
    }

    #[test]
    fn certainty_is_never_rounded_up_to() {
        assert_eq!(per_cent(0.999), "99 %");
        assert_eq!(per_cent(1.0), "100 %");
        assert_eq!(per_cent(f64::NAN), "0 %");
    }

    #[test]
    fn ranges_of_origins_read_as_words() {
        let range = |min, max| OriginRange { min, max };
        assert_eq!(origins(range(1, 1)), "1 origin");
        assert_eq!(origins(range(3, 4)), "3–4 origins");
        assert_eq!(origins_spelt(range(3, 4)), "three to four origins");
        assert_eq!(origins_spelt(range(2, 2)), "two origins");
    }
}
