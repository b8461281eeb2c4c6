//! The binary `recension`: command line, exit codes, the file system.

mod arguments;
mod commands;
mod corrections;
mod gather;
mod inputs;
mod kept;
mod messages;
mod model;
mod pipeline;
mod stream;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use messages::Messages;

fn main() -> ExitCode {
    recension_ingest::silence_caught_faults();
    let arguments = Arguments::parse();
    let messages = Messages::new(arguments.quiet);
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global();
        if let Err(error) = pool {
            return messages.fatal(format_args!("cannot start {jobs} threads: {error}"));
        }
    }
    match &arguments.command {
        Command::Dossier(arguments) => commands::dossier(arguments, &messages),
        Command::Stories(arguments) => commands::stories(arguments, &messages),
        Command::Verify(arguments) => commands::verify(arguments, &messages),
        Command::Compare(arguments) => commands::compare(arguments, &messages),
        Command::Show(arguments) => commands::show(arguments, &messages),
        Command::Stemma(arguments) => commands::stemma(arguments, &messages),
        Command::Origins(arguments) => commands::origins(arguments, &messages),
        #[cfg(feature = "fetch")]
        Command::Fetch(given) => commands::fetch(given, arguments.jobs, &messages),
        Command::Quotes(arguments) => commands::quotes(arguments, &messages),
        Command::Passages(arguments) => commands::passages(arguments, &messages),
        Command::Check(arguments) => commands::check(arguments, &messages),
        Command::Trace(arguments) => commands::trace(arguments, &messages),
    }
}
