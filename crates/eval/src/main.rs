//! `recension-eval`: the command line in front of the measures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use recension_core::meaning::SentenceModel;
use recension_eval::generate::generate;
use recension_eval::report::{Error, Result};
use recension_eval::{
    MEASURES, Measure, archive, background, floors, lexicon, passages, stories, stream, traditions,
    train,
};

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
        .mut_subcommand("stories", with_shuffles)
        .subcommand(train_command())
        .subcommand(train_reuse_command())
        .subcommand(floors_command())
        .subcommand(generate_command())
        .subcommand(lexicon_command())
        .subcommand(train_claims_command())
        .subcommand(train_pairs_command())
        .subcommand(traditions_command())
        .subcommand(train_descent_command())
        .subcommand(background_command())
        .subcommand(stream_command())
        .subcommand(passages_command())
        .subcommand(archive_command())
}

fn measure_command(measure: &Measure) -> Command {
    let command = Command::new(measure.name)
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
        );
    match measure.sharpened {
        Some(_) => command.arg(model_option()),
        None => command,
    }
}

fn with_shuffles(command: Command) -> Command {
    command.arg(
        Arg::new("shuffles")
            .long("shuffles")
            .value_name("N")
            .value_parser(value_parser!(u64))
            .help("Also report the spread over N orders of the input, at once and one at a time"),
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

fn train_reuse_command() -> Command {
    Command::new("train-reuse")
        .about("Fit the weights of the graded degree of reuse; prints their source file")
        .arg(
            Arg::new("path")
                .value_name("FILE")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("Annotated data as for `reuse`"),
        )
}

fn train_claims_command() -> Command {
    Command::new("train-claims")
        .about("Fit the weights of the decision whether two clauses state the same")
        .arg(
            Arg::new("folders")
                .value_name("DIR")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("Annotated stories as for `claims`"),
        )
        .arg(model_option())
}

fn train_pairs_command() -> Command {
    Command::new("train-pairs")
        .about("Fit the decision that a sentence model takes part in; prints its source file")
        .arg(
            Arg::new("files")
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help("Labelled pairs as for `pairs`"),
        )
        .arg(model_option().required(true))
}

/// The option that names a sentence model.
fn model_option() -> Arg {
    Arg::new("model")
        .long("model")
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .help("Folder of a sentence-embedding model to measure with")
}

fn stream_command() -> Command {
    Command::new("stream")
        .about("Speed and memory of the stream path on made-up reports, as the stream grows")
        .arg(
            Arg::new("documents")
                .long("documents")
                .value_name("N")
                .default_value("10000")
                .value_parser(value_parser!(u32))
                .help("How many reports"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Print one JSON object on the last line"),
        )
}

fn passages_command() -> Command {
    Command::new("passages")
        .about(
            "Speed, memory and quality of passages across stories on a made-up corpus, as it grows",
        )
        .arg(number(
            "documents",
            "10000",
            "How many documents, ten to a story",
        ))
        .arg(number("seed", "1", "The same seed gives the same corpus"))
        .arg(
            Arg::new("write")
                .long("write")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Write the corpus as JSONL, with what was planted, instead"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Print one JSON object on the last line"),
        )
}

fn run_passages(arguments: &ArgMatches) -> Result<()> {
    let number = |name: &str| arguments.get_one::<u32>(name).copied().unwrap_or_default();
    let (documents, seed) = (number("documents") as usize, u64::from(number("seed")));
    match arguments.get_one::<PathBuf>("write") {
        Some(path) => passages::write(path, documents, seed),
        None => {
            passages::run(documents, seed)?.print(arguments.get_flag("json"));
            Ok(())
        }
    }
}

fn archive_command() -> Command {
    Command::new("archive")
        .about("Write a web archive of made-up pages, to measure how ingest reads it")
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("Where it goes; an ending of .gz packs it record by record"),
        )
        .arg(number("megabytes", "1000", "How many megabytes of pages"))
        .arg(number("seed", "1", "The same seed gives the same pages"))
}

fn write_archive(arguments: &ArgMatches) -> Result<()> {
    let number = |name: &str| arguments.get_one::<u32>(name).copied().unwrap_or_default();
    let path = arguments.get_one::<PathBuf>("path").cloned();
    let path = path.unwrap_or_default();
    let packed = path.extension().is_some_and(|ending| ending == "gz");
    let bytes = u64::from(number("megabytes")) * 1_000_000;
    archive::run(&path, bytes, packed, u64::from(number("seed")))
}

fn background_command() -> Command {
    Command::new("background")
        .about("Make the table of document frequencies that grouping starts from; prints it")
        .arg(
            Arg::new("language")
                .required(true)
                .help("ISO 639-1 code of a language with a folder in data/"),
        )
        .arg(
            Arg::new("texts")
                .value_name("TEXT")
                .num_args(0..)
                .value_parser(value_parser!(PathBuf))
                .help("Reports to count in, of the project's own"),
        )
}

fn floors_command() -> Command {
    Command::new("floors")
        .about("Run every measure that has a floor; fail where one is not reached")
        .arg(
            Arg::new("shared")
                .long("shared")
                .value_name("DIR")
                .env("RECENSION_SHARED")
                .default_value("../shared")
                .value_parser(value_parser!(PathBuf))
                .help(
                    "The folder with the annotated data; measures whose data is absent are skipped",
                ),
        )
        .arg(model_option().env("RECENSION_MODEL"))
        .arg(
            Arg::new("pin")
                .long("pin")
                .action(ArgAction::SetTrue)
                .help("Raise the floors that were surpassed (none is ever lowered)"),
        )
}

fn number(name: &'static str, default: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .default_value(default)
        .value_parser(value_parser!(u32))
        .help(help)
}

fn traditions_command() -> Command {
    Command::new("traditions")
        .about("Who copied whom, in made-up traditions whose truth is known")
        .arg(number("count", "200", "How many traditions"))
        .arg(number(
            "reports",
            "0",
            "Reports of each, beside lost ones; 0 for 5 to 40",
        ))
        .arg(number(
            "seed",
            "1",
            "The same seed gives the same traditions",
        ))
        .arg(
            Arg::new("misses")
                .long("misses")
                .action(ArgAction::SetTrue)
                .help("Print how often each class of miss was met instead"),
        )
        .arg(
            Arg::new("contests")
                .long("contests")
                .action(ArgAction::SetTrue)
                .help("Measure only what is found of figures about which reports part"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Print one JSON object on the last line"),
        )
}

fn train_descent_command() -> Command {
    Command::new("train-descent")
        .about("Fit what the signs of a source are worth on made-up traditions, and print them")
        .arg(number("count", "200", "How many traditions of each kind"))
        .arg(number(
            "seed",
            "1000",
            "Not that of the traditions that are measured",
        ))
}

fn generate_command() -> Command {
    Command::new("generate")
        .about("Print made-up reports as JSONL, for benchmarks")
        .arg(number("reports", "1000", "How many reports"))
        .arg(number("stories", "125", "Over how many stories"))
        .arg(number("seed", "1", "The same seed gives the same reports"))
        .arg(number(
            "traditions",
            "0",
            "Print so many traditions with their truth instead, one a line",
        ))
}

fn lexicon_command() -> Command {
    let folder = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .value_name("DIR")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help(help)
    };
    Command::new("lexicon")
        .about("Make the bundled word relations and verb forms from WordNet's files")
        .arg(folder("dict", "WordNet's `dict` folder"))
        .arg(folder("out", "Where the lists go (`data/en`)").long("out"))
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_generated(arguments: &ArgMatches) -> Result<()> {
    let number = |name: &str| arguments.get_one::<u32>(name).copied().unwrap_or_default() as usize;
    let seed = number("seed") as u64;
    for tradition in traditions::traditions(number("traditions"), None, seed) {
        println!("{}", json_line(&tradition)?);
    }
    if number("traditions") > 0 {
        return Ok(());
    }
    for record in generate(number("reports"), number("stories"), seed) {
        println!("{}", json_line(&record)?);
    }
    Ok(())
}

fn json_line(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::new(e.to_string()))
}

fn print_traditions(arguments: &ArgMatches) -> Result<()> {
    let number = |name: &str| arguments.get_one::<u32>(name).copied().unwrap_or_default();
    let reports = Some(number("reports") as usize).filter(|reports| *reports > 0);
    let count = number("count") as usize;
    let seed = u64::from(number("seed"));
    if arguments.get_flag("misses") {
        return print_misses(&traditions::misses(count, reports, seed)?);
    }
    let measured = match arguments.get_flag("contests") {
        true => traditions::measure_contests,
        false => traditions::measure,
    };
    let report = measured(count, reports, seed)?;
    report.print(arguments.get_flag("json"));
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the result of the command")]
fn print_misses(misses: &BTreeMap<String, usize>) -> Result<()> {
    for (class, times) in misses {
        println!("{times:6}  {class}");
    }
    Ok(())
}

/// The sentence model that the options name, where they can and do.
fn model(arguments: &ArgMatches) -> Result<Option<Box<dyn SentenceModel>>> {
    let folder = arguments.try_get_one::<PathBuf>("model").ok().flatten();
    let model = folder
        .map(|folder| recension_model::open(folder))
        .transpose();
    model.map_err(|error| Error::new(error.to_string()))
}

fn dispatch(matches: &ArgMatches) -> Result<()> {
    let Some((name, arguments)) = matches.subcommand() else {
        return Ok(());
    };
    if name == "train-stories" {
        let files = arguments.get_many::<PathBuf>("files");
        return train::run(&files.into_iter().flatten().cloned().collect::<Vec<_>>());
    }
    if name == "train-reuse" {
        let path = arguments.get_one::<PathBuf>("path");
        return train::reuse::run(path.map_or(Path::new(""), PathBuf::as_path));
    }
    if name == "train-claims" {
        let folders = arguments.get_many::<PathBuf>("folders");
        let folders: Vec<PathBuf> = folders.into_iter().flatten().cloned().collect();
        return train::claims::run(&folders, model(arguments)?.as_deref());
    }
    if name == "train-pairs" {
        let files = arguments.get_many::<PathBuf>("files");
        let files: Vec<PathBuf> = files.into_iter().flatten().cloned().collect();
        return match model(arguments)? {
            Some(model) => train::pairs::run(&files, model.as_ref()),
            None => Err(Error::new("train-pairs needs --model")),
        };
    }
    if name == "background" {
        let code = arguments
            .get_one::<String>("language")
            .map_or("en", String::as_str);
        let texts = arguments.get_many::<PathBuf>("texts");
        return background::run(
            code,
            &texts.into_iter().flatten().cloned().collect::<Vec<_>>(),
        );
    }
    if name == "stream" {
        let documents = arguments
            .get_one::<u32>("documents")
            .copied()
            .unwrap_or_default();
        stream::run(documents as usize, 1)?.print(arguments.get_flag("json"));
        return Ok(());
    }
    if name == "passages" {
        return run_passages(arguments);
    }
    if name == "archive" {
        return write_archive(arguments);
    }
    if name == "floors" {
        let shared = arguments
            .get_one::<PathBuf>("shared")
            .cloned()
            .unwrap_or_default();
        let model = model(arguments)?;
        return floors::run(&shared, model.as_deref(), arguments.get_flag("pin"));
    }
    if name == "lexicon" {
        let folder = |name: &str| {
            arguments
                .get_one::<PathBuf>(name)
                .cloned()
                .unwrap_or_default()
        };
        return lexicon::run(&folder("dict"), &folder("out"));
    }
    if name == "train-descent" {
        let number = |name: &str| arguments.get_one::<u32>(name).copied().unwrap_or_default();
        return train::descent::run(number("count") as usize, u64::from(number("seed")));
    }
    if name == "traditions" {
        return print_traditions(arguments);
    }
    if name == "generate" {
        return print_generated(arguments);
    }
    let Some(measure) = MEASURES.iter().find(|measure| measure.name == name) else {
        return Ok(());
    };
    let path = arguments.get_one::<PathBuf>("path");
    let path = path.map_or(Path::new(""), PathBuf::as_path);
    let shuffles = arguments.try_get_one::<u64>("shuffles").ok().flatten();
    let report = match (shuffles, measure.sharpened, model(arguments)?) {
        (Some(shuffles), ..) => stories::run_shuffled(path, *shuffles)?,
        (None, Some(run), Some(model)) => run(path, model.as_ref())?,
        _ => (measure.run)(path)?,
    };
    report.print(arguments.get_flag("json"));
    Ok(())
}
