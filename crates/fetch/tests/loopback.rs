//! Fetching from a server of this machine, on a port that the system chooses.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use recension_fetch::{Options, Outcome, Summary, run};
use recension_ingest::{Limits, Member, Place, Problem, Source, Visitor, open, read_member};

/// What a server is asked: the path and the lines of the head.
struct Asked {
    path: String,
    head: String,
}

type Answers = fn(&Asked, &mut TcpStream) -> std::io::Result<()>;

/// A server that answers until the test ends, and remembers what it was asked.
struct Server {
    address: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let log = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&log);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&seen);
                std::thread::spawn(move || {
                    // A client that goes away is no failure of the test.
                    let _ = serve(stream, answers, &seen);
                });
            }
        });
        Self { address, log }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// The paths asked for, robots.txt aside.
    fn asked(&self) -> Vec<String> {
        let log = self.log.lock().unwrap();
        log.iter()
            .filter(|path| *path != "/robots.txt")
            .cloned()
            .collect()
    }
}

fn serve(mut stream: TcpStream, answers: Answers, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? <= 2 {
            break;
        }
        head.push_str(&line.to_ascii_lowercase());
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    log.lock().unwrap().push(path.clone());
    answers(&Asked { path, head }, &mut stream)
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    )?;
    stream.write_all(body)
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

const PAGE: &[u8] =
    b"<!doctype html><title>The ferry sails</title><h1>The ferry sails</h1><p>By Ada Quill</p>\
    <p>The ferry sailed on Monday with four hundred people and a brass band on board.</p>\
    <p>It had been in port for nine days because of the storm, the harbour master said.</p>";

fn missing(stream: &mut TcpStream) -> std::io::Result<()> {
    send(stream, "404 Not Found", HTML, b"nothing here")
}

fn quick() -> Options {
    Options {
        delay: Duration::from_millis(1),
        timeout: Duration::from_secs(5),
        allow_private: true,
        ..Options::default()
    }
}

fn fetch(urls: &[String], folder: &Path, options: &Options) -> Summary {
    run(urls, folder, options, &|_| {}).unwrap()
}

/// What became of a single address.
fn outcome(url: String, options: &Options) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let summary = fetch(&[url], folder.path(), options);
    assert_eq!(summary.fetched.len(), 1);
    summary.fetched[0].outcome.clone()
}

fn reason(url: String, options: &Options) -> String {
    match outcome(url, options) {
        Outcome::Failed(why) => why,
        other => panic!("{other:?}"),
    }
}

/// Reads what was fetched as the product does.
#[derive(Default)]
struct Titles(Vec<String>);

impl Visitor for Titles {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        for outcome in read_member(&member, &recension_ingest::Options::default()) {
            let articles = outcome.result.unwrap().articles.into_iter();
            let titles = articles.filter_map(|article| article.metadata.title);
            self.0.extend(titles.map(|title| title.value));
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, place: &Place, problem: Problem) {
        panic!("{place:?}: {problem:?}");
    }
}

fn titles(file: &Path) -> Vec<String> {
    let mut titles = Titles::default();
    let source = Source::File(std::fs::File::open(file).unwrap());
    open(source, "x.warc.gz", &Limits::default(), &mut titles);
    titles.0
}

#[test]
fn a_page_comes_back_as_a_report() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        _ => {
            assert!(asked.head.contains("user-agent: recension/"));
            assert!(asked.head.contains("(+https://"));
            send(stream, "200 OK", HTML, PAGE)
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let summary = fetch(&[server.url("/a")], folder.path(), &quick());
    let file = summary.file.unwrap();
    assert_eq!(titles(&file), ["The ferry sails"]);
}

#[test]
fn records_say_what_was_sent_and_received() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        _ => {
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            )?;
            write!(stream, "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let url = server.url("/a?b=c");
    let file = fetch(std::slice::from_ref(&url), folder.path(), &quick())
        .file
        .unwrap();
    let mut text = String::new();
    let packed = std::fs::read(file).unwrap();
    flate2::read::MultiGzDecoder::new(packed.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    for expected in [
        "WARC/1.1\r\nWARC-Type: warcinfo\r\n",
        "WARC/1.1\r\nWARC-Type: response\r\n",
        "WARC/1.1\r\nWARC-Type: request\r\n",
        &format!("WARC-Target-URI: {url}\r\n"),
        "WARC-Payload-Digest: sha256:",
        "Content-Type: application/http;msgtype=response\r\n",
        "x-original-transfer-encoding: chunked\r\ncontent-length: 11\r\n\r\nhello world\r\n\r\n",
        "GET /a?b=c HTTP/1.1\r\nhost: 127.0.0.1",
    ] {
        let plain = text.replace("connection: close\r\n", "");
        assert!(plain.contains(expected), "{expected} not in {text}");
    }
}

#[test]
fn private_hosts_are_refused_unless_allowed() {
    let server = Server::start(|_, stream| send(stream, "200 OK", HTML, PAGE));
    let closed = Options {
        allow_private: false,
        ..quick()
    };
    let port = server.address.rsplit(':').next().unwrap().to_owned();
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
    ] {
        let why = reason(format!("http://{host}:{port}/"), &closed);
        let told =
            why.contains("not public") || why.contains("not known") || why.contains("lookup");
        assert!(told, "{host}: {why}");
    }
    assert!(reason("http://169.254.169.254/latest".to_owned(), &closed).contains("not public"));
    assert!(server.asked().is_empty());
    assert!(matches!(
        outcome(server.url("/"), &quick()),
        Outcome::Fetched { .. }
    ));
}

#[test]
fn redirects_are_followed_within_bounds() {
    let server = Server::start(|asked, stream| {
        let to = |to: &str| format!("Location: {to}\r\n");
        match asked.path.as_str() {
            "/robots.txt" => missing(stream),
            "/once" => send(stream, "301 Moved Permanently", &to("page"), b""),
            "/circle" => send(stream, "302 Found", &to("/circle2"), b""),
            "/circle2" => send(stream, "302 Found", &to("/circle"), b""),
            "/file" => send(stream, "302 Found", &to("file:///etc/passwd"), b""),
            "/nowhere" => send(stream, "302 Found", "", b""),
            "/page" => send(stream, "200 OK", HTML, PAGE),
            far => {
                let step: u32 = far.trim_start_matches("/far").parse().unwrap_or(0);
                send(stream, "302 Found", &to(&format!("/far{}", step + 1)), b"")
            }
        }
    });
    let from = match outcome(server.url("/once"), &quick()) {
        Outcome::Fetched { from, .. } => from,
        other => panic!("{other:?}"),
    };
    assert_eq!(from, server.url("/page"));
    for (path, expected) in [
        ("/circle", "redirects in a circle"),
        ("/file", "only http and https are fetched"),
        ("/nowhere", "does not say where to"),
        ("/far0", "redirects more than 5 times"),
    ] {
        let why = reason(server.url(path), &quick());
        assert!(why.contains(expected), "{path}: {why}");
    }
}

#[test]
fn a_redirect_to_a_forbidden_path_is_not_followed() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => {
            let rules = b"User-agent: *\nDisallow: /private\nCrawl-delay: 0";
            send(stream, "200 OK", "Content-Type: text/plain\r\n", rules)
        }
        "/open" => send(stream, "302 Found", "Location: /private/x\r\n", b""),
        _ => send(stream, "200 OK", HTML, PAGE),
    });
    for path in ["/open", "/private/x"] {
        let why = reason(server.url(path), &quick());
        assert_eq!(why, "robots.txt of the host forbids it");
    }
    assert_eq!(server.asked(), ["/open"]);
}

#[test]
fn a_host_whose_rules_cannot_be_had_is_left_alone() {
    let server = Server::start(|_, stream| send(stream, "500 Internal Server Error", HTML, b""));
    assert_eq!(
        reason(server.url("/"), &quick()),
        "robots.txt of the host forbids it"
    );
}

#[test]
fn slow_and_large_answers_are_cut_off() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        "/slow" => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
            for _ in 0..600 {
                stream.write_all(b"x")?;
                stream.flush()?;
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        }
        "/slow-head" => {
            for _ in 0..600 {
                stream.write_all(b"H")?;
                std::thread::sleep(Duration::from_millis(100));
            }
            Ok(())
        }
        "/endless-head" => {
            write!(stream, "HTTP/1.1 200 OK\r\n")?;
            for _ in 0..100_000 {
                write!(stream, "x-more: {}\r\n", "y".repeat(1000))?;
            }
            Ok(())
        }
        "/declared" => {
            write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\nx"
            )
        }
        _ => {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
            for _ in 0..2000 {
                stream.write_all(&[b'x'; 1000])?;
            }
            Ok(())
        }
    });
    let options = Options {
        timeout: Duration::from_secs(1),
        max_bytes: 100_000,
        ..quick()
    };
    for (path, expected) in [
        ("/slow", "no whole answer within 1 s"),
        ("/slow-head", ""),
        ("/endless-head", ""),
        ("/declared", "larger than 100000 bytes"),
        ("/large", "larger than 100000 bytes"),
    ] {
        let start = Instant::now();
        let why = reason(server.url(path), &options);
        assert!(why.contains(expected), "{path}: {why}");
        assert!(start.elapsed() < Duration::from_secs(20), "{path}");
    }
}

#[test]
fn the_whole_run_ends_in_time() {
    let server = Server::start(|asked, stream| {
        if asked.path != "/robots.txt" {
            std::thread::sleep(Duration::from_millis(300));
        }
        send(stream, "200 OK", HTML, PAGE)
    });
    let urls: Vec<String> = (0..50).map(|n| server.url(&format!("/{n}"))).collect();
    let options = Options {
        total_time: Duration::from_secs(1),
        ..quick()
    };
    let start = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let summary = fetch(&urls, folder.path(), &options);
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(summary.fetched.len(), 50);
    let late = Outcome::Failed("the time for the whole run is over".to_owned());
    assert!(
        summary
            .fetched
            .iter()
            .any(|fetched| fetched.outcome == late)
    );
}

#[test]
fn other_content_and_failures_are_named() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        "/picture" => send(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
        "/gone" => send(stream, "410 Gone", HTML, b"gone"),
        "/busy" => send(
            stream,
            "503 Service Unavailable",
            "Retry-After: 99999\r\n",
            b"",
        ),
        "/empty" => send(stream, "200 OK", HTML, b""),
        "/garbage" => stream.write_all(b"\0\0\0\0 no http at all\r\n\r\n"),
        _ => Ok(()),
    });
    for (path, expected) in [
        ("/picture", "image/png is no page and no feed"),
        ("/gone", "the server answered 410 Gone"),
        ("/busy", "the server answered 503 Service Unavailable"),
        ("/empty", "the answer is empty"),
        ("/garbage", ""),
        ("/silent", ""),
    ] {
        let why = reason(server.url(path), &quick());
        assert!(why.contains(expected), "{path}: {why}");
        assert!(!why.is_empty());
    }
    assert!(reason("ftp://x.example/".to_owned(), &quick()).contains("only http and https"));
}

#[test]
fn a_host_that_asks_to_wait_is_asked_once_more() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        _ => send(stream, "429 Too Many Requests", "Retry-After: 1\r\n", b""),
    });
    let start = Instant::now();
    assert_eq!(
        reason(server.url("/a"), &quick()),
        "the server asks to wait, twice"
    );
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.asked(), ["/a", "/a"]);
}

#[test]
fn a_second_run_asks_for_changes_alone() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        "/marked" if asked.head.contains("if-none-match: \"v1\"") => {
            send(stream, "304 Not Modified", "", b"")
        }
        "/marked" => send(stream, "200 OK", &format!("{HTML}ETag: \"v1\"\r\n"), PAGE),
        "/dated" if asked.head.contains("if-modified-since: mon, 04 mar 2024") => {
            send(stream, "304 Not Modified", "", b"")
        }
        "/dated" => {
            let date = "Last-Modified: Mon, 04 Mar 2024 17:15:00 GMT\r\n";
            send(stream, "200 OK", &format!("{HTML}{date}"), PAGE)
        }
        _ => send(stream, "200 OK", HTML, PAGE),
    });
    let folder = tempfile::tempdir().unwrap();
    let urls = ["/dated", "/marked", "/plain"].map(|path| server.url(path));
    let first = fetch(&urls, folder.path(), &quick());
    let outcomes = |summary: &Summary| -> Vec<Outcome> {
        summary
            .fetched
            .iter()
            .map(|fetched| fetched.outcome.clone())
            .collect()
    };
    assert!(
        outcomes(&first)
            .iter()
            .all(|outcome| matches!(outcome, Outcome::Fetched { .. }))
    );
    let second = fetch(&urls, folder.path(), &quick());
    let expected = [Outcome::Unchanged, Outcome::Unchanged, Outcome::Known];
    assert_eq!(outcomes(&second), expected);
    assert_eq!(second.file, None);
    assert_eq!(
        server
            .asked()
            .iter()
            .filter(|path| *path == "/plain")
            .count(),
        1
    );
    let again = Options {
        again: true,
        ..quick()
    };
    assert!(matches!(
        outcomes(&fetch(&urls, folder.path(), &again))[2],
        Outcome::Fetched { .. }
    ));
}

#[test]
fn the_items_of_a_feed_are_fetched_where_wanted() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        "/feed" => {
            let feed = b"<rss><channel><item><link>/1</link></item><item><link>/2</link></item><item><link>/3</link></item></channel></rss>";
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(feed)?;
            let packed = encoder.finish()?;
            let headers = "Content-Type: application/rss+xml\r\nContent-Encoding: gzip\r\n";
            send(stream, "200 OK", headers, &packed)
        }
        "/2" => missing(stream),
        _ => send(stream, "200 OK", HTML, PAGE),
    });
    let folder = tempfile::tempdir().unwrap();
    let feed = [server.url("/feed")];
    assert_eq!(fetch(&feed, folder.path(), &quick()).fetched.len(), 1);
    let options = Options {
        items: true,
        max_items: 2,
        ..quick()
    };
    let summary = fetch(&feed, folder.path(), &options);
    let told: Vec<(String, bool)> = summary
        .fetched
        .iter()
        .map(|fetched| {
            let path = fetched.url.trim_start_matches(&server.address).to_owned();
            (path, matches!(fetched.outcome, Outcome::Fetched { .. }))
        })
        .collect();
    let expected = [("/1", true), ("/2", false), ("/feed", true)];
    assert_eq!(told, expected.map(|(path, done)| (path.to_owned(), done)));
}

#[test]
fn the_items_of_an_unchanged_feed_are_fetched_where_they_were_not() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => missing(stream),
        "/feed" if asked.head.contains("if-none-match") => {
            send(stream, "304 Not Modified", "", b"")
        }
        "/feed" => {
            let feed = b"<feed><entry><link href='/1'/></entry></feed>";
            let headers = "Content-Type: application/atom+xml\r\nETag: \"v1\"\r\n";
            send(stream, "200 OK", headers, feed)
        }
        _ => send(stream, "200 OK", HTML, PAGE),
    });
    let folder = tempfile::tempdir().unwrap();
    let feed = [server.url("/feed")];
    fetch(&feed, folder.path(), &quick());
    let options = Options {
        items: true,
        ..quick()
    };
    let second = fetch(&feed, folder.path(), &options);
    assert!(
        matches!(second.fetched[0].outcome, Outcome::Fetched { .. }),
        "the item"
    );
    assert_eq!(second.fetched[1].outcome, Outcome::Unchanged);
    let third = fetch(&feed, folder.path(), &options);
    assert_eq!(third.fetched[0].outcome, Outcome::Known);
}

#[test]
fn one_request_at_a_time_with_the_pause_that_the_host_asks_for() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => {
            let rules = b"User-agent: *\nCrawl-delay: 0.3";
            send(stream, "200 OK", "Content-Type: text/plain\r\n", rules)
        }
        _ => send(stream, "200 OK", HTML, PAGE),
    });
    let urls = ["/a", "/b", "/c"].map(|path| server.url(path));
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    fetch(&urls, folder.path(), &quick());
    assert!(start.elapsed() >= Duration::from_millis(600));
}

#[test]
fn the_same_address_twice_is_fetched_once() {
    let server = Server::start(|_, stream| send(stream, "200 OK", HTML, PAGE));
    let folder = tempfile::tempdir().unwrap();
    let urls = [
        server.url("/a"),
        server.url("/a#top"),
        server.url("/x/../a"),
    ];
    assert_eq!(fetch(&urls, folder.path(), &quick()).fetched.len(), 1);
    assert_eq!(server.asked(), ["/a"]);
}
