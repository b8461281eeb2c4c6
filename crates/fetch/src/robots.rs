//! robots.txt: what a host asks of programs that fetch its pages (RFC 9309).

use std::time::Duration;

/// More of a robots.txt is not read, in bytes (RFC 9309, 2.5 asks for at least 500 KiB).
pub(crate) const MOST_BYTES: usize = 512 * 1024;
/// A host that asks for a longer pause gets this one.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// The rules of a host that hold for one program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// The pause between two requests that the host asks for, at most a minute.
    pub crawl_delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allow: bool,
    /// Percent-encoded as paths are compared; `*` and a final `$` mean what RFC 9309 says.
    pattern: String,
}

impl Robots {
    /// The rules for a program, named by its product token without version, such as `recension`.
    /// Anything is some robots.txt: lines that make no sense are passed over.
    pub fn parse(text: &str, agent: &str) -> Self {
        let groups = groups(text);
        let own = |group: &&Group| {
            group
                .agents
                .iter()
                .any(|name| name.eq_ignore_ascii_case(agent))
        };
        let any = |group: &&Group| group.agents.iter().any(|name| name == "*");
        let mut chosen: Vec<&Group> = groups.iter().filter(own).collect();
        if chosen.is_empty() {
            chosen = groups.iter().filter(any).collect();
        }
        let delays = chosen.iter().filter_map(|group| group.delay);
        Self {
            crawl_delay: delays.max().map(|delay| delay.min(LONGEST_DELAY)),
            rules: chosen
                .iter()
                .flat_map(|group| group.rules.clone())
                .collect(),
        }
    }

    /// The rules of a host whose robots.txt cannot be had: nothing may be fetched.
    pub(crate) fn closed() -> Self {
        Self {
            rules: vec![Rule {
                allow: false,
                pattern: "/".to_owned(),
            }],
            crawl_delay: None,
        }
    }

    /// Whether a path (with its query) may be fetched: the longest rule that matches it decides, of
    /// two of one length the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path);
        let matching = self
            .rules
            .iter()
            .filter(|rule| matches(&rule.pattern, &path));
        matching
            .max_by_key(|rule| (rule.pattern.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

#[derive(Default)]
struct Group {
    agents: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// Lines of user agents and the rules behind them.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut naming = false;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in text.split(['\n', '\r']) {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if key == "user-agent" {
            if !naming {
                groups.push(Group::default());
            }
            naming = true;
            if let Some(group) = groups.last_mut() {
                group.agents.push(product(value).to_owned());
            }
            continue;
        }
        // Other records, such as sitemaps, part no group.
        let Some(group) = groups.last_mut() else {
            continue;
        };
        match key.as_str() {
            "allow" | "disallow" => {
                naming = false;
                if !value.is_empty() {
                    group.rules.push(Rule {
                        allow: key == "allow",
                        pattern: normal(value),
                    });
                }
            }
            "crawl-delay" => {
                naming = false;
                let seconds = value.parse::<f64>().ok();
                let seconds = seconds.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                let most = LONGEST_DELAY.as_secs_f64();
                group.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(most)));
            }
            _ => {}
        }
    }
    groups
}

/// The product token of a user agent: letters, `-` and `_`, or `*`.
fn product(value: &str) -> &str {
    if value.starts_with('*') {
        return "*";
    }
    let end = value.find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_');
    value.get(..end.unwrap_or(value.len())).unwrap_or_default()
}

/// A path or pattern in one writing: what is not ASCII is percent-encoded, escapes are in capitals,
/// and escapes of plain letters and digits are undone.
fn normal(path: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escape = (*byte == b'%')
            .then(|| path.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escape {
            Some(escaped) if escaped.is_ascii_alphanumeric() || b"-._~".contains(&escaped) => {
                out.push(char::from(escaped));
                at += 3;
            }
            Some(escaped) => {
                let _ = write!(out, "%{escaped:02X}");
                at += 3;
            }
            None if byte.is_ascii() => {
                out.push(char::from(*byte));
                at += 1;
            }
            None => {
                let _ = write!(out, "%{byte:02X}");
                at += 1;
            }
        }
    }
    out
}

/// Whether a pattern matches the start of a path. Each piece between stars is looked for once, from
/// the left: linear in path times pattern, whatever the pattern.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, anchored) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let Some(rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut rest = rest;
    let mut last = None;
    for piece in pieces {
        last = Some(piece);
        match rest.find(piece) {
            Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    match (anchored, last) {
        (false, _) => true,
        (true, None) => rest.is_empty(),
        // The last piece may stand later than where it was found first.
        (true, Some(piece)) => rest.is_empty() || piece.is_empty() || rest.ends_with(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(text: &str, path: &str) -> bool {
        Robots::parse(text, "recension").allows(path)
    }

    #[test]
    fn the_group_of_the_program_counts_and_else_that_of_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Recension/2.0\nuser-agent: other\nDisallow: /private\n";
        assert!(allowed(text, "/news"));
        assert!(!allowed(text, "/private/x"));
        assert!(!Robots::parse(text, "someone").allows("/news"));
        assert!(!Robots::parse(text, "other").allows("/private"));
    }

    #[test]
    fn groups_of_one_name_are_one() {
        let text = "User-agent: recension\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: recension\nDisallow: /b";
        assert!(!allowed(text, "/a"));
        assert!(!allowed(text, "/b"));
        assert!(allowed(text, "/c"));
    }

    #[test]
    fn the_longest_rule_decides_and_allowing_beats_forbidding() {
        let text = "User-agent: *\nDisallow: /news\nAllow: /news/today\nAllow: /x\nDisallow: /x";
        assert!(!allowed(text, "/news/yesterday"));
        assert!(allowed(text, "/news/today/1"));
        assert!(allowed(text, "/x"));
    }

    #[test]
    fn stars_and_ends_are_understood() {
        let text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /end$\nDisallow: /q?*id=";
        for (path, expected) in [
            ("/x/y.pdf", false),
            ("/x/y.pdf?download", true),
            ("/x.pdf.pdf", false),
            ("/a1b2c3", false),
            ("/acb", true),
            ("/end", false),
            ("/ending", true),
            ("/q?x=1&id=2", false),
        ] {
            assert_eq!(allowed(text, path), expected, "{path}");
        }
    }

    #[test]
    fn escapes_are_compared_as_what_they_stand_for() {
        let text = "User-agent: *\nDisallow: /ä/%7ex\nDisallow: /b%2fc";
        assert!(!allowed(text, "/%C3%A4/~x"));
        assert!(!allowed(text, "/b%2Fc"));
        assert!(allowed(text, "/b/c"));
    }

    #[test]
    fn an_empty_rule_forbids_nothing_and_robots_txt_is_always_allowed() {
        assert!(allowed("User-agent: *\nDisallow:", "/x"));
        assert!(allowed("User-agent: *\nDisallow: /", "/robots.txt"));
        assert!(allowed("", "/x"));
        assert!(allowed("<!doctype html><title>Not found: x</title>", "/x"));
        assert!(!Robots::closed().allows("/x"));
    }

    #[test]
    fn pauses_are_bounded() {
        let delay = |text| Robots::parse(text, "recension").crawl_delay;
        let seconds = |n| Some(Duration::from_secs_f64(n));
        assert_eq!(delay("User-agent: *\nCrawl-delay: 2.5"), seconds(2.5));
        assert_eq!(delay("User-agent: *\nCrawl-delay: 1e300"), seconds(60.0));
        assert_eq!(delay("User-agent: *\nCrawl-delay: -3"), None);
        assert_eq!(delay("User-agent: *\nCrawl-delay: soon"), None);
    }
}
