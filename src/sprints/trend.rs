//! Does velocity rise or fall over the whole window, beyond what chance alone would do? (Mann and Kendall's test, exact.)

use super::decimal::Points;

/// A rise or a fall over a whole series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// Which way.
    pub direction: Direction,
    /// Of how many pairs the later value is the lower (or the higher) one.
    pub pairs: usize,
    /// How many pairs there are.
    pub of: usize,
}

/// Which way a series goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Up.
    Rising,
    /// Down.
    Falling,
}

/// By chance alone a trend is told in at most one of so many logs, in each direction.
const ONE_IN: u128 = 40;
/// The number of orders of more values does not fit; only the newest count.
const MOST: usize = 30;

impl Trend {
    /// The trend of `series`, oldest first; `None` where the order of its values could well be chance. Each pair of values is
    /// compared, and the number of orders with so many falling pairs is counted against all orders. Equal values speak for
    /// neither direction.
    #[must_use]
    pub fn of(series: &[Points]) -> Option<Self> {
        let series = &series[series.len().saturating_sub(MOST)..];
        let n = series.len();
        let (mut falls, mut rises) = (0, 0);
        for (place, later) in series.iter().enumerate() {
            falls += series[..place].iter().filter(|earlier| *earlier > later).count();
            rises += series[..place].iter().filter(|earlier| *earlier < later).count();
        }
        let (direction, pairs) = if falls > rises { (Direction::Falling, falls) } else { (Direction::Rising, rises) };
        is_rare(n, pairs).then_some(Self { direction, pairs, of: n * n.saturating_sub(1) / 2 })
    }
}

/// Whether at most one in [`ONE_IN`] of the orders of `n` values has `pairs` falling pairs or more.
fn is_rare(n: usize, pairs: usize) -> bool {
    let mut orders: Vec<u128> = vec![1];
    for more in 2..=n {
        let mut next = vec![0_u128; orders.len() + more - 1];
        for (inversions, count) in orders.iter().enumerate() {
            for place in 0..more {
                next[inversions + place] += count;
            }
        }
        orders = next;
    }
    let all: u128 = orders.iter().sum();
    let as_many: u128 = orders.iter().skip(pairs).sum();
    as_many * ONE_IN <= all
}

#[cfg(test)]
mod tests {
    use super::{Direction, Trend};
    use crate::sprints::Points;

    fn trend(numbers: &[i64]) -> Option<Trend> {
        Trend::of(&numbers.iter().copied().map(Points::whole).collect::<Vec<_>>())
    }

    /// The p-values are those of Kendall's tau for ten values: 34 of 45 pairs 0.0233, 33 of 45 pairs 0.0363.
    #[test]
    fn a_fall_is_told_where_chance_is_no_explanation() {
        let falling = Trend { direction: Direction::Falling, pairs: 40, of: 45 };
        assert_eq!(trend(&[84, 69, 41, 78, 33, 28, 14, 1, 16, 10]), Some(falling));
        assert_eq!(trend(&[21, 25, 18, 30, 24, 12, 27, 26, 22, 23]), None);
        assert!(super::is_rare(10, 34) && !super::is_rare(10, 33));
    }

    #[test]
    fn few_or_equal_values_are_no_trend() {
        assert_eq!([&[][..], &[5], &[5, 4, 3]].map(trend), [None; 3]);
        assert_eq!(trend(&[7; 12]), None);
        assert_eq!(trend(&[1, 2, 3, 4, 5, 6]).unwrap().direction, Direction::Rising);
        assert_eq!(trend(&(0..300).rev().collect::<Vec<i64>>()).unwrap().of, 435);
    }
}
