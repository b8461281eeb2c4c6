//! What the class, id, role and microdata names that web designers use say about the text inside.
//!
//! These are names in markup, the same in pages of every language; they are no language data.

use super::elements::Within;
use super::keys::{key, position};

/// What a word in a class or id says. Words are compared whole: `read-more` and `readMore` are
/// both `read`, `more`, and a pair is written with a hyphen. Sorted.
static MARKS: &[(&str, Within)] = &[
    ("abstract", Within::DECK),
    ("actualizado", Within::CHANGED),
    ("ad", Within::UNLIKELY),
    ("addthis", Within::UNLIKELY),
    ("ads", Within::UNLIKELY),
    ("advert", Within::UNLIKELY),
    ("advertisement", Within::UNLIKELY),
    ("aktualisiert", Within::CHANGED),
    (
        "also-read",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("article-date", Within::STAMP),
    ("auteur", Within::SIGNED),
    ("auteurs", Within::SIGNED),
    ("author", Within::BYLINE.and(Within::SIGNED)),
    ("author-name", Within::NAME),
    ("authors", Within::BYLINE.and(Within::SIGNED)),
    ("autor", Within::SIGNED),
    ("autore", Within::SIGNED),
    ("autores", Within::SIGNED),
    ("autori", Within::SIGNED),
    ("banner", Within::UNLIKELY),
    ("bluesky-embed", Within::EMBED),
    ("breadcrumb", Within::NAVIGATION),
    ("breadcrumbs", Within::NAVIGATION),
    ("by-line", Within::SIGNED),
    ("byline", Within::BYLINE.and(Within::SIGNED)),
    ("byline-name", Within::NAME),
    ("bylines", Within::SIGNED),
    ("caption", Within::CAPTION),
    ("changed", Within::CHANGED),
    ("clarification", Within::CORRECTION),
    ("columnist", Within::SIGNED),
    (
        "comment",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    (
        "comments",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("consent", Within::UNLIKELY),
    ("contributor", Within::SIGNED),
    ("cookie", Within::UNLIKELY),
    ("cookies", Within::UNLIKELY),
    ("copyright", Within::CREDIT),
    ("correction", Within::CORRECTION),
    ("corrections", Within::CORRECTION),
    ("correspondent", Within::SIGNED),
    ("corrigendum", Within::CORRECTION),
    ("created", Within::STAMP),
    ("credit", Within::CREDIT),
    ("credits", Within::CREDIT),
    ("crumbs", Within::NAVIGATION),
    ("date", Within::STAMP),
    ("dateline", Within::TIME.and(Within::STAMP)),
    ("dates", Within::STAMP),
    ("datestamp", Within::STAMP),
    ("datetime", Within::STAMP),
    ("datum", Within::STAMP),
    ("deck", Within::DECK),
    ("dek", Within::DECK),
    (
        "disqus",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("ed-note", Within::NOTE),
    ("editor-note", Within::NOTE),
    ("editornote", Within::NOTE),
    ("editors-note", Within::NOTE),
    ("editorsnote", Within::NOTE),
    ("ednote", Within::NOTE),
    ("entry-date", Within::STAMP),
    ("erratum", Within::CORRECTION),
    ("fb-post", Within::EMBED),
    ("fecha", Within::STAMP),
    ("firma", Within::SIGNED),
    ("fn", Within::NAME),
    ("footer", Within::FOOTER),
    ("forfatter", Within::SIGNED),
    ("gdpr", Within::UNLIKELY),
    ("giorno", Within::STAMP),
    ("instagram-media", Within::EMBED),
    ("journalist", Within::SIGNED),
    ("journalist-name", Within::SIGNED),
    ("journaliste", Within::SIGNED),
    ("jump-to", Within::UNLIKELY),
    ("korrektur", Within::CORRECTION),
    ("last-modified", Within::CHANGED),
    ("last-updated", Within::CHANGED),
    ("lastmod", Within::CHANGED),
    ("maj", Within::CHANGED),
    ("menu", Within::NAVIGATION),
    ("modal", Within::UNLIKELY),
    ("modified", Within::CHANGED),
    (
        "more-stories",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "most-popular",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "most-read",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("muhabir", Within::SIGNED),
    ("name", Within::NAME),
    ("nav", Within::NAVIGATION),
    ("navbar", Within::NAVIGATION),
    ("navigation", Within::NAVIGATION),
    ("news-letter", Within::UNLIKELY),
    ("newsletter", Within::UNLIKELY),
    ("newsletters", Within::UNLIKELY),
    ("outbrain", Within::UNLIKELY),
    ("pagination", Within::NAVIGATION),
    ("penulis", Within::SIGNED),
    ("popup", Within::UNLIKELY),
    ("post-date", Within::STAMP),
    ("posted-by", Within::SIGNED),
    ("posted-on", Within::STAMP),
    ("promo", Within::UNLIKELY),
    ("promos", Within::UNLIKELY),
    ("pubdate", Within::STAMP),
    ("publication-data", Within::STAMP),
    ("publication-date", Within::STAMP),
    ("publish", Within::STAMP),
    ("publish-date", Within::STAMP),
    ("published", Within::STAMP),
    ("published-date", Within::STAMP),
    ("pull-quote", Within::QUOTE),
    ("pullquote", Within::QUOTE),
    (
        "read-also",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "read-more",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "read-next",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "reader-comment",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("recirc", Within::UNLIKELY),
    (
        "recommended",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("redakteur", Within::SIGNED),
    ("reddit-embed", Within::EMBED),
    (
        "related",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("replies", Within::OTHERS.and(Within::COMMENT)),
    ("reply", Within::OTHERS.and(Within::COMMENT)),
    ("reporter", Within::SIGNED),
    ("reporter-name", Within::SIGNED),
    ("respond", Within::OTHERS.and(Within::COMMENT)),
    ("share", Within::UNLIKELY),
    ("sharing", Within::UNLIKELY),
    ("sidebar", Within::ASIDE),
    ("signature", Within::SIGNED),
    ("signup", Within::UNLIKELY),
    ("skip", Within::UNLIKELY),
    ("skip-link", Within::UNLIKELY),
    ("skribent", Within::SIGNED),
    ("social", Within::UNLIKELY),
    ("sponsor", Within::UNLIKELY),
    ("sponsored", Within::UNLIKELY),
    ("sr-only", Within::UNLIKELY),
    ("standfirst", Within::DECK),
    ("story-by", Within::SIGNED),
    ("subhead", Within::DECK),
    ("subheadline", Within::DECK),
    ("subscribe", Within::UNLIKELY),
    ("subscription", Within::UNLIKELY),
    ("subtitle", Within::DECK),
    ("summary", Within::DECK),
    ("taboola", Within::UNLIKELY),
    ("tag-list", Within::UNLIKELY),
    ("tags", Within::UNLIKELY),
    ("tarih", Within::STAMP),
    (
        "teaser",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    (
        "teasers",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("tiktok-embed", Within::EMBED),
    ("time", Within::STAMP),
    ("timestamp", Within::STAMP),
    ("toolbar", Within::UNLIKELY),
    (
        "trending",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::TEASER),
    ),
    ("twitter-tweet", Within::EMBED),
    ("twitter-video", Within::EMBED),
    ("update", Within::CHANGED),
    ("updated", Within::CHANGED),
    (
        "user-comment",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("verfasser", Within::SIGNED),
    ("visually-hidden", Within::UNLIKELY),
    ("widget", Within::UNLIKELY),
    ("writer", Within::BYLINE.and(Within::SIGNED)),
    ("written-by", Within::SIGNED),
    ("yazar", Within::SIGNED),
];

/// What the values of `role`, `itemprop`, `property` (RDFa) and `rel` say. Sorted.
static VALUES: &[(&str, Within)] = &[
    (
        "Comment",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("CorrectionComment", Within::CORRECTION),
    (
        "UserComments",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("alertdialog", Within::CONTROL),
    ("articleBody", Within::CONTENT),
    ("author", Within::BYLINE.and(Within::SIGNED)),
    ("banner", Within::HEADER),
    ("button", Within::CONTROL),
    (
        "comment",
        Within::UNLIKELY.and(Within::OTHERS).and(Within::COMMENT),
    ),
    ("complementary", Within::ASIDE),
    ("contentinfo", Within::FOOTER),
    ("correction", Within::CORRECTION),
    ("created", Within::STAMP),
    ("creator", Within::SIGNED),
    ("date", Within::STAMP),
    ("dateCreated", Within::STAMP),
    ("dateModified", Within::TIME.and(Within::CHANGED)),
    ("datePublished", Within::TIME.and(Within::STAMP)),
    ("description", Within::DECK),
    ("dialog", Within::CONTROL),
    ("main", Within::MAIN),
    ("menu", Within::NAVIGATION),
    ("modified", Within::CHANGED),
    ("name", Within::NAME),
    ("navigation", Within::NAVIGATION),
    ("search", Within::CONTROL),
];

/// Names longer than this are generated, and say nothing.
const LONGEST_NAME: usize = 300;

/// A table of names with their keys.
struct Names {
    entries: &'static [(&'static str, Within)],
    keys: &'static [u64],
}

static MARK_NAMES: Names = Names {
    entries: MARKS,
    keys: &keys_of::<{ MARKS.len() }>(MARKS),
};
static VALUE_NAMES: Names = Names {
    entries: VALUES,
    keys: &keys_of::<{ VALUES.len() }>(VALUES),
};

const fn keys_of<const N: usize>(entries: &[(&str, Within)]) -> [u64; N] {
    let mut keys = [0; N];
    let mut at = 0;
    while at < N {
        keys[at] = key(entries[at].0.as_bytes());
        at += 1;
    }
    keys
}

impl Names {
    fn marks(&self, name: &[u8]) -> Within {
        let entry = |at: usize| self.entries.get(at);
        position(self.keys, name, |at| {
            entry(at).is_some_and(|(entry, _)| entry.as_bytes() == name)
        })
        .and_then(entry)
        .map_or(Within::NOTHING, |(_, mark)| *mark)
    }
}

/// What a `class` or `id` says.
pub(crate) fn marks_of_names(names: &str) -> Within {
    if names.len() > LONGEST_NAME {
        return Within::NOTHING;
    }
    let mut speller = Speller::default();
    for name in names.split_ascii_whitespace() {
        speller.read(name);
    }
    speller.marks
}

/// Reads names word by word: they are split at hyphens, underscores and inner capitals, and looked
/// up in lower case, each by itself and with the one before.
#[derive(Default)]
struct Speller {
    /// The words of the name so far, in lower case, with hyphens between.
    spelled: Vec<u8>,
    /// Where the word that is being read starts, and the one before it.
    word: usize,
    before: Option<usize>,
    marks: Within,
}

impl Speller {
    fn read(&mut self, name: &str) {
        (self.word, self.before) = (0, None);
        self.spelled.clear();
        let mut previous_is_lower = false;
        for byte in name.bytes() {
            let separator = !byte.is_ascii_alphanumeric();
            if separator || (previous_is_lower && byte.is_ascii_uppercase()) {
                self.end_word();
            }
            if !separator {
                self.spelled.push(byte.to_ascii_lowercase());
            }
            previous_is_lower = byte.is_ascii_lowercase();
        }
        self.end_word();
    }

    fn end_word(&mut self) {
        let from = |start: usize| self.spelled.get(start..).unwrap_or_default();
        if from(self.word).is_empty() {
            return;
        }
        let pair = self.before.map(|before| MARK_NAMES.marks(from(before)));
        let alone = MARK_NAMES.marks(from(self.word));
        self.marks = self.marks.and(alone).and(pair.unwrap_or_default());
        self.before = Some(self.word);
        self.spelled.push(b'-');
        self.word = self.spelled.len();
    }
}

/// What the value of `role`, `itemprop`, `itemtype`, `property` or `rel` says; a vocabulary's prefix
/// or address ("schema:author", "https://schema.org/Comment") is passed over.
pub(crate) fn marks_of_value(value: &str) -> Within {
    value
        .split_ascii_whitespace()
        .map(|word| {
            VALUE_NAMES.marks(
                word.rsplit([':', '/', '#'])
                    .next()
                    .unwrap_or(word)
                    .as_bytes(),
            )
        })
        .fold(Within::NOTHING, Within::and)
}

/// Folders of addresses under which sites keep the pages of those who write for them.
const PEOPLE_FOLDERS: [&str; 20] = [
    "author",
    "authors",
    "auteur",
    "auteurs",
    "autor",
    "autore",
    "autoren",
    "autores",
    "autori",
    "by",
    "byline",
    "columnist",
    "columnists",
    "contributor",
    "contributors",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
    "staff",
];

/// What the address of a link says: the page of somebody who writes here ("/author/mara-quillfeather/").
pub(crate) fn marks_of_address(address: &str) -> Within {
    if address.len() > LONGEST_NAME || !address.contains('/') {
        return Within::NOTHING;
    }
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut folders = path.trim_end_matches('/').split('/').rev().skip(1);
    if folders.any(|folder| PEOPLE_FOLDERS.contains(&folder)) {
        Within::SIGNED
    } else {
        Within::NOTHING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_sign() {
        assert_eq!(
            marks_of_address("/author/mara-quillfeather/"),
            Within::SIGNED
        );
        assert_eq!(
            marks_of_address("https://post.example/staff/12/mara?x=/a"),
            Within::SIGNED
        );
        for other in [
            "/authors/",
            "/news/by-the-sea",
            "#by/x",
            "https://author.example",
            "by",
        ] {
            assert_eq!(marks_of_address(other), Within::NOTHING, "{other}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        assert!(MARKS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(VALUES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn names_are_read_word_by_word() {
        assert!(marks_of_names("story readMore").any(Within::UNLIKELY));
        assert!(marks_of_names("wp-caption-text").any(Within::CAPTION));
        assert!(marks_of_names("twitter-tweet").any(Within::EMBED));
        assert!(marks_of_names("x article__Author-Name").any(Within::NAME));
        assert!(!marks_of_names("read x-more").any(Within::OTHERS));
        assert_eq!(marks_of_names("loader adler shadow"), Within::NOTHING);
    }

    #[test]
    fn values_are_read_whole() {
        assert!(marks_of_value("headline articleBody").any(Within::CONTENT));
        assert_eq!(marks_of_value("authority"), Within::NOTHING);
    }
}
