//! Inputs read as a stream: opened one after the other, their documents read side by side, handed on
//! in order. Only some documents are in memory at a time, however large the inputs are.

use std::fs::File;
use std::io::Seek as _;
use std::ops::ControlFlow;

use rayon::prelude::*;
use recension_ingest::{
    Member, Options, Outcome, Place, Problem, Source, Visitor, open, read_member,
};

use crate::inputs::Input;
use crate::kept::{Done, Kept};
use crate::messages::{Messages, Progress};

/// Documents that are read together.
const MOST_TOGETHER: usize = 256;
/// Bytes of documents that are read together, unless one alone is larger.
const MOST_BYTES: usize = 8 << 20;

/// Reads all inputs and hands on what each document gave, in the order of the inputs and of the
/// documents in them. What cannot be opened is said, what an earlier run has read is not read again.
pub(crate) fn stream(
    inputs: &[Input],
    options: &Options,
    kept: &Kept,
    messages: &Messages,
    each: &mut dyn FnMut(Outcome),
) {
    let is_input = |input: &&Input| match input {
        Input::File(path) => !kept.is_at(path),
        Input::Standard => true,
    };
    let inputs: Vec<&Input> = inputs.iter().filter(is_input).collect();
    let sizes: Vec<u64> = inputs.iter().map(|input| input.size()).collect();
    let progress = messages.progress_in_bytes("reading", sizes.iter().sum());
    let mut reading = Reading {
        options,
        kept,
        messages,
        each,
        progress: &progress,
        waiting: Vec::new(),
        bytes: 0,
        before: 0,
        file: None,
        given: 0,
        passed: 0,
        documents: 0,
        earlier: 0,
    };
    for (input, size) in inputs.into_iter().zip(sizes) {
        reading.input(input);
        reading.before += size;
    }
    reading.flush();
    let (earlier, all) = (reading.earlier, reading.documents);
    kept.tell(earlier, all, "documents were read", messages);
}

struct Reading<'a> {
    options: &'a Options,
    kept: &'a Kept,
    messages: &'a Messages,
    each: &'a mut dyn FnMut(Outcome),
    progress: &'a Progress,
    /// Documents opened and not yet read.
    waiting: Vec<Member>,
    bytes: usize,
    /// Bytes of the inputs that are done.
    before: u64,
    /// The file that is being read, to ask how far.
    file: Option<File>,
    /// What the current input gave: documents or problems, and members passed over.
    given: u64,
    passed: u64,
    /// Documents so far, and those that an earlier run has read.
    documents: usize,
    earlier: usize,
}

impl Reading<'_> {
    fn input(&mut self, input: &Input) {
        (self.given, self.passed, self.file) = (0, 0, None);
        let name = input.name();
        let source = match input {
            Input::Standard => Source::Stream(Box::new(std::io::stdin().lock())),
            Input::File(path) => match File::open(path) {
                Ok(file) => {
                    self.file = file.try_clone().ok();
                    Source::File(file)
                }
                Err(error) => return self.messages.unusable(&name, error),
            },
        };
        let options = self.options;
        open(source, &name, &options.limits, self);
        if self.passed > 0 {
            let passed = self.passed;
            self.messages.note(format_args!(
                "{name}: {passed} members are no reports by their kind (pictures, scripts, \
                 redirections); passed over"
            ));
        }
        if self.given == 0 {
            self.messages
                .unusable(&name, "it holds no document that could be a report");
        }
    }

    /// Reads what is waiting and hands it on.
    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (kept, options) = (self.kept, self.options);
        let read = waiting.into_par_iter().map(|member| {
            let key = kept.key(|| member.fingerprint(options));
            kept.done(key, || read_member(&member, options))
        });
        let mut read: Vec<Done<Vec<Outcome>>> = read.collect();
        let new: Vec<_> = read
            .iter_mut()
            .filter_map(|done| done.line.take())
            .collect();
        kept.keep(&new, self.messages);
        self.documents += read.len();
        self.earlier += read.iter().filter(|done| done.earlier).count();
        let outcomes = read.into_iter().flat_map(|done| done.result);
        outcomes.for_each(&mut *self.each);
        let inside = self
            .file
            .as_mut()
            .and_then(|file| file.stream_position().ok());
        self.progress.reach(self.before + inside.unwrap_or(0));
    }
}

impl Visitor for Reading<'_> {
    fn member(&mut self, member: Member) -> ControlFlow<()> {
        self.given += 1;
        self.bytes += member.bytes().len();
        self.waiting.push(member);
        if self.waiting.len() >= MOST_TOGETHER || self.bytes >= MOST_BYTES {
            self.flush();
        }
        ControlFlow::Continue(())
    }

    fn problem(&mut self, place: &Place, problem: Problem) {
        self.given += 1;
        self.messages.unusable(place.path(), problem.message);
    }

    fn passed_over(&mut self, _: &Place) {
        self.passed += 1;
    }
}
