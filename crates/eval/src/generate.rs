//! Made-up reports for benchmarks: as many as wanted, the same for the same seed.
//!
//! Stories are drawn from templates with slots; some reports of a story are written anew from its
//! facts, some reprint an earlier one, some reword it by turning sentences round. The text is plain
//! on purpose: what counts is that it has names, figures, dates and quotations in the usual
//! amounts, and that stories differ. It is no measure of quality.

use serde::Serialize;

/// A report as a JSONL record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its number, from 0.
    pub id: String,
    /// The title.
    pub title: String,
    /// Paragraphs, one a line.
    pub text: String,
    /// The outlet.
    pub source: String,
    /// When it was published; empty where that is not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Always `en`.
    pub lang: &'static str,
}

/// A small generator of numbers (SplitMix64; Steele, Lea and Flood 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// Numbers that are the same for the same seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}

const TOWNS: &[&str] = &[
    "Aldermere",
    "Brackholm",
    "Corveth",
    "Dunmarrow",
    "Eastfell",
    "Farrowick",
    "Glenholt",
    "Harrowmouth",
    "Inverlea",
    "Jessop Bay",
    "Kestrel Point",
    "Lowmoor",
];
const GIVEN: &[&str] = &[
    "Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Hugo",
];
const FAMILY: &[&str] = &[
    "Abelard",
    "Brandt",
    "Castellan",
    "Dorrit",
    "Ekholm",
    "Farrant",
    "Gessner",
    "Holloway",
    "Iversen",
    "Jorgen",
    "Kolbe",
    "Lindqvist",
];
const EVENTS: &[&str] = &[
    "a warehouse fire",
    "a ferry collision",
    "a gas leak",
    "a landslide",
    "a train derailment",
    "a bridge closure",
    "a chemical spill",
    "a power failure",
    "a strike at the port",
];
const OFFICES: &[&str] = &[
    "mayor",
    "fire chief",
    "harbour master",
    "police spokesman",
    "minister",
];
const OUTLETS: &[&str] = &[
    "Morning Ledger",
    "Coast Courier",
    "Northern Tribune",
    "Valley Post",
    "Evening Bell",
    "City Gazette",
    "Inland Review",
    "Daily Beacon",
];
/// Facts of a story: `{t}` town, `{e}` event, `{o}` office, `{p}` person, `{n}` and `{m}` numbers.
const FACTS: &[&str] = &[
    "Emergency crews were called to {e} in {t} shortly after {n} on Monday morning.",
    "At least {n} people were taken to hospital and {m} homes were cleared, the {o} of {t} said.",
    "{p}, the {o}, told reporters that the cause of {e} was still being examined.",
    "“We were warned about this {n} months ago and nobody listened,” {p} said.",
    "Repairs in {t} are expected to cost about ${m} million, according to the council.",
    "Schools in {t} will stay closed until 14 March while inspectors check {m} buildings.",
    "A similar accident in 2011 left {n} workers dead and led to new rules for the region.",
    "Residents described a loud noise and a smell of burning that spread over {t}.",
    "{p} has been {o} since 2019 and faces an election in November.",
    "The regional assembly will hold a special session on {e} next week.",
    "Volunteers brought blankets, water and {m} hot meals to the sports hall of {t}.",
    "An inquiry will be led by judge {p}, who examined the harbour scandal of 2016.",
];

/// One story: its facts with all slots filled.
struct Facts {
    headline: String,
    sentences: Vec<String>,
}

/// `reports` reports over `stories` stories, the same for the same `seed`.
pub fn generate(reports: usize, stories: usize, seed: u64) -> Vec<Record> {
    let mut numbers = Numbers(seed);
    let stories: Vec<Facts> = (0..stories.max(1)).map(|_| facts(&mut numbers)).collect();
    let mut written: Vec<Record> = Vec::with_capacity(reports);
    for id in 0..reports {
        let story = id % stories.len();
        let earlier = id
            .checked_sub(stories.len())
            .and_then(|at| written.get(at))
            .cloned();
        let text = match (numbers.below(10), earlier) {
            (0..=2, Some(earlier)) => earlier.text,
            (3..=5, Some(earlier)) => turned(&earlier.text),
            _ => told(&stories[story], &mut numbers),
        };
        written.push(Record {
            id: id.to_string(),
            title: stories[story].headline.clone(),
            text,
            source: format!("{} {}", numbers.pick(TOWNS), numbers.pick(OUTLETS)),
            date: format!(
                "2024-03-{:02}T{:02}:{:02}:00Z",
                4 + story % 20,
                id % 24,
                id % 60
            ),
            lang: "en",
        });
    }
    written
}

fn facts(numbers: &mut Numbers) -> Facts {
    let town = numbers.pick(TOWNS);
    let event = numbers.pick(EVENTS);
    let office = numbers.pick(OFFICES);
    let person = format!("{} {}", numbers.pick(GIVEN), numbers.pick(FAMILY));
    let mut fill = |template: &str| {
        template
            .replace("{t}", town)
            .replace("{e}", event)
            .replace("{o}", office)
            .replace("{p}", &person)
            .replace("{n}", &(2 + numbers.below(90)).to_string())
            .replace("{m}", &(10 + numbers.below(900)).to_string())
    };
    let sentences = FACTS.iter().map(|template| fill(template)).collect();
    Facts {
        headline: fill("{t} counts the cost of {e}"),
        sentences,
    }
}

/// A report of its own: some of the facts, in an order of its own, in paragraphs of two.
fn told(story: &Facts, numbers: &mut Numbers) -> String {
    let mut sentences: Vec<&String> = story.sentences.iter().collect();
    for last in (1..sentences.len()).rev() {
        sentences.swap(last, numbers.below(last + 1));
    }
    sentences.truncate(6 + numbers.below(6));
    let paragraphs = sentences.chunks(2).map(|pair| {
        pair.iter()
            .map(|sentence| sentence.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// A rewording: each sentence turned round at its first comma.
fn turned(text: &str) -> String {
    let sentence = |sentence: &str| match sentence.trim_end_matches('.').split_once(", ") {
        Some((before, after)) if !sentence.contains('“') => format!("As {after}, {before}."),
        _ => sentence.to_owned(),
    };
    let line = |line: &str| line.split_inclusive(". ").map(sentence).collect::<String>();
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_reports_and_another_seed_others() {
        assert_eq!(generate(20, 3, 7), generate(20, 3, 7));
        assert_ne!(generate(20, 3, 7), generate(20, 3, 8));
    }

    #[test]
    fn reports_of_one_story_share_its_headline() {
        let reports = generate(9, 3, 1);
        assert_eq!(reports[0].title, reports[3].title);
        assert!(reports.iter().all(|report| report.text.len() > 200));
    }
}
