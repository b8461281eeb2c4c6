//! Tables of records: CSV and its kin (RFC 4180, with commas, semicolons, tabs or bars), told by a
//! first line that names a column of texts. Spans index the bytes of the file.
//!
//! Quotation marks inside a field that are not doubled are read as they are, unless a delimiter
//! follows. A field whose quotation mark never closes costs its line. Tables in UTF-16 (as spreadsheets
//! write them) are read as the others, by their frame ([`Units`]).

use recension_core::article::{Article, Document, Record};
use recension_core::text::{SourceText, SourceTextBuilder, TextSpan};
use serde_json::{Map, Value};

use super::fields::{Field, Fields};
use super::record_text::{RecordText, Values};
use super::units::Units;
use super::{Attempt, Material};
use crate::error::Error;
use crate::facts::Facts;
use crate::ingested::{Ingested, Problem};
use crate::options::Options;
use crate::read::{article, read_text_as, unusable};

const DELIMITERS: &[u8] = b",\t;|";
/// Longest line of names, in bytes.
const MOST_HEADER: usize = 16 * 1024;
/// Most columns.
const MOST_COLUMNS: usize = 4096;
/// How many fields may go wrong before the rest of the file is given up: each costs a search for
/// its end.
const MOST_FAULTS: u64 = 32;

/// Where a field stands: its bytes without the quotation marks around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    start: usize,
    end: usize,
    quoted: bool,
}

/// A row, and where the next starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    cells: Vec<Cell>,
    start: usize,
    end: usize,
    next: usize,
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Unclosed,
    TooLong,
    TooManyColumns,
}

impl Fault {
    const fn message(self) -> &'static str {
        match self {
            Self::Unclosed => "a quoted field has no end",
            Self::TooLong => "a field is longer than the limit",
            Self::TooManyColumns => "the row has more columns than are read",
        }
    }
}

/// Reads rows of a table.
#[derive(Clone, Copy)]
struct Table<'a> {
    /// The frame of the file.
    bytes: &'a [u8],
    delimiter: u8,
    /// Longest row, in bytes.
    most: usize,
}

impl Table<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn row(&self, start: usize) -> Result<Row, Fault> {
        let mut row = Row {
            start,
            ..Row::default()
        };
        let mut at = start;
        loop {
            let cell = self.cell(at, start)?;
            at = cell.end + usize::from(cell.quoted);
            row.cells.push(cell);
            if row.cells.len() > MOST_COLUMNS {
                return Err(Fault::TooManyColumns);
            }
            if self.byte(at) == Some(self.delimiter) {
                at += 1;
                continue;
            }
            row.end = at;
            row.next = match (self.byte(at), self.byte(at + 1)) {
                (Some(b'\r'), Some(b'\n')) => at + 2,
                (Some(_), _) => at + 1,
                (None, _) => at,
            };
            return Ok(row);
        }
    }

    fn cell(&self, at: usize, row: usize) -> Result<Cell, Fault> {
        if self.byte(at) == Some(b'"') {
            return self.quoted_cell(at + 1, row);
        }
        let rest = self.bytes.get(at..).unwrap_or_default();
        let length = memchr::memchr3(self.delimiter, b'\n', b'\r', rest);
        let end = at + length.unwrap_or(rest.len());
        if end - row > self.most {
            return Err(Fault::TooLong);
        }
        Ok(Cell {
            start: at,
            end,
            quoted: false,
        })
    }

    fn quoted_cell(&self, start: usize, row: usize) -> Result<Cell, Fault> {
        let mut at = start;
        loop {
            let limit = self.bytes.len().min(row.saturating_add(self.most));
            let rest = self.bytes.get(at..limit).unwrap_or_default();
            let Some(found) = memchr::memchr(b'"', rest) else {
                let cut = limit < self.bytes.len();
                return Err(if cut { Fault::TooLong } else { Fault::Unclosed });
            };
            let mark = at + found;
            at = match self.byte(mark + 1) {
                Some(b'"') => mark + 2,
                None | Some(b'\n' | b'\r') => return Ok(quoted(start, mark)),
                Some(byte) if byte == self.delimiter => return Ok(quoted(start, mark)),
                Some(_) => mark + 1,
            };
        }
    }
}

const fn quoted(start: usize, end: usize) -> Cell {
    Cell {
        start,
        end,
        quoted: true,
    }
}

/// The columns of a table by their names.
struct Columns {
    names: Vec<String>,
}

impl Columns {
    fn of(table: Table<'_>, units: &Units<'_>) -> Option<(Self, Row)> {
        let row = table.row(0).ok().filter(|row| row.next <= MOST_HEADER)?;
        let text = |cell: &Cell| units.text(&(cell.start..cell.end)).0;
        let name = |cell: &Cell| text(cell).as_str().trim().to_owned();
        let names: Vec<String> = row.cells.iter().map(name).collect();
        Some((Self { names }, row))
    }

    fn index(&self, name: &str) -> Option<usize> {
        let exact = self.names.iter().position(|known| known == name);
        exact.or_else(|| {
            let mut names = self.names.iter();
            names.position(|known| known.eq_ignore_ascii_case(name))
        })
    }

    fn has(&self, fields: &Fields, field: Field) -> bool {
        fields
            .names(field)
            .iter()
            .any(|name| self.index(name).is_some())
    }
}

/// What a file was told to be.
struct Recognised<'a> {
    table: Table<'a>,
    columns: Columns,
    header: Row,
}

fn recognise<'u>(material: &Material<'_>, units: &'u Units<'_>) -> Option<Recognised<'u>> {
    let most = usize::try_from(material.options.limits.max_payload).unwrap_or(usize::MAX);
    DELIMITERS.iter().find_map(|delimiter| {
        let table = Table {
            bytes: units.frame(),
            delimiter: *delimiter,
            most,
        };
        let (columns, header) = Columns::of(table, units)?;
        let first = (header.next < table.bytes.len()).then(|| table.row(header.next));
        let width = columns.names.len();
        let fields = &material.options.fields;
        let known = [
            Field::Title,
            Field::Url,
            Field::Date,
            Field::Source,
            Field::Id,
        ];
        let known = known
            .iter()
            .filter(|field| columns.has(fields, **field))
            .count();
        let has_text = columns.has(fields, Field::Text) || columns.has(fields, Field::Html);
        // A first row that is broken or absent says nothing against a table.
        let alike = width > 1
            && !matches!(&first, Some(Ok(first)) if first.cells.len() != width)
            && (first.is_some() || has_text && known > 0);
        (alike && (has_text || known > 1)).then_some(Recognised {
            table,
            columns,
            header,
        })
    })
}

pub(super) fn try_read(material: Material<'_>) -> Attempt<'_> {
    let units = Units::of(material.bytes, material.encoding());
    let Some(recognised) = recognise(&material, &units) else {
        return Attempt::Other(material);
    };
    let within = material.within(material.options.limits.max_records_payload);
    Attempt::Read(within.and_then(|()| read(material, &units, &recognised)))
}

fn read(
    material: Material<'_>,
    units: &Units<'_>,
    recognised: &Recognised<'_>,
) -> Result<Ingested, Error> {
    let Recognised {
        table,
        columns,
        header,
    } = recognised;
    let fields = &material.options.fields;
    if !columns.has(fields, Field::Text) && !columns.has(fields, Field::Html) {
        return Err(Error::new(format!(
            "a table without a column of texts; name it with --field text=NAME (columns: {})",
            columns.names.join(", ")
        )));
    }
    let facts = material.facts_of_many();
    let mut document = material.document;
    let tabbed = table.delimiter == b'\t';
    document.media_type = if tabbed {
        "text/tab-separated-values"
    } else {
        "text/csv"
    }
    .to_owned();
    let mut reader = Reader {
        table: *table,
        units,
        columns,
        options: material.options,
        facts,
        document,
        articles: Vec::new(),
        problems: Vec::new(),
    };
    reader.rows(header);
    Ok(Ingested {
        document: reader.document,
        articles: reader.articles,
        notes: Vec::new(),
        problems: reader.problems,
    })
}

struct Reader<'a> {
    table: Table<'a>,
    units: &'a Units<'a>,
    columns: &'a Columns,
    options: &'a Options,
    facts: Facts,
    document: Document,
    articles: Vec<Article>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn rows(&mut self, header: &Row) {
        if header.next >= self.table.bytes.len() {
            let why = "the table has no rows below the names of its columns";
            self.problems.push(Problem::new("empty_table", why));
        }
        let mut line = 1 + self.lines_in(header.start, header.next);
        let (mut at, mut faults) = (header.next, 0);
        while at < self.table.bytes.len() && faults < MOST_FAULTS {
            match self.table.row(at) {
                Ok(row) => {
                    self.row(&row, line);
                    line += self.lines_in(at, row.next);
                    at = row.next;
                }
                Err(fault) => {
                    self.problem(line, fault.message());
                    faults += 1;
                    let rest = self.table.bytes.get(at..).unwrap_or_default();
                    let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
                    at += end;
                    line += 1;
                }
            }
        }
        if at < self.table.bytes.len() {
            self.problem(line, "too many rows are broken; the rest is not read");
        }
    }

    fn lines_in(&self, start: usize, end: usize) -> u64 {
        let passed = self.table.bytes.get(start..end).unwrap_or_default();
        memchr::memchr_iter(b'\n', passed).count() as u64
    }

    fn problem(&mut self, line: u64, why: &str) {
        self.problems
            .push(Problem::at_line("broken_record", line, why));
    }

    fn row(&mut self, row: &Row, line: u64) {
        if row.start == row.end {
            return;
        }
        if row.cells.len() != self.columns.names.len() {
            let (found, wanted) = (row.cells.len(), self.columns.names.len());
            return self.problem(line, &format!("the row has {found} fields, not {wanted}"));
        }
        let values = RowValues {
            row,
            columns: self.columns,
            units: self.units,
        };
        let record = RecordText {
            values: &values,
            fields: &self.options.fields,
        };
        let content = match record.content() {
            Ok(content) => content,
            Err(why) => return self.problem(line, &why),
        };
        let facts = record.facts().or(&self.facts);
        let reading = read_text_as(content.kind, content.text, facts, &self.options.limits);
        let problem = unusable(&reading);
        let record = Record {
            line,
            id: record.id(),
            bytes: self.units.place(&(row.start..row.end)),
            extra: values.extra(&self.options.fields),
        };
        if let Some(problem) = problem {
            let problem = Problem::at_line(&problem.code, line, &problem.message);
            self.problems.push(problem);
        }
        let document = self.document.clone();
        self.articles
            .push(article(document, Some(record), reading, Vec::new()));
    }
}

struct RowValues<'a> {
    row: &'a Row,
    columns: &'a Columns,
    units: &'a Units<'a>,
}

impl RowValues<'_> {
    fn text(&self, column: usize) -> Option<SourceText> {
        let cell = self.row.cells.get(column)?;
        let (text, _) = self.units.text(&(cell.start..cell.end));
        Some(if cell.quoted { undoubled(&text) } else { text })
    }

    /// The columns that mean nothing, kept as they are.
    fn extra(&self, fields: &Fields) -> Map<String, Value> {
        let meant = |name: &String| {
            let mut all = fields.all();
            all.any(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
        };
        let names = self.columns.names.iter().enumerate();
        let rest = names.filter(|(_, name)| !name.is_empty() && !meant(name));
        rest.filter_map(|(column, name)| {
            let text = self.text(column)?;
            Some((name.clone(), Value::from(text.as_str())))
        })
        .collect()
    }
}

impl Values for RowValues<'_> {
    fn strings(&self, name: &str) -> Vec<SourceText> {
        let column = self.columns.index(name);
        column
            .and_then(|column| self.text(column))
            .into_iter()
            .collect()
    }
}

/// A quoted field's text: two quotation marks stand for one.
fn undoubled(text: &SourceText) -> SourceText {
    let written = text.as_str();
    if !written.contains("\"\"") {
        return text.clone();
    }
    let mut builder = SourceTextBuilder::default();
    let mut at = 0;
    while let Some(found) = written.get(at..).and_then(|rest| rest.find("\"\"")) {
        let mark = at + found;
        builder.push_span(text, TextSpan::of(at..mark));
        builder.push_replaced("\"", text.cover(TextSpan::of(mark..mark + 2)));
        at = mark + 2;
    }
    builder.push_span(text, TextSpan::of(at..written.len()));
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recension_core::text::ByteSpan;

    /// The rows of a table, cells between bars; where a row cannot be read, why.
    fn rows(text: &str) -> Vec<String> {
        let table = Table {
            bytes: text.as_bytes(),
            delimiter: b',',
            most: 60,
        };
        let mut at = 0;
        let mut out = Vec::new();
        while at < text.len() {
            match table.row(at) {
                Ok(row) => {
                    let cells = row.cells.iter().map(|cell| &text[cell.start..cell.end]);
                    out.push(cells.collect::<Vec<_>>().join("|"));
                    at = row.next;
                }
                Err(fault) => {
                    out.push(fault.message().to_owned());
                    break;
                }
            }
        }
        out
    }

    #[test]
    fn rows_are_cut_where_they_end() {
        let cases: [(&str, &[&str]); 7] = [
            ("a,b\r\nc,d\n", &["a|b", "c|d"]),
            ("a,\"b\nc\",d\n,,", &["a|b\nc|d", "||"]),
            ("\"say \"\"no\"\"\",x", &["say \"\"no\"\"|x"]),
            ("\"say \"no\" twice\",x", &["say \"no\" twice|x"]),
            ("a,\"b", &["a quoted field has no end"]),
            ("it's 5\" wide,x", &["it's 5\" wide|x"]),
            ("\"\",\"\"", &["|"]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(text), expected, "{text}");
        }
        let long = format!("a,\"{}\"", "x".repeat(80));
        assert_eq!(rows(&long), ["a field is longer than the limit"]);
        let long = format!("a,{}\n", "x".repeat(80));
        assert_eq!(rows(&long), ["a field is longer than the limit"]);
    }

    #[test]
    fn doubled_marks_are_one_and_keep_their_place() {
        let text = undoubled(&SourceText::verbatim("say \"\"no\"\" to"));
        assert_eq!(text.as_str(), "say \"no\" to");
        let mark = text.original(TextSpan::of(4..5));
        assert_eq!(mark, [ByteSpan::new(4, 6)]);
    }
}
