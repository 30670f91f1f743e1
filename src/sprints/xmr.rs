//! The XmR chart: is a change a signal, or the noise there always is? (Wheeler, "Understanding Variation".)

use super::decimal::Points;
use super::ratio::Ratio;
use super::velocity::mean;

/// The natural process limits of a series of velocities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xmr {
    /// The distance of each value from the one before it.
    pub moving_ranges: Vec<Points>,
    /// The mean of those.
    pub mean_moving_range: Ratio,
    /// The mean of the values.
    pub mean: Ratio,
    /// The upper limit: mean + 2.66 × mean moving range.
    pub upper: Ratio,
    /// The lower limit: mean − 2.66 × mean moving range. May be below zero.
    pub lower: Ratio,
    /// The places in the series, from zero, of the values outside the limits.
    pub signals: Vec<usize>,
    /// The upper limit of the moving ranges: 3.268 × their mean.
    pub upper_range: Ratio,
    /// The places in the series of the values that are further from the one before them than that.
    pub range_signals: Vec<usize>,
}

impl Xmr {
    /// The limits of `series`, oldest first; `None` below two values.
    #[must_use]
    pub fn of(series: &[Points]) -> Option<Self> {
        let moving_ranges: Vec<Points> = series.windows(2).map(|pair| distance(pair[0], pair[1])).collect();
        let mean_moving_range = mean(&moving_ranges)?;
        let (upper, lower) = (limit(series, &moving_ranges, 266)?, limit(series, &moving_ranges, -266)?);
        let outside = |value: Points| {
            let value = mean(&[value]).expect("one value has a mean");
            value > upper || value < lower
        };
        let signals = (0..series.len()).filter(|place| outside(series[*place])).collect();
        let upper_range = mean_moving_range.times(3268).over(1000)?;
        let far = |range: &Points| mean(&[*range]).is_some_and(|range| range > upper_range);
        let range_signals = (1..series.len()).filter(|place| far(&moving_ranges[place - 1])).collect();
        Some(Self {
            moving_ranges,
            mean_moving_range,
            mean: mean(series)?,
            upper,
            lower,
            signals,
            upper_range,
            range_signals,
        })
    }
}

fn distance(one: Points, other: Points) -> Points {
    if one > other { one - other } else { other - one }
}

/// `mean + factor / 100 × mean moving range`, exactly.
fn limit(series: &[Points], ranges: &[Points], factor: i128) -> Option<Ratio> {
    let sum = |amounts: &[Points]| amounts.iter().map(|amount| i128::from(amount.as_parts())).sum::<i128>();
    let (n, m) = (series.len() as i128, ranges.len() as i128);
    let part = 100 * m * sum(series) + factor * n * sum(ranges);
    Ratio::new(part, 100 * m * n * i128::from(Points::SCALE))
}
