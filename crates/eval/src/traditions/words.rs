//! Names, figures and standing paragraphs of the made-up traditions.

use super::scenario::Slots;
use crate::generate::Numbers;

const TOWNS: &[&str] = &[
    "Ardenmouth",
    "Brenholm",
    "Cravenport",
    "Dellingen",
    "Esselby",
    "Fenwold",
    "Garrowhithe",
    "Hallenstad",
    "Issmar",
    "Jarrowfeld",
];
const CITIES: &[&str] = &[
    "Velden", "Korrin", "Maskel", "Tarnheim", "Oldovar", "Pellin",
];
const RIVERS: &[&str] = &["Ister", "Mossel", "Varn", "Ulda", "Trave", "Sorn"];
const COMPANIES: &[&str] = &[
    "Halberg Chemie",
    "Nordquay Holdings",
    "Tessler Works",
    "Arvo Terminals",
    "Brandt and Sons",
];
const GIVEN: &[&str] = &[
    "Alma", "Bruno", "Celia", "Dario", "Edda", "Fabian", "Gerda", "Henrik", "Ines", "Jonas",
    "Katja", "Lorenz", "Mira", "Nils", "Olga", "Pavel",
];
const FAMILY: &[&str] = &[
    "Achten",
    "Borowski",
    "Castane",
    "Delmar",
    "Eskola",
    "Fenner",
    "Grabow",
    "Hollander",
    "Ivarsen",
    "Jessen",
    "Kollmar",
    "Lindner",
    "Moravec",
    "Norrby",
    "Ostrand",
    "Pirelli",
];
const OFFICES: &[&str] = &["Mayor", "Governor", "Minister", "Senator"];
const DAYS: &[[&str; 2]] = &[
    ["Monday", "Tuesday"],
    ["Wednesday", "Thursday"],
    ["Friday", "Saturday"],
];
const TITLES: &[&str] = &[
    "Ledger", "Courier", "Tribune", "Post", "Gazette", "Review", "Beacon", "Mercury", "Observer",
    "Sentinel",
];

/// Families of outlets with a standing paragraph of their own.
const FAMILIES: &[[&str; 2]] = &[
    [
        "Ledger",
        "The Coastline Media Group publishes nine regional titles and has been owned by the same family since it was founded as a printing house for shipping lists.",
    ],
    [
        "Courier",
        "Readers who support our newsroom with a monthly contribution receive the weekend supplement and an invitation to the annual open day at the printing works.",
    ],
    [
        "Tribune",
        "This title is a member of the Independent Press Circle, whose code of conduct obliges its newspapers to correct errors of fact within one working day.",
    ],
    [
        "Post",
        "Sign up for the morning letter of our editors, which brings the five most important stories of the region to your inbox before breakfast.",
    ],
];

/// The standing paragraph of an outlet, where its family has one.
pub(super) fn standing(outlet: &str) -> Option<String> {
    let family = FAMILIES.iter().find(|[title, _]| outlet.ends_with(title))?;
    Some(family[1].to_owned())
}

/// An outlet of each family, all different from the rest.
pub(super) fn family_outlets() -> Vec<String> {
    FAMILIES
        .iter()
        .map(|[title, _]| format!("Wexmoor {title}"))
        .collect()
}

fn person(numbers: &mut Numbers) -> String {
    format!("{} {}", numbers.pick(GIVEN), numbers.pick(FAMILY))
}

/// The values of a story.
pub(super) fn slots(numbers: &mut Numbers) -> Slots {
    let day = DAYS[numbers.below(DAYS.len())];
    let office = numbers.pick(OFFICES);
    let mut slots = Slots::new();
    let mut put = |name: &str, value: String| slots.insert(name.to_owned(), value);
    put("official", format!("{office} {}", person(numbers)));
    put("expert", person(numbers));
    put("expert2", person(numbers));
    put("town", numbers.pick(TOWNS).to_owned());
    put("city", numbers.pick(CITIES).to_owned());
    put("river", numbers.pick(RIVERS).to_owned());
    put("company", numbers.pick(COMPANIES).to_owned());
    put("day", day[0].to_owned());
    put("nextday", day[1].to_owned());
    put("year", (1950 + numbers.below(60)).to_string());
    for number in 1..=12 {
        put(&format!("n{number}"), (3 + numbers.below(90)).to_string());
    }
    slots
}

/// So many outlets, all different.
pub(super) fn outlets(count: usize, numbers: &mut Numbers) -> Vec<String> {
    let mut all: Vec<String> = TOWNS
        .iter()
        .chain(CITIES)
        .flat_map(|town| TITLES.iter().map(move |title| format!("{town} {title}")))
        .collect();
    for last in (1..all.len()).rev() {
        all.swap(last, numbers.below(last + 1));
    }
    all.truncate(count);
    all
}

/// A sentence that its reporter has from the street, and nobody else has.
pub(super) fn colour(numbers: &mut Numbers) -> String {
    const JOBS: &[&str] = &[
        "baker",
        "nurse",
        "student",
        "retired teacher",
        "shopkeeper",
        "welder",
        "postwoman",
    ];
    const DOINGS: &[&str] = &[
        "spent the morning carrying neighbours' furniture up a staircase",
        "had packed two suitcases and was waiting on a bench for a lift",
        "counted the helicopters from her balcony and stopped at thirty",
        "handed out soup from the back of an old van",
        "kept a notebook of everything that passed beneath his window",
        "was looking for a dog that answers to the name of Captain",
        "had not slept and did not expect to before the weekend",
        "compared the mood in the streets to that of a railway platform",
        "played cards with strangers in the hall of the savings bank",
        "said that nobody had thought of telling the night porter",
    ];
    const PLACES: &[&str] = &[
        "market square",
        "bus depot",
        "church steps",
        "tannery lane",
        "old customs house",
        "swimming baths",
    ];
    let (who, age) = (person(numbers), 19 + numbers.below(60));
    match numbers.below(3) {
        0 => format!(
            "{who}, {age}, a {}, {}.",
            numbers.pick(JOBS),
            numbers.pick(DOINGS)
        ),
        1 => format!(
            "At the {}, a {} of {age} {}.",
            numbers.pick(PLACES),
            numbers.pick(JOBS),
            numbers.pick(DOINGS)
        ),
        _ => format!(
            "Our reporter met {who} near the {}, who {}.",
            numbers.pick(PLACES),
            numbers.pick(DOINGS)
        ),
    }
}

/// A moment so many minutes after the event.
pub(super) fn date(minutes: usize) -> String {
    let minutes = minutes + 6 * 60;
    let (day, rest) = (minutes / 1440, minutes % 1440);
    format!(
        "2024-03-{:02}T{:02}:{:02}:00Z",
        4 + day,
        rest / 60,
        rest % 60
    )
}
