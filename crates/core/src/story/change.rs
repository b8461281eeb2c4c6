//! What happened to the stories, and why.

use serde::Serialize;

use super::decision::Features;

/// Something that happened to a story. Stories and reports are named by their ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Change {
    /// A report opened a story.
    Opened {
        /// The report.
        report: String,
        /// The story, new.
        story: String,
        /// Why it joined no other.
        why: Why,
    },
    /// A report joined a story.
    Joined {
        /// The report.
        report: String,
        /// The story.
        story: String,
        /// Why.
        why: Why,
    },
    /// The same report was given before: nothing changes.
    Known {
        /// The report.
        report: String,
        /// Its story.
        story: String,
    },
    /// A story became part of another; its id stands for the other from now on.
    Merged {
        /// The story that is no more.
        story: String,
        /// The story that has its reports.
        into: String,
        /// Why.
        why: Why,
    },
    /// Reports of a story were found to be a story of their own.
    Split {
        /// The story they were part of, which goes on.
        story: String,
        /// Their own, new.
        into: String,
        /// The reports.
        reports: Vec<String>,
        /// Why.
        why: Why,
    },
    /// A report went over from one story to another.
    Moved {
        /// The report.
        report: String,
        /// The story it was in.
        story: String,
        /// The story it is in.
        into: String,
        /// Why.
        why: Why,
    },
}

/// Why a decision about two groups fell as it did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum Why {
    /// Nothing alike had been met.
    NothingAlike,
    /// It is the earliest report of its story.
    Earliest,
    /// The text is that of another report.
    SameText,
    /// A correction says so.
    Correction,
    /// The groups as wholes were compared.
    Comparison {
        /// Logarithm of the odds that they are one story.
        log_odds: f64,
        /// Mean cosine of the texts.
        texts: f64,
        /// Mean cosine of the names.
        names: f64,
        /// Days between them, up to a year; 7 where one is undated.
        days: f64,
    },
}

impl Why {
    pub(super) fn of(features: &Features) -> Self {
        Self::Comparison {
            log_odds: features.log_odds(),
            texts: features.likeness_of_texts(),
            names: features.likeness_of_names(),
            days: features.days(),
        }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NothingAlike => f.write_str("nothing alike was met"),
            Self::Earliest => f.write_str("it is the earliest of its reports"),
            Self::SameText => f.write_str("it has the same text"),
            Self::Correction => f.write_str("a correction says so"),
            Self::Comparison {
                log_odds,
                texts,
                names,
                days,
            } => {
                let likely = 100.0 / (1.0 + (-log_odds).exp());
                write!(
                    f,
                    "the two are one story with {likely:.0} % (texts alike {texts:.2}, names alike \
                     {names:.2}, {days:.0} days apart)"
                )
            }
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Opened { report, story, why } => {
                write!(f, "report {report} opened story {story}: {why}")
            }
            Self::Joined { report, story, why } => {
                write!(f, "report {report} joined story {story} because {why}")
            }
            Self::Known { report, story } => {
                write!(f, "report {report} of story {story} was known")
            }
            Self::Merged { story, into, why } => {
                write!(f, "story {story} merged into {into} because {why}")
            }
            Self::Split {
                story,
                into,
                reports,
                why,
            } => write!(
                f,
                "{} reports of story {story} split off as {into}: {why}",
                reports.len()
            ),
            Self::Moved {
                report,
                story,
                into,
                why,
            } => write!(
                f,
                "report {report} moved from story {story} to {into}: {why}"
            ),
        }
    }
}
