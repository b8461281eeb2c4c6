//! What each sign of a source is worth, in nats. Printed by `recension-eval train-descent`;
//! what is given and not fitted is edited by hand.

use super::family::DescentWeights;

pub(super) const WEIGHTS: DescentWeights = DescentWeights {
    plain: [
        0.041102592,   // words kept
        -0.0062598344, // words kept, by how few others who tell the same have them (nats)
        -0.27465606,   // words gone
        0.003927165,   // words gone, by how many others have them (nats)
        0.038435787,   // words gone that nobody else has
        -0.12509419,   // words new
        0.016911503,   // words new, by how few others have them (nats)
        0.027104849,   // words new that others have
        0.078039676,   // word pairs kept
        -0.047824558,  // word pairs kept, by how few others who tell the same have them (nats)
        -0.1399665,    // word pairs gone
        0.39256215,    // word pairs gone, by how many others have them (nats)
        -0.05037117,   // word pairs gone that nobody else has
        -0.010628122,  // word pairs new
        0.09944332,    // word pairs new, by how few others have them (nats)
        -0.083370365,  // word pairs new that others have
        0.15496868,    // tellings taken
        -0.05314088,   // tellings added that nobody else has
        -1.4192619,    // tellings added that others have
        -3.076999,     // tellings of the source left out that nobody else has
        -2.718955,     // tellings of the source left out that others have
        -0.7957893,    // steps back in the order of the source
        -2.1040487,    // publication times against it (nats)
        0.6405452,     // publication times for it (nats)
        -0.31536782,   // other signs against its direction (nats)
        0.01993933,    // other signs for its direction (nats)
        14.0,          // a credit for it
        0.0,           // a credit against it
        -8.809666,     // a further source
        0.39414266,    // tellings that the further source brings
        0.9613813,     // no source
        -0.1454028,    // no source: tellings that others have
        0.5424109,     // no source: tellings that nobody else has
        0.0,           // a source that is not among the reports
        -0.017130079,  // tellings taken, by how few others tell them (nats)
        1.8948715,     // tellings left out, by how many others tell them (nats)
        0.96468973,    // tellings word for word the same
        0.07344613,    // tellings word for word the same, by how few others have them so (nats)
        0.5900665,     // tellings added that others have, but for the first
        -0.8897911,    // tellings that two sources leave out and nobody else has
        0.066367365,   // tellings that two sources leave out and others have
        -0.312002,     // signs that the two depend on each other (nats)
    ],
    by_distance: [
        0.033359922,  // words kept
        0.09507177,   // words kept, by how few others who tell the same have them (nats)
        0.075807706,  // words gone
        -0.008286013, // words gone, by how many others have them (nats)
        -0.30858478,  // words gone that nobody else has
        0.10701995,   // words new
        -0.08413946,  // words new, by how few others have them (nats)
        0.13703069,   // words new that others have
        0.026201924,  // word pairs kept
        0.040369645,  // word pairs kept, by how few others who tell the same have them (nats)
        0.05228086,   // word pairs gone
        -0.28253242,  // word pairs gone, by how many others have them (nats)
        0.38410467,   // word pairs gone that nobody else has
        0.29520902,   // word pairs new
        -0.062545955, // word pairs new, by how few others have them (nats)
        0.10512693,   // word pairs new that others have
        0.024037912,  // tellings taken
        0.041436445,  // tellings added that nobody else has
        -0.31318197,  // tellings added that others have
        0.021422789,  // tellings of the source left out that nobody else has
        -0.32323256,  // tellings of the source left out that others have
        -1.0162044,   // steps back in the order of the source
        -2.274522,    // publication times against it (nats)
        0.20821112,   // publication times for it (nats)
        -0.34987494,  // other signs against its direction (nats)
        0.29434443,   // other signs for its direction (nats)
        0.0,          // a credit for it
        0.0,          // a credit against it
        -4.9186654,   // a further source
        0.011469925,  // tellings that the further source brings
        1.3094442,    // no source
        0.015667135,  // no source: tellings that others have
        -0.7316397,   // no source: tellings that nobody else has
        -0.7,         // a source that is not among the reports
        -0.05978755,  // tellings taken, by how few others tell them (nats)
        1.0281389,    // tellings left out, by how many others tell them (nats)
        -0.74309117,  // tellings word for word the same
        0.28195822,   // tellings word for word the same, by how few others have them so (nats)
        0.3115083,    // tellings added that others have, but for the first
        0.6050919,    // tellings that two sources leave out and nobody else has
        0.65044665,   // tellings that two sources leave out and others have
        0.1400503,    // signs that the two depend on each other (nats)
    ],
    by_own: [
        0.024891093,   // words kept
        -0.021627786,  // words kept, by how few others who tell the same have them (nats)
        0.041067876,   // words gone
        0.05116683,    // words gone, by how many others have them (nats)
        0.2662618,     // words gone that nobody else has
        -0.0366573,    // words new
        -0.058197655,  // words new, by how few others have them (nats)
        0.10668904,    // words new that others have
        0.00061547995, // word pairs kept
        0.056978855,   // word pairs kept, by how few others who tell the same have them (nats)
        -0.009485765,  // word pairs gone
        0.016510852,   // word pairs gone, by how many others have them (nats)
        -0.4124802,    // word pairs gone that nobody else has
        0.124171175,   // word pairs new
        0.014983242,   // word pairs new, by how few others have them (nats)
        0.16224049,    // word pairs new that others have
        -0.017994583,  // tellings taken
        -0.0028040337, // tellings added that nobody else has
        -0.048918698,  // tellings added that others have
        -0.44560254,   // tellings of the source left out that nobody else has
        -1.3592688,    // tellings of the source left out that others have
        -0.5125627,    // steps back in the order of the source
        -0.4437832,    // publication times against it (nats)
        0.07395422,    // publication times for it (nats)
        -0.5999044,    // other signs against its direction (nats)
        0.28943822,    // other signs for its direction (nats)
        0.0,           // a credit for it
        0.0,           // a credit against it
        -4.1426754,    // a further source
        -0.033228066,  // tellings that the further source brings
        -3.6065128,    // no source
        0.5451849,     // no source: tellings that others have
        0.26554877,    // no source: tellings that nobody else has
        0.0,           // a source that is not among the reports
        0.041432608,   // tellings taken, by how few others tell them (nats)
        -0.34455547,   // tellings left out, by how many others tell them (nats)
        0.32898203,    // tellings word for word the same
        -0.17034416,   // tellings word for word the same, by how few others have them so (nats)
        -0.25019664,   // tellings added that others have, but for the first
        -0.6643875,    // tellings that two sources leave out and nobody else has
        0.04247102,    // tellings that two sources leave out and others have
        0.13570976,    // signs that the two depend on each other (nats)
    ],
    lost: 6.0,
    named: 4.0,
    doubted: 12.0,
};
