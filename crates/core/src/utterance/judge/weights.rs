//! Weights of the decision whether two pieces of quotations are one utterance.
//!
//! Printed by `recension-eval train-pairs` from 1469 labelled pairs of readings, 825 of one
//! utterance, in `crates/eval/annotated/pairs`; those of meaning with the vectors of the
//! sentence model all-MiniLM-L6-v2.

use super::network::{Network, Unit};
use super::{MEANING_SIGNS, WORD_SIGNS};

/// By the words alone.
pub(super) const BY_WORDS: Network<WORD_SIGNS> = Network {
    constant: 2.7162,
    units: [
        Unit {
            counts: -1.7078,
            constant: 3.9153,
            weights: [
                -1.7932, // shared bits, in twenties
                -1.4962, // share of the lighter piece in common
                -1.7398, // share of both in common
                -2.7319, // words in common in one order, of the shorter
                -0.3551, // content words in common in one order, of the shorter
                0.5203,  // content words of the shorter, in tens
                1.4747,  // content words that one has more than the other, in tens
                -0.0302, // words with which both begin, in eights
                1.5984,  // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: -2.0830,
            constant: 6.1200,
            weights: [
                -2.0368, // shared bits, in twenties
                -0.5930, // share of the lighter piece in common
                -1.5641, // share of both in common
                -2.8255, // words in common in one order, of the shorter
                -1.3801, // content words in common in one order, of the shorter
                -0.3943, // content words of the shorter, in tens
                3.6410,  // content words that one has more than the other, in tens
                -1.2369, // words with which both begin, in eights
                -0.0826, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: 1.4726,
            constant: 0.0135,
            weights: [
                -1.3644, // shared bits, in twenties
                1.3351,  // share of the lighter piece in common
                0.8796,  // share of both in common
                1.9391,  // words in common in one order, of the shorter
                0.7799,  // content words in common in one order, of the shorter
                -0.0313, // content words of the shorter, in tens
                -1.1077, // content words that one has more than the other, in tens
                -2.3962, // words with which both begin, in eights
                -0.5415, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: 2.8543,
            constant: 0.2742,
            weights: [
                -1.9888, // shared bits, in twenties
                2.0988,  // share of the lighter piece in common
                0.4732,  // share of both in common
                -2.0570, // words in common in one order, of the shorter
                -1.9632, // content words in common in one order, of the shorter
                0.9171,  // content words of the shorter, in tens
                1.1200,  // content words that one has more than the other, in tens
                -5.0914, // words with which both begin, in eights
                -2.3254, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: -1.2467,
            constant: 3.8863,
            weights: [
                0.0623,  // shared bits, in twenties
                0.1569,  // share of the lighter piece in common
                1.0430,  // share of both in common
                -0.4645, // words in common in one order, of the shorter
                -0.9860, // content words in common in one order, of the shorter
                -6.5769, // content words of the shorter, in tens
                -4.4428, // content words that one has more than the other, in tens
                0.7061,  // words with which both begin, in eights
                0.7815,  // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: -1.3629,
            constant: 3.0691,
            weights: [
                -0.5086, // shared bits, in twenties
                -1.2535, // share of the lighter piece in common
                -1.2682, // share of both in common
                -1.6304, // words in common in one order, of the shorter
                -1.1585, // content words in common in one order, of the shorter
                1.0755,  // content words of the shorter, in tens
                1.3406,  // content words that one has more than the other, in tens
                0.3775,  // words with which both begin, in eights
                -0.5902, // share of the shorter with which both begin
            ],
        },
    ],
};

/// With what a sentence model says.
pub(super) const BY_MEANING: Network<MEANING_SIGNS> = Network {
    constant: 0.7064,
    units: [
        Unit {
            counts: -1.5465,
            constant: 3.3511,
            weights: [
                -0.2980, // shared bits, in twenties
                -0.1142, // share of the lighter piece in common
                0.5045,  // share of both in common
                -1.8864, // words in common in one order, of the shorter
                0.8118,  // content words in common in one order, of the shorter
                -4.3814, // content words of the shorter, in tens
                -2.2609, // content words that one has more than the other, in tens
                0.5278,  // words with which both begin, in eights
                -0.0722, // share of the shorter with which both begin
                1.1751,  // nearness of the pieces
                -0.1560, // mean nearness of content words, better met piece
                -1.1420, // mean nearness of content words, other piece
                -0.1963, // worst met content word, better met piece
                -1.5423, // worst met content word, other piece
                -0.2462, // second worst met, better met piece
                0.0746,  // second worst met, other piece
                1.3240,  // content words not met, better met piece, in fives
                0.1465,  // content words not met, other piece, in fives
                -1.0240, // share of aligned words out of order
                -0.3720, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: 2.0589,
            constant: -2.1416,
            weights: [
                -1.6354, // shared bits, in twenties
                0.2953,  // share of the lighter piece in common
                -0.0836, // share of both in common
                -0.5492, // words in common in one order, of the shorter
                0.2352,  // content words in common in one order, of the shorter
                -0.5975, // content words of the shorter, in tens
                -0.4988, // content words that one has more than the other, in tens
                -1.4254, // words with which both begin, in eights
                0.1065,  // share of the shorter with which both begin
                -0.9266, // nearness of the pieces
                0.8263,  // mean nearness of content words, better met piece
                1.4446,  // mean nearness of content words, other piece
                2.7684,  // worst met content word, better met piece
                -0.9349, // worst met content word, other piece
                3.4665,  // second worst met, better met piece
                1.8725,  // second worst met, other piece
                0.1549,  // content words not met, better met piece, in fives
                0.2518,  // content words not met, other piece, in fives
                0.1511,  // share of aligned words out of order
                1.0566,  // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -1.9168,
            constant: 1.2803,
            weights: [
                0.6717,  // shared bits, in twenties
                0.0180,  // share of the lighter piece in common
                -0.0157, // share of both in common
                1.3236,  // words in common in one order, of the shorter
                -0.0775, // content words in common in one order, of the shorter
                -0.2539, // content words of the shorter, in tens
                -0.1474, // content words that one has more than the other, in tens
                1.5344,  // words with which both begin, in eights
                1.1645,  // share of the shorter with which both begin
                1.5444,  // nearness of the pieces
                0.0009,  // mean nearness of content words, better met piece
                -1.0746, // mean nearness of content words, other piece
                -3.2863, // worst met content word, better met piece
                -0.4629, // worst met content word, other piece
                -0.2125, // second worst met, better met piece
                -1.8701, // second worst met, other piece
                0.0896,  // content words not met, better met piece, in fives
                0.1948,  // content words not met, other piece, in fives
                -0.4950, // share of aligned words out of order
                -2.5444, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -1.9702,
            constant: 6.2453,
            weights: [
                -0.1023, // shared bits, in twenties
                -0.8839, // share of the lighter piece in common
                -0.2143, // share of both in common
                -1.7924, // words in common in one order, of the shorter
                -1.4713, // content words in common in one order, of the shorter
                -2.9713, // content words of the shorter, in tens
                -1.7307, // content words that one has more than the other, in tens
                0.0686,  // words with which both begin, in eights
                0.0366,  // share of the shorter with which both begin
                -1.0676, // nearness of the pieces
                -0.0723, // mean nearness of content words, better met piece
                -1.0762, // mean nearness of content words, other piece
                -0.5268, // worst met content word, better met piece
                -1.0779, // worst met content word, other piece
                1.3168,  // second worst met, better met piece
                -1.1037, // second worst met, other piece
                0.9363,  // content words not met, better met piece, in fives
                0.7297,  // content words not met, other piece, in fives
                2.7825,  // share of aligned words out of order
                -0.9085, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: 1.6462,
            constant: -2.8785,
            weights: [
                -0.8883, // shared bits, in twenties
                0.4499,  // share of the lighter piece in common
                -0.2511, // share of both in common
                -0.5792, // words in common in one order, of the shorter
                -1.0352, // content words in common in one order, of the shorter
                2.9837,  // content words of the shorter, in tens
                1.5894,  // content words that one has more than the other, in tens
                -0.1301, // words with which both begin, in eights
                0.3090,  // share of the shorter with which both begin
                -2.3174, // nearness of the pieces
                0.1961,  // mean nearness of content words, better met piece
                1.5862,  // mean nearness of content words, other piece
                1.6052,  // worst met content word, better met piece
                -0.0184, // worst met content word, other piece
                0.3891,  // second worst met, better met piece
                2.2213,  // second worst met, other piece
                -0.2130, // content words not met, better met piece, in fives
                0.9224,  // content words not met, other piece, in fives
                -0.5404, // share of aligned words out of order
                1.1384,  // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -2.4698,
            constant: -1.2874,
            weights: [
                1.3981,  // shared bits, in twenties
                -1.0742, // share of the lighter piece in common
                -0.5300, // share of both in common
                2.5791,  // words in common in one order, of the shorter
                1.5944,  // content words in common in one order, of the shorter
                -0.5611, // content words of the shorter, in tens
                -1.6735, // content words that one has more than the other, in tens
                3.8472,  // words with which both begin, in eights
                2.2086,  // share of the shorter with which both begin
                2.5567,  // nearness of the pieces
                0.0953,  // mean nearness of content words, better met piece
                -0.8832, // mean nearness of content words, other piece
                -0.8062, // worst met content word, better met piece
                -1.9681, // worst met content word, other piece
                0.6176,  // second worst met, better met piece
                0.7521,  // second worst met, other piece
                0.0178,  // content words not met, better met piece, in fives
                0.1676,  // content words not met, other piece, in fives
                -0.1762, // share of aligned words out of order
                -1.0634, // mean nearness of the other words, worse of both pieces
            ],
        },
    ],
};
