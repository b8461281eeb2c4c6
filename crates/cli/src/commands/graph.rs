//! `recension stemma` and `recension origins`: parts of the dossier by themselves.

use std::path::Path;
use std::process::ExitCode;

use recension_core::dossier::Dossier;
use recension_render::{OriginsForm, StemmaForm, render_origins, render_stemma};

use super::output;
use crate::arguments::{CountForm, GraphForm, Inputs, Origins, Output, Stemma};
use crate::gather::gather;
use crate::messages::Messages;
use crate::{corrections, pipeline};

pub(crate) fn stemma(arguments: &Stemma, messages: &Messages) -> ExitCode {
    let form = match arguments.format {
        GraphForm::Text => StemmaForm::Text,
        GraphForm::Svg => StemmaForm::Svg,
        GraphForm::Dot => StemmaForm::Dot,
        GraphForm::Graphml => StemmaForm::Graphml,
        GraphForm::Json => StemmaForm::Json,
    };
    let to = arguments.output.as_deref();
    from_dossier(&arguments.input, to, messages, |dossier| {
        render_stemma(dossier, form, &output::options(&place(to)))
    })
}

pub(crate) fn origins(arguments: &Origins, messages: &Messages) -> ExitCode {
    let form = match arguments.format {
        CountForm::Text => OriginsForm::Text,
        CountForm::Json => OriginsForm::Json,
    };
    let to = arguments.output.as_deref();
    from_dossier(&arguments.input, to, messages, |dossier| {
        render_origins(dossier, form, &output::options(&place(to)))
    })
}

fn place(output: Option<&Path>) -> Output {
    Output {
        format: None,
        output: output.map(Path::to_owned),
    }
}

fn from_dossier(
    inputs: &Inputs,
    output: Option<&Path>,
    messages: &Messages,
    draw: impl Fn(&Dossier) -> String,
) -> ExitCode {
    let corrections = match corrections::read(None, messages) {
        Ok(corrections) => corrections,
        Err(why) => return messages.fatal(why),
    };
    let gathered = match gather(inputs, messages) {
        Ok(gathered) => gathered,
        Err(why) => return messages.fatal(why),
    };
    if gathered.articles.is_empty() {
        return messages.fatal("nothing to work on: no input holds a report");
    }
    let dossier = pipeline::dossier(gathered, &corrections, messages);
    match output::write(&draw(&dossier), output) {
        Ok(()) => messages.exit_code(),
        Err(why) => messages.fatal(why),
    }
}
