//! Which fields of a record mean what.

use std::collections::BTreeMap;
use std::fmt;

/// What a field of a record may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Text,
    Html,
    Id,
    Title,
    Url,
    Source,
    Date,
    Language,
    Author,
    Credit,
}

/// What a field is called on the command line, and the names it usually goes by, the contract's own
/// first. A dot leads into an object or the objects of a list (`headlines.value` of ninjs).
struct Meaning {
    field: Field,
    name: &'static str,
    usual: &'static [&'static str],
}

static MEANINGS: &[Meaning] = &[
    Meaning {
        field: Field::Text,
        name: "text",
        usual: &[
            "text",
            "body",
            "content",
            "maintext",
            "articleBody",
            "content_text",
            "body_text",
            "bodies.value",
        ],
    },
    Meaning {
        field: Field::Html,
        name: "html",
        usual: &["html", "content_html", "body_html", "body_xhtml"],
    },
    Meaning {
        field: Field::Id,
        name: "id",
        usual: &["id", "_id"],
    },
    Meaning {
        field: Field::Title,
        name: "title",
        usual: &["title", "headline", "headlines.value"],
    },
    Meaning {
        field: Field::Url,
        name: "url",
        usual: &["url", "link"],
    },
    Meaning {
        field: Field::Source,
        name: "source",
        usual: &[
            "source",
            "outlet",
            "publisher",
            "source_domain",
            "copyrightholder",
        ],
    },
    Meaning {
        field: Field::Date,
        name: "date",
        usual: &[
            "date",
            "published",
            "date_publish",
            "datePublished",
            "published_at",
            "date_published",
            "firstcreated",
            "versioncreated",
        ],
    },
    Meaning {
        field: Field::Language,
        name: "language",
        usual: &["lang", "language"],
    },
    Meaning {
        field: Field::Author,
        name: "author",
        usual: &["author", "authors", "byline", "authors.name", "author.name"],
    },
    Meaning {
        field: Field::Credit,
        name: "credit",
        usual: &["credit", "infosources.name"],
    },
];

/// Which fields of a record mean what: the usual names, or those that a user assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    assigned: BTreeMap<Field, Vec<String>>,
}

impl Fields {
    /// Assigns a field by `MEANING=NAME`, as `text=body`. A meaning assigned more than once is
    /// sought under each name in turn, and under no other.
    ///
    /// # Errors
    /// Where there is no such meaning, or no name.
    pub fn assign(&mut self, assignment: &str) -> Result<(), UnknownField> {
        let unknown = || UnknownField(assignment.to_owned());
        let (meaning, name) = assignment.split_once('=').ok_or_else(unknown)?;
        let known = MEANINGS.iter().find(|known| known.name == meaning.trim());
        let name = name.trim();
        let field = known
            .filter(|_| !name.is_empty())
            .ok_or_else(unknown)?
            .field;
        self.assigned
            .entry(field)
            .or_default()
            .push(name.to_owned());
        Ok(())
    }

    /// The names under which a field is sought, in order.
    pub(crate) fn names(&self, field: Field) -> Vec<&str> {
        if let Some(assigned) = self.assigned.get(&field) {
            return assigned.iter().map(String::as_str).collect();
        }
        let known = MEANINGS.iter().find(|known| known.field == field);
        known.map_or_else(Vec::new, |known| known.usual.to_vec())
    }

    /// Every field with its names.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Field, Vec<&str>)> {
        MEANINGS
            .iter()
            .map(|known| (known.field, self.names(known.field)))
    }
}

/// An assignment that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField(String);

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = MEANINGS.iter().map(|known| known.name).collect();
        write!(
            f,
            "“{}” assigns no field; write MEANING=NAME, where MEANING is one of {}",
            self.0,
            known.join(", ")
        )
    }
}

impl std::error::Error for UnknownField {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assignments_replace_the_usual_names() {
        let mut fields = Fields::default();
        assert_eq!(fields.names(Field::Url), ["url", "link"]);
        fields.assign("url=permalink").unwrap();
        fields.assign("url=address").unwrap();
        assert_eq!(fields.names(Field::Url), ["permalink", "address"]);
        let error = fields.assign("colour=red").unwrap_err().to_string();
        assert!(
            error.starts_with("“colour=red” assigns no field"),
            "{error}"
        );
        assert!(fields.assign("text=").is_err());
    }
}
