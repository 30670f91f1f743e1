//! Estimates against the days that items took: do larger ones take longer, and are neighbouring sizes any different?

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::decimal::Points;
use super::flow::days_taken;
use super::log::Log;
use super::part::Part;
use super::ratio::Ratio;

/// Sizes and cycle times of finished items.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimation {
    /// By size, the smallest first.
    pub by_size: BTreeMap<Points, OfSize>,
    /// Spearman's rank correlation of size and days; `None` below two items, or where all are of one size or took equally long.
    pub spearman: Option<f64>,
    /// Neighbouring sizes whose ranges of days overlap: in days they are the same size.
    pub overlaps: Vec<(Points, Points)>,
}

/// Items of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSize {
    /// How many.
    pub n: usize,
    /// The middle cycle time in calendar days, or the mean of the two in the middle.
    pub median: Ratio,
    /// The shortest.
    pub min: i64,
    /// The longest.
    pub max: i64,
    /// The mean cycle time / the size; `None` for size 0.
    pub days_per_point: Option<Ratio>,
}

impl Estimation {
    /// What the items finished in the team's window of closed sprints tell; `None` where none has both a size and a start.
    #[must_use]
    pub fn of(log: &Log, today: Date) -> Option<Self> {
        let recent = log.recent(today);
        let parts = recent.iter().flat_map(|sprint| Part::all(sprint));
        let pairs = parts.filter(|part| part.is_completed() && part.item.is_estimated());
        let pairs: Vec<(Points, i64)> =
            pairs.filter_map(|part| Some((part.last, days_taken(part.item.started?, part.done?)))).collect();
        Self::from_pairs(&pairs)
    }

    /// What pairs of size and calendar days tell; `None` without any.
    #[must_use]
    pub fn from_pairs(pairs: &[(Points, i64)]) -> Option<Self> {
        let mut days: BTreeMap<Points, Vec<i64>> = BTreeMap::new();
        for (size, taken) in pairs {
            days.entry(*size).or_default().push(*taken);
        }
        let by_size: BTreeMap<Points, OfSize> =
            days.into_iter().filter_map(|(size, days)| Some((size, OfSize::of(size, days)?))).collect();
        let neighbours = by_size.iter().zip(by_size.iter().skip(1));
        let overlaps = neighbours
            .filter(|((_, small), (_, large))| small.min <= large.max && large.min <= small.max)
            .map(|((small, _), (large, _))| (*small, *large))
            .collect();
        (!by_size.is_empty()).then(|| Self { spearman: spearman(pairs), by_size, overlaps })
    }
}

impl OfSize {
    fn of(size: Points, mut days: Vec<i64>) -> Option<Self> {
        days.sort_unstable();
        let n = days.len();
        let sum: i128 = days.iter().map(|days| i128::from(*days)).sum();
        Some(Self {
            n,
            median: Ratio::new(i128::from(*days.get(n / 2)?) + i128::from(days[(n - 1) / 2]), 2)?,
            min: days[0],
            max: days[n - 1],
            days_per_point: Ratio::new(sum * i128::from(Points::SCALE), n as i128 * i128::from(size.as_parts())),
        })
    }
}

/// Pearson's correlation of the ranks, where equal values share their mean rank. The sums are exact; only the root is not.
fn spearman(pairs: &[(Points, i64)]) -> Option<f64> {
    let sizes = doubled_ranks(&pairs.iter().map(|(size, _)| size.as_parts()).collect::<Vec<_>>());
    let days = doubled_ranks(&pairs.iter().map(|(_, days)| *days).collect::<Vec<_>>());
    // Twice the mean rank of n values is n + 1.
    let mean = pairs.len() as i128 + 1;
    let products = |one: &[i128], other: &[i128]| -> i128 {
        one.iter().zip(other).map(|(one, other)| (one - mean) * (other - mean)).sum()
    };
    let spread = products(&sizes, &sizes) as f64 * products(&days, &days) as f64;
    (spread > 0.0).then(|| products(&sizes, &days) as f64 / spread.sqrt())
}

/// Twice the rank of each value, so that shared ranks stay whole.
fn doubled_ranks(values: &[i64]) -> Vec<i128> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = |value: &i64| {
        let below = sorted.partition_point(|other| other < value);
        let up_to = sorted.partition_point(|other| other <= value);
        // The ranks below + 1 … up_to share their mean.
        (below + 1 + up_to) as i128
    };
    values.iter().map(rank).collect()
}
