//! The main path: addresses in, WARC files and what became of each address out.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::client::{Answer, Client};
use crate::feed::item_links;
use crate::location::Location;
use crate::schedule::{Done, Schedule};
use crate::state::{Entry, State};
use crate::visit::{Step, Visitor};
use crate::warc::Writer;

/// How to fetch. The defaults are polite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Fetch the pages that a feed's items link to, too (no).
    pub items: bool,
    /// Most items of one feed, the first ones (100).
    pub max_items: usize,
    /// Pause between two requests to one host (1 s); a host may ask for a longer one.
    pub delay: Duration,
    /// Hosts that are asked side by side (4).
    pub hosts: usize,
    /// Largest answer, in bytes (16 MB).
    pub max_bytes: u64,
    /// For one request with its whole answer (30 s).
    pub timeout: Duration,
    /// For everything (1 h).
    pub total_time: Duration,
    /// Redirects that are followed for one address (5).
    pub redirects: usize,
    /// Connect to addresses that are not public, too (no).
    pub allow_private: bool,
    /// Ask again for pages that were fetched before and whose server gives no mark of change (no).
    pub again: bool,
    /// Certificates (PEM) of the authorities that are trusted instead of the bundled ones, as where
    /// a company's own authority signs what passes its network.
    pub authorities: Option<Vec<u8>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            items: false,
            max_items: 100,
            delay: Duration::from_secs(1),
            hosts: 4,
            max_bytes: 16 << 20,
            timeout: Duration::from_secs(30),
            total_time: Duration::from_secs(3600),
            redirects: 5,
            allow_private: false,
            again: false,
            authorities: None,
        }
    }
}

/// What became of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was fetched and written.
    Fetched {
        /// The address that answered, where redirects led elsewhere.
        from: String,
        /// Bytes of the body as received.
        bytes: u64,
        /// How many links of items are fetched too, where it is a feed.
        items: Option<usize>,
    },
    /// It is as it was when it was fetched before.
    Unchanged,
    /// It was fetched before, and its server gives no mark by which it could be asked for changes.
    Known,
    /// It was not fetched: the reason.
    Failed(String),
}

/// An address and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// As it was asked for.
    pub url: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The new WARC file, where anything was fetched.
    pub file: Option<PathBuf>,
    /// All addresses, sorted.
    pub fetched: Vec<Fetched>,
}

/// A run that could not be done at all.
#[derive(Debug)]
pub struct Error {
    message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Links of a feed that are remembered.
const MOST_LINKS: usize = 1000;

/// Is told of each address as it is done.
pub type Listener<'a> = &'a (dyn Fn(&Fetched) + Sync);

/// Fetches addresses into a folder (made where it is not there).
///
/// An address that was fetched into the folder before is asked for changes alone, or not at all; an
/// interrupted run goes on where it stopped.
///
/// # Errors
/// Where the folder cannot be used. What becomes of each address is in the summary.
pub fn run(
    urls: &[String],
    folder: &Path,
    options: &Options,
    listener: Listener<'_>,
) -> Result<Summary, Error> {
    let failed = |error: io::Error| Error {
        message: format!("{}: {error}", folder.display()),
    };
    let deadline = Instant::now() + options.total_time;
    let client = Client::new(options, deadline).map_err(|message| Error { message })?;
    std::fs::create_dir_all(folder).map_err(failed)?;
    let state = State::open(folder).map_err(failed)?;
    let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    let writer = Writer::create(folder, now).map_err(failed)?;
    let run = Run::new(options, client, state, writer, listener);
    let schedule = Schedule::new();
    for url in urls {
        run.ask(url, &schedule);
    }
    schedule.run(options.hosts, |job| run.work(job));
    run.finish().map_err(failed)
}

/// An address on its way.
#[derive(Clone, Debug)]
struct Job {
    /// As it was asked for.
    url: String,
    at: Location,
    /// Where redirects have led already.
    hops: Vec<Location>,
    /// Whether its host has made it wait already.
    waited: bool,
    /// Whether a feed named it: feeds in feeds are not followed.
    of_feed: bool,
}

struct Run<'a> {
    options: &'a Options,
    visitor: Visitor,
    kept: Mutex<Kept>,
    listener: Listener<'a>,
}

/// What all workers write to.
struct Kept {
    state: State,
    writer: Writer,
    /// Whether nothing was written.
    empty: bool,
    asked: BTreeSet<String>,
    fetched: Vec<Fetched>,
}

impl<'a> Run<'a> {
    fn new(
        options: &'a Options,
        client: Client,
        state: State,
        writer: Writer,
        listener: Listener<'a>,
    ) -> Self {
        Self {
            options,
            visitor: Visitor::new(client),
            kept: Mutex::new(Kept {
                state,
                writer,
                empty: true,
                asked: BTreeSet::new(),
                fetched: Vec::new(),
            }),
            listener,
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes an address in, if it was not asked for already.
    fn ask(&self, url: &str, schedule: &Schedule<Job>) {
        match Location::parse(url) {
            Ok(at) => {
                if let Some((host, job)) = self.job(at, false) {
                    schedule.add(host, job);
                }
            }
            Err(why) => self.tell(url, Outcome::Failed(why)),
        }
    }

    /// The job of an address, unless it is done or known.
    fn job(&self, at: Location, of_feed: bool) -> Option<(String, Job)> {
        let url = at.to_string();
        if !self.kept().asked.insert(url.clone()) {
            return None;
        }
        let known = self.kept().state.get(&url).cloned();
        let again = self.options.again;
        if known.is_some_and(|known| {
            !again && known.items.is_none() && !known.can_be_asked_for_changes()
        }) {
            self.tell(&url, Outcome::Known);
            return None;
        }
        let host = at.authority().to_owned();
        let job = Job {
            url,
            at,
            hops: Vec::new(),
            waited: false,
            of_feed,
        };
        Some((host, job))
    }

    fn tell(&self, url: &str, outcome: Outcome) {
        let fetched = Fetched {
            url: url.to_owned(),
            outcome,
        };
        (self.listener)(&fetched);
        self.kept().fetched.push(fetched);
    }

    /// Takes one step with a job.
    fn work(&self, job: Job) -> Done<Job> {
        let known = self.kept().state.get(&job.url).cloned();
        let validators = known.as_ref().map(Entry::validators).unwrap_or_default();
        let step = self.visitor.step(&job.at, &validators);
        let mut pause = self.pause(&job.at);
        let next = match step {
            Ok(Step::Page(answer)) => self.keep(&job, &answer),
            Ok(Step::Unchanged) => {
                self.tell(&job.url, Outcome::Unchanged);
                let links = known.and_then(|known| known.items).unwrap_or_default();
                let links = links.iter().filter_map(|link| Location::parse(link).ok());
                self.follow(&job, links.collect())
            }
            Ok(Step::Moved(to)) => self.moved(job, to),
            Ok(Step::Wait(wait)) if !job.waited => {
                pause = pause.max(wait);
                let host = job.at.authority().to_owned();
                vec![(
                    host,
                    Job {
                        waited: true,
                        ..job
                    },
                )]
            }
            Ok(Step::Wait(_)) => {
                let why = "the server asks to wait, twice".to_owned();
                self.tell(&job.url, Outcome::Failed(why));
                Vec::new()
            }
            Err(why) => {
                self.tell(&job.url, Outcome::Failed(why));
                Vec::new()
            }
        };
        Done { next, pause }
    }

    /// The pause that this run and the host want.
    fn pause(&self, at: &Location) -> Duration {
        let robots = self.visitor.robots(at).ok();
        let asked = robots.and_then(|robots| robots.crawl_delay);
        asked.unwrap_or_default().max(self.options.delay)
    }

    /// A redirect is a step of its own: in the queue of its host, under the rules of its host.
    fn moved(&self, mut job: Job, to: Location) -> Vec<(String, Job)> {
        let from = std::mem::replace(&mut job.at, to);
        job.hops.push(from);
        let why = if job.hops.contains(&job.at) {
            Some(format!("redirects in a circle, back to {}", job.at))
        } else if job.hops.len() > self.options.redirects {
            Some(format!(
                "redirects more than {} times",
                self.options.redirects
            ))
        } else {
            None
        };
        if let Some(why) = why {
            self.tell(&job.url, Outcome::Failed(why));
            return Vec::new();
        }
        vec![(job.at.authority().to_owned(), job)]
    }

    /// Writes a page; gives the jobs of a feed's items.
    fn keep(&self, job: &Job, answer: &Answer) -> Vec<(String, Job)> {
        let links = item_links(answer, &job.at);
        if let Err(error) = self.write(job, answer, links.as_deref()) {
            let why = format!("cannot be written: {error}");
            self.tell(&job.url, Outcome::Failed(why));
            return Vec::new();
        }
        let is_feed = links.is_some();
        let items = self.follow(job, links.unwrap_or_default());
        self.tell(
            &job.url,
            Outcome::Fetched {
                from: job.at.to_string(),
                bytes: answer.body.len() as u64,
                items: is_feed.then_some(items.len()),
            },
        );
        items
    }

    /// The jobs of a feed's items, where they are wanted and not done or known.
    fn follow(&self, job: &Job, links: Vec<Location>) -> Vec<(String, Job)> {
        if !self.options.items || job.of_feed {
            return Vec::new();
        }
        let first = links.into_iter().take(self.options.max_items);
        first.filter_map(|at| self.job(at, true)).collect()
    }

    fn write(&self, job: &Job, answer: &Answer, links: Option<&[Location]>) -> io::Result<()> {
        let now = Timestamp::from_second(Timestamp::now().as_second()).map_err(io::Error::other)?;
        let mut kept = self.kept();
        let placed = kept.writer.add(&job.at, answer, now)?;
        let file = kept.writer.name();
        kept.empty = false;
        let links = links.map(|links| links.iter().take(MOST_LINKS));
        kept.state.add(Entry {
            url: job.url.clone(),
            location: job.at.to_string(),
            fetched: now.to_string(),
            etag: answer.header("etag").map(str::to_owned),
            last_modified: answer.header("last-modified").map(str::to_owned),
            file,
            offset: placed.offset,
            length: placed.length,
            items: links.map(|links| links.map(ToString::to_string).collect()),
        })
    }

    fn finish(self) -> io::Result<Summary> {
        let kept = self
            .kept
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let mut fetched = kept.fetched;
        fetched.sort_by(|one, other| one.url.cmp(&other.url));
        Ok(Summary {
            file: kept.writer.finish(kept.empty)?,
            fetched,
        })
    }
}
