//! One step towards a page: ask the host's rules, then the page; say what came.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::client::{Answer, Client, PRODUCT};
use crate::location::Location;
use crate::robots::{MOST_BYTES, Robots};

/// Redirects of a robots.txt that are followed (RFC 9309, 2.3.1.2).
const ROBOTS_REDIRECTS: usize = 5;
/// A host may ask to be left alone for so long before one more try; longer is a failure.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Media types of what Recension reads.
static WANTED: &[&str] = &[
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/ld+json",
    "application/rdf+xml",
    "application/rss+xml",
    "application/xhtml+xml",
    "application/xml",
    "text/html",
    "text/markdown",
    "text/plain",
    "text/xml",
];

/// What is known of a page from an earlier fetch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Validators {
    /// The address that they are of.
    pub(crate) location: String,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

impl Validators {
    fn conditions(&self, location: &Location) -> Vec<(&'static str, String)> {
        if self.location != location.to_string() {
            return Vec::new();
        }
        let etag = self.etag.clone().map(|etag| ("if-none-match", etag));
        let date = self.last_modified.clone();
        let date = date.map(|date| ("if-modified-since", date));
        etag.into_iter().chain(date).collect()
    }
}

/// What a step came to.
#[derive(Debug)]
pub(crate) enum Step {
    /// The page.
    Page(Answer),
    /// It is as it was.
    Unchanged,
    /// It is elsewhere.
    Moved(Location),
    /// The host asks to wait.
    Wait(Duration),
}

/// Visits pages, and remembers the rules of their hosts.
#[derive(Debug)]
pub(crate) struct Visitor {
    pub(crate) client: Client,
    robots: Mutex<BTreeMap<String, Arc<Robots>>>,
}

impl Visitor {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            robots: Mutex::default(),
        }
    }

    /// The rules of a host, asked for once.
    ///
    /// # Errors
    /// Where the host cannot be reached at all: the reason.
    pub(crate) fn robots(&self, location: &Location) -> Result<Arc<Robots>, String> {
        let key = format!("{}://{}", location.scheme(), location.authority());
        let known = |robots: &Mutex<BTreeMap<String, Arc<Robots>>>| {
            let robots = robots.lock().unwrap_or_else(PoisonError::into_inner);
            robots.get(&key).cloned()
        };
        if let Some(found) = known(&self.robots) {
            return Ok(found);
        }
        let read = Arc::new(self.read_robots(location)?);
        let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        robots.insert(key, Arc::clone(&read));
        Ok(read)
    }

    /// A robots.txt that is not there allows all, one that cannot be had nothing (RFC 9309, 2.3.1).
    fn read_robots(&self, location: &Location) -> Result<Robots, String> {
        let mut at = location.with_path("/robots.txt");
        for _ in 0..=ROBOTS_REDIRECTS {
            let answer = self.client.get(&at, &[], |_| Ok(()))?;
            match answer.status {
                200..=299 => {
                    let body = crate::feed::unpacked(&answer, MOST_BYTES);
                    let end = body.len().min(MOST_BYTES);
                    let text = String::from_utf8_lossy(body.get(..end).unwrap_or_default());
                    return Ok(Robots::parse(&text, PRODUCT));
                }
                300..=399 => match answer.header("location").map(|to| at.join(to)) {
                    Some(Ok(next)) => at = next,
                    _ => return Ok(Robots::default()),
                },
                400..=499 if answer.status != 429 => return Ok(Robots::default()),
                _ => return Ok(Robots::closed()),
            }
        }
        Ok(Robots::default())
    }

    /// Takes one step.
    ///
    /// # Errors
    /// Where the page may not be fetched or cannot be: the reason.
    pub(crate) fn step(
        &self,
        location: &Location,
        validators: &Validators,
    ) -> Result<Step, String> {
        let robots = self.robots(location)?;
        if !robots.allows(location.path()) {
            return Err("robots.txt of the host forbids it".to_owned());
        }
        let conditions = validators.conditions(location);
        let answer = self.client.get(location, &conditions, |answer| {
            if (200..300).contains(&answer.status) {
                check_kind(answer)
            } else {
                Ok(())
            }
        })?;
        match answer.status {
            200 => check_body(answer).map(Step::Page),
            304 if !conditions.is_empty() => Ok(Step::Unchanged),
            301 | 302 | 303 | 307 | 308 => {
                let to = answer.header("location");
                let to = to.ok_or("a redirect that does not say where to")?;
                location
                    .join(to)
                    .map(Step::Moved)
                    .map_err(|why| format!("redirects to {to}: {why}"))
            }
            429 | 503 => match wait(&answer) {
                Some(wait) => Ok(Step::Wait(wait)),
                None => Err(refusal(&answer)),
            },
            _ => Err(refusal(&answer)),
        }
    }
}

fn refusal(answer: &Answer) -> String {
    format!("the server answered {} {}", answer.status, answer.reason)
        .trim_end()
        .to_owned()
}

fn wait(answer: &Answer) -> Option<Duration> {
    let seconds: u64 = answer.header("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds)).filter(|wait| *wait <= LONGEST_WAIT)
}

fn check_kind(answer: &Answer) -> Result<(), String> {
    let media_type = answer.media_type();
    if media_type.is_empty() || WANTED.contains(&media_type.as_str()) {
        return Ok(());
    }
    Err(format!("{media_type} is no page and no feed"))
}

fn check_body(answer: Answer) -> Result<Answer, String> {
    if answer.body.is_empty() {
        return Err("the answer is empty".to_owned());
    }
    Ok(answer)
}
