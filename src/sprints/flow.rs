//! How work flows through a sprint: to do, doing and done by day, throughput, cycle time and age.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::calendar::{Calendar, days_apart, days_between};
use super::part::Part;
use super::percentile::at_most;
use super::ratio::Ratio;
use super::sprint::Sprint;

/// Items of the sprint's work at the end of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowDay {
    /// The day.
    pub date: Date,
    /// Not begun.
    pub todo: usize,
    /// Begun and not finished.
    pub doing: usize,
    /// Finished.
    pub done: usize,
}

/// How long finished items took, in calendar days from the day they were started to the day they were done, both
/// counted. Items without a start are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleTime {
    /// Item ids with their days, in the order of the file.
    pub per_item: Vec<(String, i64)>,
    /// Half of the items took at most so many days.
    pub p50: i64,
    /// 70 % of the items took at most so many days.
    pub p70: i64,
    /// 85 % of the items took at most so many days.
    pub p85: i64,
    /// The mean.
    pub mean: Ratio,
}

/// The cumulative flow of `sprint`, day by day until `until` or the close, whichever is first.
#[must_use]
pub fn cumulative_flow(sprint: &Sprint, until: Date) -> Vec<FlowDay> {
    let parts = Part::all(sprint);
    if parts.is_empty() {
        return Vec::new();
    }
    let last = until.min(sprint.dates.close());
    days_between(sprint.dates.start, last).into_iter().map(|date| flow_day(&parts, date)).collect()
}

/// Where the items of `sprint` stood before any event of its first day; `None` without items.
#[must_use]
pub fn flow_at_start(sprint: &Sprint) -> Option<FlowDay> {
    let parts = Part::all(sprint);
    let before = sprint.dates.start.yesterday().ok()?;
    (!parts.is_empty()).then(|| flow_day(&parts, before))
}

/// Items finished on each working day until `until`, and on a day off where something was.
#[must_use]
pub fn throughput(sprint: &Sprint, calendar: &Calendar, until: Date) -> BTreeMap<Date, usize> {
    let parts = Part::all(sprint);
    let last = until.min(sprint.dates.close());
    let finished = |date: Date| parts.iter().filter(|part| part.is_completed() && part.done == Some(date)).count();
    days_between(sprint.dates.start, last)
        .into_iter()
        .map(|date| (date, finished(date)))
        .filter(|(date, items)| *items > 0 || calendar.is_working(*date))
        .collect()
}

/// How long the items finished in `sprint` took; `None` where no finished item has a start.
#[must_use]
pub fn cycle_time(sprint: &Sprint) -> Option<CycleTime> {
    let per_item: Vec<(String, i64)> =
        finished(sprint).into_iter().map(|(id, started, done)| (id, days_taken(started, done))).collect();
    let mut days: Vec<i64> = per_item.iter().map(|(_, days)| *days).collect();
    days.sort_unstable();
    let sum: i128 = days.iter().map(|days| i128::from(*days)).sum();
    Some(CycleTime {
        p50: *at_most(&days, 50)?,
        p70: *at_most(&days, 70)?,
        p85: *at_most(&days, 85)?,
        mean: Ratio::new(sum, days.len() as i128)?,
        per_item,
    })
}

/// The same in working days of the team, in the order of the file; 0 for an item that was begun and finished on days off.
#[must_use]
pub fn working_days_taken(sprint: &Sprint, calendar: &Calendar) -> Vec<(String, usize)> {
    let days = |(id, started, done)| (id, calendar.working_days(started, done));
    finished(sprint).into_iter().map(days).collect()
}

/// The age in calendar days of items that are begun and not finished on `report_date`, in the order of the file.
#[must_use]
pub fn ages(sprint: &Sprint, report_date: Date) -> Vec<(String, i64)> {
    Part::all(sprint)
        .into_iter()
        .filter(Part::is_open)
        .filter_map(|part| {
            let started = part.item.started.filter(|day| *day <= report_date)?;
            Some((part.item.id.clone(), days_taken(started, report_date)))
        })
        .collect()
}

/// The finished items that have a start: id, start and end.
fn finished(sprint: &Sprint) -> Vec<(String, Date, Date)> {
    let parts = Part::all(sprint).into_iter().filter(Part::is_completed);
    parts.filter_map(|part| Some((part.item.id.clone(), part.item.started?, part.done?))).collect()
}

/// The first and the last day both count, so this is never 0.
pub(super) fn days_taken(started: Date, done: Date) -> i64 {
    days_apart(started, done).max(0) + 1
}

fn flow_day(parts: &[Part<'_>], date: Date) -> FlowDay {
    let mut day = FlowDay { date, todo: 0, doing: 0, done: 0 };
    for part in parts.iter().filter(|part| part.is_in_scope(date)) {
        if part.is_done_on(date) {
            day.done += 1;
        } else if part.item.started.is_some_and(|started| started <= date) {
            day.doing += 1;
        } else {
            day.todo += 1;
        }
    }
    day
}
