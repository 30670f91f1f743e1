//! The one percentile rule, and the gate that says when there is enough history for a claim.

/// The element of `sorted` (best first) that at least `p` per cent are as good as: number `ceil(p·n / 100)`, counted
/// from one. Never interpolated. `None` for an empty list.
#[must_use]
pub fn at_most<T>(sorted: &[T], p: usize) -> Option<&T> {
    let place = (p * sorted.len()).div_ceil(100).max(1);
    sorted.get(place - 1)
}

/// The value that was reached in at least `p` per cent of `values`, for numbers of which more is better.
#[must_use]
pub fn at_least<T: Ord + Copy>(values: &[T], p: usize) -> Option<T> {
    let mut best_first = values.to_vec();
    best_first.sort_unstable_by(|one, other| other.cmp(one));
    at_most(&best_first, p).copied()
}

/// How many closed sprints a claim of `p` per cent (below 100) needs: `ceil(p / (100 − p))`.
#[must_use]
pub fn sprints_needed(p: usize) -> usize {
    p.div_ceil(100 - p)
}

/// Whether `n` closed sprints are enough for a claim of `p` per cent.
#[must_use]
pub fn may_claim(p: usize, n: usize) -> bool {
    n >= sprints_needed(p)
}

#[cfg(test)]
mod tests {
    use super::{at_least, at_most, may_claim, sprints_needed};

    /// E9 of the worked numbers: twenty items, cycle time in days.
    #[test]
    fn takes_an_element_and_never_interpolates() {
        let days = [1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 7, 8, 12];
        assert_eq!(at_most(&days, 50), Some(&4));
        assert_eq!(at_most(&days, 85), Some(&6));
        assert_eq!(at_most(&days, 95), Some(&8));
        assert_eq!(at_most(&[7], 50), Some(&7));
        assert_eq!(at_most::<i32>(&[], 50), None);
    }

    #[test]
    fn more_is_better_for_velocity() {
        let velocities = [21, 25, 18, 30, 24, 12, 27, 26, 22, 23];
        let claims = [50, 70, 85, 95].map(|p| at_least(&velocities, p).unwrap());
        assert_eq!(claims, [24, 22, 18, 12]);
    }

    #[test]
    fn claims_wait_for_enough_sprints() {
        assert_eq!([50, 70, 80, 85, 90, 95].map(sprints_needed), [1, 3, 4, 6, 9, 19]);
        assert!(may_claim(85, 6));
        assert!(!may_claim(95, 10));
        assert!(!may_claim(50, 0));
    }
}
