//! What each sign of a source is worth, in nats. Printed by `recension-eval train-descent`;
//! what is given and not fitted is edited by hand.

use super::family::DescentWeights;

pub(super) const WEIGHTS: DescentWeights = DescentWeights {
    plain: [
        0.010858281,  // words kept
        -0.4525922,   // words kept, by how few others who tell the same have them (nats)
        -0.3717621,   // words gone
        0.6805361,    // words gone, by how many others have them (nats)
        -0.2126432,   // words gone that nobody else has
        0.4309935,    // words new
        0.3901885,    // words new, by how few others have them (nats)
        0.68959165,   // words new that others have
        -0.05204309,  // word pairs kept
        -0.8120056,   // word pairs kept, by how few others who tell the same have them (nats)
        0.53498906,   // word pairs gone
        1.4738183,    // word pairs gone, by how many others have them (nats)
        -1.4900899,   // word pairs gone that nobody else has
        0.7886313,    // word pairs new
        0.6295078,    // word pairs new, by how few others have them (nats)
        0.85374665,   // word pairs new that others have
        0.24580298,   // tellings taken
        0.039539967,  // tellings added that nobody else has
        -2.1427827,   // tellings added that others have
        -2.8842735,   // tellings of the source left out that nobody else has (logarithm)
        -2.8828647,   // tellings of the source left out that others have (logarithm)
        -0.9125741,   // steps back in the order of the source
        -2.3984072,   // publication times against it (nats)
        0.63614935,   // publication times for it (nats)
        -0.26896226,  // other signs against its direction (nats)
        0.21790144,   // other signs for its direction (nats)
        14.0,         // a credit for it
        0.0,          // a credit against it
        -9.437273,    // a further source
        0.5521448,    // tellings that the further source brings
        1.9975454,    // no source
        -0.8202857,   // no source: tellings that others have
        -0.044419274, // no source: tellings that nobody else has
        0.0,          // a source that is not among the reports
        -0.074997716, // tellings taken, by how few others tell them (nats)
        1.8853236,    // tellings left out, by how many others tell them (logarithm of nats)
        0.984632,     // tellings word for word the same
        0.07247094,   // tellings word for word the same, by how few others have them so (nats)
        0.48113558,   // tellings added that others have, but for the first
        -1.4093539,   // tellings that two sources leave out and nobody else has (logarithm)
        -0.17180847,  // tellings that two sources leave out and others have (logarithm)
        -0.13419618,  // signs that the two depend on each other (nats)
    ],
    by_distance: [
        -0.027550641, // words kept
        -0.45653272,  // words kept, by how few others who tell the same have them (nats)
        0.20315643,   // words gone
        -0.48802972,  // words gone, by how many others have them (nats)
        0.0112190135, // words gone that nobody else has
        0.76470244,   // words new
        0.3356425,    // words new, by how few others have them (nats)
        0.91227293,   // words new that others have
        -0.18213774,  // word pairs kept
        -0.8982779,   // word pairs kept, by how few others who tell the same have them (nats)
        0.80483675,   // word pairs gone
        0.21942423,   // word pairs gone, by how many others have them (nats)
        5.3446293,    // word pairs gone that nobody else has
        1.2266102,    // word pairs new
        0.5261395,    // word pairs new, by how few others have them (nats)
        1.1924068,    // word pairs new that others have
        0.13447328,   // tellings taken
        -0.08092881,  // tellings added that nobody else has
        -1.0898182,   // tellings added that others have
        -0.26031804,  // tellings of the source left out that nobody else has (logarithm)
        0.50840855,   // tellings of the source left out that others have (logarithm)
        -0.6349333,   // steps back in the order of the source
        -2.56748,     // publication times against it (nats)
        0.3305966,    // publication times for it (nats)
        -0.97516656,  // other signs against its direction (nats)
        0.69345176,   // other signs for its direction (nats)
        0.0,          // a credit for it
        0.0,          // a credit against it
        -5.0505176,   // a further source
        -0.02282982,  // tellings that the further source brings
        0.4597785,    // no source
        -0.97969484,  // no source: tellings that others have
        -0.030629572, // no source: tellings that nobody else has
        -0.7,         // a source that is not among the reports
        -0.31394988,  // tellings taken, by how few others tell them (nats)
        -0.051565576, // tellings left out, by how many others tell them (logarithm of nats)
        -1.0298848,   // tellings word for word the same
        0.39694545,   // tellings word for word the same, by how few others have them so (nats)
        0.32237002,   // tellings added that others have, but for the first
        0.661577,     // tellings that two sources leave out and nobody else has (logarithm)
        1.0325954,    // tellings that two sources leave out and others have (logarithm)
        0.08195504,   // signs that the two depend on each other (nats)
    ],
    by_own: [
        -0.02307145, // words kept
        -0.49494007, // words kept, by how few others who tell the same have them (nats)
        0.28746128,  // words gone
        0.35223937,  // words gone, by how many others have them (nats)
        0.0668651,   // words gone that nobody else has
        0.4455273,   // words new
        0.21612242,  // words new, by how few others have them (nats)
        0.7049763,   // words new that others have
        -0.1630544,  // word pairs kept
        -0.7514238,  // word pairs kept, by how few others who tell the same have them (nats)
        0.58299464,  // word pairs gone
        0.74677354,  // word pairs gone, by how many others have them (nats)
        -0.23079076, // word pairs gone that nobody else has
        0.8111616,   // word pairs new
        0.40486023,  // word pairs new, by how few others have them (nats)
        1.0082278,   // word pairs new that others have
        0.010786171, // tellings taken
        -0.06371811, // tellings added that nobody else has
        -0.3594619,  // tellings added that others have
        -0.56891996, // tellings of the source left out that nobody else has (logarithm)
        -1.4475695,  // tellings of the source left out that others have (logarithm)
        -0.55649436, // steps back in the order of the source
        0.23487212,  // publication times against it (nats)
        0.0403086,   // publication times for it (nats)
        -0.6503721,  // other signs against its direction (nats)
        0.013864944, // other signs for its direction (nats)
        0.0,         // a credit for it
        0.0,         // a credit against it
        -4.384196,   // a further source
        0.07305004,  // tellings that the further source brings
        -2.5901196,  // no source
        0.19613375,  // no source: tellings that others have
        0.6394033,   // no source: tellings that nobody else has
        0.0,         // a source that is not among the reports
        0.16306572,  // tellings taken, by how few others tell them (nats)
        0.6178692,   // tellings left out, by how many others tell them (logarithm of nats)
        0.15892029,  // tellings word for word the same
        -0.25836384, // tellings word for word the same, by how few others have them so (nats)
        0.29514307,  // tellings added that others have, but for the first
        0.31299704,  // tellings that two sources leave out and nobody else has (logarithm)
        0.24512048,  // tellings that two sources leave out and others have (logarithm)
        0.06525077,  // signs that the two depend on each other (nats)
    ],
    lost: 6.0,
    named: 4.0,
    doubted: 15.0,
};
