//! Scope, done and remaining work at the end of each day, beside the ideal line.

use jiff::civil::Date;

use super::calendar::{Calendar, days_between};
use super::decimal::Points;
use super::log::Log;
use super::part::{Entry, Part};
use super::ratio::Ratio;
use super::sprint::{Sprint, State, Unit};

/// One sprint day by day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burndown {
    /// W: the working days of the sprint.
    pub working_days: usize,
    /// C: the work before any event of the first day, where the lines begin.
    pub committed: Option<Points>,
    /// Every day of the sprint, and on to the close where that is later.
    pub days: Vec<BurndownDay>,
}

/// The end of one day. What has not happened yet, or nobody wrote down, is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurndownDay {
    /// The day.
    pub date: Date,
    /// Whether the team works on it.
    pub working: bool,
    /// All work of the sprint, at the estimates of that day.
    pub scope: Option<Points>,
    /// The finished part of it.
    pub done: Option<Points>,
    /// `scope − done`, or the hand-kept figure.
    pub remaining: Option<Points>,
    /// C · (1 − w / W), where w counts working days from the start to this day; flat on days off.
    pub ideal: Option<Ratio>,
}

impl Burndown {
    /// The days of `sprint` in `unit`, with figures up to `today`; `None` where there is nothing to draw from.
    #[must_use]
    pub fn of(log: &Log, sprint: &Sprint, unit: Unit, today: Date) -> Option<Self> {
        let hand_kept = unit == log.unit(sprint) && !sprint.remaining.is_empty();
        if sprint.items.is_empty() && !hand_kept {
            return None;
        }
        let calendar = log.calendar(sprint);
        let dates = days_between(sprint.dates.start, sprint.dates.end.max(sprint.dates.close()));
        let counting = Counting { parts: Part::all(sprint), sprint, unit, until: last_known(sprint, today) };
        let mut days: Vec<BurndownDay> = dates.into_iter().map(|date| counting.day(date, &calendar)).collect();
        let working_days = calendar.sprint_days(&sprint.dates);
        let committed = counting.committed();
        draw_ideal(&mut days, committed, working_days);
        (!days.is_empty()).then_some(Self { working_days, committed, days })
    }
}

struct Counting<'a> {
    parts: Vec<Part<'a>>,
    sprint: &'a Sprint,
    unit: Unit,
    until: Date,
}

impl Counting<'_> {
    fn day(&self, date: Date, calendar: &Calendar) -> BurndownDay {
        let mut day = BurndownDay {
            date,
            working: calendar.is_working(date),
            scope: None,
            done: None,
            remaining: None,
            ideal: None,
        };
        if date > self.until {
            return day;
        }
        if self.sprint.items.is_empty() {
            day.remaining = self.sprint.remaining.get(&date).copied();
            return day;
        }
        let seen = date.min(self.sprint.dates.close());
        let worth = |part: &Part<'_>| match self.unit {
            Unit::Points => part.item.estimate_on(seen),
            Unit::Items => Points::whole(1),
        };
        let scope: Points = self.parts.iter().filter(|part| part.is_in_scope(seen)).map(worth).sum();
        let done: Points = self.parts.iter().filter(|part| part.is_done_on(seen)).map(worth).sum();
        BurndownDay { scope: Some(scope), done: Some(done), remaining: Some(scope - done), ..day }
    }

    fn committed(&self) -> Option<Points> {
        if self.sprint.items.is_empty() {
            return self.sprint.totals.committed;
        }
        let committed = self.parts.iter().filter(|part| part.entry == Entry::Committed);
        Some(match self.unit {
            Unit::Points => committed.map(|part| part.first).sum(),
            Unit::Items => Points::count(committed.count()),
        })
    }
}

/// The last day on which there is anything to know.
fn last_known(sprint: &Sprint, today: Date) -> Date {
    match sprint.state(today) {
        State::Closed => Date::MAX,
        State::Active => today,
        State::Planned => Date::MIN,
    }
}

fn draw_ideal(days: &mut [BurndownDay], committed: Option<Points>, working_days: usize) {
    let Some(committed) = committed else { return };
    let mut worked = 0;
    for day in days {
        worked = (worked + usize::from(day.working)).min(working_days);
        let left = (working_days - worked) as i128;
        day.ideal =
            Ratio::new(i128::from(committed.as_parts()) * left, i128::from(Points::SCALE) * working_days as i128);
    }
}
