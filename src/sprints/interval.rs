//! Cohn's interval for velocity: the exact sign test for the median ("Agile Estimating and Planning", chapter 16).

use super::decimal::Points;

/// With at least 90 % confidence, the true middle of the velocities lies between `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CohnInterval {
    /// How many velocities there are.
    pub n: usize,
    /// How many were dropped from each end.
    pub discard: usize,
    /// The lowest that is left.
    pub low: Points,
    /// The highest that is left.
    pub high: Points,
    /// The confidence that the interval really has, as a part of one.
    pub coverage: f64,
}

impl CohnInterval {
    /// The interval for these velocities; `None` below five.
    #[must_use]
    pub fn of(velocities: &[Points]) -> Option<Self> {
        let n = velocities.len();
        let (discard, coverage) = discard(n)?;
        let mut sorted = velocities.to_vec();
        sorted.sort_unstable();
        Some(Self { n, discard, low: sorted[discard], high: sorted[n - 1 - discard], coverage })
    }
}

/// The largest k with `1 − 2 · P(X ≤ k) ≥ 0.9` for X ~ Binomial(n, ½), and that coverage.
fn discard(n: usize) -> Option<(usize, f64)> {
    let tosses = i32::try_from(n).ok()?;
    let mut chance = 0.5_f64.powi(tosses);
    let mut tail = chance;
    let mut found = None;
    for k in 0..n {
        let coverage = 1.0 - 2.0 * tail;
        if coverage < 0.9 {
            break;
        }
        found = Some((k, coverage));
        chance *= (n - k) as f64 / (k + 1) as f64;
        tail += chance;
    }
    // Beyond a thousand tosses the first chance is too small for a binary number, and the sum would mean nothing.
    found.filter(|_| n <= 1000)
}

#[cfg(test)]
mod tests {
    use super::super::decimal::Points;
    use super::{CohnInterval, discard};

    /// E4 of the worked numbers.
    #[test]
    fn discards_what_the_sign_test_says() {
        let table: Vec<usize> = (5..=26).map(|n| discard(n).unwrap().0).collect();
        assert_eq!(table, [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 7, 8]);
        assert!((0..5).all(|n| discard(n).is_none()));
        assert_eq!(discard(100_000), None);
    }

    #[test]
    fn gives_the_interval_of_ten_sprints() {
        let velocities = [21, 25, 18, 30, 24, 12, 27, 26, 22, 23].map(Points::whole);
        let interval = CohnInterval::of(&velocities).unwrap();
        assert_eq!((interval.n, interval.discard), (10, 1));
        assert_eq!((interval.low, interval.high), (Points::whole(18), Points::whole(27)));
        assert!((interval.coverage - 0.9785).abs() < 0.000_05);
    }
}
