//! `recension stemma`, `origins`, `quotes`, `trace` and `check`: parts of the dossier by themselves.

use std::path::Path;
use std::process::ExitCode;

use recension_core::check;
use recension_core::compile::{Refusal, Settings};
use recension_core::dossier::Dossier;
use recension_core::utterance;
use recension_render::{
    CheckForm, OriginsForm, QuotationsForm, StemmaForm, render_check, render_origins,
    render_quotations, render_stemma, render_trace,
};

use super::output;
use crate::arguments::{
    Check, CountForm, GraphForm, Inputs, Origins, Output, QuoteForm, Quotes, Refused, Sharpened,
    Stemma, Trace,
};
use crate::gather::gather;
use crate::messages::Messages;
use crate::{corrections, model, pipeline};

pub(crate) fn stemma(arguments: &Stemma, messages: &Messages) -> ExitCode {
    let form = match arguments.format {
        GraphForm::Text => StemmaForm::Text,
        GraphForm::Svg => StemmaForm::Svg,
        GraphForm::Dot => StemmaForm::Dot,
        GraphForm::Graphml => StemmaForm::Graphml,
        GraphForm::Json => StemmaForm::Json,
    };
    let to = arguments.output.as_deref();
    let job = Job::of(&arguments.input, to).without(&arguments.refused);
    job.run(messages, |dossier| {
        render_stemma(dossier, form, &output::options(&place(to)))
    })
}

pub(crate) fn origins(arguments: &Origins, messages: &Messages) -> ExitCode {
    let form = match arguments.to.format {
        CountForm::Text => OriginsForm::Text,
        CountForm::Json => OriginsForm::Json,
    };
    let to = arguments.to.output.as_deref();
    let job = Job::of(&arguments.input, to).without(&arguments.refused);
    job.run(messages, |dossier| {
        render_origins(dossier, form, &output::options(&place(to)))
    })
}

pub(crate) fn quotes(arguments: &Quotes, messages: &Messages) -> ExitCode {
    let to = arguments.to.output.as_deref();
    let job = Job::of(&arguments.input, to).with(&arguments.sharpened);
    job.run(messages, |dossier| {
        let form = quotations_form(arguments.to.format);
        render_quotations(dossier, form, &output::options(&place(to)))
    })
}

pub(crate) fn trace(arguments: &Trace, messages: &Messages) -> ExitCode {
    let to = arguments.to.output.as_deref();
    if !arguments.words.chars().any(char::is_alphanumeric) {
        return messages.fatal("nothing to look for: give some words of the quotation");
    }
    let job = Job::of(&arguments.input, to).with(&arguments.sharpened);
    job.run(messages, |dossier| {
        let found = utterance::trace(dossier, &arguments.words);
        let form = quotations_form(arguments.to.format);
        render_trace(&found, form, &output::options(&place(to)))
    })
}

pub(crate) fn check(arguments: &Check, messages: &Messages) -> ExitCode {
    let to = arguments.to.output.as_deref();
    if !arguments.statement.chars().any(char::is_alphanumeric) {
        return messages.fatal("nothing to check: give a statement in words");
    }
    let form = match arguments.to.format {
        CountForm::Text => CheckForm::Text,
        CountForm::Json => CheckForm::Json,
    };
    let job = Job::of(&arguments.input, to).with(&arguments.sharpened);
    job.run(messages, |dossier| {
        let checked = check::check(dossier, &arguments.statement);
        render_check(dossier, &checked, form, &output::options(&place(to)))
    })
}

const fn quotations_form(form: QuoteForm) -> QuotationsForm {
    match form {
        QuoteForm::Text => QuotationsForm::Text,
        QuoteForm::Json => QuotationsForm::Json,
        QuoteForm::Csv => QuotationsForm::Csv,
    }
}

fn place(output: Option<&Path>) -> Output {
    Output {
        format: None,
        output: output.map(Path::to_owned),
    }
}

/// What is compiled, with what help, and where the result goes.
struct Job<'a> {
    inputs: &'a Inputs,
    output: Option<&'a Path>,
    sharpened: Option<&'a Sharpened>,
    refused: &'a [Refusal],
}

impl<'a> Job<'a> {
    const fn of(inputs: &'a Inputs, output: Option<&'a Path>) -> Self {
        Self {
            inputs,
            output,
            sharpened: None,
            refused: &[],
        }
    }

    fn without(self, refused: &'a Refused) -> Self {
        Self {
            refused: &refused.links,
            ..self
        }
    }

    const fn with(self, sharpened: &'a Sharpened) -> Self {
        Self {
            sharpened: Some(sharpened),
            ..self
        }
    }

    fn run(&self, messages: &Messages, draw: impl Fn(&Dossier) -> String) -> ExitCode {
        match self.drawn(messages, draw) {
            Ok(()) => messages.exit_code(),
            Err(why) => messages.fatal(why),
        }
    }

    fn drawn(&self, messages: &Messages, draw: impl Fn(&Dossier) -> String) -> Result<(), String> {
        let model = self.sharpened.map(model::open).transpose()?.flatten();
        let settings = Settings {
            model: model.as_deref(),
            ..Settings::default()
        };
        let corrections = corrections::read(None, messages)?;
        let gathered = gather(self.inputs, messages)?;
        if gathered.articles.is_empty() {
            return Err("nothing to work on: no input holds a report".to_owned());
        }
        let mut dossier = pipeline::dossier(gathered, &corrections, &settings, messages);
        pipeline::refuse_links(&mut dossier, self.refused)?;
        output::write(&draw(&dossier), self.output)
    }
}
