use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// What texts share across stories: each text is a story by itself.
fn shared(texts: &[&str]) -> Vec<(String, Vec<u32>)> {
    in_stories(texts, &[])
}

fn in_stories(texts: &[&str], stories: &[u32]) -> Vec<(String, Vec<u32>)> {
    let (rows, found) = (
        texts.iter().map(|text| cut(text)).collect::<Vec<_>>(),
        found(texts),
    );
    let told = found.across(stories).into_iter();
    told.map(|run| wording(&rows, &run)).collect()
}

fn found(texts: &[&str]) -> Shared {
    let mut passages = Passages::of_words(12);
    for text in texts {
        assert!(passages.add_text(text));
    }
    passages.finish()
}

fn cut(text: &str) -> Vec<String> {
    let mut cut = Vec::new();
    words::each_word(text, &mut |_, start, end| {
        cut.push(crate::witness::fold_word(&text[start..end]).into_owned());
    });
    cut
}

/// The words of a run, which must be the same in all its places, and its documents.
fn wording(rows: &[Vec<String>], run: &SharedRun) -> (String, Vec<u32>) {
    let words = |place: &Place| {
        let start = place.word as usize;
        rows[place.document as usize][start..start + run.words as usize].join(" ")
    };
    let wordings: BTreeSet<String> = run.places.iter().map(words).collect();
    assert_eq!(wordings.len(), 1, "places of one passage say {wordings:#?}");
    let mut documents: Vec<u32> = run.places.iter().map(|place| place.document).collect();
    documents.sort_unstable();
    (wordings.into_iter().next().unwrap_or_default(), documents)
}

const STANDING: &str = "The Corvane Dam, a concrete structure on the Ilven river, was completed in 1968 and supplies water to the valley.";
const STANDING_FOLDED: &str = "the corvane dam a concrete structure on the ilven river was completed in 1968 and supplies water to the valley";

#[test]
fn a_paragraph_that_stands_in_three_texts_is_one_passage_of_three_places() {
    let a =
        format!("Two people died on Thursday when a gate broke. {STANDING} Rescuers went home.");
    let b = format!("{STANDING} A union wants higher pay for night shifts.");
    let c = format!(
        "The minister resigned over a scrapped tender. {}",
        STANDING.to_uppercase()
    );
    assert_eq!(
        shared(&[&a, &b, &c]),
        [(STANDING_FOLDED.to_owned(), vec![0, 1, 2])]
    );
}

#[test]
fn a_passage_within_one_story_is_told_only_where_it_is_asked_for() {
    let a = format!("First words here. {STANDING}");
    let b = format!("Second ones there. {STANDING}");
    assert!(in_stories(&[&a, &b], &[7, 7]).is_empty());
    assert_eq!(found(&[&a, &b]).within(&[7, 7]).len(), 1);
    assert!(found(&[&a, &b]).within(&[7, 8]).is_empty());
}

#[test]
fn a_longer_passage_of_fewer_texts_is_told_beside_the_shorter_one_of_many() {
    let more = "Its gates were to be replaced two years ago, but the tender was scrapped for want of money in the state budget of Velmora.";
    let whole = format!("{STANDING} {more}");
    let texts: Vec<String> = (0..8)
        .map(|number| match number {
            0 | 1 => format!("Opening {number}. {whole} {number} closes."),
            _ => format!("Opening {number}. {STANDING} {number} closes."),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let told = shared(&texts);
    let documents: Vec<usize> = told.iter().map(|(_, documents)| documents.len()).collect();
    assert_eq!(documents, [8, 2]);
    assert!(told[1].0.starts_with(STANDING_FOLDED) && told[1].0.ends_with("budget of velmora"));
}

#[test]
fn two_translations_of_one_speech_stay_silent() {
    let told = shared(&[
        "She said that every family that has lost its home will be under a proper roof by the first of December, and that they should write that date down.",
        "She told them each family whose house is gone will have a real roof overhead by December 1, and asked people to note the day.",
    ]);
    assert_eq!(told, []);
}

#[test]
fn less_than_the_fewest_words_stay_silent() {
    let told = shared(&[
        "He met the president of the United States on Monday in a hotel by the sea.",
        "A letter to the president of the United States on Monday asked for a new bridge.",
    ]);
    assert_eq!(told, []);
}

#[test]
fn texts_of_no_or_one_word_share_nothing() {
    assert_eq!(shared(&[]), []);
    assert_eq!(shared(&[""]), []);
    assert_eq!(shared(&["", "word", "word", "— …"]), []);
}

#[test]
fn right_to_left_and_unspaced_scripts_are_compared_too() {
    let arabic =
        "عاد خمسة صيادين سالمين إلى قريتهم صباح الثلاثاء بعد أن تعطل محرك قاربهم وجرفتهم الرياح";
    let told = shared(&[&format!("أولا {arabic}"), &format!("ثانيا هنا {arabic}")]);
    assert_eq!(told.len(), 1);
    let chinese = "水库的闸门在星期四黎明前断裂洪水冲进了城镇";
    let told = shared(&[&format!("甲{chinese}乙"), &format!("丙丁{chinese}")]);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0.split(' ').collect::<String>(), chinese);
}

#[test]
fn a_thousand_texts_that_are_the_same_share_one_passage() {
    let text = made_up(5_000, 3);
    let texts = vec![text.as_str(); 1_000];
    let told = found(&texts).across(&[]);
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].words, told[0].places.len()), (5_000, 1_000));
}

#[test]
fn many_near_copies_give_few_passages_each_place_once() {
    let text = made_up(1_000, 5);
    let texts: Vec<String> = (0..300)
        .map(|number| {
            let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            words[number * 3] = format!("changed{number}");
            words.join(" ")
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let told = found(&texts).across(&[]);
    assert!(told.len() < 600, "{} passages", told.len());
    let held: BTreeSet<u32> = told
        .iter()
        .flat_map(|run| &run.places)
        .map(|p| p.document)
        .collect();
    assert_eq!(held.len(), 300);
}

#[test]
fn one_sentence_over_and_over_is_shared_in_time_that_grows_with_its_length() {
    let sentence =
        "Nothing was said of the gate that had broken before dawn on that Thursday in October. ";
    let long = sentence.repeat(60_000);
    let longer = format!("Otherwise. {}", sentence.repeat(30_000));
    assert!(long.len() > 5_000_000);
    assert_eq!(found(&[&long]).across(&[]), []);
    let told = found(&[&long, &longer, sentence]).across(&[]);
    assert!(
        told.iter()
            .any(|run| run.places.len() == 2 && run.words > 400_000)
    );
    assert!(told.iter().any(|run| run.places.len() == 3));
    assert!(told.len() < 10);
}

/// So many words that look like a text of news: common ones often, rare ones now and then.
fn made_up(words: usize, mut seed: u64) -> String {
    let mut next = || {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % 1_000
    };
    let words: Vec<String> = (0..words)
        .map(|_| (next(), next()))
        .map(|(a, b)| format!("w{}", a * b / 1_000))
        .collect();
    words.join(" ")
}

fn text_of(words: &[u8]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
    words.join(" ")
}

/// All pairs of documents that share a run of so many words, the slow way.
fn pairs_that_share(rows: &[Vec<String>], least: usize) -> BTreeSet<(u32, u32)> {
    let grams: Vec<BTreeSet<&[String]>> = rows
        .iter()
        .map(|row| row.windows(least).collect())
        .collect();
    let mut pairs = BTreeSet::new();
    for (a, own) in (0..).zip(&grams) {
        for (b, other) in (0..).zip(&grams).take_while(|(b, _)| *b < a) {
            if own.intersection(other).next().is_some() {
                pairs.insert((b, a));
            }
        }
    }
    pairs
}

/// Whether a text says the words of a gram twice; what it shares may then stand at the second place.
fn repeats_itself(row: &[String]) -> bool {
    let grams: BTreeSet<&[String]> = row.windows(7).collect();
    grams.len() < row.windows(7).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Texts put together from a few pieces, so that they share much, in one piece and in several.
    #[test]
    fn every_place_says_the_same_and_every_document_that_shares_is_told(
        texts in prop::collection::vec(
            prop::collection::vec((0..6_usize, 0..9_usize, prop::collection::vec(0..200_u8, 0..6)), 0..5), 0..7),
        pieces in prop::collection::vec(prop::collection::vec(0..40_u8, 10..40), 6),
    ) {
        let texts: Vec<String> = texts.iter().map(|parts| {
            let words: Vec<u8> = parts.iter().flat_map(|(piece, from, own)| {
                [&pieces[*piece][*from..], own].concat()
            }).collect();
            text_of(&words)
        }).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let rows: Vec<Vec<String>> = texts.iter().map(|text| cut(text)).collect();
        let told: Vec<(String, Vec<u32>)> = shared(&texts);
        for (words, documents) in &told {
            prop_assert!(words.split(' ').count() >= 12);
            prop_assert!(documents.len() > 1 && documents.windows(2).all(|pair| pair[0] < pair[1]));
        }
        let held: BTreeSet<u32> = told.iter().flat_map(|(_, documents)| documents.clone()).collect();
        let plain = |document: &u32| !repeats_itself(&rows[*document as usize]);
        for (a, b) in pairs_that_share(&rows, 12).into_iter().filter(|(a, b)| plain(a) && plain(b)) {
            prop_assert!(held.contains(&a) && held.contains(&b), "{a} and {b} share, {told:?}");
        }
    }

    #[test]
    fn the_order_of_documents_changes_no_passage(
        texts in prop::collection::vec(prop::collection::vec(0..5_usize, 0..5), 2..8),
        turn in 0..8_usize,
    ) {
        let texts: Vec<String> = texts.iter().map(|pieces| {
            let pieces: Vec<String> = pieces.iter().map(|piece| made_up(20, *piece as u64 + 1)).collect();
            pieces.join(" ")
        }).collect();
        let forward: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut turned = forward.clone();
        turned.rotate_left(turn % forward.len());
        let sizes = |texts: &[&str]| {
            let told = shared(texts).into_iter();
            let mut told: Vec<(String, usize)> = told.map(|(words, documents)| (words, documents.len())).collect();
            told.sort();
            told
        };
        prop_assert_eq!(sizes(&forward), sizes(&turned));
    }
}
