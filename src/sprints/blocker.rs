//! Blockers: how long they stood, how long they take to resolve, and what they have in common.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::calendar::{Calendar, days_apart};
use super::percentile::at_most;
use super::ratio::Ratio;

/// The cause of blockers that have none.
pub const NO_CAUSE: &str = "no cause given";

/// Something that stood in the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocker {
    /// The id that items may name.
    pub id: String,
    /// What it was.
    pub title: String,
    /// The cause, in the team's own words; equal causes make a cluster.
    pub cause: Option<String>,
    /// The day it was noticed.
    pub opened: Option<Date>,
    /// The day it was out of the way.
    pub resolved: Option<Date>,
    /// The day it was taken to somebody else.
    pub escalated: Option<Date>,
    /// The ids of the items that it held up.
    pub items: Vec<String>,
    /// The role that sees to it.
    pub owner: Option<String>,
    /// Whether it came from outside the team.
    pub external: Option<bool>,
    /// The id of the risk that it grew from.
    pub risk: Option<String>,
}

/// How long one blocker stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Calendar days: resolved − opened, or report date − opened while it is open.
    pub days: i64,
    /// Working days in the same half-open stretch.
    pub working_days: usize,
    /// Whether it is still open.
    pub open: bool,
}

/// How long blockers take to resolve, in calendar days, over those that are resolved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeToResolve {
    /// How many are resolved.
    pub n: usize,
    /// The middle value.
    pub median: Ratio,
    /// The mean.
    pub mean: Ratio,
    /// 85 % took at most so many days.
    pub p85: i64,
}

/// Blockers with the same cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The cause.
    pub cause: String,
    /// How many there were.
    pub count: usize,
    /// Calendar days, added up.
    pub days: i64,
    /// How many are still open.
    pub open: usize,
    /// Its part of all blocked days.
    pub share: Option<Ratio>,
}

impl Blocker {
    /// How long it stood on `report_date`; `None` where nobody wrote down when it was opened.
    #[must_use]
    pub fn standing(&self, report_date: Date, calendar: &Calendar) -> Option<Standing> {
        let opened = self.opened?;
        let resolved = self.resolved.filter(|day| *day <= report_date);
        let end = resolved.unwrap_or(report_date);
        let days = days_apart(opened, end).max(0);
        Some(Standing { days, working_days: calendar.working_days_until(opened, end), open: resolved.is_none() })
    }

    /// The cause, or a word for "none".
    #[must_use]
    pub fn cause(&self) -> &str {
        self.cause.as_deref().unwrap_or(NO_CAUSE)
    }
}

/// How long the resolved ones of `standings` took; `None` where none is resolved.
#[must_use]
pub fn time_to_resolve<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> Option<TimeToResolve> {
    let mut days: Vec<i64> = standings.into_iter().filter(|one| !one.open).map(|one| one.days).collect();
    days.sort_unstable();
    let n = days.len();
    let middle = i128::from(*days.get(n / 2)?) + i128::from(days[(n - 1) / 2]);
    let sum: i128 = days.iter().map(|day| i128::from(*day)).sum();
    Some(TimeToResolve {
        n,
        median: Ratio::new(middle, 2)?,
        mean: Ratio::new(sum, n as i128)?,
        p85: at_most(&days, 85).copied()?,
    })
}

/// Blockers by cause: the cause with the most days first, then by name.
#[must_use]
pub fn clusters<'a>(blockers: impl IntoIterator<Item = (&'a Blocker, Standing)>) -> Vec<Cluster> {
    let mut by_cause: BTreeMap<&str, (usize, i64, usize)> = BTreeMap::new();
    for (blocker, standing) in blockers {
        let (count, days, open) = by_cause.entry(blocker.cause()).or_default();
        *count += 1;
        *days += standing.days;
        *open += usize::from(standing.open);
    }
    let all: i64 = by_cause.values().map(|(_, days, _)| days).sum();
    let cluster = |(cause, (count, days, open)): (&str, (usize, i64, usize))| {
        let share = Ratio::new(i128::from(days), i128::from(all));
        Cluster { cause: cause.to_owned(), count, days, open, share }
    };
    let mut clusters: Vec<Cluster> = by_cause.into_iter().map(cluster).collect();
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.days));
    clusters
}
