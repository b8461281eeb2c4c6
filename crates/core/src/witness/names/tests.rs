use crate::article::Role;
use crate::witness::{Witness, prepare, samples};

fn witness(language: &str, parts: &[(Role, &str)]) -> Witness {
    prepare(samples::article(language, parts))
}

/// Each part, and under it the number of the entity that each name belongs to; then the entities.
fn drawn(witness: &Witness) -> String {
    let mut lines = Vec::new();
    for part in &witness.article.parts {
        let text = witness.slice(part.span);
        lines.push(text.to_owned());
        let mut marks = String::new();
        for name in witness
            .names
            .iter()
            .filter(|name| part.span.contains(name.span))
        {
            let start = (name.span.start - part.span.start) as usize;
            let column = text[..start].chars().count();
            let width = witness.slice(name.span).chars().count();
            let column = column.max(marks.chars().count());
            marks.push_str(&" ".repeat(column - marks.chars().count()));
            let number = (name.entity + 1).to_string();
            let fill = if name.description { "~" } else { "^" };
            marks.push_str(&number);
            marks.push_str(&fill.repeat(width.saturating_sub(number.len())));
        }
        lines.push(marks);
    }
    for (index, entity) in witness.entities.iter().enumerate() {
        let titles = entity.titles.join(", ");
        let line = format!("{} {} {:?} {titles}", index + 1, entity.name, entity.kind);
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

fn assert_drawn(witness: &Witness, expected: &str) {
    assert_eq!(drawn(witness), expected.trim_matches('\n'));
}

#[test]
fn titles_short_forms_and_descriptions() {
    let witness = witness(
        "en",
        &[
            (
                Role::Lead,
                "Norwegian President Ann Orrin met Prime Minister Jo Hale of Latvia.",
            ),
            (
                Role::Body,
                "Orrin thanked the Latvian prime minister. The Norwegian leader then left.",
            ),
        ],
    );
    assert_drawn(
        &witness,
        "
Norwegian President Ann Orrin met Prime Minister Jo Hale of Latvia.
1^^^^^^^^           2^^^^^^^^                    3^^^^^^    4^^^^^
Orrin thanked the Latvian prime minister. The Norwegian leader then left.
2^^^^         3~~~~~~~~~~~~~~~~~~~~~~~~~  2~~~~~~~~~~~~~~~~~~~
1 Norwegian Demonym
2 Ann Orrin Person president
3 Jo Hale Person prime minister
4 Latvia Place
",
    );
}

#[test]
fn a_description_that_may_mean_two_is_left_out() {
    let witness = witness(
        "en",
        &[(
            Role::Lead,
            "President Ann Orrin met President Jo Hale. The president then left.",
        )],
    );
    assert!(witness.names.iter().all(|name| !name.description));
}

#[test]
fn a_country_in_a_description_is_the_holders() {
    let left_out = |text: &str| {
        let witness = witness("en", &[(Role::Lead, text)]);
        witness.names.iter().all(|name| !name.description)
    };
    assert!(left_out("President Ann Orrin met the president of Latvia."));
    assert!(left_out("The driver Ann Orrin beat the British driver."));
    assert!(left_out(
        "Latvian President Ann Orrin met the Norwegian president."
    ));
    assert!(!left_out(
        "President Ann Orrin spoke. The Latvian leader then left."
    ));
    assert!(left_out("Head coach Jo Hale sat in the coach section."));
}

#[test]
fn aliases_and_acronyms() {
    let witness = witness(
        "en",
        &[
            (
                Role::Lead,
                "The U.S. and the Dam Safety Board (DSB) agreed.",
            ),
            (
                Role::Body,
                "The DSB thanked the United States; the US did not answer us.",
            ),
        ],
    );
    assert_drawn(
        &witness,
        "
The U.S. and the Dam Safety Board (DSB) agreed.
    1^^^         2^^^^^^^^^^^^^^^  2^^
The DSB thanked the United States; the US did not answer us.
    2^^             1^^^^^^^^^^^^      1^
1 United States Place
2 Dam Safety Board Organisation
",
    );
}

#[test]
fn capitals_that_mean_nothing() {
    let witness = witness(
        "en",
        &[
            (
                Role::Headline,
                "Dam Gate Fails As Orrin Warns Of New Floods",
            ),
            (
                Role::Lead,
                "However, nobody was hurt. On Monday officials warned of floods.",
            ),
            (
                Role::Body,
                "“Everything is lost,” said Ann Orrin. “We are NOT safe.”",
            ),
        ],
    );
    assert_drawn(
        &witness,
        "
Dam Gate Fails As Orrin Warns Of New Floods
                  1^^^^
However, nobody was hurt. On Monday officials warned of floods.

“Everything is lost,” said Ann Orrin. “We are NOT safe.”
                           1^^^^^^^^
1 Ann Orrin Person
",
    );
}

#[test]
fn namesakes_stay_apart() {
    let witness = witness(
        "en",
        &[(
            Role::Lead,
            "Ann Orrin and David Orrin came. Orrin spoke. Ann nodded.",
        )],
    );
    assert_drawn(
        &witness,
        "
Ann Orrin and David Orrin came. Orrin spoke. Ann nodded.
1^^^^^^^^     2^^^^^^^^^^       3^^^^        1^^
1 Ann Orrin Person
2 David Orrin Person
3 Orrin Other
",
    );
}

#[test]
fn names_joined_by_hyphens_and_particles() {
    let witness = witness(
        "en",
        &[(
            Role::Lead,
            "Jean-Luc van der Berg praised US-Russia talks at the Bank of England in New York.",
        )],
    );
    assert_drawn(
        &witness,
        "
Jean-Luc van der Berg praised US-Russia talks at the Bank of England in New York.
1^^^^^^^^^^^^^^^^^^^^         2^ 3^^^^^              4^^^^^^^^^^^^^^    5^^^^^^^
1 Jean-Luc van der Berg Person
2 US Place
3 Russia Place
4 Bank of England Organisation
5 New York Place
",
    );
}

#[test]
fn spelling_variants_are_one() {
    let witness = witness(
        "en",
        &[(
            Role::Lead,
            "President Olen Zherdenskyy spoke. Zherdenskyy left. Later Zherdenskiy came back.",
        )],
    );
    assert_eq!(witness.entities.len(), 1);
    assert_eq!(
        witness.entities[0].forms,
        ["Olen Zherdenskyy", "Zherdenskiy", "Zherdenskyy"]
    );
}

#[test]
fn german_nouns_are_no_names() {
    let witness = witness(
        "de",
        &[(
            Role::Lead,
            "Der Bürgermeister von Bremen, Jens Orrin, sprach am Montag. Orrin lobte die Feuerwehr.",
        )],
    );
    assert_drawn(
        &witness,
        "
Der Bürgermeister von Bremen, Jens Orrin, sprach am Montag. Orrin lobte die Feuerwehr.
                      1^^^^^  2^^^^^^^^^                    2^^^^
1 Bremen Place
2 Jens Orrin Person
",
    );
}

#[test]
fn a_language_without_files_keeps_capitals_in_mid_sentence() {
    let witness = witness(
        "xx",
        &[(Role::Lead, "Hyr lomat Orrin vel. Toma lis Orrin.")],
    );
    assert_drawn(
        &witness,
        "
Hyr lomat Orrin vel. Toma lis Orrin.
          1^^^^               1^^^^
1 Orrin Other
",
    );
}
