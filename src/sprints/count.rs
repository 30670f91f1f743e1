//! Whole numbers of any size, and probabilities as quotients of two of them. Ten outcomes drawn for forty sprints make more
//! futures than 128 bits can count, and a rounded sum could not tell "exactly 85 %" from "not quite".

use std::cmp::Ordering;

/// How many futures there are: a natural number of any size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Count(Vec<u64>);

impl Count {
    /// A small number.
    pub(super) fn new(number: u64) -> Self {
        Self(if number == 0 { Vec::new() } else { vec![number] })
    }

    /// Adds `factor` times `other`.
    pub(super) fn add_times(&mut self, other: &Self, factor: u64) {
        let mut carry = 0_u128;
        for place in 0.. {
            let limb = other.0.get(place);
            if limb.is_none() && carry == 0 {
                break;
            }
            if place == self.0.len() {
                self.0.push(0);
            }
            // At most (2^64 − 1)² + 2 · (2^64 − 1), which just fits into 128 bits.
            carry += u128::from(limb.copied().unwrap_or(0)) * u128::from(factor) + u128::from(self.0[place]);
            self.0[place] = low(carry);
            carry >>= 64;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    /// `factor` times this number.
    pub(super) fn times(&self, factor: u64) -> Self {
        let mut product = Self::default();
        product.add_times(self, factor);
        product
    }

    /// How many words of 64 bits it takes: what one addition costs.
    pub(super) fn words(&self) -> usize {
        self.0.len().max(1)
    }

    fn product(&self, other: &Self) -> Self {
        let mut product = Self::default();
        for (place, limb) in other.0.iter().enumerate() {
            let mut shifted = vec![0; place];
            shifted.extend(self.times(*limb).0);
            product.add_times(&Self(shifted), 1);
        }
        product
    }
}

impl PartialOrd for Count {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Count {
    fn cmp(&self, other: &Self) -> Ordering {
        let from_the_top = || self.0.iter().rev().cmp(other.0.iter().rev());
        self.0.len().cmp(&other.0.len()).then_with(from_the_top)
    }
}

/// An exact probability: in so many of so many equally likely futures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    part: Count,
    whole: Count,
}

impl Chance {
    /// One million: what [`Chance::millionths`] counts in.
    pub const SCALE: u64 = 1_000_000;

    /// `part` of `whole` futures; `whole` is never nothing.
    pub(super) fn new(part: Count, whole: Count) -> Self {
        Self { part, whole }
    }

    /// It is sure.
    #[must_use]
    pub fn certain() -> Self {
        Self::new(Count::new(1), Count::new(1))
    }

    /// Whether it is at least `p` per cent, exactly.
    #[must_use]
    pub fn is_at_least(&self, p: usize) -> bool {
        self.part.times(100) >= self.whole.times(p as u64)
    }

    /// The probability in millionths, to the nearest; an exact half is rounded down, so that nothing reads surer than it is.
    #[must_use]
    pub fn millionths(&self) -> u64 {
        // The largest q with q − 1/2 < part / whole · 10⁶, so 2 · q · whole < 2 · 10⁶ · part + whole.
        let mut limit = self.part.times(2 * Self::SCALE);
        limit.add_times(&self.whole, 1);
        let (mut reached, mut beyond) = (0, Self::SCALE + 1);
        while beyond - reached > 1 {
            let middle = u64::midpoint(reached, beyond);
            if self.whole.times(2 * middle) < limit { reached = middle } else { beyond = middle }
        }
        reached
    }

    /// The probability that this and `other`, which do not depend on each other, are both true.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::new(self.part.product(&other.part), self.whole.product(&other.whole))
    }
}

/// The lowest 64 bits.
fn low(number: u128) -> u64 {
    u64::try_from(number & u128::from(u64::MAX)).expect("the rest is masked away")
}

#[cfg(test)]
mod tests {
    use super::{Chance, Count};

    fn power(base: u64, exponent: usize) -> Count {
        (0..exponent).fold(Count::new(1), |power, _| power.times(base))
    }

    #[test]
    fn large_numbers_are_exact() {
        let mut sum = power(10, 40);
        sum.add_times(&power(10, 39), u64::MAX);
        // 10^40 + 10^39 · (2^64 − 1) = 10^39 · (10 + 2^64 − 1)
        let mut expected = power(10, 39).product(&Count(vec![0, 1]));
        expected.add_times(&power(10, 39), 9);
        assert_eq!(sum, expected);
        assert!(power(10, 40) > power(10, 39) && power(3, 2) == Count::new(9));
        assert_eq!(Count::new(0).times(7), Count::default());
    }

    #[test]
    fn a_chance_of_exactly_so_many_per_cent_is_enough() {
        // 85 of 100 futures, each a hundred digits long.
        let exact = Chance::new(power(10, 98).times(85), power(10, 100));
        assert!(exact.is_at_least(85) && !exact.is_at_least(86));
        let mut short = Count::default();
        short.add_times(&power(10, 98), 84);
        assert!(!Chance::new(short, power(10, 100)).is_at_least(85));
    }

    #[test]
    fn rounds_to_six_places_and_halves_down() {
        let millionths = |part: u64, whole: u64| Chance::new(Count::new(part), Count::new(whole)).millionths();
        assert_eq!(millionths(1, 128), 7812, "0.0078125 is 0.007812");
        assert_eq!(millionths(1, 3), 333_333);
        assert_eq!(millionths(2, 3), 666_667);
        assert_eq!((millionths(0, 7), millionths(7, 7)), (0, 1_000_000));
        assert_eq!(millionths(9_999_999, 10_000_000), 1_000_000);
        assert_eq!(millionths(9_999_995, 10_000_000), 999_999);
    }
}
