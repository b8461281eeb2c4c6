//! Reports one at a time.

use jiff::civil::date;

use super::super::{Change, Corrections, Features, Sketch, Sketcher, Stream, Window};
use super::{FERRY, QUAKES, UNRELATED, published, report, sets};
use crate::article::{Article, Role};
use crate::witness::samples::article;
use crate::witness::{Witness, prepare};

fn sketch(number: usize, text: &str) -> Sketch {
    Sketch::of(&prepare(report(number, text)))
}

fn sketches(texts: &[&str]) -> Vec<Sketch> {
    let numbered = texts.iter().enumerate();
    numbered
        .map(|(number, text)| sketch(number, text))
        .collect()
}

fn open_stream() -> Stream {
    Stream::new(Window::default(), Corrections::default())
}

/// The stories of a stream as sets of places among the sketches, sorted.
fn stories(stream: &Stream, sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let mut stories: std::collections::BTreeMap<Option<String>, Vec<usize>> = Default::default();
    for (place, sketch) in sketches.iter().enumerate() {
        let story = stream.story_of(sketch);
        assert!(story.is_some(), "no report is lost");
        stories.entry(story).or_default().push(place);
    }
    let mut stories: Vec<Vec<usize>> = stories.into_values().collect();
    stories.sort();
    stories
}

fn one_by_one(sketches: &[Sketch]) -> (Stream, Vec<Change>) {
    let mut stream = open_stream();
    let each = sketches
        .iter()
        .map(|sketch| stream.add(vec![sketch.clone()]));
    let changes = each.collect::<Vec<_>>().concat();
    (stream, changes)
}

#[test]
fn the_light_reading_gives_the_sketch_of_the_whole_preparation() {
    let mut sketcher = Sketcher::default();
    for text in FERRY.iter().chain(&QUAKES) {
        let article = report(0, text);
        let light = sketcher.sketch(&article);
        let whole = Sketch::of(&prepare(article));
        assert_eq!((light.text, light.identity), (whole.text, whole.identity));
        assert_eq!(light.terms(), whole.terms());
    }
}

#[test]
fn one_at_a_time_in_any_order_comes_to_the_stories_of_all_at_once() {
    let mut all = sketches(&[&FERRY[..], &UNRELATED].concat());
    for turn in 1..5 {
        all.rotate_left(turn);
        let (stream, _) = one_by_one(&all);
        let mut sizes: Vec<usize> = stories(&stream, &all).iter().map(Vec::len).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 1, 1, 1, 5], "turned by {turn}");
    }
}

#[test]
fn two_earthquakes_stay_apart_in_a_stream_too() {
    let mixed: Vec<&str> = (0..4).flat_map(|n| [QUAKES[n], QUAKES[n + 4]]).collect();
    let all = sketches(&mixed);
    let (stream, _) = one_by_one(&all);
    for story in stories(&stream, &all) {
        assert!(
            story.iter().all(|place| place % 2 == story[0] % 2),
            "{story:?}"
        );
    }
}

#[test]
fn all_at_once_gives_the_same_ids_and_changes_in_any_order() {
    let mut all = sketches(&[&FERRY[..], &QUAKES, &UNRELATED].concat());
    let seen = |all: &[Sketch]| {
        let mut stream = open_stream();
        let changes = stream.add(all.to_vec());
        let mut views = stream.stories();
        views.sort_by(|x, y| x.id.cmp(&y.id));
        (changes, views)
    };
    let expected = seen(&all);
    all.reverse();
    assert_eq!(seen(&all), expected);
}

#[test]
fn each_report_opens_or_joins_and_says_why() {
    let all = sketches(&FERRY);
    let (_, changes) = one_by_one(&all);
    let Change::Opened { story: first, .. } = &changes[0] else {
        panic!("{}", changes[0]);
    };
    assert_eq!(first, &all[0].id());
    let Change::Joined { report, story, .. } = &changes[1] else {
        panic!("{}", changes[1]);
    };
    assert_eq!((report, story), (&all[1].id(), first));
    let said = changes[1].to_string();
    assert!(
        said.contains(" joined story ") && said.contains("names alike"),
        "{said}"
    );
}

#[test]
fn a_stream_given_twice_changes_nothing() {
    let all = sketches(&[&FERRY[..], &UNRELATED].concat());
    let (mut stream, _) = one_by_one(&all);
    let before = stream.stories();
    for sketch in &all {
        let changes = stream.add(vec![sketch.clone()]);
        let [Change::Known { report, .. }] = &changes[..] else {
            panic!("{changes:?}");
        };
        assert_eq!(report, &sketch.id());
    }
    assert_eq!(stream.add(all.clone()).len(), all.len());
    assert_eq!(stream.stories(), before);
}

#[test]
fn what_was_taken_for_two_stories_is_merged_and_the_older_id_stays() {
    let mut stream = open_stream();
    let apart = &mut |_: &[usize], _: &[usize], _: &Features| -1.0;
    let all = sketches(&FERRY[..3]);
    stream.add_with(all.clone(), apart);
    assert_eq!(stories(&stream, &all).len(), 3);
    let oldest = stream.stories()[0].id.clone();
    let changes = stream.settle();
    let merged = changes.iter().filter_map(|change| match change {
        Change::Merged { story, into, .. } => Some((story.clone(), into.clone())),
        _ => None,
    });
    let merged: Vec<_> = merged.collect();
    assert_eq!(merged.len(), 2, "{changes:?}");
    let heir = stream.story_of(&all[0]);
    assert!(
        merged.iter().all(|(_, into)| Some(into) == heir.as_ref()),
        "{merged:?}"
    );
    assert_eq!(heir, Some(oldest));
    assert!(all.iter().all(|sketch| stream.story_of(sketch) == heir));
}

#[test]
fn what_was_taken_for_one_story_is_split() {
    let mut stream = open_stream();
    let together = &mut |_: &[usize], _: &[usize], _: &Features| 1.0;
    let mut all = sketches(&QUAKES);
    // Something must be shared for two reports to be compared at all.
    stream.add_with(all.clone(), together);
    let one = stream.story_of(&all[0]);
    assert!(all.iter().all(|sketch| stream.story_of(sketch) == one));
    let changes = stream.settle();
    let Some(Change::Split { story, reports, .. }) = changes.first() else {
        panic!("{changes:?}");
    };
    assert_eq!((Some(story), reports.len()), (one.as_ref(), 4));
    all.truncate(8);
    assert_eq!(stories(&stream, &all), [[0, 1, 2, 3], [4, 5, 6, 7]]);
}

#[test]
fn late_and_undated_reports_find_their_story() {
    let day =
        |number: usize, day| Sketch::of(&prepare(published(report(number, FERRY[number]), day)));
    let all = [
        day(0, date(2024, 3, 12)),
        day(1, date(2024, 3, 13)),
        day(2, date(2024, 3, 10)),
        sketch(3, FERRY[3]),
    ];
    let (stream, _) = one_by_one(&all);
    assert_eq!(stories(&stream, &all), [[0, 1, 2, 3]]);
    let view = &stream.stories()[0];
    let days = [view.first, view.last].map(|day| day.map(|day| day.from));
    assert_eq!(days, [Some(date(2024, 3, 10)), Some(date(2024, 3, 13))]);
}

#[test]
fn a_closed_story_takes_in_what_comes_late() {
    let mut stream = Stream::new(
        Window {
            texts: 2,
            texts_of_story: 2,
        },
        Corrections::default(),
    );
    let all = sketches(&[&FERRY[..4], &UNRELATED, &FERRY[4..]].concat());
    for sketch in &all {
        stream.add(vec![sketch.clone()]);
        assert!(stream.open_texts <= 2, "{}", stream.open_texts);
    }
    assert_eq!(stream.story_of(&all[8]), stream.story_of(&all[0]));
}

#[test]
fn a_thousand_copies_are_a_thousand_reports_of_one_text() {
    let mut stream = open_stream();
    for number in 0..1000 {
        let mut copy = report(number, FERRY[0]);
        copy.metadata.url = Some(crate::article::Stated {
            value: format!("https://example.org/{number}"),
            basis: "test".to_owned(),
            receipts: Vec::new(),
        });
        stream.add(vec![Sketch::of(&prepare(copy))]);
    }
    let views = stream.stories();
    assert_eq!(
        views.iter().map(|view| view.reports).collect::<Vec<_>>(),
        [1000]
    );
    assert_eq!(stream.open_texts, 1);
}

#[test]
fn odd_reports_are_placed_like_others() {
    let long = format!(
        "{}\n{}",
        FERRY[0],
        "Nothing else is known so far. ".repeat(180_000)
    );
    assert!(long.len() > 5_000_000);
    let mut all = sketches(&["", "Storm", "!", "Harvest"]);
    all.push(Sketcher::default().sketch(&report(4, &long)));
    all.push(sketch(5, FERRY[1]));
    for (number, day) in [date(1, 1, 1), date(9999, 12, 31)].into_iter().enumerate() {
        let text = UNRELATED[number];
        all.push(Sketch::of(&prepare(published(
            report(10 + number, text),
            day,
        ))));
    }
    let (stream, _) = one_by_one(&all);
    let stories = stories(&stream, &all);
    assert!(stories.contains(&vec![4, 5]), "{stories:?}");
    assert_eq!(stories.len(), 7, "{stories:?}");
    assert_eq!(stories, {
        let mut stream = open_stream();
        stream.add(all.clone());
        self::stories(&stream, &all)
    });
}

#[test]
fn a_footer_of_unrelated_reports_joins_nothing_in_a_stream() {
    let footer = "Corvane Press Agency reports from forty countries and all rights to its texts, \
                  pictures and sound recordings remain with the Corvane Press Agency in Port Selby.";
    let texts: Vec<String> = UNRELATED
        .iter()
        .map(|text| format!("{text}\n{footer}"))
        .collect();
    let all = sketches(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let (stream, _) = one_by_one(&all);
    assert_eq!(stories(&stream, &all).len(), UNRELATED.len());
}

/// Reports each of which shares half of its names with the one before, as in a chain of likenesses.
#[test]
fn a_chain_of_likenesses_makes_no_giant_story() {
    const NAMES: [&str; 16] = [
        "Aldermere",
        "Brackholm",
        "Corveth",
        "Dunmarrow",
        "Eastfell",
        "Farrowick",
        "Glenholt",
        "Harrowmouth",
        "Inverlea",
        "Jessop",
        "Kestrel",
        "Lowmoor",
        "Mardale",
        "Norwick",
        "Ostrey",
        "Pellmark",
    ];
    const MATTERS: [&str; 16] = [
        "harbour",
        "quarry",
        "orchard",
        "railway",
        "theatre",
        "cannery",
        "reservoir",
        "lighthouse",
        "brewery",
        "museum",
        "tannery",
        "observatory",
        "sawmill",
        "hospital",
        "cathedral",
        "market",
    ];
    let link = |at: usize| {
        let [a, b] = [NAMES[at], NAMES[at + 1]];
        let [x, y] = [MATTERS[at], MATTERS[at + 1]];
        format!(
            "{a} and {b} settle the {x}\n{a} will pay for the {x} and {b} for the {y}, the council of {b} said.\nThe {y} of {a} was closed after the {x} in {b} burnt."
        )
    };
    let texts: Vec<String> = (0..15).map(link).collect();
    let all = sketches(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let (stream, _) = one_by_one(&all);
    let largest = stories(&stream, &all).iter().map(Vec::len).max();
    assert!(largest <= Some(5), "{:?}", stories(&stream, &all));
}

/// Two weeks of one trial.
const TRIAL: [&str; 6] = [
    "Trial of banker Odo Marr opens in Castrel\n\
     The trial of the banker Odo Marr opened in Castrel on Monday, 4 March. Prosecutor Lena Voss read out the charge: Marr took 40 million crowns from the Halder savings bank.\n\
     Judge Petra Quill had the doors closed after protests of savers.",
    "Banker Marr in the dock in Castrel\n\
     Prosecutor Lena Voss charged Odo Marr with taking 40 million crowns from the Halder savings bank as his trial opened in Castrel on 4 March before judge Petra Quill.\n\
     Savers protested at the doors of the court.",
    "Savers protest as Marr trial opens\n\
     Savers of the Halder savings bank protested on Monday in Castrel, where judge Petra Quill opened the trial of Odo Marr over 40 million crowns. Lena Voss read the charge.",
    "Former cashier weeps in trial of Odo Marr\n\
     In the second week of the trial of Odo Marr in Castrel the former cashier Ines Brock wept on 13 March as she told how she forged 300 receipts of the Halder savings bank at night.\n\
     Brock said a blue ledger was burnt in the cellar.",
    "Cashier tells of forged receipts and burnt ledger\n\
     Ines Brock, cashier of the Halder savings bank, told the court in Castrel on 13 March that she forged 300 receipts for Odo Marr and that a blue ledger was burnt in the cellar. She wept.",
    "Blue ledger burnt in the cellar, cashier says in Marr trial\n\
     The cashier Ines Brock wept when she spoke of a burnt blue ledger and of 300 forged receipts at the Halder savings bank, in the trial of Odo Marr in Castrel.",
];

#[test]
fn two_weeks_of_one_trial_are_two_stories_of_one_thread() {
    let texts = [&TRIAL[..], &UNRELATED[..2]].concat();
    let reports: Vec<Sketch> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let day = if number < 3 {
                date(2024, 3, 4)
            } else {
                date(2024, 3, 13)
            };
            Sketch::of(&prepare(published(report(number, text), day)))
        })
        .collect();
    let mut stream = open_stream();
    stream.add(reports.clone());
    assert_eq!(
        stories(&stream, &reports),
        [vec![0, 1, 2], vec![3, 4, 5], vec![6], vec![7]]
    );
    let views = stream.stories();
    let thread = |place: usize| {
        let id = stream.story_of(&reports[place]).unwrap();
        views
            .iter()
            .find(|view| view.id == id)
            .unwrap()
            .thread
            .clone()
    };
    assert_eq!(thread(0), thread(3));
    assert_ne!(thread(0), thread(6));
    assert_ne!(thread(6), thread(7));
}

fn told(language: &str, number: usize, text: &str) -> Witness {
    let lines: Vec<(Role, &str)> = text.lines().map(|line| (Role::Lead, line)).collect();
    let mut article: Article = article(language, &lines);
    article.document.id = format!("{number:04}");
    prepare(article)
}

#[test]
fn two_languages_stay_apart_unless_names_carry_them_together() {
    let reports = [
        told(
            "en",
            0,
            "The ferry Osprey ran aground off Tarn Island; captain Ilse Verran and harbour master Joss Calder of Halmark said all 212 were safe, the coastguard at Pellstrand added.",
        ),
        told(
            "de",
            1,
            "Die Osprey lief vor Tarn auf Grund; Ilse Verran und Joss Calder aus Halmark sagten, alle 212 seien in Sicherheit, so die Wache in Pellstrand.",
        ),
        told(
            "de",
            2,
            "Der Bäcker Oskar Pell aus Lunden erhöht im Frühjahr den Preis für Roggenbrot, weil das Mehl teurer geworden ist.",
        ),
    ];
    let grouping = super::super::group(&reports);
    assert_eq!(
        sets(&reports, &grouping),
        [vec!["0000", "0001"], vec!["0002"]]
    );
}
