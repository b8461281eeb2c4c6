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
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// Numbers that are the same for the same seed.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
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

/// Stories that are reported on at one time.
const ONGOING: usize = 80;
/// One report in so many opens a story.
const OPENING: usize = 8;
/// Sentences of a report.
const SENTENCES: usize = 14;
/// Syllables that made-up names are put together from.
const SYLLABLES: &[&str] = &[
    "ar", "bel", "cor", "dan", "el", "far", "gor", "hal", "ist", "jor", "kel", "lun", "mor", "nar",
    "os", "pel", "quin", "ras", "sol", "tar", "ul", "ven", "wil", "yar", "zel", "bran", "dol",
    "mer", "hav", "stor", "vik", "lind",
];
/// What a made-up sentence says: slots as in [`FACTS`], with `{a}` to `{d}` the story's own names,
/// `{v}` `{w}` its own words and `{x}` a word that comes anew each time.
const SAYINGS: &[&str] = &[
    "{a} said on Tuesday that the {v} of {c} would be examined before the {x} is decided.",
    "According to {b}, {n} people were counted at the {w} in {c} and {m} more were expected.",
    "“We know what the {v} means for {c} and for the {x},” {a} told reporters.",
    "The {w} was built in {c} at a cost of ${m} million after a long {x}.",
    "{d} rejected the {x} and called the {v} a matter for {b} alone.",
    "Witnesses described the {x} near {c}, where {n} houses stand beside the {w}.",
    "{b} sent {n} workers to {c}, and {d} promised a report on the {v} by Friday.",
    "Nobody in {c} had expected the {w} to end this way, {a} added after the {x}.",
    "The council of {c} will meet on the {v} and hear {d} about the {x}.",
    "{a}, who has led {b} since 2015, declined to name a date for the {w}.",
    "For years the {v} had divided {c}; the {x} of {d} has changed that.",
    "A spokesman for {b} put the damage at ${n} million and spoke of a {x} {v}.",
];

/// One ongoing story.
struct Ongoing {
    number: u64,
    names: [String; 4],
    words: [&'static str; 2],
    day: i64,
}

/// Makes up a stream of reports without end: stories begin, are reported on for a while, and pass.
/// The same seed gives the same stream.
pub struct Reporters {
    numbers: Numbers,
    words: Vec<&'static str>,
    ongoing: Vec<Ongoing>,
    stories: u64,
    reports: u64,
}

impl Reporters {
    /// Reporters at the beginning of a stream.
    pub fn new(seed: u64) -> Self {
        let common = recension_core::language::Language::get("en").sorted("common-words");
        Self {
            numbers: Numbers(seed),
            words: common
                .lines()
                .filter(|(word, class)| *class != "10" && word.len() > 4)
                .map(|(word, _)| word)
                .collect(),
            ongoing: Vec::new(),
            stories: 0,
            reports: 0,
        }
    }

    /// The number of the story, and the next report on it.
    pub fn next_report(&mut self) -> (u64, Record) {
        if self.ongoing.len() < ONGOING / 2 || self.numbers.below(OPENING) == 0 {
            self.open();
        }
        let chosen = self.numbers.below(self.ongoing.len());
        self.reports += 1;
        let text = self.text(chosen);
        let title = self.sentence(chosen, "{a} and the {v} of {c}: {b} answers {d}");
        let number = self.ongoing.get(chosen).map_or(0, |story| story.number);
        let day =
            self.ongoing.get(chosen).map_or(0, |story| story.day) + self.numbers.below(3) as i64;
        let record = Record {
            id: self.reports.to_string(),
            title,
            text,
            source: format!(
                "{} {}",
                self.numbers.pick(TOWNS),
                self.numbers.pick(OUTLETS)
            ),
            date: format!(
                "{}-{:02}-{:02}",
                2000 + day / 336,
                1 + day / 28 % 12,
                1 + day % 28
            ),
            lang: "en",
        };
        (number, record)
    }

    fn open(&mut self) {
        if self.ongoing.len() >= ONGOING {
            let passed = self.numbers.below(self.ongoing.len());
            self.ongoing.swap_remove(passed);
        }
        let given = self.numbers.pick(GIVEN).to_owned();
        let names = [
            format!("{given} {}", self.name()),
            format!(
                "the {} {}",
                self.name(),
                self.numbers.pick(&["Board", "Union", "Works", "Trust"])
            ),
            self.name(),
            format!("{} {}", self.numbers.pick(GIVEN), self.name()),
        ];
        let words = [self.word(), self.word()];
        self.stories += 1;
        self.ongoing.push(Ongoing {
            number: self.stories,
            names,
            words,
            day: (self.reports / 400).cast_signed(),
        });
    }

    fn name(&mut self) -> String {
        let count = 2 + self.numbers.below(2);
        let name: String = (0..count).map(|_| self.numbers.pick(SYLLABLES)).collect();
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    fn word(&mut self) -> &'static str {
        let at = self.numbers.below(self.words.len());
        self.words.get(at).copied().unwrap_or("matter")
    }

    fn text(&mut self, story: usize) -> String {
        let paragraphs = (0..SENTENCES / 2).map(|_| {
            let [first, second] = [self.numbers.pick(SAYINGS), self.numbers.pick(SAYINGS)];
            format!(
                "{} {}",
                self.sentence(story, first),
                self.sentence(story, second)
            )
        });
        paragraphs.collect::<Vec<_>>().join("\n")
    }

    fn sentence(&mut self, story: usize, template: &str) -> String {
        let (anew, n, m) = (self.word(), self.numbers.below(90), self.numbers.below(900));
        let Some(story) = self.ongoing.get(story) else {
            return String::new();
        };
        let [a, b, c, d] = &story.names;
        let [v, w] = story.words;
        let sentence = template
            .replace("{a}", a)
            .replace("{b}", b)
            .replace("{c}", c)
            .replace("{d}", d)
            .replace("{v}", v)
            .replace("{w}", w)
            .replace("{x}", anew)
            .replace("{n}", &(2 + n).to_string())
            .replace("{m}", &(10 + m).to_string());
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }
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
