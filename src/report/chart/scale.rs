//! A scale from zero with round steps.

/// From 0 to `top` in equal round steps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// The largest number on the scale.
    pub(crate) top: f64,
    /// The numbers to write at the axis, 0 first.
    pub(crate) ticks: Vec<f64>,
}

impl Scale {
    /// A scale that holds `largest` with about `steps` steps of 1, 2 or 5 times a power of ten.
    pub(crate) fn to(largest: f64, steps: u32) -> Self {
        let largest = if largest.is_finite() && largest > 0.0 { largest } else { 1.0 };
        let rough = largest / f64::from(steps.max(1));
        let power = 10_f64.powf(rough.log10().floor());
        let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= rough * 0.999).unwrap_or(10.0);
        let step = factor * power;
        let count = (largest / step - 1e-9).ceil().max(1.0);
        let ticks = std::iter::successors(Some(0.0), |tick| Some(tick + 1.0)).take_while(|tick| *tick <= count);
        Self { top: count * step, ticks: ticks.map(|tick| tick * step).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn steps_are_round_and_hold_the_largest() {
        assert_eq!(Scale::to(30.0, 4), Scale { top: 30.0, ticks: vec![0.0, 10.0, 20.0, 30.0] });
        assert_eq!(Scale::to(31.0, 4), Scale { top: 40.0, ticks: vec![0.0, 10.0, 20.0, 30.0, 40.0] });
        assert_eq!(Scale::to(0.0, 4).ticks.first(), Some(&0.0));
        assert!(Scale::to(0.0, 4).top > 0.0);
        assert_eq!(Scale::to(7.0, 4), Scale { top: 8.0, ticks: vec![0.0, 2.0, 4.0, 6.0, 8.0] });
        assert!(Scale::to(f64::NAN, 4).top.is_finite());
    }
}
