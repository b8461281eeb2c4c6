//! `recension fetch`: pages and feeds into a folder of WARC files.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use recension_fetch::{Fetched, Options, Outcome, Summary, run};

use super::output;
use crate::arguments::Fetch;
use crate::messages::Messages;

/// Hosts that are asked side by side, where no number of jobs is given.
const HOSTS: usize = 4;

pub(crate) fn fetch(arguments: &Fetch, jobs: Option<usize>, messages: &Messages) -> ExitCode {
    let authorities = match arguments.ca.as_ref().map(std::fs::read).transpose() {
        Ok(authorities) => authorities,
        Err(error) => return messages.fatal(format!("--ca: {error}")),
    };
    let options = Options {
        authorities,
        items: arguments.items,
        max_items: arguments.max_items,
        delay: Duration::from_secs_f64(arguments.delay),
        hosts: jobs.unwrap_or(HOSTS),
        max_bytes: arguments.max_bytes,
        timeout: Duration::from_secs_f64(arguments.timeout),
        total_time: Duration::from_secs_f64(arguments.total_time),
        allow_private: arguments.allow_private,
        again: arguments.again,
        ..Options::default()
    };
    let progress = messages.progress("fetching", arguments.urls.len());
    let listener = |fetched: &Fetched| {
        if let Outcome::Fetched {
            items: Some(items), ..
        } = &fetched.outcome
        {
            progress.lengthen(*items);
        }
        progress.step();
        if let Outcome::Failed(why) = &fetched.outcome {
            messages.unusable(&fetched.url, why);
        }
    };
    let done = run(&arguments.urls, &arguments.output, &options, &listener);
    drop(progress);
    match done {
        Err(error) => messages.fatal(error),
        Ok(summary) if summary.fetched.iter().all(is_failed) => {
            messages.fatal("nothing was fetched")
        }
        Ok(summary) => match output::write(&text(&summary), None) {
            Ok(()) => messages.exit_code(),
            Err(why) => messages.fatal(why),
        },
    }
}

const fn is_failed(fetched: &Fetched) -> bool {
    matches!(fetched.outcome, Outcome::Failed(_))
}

fn text(summary: &Summary) -> String {
    let mut out = String::new();
    for fetched in &summary.fetched {
        let url = &fetched.url;
        let _ = match &fetched.outcome {
            Outcome::Fetched { from, bytes, items } => {
                let moved = if from == url {
                    String::new()
                } else {
                    format!(" (from {from})")
                };
                let feed = match items {
                    Some(0) => ", a feed".to_owned(),
                    Some(items) => format!(", a feed; {items} of its items followed"),
                    None => String::new(),
                };
                writeln!(out, "fetched    {url}{moved}: {bytes} bytes{feed}")
            }
            Outcome::Unchanged => writeln!(out, "unchanged  {url}"),
            Outcome::Known => writeln!(out, "known      {url}: fetched before; --again asks again"),
            Outcome::Failed(_) => writeln!(out, "failed     {url}"),
        };
    }
    if let Some(file) = &summary.file {
        let _ = writeln!(out, "written to {}", file.display());
    }
    out
}
