//! `recension stories`: which stories stand in an input.

use std::process::ExitCode;

use rayon::prelude::*;
use recension_core::compile::{list, list_story};
use recension_render::{Format, render_stories};

use super::output;
use crate::arguments::Stories;
use crate::gather::gather;
use crate::messages::Messages;
use crate::{corrections, pipeline};

pub(crate) fn stories(arguments: &Stories, messages: &Messages) -> ExitCode {
    let corrections = match corrections::read(arguments.corrections.path(), messages) {
        Ok(corrections) => corrections,
        Err(why) => return messages.fatal(why),
    };
    let form = output::form(&arguments.output);
    if !matches!(form, Format::Text | Format::Json) {
        return messages.fatal("stories are listed as text or JSON");
    }
    let gathered = match gather(&arguments.input, messages) {
        Ok(gathered) => gathered,
        Err(why) => return messages.fatal(why),
    };
    if gathered.articles.is_empty() {
        return messages.fatal("nothing to work on: no input holds a report");
    }
    let mut grouped = pipeline::grouped(gathered.articles, &corrections, messages);
    let witnesses = std::mem::take(&mut grouped.stories);
    let listed = witnesses
        .into_par_iter()
        .zip(&grouped.views)
        .map(|(witnesses, view)| list_story(witnesses, view, &grouped.standing))
        .collect();
    let list = list(listed, &grouped);
    let result = render_stories(&list, form, &output::options(&arguments.output));
    match output::write(&result, arguments.output.output.as_deref()) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}
