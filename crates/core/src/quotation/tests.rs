//! Every form of quotation, one row each: what stands in the text, what is read from it.

use super::{Quotation, QuotationKind, extract};
use crate::article::Role;
use crate::witness::samples::article;
use crate::witness::{Witness, prepare};

/// A witness of parts in their roles.
fn witness(parts: &[(Role, &str)]) -> Witness {
    prepare(article("en", parts))
}

/// `kind | speaker | cue | content`, spans of the content parted by ` / `.
fn row(witness: &Witness, quotation: &Quotation) -> String {
    let kind = match quotation.kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    };
    let speaker = quotation
        .speaker
        .as_ref()
        .map_or("-", |speaker| witness.slice(speaker.span));
    let cue = quotation.cue.map_or("-", |cue| witness.slice(cue));
    let content: Vec<&str> = quotation
        .content
        .iter()
        .map(|span| witness.slice(*span))
        .collect();
    format!("{kind} | {speaker} | {cue} | {}", content.join(" / "))
}

fn rows_of(parts: &[(Role, &str)]) -> Vec<String> {
    let witness = witness(parts);
    extract(&witness)
        .iter()
        .map(|quotation| row(&witness, quotation))
        .collect()
}

pub(super) fn rows(text: &str) -> Vec<String> {
    let parts: Vec<(Role, &str)> = text.split("\n\n").map(|part| (Role::Body, part)).collect();
    rows_of(&parts)
}

#[test]
fn direct_speech_with_its_attribution_anywhere() {
    for (text, expected) in [
        (
            "“The wall will hold,” Orla Quane said.",
            "direct | Orla Quane | said | The wall will hold,",
        ),
        (
            "“The wall will hold,” said Orla Quane, the mayor of Astrel.",
            "direct | Orla Quane | said | The wall will hold,",
        ),
        (
            "Orla Quane said: “The wall will hold.”",
            "direct | Orla Quane | said | The wall will hold.",
        ),
        (
            "Orla Quane told reporters on Tuesday, \"The wall will hold.\"",
            "direct | Orla Quane | told | The wall will hold.",
        ),
        (
            "“The wall will hold”, said Orla Quane.",
            "direct | Orla Quane | said | The wall will hold",
        ),
        (
            "“The wall,” Orla Quane said, “will hold.”",
            "direct | Orla Quane | said | The wall, / will hold.",
        ),
        (
            "“The wall will hold,” she said. “We tested it twice.”",
            "direct | she | said | The wall will hold, / We tested it twice.",
        ),
        (
            "“Will the wall hold?” asked the mayor.",
            "direct | the mayor | asked | Will the wall hold?",
        ),
        (
            "In an interview on 3 May, Orla Quane said, “The wall will hold.”",
            "direct | Orla Quane | said | The wall will hold.",
        ),
        (
            "'The wall will hold,' the mayor's office said.",
            "direct | the mayor's office | said | The wall will hold,",
        ),
        (
            "”The wall will hold.” ― Orla Quane",
            "direct | Orla Quane | - | The wall will hold.",
        ),
    ] {
        assert_eq!(rows(text), [expected], "{text}");
    }
}

#[test]
fn indirect_and_mixed_speech() {
    for (text, expected) in [
        (
            "Orla Quane said that the wall would hold.",
            "indirect | Orla Quane | said | that the wall would hold",
        ),
        (
            "Orla Quane said the wall would hold.",
            "indirect | Orla Quane | said | the wall would hold",
        ),
        (
            "The wall would hold, Orla Quane said on Tuesday.",
            "indirect | Orla Quane | said | The wall would hold",
        ),
        (
            "The wall, Orla Quane added, has “never once leaked” since May.",
            "mixed | Orla Quane | added | The wall / has “never once leaked” since May",
        ),
        (
            "Orla Quane, who runs the town, said that the wall would “hold for years.”",
            "mixed | Orla Quane | said | that the wall would “hold for years.”",
        ),
        (
            "According to the water board, the wall will hold.",
            "indirect | the water board | According to | the wall will hold",
        ),
        (
            "The wall will hold, according to the water board.",
            "indirect | the water board | according to | The wall will hold",
        ),
        (
            "The mayor promised to rebuild the wall.",
            "indirect | The mayor | promised | to rebuild the wall",
        ),
        (
            "The mayor's claim that the wall would hold was tested.",
            "indirect | The mayor's | claim | that the wall would hold was tested",
        ),
        (
            "Orla Quane told the Astrel Tribune that the wall would hold.",
            "indirect | Orla Quane | told | that the wall would hold",
        ),
    ] {
        assert_eq!(rows(text), [expected], "{text}");
    }
}

#[test]
fn one_sentence_may_report_twice() {
    assert_eq!(
        rows(
            "“The wall will hold,” Orla Quane said, adding that nobody had asked for a second test."
        ),
        [
            "direct | Orla Quane | said | The wall will hold,",
            "indirect | Orla Quane | adding | that nobody had asked for a second test",
        ]
    );
    assert_eq!(
        rows("Orla Quane said the wall would hold, and the board warned that it might not."),
        [
            "indirect | Orla Quane | said | the wall would hold",
            "indirect | the board | warned | that it might not",
        ]
    );
}

#[test]
fn a_quotation_ends_where_its_marks_end_what_is_said() {
    for (text, expected) in [
        (
            "The mayor weighed in on Monday, “We are safe,” Orla Quane said.",
            "direct | Orla Quane | said | We are safe,",
        ),
        (
            "The crowd chanted, “Open the gate!” as the minister passed.",
            "direct | The crowd | chanted | Open the gate!",
        ),
        (
            "Orla Quane told her council, “It is time to go,” raising her hand.",
            "direct | Orla Quane | told | It is time to go,",
        ),
        (
            "“We are safe,” Orla Quane told “Harbour Morning” after the storm.",
            "direct | Orla Quane | told | We are safe,",
        ),
    ] {
        assert_eq!(rows(text), [expected], "{text}");
    }
}

#[test]
fn verbs_of_speech_without_a_subject_report_too() {
    for (text, expected) in [
        (
            "The minister was asked, “Will you resign?”",
            "direct | - | asked | Will you resign?",
        ),
        (
            "Asked whether the wall would hold, she left.",
            "indirect | - | Asked | whether the wall would hold",
        ),
        (
            "The town released a statement saying the wall “would hold.”",
            "mixed | The town | saying | the wall “would hold.”",
        ),
        (
            "Said Orla Quane, who grew up there, “We were all so proud of it.”",
            "direct | Orla Quane | Said | We were all so proud of it.",
        ),
        (
            "Several said they would rather leave.",
            "indirect | Several | said | they would rather leave",
        ),
        (
            "He’s predicting that the wall will hold.",
            "indirect | He’s | predicting | that the wall will hold",
        ),
    ] {
        assert_eq!(rows(text), [expected], "{text}");
    }
}

#[test]
fn words_in_marks_that_nobody_is_said_to_say_are_no_quotation() {
    for text in [
        "The so-called “iron gate” fell last year.",
        "She read “The Old Weir” twice on the train.",
        "Ned “Lefty” Marsh walked home.",
        "The United States and the claims court met.",
        "Its plans, reports and calls filled three shelves.",
    ] {
        assert!(rows(text).is_empty(), "{text}: {:?}", rows(text));
    }
}

#[test]
fn quotations_run_over_paragraphs_and_take_their_attribution_from_them() {
    assert_eq!(
        rows(
            "“The wall will hold,” Orla Quane said. “We tested it.\n\n“We shall test it again.”\n\nRain fell."
        ),
        [
            "direct | Orla Quane | said | The wall will hold, / We tested it. / We shall test it again."
        ]
    );
    assert_eq!(
        rows("Orla Quane said:\n\n“The wall will hold for years.”"),
        ["direct | Orla Quane | said | The wall will hold for years."]
    );
    assert_eq!(
        rows("“The wall will hold for years,”\n\nOrla Quane said."),
        ["direct | Orla Quane | said | The wall will hold for years,"]
    );
}

#[test]
fn pull_quotes_and_posts_are_said_by_who_signs_them() {
    assert_eq!(
        rows_of(&[
            (Role::Quote, "“The wall will hold for years.”"),
            (Role::Attribution, "Orla Quane")
        ]),
        ["direct | Orla Quane | - | The wall will hold for years."]
    );
    assert_eq!(
        rows_of(&[
            (Role::Quote, "The wall will hold for years."),
            (Role::Attribution, "— Orla Quane")
        ]),
        ["direct | Orla Quane | - | The wall will hold for years."]
    );
    assert_eq!(
        rows_of(&[
            (Role::Embed, "Wall holds, says mayor https://example.org/x"),
            (Role::Embed, "— Astrel Live (@astrel) May 3, 2031")
        ]),
        ["direct | Astrel Live | - | Wall holds, says mayor"]
    );
}

#[test]
fn a_quotation_after_a_colon_needs_no_verb_of_speech() {
    assert_eq!(
        rows("The board took it badly: “Nobody asked us about the gates.”"),
        ["direct | The board | : | Nobody asked us about the gates."]
    );
}

#[test]
fn german_speech() {
    let rows = |text: &str| -> Vec<String> {
        let witness = prepare(article("de", &[(Role::Body, text)]));
        extract(&witness)
            .iter()
            .map(|quotation| row(&witness, quotation))
            .collect()
    };
    for (text, expected) in [
        (
            "„Die Mauer hält“, sagte Orla Quane.",
            "direct | Orla Quane | sagte | Die Mauer hält",
        ),
        (
            "Orla Quane sagte: „Die Mauer hält.“",
            "direct | Orla Quane | sagte | Die Mauer hält.",
        ),
        (
            "Orla Quane sagte, dass die Mauer hält.",
            "indirect | Orla Quane | sagte | dass die Mauer hält",
        ),
        (
            "Orla Quane sagte, die Mauer halte noch lange.",
            "indirect | Orla Quane | sagte | die Mauer halte noch lange",
        ),
        (
            "Dabei betonte Orla Quane, die Mauer halte noch lange.",
            "indirect | Orla Quane | betonte | die Mauer halte noch lange",
        ),
    ] {
        assert_eq!(rows(text), [expected], "{text}");
    }
    assert_eq!(
        rows("Orla Quane sagte, die Mauer halte noch lange. Sie sei zweimal geprüft worden."),
        [
            "indirect | Orla Quane | sagte | die Mauer halte noch lange",
            "indirect | Orla Quane | - | Sie sei zweimal geprüft worden",
        ]
    );
}

#[test]
fn neither_readers_nor_corrections_are_quoted() {
    let said = "“The wall will hold,” Orla Quane said.";
    for role in [
        Role::Comment,
        Role::Teaser,
        Role::Correction,
        Role::EditorsNote,
        Role::EntryTime,
    ] {
        assert!(rows_of(&[(role, said)]).is_empty(), "{role:?}");
    }
}

#[test]
fn boilerplate_is_never_quoted() {
    assert!(rows_of(&[(Role::Boilerplate, "“The wall will hold,” Orla Quane said.")]).is_empty());
}

#[test]
fn the_way_of_the_words_is_read() {
    let via = |text: &str| -> Vec<String> {
        let witness = witness(&[(Role::Body, text)]);
        extract(&witness)
            .iter()
            .flat_map(|quotation| {
                quotation
                    .via
                    .iter()
                    .map(|step| format!("{:?} {}", step.role, step.name))
            })
            .collect()
    };
    assert_eq!(
        via("Orla Quane told ABQ News that the wall would hold."),
        ["Addressee ABQ News"]
    );
    assert_eq!(
        via("According to unnamed sources cited by ABQ News, the wall will hold."),
        ["Anonymous unnamed sources", "Relay ABQ News"]
    );
    assert_eq!(
        via("“The wall will hold,” Orla Quane said, as quoted by the Astrel Tribune."),
        ["Relay Astrel Tribune"]
    );
}

#[test]
fn a_line_that_announces_words_passes_its_relay_on() {
    let witness = witness(&[
        (
            Role::Body,
            "According to more of Quane's remarks via The Astrel Tribune:",
        ),
        (Role::Body, "Quane said the wall would “hold for years.”"),
    ]);
    let found = extract(&witness);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].via[0].name, "The Astrel Tribune");
}

#[test]
fn the_occasion_is_read() {
    let occasion = |text: &str| -> Option<String> {
        let witness = witness(&[(Role::Body, text)]);
        let found = extract(&witness);
        found
            .first()?
            .occasion
            .map(|span| witness.slice(span).to_owned())
    };
    assert_eq!(
        occasion("In a televised address on 2 January, Quane said, “It will hold.”").as_deref(),
        Some("In a televised address on 2 January")
    );
    assert_eq!(
        occasion("“It will hold,” Quane said during a session of the Astrel water board.")
            .as_deref(),
        Some("during a session of the Astrel water board")
    );
    assert_eq!(
        occasion("During his annual press conference in December 2024, Quane reiterated that it would hold.").as_deref(),
        Some("During his annual press conference in December 2024")
    );
}

#[test]
fn an_odd_mark_swallows_no_more_than_its_paragraph() {
    let found =
        rows("Orla Quane said “the wall will hold.\n\nRain fell all day.\n\nThe board met.");
    assert_eq!(found, ["direct | Orla Quane | said | the wall will hold."]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Text made of the things that quotations are made of.
    fn odd_text() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "“",
            "”",
            "\"",
            "'",
            "’",
            "‘",
            "«",
            "»",
            "„",
            "''",
            "``",
            " ",
            " ",
            "\n\n",
            ",",
            ".",
            ":",
            "—",
            "(",
            ")",
            "said",
            " said ",
            "told",
            "that ",
            "Quane",
            "Orla Quane",
            "according to",
            "she",
            " and ",
            "ß",
            "日本",
            "🙂",
            "the",
            "wall ",
            "In a meeting",
            "saying",
            "’s",
            "?",
            "…",
        ]);
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    fn check(text: &str) {
        let parts: Vec<(Role, &str)> = text.split("\n\n").map(|part| (Role::Body, part)).collect();
        let witness = witness(&parts);
        let whole = witness.article.text.as_str();
        for quotation in extract(&witness) {
            assert!(!quotation.content.is_empty());
            let spans = quotation.content.iter().chain(&quotation.quoted);
            let others = quotation
                .cue
                .iter()
                .chain(quotation.occasion.iter())
                .copied();
            let speaker = quotation.speaker.iter().map(|speaker| speaker.span);
            for span in spans.copied().chain(others).chain(speaker) {
                assert!(
                    !span.is_empty() && whole.get(span.range()).is_some(),
                    "{span:?} in {text:?}"
                );
            }
            assert!(
                quotation
                    .content
                    .windows(2)
                    .all(|pair| pair[0].end <= pair[1].start),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn odd_text_gives_proper_spans(text in odd_text()) {
            check(&text);
        }

        #[test]
        fn any_text_gives_proper_spans(text in "\\PC{0,200}") {
            check(&text);
        }
    }

    #[test]
    fn a_megabyte_of_marks_ends_in_time() {
        for mark in ["“", "\"", "“a\" ", "'", "“a” “"] {
            check(&mark.repeat(200_000));
        }
    }
}
