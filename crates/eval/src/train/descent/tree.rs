//! All trees of sources over a family at once: a tree is as likely as the product of its arcs, and
//! the sum over all of them is a determinant (the matrix-tree theorem; Tutte 1984, and for the
//! learning of dependency trees Koo, Globerson, Carreras and Collins 2007).

use recension_core::derivation::{DESCENT_FEATURES, DescentChoice, DescentFeatures};
use recension_core::origins::Groups;

use super::examples::dot;
use super::{Model, Slope};

/// Nats below the best source of a report from which another is as good as none. A report may
/// always be without a source, which keeps the determinant away from nothing.
const LEAST: f64 = -60.0;
const LEAST_ALONE: f64 = -25.0;

/// A possible source of a report.
struct Arc {
    /// `None` for no source.
    from: Option<usize>,
    to: usize,
    seen: DescentFeatures,
    right: bool,
}

/// A family with the single sources its reports may have.
pub(super) struct Tree {
    /// By report.
    distances: Vec<[f32; 2]>,
    arcs: Vec<Arc>,
    /// By report, whether its source is known and one.
    known: Vec<bool>,
}

/// Chances of the arcs, and the logarithm of the sum over all trees.
struct Sum {
    log: f64,
    chances: Vec<f64>,
}

/// Reports whose source is known.
pub(super) fn known(trees: &[Tree]) -> f64 {
    let all = trees.iter().flat_map(|tree| &tree.known);
    all.filter(|known| **known).count() as f64
}

impl Tree {
    /// The families among the choices of a story of so many reports.
    pub(super) fn all(
        choices: &[DescentChoice],
        reports: usize,
        right: impl Fn(&DescentChoice, &[usize]) -> bool,
    ) -> Vec<Self> {
        let mut groups = Groups::of(reports);
        for choice in choices {
            let sources = choice.options.iter().flat_map(|(sources, _)| sources);
            sources.for_each(|source| groups.merge(*source, choice.report));
        }
        let families = groups.members().into_iter().map(|members| {
            let own = choices
                .iter()
                .filter(|choice| members.contains(&choice.report));
            Self::of(&own.collect::<Vec<_>>(), &right)
        });
        families.filter(|tree| tree.known.len() > 1).collect()
    }

    fn of(choices: &[&DescentChoice], right: impl Fn(&DescentChoice, &[usize]) -> bool) -> Self {
        let place = |report: usize| choices.iter().position(|choice| choice.report == report);
        let mut arcs = Vec::new();
        for (to, choice) in choices.iter().enumerate() {
            let single = choice
                .options
                .iter()
                .filter(|(sources, _)| sources.len() < 2);
            arcs.extend(single.map(|(sources, seen)| Arc {
                from: sources.first().and_then(|source| place(*source)),
                to,
                seen: *seen,
                right: right(choice, sources),
            }));
        }
        let known = |to: usize| arcs.iter().any(|arc| arc.to == to && arc.right);
        Self {
            distances: choices.iter().map(|choice| choice.distances).collect(),
            known: (0..choices.len()).map(known).collect(),
            arcs,
        }
    }

    /// How unlikely the right trees are among all, and where the weights should go.
    pub(super) fn slope(&self, model: &Model) -> Slope {
        let distances = self.distances.iter();
        let worth: Vec<_> = distances.map(|both| model.at(*both)).collect();
        let arcs = self.arcs.iter();
        let odds: Vec<f64> = arcs.map(|arc| dot(&worth[arc.to], &arc.seen)).collect();
        let all = self.sum(&odds, |_| true);
        let right = self.sum(&odds, |arc| arc.right || !self.known[arc.to]);
        let mut slope = Slope::none();
        slope.loss = all.log - right.log;
        let chances = right.chances.iter().zip(&all.chances);
        for (arc, (wanted, found)) in self.arcs.iter().zip(chances) {
            let excess = wanted - found;
            if excess != 0.0 {
                let pull: [f64; DESCENT_FEATURES] =
                    std::array::from_fn(|k| excess * f64::from(arc.seen[k]));
                model.pull(&mut slope.gradient, &pull, self.distances[arc.to]);
            }
        }
        slope
    }

    fn sum(&self, odds: &[f64], allowed: impl Fn(&Arc) -> bool) -> Sum {
        let reports = self.known.len();
        let mut most = vec![f64::NEG_INFINITY; reports];
        let there = || self.arcs.iter().zip(odds).filter(|(arc, _)| allowed(arc));
        there().for_each(|(arc, odds)| most[arc.to] = most[arc.to].max(*odds));
        let weight = |arc: &Arc, odds: f64| {
            let least = arc.from.map_or(LEAST_ALONE, |_| LEAST);
            (odds - most[arc.to]).max(least).exp()
        };
        let mut laplacian = vec![vec![0.0; reports]; reports];
        for (arc, odds) in there() {
            let weight = weight(arc, *odds);
            laplacian[arc.to][arc.to] += weight;
            if let Some(from) = arc.from {
                laplacian[arc.to][from] -= weight;
            }
        }
        let (log, inverse) = inverted(laplacian);
        let chance = |(arc, odds): (&Arc, &f64)| {
            if !allowed(arc) {
                return 0.0;
            }
            let other = arc.from.map_or(0.0, |from| inverse[from][arc.to]);
            (weight(arc, *odds) * (inverse[arc.to][arc.to] - other)).clamp(0.0, 1.0)
        };
        Sum {
            log: log + most.iter().sum::<f64>(),
            chances: self.arcs.iter().zip(odds).map(chance).collect(),
        }
    }
}

/// The logarithm of a determinant, and the inverse (Gauss and Jordan, with the largest pivot).
fn inverted(mut rows: Vec<Vec<f64>>) -> (f64, Vec<Vec<f64>>) {
    let size = rows.len();
    for (number, row) in rows.iter_mut().enumerate() {
        row.extend((0..size).map(|column| f64::from(u8::from(column == number))));
    }
    let mut log = 0.0;
    for column in 0..size {
        let largest =
            |a: &usize, b: &usize| rows[*a][column].abs().total_cmp(&rows[*b][column].abs());
        let pivot = (column..size).max_by(largest).unwrap_or(column);
        rows.swap(column, pivot);
        let lead = rows[column][column];
        log += lead.abs().max(f64::MIN_POSITIVE).ln();
        let scaled: Vec<f64> = rows[column].iter().map(|value| value / lead).collect();
        for (number, row) in rows.iter_mut().enumerate() {
            let times = if number == column { 0.0 } else { row[column] };
            row.iter_mut()
                .zip(&scaled)
                .for_each(|(value, by)| *value -= times * by);
        }
        rows[column] = scaled;
    }
    (
        log,
        rows.into_iter().map(|row| row[size..].to_vec()).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(from: Option<usize>, to: usize, right: bool) -> Arc {
        Arc {
            from,
            to,
            seen: [0.0; DESCENT_FEATURES],
            right,
        }
    }

    #[test]
    fn the_sum_over_trees_is_that_of_all_that_can_be_drawn() {
        // Two reports: both alone; one from the other; the other way round. Odds in nats.
        let tree = Tree {
            distances: vec![[0.0; 2]; 2],
            arcs: vec![
                arc(None, 0, true),
                arc(None, 1, false),
                arc(Some(0), 1, true),
                arc(Some(1), 0, false),
            ],
            known: vec![true; 2],
        };
        let weights: [f64; 4] = [0.5, 0.25, 3.0, 2.0];
        let odds = weights.map(f64::ln);
        let trees = [0.5 * 0.25, 0.5 * 3.0, 0.25 * 2.0];
        let all = tree.sum(&odds, |_| true);
        let total: f64 = trees.iter().sum();
        assert!((all.log - total.ln()).abs() < 1e-9, "{}", all.log);
        let expected = [
            (trees[0] + trees[1]) / total,
            (trees[0] + trees[2]) / total,
            trees[1] / total,
            trees[2] / total,
        ];
        for (chance, expected) in all.chances.iter().zip(expected) {
            assert!((chance - expected).abs() < 1e-9, "{:?}", all.chances);
        }
    }
}
