//! Two reports side by side on a terminal.

use recension_core::dossier::WitnessEntry;

use super::ink::{Ink, Look, Sheet};
use super::parting::marked;
use crate::Options;
use crate::compare::{Comparison, ComparisonRow};
use crate::view::{clip, difference, joined, words};

/// Two columns of sentences.
pub(crate) fn comparison(comparison: &Comparison, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    let headline = sheet.ink(Look::Strong, &clip(&comparison.headline, 300));
    sheet.indented(0, &[headline]);
    verdict(&mut sheet, comparison);
    sheet.gap();
    let column = sheet.width().saturating_sub(3) / 2;
    let heads = comparison
        .reports
        .iter()
        .map(|report| (column, sheet.ink(Look::Strong, &head(report))));
    let heads: Vec<(usize, Ink)> = heads.collect();
    sheet.row(&heads);
    sheet.rule("─");
    for row in &comparison.rows {
        show(&mut sheet, row, column);
    }
    drift(&mut sheet, comparison);
    sheet.into_page()
}

fn verdict(sheet: &mut Sheet, comparison: &Comparison) {
    let Some(entry) = &comparison.derivation else {
        let text = "No dependence found. That does not show that they are independent.";
        let ink = sheet.ink(Look::Plain, text);
        sheet.indented(0, &[ink]);
        return;
    };
    let (verdict, scope) = (words::verdict(entry.verdict), words::scope(entry.scope));
    let runs = [
        sheet.ink(Look::Heading, &words::capital(verdict)),
        sheet.ink(
            Look::Plain,
            &format!(", {scope}, {}: ", words::per_cent(entry.confidence)),
        ),
        sheet.ink(Look::Plain, &entry.summary),
    ];
    sheet.indented(0, &runs);
    for evidence in &entry.evidence {
        let head = format!(
            "{} {} ",
            words::signal(&evidence.signal),
            words::weight(evidence.weight)
        );
        let runs = [
            sheet.ink(Look::Soft, &head),
            sheet.ink(Look::Plain, &evidence.explanation),
        ];
        sheet.paragraph("  ", "    ", &runs);
    }
}

fn head(report: &WitnessEntry) -> String {
    let outlet = report
        .outlet
        .as_ref()
        .map(|outlet| clip(&outlet.value, 60).into_owned());
    let date = report.published.as_ref();
    let date = date.map(|date| words::short_date(&date.value, date.precision));
    let known: Vec<String> = outlet.into_iter().chain(date).collect();
    format!("{}  {}", report.siglum, known.join(", "))
}

fn show(sheet: &mut Sheet, row: &ComparisonRow, column: usize) {
    let (left, right) = (joined(&row.left_spans), joined(&row.right_spans));
    let sides = difference(&left, &right);
    let numbers = [row.left_sentence, row.right_sentence];
    let cells = sides.iter().zip(numbers).map(|(pieces, number)| {
        let Some(number) = number else {
            return (column, Ink::default());
        };
        let elsewhere = row
            .elsewhere
            .map(|other| format!(" (answered by sentence {other})"));
        let mut runs = vec![sheet.ink(Look::Soft, &format!("{number} "))];
        runs.extend(marked(sheet, pieces));
        runs.extend(elsewhere.map(|text| sheet.ink(Look::Soft, &text)));
        (column, Ink::join(runs))
    });
    let cells: Vec<(usize, Ink)> = cells.collect();
    sheet.row(&cells);
}

fn drift(sheet: &mut Sheet, comparison: &Comparison) {
    if comparison.drift.is_empty() {
        return;
    }
    sheet.heading("Drift");
    for entry in &comparison.drift {
        let runs = [
            sheet.ink(Look::Strong, words::drift(entry.kind)),
            sheet.ink(Look::Plain, &format!(" {}", entry.note)),
        ];
        sheet.paragraph("  ", "    ", &runs);
    }
}
