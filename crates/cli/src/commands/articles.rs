//! `recension show article`: what was read, shown as it is read, so that an input may be larger than
//! memory.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::process::ExitCode;

use recension_core::article::Article;
use recension_ingest::Outcome;

use super::output::Stream;
use crate::arguments::Show;
use crate::gather::{has_text, tell};
use crate::inputs::expand;
use crate::kept::Kept;
use crate::messages::Messages;
use crate::stream::stream;

pub(super) fn show(arguments: &Show, messages: &Messages) -> ExitCode {
    let options = match arguments.input.fields.options() {
        Ok(options) => options,
        Err(why) => return messages.fatal(why),
    };
    let kept = match Kept::open(arguments.input.resume.as_deref(), messages) {
        Ok(kept) => kept,
        Err(why) => return messages.fatal(why),
    };
    let inputs = expand(&arguments.input.named, messages);
    let mut shown = Shown {
        messages,
        as_json: arguments.json,
        seen: BTreeSet::new(),
        articles: 0,
        out: Stream::default(),
    };
    stream(&inputs, &options, &kept, messages, &mut |outcome| {
        shown.document(outcome);
    });
    shown.conclude()
}

struct Shown<'a> {
    messages: &'a Messages,
    as_json: bool,
    /// Ids of the documents shown, so that the same bytes are shown once.
    seen: BTreeSet<String>,
    articles: u64,
    out: Stream,
}

impl Shown<'_> {
    fn document(&mut self, Outcome { place, result }: Outcome) {
        let ingested = match result {
            Ok(ingested) => ingested,
            Err(why) => return self.messages.unusable(place.path(), why),
        };
        if !self.seen.insert(ingested.document.id.clone()) {
            let name = place.path();
            return self.messages.note(format_args!(
                "{name} holds the bytes of an earlier document; shown once"
            ));
        }
        tell(place.path(), &ingested, self.messages);
        for article in ingested.articles.iter().filter(|article| has_text(article)) {
            self.article(article);
        }
    }

    fn article(&mut self, article: &Article) {
        self.articles += 1;
        if !self.as_json {
            return self.out.write(&text(article));
        }
        self.out
            .write(if self.articles == 1 { "[\n" } else { ",\n" });
        match serde_json::to_string_pretty(article) {
            Ok(written) => self.out.write(&indented(&written)),
            Err(error) => self.messages.unusable(path(article), error),
        }
    }

    fn conclude(mut self) -> ExitCode {
        if self.articles == 0 {
            return self
                .messages
                .fatal("nothing to work on: no input holds a report");
        }
        if self.as_json {
            self.out.write("\n]\n");
        }
        match self.out.finish() {
            Ok(()) => self.messages.exit_code(),
            Err(why) => self.messages.fatal(why),
        }
    }
}

/// Two blanks before each line, as an item of an array is written.
fn indented(written: &str) -> String {
    let mut out = String::with_capacity(written.len() + written.len() / 16);
    for (index, line) in written.lines().enumerate() {
        out.push_str(if index == 0 { "  " } else { "\n  " });
        out.push_str(line);
    }
    out
}

/// Where an article stands: its document and the line of its record.
pub(super) fn path(article: &Article) -> String {
    match article.record.as_ref() {
        Some(record) => format!("{}:{}", article.document.path, record.line),
        None => article.document.path.clone(),
    }
}

fn text(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut out = format!("== {}\n", path(article));
    let stated = [
        ("outlet", &metadata.outlet),
        ("title", &metadata.title),
        ("url", &metadata.url),
    ];
    for (name, value) in stated {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {} ({})", value.value, value.basis);
        }
    }
    for author in &metadata.authors {
        let _ = writeln!(out, "author: {} ({})", author.value, author.basis);
    }
    if let Some(published) = &metadata.published {
        let value = published.value;
        let _ = writeln!(out, "published: {} ({})", value.iso_from(), published.basis);
    }
    for credit in &metadata.credits {
        let _ = writeln!(out, "credit: {} ({:?})", credit.name, credit.kind);
    }
    let _ = writeln!(out, "language: {}", metadata.language);
    for note in &article.notes {
        let _ = writeln!(out, "note: {}", note.message);
    }
    for part in &article.parts {
        let role = format!("{:?}", part.role).to_lowercase();
        let _ = writeln!(
            out,
            "{role:>12}  {}",
            article.text.slice(part.span).replace('\n', " ")
        );
    }
    out + "\n"
}
