//! Whose turn it is: hosts side by side, each host one request at a time with a pause between.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The work for one host.
#[derive(Debug)]
struct Host<J> {
    jobs: VecDeque<J>,
    busy: bool,
    /// No request before this.
    ready: Instant,
}

/// Queues of jobs by host.
#[derive(Debug)]
pub(crate) struct Schedule<J> {
    hosts: Mutex<BTreeMap<String, Host<J>>>,
    changed: Condvar,
}

/// What a job came to, as far as the order of work goes.
#[derive(Debug)]
pub(crate) struct Done<J> {
    /// Further jobs with their hosts.
    pub(crate) next: Vec<(String, J)>,
    /// The pause before the host may be asked again.
    pub(crate) pause: Duration,
}

impl<J: Send> Schedule<J> {
    pub(crate) fn new() -> Self {
        Self {
            hosts: Mutex::new(BTreeMap::new()),
            changed: Condvar::new(),
        }
    }

    fn hosts(&self) -> MutexGuard<'_, BTreeMap<String, Host<J>>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a job at the end of its host's queue.
    pub(crate) fn add(&self, host: String, job: J) {
        let fresh = || Host {
            jobs: VecDeque::new(),
            busy: false,
            ready: Instant::now(),
        };
        self.hosts()
            .entry(host)
            .or_insert_with(fresh)
            .jobs
            .push_back(job);
        self.changed.notify_all();
    }

    /// Does all jobs, and those that they bring, with so many workers.
    pub(crate) fn run(&self, workers: usize, work: impl Fn(J) -> Done<J> + Sync) {
        std::thread::scope(|scope| {
            for _ in 0..workers.max(1) {
                scope.spawn(|| {
                    while let Some((host, job)) = self.next() {
                        let done = work(job);
                        self.finish(&host, done);
                    }
                });
            }
        });
    }

    /// Waits for a host whose turn it is; `None` when nothing is left to come.
    fn next(&self) -> Option<(String, J)> {
        let mut hosts = self.hosts();
        loop {
            let now = Instant::now();
            let idle = hosts
                .iter_mut()
                .filter(|(_, host)| !host.busy && !host.jobs.is_empty());
            let first = idle.min_by_key(|(_, host)| host.ready);
            let Some((name, host)) = first else {
                if hosts.values().all(|host| !host.busy) {
                    return None;
                }
                hosts = self
                    .changed
                    .wait(hosts)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            if host.ready <= now {
                host.busy = true;
                let name = name.clone();
                return host.jobs.pop_front().map(|job| (name, job));
            }
            let pause = host.ready - now;
            let waited = self.changed.wait_timeout(hosts, pause);
            hosts = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn finish(&self, name: &str, done: Done<J>) {
        for (host, job) in done.next {
            self.add(host, job);
        }
        if let Some(host) = self.hosts().get_mut(name) {
            host.busy = false;
            host.ready = Instant::now() + done.pause;
        }
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_host_is_asked_one_at_a_time_with_pauses() {
        const PAUSE: Duration = Duration::from_millis(20);
        let schedule = Schedule::new();
        for job in 0..4 {
            schedule.add("a".to_owned(), job);
        }
        let (running, times) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        schedule.run(4, |_| {
            assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0);
            times.lock().unwrap().push(Instant::now());
            std::thread::sleep(Duration::from_millis(2));
            running.fetch_sub(1, Ordering::SeqCst);
            Done {
                next: Vec::new(),
                pause: PAUSE,
            }
        });
        let times = times.into_inner().unwrap();
        assert_eq!(times.len(), 4);
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= PAUSE));
    }

    #[test]
    fn jobs_bring_jobs_until_none_is_left() {
        let schedule = Schedule::new();
        schedule.add("a".to_owned(), 5);
        let done = AtomicUsize::new(0);
        schedule.run(3, |job: usize| {
            done.fetch_add(1, Ordering::SeqCst);
            let next = (0..job).map(|job| (format!("host {job}"), job)).collect();
            Done {
                next,
                pause: Duration::ZERO,
            }
        });
        // One job of 5 brings 2^5 - 1 others.
        assert_eq!(done.load(Ordering::SeqCst), 32);
    }
}
