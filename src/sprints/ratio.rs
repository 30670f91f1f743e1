//! A quotient of two exact amounts, shown as whole per cents or as a decimal with four places.

use super::decimal::Decimal;

/// `part / whole`, kept as two whole numbers. `whole` is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    part: i128,
    whole: i128,
}

impl Ratio {
    /// The quotient, or `None` where there is nothing to divide by: a ratio is never "NaN %".
    #[must_use]
    pub fn new(part: i128, whole: i128) -> Option<Self> {
        match whole {
            0 => None,
            _ if whole < 0 => Some(Self { part: -part, whole: -whole }),
            _ => Some(Self { part, whole }),
        }
    }

    /// The quotient of two amounts of the same grain.
    #[must_use]
    pub fn of<const PLACES: u32>(part: Decimal<PLACES>, whole: Decimal<PLACES>) -> Option<Self> {
        Self::new(i128::from(part.as_parts()), i128::from(whole.as_parts()))
    }

    /// Whole per cents, rounded half away from zero: 23 of 26 is 88.
    #[must_use]
    pub fn percent(self) -> i64 {
        self.scaled(100)
    }

    /// A decimal with four places, rounded half away from zero: 23 of 26 is 0.8846.
    #[must_use]
    pub fn four_places(self) -> f64 {
        self.scaled(10_000) as f64 / 10_000.0
    }

    /// The whole part, towards minus infinity.
    #[must_use]
    pub fn floor(self) -> i64 {
        clamp(self.part.div_euclid(self.whole))
    }

    /// The nearest binary number, for drawing.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.part as f64 / self.whole as f64
    }

    /// So many times as much.
    #[must_use]
    pub fn times(self, factor: i128) -> Self {
        Self { part: self.part.saturating_mul(factor), whole: self.whole }
    }

    /// The sum of both; `None` where that is too fine to be kept.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let part = self.part.checked_mul(other.whole)?.checked_add(other.part.checked_mul(self.whole)?)?;
        let whole = self.whole.checked_mul(other.whole)?;
        let divisor = common_divisor(part.unsigned_abs(), whole.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        Self::new(part / divisor, whole / divisor)
    }

    /// The mean of `ratios`; `None` of nothing, and where it is too fine to be kept.
    #[must_use]
    pub fn mean(ratios: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut ratios = ratios.into_iter();
        let first = ratios.next()?;
        let (sum, number) = ratios.try_fold((first, 1), |(sum, number), ratio| Some((sum.plus(ratio)?, number + 1)))?;
        sum.over(number)
    }

    /// This, divided by `parts`.
    #[must_use]
    pub fn over(self, parts: i128) -> Option<Self> {
        Self::new(self.part, self.whole.checked_mul(parts)?)
    }

    fn scaled(self, by: i128) -> i64 {
        let doubled = self.part.saturating_mul(by).saturating_mul(2);
        let nearest = (doubled.abs() + self.whole) / (2 * self.whole);
        clamp(nearest * doubled.signum())
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.part.saturating_mul(other.whole).cmp(&other.part.saturating_mul(self.whole))
    }
}

/// Euclid's; never 0, since one of the two is not.
fn common_divisor(one: u128, other: u128) -> u128 {
    if other == 0 { one.max(1) } else { common_divisor(other, one % other) }
}

fn clamp(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::Ratio;

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(Ratio::new(1, 8).unwrap().percent(), 13);
        assert_eq!(Ratio::new(-1, 8).unwrap().percent(), -13);
        assert_eq!(Ratio::new(23, 26).unwrap().percent(), 88);
        assert!((Ratio::new(9, 32).unwrap().four_places() - 0.2813).abs() < 1e-12);
    }

    #[test]
    fn nothing_divided_by_zero_is_no_ratio() {
        assert_eq!(Ratio::new(0, 0), None);
        assert_eq!(Ratio::new(5, 0), None);
    }

    #[test]
    fn floors_towards_minus_infinity() {
        assert_eq!(Ratio::new(71, 4).unwrap().floor(), 17);
        assert_eq!(Ratio::new(-1, 4).unwrap().floor(), -1);
    }
}
