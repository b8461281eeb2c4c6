//! What a measure found: named numbers in a fixed order, and how they are printed.

use std::path::Path;

/// Result of anything in this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a measure could not be taken. The message names the file and needs no context.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    /// An error from its message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// An error about a file.
    pub fn at(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self(format!("{}: {reason}", path.display()))
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Named numbers in the order in which they are printed.
#[derive(Debug, Default)]
pub struct Report {
    values: Vec<(&'static str, f64)>,
}

impl Report {
    /// The report with one more number.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: f64) -> Self {
        self.values.push((name, value));
        self
    }

    /// The number of that name.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.values
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }

    /// Prints a table for people, or one JSON object on one line.
    #[allow(clippy::print_stdout, reason = "the result of the program")]
    pub fn print(&self, json: bool) {
        if json {
            println!("{}", self.to_json());
            return;
        }
        for (name, value) in &self.values {
            println!("{name:<28} {}", plain(*value));
        }
    }

    fn to_json(&self) -> serde_json::Value {
        let object = self
            .values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), number(*value)))
            .collect();
        serde_json::Value::Object(object)
    }
}

fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() > 1.0 {
        return format!("{value:.0}");
    }
    format!("{value:.4}")
}

/// Counts are printed as whole numbers.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and small"
)]
fn number(value: f64) -> serde_json::Value {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return serde_json::Value::from(value as i64);
    }
    serde_json::Value::from(value)
}

/// Whether what was missed is to be told, beside the figures.
pub fn is_traced() -> bool {
    std::env::var_os("RECENSION_EVAL_TRACE").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_the_order_and_prints_counts_whole() {
        let report = Report::default().with("f1", 0.5).with("documents", 12.0);
        assert_eq!(report.to_json().to_string(), r#"{"f1":0.5,"documents":12}"#);
    }
}
