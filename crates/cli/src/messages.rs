//! What is said on standard error, and what the exit code remembers of it.

use std::fmt::Display;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// Says things to people and remembers whether some input could not be used.
#[derive(Debug)]
pub(crate) struct Messages {
    quiet: AtomicBool,
    unusable: AtomicU32,
    bars: MultiProgress,
}

impl Messages {
    pub(crate) fn new(quiet: bool) -> Self {
        let bars = MultiProgress::new();
        Self {
            quiet: AtomicBool::new(quiet),
            unusable: AtomicU32::new(0),
            bars,
        }
    }

    /// Some input could not be used: says which and why, and the run will exit with 1.
    pub(crate) fn unusable(&self, what: impl Display, why: impl Display) {
        self.unusable.fetch_add(1, Ordering::Relaxed);
        self.say(format_args!("recension: {what}: {why}"));
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, note: impl Display) {
        if !self.quiet.load(Ordering::Relaxed) {
            self.say(format_args!("recension: note: {note}"));
        }
    }

    /// The run cannot go on.
    pub(crate) fn fatal(&self, why: impl Display) -> ExitCode {
        self.say(format_args!("recension: {why}"));
        ExitCode::from(2)
    }

    /// 0 where all went well, 1 where some input could not be used.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.unusable.load(Ordering::Relaxed) > 0))
    }

    /// A progress bar, drawn on a terminal only, and only once the work has taken a second.
    pub(crate) fn progress(&self, what: &str, steps: usize) -> Progress {
        let style = ProgressStyle::with_template(
            "{prefix:>12} {bar:30} {pos}/{len}  {per_sec}  {eta} left",
        );
        let bar = ProgressBar::new(steps as u64);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(what.to_owned());
        let wanted = !self.quiet.load(Ordering::Relaxed);
        Progress {
            bar,
            bars: self.bars.clone(),
            shown: AtomicBool::new(!wanted),
        }
    }

    #[allow(clippy::print_stderr, reason = "the one place that speaks to people")]
    fn say(&self, message: impl Display) {
        self.bars.suspend(|| eprintln!("{message}"));
    }
}

/// The progress of one step of the work.
pub(crate) struct Progress {
    bar: ProgressBar,
    bars: MultiProgress,
    shown: AtomicBool,
}

impl Progress {
    /// One more is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
        let due = self.bar.elapsed().as_millis() >= 1000;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bars.add(self.bar.clone());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
