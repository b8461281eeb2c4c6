//! What each sign of a source is worth, in nats. Printed by `recension-eval train-descent`;
//! what is given and not fitted is edited by hand.

use super::family::DescentWeights;

pub(super) const WEIGHTS: DescentWeights = DescentWeights {
    plain: [
        0.0393,  // words kept
        0.0222,  // words kept, by how few others who tell the same have them (nats)
        -0.261,  // words gone
        -0.0061, // words gone, by how many others have them (nats)
        0.0065,  // words gone that nobody else has
        -0.1264, // words new
        0.0214,  // words new, by how few others have them (nats)
        0.0421,  // words new that others have
        0.0747,  // word pairs kept
        -0.0878, // word pairs kept, by how few others who tell the same have them (nats)
        -0.1402, // word pairs gone
        0.3604,  // word pairs gone, by how many others have them (nats)
        -0.0357, // word pairs gone that nobody else has
        -0.0123, // word pairs new
        0.1149,  // word pairs new, by how few others have them (nats)
        -0.0723, // word pairs new that others have
        0.1515,  // tellings taken
        -0.2633, // tellings added that nobody else has
        -1.4291, // tellings added that others have
        -2.9541, // tellings of the source left out that nobody else has
        -2.8827, // tellings of the source left out that others have
        -0.6478, // steps back in the order of the source
        -2.1767, // publication times against it (nats)
        0.6924,  // publication times for it (nats)
        -0.2719, // other signs against its direction (nats)
        0.0239,  // other signs for its direction (nats)
        14.0,    // a credit for it
        0.0,     // a credit against it
        -8.7222, // a further source
        0.4059,  // tellings that the further source brings
        3.6413,  // no source
        -0.168,  // no source: tellings that others have
        0.2498,  // no source: tellings that nobody else has
        0.0,     // a source that is not among the reports
        -0.0609, // tellings taken, by how few others tell them (nats)
        2.14,    // tellings left out, by how many others tell them (nats)
        0.9851,  // tellings word for word the same
        0.0671,  // tellings word for word the same, by how few others have them so (nats)
        0.6905,  // tellings added that others have, but for the first
        -1.0178, // tellings that two sources leave out and nobody else has
        0.0655,  // tellings that two sources leave out and others have
    ],
    by_distance: [
        0.0304,  // words kept
        0.0573,  // words kept, by how few others who tell the same have them (nats)
        0.072,   // words gone
        0.0191,  // words gone, by how many others have them (nats)
        -0.2744, // words gone that nobody else has
        0.1003,  // words new
        -0.0949, // words new, by how few others have them (nats)
        0.1296,  // words new that others have
        0.0138,  // word pairs kept
        0.0376,  // word pairs kept, by how few others who tell the same have them (nats)
        0.048,   // word pairs gone
        -0.2104, // word pairs gone, by how many others have them (nats)
        0.4291,  // word pairs gone that nobody else has
        0.2715,  // word pairs new
        -0.0692, // word pairs new, by how few others have them (nats)
        0.0573,  // word pairs new that others have
        0.0479,  // tellings taken
        0.0669,  // tellings added that nobody else has
        -0.4056, // tellings added that others have
        0.4308,  // tellings of the source left out that nobody else has
        0.139,   // tellings of the source left out that others have
        -0.8627, // steps back in the order of the source
        -1.4635, // publication times against it (nats)
        0.0565,  // publication times for it (nats)
        -0.4884, // other signs against its direction (nats)
        0.3886,  // other signs for its direction (nats)
        0.0,     // a credit for it
        0.0,     // a credit against it
        -4.6595, // a further source
        -0.054,  // tellings that the further source brings
        -0.5567, // no source
        0.0811,  // no source: tellings that others have
        -0.6149, // no source: tellings that nobody else has
        -0.7,    // a source that is not among the reports
        0.0076,  // tellings taken, by how few others tell them (nats)
        0.1536,  // tellings left out, by how many others tell them (nats)
        -0.7056, // tellings word for word the same
        0.2964,  // tellings word for word the same, by how few others have them so (nats)
        0.448,   // tellings added that others have, but for the first
        0.6171,  // tellings that two sources leave out and nobody else has
        0.7948,  // tellings that two sources leave out and others have
    ],
    by_own: [
        0.0234,  // words kept
        -0.0043, // words kept, by how few others who tell the same have them (nats)
        0.0467,  // words gone
        0.0428,  // words gone, by how many others have them (nats)
        0.2139,  // words gone that nobody else has
        -0.0054, // words new
        -0.0539, // words new, by how few others have them (nats)
        0.0932,  // words new that others have
        -0.0004, // word pairs kept
        0.0409,  // word pairs kept, by how few others who tell the same have them (nats)
        -0.0172, // word pairs gone
        -0.0131, // word pairs gone, by how many others have them (nats)
        -0.3865, // word pairs gone that nobody else has
        0.1319,  // word pairs new
        -0.0097, // word pairs new, by how few others have them (nats)
        0.1121,  // word pairs new that others have
        -0.0161, // tellings taken
        -0.032,  // tellings added that nobody else has
        -0.031,  // tellings added that others have
        -0.7307, // tellings of the source left out that nobody else has
        -1.5089, // tellings of the source left out that others have
        -0.6947, // steps back in the order of the source
        -0.6562, // publication times against it (nats)
        0.0967,  // publication times for it (nats)
        -0.3859, // other signs against its direction (nats)
        0.2124,  // other signs for its direction (nats)
        0.0,     // a credit for it
        0.0,     // a credit against it
        -4.1983, // a further source
        0.0393,  // tellings that the further source brings
        -6.2156, // no source
        0.6039,  // no source: tellings that others have
        0.4359,  // no source: tellings that nobody else has
        0.0,     // a source that is not among the reports
        0.0674,  // tellings taken, by how few others tell them (nats)
        0.0325,  // tellings left out, by how many others tell them (nats)
        0.2186,  // tellings word for word the same
        -0.1565, // tellings word for word the same, by how few others have them so (nats)
        -0.3492, // tellings added that others have, but for the first
        -0.4245, // tellings that two sources leave out and nobody else has
        -0.0376, // tellings that two sources leave out and others have
    ],
    lost: 6.0,
    named: 4.0,
    doubted: 12.0,
};
