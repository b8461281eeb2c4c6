//! Weights of the decision whether two clauses state the same.
//!
//! Printed by `recension-eval train-claims` from 7181 pairs of clauses of the annotated
//! stories in `crates/eval/annotated/build`, 1021 of which state the same.

use super::likeness::CLAIM_FEATURES;
use super::settle::SETTLING_FEATURES;

/// One weight a feature, in the order of `CLAIM_FEATURE_NAMES`.
pub(super) const WEIGHTS: [f64; CLAIM_FEATURES] = [
    -2.2263, // constant
    -0.2038, // share of the clause that the other covers better, by rarity
    -0.1584, // share of the other clause, by rarity
    0.7625,  // share of the clause covered better, by what tells it from the rest of the story
    2.2871,  // share of the other, likewise
    1.3848,  // logarithm of the bits that both share
    -0.9636, // logarithm of the content words of the shorter
    -0.7507, // names in common, as a share of the fewer
    -0.3664, // both name somebody, and nobody in common
    3.1065,  // figures in common
    -1.0834, // figures of one thing that differ
    0.0000,  // figures of one thing, and none in common
    0.9375,  // dates in common, less those that many give
    0.1880,  // dates that exclude each other
    -1.4181, // dates, and none in common
    0.2706,  // worth of the nearest pair of verbs
    2.4144,  // likeness of their sentences
    -0.2045, // voices differ
    0.1781,  // one is a person's word, the other the report's
    4.0555,  // times of day in common
    0.0000,  // times of day, and none in common
    0.7701,  // the collation has their sentences answer each other
    -0.0966, // logarithm of how many times longer one is
    -2.0414, // share of what happens that the other covers, names, dates and figures aside
    0.9581,  // the same for the other clause
    1.1726,  // logarithm of the bits of what happens that both share
    0.4321,  // next to nothing of what happens in common, nor a figure, nor a time
    -0.5875, // one denies, the other does not
    -0.7495, // one plans or supposes, the other does not
    0.4621,  // share of what happens that both cover, when figures, dates or times agree
    0.5265,  // names in common, less those that many give
    -1.5312, // figures in common, when sentences are alike
    -0.6279, // both open their reports
    -3.1401, // how far apart they stand in their reports, as a share
    -0.1710, // likeness of their sentences with those before and behind
    1.0365,  // names in common, those of the sentence before included
    0.5301,  // words of the clause next to each other that stand next to each other in the other
];

/// The weights of the second judgement, in the order of `SETTLING_FEATURE_NAMES`.
pub(super) const SETTLING: [f64; SETTLING_FEATURES] = [
    -0.0720, // constant
    0.7457,  // odds by themselves
    -0.3775, // the same above even
    -0.0707, // what they lack to the best of the first clause in that report
    -0.0122, // what they lack to the best of the second, likewise
    2.3832,  // likelihood that a clause of a third report states the same as both
    0.2167,  // logarithm of how many such clauses there are
    1.0900,  // likelihood that clauses beside both state the same
    -0.9706, // logarithm of how many clauses either is likely to state the same as, the two aside
];
