//! What only the whole page shows: embedded posts above their signatures, pull quotes, the tail.

use recension_core::article::Role;

use super::headline::Headline;
use super::introduction::carries_on;
use super::lexicon::Lexicon;
use super::page::Page;
use super::shape::Shape;

/// Most paragraphs behind an imprint that are taken to carry it on.
const MOST_CARRYING: usize = 3;

/// A label of a correction that stands alone has at most so many words.
const LABEL_WORDS: usize = 5;

/// Changes the roles that the single pass could not know, and makes the first paragraph the lead.
pub(super) fn finish(
    page: &Page<'_>,
    story: usize,
    headline: &Headline,
    lexicon: &Lexicon,
    roles: &mut [Role],
) {
    carry_notes(page, roles);
    pull_quotes(page, roles);
    embeds(page, roles);
    imprints(page, story, lexicon, roles);
    tail(page, headline, roles);
    runs_of_titles(page, story, roles);
    if let Some(lead) = roles.iter_mut().find(|role| **role == Role::Body) {
        *lead = Role::Lead;
    }
}

fn set(roles: &mut [Role], index: usize, role: Role) {
    if let Some(place) = roles.get_mut(index) {
        *place = role;
    }
}

/// What a label alone says ("Correction") is true of the paragraph behind it.
fn carry_notes(page: &Page<'_>, roles: &mut [Role]) {
    for index in 1..page.blocks.len() {
        let before = roles.get(index - 1).copied();
        let label = before.filter(|role| matches!(role, Role::Correction | Role::EditorsNote));
        let alone = page
            .blocks
            .get(index - 1)
            .is_some_and(|block| block.words <= LABEL_WORDS && !block.stopped);
        let running = matches!(page.shape(index), Some(Shape::Prose | Shape::Quoted));
        if let Some(label) = label.filter(|_| alone && running) {
            set(roles, index, label);
        }
    }
}

fn pull_quotes(page: &Page<'_>, roles: &mut [Role]) {
    for index in 1..page.blocks.len() {
        let named = page.shape(index) == Some(Shape::Name);
        let quoted = page.shape(index - 1) == Some(Shape::Quoted);
        if named && quoted && roles.get(index - 1).is_some_and(|role| role.is_story()) {
            set(roles, index - 1, Role::Quote);
            set(roles, index, Role::Attribution);
        }
    }
}

fn embeds(page: &Page<'_>, roles: &mut [Role]) {
    for index in 1..page.blocks.len() {
        let short = page
            .blocks
            .get(index - 1)
            .is_some_and(|block| block.words <= 80);
        let signed = page.shape(index) == Some(Shape::Signature);
        if signed
            && short
            && matches!(
                roles.get(index - 1),
                Some(Role::Body | Role::Subheading | Role::Caption)
            )
        {
            set(roles, index - 1, Role::Embed);
        }
    }
}

/// Wording that is furniture at the end of a page: a run of it with nothing of the story behind but
/// a few paragraphs that carry it on ("It was founded in 1911.").
fn imprints(page: &Page<'_>, story: usize, lexicon: &Lexicon, roles: &mut [Role]) {
    let mut carrying: Vec<usize> = Vec::new();
    for index in (story + 1..page.blocks.len()).rev() {
        if !roles.get(index).is_some_and(|role| role.is_story()) {
            continue;
        }
        let text = page.blocks.get(index).map_or("", |block| block.text);
        if page.shape(index) == Some(Shape::Imprint) {
            set(roles, index, Role::Boilerplate);
            for carried in carrying.drain(..) {
                set(roles, carried, Role::Boilerplate);
            }
        } else if carrying.len() < MOST_CARRYING && carries_on(text, lexicon) {
            carrying.push(index);
        } else {
            break;
        }
    }
}

/// Headings behind the last paragraph head nothing.
fn tail(page: &Page<'_>, headline: &Headline, roles: &mut [Role]) {
    let last = roles.iter().rposition(|role| role.is_story());
    let Some(last) = last else { return };
    for index in last + 1..page.blocks.len() {
        let heads = matches!(roles.get(index), Some(Role::Subheading));
        if heads && headline.at(index).is_none() {
            set(roles, index, Role::Boilerplate);
        }
    }
}

/// Three headings in a row are a list of pointers or a menu.
fn runs_of_titles(page: &Page<'_>, story: usize, roles: &mut [Role]) {
    let mut start = story;
    while start < page.blocks.len() {
        let length = roles
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|role| **role == Role::Subheading)
            .count();
        if length >= 3 {
            (start..start + length).for_each(|index| set(roles, index, Role::Boilerplate));
        }
        start += length.max(1);
    }
}
