//! Statements in pairs and parcels: `twitter:label1` with `twitter:data1` (as WordPress writes "Written
//! by" and a name), and the JSON of `parsely-page`.

use htmlize::{Context, unescape_in};
use recension_core::language::Language;
use recension_core::text::TextSpan;
use serde_json::Value;

use super::Field;

/// Longer parcels are not read, in bytes.
const LONGEST_PARCEL: usize = 20_000;

/// The pairs of label and value that a page states.
#[derive(Default)]
pub(super) struct Pairs {
    labels: [Option<TextSpan>; 2],
    values: [Option<TextSpan>; 2],
}

impl Pairs {
    /// Takes one half of a pair by its name, where it is one.
    pub(super) fn take(&mut self, name: &str, content: TextSpan) {
        let slots = if name.starts_with("twitter:label") {
            &mut self.labels
        } else if name.starts_with("twitter:data") {
            &mut self.values
        } else {
            return;
        };
        let number = name.bytes().last().map(|digit| digit.wrapping_sub(b'1'));
        if let Some(slot) = number.and_then(|number| slots.get_mut(usize::from(number))) {
            slot.get_or_insert(content);
        }
    }

    /// The whole pairs.
    pub(super) fn whole(&self) -> impl Iterator<Item = (TextSpan, TextSpan)> + '_ {
        let pairs = self.labels.iter().zip(&self.values);
        pairs.filter_map(|(label, value)| Some(((*label)?, (*value)?)))
    }
}

/// What a label says of the value beside it, in whatever language.
pub(super) fn field_of(label: &str) -> Option<Field> {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    Language::all().find_map(|language| {
        let by = language.list("byline-words").value(&label);
        let date = language.list("date-labels").value(&label);
        match (by, date) {
            (Some("desk"), _) => None,
            (Some(_), _) => Some(Field::Author),
            (None, Some("published")) => Some(Field::Published),
            _ => None,
        }
    })
}

/// The strings of a parcel with what they are about, each by its place in the attribute as written. A
/// string that is written with escapes has no such place, and is left out.
pub(super) fn parcel(written: &str) -> Vec<(Field, std::ops::Range<usize>)> {
    if written.len() > LONGEST_PARCEL {
        return Vec::new();
    }
    let read = serde_json::from_str(&unescape_in(written, Context::Attribute));
    let Ok(Value::Object(members)) = read else {
        return Vec::new();
    };
    let about = |name: &str| match name {
        "title" => Some(Field::Title),
        "pub_date" => Some(Field::Published),
        "author" | "authors" => Some(Field::Author),
        "link" => Some(Field::Url),
        _ => None,
    };
    let strings = members.iter().flat_map(|(name, value)| {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        values
            .iter()
            .filter_map(move |value| Some((about(name)?, value.as_str()?)))
    });
    let placed = strings.filter_map(|(field, text)| {
        let at = written.find(text).filter(|_| !text.is_empty())?;
        Some((field, at..at + text.len()))
    });
    placed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_many_languages() {
        assert_eq!(field_of("Written by"), Some(Field::Author));
        assert_eq!(field_of("Von:"), Some(Field::Author));
        assert_eq!(field_of("Published"), Some(Field::Published));
        assert_eq!(field_of("Edited by"), None);
        assert_eq!(field_of("Est. reading time"), None);
    }

    #[test]
    fn a_parcel_gives_its_strings_with_their_places() {
        let written = r#"{"title":"The gate","pub_date":"2024-03-04","authors":["Ada Quill","Jo Hale"],"x":1}"#;
        let found = parcel(written);
        let drawn: Vec<(Field, &str)> = found
            .into_iter()
            .map(|(field, range)| (field, &written[range]))
            .collect();
        assert_eq!(
            drawn,
            [
                (Field::Title, "The gate"),
                (Field::Published, "2024-03-04"),
                (Field::Author, "Ada Quill"),
                (Field::Author, "Jo Hale"),
            ]
        );
        assert!(parcel("{\"title\":").is_empty());
    }
}
