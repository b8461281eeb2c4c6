//! A list of stories for a terminal.

use recension_core::dossier::{ListedReport, ListedStory, StoryList};

use super::ink::{Look, Sheet};
use crate::Options;
use crate::view::{clip, words};

/// Reports of a story that are listed.
const REPORTS_SHOWN: usize = 12;

pub(crate) fn stories(list: &StoryList, options: &Options) -> String {
    let mut sheet = Sheet::new(options);
    if list.stories.is_empty() {
        let ink = sheet.ink(Look::Plain, "No story was found among the inputs.");
        sheet.indented(0, &[ink]);
    }
    for (number, entry) in list.stories.iter().enumerate() {
        if number > 0 {
            sheet.gap();
        }
        story(&mut sheet, entry);
    }
    sheet.into_page()
}

fn story(sheet: &mut Sheet, story: &ListedStory) {
    let headline = sheet.ink(Look::Strong, &clip(&story.headline, 200));
    sheet.indented(0, &[headline]);
    let reports = words::counted(story.reports.len(), "report", "reports");
    let outlets = match story.outlets.len() {
        0 => "outlet not stated".to_owned(),
        count => words::counted(count, "outlet", "outlets"),
    };
    let runs = [
        sheet.ink(
            Look::Plain,
            &format!("{} · {reports} · {outlets} · ", span(story)),
        ),
        sheet.ink(Look::Heading, &words::origins(story.origins)),
    ];
    sheet.indented(2, &runs);
    let ids = format!("story {} · thread {}", story.id, story.thread);
    let ids = sheet.ink(Look::Soft, &ids);
    sheet.indented(2, &[ids]);
    for report in story.reports.iter().take(REPORTS_SHOWN) {
        line(sheet, report);
    }
    if let Some(more) = story
        .reports
        .len()
        .checked_sub(REPORTS_SHOWN)
        .filter(|n| *n > 0)
    {
        let ink = sheet.ink(Look::Soft, &format!("… and {more} more, in the JSON"));
        sheet.indented(4, &[ink]);
    }
}

/// "2024-10-17 to 2024-10-19".
fn span(story: &ListedStory) -> String {
    let day = |time: &Option<String>| {
        let time = time.as_deref()?;
        Some(time.split('T').next().unwrap_or(time).to_owned())
    };
    match (day(&story.first), day(&story.last)) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "undated".to_owned(),
    }
}

fn line(sheet: &mut Sheet, report: &ListedReport) {
    let outlet = report.outlet.as_deref().unwrap_or("outlet not stated");
    let day = report.published.as_deref().unwrap_or("undated");
    let runs = [
        sheet.ink(Look::Soft, &format!("{} ", report.id)),
        sheet.ink(Look::Plain, &format!("{day}, {outlet}: ")),
        sheet.ink(Look::Plain, &clip(&report.title, 120)),
    ];
    sheet.indented(4, &runs);
}
