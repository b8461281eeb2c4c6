//! How sure a choice of sources is: the share of resampled texts in which it is chosen again.
//!
//! What the reports of a family tell is drawn anew, with replacement, from their own tellings, and
//! sources are chosen for what was drawn (the bootstrap of Felsenstein 1985). A source that one
//! telling alone speaks for is chosen in some of the draws only.

use super::family::Family;
use super::search::{MANY, Search};

/// How often tellings are drawn anew.
const DRAWS: u64 = 20;

/// By report, its sources with the share of draws in which each was chosen, 0 to 1. Nothing for a
/// family of more reports than are all compared with each other.
pub(super) fn supports(family: &mut Family, sources: &[Vec<usize>]) -> Vec<Vec<(usize, f32)>> {
    if family.reports > MANY {
        return vec![Vec::new(); sources.len()];
    }
    let mut times: Vec<Vec<u16>> = sources.iter().map(|own| vec![0; own.len()]).collect();
    for draw in 0..DRAWS {
        family.draw(drawn(family.tellings.numbers(), draw));
        for (report, found) in Search::of(family).sources().iter().enumerate() {
            let own = sources[report].iter().zip(&mut times[report]);
            own.for_each(|(source, times)| *times += u16::from(found.contains(source)));
        }
    }
    let share = |times: u16| f32::from(times) / DRAWS as f32;
    let with_share = |(own, times): (&Vec<usize>, Vec<u16>)| {
        let shares = times.into_iter().map(share);
        own.iter().copied().zip(shares).collect()
    };
    sources.iter().zip(times).map(with_share).collect()
}

/// How often each of so many is drawn; the same for the same number of the draw.
fn drawn(of: usize, draw: u64) -> Vec<f32> {
    let mut times = vec![0.0; of];
    let mut state = draw.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for _ in 0..of {
        // SplitMix (Steele, Lea and Flood 2014).
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let place = usize::try_from((mixed ^ (mixed >> 31)) % of as u64).unwrap_or(0);
        times[place] += 1.0;
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_drawn_as_there_are_and_the_same_each_time() {
        let times = drawn(12, 3);
        assert!((times.iter().sum::<f32>() - 12.0).abs() < 1e-6);
        assert_eq!(times, drawn(12, 3));
        assert_ne!(times, drawn(12, 4));
    }
}
