use jiff::civil::{Date, date};

use super::{BriefSentence, Carrier, Length, Saying, write};
use crate::claim::gather;
use crate::claim::samples::{Story, sample};
use crate::contradiction;
use crate::dossier::OriginRange;
use crate::text::TextSpan;
use crate::witness::NameKind;

const DAY: Date = date(2031, 5, 14);

fn brief(story: &Story, sayings: &[Saying]) -> Vec<BriefSentence> {
    let context = story.context();
    let claims = gather(&context);
    let contradictions = contradiction::find(&context);
    write(
        &context,
        &claims,
        sayings,
        &contradictions,
        Length::default(),
    )
}

fn ferry(siglum: &str, words: &str, value: f64) -> crate::claim::samples::Sample {
    let text =
        format!("The ferry Halmira capsized off Cape Tarn in fog. In the wreck {words} drowned.");
    let adrift = "He added that the rudder chain had been old and rusty for many years.";
    sample(siglum, DAY, &[&text, adrift]).people(words, value)
}

#[test]
fn statements_lead_and_differences_are_said_to_be_such() {
    let story = Story::unrelated(vec![
        ferry("A", "two people", 2.0),
        ferry("B", "five people", 5.0),
    ]);
    let texts: Vec<String> = brief(&story, &[]).into_iter().map(|s| s.text).collect();
    assert_eq!(
        texts,
        [
            "The ferry Halmira capsized off Cape Tarn in fog.",
            "Reports differ (number of dead): A “two people drowned”; B “five people drowned”.",
        ]
    );
}

#[test]
fn every_shown_word_stands_in_a_carrier() {
    let story = Story::unrelated(vec![
        ferry("A", "two people", 2.0),
        ferry("B", "five people", 5.0),
    ]);
    for sentence in brief(&story, &[]) {
        let carried = |c: &Carrier| story.witnesses[c.witness].slice(c.span).trim().to_owned();
        let shown = sentence
            .carriers
            .iter()
            .any(|c| sentence.text.contains(&carried(c)));
        assert!(shown, "{}", sentence.text);
    }
}

#[test]
fn quotations_name_their_speaker() {
    let text = "Odda Brandel said: “No ferry of this class will leave the port of Tarn before the inquiry ends.”";
    let words = "No ferry of this class will leave the port of Tarn before the inquiry ends.";
    let story = Story::unrelated(vec![
        sample("A", DAY, &[text])
            .name("Odda Brandel", NameKind::Person)
            .quoted(words),
    ]);
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Carrier {
            witness: 0,
            span: TextSpan::of(start..start + words.len()),
        }
    };
    let saying = Saying {
        utterance: 0,
        speaker: "Odda Brandel".into(),
        named: at("Odda Brandel"),
        words: at(words),
        readings: vec![at(words)],
        origins: OriginRange { min: 1, max: 1 },
    };
    let brief = brief(&story, &[saying]);
    assert_eq!(brief[0].text, format!("Odda Brandel: “{words}”"));
    assert_eq!(brief[0].witnesses, [0]);
}
