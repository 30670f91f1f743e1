//! The flow of a sprint for machines.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::numbers::FourPlaces;
use crate::sprints::{FlowDay, Log, Sprint, ages, cumulative_flow, cycle_time, throughput, working_days_taken};

/// How work flowed.
#[derive(Clone, Debug, Serialize)]
pub struct FlowNumbers {
    /// Items to do, doing and done at the end of each day.
    pub days: Vec<FlowDayNumbers>,
    /// Items finished per working day.
    pub throughput: BTreeMap<String, usize>,
    /// How long finished items took.
    pub cycle_time: CycleTimeNumbers,
    /// The age of open items in calendar days, by item id.
    pub age: BTreeMap<String, i64>,
}

/// The end of one day, in items.
#[derive(Clone, Debug, Serialize)]
pub struct FlowDayNumbers {
    /// The day.
    pub date: String,
    /// Not begun.
    pub todo: usize,
    /// Begun and not finished.
    pub doing: usize,
    /// Finished.
    pub done: usize,
}

/// How long finished items took, in calendar days. The percentiles tell what was, and claim nothing.
#[derive(Clone, Debug, Serialize)]
pub struct CycleTimeNumbers {
    /// By item id.
    pub per_item: BTreeMap<String, i64>,
    /// The same in working days.
    pub working_days: BTreeMap<String, usize>,
    /// Half took at most so many.
    pub p50: Option<i64>,
    /// 70 % took at most so many.
    pub p70: Option<i64>,
    /// 85 % took at most so many.
    pub p85: Option<i64>,
    /// The mean.
    pub mean: Option<FourPlaces>,
}

/// The flow of `sprint` as of `today`.
pub(crate) fn flow_numbers(log: &Log, sprint: &Sprint, today: Date) -> FlowNumbers {
    let (until, calendar) = (sprint.report_date(today), log.calendar(sprint));
    let cycle = cycle_time(sprint);
    let per_item = cycle.iter().flat_map(|cycle| cycle.per_item.iter().cloned()).collect();
    let day =
        |day: FlowDay| FlowDayNumbers { date: day.date.to_string(), todo: day.todo, doing: day.doing, done: day.done };
    let finished = if sprint.items.is_empty() { BTreeMap::new() } else { throughput(sprint, &calendar, until) };
    FlowNumbers {
        days: cumulative_flow(sprint, until).into_iter().map(day).collect(),
        throughput: finished.into_iter().map(|(date, items)| (date.to_string(), items)).collect(),
        cycle_time: CycleTimeNumbers {
            per_item,
            working_days: working_days_taken(sprint, &calendar).into_iter().collect(),
            p50: cycle.as_ref().map(|cycle| cycle.p50),
            p70: cycle.as_ref().map(|cycle| cycle.p70),
            p85: cycle.as_ref().map(|cycle| cycle.p85),
            mean: cycle.as_ref().map(|cycle| FourPlaces(cycle.mean)),
        },
        age: ages(sprint, until).into_iter().collect(),
    }
}
