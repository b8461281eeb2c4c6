//! Web addresses: just enough of RFC 3986 to follow links and redirects.

use std::fmt;

/// An absolute `http` or `https` address, in ASCII, without a fragment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    secure: bool,
    /// Host in lower case, and `:port` where it is not the scheme's own.
    authority: String,
    /// Begins with a slash; query included.
    path: String,
}

/// Longer addresses are no addresses, in bytes.
const LONGEST: usize = 8192;

fn too_long() -> String {
    format!("the address is longer than {LONGEST} bytes")
}

impl Location {
    /// Reads an absolute address.
    ///
    /// # Errors
    /// Where it is none that can be fetched; the message says why.
    pub fn parse(address: &str) -> Result<Self, String> {
        let address = address.trim();
        if address.len() > LONGEST {
            return Err(too_long());
        }
        let (scheme, rest) = address
            .split_once("://")
            .ok_or("no web address: it must begin with http:// or https://")?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            other => return Err(format!("only http and https are fetched, not {other}")),
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let authority = authority(rest.get(..end).unwrap_or_default(), secure)?;
        let path = path(rest.get(end..).unwrap_or_default());
        let location = Self {
            secure,
            authority,
            path,
        };
        // Escaping makes it longer: what is shown must be an address, too.
        let shown = "https://".len() + location.authority.len() + location.path.len();
        if shown > LONGEST {
            return Err(too_long());
        }
        Ok(location)
    }

    /// Reads an address that may be relative to this one.
    ///
    /// # Errors
    /// Where it cannot be fetched.
    pub fn join(&self, reference: &str) -> Result<Self, String> {
        let reference = reference.trim();
        let scheme_end = reference.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
        let absolute = scheme_end.is_some_and(|at| {
            at > 0
                && reference
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with(':'))
        });
        if absolute {
            return Self::parse(reference);
        }
        let scheme = self.scheme();
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{scheme}://{rest}"));
        }
        let base = self.path.split('?').next().unwrap_or("/");
        let joined = match reference.chars().next() {
            Some('/' | '\\') => reference.to_owned(),
            Some('?') => format!("{base}{reference}"),
            Some('#') | None => self.path.clone(),
            Some(_) => {
                let folder = base
                    .rfind('/')
                    .map_or("/", |at| base.get(..=at).unwrap_or("/"));
                format!("{folder}{reference}")
            }
        };
        Self::parse(&format!("{scheme}://{}{joined}", self.authority))
    }

    /// `http` or `https`.
    pub const fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }

    /// Host and, where it is not the scheme's own, port: what one robots.txt and one queue hold for.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Path and query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The host's root with this path.
    pub(crate) fn with_path(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.authority, self.path)
    }
}

fn authority(text: &str, secure: bool) -> Result<String, String> {
    if text.contains('@') {
        return Err("addresses with a user name are not fetched".to_owned());
    }
    let (host, port) = match text.rfind(':') {
        Some(at) if !text.get(at..).unwrap_or_default().contains(']') => {
            (text.get(..at).unwrap_or_default(), text.get(at + 1..))
        }
        _ => (text, None),
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host.is_empty() {
        return Err("the address has no host".to_owned());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    let bracketed = host.starts_with('[')
        && host.ends_with(']')
        && host
            .chars()
            .all(|c| c.is_ascii_hexdigit() || "[]:.".contains(c));
    if !bracketed && !host.chars().all(plain) {
        return Err(format!(
            "the host {host:?} is not in ASCII letters (an international name must be written as xn--…)"
        ));
    }
    let Some(port) = port.filter(|port| !port.is_empty()) else {
        return Ok(host);
    };
    let number: u16 = port.parse().map_err(|_| format!("{port:?} is no port"))?;
    let own = if secure { 443 } else { 80 };
    Ok(if number == own {
        host
    } else {
        format!("{host}:{number}")
    })
}

/// Path and query in ASCII, without dot segments and fragment.
fn path(rest: &str) -> String {
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    let mut out = encoded(&without_dots(&path.replace('\\', "/")));
    if let Some(query) = query {
        out.push('?');
        out.push_str(&encoded(query));
    }
    out
}

/// RFC 3986, 5.2.4.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let last = segments.len().saturating_sub(1);
    for (index, segment) in segments.iter().enumerate() {
        match *segment {
            "." if index == last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if index == last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    format!("/{}", kept.join("/"))
}

/// What no address may hold as it is, percent-encoded; what is encoded already stays.
fn encoded(text: &str) -> String {
    use fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let allowed = byte.is_ascii_graphic() && !b"\"<>`{}|^\\".contains(&byte);
        if allowed {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(address: &str) -> String {
        Location::parse(address).map_or_else(|why| why, |location| location.to_string())
    }

    #[test]
    fn an_address_that_escaping_makes_too_long_is_none() {
        let short = format!("http://a.example/{}", "ä".repeat(1_000));
        assert!(Location::parse(&short).is_ok());
        let long = format!("http://a.example/{}", "ä".repeat(2_000));
        assert!(long.len() < LONGEST);
        assert_eq!(Location::parse(&long), Err(too_long()));
    }

    #[test]
    fn addresses_are_written_one_way() {
        assert_eq!(normal("HTTP://News.Example:80"), "http://news.example/");
        assert_eq!(
            normal("https://a.example/x/../y/./z?q=ä b#top"),
            "https://a.example/y/z?q=%C3%A4%20b"
        );
        assert_eq!(normal("https://[::1]:8443/"), "https://[::1]:8443/");
        assert_eq!(
            normal("http://a.example/%7Euser"),
            "http://a.example/%7Euser"
        );
    }

    #[test]
    fn what_cannot_be_fetched_is_refused_with_a_reason() {
        for (address, reason) in [
            ("ftp://a.example/", "only http and https"),
            ("file:///etc/passwd", "only http and https"),
            ("news.example", "no web address"),
            ("http:///x", "no host"),
            ("http://me:secret@a.example/", "user name"),
            ("http://a.example:99999/", "no port"),
            ("http://münchen.example/", "xn--"),
            ("http://a b/", "xn--"),
        ] {
            assert!(
                normal(address).contains(reason),
                "{address}: {}",
                normal(address)
            );
        }
    }

    #[test]
    fn links_are_followed_from_where_they_stand() {
        let base = Location::parse("https://a.example/news/today?page=2").unwrap();
        for (reference, expected) in [
            ("item", "https://a.example/news/item"),
            ("../item", "https://a.example/item"),
            ("../../../item", "https://a.example/item"),
            ("/item?x=1", "https://a.example/item?x=1"),
            ("?page=3", "https://a.example/news/today?page=3"),
            ("//b.example/x", "https://b.example/x"),
            ("http://c.example", "http://c.example/"),
            ("#top", "https://a.example/news/today?page=2"),
            (
                "a:b",
                "no web address: it must begin with http:// or https://",
            ),
        ] {
            let joined = base.join(reference);
            let shown = joined.map_or_else(|why| why, |location| location.to_string());
            assert_eq!(shown, expected, "{reference}");
        }
    }
}
