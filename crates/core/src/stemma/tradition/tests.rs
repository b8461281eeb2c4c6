use super::*;

fn tradition(texts: &[&str]) -> Tradition {
    let terms: Vec<_> = texts.iter().map(|text| text_words(text)).collect();
    Tradition::of(&Variants::of(&terms), &[])
}

fn drawn(found: &Tradition) -> Vec<String> {
    let name = |node: usize| match node < found.texts {
        true => ["A", "B", "C", "D", "E", "F"][node].to_owned(),
        false => format!("lost {}", node - found.texts),
    };
    found
        .copied
        .iter()
        .map(|edge| format!("{} > {}", name(edge.from), name(edge.to)))
        .collect()
}

const FIRST: &str = "the keeper lit the lamp at dusk and wrote in the book that the wind had \
    turned to the north and that two old boats lay under the rock waiting for the tide";

/// The first text with some words changed.
fn changed(text: &str, changes: &[[&str; 2]]) -> String {
    let mut text = text.to_owned();
    for [old, new] in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

#[test]
fn a_copy_of_a_copy_points_at_its_nearest_parent() {
    let second = changed(FIRST, &[["lit", "trimmed"], ["dusk", "dark"]]);
    let third = changed(&second, &[["boats", "ships"], ["rock", "cliff"]]);
    let fourth = changed(FIRST, &[["book", "log"], ["turned", "swung"]]);
    let fifth = changed(FIRST, &[["two", "three"], ["tide", "ebb"]]);
    assert_eq!(
        drawn(&tradition(&[FIRST, &second, &third, &fourth, &fifth])),
        ["A > B", "A > D", "A > E", "B > C"]
    );
}

#[test]
fn siblings_without_their_source_get_a_lost_one() {
    let [a, b, c] = [
        [
            ["lit", "trimmed"],
            ["dusk", "dark"],
            ["boats", "ships"],
            ["tide", "ebb"],
        ],
        [
            ["book", "log"],
            ["turned", "swung"],
            ["rock", "cliff"],
            ["keeper", "warden"],
        ],
        [
            ["two", "three"],
            ["wind", "breeze"],
            ["wrote", "noted"],
            ["north", "east"],
        ],
    ]
    .map(|changes| changed(FIRST, &changes));
    assert_eq!(
        drawn(&tradition(&[&a, &b, &c])),
        ["lost 0 > A", "lost 0 > B", "lost 0 > C"]
    );
}

#[test]
fn what_was_left_out_downstream_gives_the_direction() {
    let second = changed(
        FIRST,
        &[
            ["at dusk ", ""],
            ["had turned", "turned"],
            ["old ", ""],
            ["the tide", "tide"],
        ],
    );
    let third = changed(&second, &[["in the book ", ""], ["the rock", "rock"]]);
    assert_eq!(
        drawn(&tradition(&[&third, &second, FIRST])),
        ["B > A", "C > B"]
    );
}

#[test]
fn a_hint_turns_the_tree() {
    let second = changed(FIRST, &[["lit", "trimmed"], ["dusk", "dark"]]);
    let terms: Vec<_> = [FIRST, &second]
        .iter()
        .map(|text| text_words(text))
        .collect();
    let hint = Hint {
        from: 1,
        to: 0,
        nats: 2.0,
    };
    let found = Tradition::of(&Variants::of(&terms), &[hint]);
    assert_eq!(drawn(&found), ["B > A"]);
}

#[test]
fn support_is_high_where_many_variants_agree_and_lower_where_one_does() {
    let many = [
        ["lit", "fed"],
        ["dusk", "noon"],
        ["book", "log"],
        ["wind", "rain"],
    ];
    let one = [["keeper", "warden"]];
    let pair = |text: &str, changes: &[[&str; 2]]| {
        let shared = changed(text, changes);
        [
            changed(&shared, &[["tide", "ebb"]]),
            changed(&shared, &[["rock", "cliff"]]),
        ]
    };
    let [[a, b], [c, d]] = [pair(FIRST, &many), pair(FIRST, &one)];
    let found = tradition(&[FIRST, &a, &b, &c, &d]);
    let support = |texts: [usize; 2]| {
        let between = |e: &&Copied| texts.contains(&e.from) && texts.contains(&e.to);
        found
            .copied
            .iter()
            .find(between)
            .map_or(0.0, |edge| edge.support)
    };
    let [strong, weak] = [
        support([1, 2]).max(support([0, 1])),
        support([3, 4]).max(support([0, 3])),
    ];
    assert!(strong > weak, "{found:?}");
}

#[test]
fn nothing_and_one_text_have_no_edges() {
    assert!(tradition(&[]).copied.is_empty());
    assert!(tradition(&[FIRST]).copied.is_empty());
    assert_eq!(tradition(&[FIRST, FIRST]).copied.len(), 1);
}
