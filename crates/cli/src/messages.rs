//! What is said on standard error, and what the exit code remembers of it.

use std::fmt::{self, Display};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use indicatif::{MultiProgress, ProgressBar, ProgressState, ProgressStyle};

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
        let template = "{prefix:>12} {bar:30} {pos}/{len}  {rate}  {eta} left";
        self.bar(what, steps as u64, template)
    }

    /// The same for work counted in bytes; `bytes` is 0 where nobody knows how many there are.
    pub(crate) fn progress_in_bytes(&self, what: &str, bytes: u64) -> Progress {
        let template = match bytes {
            0 => "{prefix:>12} {bytes}  {bytes_per_sec}",
            _ => "{prefix:>12} {bar:30} {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
        };
        self.bar(what, bytes, template)
    }

    fn bar(&self, what: &str, length: u64, template: &str) -> Progress {
        let style = ProgressStyle::with_template(template);
        let bar = ProgressBar::new(length);
        let style = style.map(|style| style.with_key("rate", rate));
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

/// Steps a second: whole ones where they are many.
fn rate(state: &ProgressState, out: &mut dyn fmt::Write) {
    let rate = state.per_sec();
    // A bar that cannot be drawn to is no reason to stop.
    let _ = match rate < 10.0 {
        true => write!(out, "{rate:.1}/s"),
        false => write!(out, "{rate:.0}/s"),
    };
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
        self.show_when_due();
    }

    /// So many more are to be done.
    #[cfg(feature = "fetch")]
    pub(crate) fn lengthen(&self, steps: usize) {
        self.bar.inc_length(steps as u64);
    }

    /// So much is done, counted from the start.
    pub(crate) fn reach(&self, place: u64) {
        self.bar.set_position(place);
        self.show_when_due();
    }

    fn show_when_due(&self) {
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
