//! How much a term tells, by how few reports hold it.

use super::sketch::Usage;

/// How many reports of the world at large stand beside the reports met. With five reports of one
/// story what they share still weighs nearly as much as in the world at large; with thousands
/// their own counts decide.
const AT_LARGE: f64 = 1000.0;
/// Reports met after which all counts are halved: the table follows the stream, and weights do not
/// drift with its length.
const MOST_REPORTS: f64 = 16_384.0;
/// Share of the reports counted that makes weights out of date when as many have come since.
const MOVED: f64 = 0.2;
/// Rows of the table.
const ROWS: usize = 2;
/// Bits of a place in a row.
const BITS: u32 = 17;

/// Counts of reports by term, in a table of fixed size (a count-min sketch; Cormode and
/// Muthukrishnan 2005): a rare term may be taken for a commoner one, never the other way round.
#[derive(Clone, Debug)]
pub(super) struct Background {
    counts: Vec<f32>,
    reports: f64,
    /// Reports met from the first on.
    met: u64,
}

impl Default for Background {
    fn default() -> Self {
        Self {
            counts: vec![0.0; ROWS << BITS],
            reports: 0.0,
            met: 0,
        }
    }
}

/// The places of a term's counts, one a row.
fn places(term: u32) -> [usize; ROWS] {
    let upper = term.wrapping_mul(0x9e37_79b1) >> (32 - BITS);
    let lower = (term ^ 0x5bd1_e995).wrapping_mul(0x85eb_ca6b) >> (32 - BITS);
    [upper as usize, (1 << BITS) + lower as usize]
}

impl Background {
    /// Counts one report by its merged terms.
    pub(super) fn count(&mut self, terms: &[Usage]) {
        if self.reports >= MOST_REPORTS {
            self.reports /= 2.0;
            self.counts.iter_mut().for_each(|count| *count /= 2.0);
        }
        self.reports += 1.0;
        self.met += 1;
        for usage in terms {
            for place in places(usage.term) {
                if let Some(count) = self.counts.get_mut(place) {
                    *count += 1.0;
                }
            }
        }
    }

    /// Reports met from the first on.
    pub(super) const fn met(&self) -> u64 {
        self.met
    }

    /// Whether weights given when so many reports had been met are out of date.
    pub(super) fn has_moved_since(&self, met: u64) -> bool {
        self.met.saturating_sub(met) as f64 > MOVED * self.reports
    }

    /// What a term weighs: its inverse document frequency (Spärck Jones 1972), in nats.
    pub(super) fn weight(&self, usage: &Usage) -> f64 {
        let counts = places(usage.term).map(|place| self.counts.get(place).copied());
        let met = counts.into_iter().flatten().fold(f32::INFINITY, f32::min);
        let holding = f64::from(met) + AT_LARGE * f64::from(usage.prior);
        ((self.reports + AT_LARGE) / holding.max(0.5)).ln().max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(term: u32, prior: f32) -> Usage {
        Usage {
            term,
            prior,
            ..Usage::default()
        }
    }

    #[test]
    fn a_term_weighs_less_the_more_reports_hold_it() {
        let (rare, common) = (term(7, 0.0006), term(8, 0.02));
        let mut background = Background::default();
        assert!(background.weight(&rare) > background.weight(&common) + 2.0);
        let before = background.weight(&rare);
        for _ in 0..1000 {
            background.count(&[rare]);
        }
        assert!(background.weight(&rare) < before - 3.0);
    }

    #[test]
    fn weights_do_not_drift_with_the_length_of_a_stream() {
        let mut background = Background::default();
        let mut weights = Vec::new();
        for report in 0..100_000 {
            let terms: Vec<Usage> = (report % 10 == 0)
                .then(|| term(7, 0.001))
                .into_iter()
                .collect();
            background.count(&terms);
            if report >= 20_000 && report % 5_000 == 0 {
                weights.push(background.weight(&term(7, 0.001)));
            }
        }
        let spread = |x: f64, y: f64| (x - y).abs();
        assert!(
            weights
                .iter()
                .all(|weight| spread(*weight, weights[0]) < 0.05)
        );
    }
}
