//! The way back: from a document's name to its bytes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use recension_core::article::Document;

use crate::bundle;
use crate::container::{Source, Visitor, open};
use crate::fault::guarded;
use crate::ingested::Problem;
use crate::limits::Limits;
use crate::member::Member;
use crate::place::Place;

/// Finds documents in the file that holds them and gives their bytes, those that spans index, by the
/// documents' ids. What is not there is missing from the result.
///
/// `documents` all lie in the file that `source` reads; it is read once, as far as needed.
pub fn find(
    source: Source<'_>,
    documents: &[&Document],
    limits: &Limits,
) -> BTreeMap<String, Vec<u8>> {
    let mut search = Search {
        wanted: documents
            .iter()
            .map(|wanted| (wanted.inside.clone(), wanted.id.clone()))
            .collect(),
        found: BTreeMap::new(),
        limits,
    };
    open(source, "", limits, &mut search);
    search.found
}

struct Search<'a> {
    /// By the way inside the file, the ids of the documents still to be found.
    wanted: BTreeMap<Vec<String>, String>,
    found: BTreeMap<String, Vec<u8>>,
    limits: &'a Limits,
}

impl Search<'_> {
    fn take(&mut self, member: Member) {
        if let Some(id) = self.wanted.remove(member.place.inside()) {
            self.found.insert(id, member.bytes);
        }
    }
}

impl Visitor for Search<'_> {
    fn wants(&self, place: &Place) -> bool {
        let inside = place.inside().to_vec();
        let next = self.wanted.range(inside..).next();
        next.is_some_and(|(wanted, _)| place.leads_to(wanted))
    }

    fn member(&mut self, member: Member) -> ControlFlow<()> {
        if !self.wants(&member.place) {
            return ControlFlow::Continue(());
        }
        if self.wanted.contains_key(member.place.inside()) {
            self.take(member);
        } else if let Ok(Some(Ok(parts))) = guarded(|| bundle::parts(&member, self.limits)) {
            parts.into_iter().for_each(|part| self.take(part));
        }
        if self.wanted.is_empty() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn problem(&mut self, _: &Place, _: Problem) {}
}
