//! A checked statement for a terminal.

use recension_core::dossier::{CheckedStatement, CloseClaim, ContradictionEntry, Dossier};

use super::ink::{Look, Sheet};
use super::{claim, parting};
use crate::Options;
use crate::view::{StoryView, clip, words};

/// The claims that come closest to a statement, with who attests them and what contradicts.
pub(crate) fn checked(dossier: &Dossier, checked: &CheckedStatement, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let statement = sheet.ink(
        Look::Strong,
        &format!("“{}”", clip(&checked.statement, 400)),
    );
    sheet.paragraph("", "", &[statement]);
    if checked.claims.is_empty() {
        let ink = sheet.ink(Look::Plain, "No claim among the inputs comes close to it.");
        sheet.indented(0, &[ink]);
    }
    let stories = StoryView::all(dossier);
    let mut shown: Vec<&ContradictionEntry> = Vec::new();
    for close in &checked.claims {
        let view = stories.iter().find(|view| view.story.id == close.story);
        if let Some(view) = view {
            sheet.gap();
            closest(&mut sheet, view, close);
            // What several of the claims have a part in is shown once.
            for entry in &close.contradictions {
                if !shown.contains(&entry) {
                    parting::contradiction(&mut sheet, view, entry);
                    shown.push(entry);
                }
            }
        }
    }
    sheet.into_page()
}

fn closest(sheet: &mut Sheet, view: &StoryView<'_>, close: &CloseClaim) {
    let held = (close.likeness * 100.0).round();
    let line = format!(
        "{} · near by {held} in 100",
        words::status(close.claim.status)
    );
    let line = sheet.ink(Look::Soft, &line);
    sheet.indented(0, &[line]);
    claim(sheet, view, &close.claim);
    for difference in &close.differs {
        let ink = sheet.ink(Look::Strong, &format!("≠ {difference}"));
        sheet.indented(6, &[ink]);
    }
}
