//! Numbers for machines: exact amounts as plain JSON numbers, ratios with four places.

use serde::{Serialize, Serializer};

use crate::sprints::{Decimal, Ratio};

/// An amount: a whole number where it is one, otherwise a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount<const PLACES: u32>(pub(crate) Decimal<PLACES>);

/// A ratio or a mean with four places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FourPlaces(pub(crate) Ratio);

/// A mean of money with two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoPlaces(pub(crate) Ratio);

/// A probability with six places, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SixPlaces(pub(crate) u64);

impl<const PLACES: u32> Serialize for Amount<PLACES> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (parts, scale) = (self.0.as_parts(), Decimal::<PLACES>::SCALE);
        if parts % scale == 0 {
            serializer.serialize_i64(parts / scale)
        } else {
            serializer.serialize_f64(self.0.to_f64())
        }
    }
}

impl Serialize for FourPlaces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0.four_places())
    }
}

impl Serialize for TwoPlaces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0.percent() as f64 / 100.0)
    }
}

impl Serialize for SixPlaces {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 1_000_000.0)
    }
}

/// A binary number rounded to four places.
pub(crate) fn four_places(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
