//! Times of day: "4:20 a.m.", "11.47pm", "half past nine", "ten past five in the morning", "noon".

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::ClockMention;
use super::figures::FigureWords;
use crate::language::Language;
use crate::text::TextSpan;
use crate::time::{Parsed, Reader, clock};

const HOUR: i32 = 60;
const HALF_DAY: i32 = 12 * HOUR;
const DAY: i32 = 2 * HALF_DAY;

/// What a phrase does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Sense {
    /// A time, in minutes since midnight.
    Time(i32),
    /// Minutes added to the hour that follows.
    Added(i32),
    /// A number of minutes before it is added to the hour behind it: 1 or -1.
    Joins(i32),
    /// The half of the day.
    Half(i32),
}

/// The phrases of a language by their first word, the longest first.
pub(crate) struct ClockPhrases {
    by_first: BTreeMap<String, Vec<(Vec<String>, Sense)>>,
    /// Words that make the time behind them a bound or a rough one.
    rough: Vec<String>,
    /// Words for minutes.
    minutes: Vec<String>,
}

impl ClockPhrases {
    /// The phrases of a language, built once.
    pub(crate) fn of(language: &Language) -> &'static Self {
        static ALL: OnceLock<BTreeMap<&'static str, ClockPhrases>> = OnceLock::new();
        static NONE: ClockPhrases = ClockPhrases {
            by_first: BTreeMap::new(),
            rough: Vec::new(),
            minutes: Vec::new(),
        };
        let all = ALL.get_or_init(|| {
            Language::codes()
                .map(|code| (code, Self::build(Language::get(code))))
                .collect()
        });
        all.get(language.code()).unwrap_or(&NONE)
    }

    fn build(language: &'static Language) -> Self {
        let mut by_first: BTreeMap<String, Vec<(Vec<String>, Sense)>> = BTreeMap::new();
        let (mut rough, mut minutes) = (Vec::new(), Vec::new());
        for (phrase, value) in language.list("clock-phrases").pairs() {
            match value {
                "~" => rough.push(phrase.to_owned()),
                "min" => minutes.push(phrase.to_owned()),
                _ => {}
            }
            let mut words = phrase.split(' ').map(str::to_owned);
            if let (Some(first), Some(sense)) = (words.next(), sense(value)) {
                by_first
                    .entry(first)
                    .or_default()
                    .push((words.collect(), sense));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self {
            by_first,
            rough,
            minutes,
        }
    }

    fn at(&self, reader: &Reader<'_>, at: usize) -> Option<Parsed<Sense>> {
        let phrases = self.by_first.get(&reader.word(at)?.to_lowercase())?;
        let stands = |rest: &[String]| {
            rest.iter()
                .enumerate()
                .all(|(k, word)| reader.is_word(at + 1 + k, word))
        };
        let (rest, sense) = phrases.iter().find(|(rest, _)| stands(rest))?;
        Some(Parsed::new(*sense, at + 1 + rest.len()))
    }
}

fn sense(value: &str) -> Option<Sense> {
    match value {
        "am" => Some(Sense::Half(0)),
        "pm" => Some(Sense::Half(HALF_DAY)),
        "+" => Some(Sense::Joins(1)),
        "-" => Some(Sense::Joins(-1)),
        _ if value.starts_with(['+', '-']) => value.parse().ok().map(Sense::Added),
        _ => value.parse().ok().map(Sense::Time),
    }
}

/// A sentence as times of day see it.
pub(crate) struct ClockScan<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) phrases: &'static ClockPhrases,
    pub(crate) numbers: &'static FigureWords,
    /// First byte of the sentence in the article.
    pub(crate) base: u32,
}

impl ClockScan<'_> {
    /// All times of day of the sentence, in order.
    pub(crate) fn clocks(&self) -> Vec<ClockMention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.reader.items.len() {
            match self.time(at) {
                Some(time) => {
                    found.extend(self.mention(at, &time));
                    at = time.next.max(at + 1);
                }
                None => at += 1,
            }
        }
        found
    }

    fn time(&self, at: usize) -> Option<Parsed<ClockMention>> {
        self.in_digits(at).or_else(|| self.in_words(at))
    }

    fn in_digits(&self, at: usize) -> Option<Parsed<ClockMention>> {
        self.reader.number(at)?;
        if let Some(parsed) = clock(self.reader, at) {
            let minute = i32::try_from(parsed.value.second_of_day / 60).ok()?;
            let text = self.text(at, parsed.next);
            let known = minute >= HALF_DAY || text.contains(['m', 'M']) || text.starts_with('0');
            return Some(self.with_half(minute, known, parsed.next));
        }
        self.stopped(at)
    }

    /// "at 4.15": a time only behind the words that stand before times.
    fn stopped(&self, at: usize) -> Option<Parsed<ClockMention>> {
        let before = self.reader.word(at.checked_sub(1)?)?;
        let opens = ["at", "by", "um", "gegen"]
            .iter()
            .any(|word| before.eq_ignore_ascii_case(word));
        let hour = self
            .reader
            .number(at)
            .filter(|hour| *hour < 24 && self.reader.len(at) <= 2)?;
        let dotted = self.reader.mark(at + 1) == Some('.') && self.reader.glued(at + 2);
        let minute = self
            .reader
            .number(at + 2)
            .filter(|m| *m < 60 && self.reader.len(at + 2) == 2)?;
        let measure = self.reader.mark(at + 3) == Some('%')
            || self
                .reader
                .word(at + 3)
                .is_some_and(|w| w.starts_with("per"));
        (opens && dotted && !measure).then_some(())?;
        let minute = i32::try_from(hour * 60 + minute).ok()?;
        Some(self.with_half(minute, hour > 12, at + 3))
    }

    fn in_words(&self, at: usize) -> Option<Parsed<ClockMention>> {
        if let Some(parsed) = self.phrases.at(self.reader, at) {
            match parsed.value {
                Sense::Time(minute) => return Some(Parsed::new(of(minute, true), parsed.next)),
                Sense::Added(minutes) => {
                    let hour = self.hour(parsed.next)?;
                    return Some(self.with_half(hour.value * HOUR + minutes, false, hour.next));
                }
                _ => return None,
            }
        }
        // "ten past five", "13 minutes before midnight" needs no more than its fixed time.
        let minutes = self
            .small(at)
            .filter(|minutes| (1..60).contains(&minutes.value))?;
        let unit = usize::from(self.is_minutes(minutes.next));
        let joined = self.phrases.at(self.reader, minutes.next + unit)?;
        let Sense::Joins(sign) = joined.value else {
            return None;
        };
        if let Some(Parsed {
            value: Sense::Time(minute),
            next,
        }) = self.phrases.at(self.reader, joined.next)
        {
            return Some(Parsed::new(of(minute + sign * minutes.value, true), next));
        }
        let hour = self
            .hour(joined.next)
            .filter(|_| minutes.value % 5 == 0 || unit == 1)?;
        Some(self.with_half(hour.value * HOUR + sign * minutes.value, false, hour.next))
    }

    fn is_minutes(&self, at: usize) -> bool {
        let word = self.reader.word(at).map(str::to_lowercase);
        word.is_some_and(|word| self.phrases.minutes.contains(&word))
    }

    /// Whether a word makes the time behind it a bound or a rough one.
    fn is_rough(&self, at: usize) -> bool {
        let Some(word) = self.reader.word(at).map(str::to_lowercase) else {
            return false;
        };
        let joins = |phrase: Parsed<Sense>| matches!(phrase.value, Sense::Joins(_));
        self.phrases.rough.contains(&word) || self.phrases.at(self.reader, at).is_some_and(joins)
    }

    fn hour(&self, at: usize) -> Option<Parsed<i32>> {
        self.small(at).filter(|hour| (1..=12).contains(&hour.value))
    }

    /// A small number in digits or as one word.
    fn small(&self, at: usize) -> Option<Parsed<i32>> {
        let digits = self
            .reader
            .number(at)
            .and_then(|number| i32::try_from(number).ok());
        let word = || {
            let sense = self.numbers.senses(self.reader.word(at)?)?;
            sense.number.map(|number| number as i32)
        };
        let value = digits.or_else(word).filter(|value| *value < 60)?;
        Some(Parsed::new(value, at + 1))
    }

    /// A time with the half of the day that stands behind it.
    fn with_half(&self, minute: i32, known: bool, next: usize) -> Parsed<ClockMention> {
        match self.phrases.at(self.reader, next) {
            Some(Parsed {
                value: Sense::Half(half),
                next,
            }) if !known => Parsed::new(of(minute.rem_euclid(HALF_DAY) + half, true), next),
            _ => Parsed::new(of(minute, known), next),
        }
    }

    fn text(&self, from: usize, to: usize) -> &str {
        let start = self
            .reader
            .items
            .get(from)
            .map_or(0, |item| item.start as usize);
        let last = to
            .checked_sub(1)
            .and_then(|last| self.reader.items.get(last));
        let end = last.map_or(start, |item| item.end as usize);
        self.reader.text.get(start..end).unwrap_or_default()
    }

    fn mention(&self, at: usize, time: &Parsed<ClockMention>) -> Option<ClockMention> {
        let first = self.reader.items.get(at)?;
        let last = self.reader.items.get(time.next.checked_sub(1)?)?;
        let span = TextSpan::new(self.base + first.start, self.base + last.end);
        let exact = !at
            .checked_sub(1)
            .is_some_and(|before| self.is_rough(before));
        Some(ClockMention {
            span,
            exact,
            ..time.value
        })
    }
}

fn of(minute: i32, half_known: bool) -> ClockMention {
    ClockMention {
        span: TextSpan::default(),
        minute: u16::try_from(minute.rem_euclid(DAY)).unwrap_or_default(),
        exact: true,
        half_known,
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Role;
    use crate::witness::samples::article;

    fn read(text: &str) -> Vec<String> {
        let witness = crate::witness::prepare(article("en", &[(Role::Body, text)]));
        let line = |clock: &crate::witness::ClockMention| {
            let (hour, minute) = (clock.minute / 60, clock.minute % 60);
            let half = if clock.half_known {
                ""
            } else {
                " or twelve hours later"
            };
            format!("{}: {hour:02}:{minute:02}{half}", witness.slice(clock.span))
        };
        witness.clocks.iter().map(line).collect()
    }

    #[test]
    fn times_in_digits_and_in_words() {
        let cases = [
            ("It failed at 4:20 a.m. on Friday.", "4:20 a.m.: 04:20"),
            (
                "The ferry struck at 11.47 p.m. in fog.",
                "11.47 p.m.: 23:47",
            ),
            ("At 04:15 the tank blew up.", "04:15: 04:15"),
            (
                "The tank had blown up, at 4.15, she said.",
                "4.15: 04:15 or twelve hours later",
            ),
            (
                "It left at half past nine.",
                "half past nine: 09:30 or twelve hours later",
            ),
            (
                "It took until ten past five in the morning.",
                "ten past five in the morning: 05:10",
            ),
            (
                "An explosion at a quarter past four.",
                "quarter past four: 04:15 or twelve hours later",
            ),
            ("People may go home at noon.", "noon: 12:00"),
            (
                "It hit 13 minutes before midnight.",
                "13 minutes before midnight: 23:47",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn figures_and_ratios_are_no_times() {
        for text in [
            "It grew by 4.15 per cent.",
            "They won 3:1.",
            "Two to five people were there.",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }
}
