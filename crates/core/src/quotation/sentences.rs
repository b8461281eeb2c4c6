//! Whole sentences as news has them, one row each: what is read from them and what is not.

use super::tests::rows;

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(rows(text), *expected, "{text}");
    }
}

#[test]
fn a_content_ends_where_the_speaker_does_something_else() {
    check(&[
        (
            "Quane called the plan a “gift” and recently sold her share.",
            &["mixed | Quane | called | the plan a “gift”"],
        ),
        (
            "He said he found her “very charming” and called his own standing “unheard of.”",
            &[
                "mixed | He | said | he found her “very charming”",
                "mixed | He | called | his own standing “unheard of.”",
            ],
        ),
        (
            "The mayor called her “third-rate” and boycotted one of the debates.",
            &["mixed | The mayor | called | her “third-rate”"],
        ),
        (
            "Orla Quane answered the letter by calling it “a disgrace to the town.”",
            &["mixed | Orla Quane | calling | it “a disgrace to the town.”"],
        ),
        (
            "Quane says the wall is a “disgrace,” while Doran Hask says it will hold.",
            &[
                "mixed | Quane | says | the wall is a “disgrace,”",
                "indirect | Doran Hask | says | it will hold",
            ],
        ),
        (
            "Both men spoke to the press, with Doran Hask calling the plan a “Chinese menu.”",
            &["mixed | Doran Hask | calling | the plan a “Chinese menu.”"],
        ),
        (
            "Although he says he “loves the river,” he sold his boat.",
            &["mixed | he | says | he “loves the river,”"],
        ),
        (
            "Doran Hask, who had said the wall was “beyond repair,” welcomed the vote.",
            &["mixed | who | said | the wall was “beyond repair,”"],
        ),
        (
            "Quane called the deal a “pact” — a word that she had once avoided.",
            &["mixed | Quane | called | the deal a “pact”"],
        ),
    ]);
}

#[test]
fn a_report_behind_commas_asides_and_times() {
    check(&[
        (
            "He added, that there was a “fair” chance.",
            &["mixed | He | added | that there was a “fair” chance"],
        ),
        (
            "She added, though, that in the end the wall “could not hold.”",
            &["mixed | She | added | that in the end the wall “could not hold.”"],
        ),
        (
            "Doran Hask (Astrel) last week said the wall was not “beyond repair.”",
            &["mixed | Doran Hask (Astrel) | said | the wall was not “beyond repair.”"],
        ),
        (
            "Doran Hask, celebrating the vote in his home town of Astrel, is pledging to “win many seats” in spring.",
            &["mixed | Doran Hask | pledging | to “win many seats” in spring"],
        ),
        (
            "As mayor Orla Quane put it, the wall is “as good as new.”",
            &["mixed | mayor Orla Quane | put it | the wall is “as good as new.”"],
        ),
        (
            "The council issued a statement on Monday saying that the wall “will hold.”",
            &["mixed | The council | saying | that the wall “will hold.”"],
        ),
        (
            "The council wall is old and it has “cracks,” said Nora Kassin, an engineer.",
            &["mixed | Nora Kassin | said | The council wall is old and it has “cracks,”"],
        ),
        (
            "Cost estimates, he added, were “too low.”",
            &["mixed | he | added | Cost estimates / were “too low.”"],
        ),
        (
            "While some of the staff could stay, she added, leaving would be “wise.”",
            &[
                "mixed | she | added | While some of the staff could stay / leaving would be “wise.”",
            ],
        ),
        (
            "“You do not win by walls,” Orla Quane replied before adding that the vote was near.",
            &[
                "direct | Orla Quane | replied | You do not win by walls,",
                "indirect | Orla Quane | adding | that the vote was near",
            ],
        ),
    ]);
}

#[test]
fn verbs_are_known_by_what_follows_them() {
    check(&[
        (
            "The court determined that the wall had “never been tested.”",
            &["mixed | The court | determined | that the wall had “never been tested.”"],
        ),
        (
            "She made it clear that the wall “will hold.”",
            &["mixed | She | made it clear | that the wall “will hold.”"],
        ),
        (
            "The provost heralded the wall as a “breakthrough.”",
            &["mixed | The provost | heralded | the wall as a “breakthrough.”"],
        ),
        ("The rules ensure that the wall is “sound.”", &[]),
        (
            "The paper calls it “the pearl” of the Lirren.",
            &["mixed | The paper | calls | it “the pearl” of the Lirren"],
        ),
        (
            "The council placed advertisements calling the deal a “costly mistake.”",
            &["mixed | The council | calling | the deal a “costly mistake.”"],
        ),
        (
            "They are open to talks, provided that these are “fair.”",
            &[],
        ),
    ]);
}

#[test]
fn quotations_without_a_verb_of_speech() {
    check(&[
        (
            "The crowd answered with chants of “Open the gate!” and “Open it now!”",
            &["mixed | The crowd | answered | “Open the gate!” and “Open it now!”"],
        ),
        (
            "THE RIVER RISES “The river has risen by two metres since Monday.” [Astrel Lantern.]",
            &["direct | Astrel Lantern | [ | The river has risen by two metres since Monday."],
        ),
        (
            "The door opened and in came the warden, “We are safe in here.”",
            &["direct | - | , | We are safe in here."],
        ),
        (
            "She has coined the phrase “paper wall” for it.",
            &["direct | She | phrase | paper wall"],
        ),
        (
            "The warden spoke for all of them: “We are safe in here.”",
            &[
                "indirect | The warden | spoke | for all of them",
                "direct | The warden | : | We are safe in here.",
            ],
        ),
        (
            "Hask walked on, singing “The river is ours!”",
            &["direct | Hask | singing | The river is ours!"],
        ),
    ]);
}
