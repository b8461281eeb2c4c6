//! Weights of the decision whether two pieces of quotations are one utterance.
//!
//! Printed by `recension-eval train-pairs` from 2938 labelled pairs of readings, 825 of one
//! utterance, in `crates/eval/annotated/pairs`; those of meaning with the vectors of the
//! sentence model all-MiniLM-L6-v2.

use super::network::{Network, Unit};
use super::{MEANING_SIGNS, WORD_SIGNS};

/// By the words alone.
pub(super) const BY_WORDS: Network<WORD_SIGNS> = Network {
    constant: 1.3864,
    units: [
        Unit {
            counts: -1.3717,
            constant: 3.2375,
            weights: [
                -1.2061, // shared bits, in twenties
                -0.7480, // share of the lighter piece in common
                -2.0123, // share of both in common
                -2.4832, // words in common in one order, of the shorter
                0.0034,  // content words in common in one order, of the shorter
                0.5187,  // content words of the shorter, in tens
                -1.4722, // content words that one has more than the other, in tens
                -0.7314, // words with which both begin, in eights
                2.2981,  // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: -1.3127,
            constant: 3.5682,
            weights: [
                -1.8310, // shared bits, in twenties
                -0.5091, // share of the lighter piece in common
                -1.8377, // share of both in common
                -1.4650, // words in common in one order, of the shorter
                1.8329,  // content words in common in one order, of the shorter
                -4.3517, // content words of the shorter, in tens
                0.0697,  // content words that one has more than the other, in tens
                1.7362,  // words with which both begin, in eights
                -1.3340, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: 1.6715,
            constant: 0.6939,
            weights: [
                0.7348,  // shared bits, in twenties
                0.9678,  // share of the lighter piece in common
                1.2400,  // share of both in common
                2.3270,  // words in common in one order, of the shorter
                0.7034,  // content words in common in one order, of the shorter
                -1.5674, // content words of the shorter, in tens
                -2.3282, // content words that one has more than the other, in tens
                -2.2884, // words with which both begin, in eights
                -1.4030, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: 2.1600,
            constant: -0.6735,
            weights: [
                -2.5941, // shared bits, in twenties
                1.8330,  // share of the lighter piece in common
                1.0816,  // share of both in common
                -1.4356, // words in common in one order, of the shorter
                -1.3571, // content words in common in one order, of the shorter
                1.9567,  // content words of the shorter, in tens
                0.7857,  // content words that one has more than the other, in tens
                -5.2220, // words with which both begin, in eights
                -3.3895, // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: 1.9681,
            constant: -5.8839,
            weights: [
                0.3655,  // shared bits, in twenties
                0.5412,  // share of the lighter piece in common
                0.4524,  // share of both in common
                3.3157,  // words in common in one order, of the shorter
                2.2992,  // content words in common in one order, of the shorter
                0.2280,  // content words of the shorter, in tens
                -2.8423, // content words that one has more than the other, in tens
                -0.2502, // words with which both begin, in eights
                2.4954,  // share of the shorter with which both begin
            ],
        },
        Unit {
            counts: -1.3421,
            constant: 3.2350,
            weights: [
                -1.1808, // shared bits, in twenties
                -0.7656, // share of the lighter piece in common
                -1.9988, // share of both in common
                -2.4013, // words in common in one order, of the shorter
                -0.0307, // content words in common in one order, of the shorter
                0.4751,  // content words of the shorter, in tens
                -1.4507, // content words that one has more than the other, in tens
                -0.6664, // words with which both begin, in eights
                2.2240,  // share of the shorter with which both begin
            ],
        },
    ],
};

/// With what a sentence model says.
pub(super) const BY_MEANING: Network<MEANING_SIGNS> = Network {
    constant: -0.6848,
    units: [
        Unit {
            counts: -2.1448,
            constant: 6.0019,
            weights: [
                2.8431,  // shared bits, in twenties
                0.6899,  // share of the lighter piece in common
                1.8285,  // share of both in common
                0.4457,  // words in common in one order, of the shorter
                -0.1404, // content words in common in one order, of the shorter
                -7.6764, // content words of the shorter, in tens
                -1.8618, // content words that one has more than the other, in tens
                0.7594,  // words with which both begin, in eights
                -1.1843, // share of the shorter with which both begin
                -0.7429, // nearness of the pieces
                -1.6679, // mean nearness of content words, better met piece
                -1.7792, // mean nearness of content words, other piece
                -1.1422, // worst met content word, better met piece
                -0.2182, // worst met content word, other piece
                0.3578,  // second worst met, better met piece
                -0.1699, // second worst met, other piece
                1.3241,  // content words not met, better met piece, in fives
                0.7337,  // content words not met, other piece, in fives
                -0.0047, // share of aligned words out of order
                -2.5108, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: 1.7250,
            constant: 0.4402,
            weights: [
                1.2692,  // shared bits, in twenties
                0.2015,  // share of the lighter piece in common
                -0.7478, // share of both in common
                0.1923,  // words in common in one order, of the shorter
                -0.4047, // content words in common in one order, of the shorter
                0.5815,  // content words of the shorter, in tens
                2.9326,  // content words that one has more than the other, in tens
                -1.2190, // words with which both begin, in eights
                -0.8984, // share of the shorter with which both begin
                -3.0146, // nearness of the pieces
                -0.0608, // mean nearness of content words, better met piece
                0.0863,  // mean nearness of content words, other piece
                2.6932,  // worst met content word, better met piece
                1.1974,  // worst met content word, other piece
                -1.3327, // second worst met, better met piece
                3.5541,  // second worst met, other piece
                0.0154,  // content words not met, better met piece, in fives
                -0.9101, // content words not met, other piece, in fives
                -0.8150, // share of aligned words out of order
                0.9335,  // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -2.3437,
            constant: 1.7801,
            weights: [
                1.0927,  // shared bits, in twenties
                -0.3928, // share of the lighter piece in common
                0.4742,  // share of both in common
                1.3186,  // words in common in one order, of the shorter
                -1.1613, // content words in common in one order, of the shorter
                1.1836,  // content words of the shorter, in tens
                0.9004,  // content words that one has more than the other, in tens
                2.2560,  // words with which both begin, in eights
                -0.0014, // share of the shorter with which both begin
                2.5134,  // nearness of the pieces
                -2.1379, // mean nearness of content words, better met piece
                -0.9788, // mean nearness of content words, other piece
                -1.8410, // worst met content word, better met piece
                3.0052,  // worst met content word, other piece
                -5.3016, // second worst met, better met piece
                -2.8182, // second worst met, other piece
                -0.2023, // content words not met, better met piece, in fives
                0.0428,  // content words not met, other piece, in fives
                -0.2151, // share of aligned words out of order
                -1.5658, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -1.3794,
            constant: 5.2660,
            weights: [
                0.1462,  // shared bits, in twenties
                0.0349,  // share of the lighter piece in common
                -0.3947, // share of both in common
                -0.7212, // words in common in one order, of the shorter
                1.6724,  // content words in common in one order, of the shorter
                -3.7887, // content words of the shorter, in tens
                -0.5170, // content words that one has more than the other, in tens
                1.6122,  // words with which both begin, in eights
                -0.2634, // share of the shorter with which both begin
                -3.5515, // nearness of the pieces
                -1.5158, // mean nearness of content words, better met piece
                -1.7026, // mean nearness of content words, other piece
                0.0345,  // worst met content word, better met piece
                -1.8350, // worst met content word, other piece
                -0.1985, // second worst met, better met piece
                -0.1548, // second worst met, other piece
                1.1647,  // content words not met, better met piece, in fives
                0.1290,  // content words not met, other piece, in fives
                0.2955,  // share of aligned words out of order
                -1.1475, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: 1.6782,
            constant: -1.0967,
            weights: [
                1.0689,  // shared bits, in twenties
                0.7909,  // share of the lighter piece in common
                0.2179,  // share of both in common
                0.9255,  // words in common in one order, of the shorter
                -0.2812, // content words in common in one order, of the shorter
                2.3541,  // content words of the shorter, in tens
                -0.3411, // content words that one has more than the other, in tens
                0.3738,  // words with which both begin, in eights
                1.2748,  // share of the shorter with which both begin
                -3.8777, // nearness of the pieces
                -0.5430, // mean nearness of content words, better met piece
                -0.3691, // mean nearness of content words, other piece
                0.7058,  // worst met content word, better met piece
                2.6814,  // worst met content word, other piece
                0.5693,  // second worst met, better met piece
                1.9191,  // second worst met, other piece
                -0.9751, // content words not met, better met piece, in fives
                0.9933,  // content words not met, other piece, in fives
                3.4681,  // share of aligned words out of order
                -1.6779, // mean nearness of the other words, worse of both pieces
            ],
        },
        Unit {
            counts: -2.0077,
            constant: 0.5929,
            weights: [
                -2.4732, // shared bits, in twenties
                -1.6433, // share of the lighter piece in common
                -0.9001, // share of both in common
                0.7618,  // words in common in one order, of the shorter
                1.0319,  // content words in common in one order, of the shorter
                0.5505,  // content words of the shorter, in tens
                1.2368,  // content words that one has more than the other, in tens
                3.6431,  // words with which both begin, in eights
                2.1846,  // share of the shorter with which both begin
                3.0971,  // nearness of the pieces
                -0.0998, // mean nearness of content words, better met piece
                0.0209,  // mean nearness of content words, other piece
                -4.0131, // worst met content word, better met piece
                -0.4621, // worst met content word, other piece
                0.2312,  // second worst met, better met piece
                1.3488,  // second worst met, other piece
                -1.2609, // content words not met, better met piece, in fives
                -0.0987, // content words not met, other piece, in fives
                1.2807,  // share of aligned words out of order
                -1.5762, // mean nearness of the other words, worse of both pieces
            ],
        },
    ],
};
