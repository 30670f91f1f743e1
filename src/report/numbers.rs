//! Numbers for machines: exact amounts as plain JSON numbers, ratios with four places.

use serde::{Serialize, Serializer};

use crate::sprints::{Decimal, Ratio};

/// An amount: a whole number where it is one, otherwise a decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount<const PLACES: u32>(pub(crate) Decimal<PLACES>);

/// A ratio or a mean with four places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FourPlaces(pub(crate) Ratio);

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

/// A binary number rounded to four places.
pub(crate) fn four_places(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
