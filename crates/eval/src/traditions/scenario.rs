//! What can happen in a made-up tradition: facts, each with several tellings, and things said.

use std::collections::BTreeMap;

use crate::generate::Numbers;

const FILE: &str = include_str!("scenarios.txt");

/// Something said: its wordings and how it is told in indirect speech.
#[derive(Clone, Debug, Default)]
pub(super) struct Saying {
    pub(super) wordings: Vec<String>,
    pub(super) indirect: String,
}

/// A kind of event.
#[derive(Clone, Debug, Default)]
pub(super) struct Scenario {
    pub(super) headlines: Vec<String>,
    /// Each fact by its tellings.
    pub(super) facts: Vec<Vec<String>>,
    pub(super) sayings: Vec<Saying>,
}

/// All scenarios of the file.
pub(super) fn scenarios() -> Vec<Scenario> {
    let mut found: Vec<Scenario> = Vec::new();
    for block in FILE.split("\n\n") {
        let lines: Vec<&str> = block.lines().filter(|l| !l.starts_with('#')).collect();
        if lines.iter().any(|line| line.starts_with("== ")) {
            found.push(Scenario::default());
        }
        if let Some(scenario) = found.last_mut() {
            scenario.read(&lines);
        }
    }
    found
}

impl Scenario {
    fn read(&mut self, lines: &[&str]) {
        let after = |mark: &'static str| {
            lines
                .iter()
                .filter_map(move |line| line.strip_prefix(mark))
                .map(str::trim)
        };
        self.headlines.extend(after("? ").map(str::to_owned));
        if let (Some(said), Some(indirect)) = (after("> ").next(), after("~ ").next()) {
            self.sayings.push(Saying {
                wordings: said.split(" | ").map(str::to_owned).collect(),
                indirect: indirect.to_owned(),
            });
            return;
        }
        let marked = |line: &&&str| {
            ["== ", "? ", "> ", "~ "]
                .iter()
                .any(|m| line.starts_with(m))
        };
        let tellings: Vec<String> = lines
            .iter()
            .filter(|l| !marked(l) && !l.is_empty())
            .map(|l| (*l).to_owned())
            .collect();
        if !tellings.is_empty() {
            self.facts.push(tellings);
        }
    }
}

/// The values of the slots of one story.
pub(super) type Slots = BTreeMap<String, String>;

/// A template with one of each choice taken and every slot filled.
pub(super) fn filled(template: &str, slots: &Slots, numbers: &mut Numbers) -> String {
    let mut text = chosen(template, numbers);
    for (slot, value) in slots {
        text = text.replace(&format!("{{{slot}}}"), value);
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn chosen(template: &str, numbers: &mut Numbers) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        let (choices, behind) = after.split_once(']').unwrap_or((after, ""));
        let choices: Vec<&str> = choices.split('|').collect();
        text.push_str(before);
        text.push_str(numbers.pick(&choices));
        rest = behind;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_a_telling_for_each_of_four_reporters() {
        for scenario in scenarios() {
            assert!(scenario.facts.len() >= 12 && scenario.sayings.len() >= 3);
            assert!(
                scenario.facts.iter().all(|tellings| tellings.len() == 4),
                "{scenario:?}"
            );
            assert!(
                scenario
                    .sayings
                    .iter()
                    .all(|saying| saying.wordings.len() == 3)
            );
        }
    }

    #[test]
    fn choices_are_taken_and_slots_filled() {
        let slots = Slots::from([("town".to_owned(), "Corveth".to_owned())]);
        let text = filled(
            "[the|a] mill of {town} burnt.",
            &slots,
            &mut Numbers::new(3),
        );
        assert!(["The mill of Corveth burnt.", "A mill of Corveth burnt."].contains(&&*text));
    }
}
