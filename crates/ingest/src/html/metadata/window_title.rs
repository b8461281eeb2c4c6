//! The title of a page's window, which holds more than the title of the report.

use recension_core::article::Stated;

use crate::html::roles::fold;

/// The window's title without the outlet behind its last bar or dash; other titles as they are.
pub(super) fn without_outlet(title: Stated<String>) -> Stated<String> {
    if title.basis != "title" {
        return title;
    }
    let bars = BARS.iter().filter(|bar| **bar != COLON);
    let bar = bars.filter_map(|bar| title.value.rfind(bar)).max();
    let bare = bar.and_then(|at| title.value.get(..at)).map(str::trim);
    let long_enough =
        |bare: &&str| bare.split_whitespace().count() >= 3 || bare.chars().any(is_ideograph);
    match bare.filter(long_enough).map(str::to_owned) {
        Some(value) => Stated { value, ..title },
        None => title,
    }
}

/// What stands between the title and the outlet in a window's title.
const BARS: [&str; 7] = [" | ", " – ", " — ", " - ", " » ", "_", COLON];
/// Titles have it inside, too, so what stands behind it is not cut off.
const COLON: &str = ": ";

/// A title without the outlet's own name behind or in front of a bar.
pub(super) fn without_name(title: Stated<String>, outlet: &str) -> Stated<String> {
    let pieces = |bar: &&str| {
        let cut = title
            .value
            .rsplit_once(*bar)
            .filter(|(_, name)| fold(name) == outlet);
        let cut = cut.map(|(bare, _)| bare);
        let lead = title
            .value
            .split_once(*bar)
            .filter(|(name, _)| fold(name) == outlet);
        cut.or(lead.map(|(_, bare)| bare))
            .map(|bare| bare.trim().to_owned())
    };
    match BARS.iter().find_map(pieces).filter(|bare| !bare.is_empty()) {
        Some(value) if !outlet.is_empty() => Stated { value, ..title },
        _ => title,
    }
}

/// Words of such letters are not set apart.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// The pieces of a window's title.
pub(in crate::html) fn split_at_bars(title: &str) -> Vec<&str> {
    let mut pieces = vec![title];
    for bar in BARS {
        pieces = pieces
            .into_iter()
            .flat_map(|piece| piece.split(bar))
            .collect();
    }
    pieces
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}
