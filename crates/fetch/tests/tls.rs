//! Fetching over TLS from a server of this machine, with a certificate made for the test.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use recension_fetch::{Options, Outcome, run};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

const PAGE: &str = "<!doctype html><title>The ferry sails</title><h1>The ferry sails</h1>\
    <p>The ferry sailed on Monday with four hundred people and a brass band on board.</p>";

/// A server that speaks TLS, and the certificate of its authority.
struct Server {
    port: u16,
    authority: Vec<u8>,
}

/// Starts a server with a certificate for some names.
fn start(names: &[&str]) -> Server {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            // A client that trusts nobody here goes away: no failure of the test.
            let _ = answer(&mut Stream::new(&mut connection, &mut socket));
        }
    });
    Server {
        port,
        authority: made.cert.pem().into_bytes(),
    }
}

fn answer(stream: &mut Stream<'_, ServerConnection, std::net::TcpStream>) -> std::io::Result<()> {
    let mut reader = BufReader::new(&mut *stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let (status, body) = match first.contains("/robots.txt") {
        true => ("404 Not Found", ""),
        false => ("200 OK", PAGE),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )?;
    stream.conn.send_close_notify();
    stream.flush()
}

fn options(authorities: Option<Vec<u8>>) -> Options {
    Options {
        delay: Duration::from_millis(1),
        timeout: Duration::from_secs(10),
        allow_private: true,
        authorities,
        ..Options::default()
    }
}

fn outcome(url: &str, options: &Options, folder: &Path) -> Outcome {
    let summary = run(&[url.to_owned()], folder, options, &|_| {}).unwrap();
    summary.fetched[0].outcome.clone()
}

#[test]
fn a_page_is_fetched_over_tls_where_its_authority_is_trusted() {
    let server = start(&["localhost"]);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("https://localhost:{}/ferry", server.port);
    let done = outcome(&url, &options(Some(server.authority)), folder.path());
    assert!(matches!(done, Outcome::Fetched { .. }), "{done:?}");
}

#[test]
fn what_is_not_trusted_is_refused() {
    let server = start(&["localhost"]);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("https://localhost:{}/ferry", server.port);
    let Outcome::Failed(why) = outcome(&url, &options(None), folder.path()) else {
        panic!("an unknown authority is not trusted");
    };
    assert!(why.contains("not secure") && why.contains("--ca"), "{why}");
}

#[test]
fn a_certificate_for_another_host_is_refused() {
    let server = start(&["harbour.example"]);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("https://localhost:{}/ferry", server.port);
    let done = outcome(&url, &options(Some(server.authority)), folder.path());
    let Outcome::Failed(why) = done else {
        panic!("{done:?}");
    };
    assert!(why.contains("not secure") && !why.contains("--ca"), "{why}");
}

#[test]
fn a_file_without_certificates_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(Some(b"nothing".to_vec()));
    let error = run(
        &["https://a.example/".to_owned()],
        folder.path(),
        &options,
        &|_| {},
    );
    assert!(error.unwrap_err().to_string().contains("holds none"));
}
