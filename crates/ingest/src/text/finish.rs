//! What only the whole page shows: embedded posts above their signatures, pull quotes, the tail.

use recension_core::article::Role;

use super::headline::Headline;
use super::page::Page;
use super::shape::Shape;

/// Changes the roles that the single pass could not know, and makes the first paragraph the lead.
pub(super) fn finish(page: &Page<'_>, story: usize, headline: &Headline, roles: &mut [Role]) {
    pull_quotes(page, roles);
    embeds(page, roles);
    imprints(page, story, roles);
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

/// Wording that is furniture at the end of a page: a run of it with nothing of the story behind.
fn imprints(page: &Page<'_>, story: usize, roles: &mut [Role]) {
    for index in (story + 1..page.blocks.len()).rev() {
        let imprint = page.shape(index) == Some(Shape::Imprint);
        match roles.get(index) {
            Some(role) if imprint && role.is_story() => set(roles, index, Role::Boilerplate),
            Some(role) if role.is_story() => break,
            _ => {}
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
