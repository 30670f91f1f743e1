//! A scale with round steps that holds zero.

use super::alike::number;

/// From `bottom` to `top` in equal round steps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The smallest number on the scale: 0, or below.
    pub(crate) bottom: f64,
    /// The largest number on the scale.
    pub(crate) top: f64,
    /// The numbers to write at the axis, the smallest first.
    pub(crate) ticks: Vec<f64>,
}

impl Scale {
    /// A scale from zero that holds `largest` with about `steps` steps of 1, 2 or 5 times a power of ten.
    pub(crate) fn to(largest: f64, steps: u32) -> Self {
        Self::between(0.0, largest, steps)
    }

    /// A scale that holds `lowest`, zero and `largest`.
    pub(crate) fn between(lowest: f64, largest: f64, steps: u32) -> Self {
        let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
        let (lowest, largest) = (finite(lowest).min(0.0), finite(largest).max(0.0));
        let span = if largest > lowest { largest - lowest } else { 1.0 };
        let rough = span / f64::from(steps.max(1));
        let power = 10_f64.powf(rough.log10().floor());
        let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= rough * 0.999).unwrap_or(10.0);
        // Things that are counted have no halves, and few of them want every number.
        let whole = lowest.fract() == 0.0 && largest.fract() == 0.0 && span <= 5.0;
        let step = if whole { 1.0 } else { factor * power };
        let below = (-lowest / step - 1e-9).ceil().max(0.0);
        let above = (largest / step - 1e-9).ceil().max(if below == 0.0 { 1.0 } else { 0.0 });
        let ticks = std::iter::successors(Some(-below), |tick| Some(tick + 1.0)).take_while(|tick| *tick <= above);
        Self { bottom: 0.0 - below * step, top: above * step, ticks: ticks.map(|tick| tick * step + 0.0).collect() }
    }

    /// A scale that begins near `lowest` instead of at zero, for places rather than amounts.
    pub(crate) fn around(lowest: f64, largest: f64, steps: u32) -> Self {
        let whole = Self::between(0.0, (largest - lowest).max(1.0), steps);
        let step = whole.ticks.get(1).copied().unwrap_or(1.0);
        let bottom = ((lowest / step).floor() * step).max(0.0);
        let count = ((largest - bottom) / step - 1e-9).ceil().max(1.0);
        let ticks = std::iter::successors(Some(0.0), |tick| Some(tick + 1.0)).take_while(|tick| *tick <= count);
        Self { bottom, top: bottom + count * step, ticks: ticks.map(|tick| bottom + tick * step).collect() }
    }

    /// Where `value` stands between the bottom (0) and the top (1).
    pub(crate) fn part(&self, value: f64) -> f64 {
        (value - self.bottom) / (self.top - self.bottom)
    }
}

/// A tick as it is written.
pub(crate) fn tick_words(tick: f64) -> String {
    let tick = (tick * 100.0).round() / 100.0;
    // Most are whole, and as such are written many times faster.
    let text = if tick.fract() == 0.0 { number(tick).to_string() } else { tick.to_string() };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn steps_are_round_and_hold_the_largest() {
        let to = |top: f64, ticks: &[f64]| Scale { bottom: 0.0, top, ticks: ticks.to_vec() };
        assert_eq!(Scale::to(30.0, 4), to(30.0, &[0.0, 10.0, 20.0, 30.0]));
        assert_eq!(Scale::to(31.0, 4), to(40.0, &[0.0, 10.0, 20.0, 30.0, 40.0]));
        assert_eq!(Scale::to(0.0, 4).ticks.first(), Some(&0.0));
        assert!(Scale::to(0.0, 4).top > 0.0);
        assert_eq!(Scale::to(7.0, 4), to(8.0, &[0.0, 2.0, 4.0, 6.0, 8.0]));
        assert!(Scale::to(f64::NAN, 4).top.is_finite());
    }

    #[test]
    fn holds_what_is_below_zero() {
        let scale = Scale::between(-3.0, 9.0, 4);
        assert_eq!((scale.bottom, scale.top), (-5.0, 10.0));
        assert_eq!(scale.ticks, [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(Scale::between(-3.0, 0.0, 4).ticks, [-3.0, -2.0, -1.0, 0.0]);
        assert!((scale.part(2.5) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn goes_around_values_that_are_far_from_zero() {
        let scale = Scale::around(21.5, 33.0, 4);
        assert_eq!((scale.bottom, scale.top), (20.0, 35.0));
        assert_eq!(scale.ticks, [20.0, 25.0, 30.0, 35.0]);
        assert!(Scale::around(0.0, 0.0, 4).top > 0.0);
    }
}
