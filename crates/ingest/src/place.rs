//! Where a document is: a file, and the way inside it.

use serde::{Deserialize, Serialize};

/// The way to a document, readable and without ambiguity.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    path: String,
    inside: Vec<String>,
}

impl Place {
    /// A file by the name it was given under.
    pub fn file(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            inside: Vec::new(),
        }
    }

    /// The place of something inside: `step` says how it is called there (`/page.html`,
    /// `#record-3@1200`). Characters that would spoil a message are replaced.
    pub(crate) fn step(&self, step: &str) -> Self {
        let step: String = step.chars().map(printable).collect();
        let mut inside = self.inside.clone();
        let path = format!("{}{step}", self.path);
        inside.push(step);
        Self { path, inside }
    }

    /// The whole way, as shown to people.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The steps inside the file, outermost first.
    pub fn inside(&self) -> &[String] {
        &self.inside
    }

    /// Whether `other` is this place or lies inside it.
    pub(crate) fn leads_to(&self, other: &[String]) -> bool {
        other.starts_with(&self.inside)
    }
}

const fn printable(character: char) -> char {
    if character.is_ascii_control() {
        '\u{FFFD}'
    } else {
        character
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_apart_and_shown_as_one_path() {
        let archive = Place::file("a.zip").step("/mail/b.eml");
        let part = archive.step("#part-2");
        assert_eq!(part.path(), "a.zip/mail/b.eml#part-2");
        assert_eq!(part.inside(), ["/mail/b.eml", "#part-2"]);
        assert!(archive.leads_to(part.inside()));
        assert!(!part.leads_to(archive.inside()));
        assert_eq!(
            Place::file("a").step("/\u{1b}[2Jx").path(),
            "a/\u{FFFD}[2Jx"
        );
    }
}
