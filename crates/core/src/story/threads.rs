//! Threads: stories that follow one another, such as two weeks of one trial.
//!
//! A story belongs to the thread of the earlier story that it is likest to, where the two have the
//! same cast and come near to being one. What decides is the story decision with an allowance, and
//! that the names are about as alike between the two as within each; other names make another
//! thread, however alike the events. There are no annotated threads to fit this on: the two numbers
//! are chosen by hand.

use super::stream::Stream;

/// Added to the log-odds that two stories are one.
const ALLOWANCE: f64 = 3.0;
/// Least likeness of the names between two stories, against that within them.
const LEAST_KINSHIP: f64 = 0.4;

impl Stream {
    /// The id of the thread of each story, by the place of the story; 0 for stories merged away.
    pub(super) fn threads(&self) -> Vec<u64> {
        let mut order: Vec<u32> = (0..self.stories.len())
            .filter(|at| self.stories[*at].forward.is_none())
            .filter_map(|at| u32::try_from(at).ok())
            .collect();
        order.sort_by_key(|at| {
            let founder = &self.stories[*at as usize].facts.founder;
            (founder.day, founder.text)
        });
        let mut threads = vec![0; self.stories.len()];
        for at in order {
            let story = &self.stories[at as usize];
            let near = self.near(&story.summary, Some(at));
            let leads = near.iter().find(|near| {
                threads.get(near.story as usize).is_some_and(|t| *t != 0)
                    && near.odds() + ALLOWANCE > 0.0
                    && near.features.kinship_of_names() > LEAST_KINSHIP
            });
            let thread = leads.and_then(|near| threads.get(near.story as usize).copied());
            threads[at as usize] = thread.unwrap_or(story.id);
        }
        threads
    }
}
