//! What the class, id, role and microdata names that web designers use say about the text inside.
//!
//! These are names in markup, the same in pages of every language; they are no language data.

use super::elements::Within;

/// What a word in a class or id says. Words are compared whole: `read-more` and `readMore` are
/// both `read`, `more`, and a pair is written with a hyphen. Sorted.
static MARKS: &[(&str, Within)] = &[
    ("abstract", Within::DECK),
    ("ad", Within::UNLIKELY),
    ("addthis", Within::UNLIKELY),
    ("ads", Within::UNLIKELY),
    ("advert", Within::UNLIKELY),
    ("advertisement", Within::UNLIKELY),
    ("author", Within::BYLINE),
    ("authors", Within::BYLINE),
    ("banner", Within::UNLIKELY),
    ("bluesky-embed", Within::EMBED),
    ("breadcrumb", Within::NAVIGATION),
    ("breadcrumbs", Within::NAVIGATION),
    ("byline", Within::BYLINE),
    ("caption", Within::CAPTION),
    ("comment", Within::UNLIKELY),
    ("comments", Within::UNLIKELY),
    ("consent", Within::UNLIKELY),
    ("cookie", Within::UNLIKELY),
    ("cookies", Within::UNLIKELY),
    ("copyright", Within::CREDIT),
    ("credit", Within::CREDIT),
    ("credits", Within::CREDIT),
    ("crumbs", Within::NAVIGATION),
    ("dateline", Within::TIME),
    ("deck", Within::DECK),
    ("dek", Within::DECK),
    ("disqus", Within::UNLIKELY),
    ("fb-post", Within::EMBED),
    ("footer", Within::FOOTER),
    ("gdpr", Within::UNLIKELY),
    ("instagram-media", Within::EMBED),
    ("jump-to", Within::UNLIKELY),
    ("menu", Within::NAVIGATION),
    ("modal", Within::UNLIKELY),
    ("most-popular", Within::UNLIKELY),
    ("most-read", Within::UNLIKELY),
    ("nav", Within::NAVIGATION),
    ("navbar", Within::NAVIGATION),
    ("navigation", Within::NAVIGATION),
    ("news-letter", Within::UNLIKELY),
    ("newsletter", Within::UNLIKELY),
    ("newsletters", Within::UNLIKELY),
    ("outbrain", Within::UNLIKELY),
    ("pagination", Within::NAVIGATION),
    ("popup", Within::UNLIKELY),
    ("promo", Within::UNLIKELY),
    ("promos", Within::UNLIKELY),
    ("pull-quote", Within::QUOTE),
    ("pullquote", Within::QUOTE),
    ("read-also", Within::UNLIKELY),
    ("read-more", Within::UNLIKELY),
    ("read-next", Within::UNLIKELY),
    ("recirc", Within::UNLIKELY),
    ("recommended", Within::UNLIKELY),
    ("reddit-embed", Within::EMBED),
    ("related", Within::UNLIKELY),
    ("share", Within::UNLIKELY),
    ("sharing", Within::UNLIKELY),
    ("sidebar", Within::ASIDE),
    ("signup", Within::UNLIKELY),
    ("skip", Within::UNLIKELY),
    ("skip-link", Within::UNLIKELY),
    ("social", Within::UNLIKELY),
    ("sponsor", Within::UNLIKELY),
    ("sponsored", Within::UNLIKELY),
    ("sr-only", Within::UNLIKELY),
    ("standfirst", Within::DECK),
    ("subhead", Within::DECK),
    ("subheadline", Within::DECK),
    ("subscribe", Within::UNLIKELY),
    ("subscription", Within::UNLIKELY),
    ("subtitle", Within::DECK),
    ("summary", Within::DECK),
    ("taboola", Within::UNLIKELY),
    ("tag-list", Within::UNLIKELY),
    ("tags", Within::UNLIKELY),
    ("teaser", Within::UNLIKELY),
    ("teasers", Within::UNLIKELY),
    ("tiktok-embed", Within::EMBED),
    ("toolbar", Within::UNLIKELY),
    ("trending", Within::UNLIKELY),
    ("twitter-tweet", Within::EMBED),
    ("twitter-video", Within::EMBED),
    ("visually-hidden", Within::UNLIKELY),
    ("widget", Within::UNLIKELY),
    ("writer", Within::BYLINE),
];

/// What the values of `role`, `itemprop` and `rel` say. Sorted.
static VALUES: &[(&str, Within)] = &[
    ("alertdialog", Within::CONTROL),
    ("articleBody", Within::CONTENT),
    ("author", Within::BYLINE),
    ("banner", Within::HEADER),
    ("button", Within::CONTROL),
    ("complementary", Within::ASIDE),
    ("contentinfo", Within::FOOTER),
    ("dateModified", Within::TIME),
    ("datePublished", Within::TIME),
    ("description", Within::DECK),
    ("dialog", Within::CONTROL),
    ("main", Within::MAIN),
    ("menu", Within::NAVIGATION),
    ("navigation", Within::NAVIGATION),
    ("search", Within::CONTROL),
];

/// Names longer than this are generated, and say nothing.
const LONGEST_NAME: usize = 300;

fn lookup(table: &[(&str, Within)], word: &str) -> Within {
    table
        .binary_search_by(|(entry, _)| (*entry).cmp(word))
        .ok()
        .and_then(|at| table.get(at))
        .map_or(Within::NOTHING, |(_, mark)| *mark)
}

/// What a `class` or `id` says.
pub(crate) fn marks_of_names(names: &str) -> Within {
    if names.len() > LONGEST_NAME {
        return Within::NOTHING;
    }
    names
        .split_ascii_whitespace()
        .map(marks_of_name)
        .fold(Within::NOTHING, Within::and)
}

fn marks_of_name(name: &str) -> Within {
    let words = words(name);
    let single = words.iter().map(|word| lookup(MARKS, word));
    let pairs = words.windows(2).map(|pair| lookup(MARKS, &pair.join("-")));
    single.chain(pairs).fold(Within::NOTHING, Within::and)
}

/// What the value of `role`, `itemprop` or `rel` says.
pub(crate) fn marks_of_value(value: &str) -> Within {
    value
        .split_ascii_whitespace()
        .map(|word| lookup(VALUES, word))
        .fold(Within::NOTHING, Within::and)
}

/// The words of a name, split at hyphens, underscores and inner capitals, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous_is_lower = false;
    for character in name.chars() {
        let separator = !character.is_ascii_alphanumeric();
        if separator || (previous_is_lower && character.is_ascii_uppercase()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !separator) {
            word.push(character.to_ascii_lowercase());
        }
        previous_is_lower = character.is_ascii_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(marks_of_names("loader adler shadow"), Within::NOTHING);
    }

    #[test]
    fn values_are_read_whole() {
        assert!(marks_of_value("headline articleBody").any(Within::CONTENT));
        assert_eq!(marks_of_value("authority"), Within::NOTHING);
    }
}
