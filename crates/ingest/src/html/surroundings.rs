//! What each element's text stands in: the marks of all elements around it.

use super::elements::Within;
use super::page::Page;
use recension_core::text::SourceText;

/// A class that says "advert" or "comments" about more than this share of the words that the
/// extractor keeps (without its word: of all words) is a name of the page's frame, not of a piece
/// of it.
const FRAME_SHARE: f64 = 0.4;
/// Marks that a frame may carry by accident of naming.
const DOUBTFUL: Within = Within::UNLIKELY
    .and(Within::NAVIGATION)
    .and(Within::ASIDE)
    .and(Within::FOOTER)
    .and(Within::HEADER)
    .and(Within::CONTROL)
    .and(Within::CAPTION)
    .and(Within::BYLINE)
    .and(Within::CREDIT)
    .and(Within::TIME)
    .and(Within::EMBED)
    .and(Within::DECK)
    .and(Within::QUOTE)
    .and(Within::SIGNED)
    .and(Within::STAMP)
    .and(Within::CHANGED)
    .and(Within::NAME)
    .and(Within::OTHERS)
    .and(Within::COMMENT)
    .and(Within::TEASER)
    .and(Within::CORRECTION)
    .and(Within::NOTE);

/// For each element of a page, what text directly inside it stands in; `votes` says of each piece
/// of text whether the extractor keeps it.
pub(crate) fn surroundings(
    page: &Page,
    source: &SourceText,
    votes: Option<&[bool]>,
) -> Vec<Within> {
    let words = words_inside(page, source, votes);
    let most = words
        .first()
        .map_or(0.0, |all| f64::from(*all) * FRAME_SHARE);
    let mut within: Vec<Within> = Vec::with_capacity(page.elements.len());
    for (element, words) in page.elements.iter().zip(&words) {
        let outside = within
            .get(element.parent as usize)
            .copied()
            .unwrap_or_default();
        let own = element.marks.and(element.tag.within);
        let own = if f64::from(*words) > most {
            own.without(DOUBTFUL)
        } else {
            own
        };
        within.push(outside.and(own));
    }
    within
}

/// For each element, the words of all (kept) text inside. Elements come after those around them.
fn words_inside(page: &Page, source: &SourceText, votes: Option<&[bool]>) -> Vec<u32> {
    let mut words = vec![0u32; page.elements.len()];
    for (index, node) in page.texts.iter().enumerate() {
        if votes.is_some_and(|votes| votes.get(index) != Some(&true)) {
            continue;
        }
        let count = source.slice(node.source).split_ascii_whitespace().count();
        if let Some(total) = words.get_mut(node.element as usize) {
            *total += u32::try_from(count).unwrap_or(u32::MAX);
        }
    }
    for index in (1..page.elements.len()).rev() {
        let own = words.get(index).copied().unwrap_or_default();
        let parent = page
            .elements
            .get(index)
            .map_or(0, |element| element.parent as usize);
        if let Some(total) = words.get_mut(parent) {
            *total = total.saturating_add(own);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn within(source: &str, element: &str) -> Within {
        let page = Page::read(source, &Limits::default());
        let all = surroundings(&page, &SourceText::verbatim(source), None);
        let at = page
            .elements
            .iter()
            .rposition(|found| found.tag.name == element);
        all[at.unwrap()]
    }

    #[test]
    fn marks_are_handed_down() {
        let page = "<div class=related><p>a b</p></div><p>c d e f g h</p>";
        assert!(within(page, "div").any(Within::UNLIKELY));
        assert!(within("<nav><ul><li>x</ul></nav><p>a b c d", "li").any(Within::NAVIGATION));
    }

    #[test]
    fn a_frame_is_not_judged_by_its_name() {
        let page = "<div class='has-comments ads'><p>a b c d e f</p></div><i>x</i>";
        assert!(!within(page, "p").any(Within::UNLIKELY));
    }
}
