//! `recension-eval`: the command line in front of the measures.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use recension_eval::report::Result;
use recension_eval::{MEASURES, Measure, train};

#[allow(clippy::print_stderr, reason = "messages go to stderr")]
fn main() -> ExitCode {
    match dispatch(&command().get_matches()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("recension-eval: {error}");
            ExitCode::from(2)
        }
    }
}

fn command() -> Command {
    let base = Command::new("recension-eval")
        .about("Quality measures of Recension against annotated data")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .arg_required_else_help(true);
    base.subcommands(MEASURES.iter().map(measure_command))
        .subcommand(train_command())
}

fn measure_command(measure: &Measure) -> Command {
    Command::new(measure.name)
        .about(measure.about)
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("The annotated data"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Print one JSON object on the last line"),
        )
}

fn train_command() -> Command {
    Command::new("train-stories")
        .about("Fit the weights of the story decision; prints their source file")
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("Annotated data as for `stories`"),
        )
}

fn dispatch(matches: &ArgMatches) -> Result<()> {
    let Some((name, arguments)) = matches.subcommand() else {
        return Ok(());
    };
    if name == "train-stories" {
        let files = arguments.get_many::<PathBuf>("files");
        return train::run(&files.into_iter().flatten().cloned().collect::<Vec<_>>());
    }
    let Some(measure) = MEASURES.iter().find(|measure| measure.name == name) else {
        return Ok(());
    };
    let path = arguments.get_one::<PathBuf>("path");
    let report = (measure.run)(path.map_or(Path::new(""), PathBuf::as_path))?;
    report.print(arguments.get_flag("json"));
    Ok(())
}
