//! `--resume`: a run that was killed goes on where it stopped, and gives what it would have given.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::time::{Duration, Instant};

const EXAMPLE: &str = "../../examples/corvane-dam/reports";
/// More documents than are read together and fit the buffers on the way.
const PAGES: usize = 800;

fn recension(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recension"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A run, with the input that it is given.
fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = recension(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A run that refuses its options does not listen.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A WARC file of small pages, no two alike.
fn crawl(pages: std::ops::Range<usize>) -> String {
    let mut out = String::new();
    for page in pages {
        let place = ["Norhavn", "Ilven", "Skarn", "Aldermoor", "Braddan"][page % 5];
        let body = format!(
            "<html><head><title>Council of {place} on matter {page}</title></head><body><article>\
             <h1>Council of {place} on matter {page}</h1><p>The council of {place} put off its \
             decision on road {page} until spring, the clerk said on Monday.</p><p>Nobody spoke \
             against the delay of {page} days, and the hall was empty by nine.</p></article>\
             </body></html>"
        );
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        let length = answer.len();
        let _ = write!(
            out,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{page}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n\
             {answer}\r\n\r\n"
        );
    }
    out
}

/// Waits until a run has kept more than its header.
fn wait_until_kept(file: &Path) {
    let begun = Instant::now();
    let size = || std::fs::metadata(file).map_or(0, |data| data.len());
    while size() < 10_000 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is kept");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Starts a run, gives it a part of its input, and kills it while it waits for the rest.
fn interrupted(arguments: &[&str], part: &str, kept: &Path) {
    let mut command = recension(arguments);
    // Nobody reads what it shows.
    command.stdout(Stdio::null());
    let mut child: Child = command.spawn().unwrap();
    let mut stdin: ChildStdin = child.stdin.take().unwrap();
    stdin.write_all(part.as_bytes()).unwrap();
    stdin.flush().unwrap();
    wait_until_kept(kept);
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
}

/// How many of all documents a run says an earlier one had read.
fn read_before(output: &Output, all: usize) -> usize {
    let said = said(output);
    let end = said.find(&format!(" of {all} documents were read before"));
    let before = &said[..end.unwrap_or_else(|| panic!("{said}"))];
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_killed_run_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("run.kept");
    let show = ["show", "article", "--json", "-"];
    let resumed = [&show[..], &["--resume", kept.to_str().unwrap()]].concat();
    let (first, rest) = (crawl(0..PAGES), crawl(PAGES..PAGES + 40));
    interrupted(&resumed, &first, &kept);
    let whole = first + &rest;
    let uninterrupted = run(&show, &whole);
    let second = run(&resumed, &whole);
    assert_eq!(second.status.code(), Some(0), "{}", said(&second));
    assert_eq!(stdout(&second), stdout(&uninterrupted));
    let earlier = read_before(&second, PAGES + 40);
    assert!((256..PAGES).contains(&earlier), "{earlier}");
    let third = run(&resumed, &whole);
    assert_eq!(stdout(&third), stdout(&uninterrupted));
    assert_eq!(read_before(&third, PAGES + 40), PAGES + 40);
}

#[test]
fn compiled_stories_are_kept_for_the_same_choices_alone() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("run.kept");
    let dossier = |more: &[&str]| {
        let always = ["dossier", EXAMPLE, "--format", "json"];
        let output = run(&[&always[..], more].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        output
    };
    let resume = ["--resume", kept.to_str().unwrap()];
    let plain = dossier(&[]);
    let first = dossier(&resume);
    assert!(!said(&first).contains("before"), "{}", said(&first));
    let second = dossier(&resume);
    assert!(
        said(&second).contains("stories were compiled before"),
        "{}",
        said(&second)
    );
    assert_eq!(stdout(&first), stdout(&plain));
    assert_eq!(stdout(&second), stdout(&plain));
    let shorter = dossier(&[&resume[..], &["--briefing", "3"]].concat());
    assert!(
        said(&shorter).contains("documents were read before"),
        "{}",
        said(&shorter)
    );
    assert!(
        !said(&shorter).contains("compiled before"),
        "{}",
        said(&shorter)
    );
    assert_eq!(stdout(&shorter), stdout(&dossier(&["--briefing", "3"])));
}

#[test]
fn the_file_is_no_input_though_it_stands_among_them() {
    let folder = tempfile::tempdir().unwrap();
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE);
    for entry in std::fs::read_dir(report).unwrap().take(2) {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let kept = folder.path().join("run.kept");
    let (inputs, kept) = (folder.path().to_str().unwrap(), kept.to_str().unwrap());
    let arguments = ["show", "article", inputs, "--resume", kept];
    let [first, second] = [run(&arguments, ""), run(&arguments, "")];
    assert_eq!(second.status.code(), Some(0), "{}", said(&second));
    assert_eq!(stdout(&first), stdout(&second));
    assert_eq!(read_before(&second, 2), 2);
}

#[test]
fn a_file_of_something_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    std::fs::write(&notes, "my own notes\n").unwrap();
    let output = run(
        &["stories", EXAMPLE, "--resume", notes.to_str().unwrap()],
        "",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("no record of an earlier run"),
        "{}",
        said(&output)
    );
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), "my own notes\n");
}
