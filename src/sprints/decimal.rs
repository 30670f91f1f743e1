//! Exact decimal amounts: points and person-days as scaled whole numbers, never binary floats in a sum.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

/// The largest scaled amount that is read from text: small enough that the sum of ten thousand of them still fits.
const LARGEST: i64 = 100_000_000_000_000;

/// A decimal number kept exactly as a whole number of `10^-PLACES` parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal<const PLACES: u32>(i64);

/// An amount of work in the team's unit (points, or whole items), exact to a hundredth. Money uses the same grain.
pub type Points = Decimal<2>;

/// Days of one full-time person, exact to a ten-thousandth: a whole per cent of a hundredth of a day loses nothing.
pub type PersonDays = Decimal<4>;

/// Why a text is not an exact amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// The text is not a plain decimal number such as `3` or `0.5`.
    NotANumber,
    /// The text has more digits after the point than can be kept.
    TooManyPlaces(u32),
    /// The number is too large to be summed safely.
    TooLarge,
}

impl<const PLACES: u32> Decimal<PLACES> {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);
    /// How many parts make one whole.
    pub const SCALE: i64 = 10_i64.pow(PLACES);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self(number.saturating_mul(Self::SCALE))
    }

    /// A number of the smallest parts: hundredths for [`Points`], ten-thousandths for [`PersonDays`].
    #[must_use]
    pub const fn parts(parts: i64) -> Self {
        Self(parts)
    }

    /// How many of the smallest parts this is.
    #[must_use]
    pub const fn as_parts(self) -> i64 {
        self.0
    }

    /// A whole count of things.
    #[must_use]
    pub fn count(things: usize) -> Self {
        Self::whole(i64::try_from(things).unwrap_or(i64::MAX))
    }

    /// Whether this is below nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether this is exactly nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is a multiple of one half, as points usually are.
    #[must_use]
    pub const fn is_multiple_of_half(self) -> bool {
        (self.0 * 2) % Self::SCALE == 0
    }

    /// The nearest binary number, for drawing and for JSON; never for a sum.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / Self::SCALE as f64
    }
}

impl<const PLACES: u32> FromStr for Decimal<PLACES> {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !is_number(whole) || !is_number(fraction) {
            return Err(DecimalError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > PLACES as usize {
            return Err(DecimalError::TooManyPlaces(PLACES));
        }
        let scaled = format!("{whole}{fraction:0<places$}", places = PLACES as usize);
        let scaled: i64 = scaled.trim_start_matches('0').parse().or_else(|error: std::num::ParseIntError| {
            if *error.kind() == std::num::IntErrorKind::Empty { Ok(0) } else { Err(DecimalError::TooLarge) }
        })?;
        if scaled > LARGEST { Err(DecimalError::TooLarge) } else { Ok(Self(sign * scaled)) }
    }
}

impl<const PLACES: u32> fmt::Display for Decimal<PLACES> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 % Self::SCALE == 0 {
            return formatter.pad(itoa::Buffer::new().format(self.0 / Self::SCALE));
        }
        let parts = self.0.unsigned_abs();
        let scale = Self::SCALE.unsigned_abs();
        let fraction = format!("{:0places$}", parts % scale, places = PLACES as usize);
        let sign = if self.0 < 0 { "-" } else { "" };
        formatter.pad(&format!("{sign}{}.{}", parts / scale, fraction.trim_end_matches('0')))
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotANumber => formatter.write_str("not a plain number such as 3 or 0.5"),
            Self::TooManyPlaces(places) => write!(formatter, "more than {places} digits after the point"),
            Self::TooLarge => formatter.write_str("too large a number"),
        }
    }
}

impl std::error::Error for DecimalError {}

impl<const PLACES: u32> Add for Decimal<PLACES> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl<const PLACES: u32> Sub for Decimal<PLACES> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl<const PLACES: u32> Neg for Decimal<PLACES> {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl<const PLACES: u32> AddAssign for Decimal<PLACES> {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<const PLACES: u32> SubAssign for Decimal<PLACES> {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<const PLACES: u32> Sum for Decimal<PLACES> {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{DecimalError, PersonDays, Points};

    #[test]
    fn reads_and_writes_without_trailing_zeros() {
        for (text, shown) in
            [("26", "26"), ("0.5", "0.5"), ("2.50", "2.5"), ("-3.25", "-3.25"), (".5", "0.5"), ("007", "7"), ("0", "0")]
        {
            assert_eq!(text.parse::<Points>().unwrap().to_string(), shown, "{text}");
        }
        assert_eq!(PersonDays::parts(232_000).to_string(), "23.2");
        assert_eq!(format!("{:>5}", Points::parts(250)), "  2.5");
    }

    #[test]
    fn refuses_what_is_not_exact() {
        assert_eq!("three".parse::<Points>(), Err(DecimalError::NotANumber));
        assert_eq!("".parse::<Points>(), Err(DecimalError::NotANumber));
        assert_eq!(".".parse::<Points>(), Err(DecimalError::NotANumber));
        assert_eq!("1e3".parse::<Points>(), Err(DecimalError::NotANumber));
        assert_eq!("NaN".parse::<Points>(), Err(DecimalError::NotANumber));
        assert_eq!("0.125".parse::<Points>(), Err(DecimalError::TooManyPlaces(2)));
        assert_eq!("99999999999999999999".parse::<Points>(), Err(DecimalError::TooLarge));
    }

    #[test]
    fn sums_tenths_exactly() {
        let tenth: Points = "0.1".parse().unwrap();
        assert_eq!(std::iter::repeat_n(tenth, 10).sum::<Points>(), Points::whole(1));
    }

    #[test]
    fn knows_halves() {
        assert!("2.5".parse::<Points>().unwrap().is_multiple_of_half());
        assert!(!"2.25".parse::<Points>().unwrap().is_multiple_of_half());
    }
}
