use std::io::Write as _;

pub(crate) use super::gzip::tests::gzip;
pub(crate) use super::zstandard::tests::zstd;
use super::*;

/// What an opening told, a line each: documents with their text, problems with their message.
#[derive(Default)]
struct Told {
    lines: Vec<String>,
    passed: usize,
}

impl Visitor for Told {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        let text = String::from_utf8_lossy(member.bytes.get(..200).unwrap_or(&member.bytes));
        let text = text.trim();
        self.lines.push(format!("{} = {text}", member.place.path()));
        ControlFlow::Continue(())
    }

    fn problem(&mut self, place: &Place, problem: Problem) {
        self.lines
            .push(format!("{}: {}", place.path(), problem.message));
    }

    fn passed_over(&mut self, _: &Place) {
        self.passed += 1;
    }
}

fn told_within(bytes: &[u8], limits: &Limits) -> Told {
    let mut told = Told::default();
    open(Source::Stream(Box::new(bytes)), "f", limits, &mut told);
    told
}

fn lines(bytes: &[u8]) -> Vec<String> {
    told_within(bytes, &Limits::default()).lines
}

/// A zip archive of deflated members.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    for (name, bytes) in members {
        let file = archive.new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()));
        let (mut entry, config) = file
            .compression_method(rawzip::CompressionMethod::DEFLATE)
            .start()
            .unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

/// A tar archive.
pub(crate) fn tape(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// A record of a web archive with a stated length that may be wrong.
fn record_of_length(kind: &str, block: &str, length: usize) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbour.example/a\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

fn record(kind: &str, block: &str) -> Vec<u8> {
    record_of_length(kind, block, block.len())
}

fn response(text: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{text}")
}

#[test]
fn plain_and_packed_bytes_are_one_document() {
    assert_eq!(lines(b"The gate held."), ["f = The gate held."]);
    assert_eq!(
        lines(&zstd(&gzip(b"The gate held."))),
        ["f = The gate held."]
    );
    assert_eq!(lines(b""), ["f = "]);
}

#[test]
fn members_of_archives_are_named_and_nested() {
    let inner = zip(&[("b.txt", b"Inner.")]);
    let archive = zip(&[
        ("news/a.txt", b"The gate held."),
        ("packed.txt.gz", &gzip(b"Packed.")),
        ("inner.zip", &inner),
    ]);
    let expected = [
        "f/news/a.txt = The gate held.",
        "f/packed.txt.gz = Packed.",
        "f/inner.zip/b.txt = Inner.",
    ];
    assert_eq!(lines(&archive), expected);
    let tape = gzip(&tape(&[("a.txt", b"One."), ("inner.zip", &inner)]));
    assert_eq!(
        lines(&tape),
        ["f/a.txt = One.", "f/inner.zip/b.txt = Inner."]
    );
}

#[test]
fn names_are_only_names() {
    let archive = zip(&[
        ("../../etc/passwd", b"x"),
        ("/abs/a.txt", b"y"),
        ("a\u{1b}[31m.txt", b"z"),
        ("same.txt", b"1"),
        ("same.txt", b"2"),
    ]);
    let expected = [
        "f/../../etc/passwd = x",
        "f//abs/a.txt = y",
        "f/a\u{FFFD}[31m.txt = z",
        "f/same.txt = 1",
        "f/same.txt~2 = 2",
    ];
    assert_eq!(lines(&archive), expected);
}

#[test]
fn furniture_and_hidden_files_are_passed_over() {
    let archive = tape(&[
        ("page_files/style.css", b"p {}"),
        ("__MACOSX/._a.txt", b"x"),
        (".git/config", b"x"),
        ("./a.html", b"<p>x"),
    ]);
    let told = told_within(&archive, &Limits::default());
    assert_eq!(
        (told.lines, told.passed),
        (vec!["f/./a.html = <p>x".to_owned()], 3)
    );
}

#[test]
fn broken_archives_give_what_is_whole_and_a_reason() {
    let whole = tape(&[("a.txt", b"One."), ("b.txt", &b"Two. ".repeat(400))]);
    let found = lines(&whole[..whole.len() - 2500]);
    assert_eq!(found[0], "f/a.txt = One.");
    assert!(
        found[1].starts_with("f/b.txt: the tar archive breaks off"),
        "{found:?}"
    );
    let archive = zip(&[("a.txt", &b"The gate held. ".repeat(50))]);
    let found = lines(&archive[..archive.len() - 10]);
    assert!(
        found[0].starts_with("f: the zip archive is damaged or breaks off"),
        "{found:?}"
    );
    let mut damaged = archive;
    damaged[45] ^= 0x55;
    let found = lines(&damaged);
    assert!(
        found.len() == 1 && found[0].starts_with("f/a.txt: "),
        "{found:?}"
    );
}

#[test]
fn bombs_are_refused() {
    let limits = Limits {
        free_unpacked: 1 << 20,
        max_ratio: 100,
        ..Limits::default()
    };
    let zeros = vec![0; 4 << 20];
    let told = told_within(&gzip(&zeros), &limits);
    assert_eq!(
        told.lines,
        ["f: it unpacks to more than 100 times its size, as bombs do"]
    );
    let inner = gzip(&zeros);
    let twice = told_within(&gzip(&inner), &limits);
    assert!(twice.lines[0].contains("as bombs do"), "{:?}", twice.lines);
    // Many members share the sum.
    let piece = vec![0; 600 << 10];
    let told = told_within(
        &zip(&[("a", &piece), ("b", &piece), ("c", &piece)]),
        &limits,
    );
    assert!(
        told.lines[2].starts_with("f/c: it unpacks to more than"),
        "{:?}",
        told.lines
    );
    let told = told_within(&zstd(&zeros), &limits);
    assert!(told.lines[0].contains("as bombs do"), "{:?}", told.lines);
}

#[test]
fn layers_are_counted() {
    let mut packed = b"The gate held.".to_vec();
    for _ in 0..7 {
        packed = gzip(&packed);
    }
    assert_eq!(lines(&packed), ["f: packed in more than 6 layers"]);
}

#[test]
fn records_of_a_web_archive_are_named_by_number_and_place() {
    let info = record("warcinfo", "software: made by hand");
    let moved = record("response", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n");
    let picture = record(
        "response",
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{89}PNG",
    );
    let page = record("response", &response("The gate held."));
    let text = record("conversion", "Plain text.");
    let archive = [&info[..], &moved, &picture, &page, &text].concat();
    let place = info.len() + moved.len() + picture.len();
    let expected = [
        format!("f#record-4@{place} = <p>The gate held."),
        format!("f#record-5@{} = Plain text.", place + page.len()),
    ];
    let told = told_within(&archive, &Limits::default());
    assert_eq!((told.lines, told.passed), (expected.to_vec(), 2));
    let packed: Vec<Vec<u8>> = [&info, &moved, &picture, &page]
        .map(|record| gzip(record))
        .into();
    let place: usize = packed.iter().take(3).map(Vec::len).sum();
    let expected = [format!("f#record-4@{place} = <p>The gate held.")];
    assert_eq!(lines(&packed.concat()), expected);
}

#[test]
fn wrong_lengths_are_told_and_mended() {
    let block = response("The gate held.");
    let right = record("response", &response("It broke at five."));
    for wrong in [
        block.len() - 9,
        block.len() + 5,
        block.len() + 90,
        1 << 20,
        1 << 40,
    ] {
        let archive = [&record_of_length("response", &block, wrong)[..], &right].concat();
        let found = lines(&archive);
        assert!(found[0].contains(&wrong.to_string()), "{found:#?}");
        assert!(
            found.last().unwrap().ends_with("= <p>It broke at five."),
            "{found:#?}"
        );
        // Only a length beyond all limits costs the record itself.
        let kept = found
            .iter()
            .any(|line| line.ends_with("= <p>The gate held."));
        assert_eq!(kept, wrong < 1 << 40, "{found:#?}");
    }
}

#[test]
fn broken_records_cost_no_more_than_themselves() {
    let right = record("response", &response("It broke at five."));
    let cut = &right[..right.len() - 9];
    let garbage = b"\0\x01no record at all\nWARC/x\n".to_vec();
    let archive = [&right[..], &garbage, &right, cut].concat();
    let found = lines(&archive);
    assert_eq!(found.len(), 5, "{found:#?}");
    assert!(found[1].contains("is no WARC record"), "{found:#?}");
    assert!(found[3].contains("it breaks off"), "{found:#?}");
    // A damaged member of a packed archive.
    let mut damaged = gzip(&right);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    damaged[middle + 1] ^= 0xFF;
    let found = lines(&[gzip(&right), damaged, gzip(&right)].concat());
    let whole = found
        .iter()
        .filter(|line| line.ends_with("= <p>It broke at five."));
    assert!(whole.count() >= 2, "{found:#?}");
    assert!(
        found.iter().any(|line| line.contains("damaged")),
        "{found:#?}"
    );
}

#[test]
fn nothing_panics_on_any_cut_of_an_archive() {
    let page = record("response", &response("The gate held."));
    let archives = [
        zip(&[("a.txt", b"One."), ("b.txt", b"Two.")]),
        tape(&[("a.txt", b"One."), ("b.txt", b"Two.")]),
        [gzip(&page), gzip(&page)].concat(),
        [&page[..], &page].concat(),
        zstd(&page),
    ];
    for archive in archives {
        for cut in (0..archive.len()).step_by(7) {
            let _ = lines(&archive[..cut]);
        }
    }
}
