//! The service level: within how many days items are usually finished.

use jiff::civil::Date;

use super::flow::cycle_time;
use super::log::Log;
use super::percentile::{at_most, may_claim};
use super::ratio::Ratio;

/// The cycle times of the items finished in the team's window of closed sprints, in calendar days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceLevel {
    /// The days of each item, shortest first.
    pub days: Vec<i64>,
    /// How many sprints they come from.
    pub sprints: usize,
}

impl ServiceLevel {
    /// As of `today`.
    #[must_use]
    pub fn of(log: &Log, today: Date) -> Self {
        let cycles: Vec<_> = log.recent(today).into_iter().filter_map(cycle_time).collect();
        let mut days: Vec<i64> = cycles.iter().flat_map(|cycle| cycle.per_item.iter().map(|(_, days)| *days)).collect();
        days.sort_unstable();
        Self { days, sprints: cycles.len() }
    }

    /// Within how many days `p` per cent of the items were finished; `None` below the gate of enough sprints.
    #[must_use]
    pub fn within(&self, p: usize) -> Option<i64> {
        may_claim(p, self.sprints).then(|| at_most(&self.days, p).copied()).flatten()
    }

    /// The part of the items that were finished within so many days.
    #[must_use]
    pub fn share_within(&self, days: i64) -> Option<Ratio> {
        let within = self.days.partition_point(|taken| *taken <= days);
        Ratio::new(within as i128, self.days.len() as i128)
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> Option<Ratio> {
        Ratio::new(self.days.iter().map(|days| i128::from(*days)).sum(), self.days.len() as i128)
    }
}
