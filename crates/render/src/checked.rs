//! A checked statement: for a terminal, as JSON.

use recension_core::dossier::{CheckedStatement, Dossier};

use crate::{Options, json, text};

/// The forms a checked statement can be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckForm {
    /// For a terminal.
    Text,
    /// `recension-check`, version 1.
    Json,
}

/// Shows what the reports say of a statement, found by [`recension_core::check::check`] in this
/// dossier. The result ends with a line feed.
pub fn render_check(
    dossier: &Dossier,
    checked: &CheckedStatement,
    form: CheckForm,
    options: &Options,
) -> String {
    match form {
        CheckForm::Text => text::checked(dossier, checked, options),
        CheckForm::Json => json::pretty(checked),
    }
}
