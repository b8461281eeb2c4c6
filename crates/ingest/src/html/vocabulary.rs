//! What the class, id, role and microdata names that web designers use say about the text inside.
//!
//! These are names in markup, the same in pages of every language; they are no language data.

use super::elements::Within;

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
    ("columnist", Within::SIGNED),
    ("comment", Within::UNLIKELY.and(Within::OTHERS)),
    ("comments", Within::UNLIKELY.and(Within::OTHERS)),
    ("consent", Within::UNLIKELY),
    ("contributor", Within::SIGNED),
    ("cookie", Within::UNLIKELY),
    ("cookies", Within::UNLIKELY),
    ("copyright", Within::CREDIT),
    ("correspondent", Within::SIGNED),
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
    ("disqus", Within::UNLIKELY.and(Within::OTHERS)),
    ("entry-date", Within::STAMP),
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
    ("last-modified", Within::CHANGED),
    ("last-updated", Within::CHANGED),
    ("lastmod", Within::CHANGED),
    ("maj", Within::CHANGED),
    ("menu", Within::NAVIGATION),
    ("modal", Within::UNLIKELY),
    ("modified", Within::CHANGED),
    ("most-popular", Within::UNLIKELY.and(Within::OTHERS)),
    ("most-read", Within::UNLIKELY.and(Within::OTHERS)),
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
    ("read-also", Within::UNLIKELY),
    ("read-more", Within::UNLIKELY.and(Within::OTHERS)),
    ("read-next", Within::UNLIKELY.and(Within::OTHERS)),
    ("recirc", Within::UNLIKELY),
    ("recommended", Within::UNLIKELY.and(Within::OTHERS)),
    ("redakteur", Within::SIGNED),
    ("reddit-embed", Within::EMBED),
    ("related", Within::UNLIKELY.and(Within::OTHERS)),
    ("replies", Within::OTHERS),
    ("reply", Within::OTHERS),
    ("reporter", Within::SIGNED),
    ("reporter-name", Within::SIGNED),
    ("respond", Within::OTHERS),
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
    ("teaser", Within::UNLIKELY.and(Within::OTHERS)),
    ("teasers", Within::UNLIKELY.and(Within::OTHERS)),
    ("tiktok-embed", Within::EMBED),
    ("time", Within::STAMP),
    ("timestamp", Within::STAMP),
    ("toolbar", Within::UNLIKELY),
    ("trending", Within::UNLIKELY.and(Within::OTHERS)),
    ("twitter-tweet", Within::EMBED),
    ("twitter-video", Within::EMBED),
    ("update", Within::CHANGED),
    ("updated", Within::CHANGED),
    ("verfasser", Within::SIGNED),
    ("visually-hidden", Within::UNLIKELY),
    ("widget", Within::UNLIKELY),
    ("writer", Within::BYLINE.and(Within::SIGNED)),
    ("written-by", Within::SIGNED),
    ("yazar", Within::SIGNED),
];

/// What the values of `role`, `itemprop`, `property` (RDFa) and `rel` say. Sorted.
static VALUES: &[(&str, Within)] = &[
    ("alertdialog", Within::CONTROL),
    ("articleBody", Within::CONTENT),
    ("author", Within::BYLINE.and(Within::SIGNED)),
    ("banner", Within::HEADER),
    ("button", Within::CONTROL),
    ("complementary", Within::ASIDE),
    ("contentinfo", Within::FOOTER),
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
    let pairs = words.windows(2).map(|pair| match pair {
        [first, _] if begins_pair(first) => lookup(MARKS, &pair.join("-")),
        _ => Within::NOTHING,
    });
    single.chain(pairs).fold(Within::NOTHING, Within::and)
}

/// Whether a pair of words in the table begins with a word: most do not, and putting pairs together
/// costs more than this.
fn begins_pair(word: &str) -> bool {
    let from = MARKS.partition_point(|(entry, _)| *entry < word);
    let mut near = MARKS
        .iter()
        .skip(from)
        .take_while(|(entry, _)| entry.starts_with(word));
    near.any(|(entry, _)| entry.as_bytes().get(word.len()) == Some(&b'-'))
}

/// What the value of `role`, `itemprop`, `property` or `rel` says; a vocabulary's prefix
/// ("schema:author") is passed over.
pub(crate) fn marks_of_value(value: &str) -> Within {
    value
        .split_ascii_whitespace()
        .map(|word| lookup(VALUES, word.rsplit(':').next().unwrap_or(word)))
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
