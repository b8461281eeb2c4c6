//! The list of stories: what stands in an input, without what each story says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::OriginRange;

/// The name of the format of a list of stories.
pub const LIST_FORMAT: &str = "recension-stories";
/// Its version.
pub const LIST_VERSION: u32 = 1;

/// The stories of an input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryList {
    /// Always `recension-stories`.
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// The stories, the largest first.
    pub stories: Vec<ListedStory>,
    /// What happened to the stories in the order it happened, each with its reason.
    pub changes: Vec<ListedChange>,
    /// Corrections that do nothing for this input.
    pub unused_corrections: Vec<UnusedCorrection>,
}

/// One story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedStory {
    /// Its id: that of its first report.
    pub id: String,
    /// The id of its thread, which is that of the thread's first story: follow-ups of one matter
    /// have the same.
    pub thread: String,
    /// The title of its first report.
    pub headline: String,
    /// The earliest time of publication that a report states.
    pub first: Option<String>,
    /// The latest.
    pub last: Option<String>,
    /// Its outlets, sorted, as far as reports state them.
    pub outlets: Vec<String>,
    /// How many independent origins stand behind the reports.
    pub origins: OriginRange,
    /// Its reports, the earliest first, undated ones last.
    pub reports: Vec<ListedReport>,
}

/// One report of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedReport {
    /// Its id, made from its text; for corrections.
    pub id: String,
    /// The file it stands in, with the line of its record behind a colon.
    pub path: String,
    /// Its outlet, where stated.
    pub outlet: Option<String>,
    /// Its title, or its first sentence.
    pub title: String,
    /// When it was published, where stated.
    pub published: Option<String>,
}

/// Something that happened to a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListedChange {
    /// For programs: `opened`, `joined`, `known`, `merged`, `split` or `moved`.
    pub change: String,
    /// The story it happened to.
    pub story: String,
    /// The reports concerned.
    pub reports: Vec<String>,
    /// The story that has them now, where that is another.
    pub into: Option<String>,
    /// What happened and why, for people.
    pub reason: String,
}

/// A correction that does nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnusedCorrection {
    /// Its line in the file, counted from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}
