//! `recension fetch` from a server of this machine, then a dossier of what it brought.
#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};

fn recension(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_recension"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A site of two pages, one of them forbidden.
fn serve(stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let (kind, body) = match first.split(' ').nth(1).unwrap_or_default() {
        "/robots.txt" => ("text/plain", "User-agent: recension\nDisallow: /closed\n"),
        _ => (
            "text/html",
            "<!doctype html><title>Ferry sails at last</title><h1>Ferry sails at last</h1><p>By Ada Quill</p>\
             <p>The ferry sailed on Monday with four hundred people and a brass band on board.</p>\
             <p>It had been in port for nine days because of the storm, the harbour master said.</p>",
        ),
    };
    let length = body.len();
    write!(
        &mut &*stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn site() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = serve(&stream);
        }
    });
    format!("http://{address}")
}

#[test]
fn what_is_fetched_can_be_read_and_verified() {
    let (site, folder) = (site(), tempfile::tempdir().unwrap());
    let folder = folder.path().to_str().unwrap();
    let (open, closed) = (format!("{site}/open"), format!("{site}/closed"));
    let polite = ["--allow-private", "--delay", "0", "-o", folder];

    let fetched = recension(&[&["fetch", &open, &closed], &polite[..]].concat());
    assert_eq!(fetched.status.code(), Some(1), "{}", said(&fetched.stderr));
    assert!(said(&fetched.stdout).contains(&format!("fetched    {open}: ")));
    let why = format!("recension: {closed}: robots.txt of the host forbids it");
    assert!(
        said(&fetched.stderr).contains(&why),
        "{}",
        said(&fetched.stderr)
    );

    let dossier = tempfile::tempdir().unwrap();
    let path = dossier.path().join("dossier.json");
    let path = path.to_str().unwrap();
    let made = recension(&["dossier", folder, "-o", path]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made.stderr));
    let verified = recension(&["verify", path]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}",
        said(&verified.stderr)
    );
    assert!(std::fs::read_to_string(path).unwrap().contains("Ada Quill"));

    let again = recension(&[&["fetch", &open], &polite[..]].concat());
    assert_eq!(again.status.code(), Some(0));
    assert!(
        said(&again.stdout).starts_with("known"),
        "{}",
        said(&again.stdout)
    );
}

#[test]
fn nothing_fetched_is_nothing_done() {
    let (site, folder) = (site(), tempfile::tempdir().unwrap());
    let folder = folder.path().to_str().unwrap();
    let refused = recension(&["fetch", &site, "-o", folder]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused.stderr).contains("not public"),
        "{}",
        said(&refused.stderr)
    );
    let bad = recension(&["fetch", "gopher://x.example/", "-o", folder]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(said(&bad.stderr).contains("only http and https are fetched"));
}
