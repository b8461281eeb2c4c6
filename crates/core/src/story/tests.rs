//! Small fictional corpora.

mod corrected;
mod stream;

use jiff::civil::{Date, date};

use super::{Grouping, group};
use crate::article::{Article, Role, Stated};
use crate::time::DateValue;
use crate::witness::samples::article;
use crate::witness::{Witness, prepare};

const FERRY: [&str; 5] = [
    "Ferry Osprey runs aground off Tarn Island, 212 taken off\n\
     The passenger ferry Osprey ran aground off Tarn Island early on Sunday and all 212 people on board were taken off by lifeboats, the Halmark coastguard said.\n\
     Captain Ilse Verran told rescuers that the steering failed minutes before the ship struck the Grey Reef.\n\
     Divers found a tear of nine metres in the hull.",
    "All safe after Osprey strikes reef\n\
     Lifeboats brought 212 passengers and crew of the ferry Osprey ashore at Tarn Island on Sunday after it hit the Grey Reef in fog, Halmark's coastguard reported.\n\
     The ship's captain, Ilse Verran, said the rudder no longer answered.",
    "Steering failure blamed for Tarn Island ferry accident\n\
     Investigators in Halmark said on Monday that a steering failure drove the ferry Osprey onto the Grey Reef off Tarn Island.\n\
     Captain Verran, 51, was praised for the calm evacuation of 212 people.",
    "Passengers tell of night on the Osprey\n\
     Passengers of the ferry Osprey, aground on the Grey Reef since Sunday, told of a sudden jolt and of Captain Ilse Verran calling them to the boats.\n\
     All 212 were landed at Tarn Island by dawn, the coastguard said.",
    "Osprey to be towed off Grey Reef\n\
     Tugs from Halmark will try to tow the ferry Osprey off the Grey Reef near Tarn Island, where it ran aground with 212 people on board.",
];

const UNRELATED: [&str; 4] = [
    "Bakers of Lunden weigh the price of flour\n\
     The bakers' guild of Lunden will raise the price of rye bread in spring, its chairman Oskar Pell said, because flour has become dearer.",
    "Young player beats grandmaster in Corrin\n\
     Mirela Tosh, 14, beat grandmaster Andor Quill in 31 moves at the Corrin open chess tournament and leads with six points.",
    "Comet Haddow seen without a telescope\n\
     Astronomers at the Vessen observatory expect the comet Haddow to be seen by the naked eye next month shortly after sunset.",
    "Court halts quarry at Brannoch\n\
     A court in Brannoch stopped the widening of a quarry after residents complained of dust and cracks in their houses.",
];

/// Two earthquakes in one province, a year apart.
const QUAKES: [&str; 8] = [
    "Earthquake in Oria province kills four in Dolmere\n\
     An earthquake of magnitude 5.6 shook the province of Oria on Tuesday, 3 March, and killed four people in the town of Dolmere, mayor Hanna Rusk said.\n\
     The old mill of Dolmere collapsed.",
    "Four dead as quake hits Dolmere\n\
     Four people died in Dolmere when an earthquake struck Oria province on 3 March. Mayor Hanna Rusk said two of them were buried under the old mill.",
    "Dolmere mourns victims of quake\n\
     Dolmere in the province of Oria buried the four victims of Tuesday's earthquake. Mayor Hanna Rusk spoke at the mill where two of them died.",
    "Old mill collapses in Oria quake, four killed\n\
     The collapse of the old mill of Dolmere killed two of the four victims of the earthquake in Oria province, mayor Hanna Rusk said.",
    "Earthquake in Oria province damages harbour of Pellstrand\n\
     An earthquake of magnitude 6.1 off the province of Oria damaged the harbour of Pellstrand on Saturday, 19 September. Harbour master Joss Calder reported 30 injured.",
    "Pellstrand harbour wall breaks in quake\n\
     The harbour wall of Pellstrand broke when an earthquake shook Oria province on 19 September; 30 people were injured, harbour master Joss Calder said.",
    "Thirty hurt in Pellstrand as quake breaks harbour wall\n\
     Thirty people were hurt in Pellstrand, Oria province, by Saturday's earthquake of magnitude 6.1, which broke the harbour wall, said harbour master Joss Calder.",
    "Ships stay away from Pellstrand after quake\n\
     Ships cannot land at Pellstrand in Oria province after the earthquake of 19 September broke its harbour wall. Harbour master Joss Calder asked for pumps.",
];

fn report(number: usize, text: &str) -> Article {
    let lines: Vec<(Role, &str)> = text
        .lines()
        .enumerate()
        .map(|(place, line)| match place {
            0 => (Role::Headline, line),
            1 => (Role::Lead, line),
            _ => (Role::Body, line),
        })
        .collect();
    let mut article = article("en", &lines);
    article.document.id = format!("{number:04}");
    article
}

fn published(mut article: Article, day: Date) -> Article {
    article.metadata.published = Some(Stated {
        value: DateValue::day(day),
        basis: "test".to_owned(),
        receipts: Vec::new(),
    });
    article
}

fn witnesses(texts: &[&str]) -> Vec<Witness> {
    let numbered = texts.iter().enumerate();
    numbered
        .map(|(number, text)| prepare(report(number, text)))
        .collect()
}

/// Stories as sets of document ids, sorted.
fn sets(witnesses: &[Witness], grouping: &Grouping) -> Vec<Vec<String>> {
    let id = |report: &usize| witnesses[*report].article.document.id.clone();
    let mut sets: Vec<Vec<String>> = grouping
        .stories
        .iter()
        .map(|story| {
            let mut ids: Vec<String> = story.iter().map(id).collect();
            ids.sort();
            ids
        })
        .collect();
    sets.sort();
    sets
}

fn stories(texts: &[&str]) -> Vec<Vec<usize>> {
    let mut stories = group(&witnesses(texts)).stories;
    for story in &mut stories {
        story.sort_unstable();
    }
    stories.sort();
    stories
}

#[test]
fn five_reports_of_one_story_hold_together() {
    assert_eq!(stories(&FERRY), [[0, 1, 2, 3, 4]]);
}

#[test]
fn two_reports_of_one_story_hold_together() {
    assert_eq!(stories(&FERRY[..2]), [[0, 1]]);
}

#[test]
fn unrelated_reports_fall_apart() {
    assert_eq!(stories(&UNRELATED), [[0], [1], [2], [3]]);
}

#[test]
fn a_story_stands_beside_unrelated_reports() {
    let mixed = [&FERRY[..], &UNRELATED].concat();
    assert_eq!(
        stories(&mixed),
        [vec![0, 1, 2, 3, 4], vec![5], vec![6], vec![7], vec![8]]
    );
}

#[test]
fn two_earthquakes_in_one_province_stay_apart() {
    assert_eq!(stories(&QUAKES), [[0, 1, 2, 3], [4, 5, 6, 7]]);
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let mixed = [&FERRY[..], &QUAKES, &UNRELATED].concat();
    let mut reports = witnesses(&mixed);
    let expected = sets(&reports, &group(&reports));
    for turn in 1..6 {
        reports.rotate_left(turn);
        reports.swap(0, turn);
        assert_eq!(sets(&reports, &group(&reports)), expected);
    }
}

#[test]
fn a_footer_shared_by_unrelated_reports_joins_nothing() {
    let footer = "Corvane Press Agency reports from forty countries and all rights to its texts, \
                  pictures and sound recordings remain with the Corvane Press Agency in Port Selby.";
    let texts: Vec<String> = UNRELATED
        .iter()
        .map(|text| format!("{text}\n{footer}"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(stories(&texts), [[0], [1], [2], [3]]);
}

#[test]
fn the_title_of_a_record_counts_like_one_in_the_text() {
    let short = "Lifeboats took everybody off.";
    let untitled = || prepare(article("en", &[(Role::Lead, short)]));
    let mut titled = untitled();
    titled.article.metadata.title = Some(Stated {
        value: "Ferry Osprey aground on Grey Reef off Tarn Island".to_owned(),
        basis: "record".to_owned(),
        receipts: Vec::new(),
    });
    let mut reports = witnesses(&FERRY);
    reports.push(titled);
    assert_eq!(group(&reports).stories.len(), 1);
    reports.pop();
    reports.push(untitled());
    assert_eq!(group(&reports).stories.len(), 2);
}

#[test]
fn a_thousand_copies_weigh_as_one() {
    let mut texts = vec![FERRY[0]; 1000];
    texts.extend(&FERRY[1..]);
    texts.extend(UNRELATED);
    let stories = group(&witnesses(&texts)).stories;
    let sizes: Vec<usize> = stories.iter().map(Vec::len).collect();
    assert_eq!(sizes, [1004, 1, 1, 1, 1]);
}

#[test]
fn words_alone_and_nothing_at_all_are_stories_of_their_own() {
    assert_eq!(
        stories(&["", "Storm", "", "Storm", "Harvest", "!"]),
        [vec![0], vec![1, 3], vec![2], vec![4], vec![5]]
    );
    assert_eq!(group(&[]), Grouping::default());
}

#[test]
fn the_first_and_the_last_year_are_dates_like_others() {
    let days = [date(1, 1, 1), date(9999, 12, 31), date(2024, 3, 10)];
    let mut reports: Vec<Witness> = FERRY
        .iter()
        .zip(days)
        .enumerate()
        .map(|(number, (text, day))| prepare(published(report(number, text), day)))
        .collect();
    reports.push(prepare(report(3, FERRY[3])));
    let together: usize = group(&reports).stories.iter().map(Vec::len).sum();
    assert_eq!(together, 4);
}

#[test]
fn years_apart_are_told_apart_where_weeks_are_not() {
    let day = |number: usize, day| prepare(published(report(number, FERRY[number]), day));
    let near = [day(0, date(2024, 3, 10)), day(4, date(2024, 3, 12))];
    let far = [day(0, date(2024, 3, 10)), day(4, date(2021, 3, 12))];
    let odds = |reports: &[Witness]| {
        let mut seen = f64::NAN;
        super::group_with(reports, &mut |_, _, features| {
            seen = features.log_odds();
            seen
        });
        seen
    };
    assert!(odds(&near) > odds(&far) + 0.5);
}

#[test]
fn another_language_groups_too() {
    let texts = [
        "Die Fähre Fischadler lief am Sonntag vor der Insel Tarn auf das Graue Riff, alle 212 Menschen wurden gerettet.",
        "Vor der Insel Tarn ist die Fähre Fischadler auf das Graue Riff gelaufen; 212 Menschen wurden von Booten gerettet.",
        "Die Bäcker von Lunden erhöhen im Frühjahr den Preis für Roggenbrot, weil das Mehl teurer geworden ist.",
    ];
    let reports: Vec<Witness> = texts
        .iter()
        .map(|text| prepare(article("de", &[(Role::Lead, text)])))
        .collect();
    let sizes: Vec<usize> = group(&reports).stories.iter().map(Vec::len).collect();
    assert_eq!(sizes, [2, 1]);
}
