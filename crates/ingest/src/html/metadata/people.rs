//! Lists of authors that several places of a page name.

use recension_core::article::Stated;

use crate::html::roles::fold;

/// Where statements come from that name the authors of one report together.
pub(super) fn family_of(basis: &str) -> &str {
    basis.split([' ', ':', '.']).next().unwrap_or(basis)
}

/// Whether two names are one person's: the same but for case and accents of writing, or one is the
/// other with more words around it.
pub(super) fn is_same_person(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let holds = |long: &str, short: &str| {
        let words = short.split(' ').count();
        words >= 2
            && (long.starts_with(&format!("{short} ")) || long.ends_with(&format!(" {short}")))
    };
    one == other || holds(&one, &other) || holds(&other, &one)
}

/// Adds the bytes that show an author to one that is known. What a reader can see counts as the
/// place the name is from.
fn confirm(known: &mut Stated<String>, shown: Stated<String>) {
    if fold(&known.value) == fold(&shown.value) {
        known.basis = shown.basis;
        known.receipts.splice(0..0, shown.receipts);
    } else {
        known.receipts.extend(shown.receipts);
    }
}

/// Whether two lists name one person at least.
pub(super) fn agree(one: &[Stated<String>], other: &[Stated<String>]) -> bool {
    one.iter().any(|one| {
        let mut others = other.iter();
        others.any(|other| is_same_person(&one.value, &other.value))
    })
}

/// The first list, with the receipts of the same people in the second, and those of the second
/// that are not in it.
///
/// Where the second list has a name with more words around it, it was not read well, and adds none.
pub(super) fn joined(
    mut first: Vec<Stated<String>>,
    second: Vec<Stated<String>>,
) -> Vec<Stated<String>> {
    let longer = |other: &Stated<String>| {
        let own = first
            .iter()
            .find(|own| is_same_person(&own.value, &other.value));
        own.is_some_and(|own| fold(&own.value).len() < fold(&other.value).len())
    };
    let unclean = second.iter().any(longer);
    for author in second {
        let known = first
            .iter_mut()
            .find(|known| is_same_person(&known.value, &author.value));
        match known {
            Some(known) => confirm(known, author),
            None if !unclean && author.value.contains(' ') => first.push(author),
            None => {}
        }
    }
    first
}
