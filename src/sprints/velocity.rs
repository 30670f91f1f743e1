//! Velocity: the effort a team completes in a sprint. A planning aid, never a target.

use super::decimal::Points;
use super::percentile::{at_least, may_claim};
use super::ratio::Ratio;

/// The statistics of a series of velocities.
#[derive(Clone, Debug, PartialEq)]
pub struct Velocity {
    /// The velocities, oldest first. Never empty.
    pub series: Vec<Points>,
    /// The mean.
    pub mean: Ratio,
    /// The middle value, or the mean of the two in the middle.
    pub median: Ratio,
    /// The lowest.
    pub min: Points,
    /// The highest.
    pub max: Points,
    /// The sample standard deviation, from two sprints on.
    pub stdev_sample: Option<f64>,
    /// The mean of each sprint and the two before it; `None` for the first two.
    pub rolling3: Vec<Option<Ratio>>,
}

impl Velocity {
    /// The statistics of `series`, oldest first; `None` for an empty one.
    #[must_use]
    pub fn of(series: &[Points]) -> Option<Self> {
        let mut sorted = series.to_vec();
        sorted.sort_unstable();
        let n = sorted.len();
        let middle = *sorted.get(n / 2)?;
        Some(Self {
            mean: mean(series)?,
            median: mean(&[sorted[(n - 1) / 2], middle])?,
            min: sorted[0],
            max: sorted[n - 1],
            stdev_sample: stdev_sample(series),
            rolling3: (0..n).map(|last| mean(series.get(last.checked_sub(2)?..=last)?)).collect(),
            series: series.to_vec(),
        })
    }

    /// How many sprints these statistics stand on.
    #[must_use]
    pub fn n(&self) -> usize {
        self.series.len()
    }

    /// The sample standard deviation against the mean: how much sprints differ, whatever their size.
    #[must_use]
    pub fn variation(&self) -> Option<f64> {
        let mean = self.mean.to_f64();
        self.stdev_sample.filter(|_| mean > 0.0).map(|deviation| deviation / mean)
    }

    /// What was reached in at least `p` per cent of the sprints; `None` below the gate of enough history.
    #[must_use]
    pub fn at_least(&self, p: usize) -> Option<Points> {
        may_claim(p, self.n()).then(|| at_least(&self.series, p)).flatten()
    }
}

/// The mean in whole units of the amounts; `None` of nothing.
#[must_use]
pub fn mean(amounts: &[Points]) -> Option<Ratio> {
    let sum: i128 = amounts.iter().map(|amount| i128::from(amount.as_parts())).sum();
    Ratio::new(sum, i128::from(Points::SCALE) * amounts.len() as i128)
}

/// The squares are summed exactly; only the root is a binary number.
fn stdev_sample(amounts: &[Points]) -> Option<f64> {
    let n = amounts.len() as i128;
    let parts = || amounts.iter().map(|amount| i128::from(amount.as_parts()));
    let (sum, squares) = (parts().sum::<i128>(), parts().map(|part| part * part).sum::<i128>());
    let scale = i128::from(Points::SCALE);
    let variance = Ratio::new(n * squares - sum * sum, n * (n - 1) * scale * scale)?;
    Some(variance.to_f64().sqrt())
}
