//! Parquet files: each row is a document, written as one JSON object, and read as such a record.
//!
//! The bytes of a text in a Parquet file are packed together with those of other rows, so that no
//! span could point at them; spans index the row as written here. The same row is always written
//! the same way.

use std::fs::File;

use bytes::Bytes;
use parquet::file::reader::{ChunkReader, FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::{At, Flow, Opening, Stream, hold};
use crate::fault::guarded;

const MAGIC: &[u8] = b"PAR1";

pub(super) fn recognise(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// A file, read from any place.
pub(super) fn open_file(opening: &mut Opening<'_>, file: File, at: &At) -> Flow {
    open(opening, file, at)
}

/// A stream is held in memory, since the description of the rows stands at the end.
pub(super) fn open_stream(opening: &mut Opening<'_>, stream: Stream<'_>, at: &At) -> Flow {
    match hold(stream.reader, opening.limits.max_held) {
        Ok(bytes) => open(opening, Bytes::from(bytes), at),
        Err(why) => opening.problem(&at.place, "unusable_member", &why),
    }
}

fn open<R: ChunkReader + 'static>(opening: &mut Opening<'_>, source: R, at: &At) -> Flow {
    let opened = guarded(|| SerializedFileReader::new(source));
    let reader = match opened {
        Ok(Ok(reader)) => reader,
        Ok(Err(error)) => return damaged(opening, at, &error),
        Err(fault) => return damaged(opening, at, &fault),
    };
    match guarded(|| reader.get_row_iter(None)) {
        Ok(Ok(rows)) => all(opening, rows, at),
        Ok(Err(error)) => damaged(opening, at, &error),
        Err(fault) => damaged(opening, at, &fault),
    }
}

fn damaged(opening: &mut Opening<'_>, at: &At, why: &dyn std::fmt::Display) -> Flow {
    let why = format!("the Parquet file is damaged or breaks off: {why}");
    opening.problem(&at.place, "damaged", &why)
}

fn all(opening: &mut Opening<'_>, mut rows: RowIter<'_>, at: &At) -> Flow {
    for number in 1u64.. {
        let inner = at.member(&format!("#row-{number}"));
        let row = match guarded(|| rows.next()) {
            Ok(None) => break,
            Ok(Some(Ok(row))) => row,
            Ok(Some(Err(error))) => return damaged(opening, at, &error),
            Err(fault) => return damaged(opening, at, &fault),
        };
        if opening.visitor.wants(&inner.place) {
            let written = Value::Object(object(&row)).to_string();
            opening.document(written.into_bytes(), inner)?;
        }
    }
    Flow::Continue(())
}

/// A row as a JSON object. Old files do not say that their texts are texts.
fn object(row: &Row) -> Map<String, Value> {
    let columns = row.get_column_iter();
    let value = |field: &Field| match field {
        Field::Bytes(bytes) => match bytes.as_utf8() {
            Ok(text) => Value::from(text),
            Err(_) => field.to_json_value(),
        },
        _ => field.to_json_value(),
    };
    columns
        .map(|(name, field)| (name.clone(), value(field)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::container::{Source, Visitor, open};
    use crate::ingested::Problem;
    use crate::limits::Limits;
    use crate::member::Member;
    use crate::options::Options;
    use crate::place::Place;
    use crate::read::{Outcome, read_member};
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::ops::ControlFlow;
    use std::sync::Arc;

    const SCHEMA: &str = "message report {
        REQUIRED BYTE_ARRAY title (UTF8);
        REQUIRED BYTE_ARRAY text;
        REQUIRED INT64 shares;
    }";

    fn written(compression: Compression) -> Vec<u8> {
        let texts = [
            "The ferry did not sail on Tuesday, \"because of the gale\", the port said.",
            "The ramp will cost 1.2 million crowns, says a report of the council.",
        ];
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let properties = WriterProperties::builder()
            .set_compression(compression)
            .build();
        let mut out = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut out, schema, Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        for strings in [["Ferry", "Ramp"], texts] {
            let mut column = group.next_column().unwrap().unwrap();
            let values = strings.map(ByteArray::from);
            column
                .typed::<ByteArrayType>()
                .write_batch(&values, None, None)
                .unwrap();
            column.close().unwrap();
        }
        let mut column = group.next_column().unwrap().unwrap();
        column
            .typed::<Int64Type>()
            .write_batch(&[7, 8], None, None)
            .unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        out
    }

    #[derive(Default)]
    struct Told(Vec<String>);

    impl Visitor for Told {
        fn member(&mut self, member: Member) -> ControlFlow<()> {
            for Outcome { place, result } in read_member(&member, &Options::default()) {
                let article = result.unwrap().articles.remove(0);
                let title = article.metadata.title.unwrap();
                self.0.push(format!(
                    "{} {}: {}",
                    place.path(),
                    title.value,
                    article.text.as_str()
                ));
            }
            ControlFlow::Continue(())
        }

        fn problem(&mut self, place: &Place, problem: Problem) {
            self.0
                .push(format!("{}: {}", place.path(), problem.message));
        }
    }

    fn told(bytes: &[u8]) -> Vec<String> {
        let mut told = Told::default();
        open(
            Source::Stream(Box::new(bytes)),
            "f",
            &Limits::default(),
            &mut told,
        );
        told.0
    }

    #[test]
    fn rows_are_records_whatever_packs_them() {
        let expected = [
            "f#row-1 Ferry: The ferry did not sail on Tuesday, \"because of the gale\", the port said.",
            "f#row-2 Ramp: The ramp will cost 1.2 million crowns, says a report of the council.",
        ];
        let packings = [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::LZ4_RAW,
        ];
        for packing in packings {
            assert_eq!(told(&written(packing)), expected);
        }
        let zstd = Compression::ZSTD(parquet::basic::ZstdLevel::default());
        assert_eq!(told(&written(zstd)), expected);
    }

    #[test]
    fn damage_is_told() {
        let whole = written(Compression::SNAPPY);
        for cut in [4, 40, whole.len() - 3] {
            let told = told(&whole[..cut]);
            assert!(
                told[0].starts_with("f: the Parquet file is damaged"),
                "{told:?}"
            );
        }
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 0x5A;
            let _ = std::panic::catch_unwind(|| told(&changed));
        }
    }
}
