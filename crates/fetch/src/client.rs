//! One request and its answer, bounded in size and time.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};

use crate::location::Location;
use crate::public::PublicOnly;
use crate::run::Options;

/// Who asks.
pub(crate) const USER_AGENT: &str = concat!(
    "recension/",
    env!("CARGO_PKG_VERSION"),
    " (+",
    env!("CARGO_PKG_REPOSITORY"),
    ")"
);
/// The name by which robots.txt speaks of it.
pub(crate) const PRODUCT: &str = "recension";

/// The largest head of an answer, in bytes.
const MOST_HEADERS: usize = 64 * 1024;
const CONNECT_TIME: Duration = Duration::from_secs(10);
const ACCEPT: &str = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,text/plain;q=0.7";

/// What a server answered, as received: the body may be compressed as `content-encoding` says.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) reason: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// The headers that were sent.
    pub(crate) sent: Vec<(String, String)>,
}

impl Answer {
    /// The first header of a name (in lower case).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The media type without its parameters, in lower case; empty where none is given.
    pub(crate) fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        let bare = value.split(';').next().unwrap_or_default();
        bare.trim().to_ascii_lowercase()
    }
}

/// Sends requests one at a time for each caller.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    /// Largest body, in bytes.
    max_bytes: u64,
    /// For one request with its answer.
    timeout: Duration,
    /// When everything ends.
    deadline: Instant,
}

impl Client {
    /// # Errors
    /// Where the certificates to trust are none.
    pub(crate) fn new(options: &Options, deadline: Instant) -> Result<Self, String> {
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &options.authorities {
            tls = tls.root_certs(RootCerts::new_with_certs(&certificates(pem)?));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(MOST_HEADERS)
            .timeout_connect(Some(CONNECT_TIME))
            // A proxy would connect to addresses that were never looked at here.
            .proxy(None)
            .tls_config(tls.build())
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .build();
        let resolver = PublicOnly {
            allow_private: options.allow_private,
            inner: DefaultResolver::default(),
        };
        Ok(Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            max_bytes: options.max_bytes,
            timeout: options.timeout,
            deadline,
        })
    }

    /// Asks for a page. `wanted` looks at the head of the answer before its body is read.
    ///
    /// # Errors
    /// Where there is no answer in time, or one that is too large or not wanted: the reason.
    pub(crate) fn get(
        &self,
        location: &Location,
        conditions: &[(&str, String)],
        wanted: impl Fn(&Answer) -> Result<(), String>,
    ) -> Result<Answer, String> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err("the time for the whole run is over".to_owned());
        }
        let timeout = self.timeout.min(left);
        let mut request = self
            .agent
            .get(location.to_string())
            .header("accept-encoding", "gzip");
        for (name, value) in conditions {
            request = request.header(*name, value);
        }
        let request = request.config().timeout_global(Some(timeout)).build();
        let mut response = request
            .call()
            .map_err(|error| self.reason(&error, timeout))?;
        let mut answer = Answer {
            status: response.status().as_u16(),
            reason: response
                .status()
                .canonical_reason()
                .unwrap_or("")
                .to_owned(),
            headers: headers_of(response.headers()),
            body: Vec::new(),
            sent: sent(location, conditions),
        };
        wanted(&answer)?;
        let declared = answer
            .header("content-length")
            .and_then(|value| value.parse().ok());
        if declared.is_some_and(|length: u64| length > self.max_bytes) {
            return Err(self.too_large());
        }
        let mut body = response.body_mut().as_reader().take(self.max_bytes + 1);
        let read = body.read_to_end(&mut answer.body);
        read.map_err(|error| self.reason(&Error::from(error), timeout))?;
        if answer.body.len() as u64 > self.max_bytes {
            return Err(self.too_large());
        }
        Ok(answer)
    }

    fn too_large(&self) -> String {
        let most = self.max_bytes;
        format!("the answer is larger than {most} bytes; --max-bytes raises the limit")
    }

    fn reason(&self, error: &Error, timeout: Duration) -> String {
        match error {
            Error::Timeout(_) => slow(timeout),
            Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => slow(timeout),
            // Errors of TLS come up while bytes are read.
            Error::Io(error) if is_of_certificates(error) => untrusted(error),
            Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(Error::Timeout(_)) => slow(timeout),
                _ => error.to_string(),
            },
            Error::Rustls(error) => untrusted(error),
            Error::HostNotFound => "the host is not known".to_owned(),
            Error::LargeResponseHeader(..) => "the head of the answer is too large".to_owned(),
            other => other.to_string(),
        }
    }
}

fn is_of_certificates(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData && error.to_string().contains("peer certificate")
}

/// Why no sure connection was made.
fn untrusted(error: &dyn std::fmt::Display) -> String {
    let why = error.to_string();
    let hint = if why.contains("UnknownIssuer") {
        "; --ca names the certificates of another authority"
    } else {
        ""
    };
    format!("the connection is not secure: {why}{hint}")
}

/// The certificates of a PEM file.
fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, String> {
    let items: Result<Vec<PemItem<'static>>, Error> = parse_pem(pem).collect();
    let items = items.map_err(|error| format!("the certificates to trust: {error}"))?;
    let found: Vec<Certificate<'static>> = items
        .into_iter()
        .filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect();
    if found.is_empty() {
        return Err("the file of certificates to trust holds none (PEM is read)".to_owned());
    }
    Ok(found)
}

fn slow(timeout: Duration) -> String {
    let seconds = timeout.as_secs_f64();
    format!("no whole answer within {seconds:.0} s; --timeout raises the limit")
}

fn headers_of(headers: &ureq::http::HeaderMap) -> Vec<(String, String)> {
    let value = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(['\r', '\n'], " ");
    headers
        .iter()
        .map(|(name, content)| (name.as_str().to_owned(), value(content.as_bytes())))
        .collect()
}

/// The request as it is written down.
fn sent(location: &Location, conditions: &[(&str, String)]) -> Vec<(String, String)> {
    let fixed = [
        ("host", location.authority().to_owned()),
        ("user-agent", USER_AGENT.to_owned()),
        ("accept", ACCEPT.to_owned()),
        ("accept-encoding", "gzip".to_owned()),
    ];
    let all = fixed.into_iter().chain(conditions.iter().cloned());
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}
