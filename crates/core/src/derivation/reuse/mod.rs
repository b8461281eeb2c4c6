//! How far a report reuses the text of another: copied, lightly or heavily revised, or not at all.
//!
//! The four grades are those of Clough and Stevenson (2011), whose texts were written to order as
//! near copies, light and heavy revisions of a source, or from its reader's own knowledge. Three
//! [`features`](reuse_features) of a pair go into a multinomial logistic regression, whose weights
//! `recension-eval train-reuse` fits and prints.
//!
//! These texts are the only ones of the kind, so that the figure to go by is that of texts graded by
//! weights fitted on texts about other sources. Of a handful of features tried (shares of common
//! n-grams from one to five words, longest common subsequences, greedy tiles, pairs of neighbouring
//! words), these three are the fewest with which that figure was at its best.
//!
//! The grade says how a text was reworked, given the pair alone. Whether there is dependence at
//! all, and in which direction, is the business of the verdict, which looks at the whole story.

mod features;
mod weights;

use serde::Serialize;

pub use features::{REUSE_FEATURE_NAMES, REUSE_FEATURES, ReuseFeatures, reuse_features};

use crate::dossier::ReuseGrade;
use crate::witness::Witness;

/// The grades, in the order in which the weights hold them.
pub const REUSE_GRADES: [ReuseGrade; 4] = [
    ReuseGrade::None,
    ReuseGrade::HeavyRevision,
    ReuseGrade::LightRevision,
    ReuseGrade::NearCopy,
];

/// Weights of the features by grade, in the order of [`REUSE_GRADES`].
pub type ReuseWeights = [[f64; REUSE_FEATURES]; 4];

/// How far a report reuses the text of another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reuse {
    /// The likeliest grade.
    pub grade: ReuseGrade,
    /// Probability that text was reused at all, 0 to 1.
    pub degree: f64,
}

/// Grades the reuse of the source's text in the target.
pub fn grade_reuse(source: &Witness, target: &Witness) -> Reuse {
    grade_reuse_with(&reuse_features(source, target), &weights::WEIGHTS)
}

/// Grades by given weights, as the fitting does for cross-validation.
pub fn grade_reuse_with(features: &ReuseFeatures, weights: &ReuseWeights) -> Reuse {
    let chances = reuse_chances(features, weights);
    // Of equal chances the lesser reuse is taken.
    let mut best = 0;
    for (grade, chance) in chances.iter().enumerate() {
        if *chance > chances[best] {
            best = grade;
        }
    }
    Reuse {
        grade: REUSE_GRADES[best],
        degree: 1.0 - chances[0],
    }
}

/// The probability of each grade, in the order of [`REUSE_GRADES`]; they sum to 1.
pub fn reuse_chances(features: &ReuseFeatures, weights: &ReuseWeights) -> [f64; 4] {
    let odds = weights.map(|row| row.iter().zip(features).map(|(w, x)| w * x).sum::<f64>());
    let most = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised = odds.map(|odds| (odds - most).exp());
    let total: f64 = raised.iter().sum();
    raised.map(|value| value / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use crate::witness::{prepare, samples};

    const SOURCE: &str = "The harbour board of Lowmoor voted on Tuesday to close the old swing \
        bridge after inspectors found deep cracks in its main girder. Lorries will have to take \
        the inland road for at least eight months, which adds forty minutes to every delivery. \
        Engineers had warned three years ago that the paint hid rust which nobody had measured. \
        The board expects to spend eleven million crowns on a replacement span of welded steel.";

    fn reuse(target: &str) -> Reuse {
        let witness = |text: &str| prepare(samples::article("en", &[(Role::Body, text)]));
        grade_reuse(&witness(SOURCE), &witness(target))
    }

    #[test]
    fn a_copy_is_a_near_copy() {
        let found = reuse(SOURCE);
        assert_eq!(found.grade, ReuseGrade::NearCopy);
        assert!(found.degree > 0.99, "{found:?}");
    }

    #[test]
    fn a_text_of_its_own_on_the_same_subject_reuses_nothing() {
        let found = reuse(
            "Swing bridges turn on a pivot to let ships through. They were popular in the \
             nineteenth century because they need no tall towers, but their machinery wears out, \
             and most ports have since put up lifting spans or dug tunnels instead. Keeping one \
             alive asks for regular greasing and a patient keeper.",
        );
        assert_eq!(found.grade, ReuseGrade::None, "{found:?}");
    }

    #[test]
    fn a_rewording_is_reuse_but_no_copy() {
        let found = reuse(
            "Lowmoor's harbour board decided on Tuesday that the old swing bridge must close, \
             since inspectors had found deep cracks in the main girder. For at least eight months \
             lorries have to go by the inland road, forty minutes longer for every delivery. Three \
             years ago engineers warned of rust hidden by the paint. A replacement of welded steel \
             will cost the board eleven million crowns.",
        );
        assert!(
            matches!(
                found.grade,
                ReuseGrade::HeavyRevision | ReuseGrade::LightRevision
            ),
            "{found:?}"
        );
        assert!(found.degree > 0.8, "{found:?}");
    }

    #[test]
    fn empty_texts_reuse_nothing() {
        assert_eq!(reuse("").grade, ReuseGrade::None);
    }
}
