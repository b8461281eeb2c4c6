//! `recension dossier`: reports in, dossiers out.

use std::process::ExitCode;

use recension_core::briefing::Length;
use recension_core::compile::Settings;
use recension_render::render;

use super::output;
use crate::arguments::Dossier;
use crate::gather::gather;
use crate::messages::Messages;
use crate::{corrections, model, pipeline};

pub(crate) fn dossier(arguments: &Dossier, messages: &Messages) -> ExitCode {
    let corrections = match corrections::read(arguments.corrections.path(), messages) {
        Ok(corrections) => corrections,
        Err(why) => return messages.fatal(why),
    };
    let model = match model::open(&arguments.sharpened) {
        Ok(model) => model,
        Err(why) => return messages.fatal(why),
    };
    let settings = Settings {
        briefing: Length::of_sentences(usize::from(arguments.briefing)),
        model: model.as_deref(),
    };
    let gathered = match gather(&arguments.input, messages) {
        Ok(gathered) => gathered,
        Err(why) => return messages.fatal(why),
    };
    if gathered.articles.is_empty() {
        return messages.fatal("nothing to work on: no input holds a report");
    }
    let mut dossier = pipeline::dossier(gathered, &corrections, &settings, messages);
    if let Err(why) = pipeline::refuse_links(&mut dossier, &arguments.refused.links) {
        return messages.fatal(why);
    }
    let form = output::form(&arguments.output);
    let result = render(&dossier, form, &output::options(&arguments.output));
    match output::write(&result, arguments.output.output.as_deref()) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}
