//! Items finished per working day, and where working days to come lie in the calendar.

use jiff::civil::Date;

use super::calendar::{Calendar, SprintCalendar};
use super::decimal::Points;
use super::flow::throughput;
use super::history::{Counted, History};
use super::log::Log;
use super::sprint::Unit;

/// Items finished on each working day of the sprints that count and list their items.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DailyItems<'a> {
    /// One number a working day, oldest first.
    pub days: Vec<Points>,
    /// The sprints that they come from, oldest first.
    pub sprints: Vec<Counted<'a>>,
}

impl<'a> DailyItems<'a> {
    /// What is known on `today`.
    #[must_use]
    pub fn of(log: &'a Log, today: Date) -> Self {
        let counted = History::in_unit(log, Unit::Items, today).counted;
        let sprints: Vec<Counted<'a>> = counted.into_iter().filter(|one| !one.sprint.items.is_empty()).collect();
        let days = sprints.iter().flat_map(|one| working_days(log, one)).collect();
        Self { days, sprints }
    }
}

/// The `number`-th working day after `last`, which is over; `None` where the calendar ends before.
#[must_use]
pub fn working_day_after(calendar: &Calendar, last: Date, number: usize) -> Option<Date> {
    let days = std::iter::successors(last.tomorrow().ok(), |day| day.tomorrow().ok());
    let mut worked = days.filter(|day| calendar.is_working(*day));
    if number == 0 { Some(last) } else { worked.nth(number - 1) }
}

/// The team's own working days, without what differs in a single sprint.
#[must_use]
pub fn team_calendar(log: &Log) -> Calendar {
    Calendar::new(&log.team, &SprintCalendar::default())
}

/// What was finished on a day off counts for the next working day, or for the last one where none follows.
fn working_days(log: &Log, one: &Counted<'_>) -> Vec<Points> {
    let calendar = log.calendar(one.sprint);
    let mut days: Vec<usize> = Vec::new();
    let mut waiting = 0;
    for (date, items) in throughput(one.sprint, &calendar, one.sprint.dates.close()) {
        waiting += items;
        if calendar.is_working(date) {
            days.push(std::mem::take(&mut waiting));
        }
    }
    if let Some(last) = days.last_mut() {
        *last += waiting;
    }
    days.into_iter().map(Points::count).collect()
}
