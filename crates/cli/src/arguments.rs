//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use recension_core::compile::Refusal;
use recension_core::passages::{DEFAULT_WORDS, FEWEST_WORDS, MOST_WORDS};
use recension_ingest::Options;

/// Reads many reports of one event and says what is actually attested: which reports were derived
/// from which, how many independent origins stand behind each claim, every wording of each
/// quotation, and where reports contradict each other. Every statement carries the original bytes.
#[derive(Debug, Parser)]
#[command(name = "recension", version, about, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Worker threads (default: one for each core)
    #[arg(long, short = 'j', global = true, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reports in, dossiers out
    Dossier(Dossier),
    /// List the stories: headline, span of time, reports, outlets, origins
    Stories(Stories),
    /// Recompute every span of a dossier (or of a list of quotations or passages) from the original
    /// bytes
    Verify(Verify),
    /// Two reports side by side
    Compare(Compare),
    /// Stop after a stage and show what it made
    Show(Show),
    /// Who took from whom, as a drawing or a graph
    Stemma(Stemma),
    /// How many origins stand behind the reports, and why not more
    Origins(Origins),
    /// Every quotation with all its wordings
    Quotes(Quotes),
    /// Every reading of a remembered quotation, the earliest first
    Trace(Trace),
    /// Passages that reports share, also across stories: standing text, press releases, reprints
    Passages(Passages),
    /// What the reports say of a statement: the closest claims, who attests them, what contradicts
    Check(Check),
    /// Fetch pages and feeds politely into a folder of WARC files
    #[cfg(feature = "fetch")]
    Fetch(Fetch),
}

/// What `recension fetch` fetches, and how.
#[cfg(feature = "fetch")]
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    /// Pages and feeds, as http or https addresses
    #[arg(required = true, value_name = "URL")]
    pub(crate) urls: Vec<String>,
    /// The folder to write to; what it holds already is asked for changes alone
    #[arg(long, short, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// Fetch the pages that a feed's items link to, too
    #[arg(long)]
    pub(crate) items: bool,
    /// Most items of one feed
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) max_items: usize,
    /// Seconds between two requests to one host; robots.txt may ask for more
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    pub(crate) delay: f64,
    /// Seconds for one page, its whole answer included
    #[arg(long, value_name = "SECONDS", default_value_t = 30.0, value_parser = seconds)]
    pub(crate) timeout: f64,
    /// Seconds for everything
    #[arg(long, value_name = "SECONDS", default_value_t = 3600.0, value_parser = seconds)]
    pub(crate) total_time: f64,
    /// Largest answer, in bytes
    #[arg(long, value_name = "N", default_value_t = 16 << 20)]
    pub(crate) max_bytes: u64,
    /// Ask again for pages whose server gives no mark of change
    #[arg(long)]
    pub(crate) again: bool,
    /// Connect to private and loopback addresses, too
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Trust the authorities of this file (PEM) instead of the bundled ones
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
}

/// A number of seconds up to a day.
#[cfg(feature = "fetch")]
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    let within = (0.0..=86_400.0).contains(&seconds);
    within
        .then_some(seconds)
        .ok_or_else(|| "not between 0 and 86400".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Files, folders (walked), globs, or - for standard input; archives are opened
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) named: Vec<OsString>,
    #[command(flatten)]
    pub(crate) fields: FieldNames,
    /// Keep in this file what is read and compiled, and use what is kept there: an interrupted run
    /// goes on where it stopped, and one over more inputs does only what is new
    #[arg(long, value_name = "FILE")]
    pub(crate) resume: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct FieldNames {
    /// Which field of a record (JSON, CSV, Parquet) means what, as `text=body`; may be repeated
    #[arg(long = "field", value_name = "MEANING=NAME")]
    assignments: Vec<String>,
}

impl FieldNames {
    /// How the inputs are to be read.
    ///
    /// # Errors
    /// Where an assignment cannot be understood.
    pub(crate) fn options(&self) -> Result<Options, String> {
        let mut options = Options::default();
        for assignment in &self.assignments {
            let assigned = options.fields.assign(assignment);
            assigned.map_err(|error| error.to_string())?;
        }
        Ok(options)
    }
}

/// What helps to tell what says the same.
#[derive(Debug, Args)]
pub(crate) struct Sharpened {
    /// Folder of a sentence-embedding model (config.json, tokenizer.json, model.safetensors) that
    /// helps to tell what says the same in other words
    #[arg(long, value_name = "DIR")]
    pub(crate) model: Option<PathBuf>,
}

/// Links that are not accepted.
#[derive(Debug, Args)]
pub(crate) struct Refused {
    /// Count the origins as if this link were not there: two sigla, or the ends of a line of the
    /// stemma, as `MT:NO`; may be repeated
    #[arg(long = "refuse", value_name = "SOURCE:TARGET", value_parser = refusal)]
    pub(crate) links: Vec<Refusal>,
}

/// The ends of a link. The id of a named source has a colon of its own.
fn refusal(text: &str) -> Result<Refusal, String> {
    let ends = text.rsplit_once(':').or_else(|| text.rsplit_once('>'));
    let [source, target] = ends.map_or(["", ""], |(a, b)| [a.trim(), b.trim()]);
    if source.is_empty() || target.is_empty() {
        return Err("not of the form SOURCE:TARGET".to_owned());
    }
    Ok(Refusal {
        source: source.to_owned(),
        target: target.to_owned(),
    })
}

#[derive(Debug, Args)]
pub(crate) struct Stemma {
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) refused: Refused,
    /// Form of the result
    #[arg(long, short, value_enum, default_value_t = GraphForm::Text)]
    pub(crate) format: GraphForm,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// Forms of a stemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphForm {
    /// A tree in characters
    Text,
    /// A drawing of the largest story
    Svg,
    /// Graphviz; class=extant or class=hypothetical
    Dot,
    /// For graph programs
    Graphml,
    /// Nodes and edges with their receipts
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Origins {
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) refused: Refused,
    #[command(flatten)]
    pub(crate) to: Counted,
}

/// How a count of origins or a checked statement is given, and where to.
#[derive(Debug, Args)]
pub(crate) struct Counted {
    /// Form of the result
    #[arg(long, short, value_enum, default_value_t = CountForm::Text)]
    pub(crate) format: CountForm,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// Forms of the count of origins and of a checked statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountForm {
    /// For a terminal
    Text,
    /// Everything, with spans
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Quotes {
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) sharpened: Sharpened,
    #[command(flatten)]
    pub(crate) to: Listed,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The statement, in the language of the reports
    #[arg(value_name = "STATEMENT")]
    pub(crate) statement: String,
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) sharpened: Sharpened,
    #[command(flatten)]
    pub(crate) to: Counted,
}

#[derive(Debug, Args)]
pub(crate) struct Trace {
    /// The words, as they are remembered
    #[arg(value_name = "WORDS")]
    pub(crate) words: String,
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) sharpened: Sharpened,
    #[command(flatten)]
    pub(crate) to: Listed,
}

#[derive(Debug, Args)]
pub(crate) struct Passages {
    #[command(flatten)]
    pub(crate) input: Inputs,
    /// The fewest words of a passage
    #[arg(long, value_name = "N", default_value_t = DEFAULT_WORDS,
          value_parser = clap::value_parser!(u32).range(i64::from(FEWEST_WORDS)..=i64::from(MOST_WORDS)))]
    pub(crate) min_words: u32,
    /// Page furniture, too: footers, notices, menus, teasers
    #[arg(long)]
    pub(crate) furniture: bool,
    /// Passages of one story alone, too
    #[arg(long)]
    pub(crate) within_stories: bool,
    #[command(flatten)]
    pub(crate) corrections: Corrected,
    /// Form of the result
    #[arg(long, short, value_enum, default_value_t = PassageForm::Text)]
    pub(crate) format: PassageForm,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// Forms of a list of passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PassageForm {
    /// For a terminal
    Text,
    /// Everything, with spans
    Json,
    /// A row for each place
    Csv,
}

/// How a list of quotations is given, and where to.
#[derive(Debug, Args)]
pub(crate) struct Listed {
    /// Form of the result
    #[arg(long, short, value_enum, default_value_t = QuoteForm::Text)]
    pub(crate) format: QuoteForm,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// Forms of a list of quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum QuoteForm {
    /// For a terminal
    Text,
    /// Everything, with spans
    Json,
    /// A row for each reading
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Dossier {
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) sharpened: Sharpened,
    /// Most sentences of a story's briefing
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub(crate) briefing: u16,
    #[command(flatten)]
    pub(crate) refused: Refused,
    #[command(flatten)]
    pub(crate) corrections: Corrected,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Stories {
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) corrections: Corrected,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Corrected {
    /// Corrections to the grouping, one a line: `pin REPORT STORY`, `merge STORY STORY`,
    /// `split REPORT REPORT` [default: recension-corrections.txt, where it is there]
    #[arg(long, value_name = "PATH")]
    corrections: Option<PathBuf>,
}

impl Corrected {
    pub(crate) fn path(&self) -> Option<&std::path::Path> {
        self.corrections.as_deref()
    }
}

#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Form of the result [default: by the suffix of -o, else text]
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<Form>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// Forms of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For a terminal
    Text,
    /// One self-contained page
    Html,
    /// The contract: format recension-dossier, version 1
    Json,
    /// For pasting
    Markdown,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// A dossier in JSON, or what `quotes`, `trace` or `passages` gave
    #[arg(value_name = "DOSSIER.json")]
    pub(crate) dossier: PathBuf,
    /// Folder against which the paths of the documents are taken [default: the current folder,
    /// then the dossier's own]
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The first report
    pub(crate) first: OsString,
    /// The second report
    pub(crate) second: OsString,
    #[command(flatten)]
    pub(crate) fields: FieldNames,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The stage to stop after
    #[arg(value_enum)]
    pub(crate) stage: Stage,
    #[command(flatten)]
    pub(crate) input: Inputs,
    #[command(flatten)]
    pub(crate) corrections: Corrected,
    /// As JSON instead of text
    #[arg(long)]
    pub(crate) json: bool,
}

/// Stages whose result can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Cleaned text by role, and metadata
    Article,
    /// Sentences, names, dates, figures, quotations
    Witness,
    /// Which reports are one story
    Stories,
    /// Which sentences answer each other
    Collation,
    /// What speaks for and against dependence, pair by pair
    Evidence,
}
