//! Sparse vectors over numbered terms.

/// Entries sorted by term number, each term once.
pub(super) type Sparse = Vec<(u32, f32)>;

/// How many times longer the other vector must be for stepping to give way to searching.
const SEARCH_FROM: usize = 16;

/// The inner product.
pub(super) fn dot(x: &[(u32, f32)], y: &[(u32, f32)]) -> f64 {
    if x.len() > y.len() {
        return dot(y, x);
    }
    let search = y.len() > SEARCH_FROM * x.len();
    let (mut rest, mut sum) = (y, 0.0);
    for (term, value) in x {
        rest = skip_to(rest, *term, search);
        match rest.first() {
            Some((other, weight)) if other == term => {
                sum += f64::from(*value) * f64::from(*weight);
            }
            Some(_) => {}
            None => break,
        }
    }
    sum
}

fn skip_to(list: &[(u32, f32)], term: u32, search: bool) -> &[(u32, f32)] {
    let before = |entry: &(u32, f32)| entry.0 < term;
    let skipped = if search {
        list.partition_point(before)
    } else {
        list.iter().take_while(|entry| before(entry)).count()
    };
    list.get(skipped..).unwrap_or_default()
}

/// The sum.
pub(super) fn sum(x: &[(u32, f32)], y: &[(u32, f32)]) -> Sparse {
    let mut out = Vec::with_capacity(x.len() + y.len());
    let (mut x, mut y) = (x, y);
    while let ([(left, value), x_rest @ ..], [(right, weight), y_rest @ ..]) = (x, y) {
        if left <= right {
            x = x_rest;
        }
        if right <= left {
            y = y_rest;
        }
        out.push(match left.cmp(right) {
            std::cmp::Ordering::Less => (*left, *value),
            std::cmp::Ordering::Greater => (*right, *weight),
            std::cmp::Ordering::Equal => (*left, value + weight),
        });
    }
    out.extend_from_slice(x);
    out.extend_from_slice(y);
    out
}

/// The `count` weightiest entries, ties to the smaller term, weightiest first.
pub(super) fn weightiest(vector: &[(u32, f32)], count: usize) -> Sparse {
    let mut sorted = largest(vector.to_vec(), count);
    sorted.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    sorted
}

/// The vector cut to its `count` weightiest entries (ties to the smaller term), sorted by term.
pub(super) fn largest(mut vector: Sparse, count: usize) -> Sparse {
    if vector.len() > count && count > 0 {
        vector.select_nth_unstable_by(count - 1, |x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    }
    vector.truncate(count);
    vector.sort_unstable_by_key(|entry| entry.0);
    vector
}

/// The vector (sorted by term) cut to its `count` weightiest entries, at length one (empty where all
/// is zero).
pub(super) fn unit(vector: Sparse, count: usize) -> Sparse {
    let mut kept = if vector.len() > count {
        largest(vector, count)
    } else {
        vector
    };
    let square: f64 = kept
        .iter()
        .map(|(_, value)| f64::from(*value).powi(2))
        .sum();
    if square <= 0.0 {
        return Sparse::new();
    }
    #[allow(
        clippy::cast_possible_truncation,
        reason = "vectors are stored in single precision"
    )]
    let factor = square.sqrt().recip() as f32;
    for (_, value) in &mut kept {
        *value *= factor;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_products_meet_on_shared_terms() {
        let (x, y) = (vec![(1, 1.0), (4, 2.0)], vec![(0, 5.0), (4, 3.0)]);
        assert!((dot(&x, &y) - 6.0).abs() < 1e-9);
        assert_eq!(sum(&x, &y), [(0, 5.0), (1, 1.0), (4, 5.0)]);
    }

    #[test]
    fn a_short_vector_is_searched_for_in_a_long_one() {
        let long: Sparse = (0..100).map(|term| (term * 2, 1.0)).collect();
        assert!((dot(&[(7, 1.0), (50, 2.0), (198, 1.0)], &long) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_unit_vector_keeps_the_weightiest_terms() {
        let kept = unit(vec![(1, 3.0), (2, 1.0), (3, 4.0)], 2);
        assert_eq!(kept.iter().map(|entry| entry.0).collect::<Vec<_>>(), [1, 3]);
        assert!((dot(&kept, &kept) - 1.0).abs() < 1e-6);
        assert!(unit(vec![(1, 0.0)], 5).is_empty());
    }
}
