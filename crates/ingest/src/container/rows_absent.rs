//! Parquet files in a build that does not read them: told as what they are.

use std::fs::File;

use super::{At, Flow, Opening, Stream};

const WHY: &str = "a Parquet file; build with `--features parquet` to read it";

pub(super) fn recognise(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

#[allow(clippy::needless_pass_by_value, reason = "as where Parquet is read")]
pub(super) fn open_file(opening: &mut Opening<'_>, _: File, at: &At) -> Flow {
    opening.problem(&at.place, "unusable_member", &WHY)
}

pub(super) fn open_stream(opening: &mut Opening<'_>, _: Stream<'_>, at: &At) -> Flow {
    opening.problem(&at.place, "unusable_member", &WHY)
}
