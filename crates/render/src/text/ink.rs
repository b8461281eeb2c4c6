//! The only way to put text on a terminal page: cleared of control characters, then styled.

use anstyle::{AnsiColor, Color, Style};
use textwrap::core::display_width;

use crate::Options;
use crate::view::neutral;

/// How a run of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// A heading.
    Heading,
    /// A siglum or a count that matters.
    Strong,
    /// References and remarks.
    Soft,
    /// Words that differ; between asterisks where there is no colour.
    Differs,
}

impl Look {
    fn style(self) -> Style {
        let red = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red)));
        match self {
            Self::Plain => Style::new(),
            Self::Heading => red.bold(),
            Self::Strong => Style::new().bold(),
            Self::Soft => Style::new().dimmed(),
            Self::Differs => red.underline(),
        }
    }
}

/// Text that is fit for a terminal.
#[derive(Clone, Debug, Default)]
pub(super) struct Ink(String);

impl Ink {
    /// Runs one after the other.
    pub(super) fn join(runs: Vec<Self>) -> Self {
        Self(runs.into_iter().map(|run| run.0).collect())
    }
}

/// A page of lines in the making.
pub(super) struct Sheet {
    width: usize,
    colour: bool,
    page: String,
}

impl Sheet {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            width: options.width.clamp(40, 110),
            colour: options.colour,
            page: String::new(),
        }
    }

    /// The finished page.
    pub(super) fn into_page(self) -> String {
        self.page
    }

    /// Columns of the page.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// A run of text.
    pub(super) fn ink(&self, look: Look, text: &str) -> Ink {
        let text = neutral(text);
        let style = look.style();
        Ink(match (self.colour, look) {
            _ if text.is_empty() => String::new(),
            (true, Look::Plain)
            | (false, Look::Plain | Look::Heading | Look::Strong | Look::Soft) => text.into_owned(),
            (true, _) => format!("{style}{text}{style:#}"),
            (false, Look::Differs) => format!("*{text}*"),
        })
    }

    /// A paragraph, its first line behind one indent, the others behind another.
    pub(super) fn paragraph(&mut self, first: &str, rest: &str, runs: &[Ink]) {
        let text: String = runs.iter().map(|run| run.0.as_str()).collect();
        let options = textwrap::Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest);
        for line in textwrap::wrap(&text, options) {
            self.page.push_str(line.trim_end());
            self.page.push('\n');
        }
    }

    /// A paragraph behind an indent of so many columns.
    pub(super) fn indented(&mut self, columns: usize, runs: &[Ink]) {
        let indent = " ".repeat(columns);
        self.paragraph(&indent, &indent, runs);
    }

    /// An empty line, never two.
    pub(super) fn gap(&mut self) {
        if !self.page.is_empty() && !self.page.ends_with("\n\n") {
            self.page.push('\n');
        }
    }

    /// A section heading.
    pub(super) fn heading(&mut self, title: &str) {
        self.gap();
        let title = self.ink(Look::Heading, &title.to_uppercase());
        self.indented(0, &[title]);
        self.gap();
    }

    /// A line across the page.
    pub(super) fn rule(&mut self, stroke: &str) {
        self.page.push_str(&stroke.repeat(self.width));
        self.page.push('\n');
    }

    /// Cells beside each other, each wrapped to its width, two columns apart.
    pub(super) fn row(&mut self, cells: &[(usize, Ink)]) {
        let wrap = |(width, ink): &(usize, Ink)| -> Vec<String> {
            let lines = textwrap::wrap(&ink.0, (*width).max(1));
            lines.into_iter().map(|line| line.into_owned()).collect()
        };
        let columns: Vec<Vec<String>> = cells.iter().map(wrap).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let mut line = String::new();
            for (column, (width, _)) in columns.iter().zip(cells) {
                let text = column.get(at).map_or("", String::as_str);
                let fill = width.saturating_sub(display_width(text)) + 2;
                line.push_str(text);
                line.push_str(&" ".repeat(fill));
            }
            self.page.push_str(line.trim_end());
            self.page.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(colour: bool) -> Sheet {
        Sheet::new(&Options { width: 40, colour })
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        let mut sheet = sheet(true);
        let ink = sheet.ink(Look::Plain, "a\u{1b}[31mb\u{9b}c\u{7}\u{202e}");
        sheet.indented(0, &[ink]);
        assert_eq!(
            sheet.into_page(),
            "a\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}\n"
        );
    }

    #[test]
    fn width_is_counted_in_columns_not_in_letters_or_escapes() {
        let mut sheet = sheet(true);
        let ink = sheet.ink(Look::Strong, &"漢字 ".repeat(12));
        sheet.indented(2, &[ink]);
        let page = sheet.into_page();
        assert_eq!(page.lines().count(), 2);
        assert!(page.lines().all(|line| display_width(line) <= 40), "{page}");
    }

    #[test]
    fn without_colour_differing_words_stand_between_asterisks() {
        let sheet = sheet(false);
        assert_eq!(sheet.ink(Look::Differs, "that").0, "*that*");
        assert_eq!(sheet.ink(Look::Strong, "MT").0, "MT");
    }
}
