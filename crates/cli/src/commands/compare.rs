//! `recension compare`: two reports side by side, whether or not they are one story.

use std::process::ExitCode;

use recension_core::compile::{Settings, compile_story, into_stories};
use recension_render::render_compare;

use super::output;
use crate::arguments::Compare;
use crate::gather::gather_named;
use crate::kept::Kept;
use crate::messages::Messages;
use crate::pipeline::prepare_all;

pub(crate) fn compare(arguments: &Compare, messages: &Messages) -> ExitCode {
    let named = [arguments.first.clone(), arguments.second.clone()];
    let gathered = match gather_named(&named, &arguments.fields, Kept::default(), messages) {
        Ok(gathered) => gathered,
        Err(why) => return messages.fatal(why),
    };
    let witnesses = prepare_all(gathered.articles, messages);
    if witnesses.len() != 2 {
        let found = witnesses.len();
        return messages.fatal(format_args!(
            "compare takes two reports, but these hold {found}"
        ));
    }
    let apart = into_stories(witnesses.clone()).stories.len() > 1;
    if apart {
        messages.note("the two would not be grouped as one story");
    }
    let story = compile_story(
        witnesses,
        &std::collections::BTreeSet::new(),
        &Settings::default(),
    );
    let form = output::form(&arguments.output);
    let result = render_compare(&story, form, &output::options(&arguments.output));
    match output::write(&result, arguments.output.output.as_deref()) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}
