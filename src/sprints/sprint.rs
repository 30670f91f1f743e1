//! One sprint as meant: facts and dates only. Every number that can be derived is derived elsewhere in this room.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::blocker::Blocker;
use super::calendar::SprintCalendar;
use super::capacity::Capacity;
use super::decimal::Points;
use super::event::{Amendment, Event, Release};
use super::goal::Goal;
use super::health::Health;
use super::horizon::{Dependency, Risk};
use super::item::Item;
use super::money::Money;
use super::quality::Quality;
use super::retro::Retro;

/// One sprint of one team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sprint {
    /// The id: the stem of the file, and the last part of the address.
    pub id: String,
    /// The id of the team, where the file names one.
    pub team: Option<String>,
    /// What people call the sprint; without it the id is shown.
    pub name: Option<String>,
    /// The first day and the last day, both inclusive, and the day of the close.
    pub dates: SprintDates,
    /// The state that the file states; without it the dates decide (see [`Sprint::state`]).
    pub stated: Option<State>,
    /// What the totals count; without it the team's unit.
    pub unit: Option<Unit>,
    /// Why this sprint does not count in any statistics.
    pub exclude: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// What the sprint was for, and what became of it.
    pub goal: Goal,
    /// Hand-kept totals. They count only where there are no items.
    pub totals: Totals,
    /// The items, from which everything is counted.
    pub items: Vec<Item>,
    /// A hand-kept "remaining at the end of the day" figure in the sprint's unit.
    pub remaining: BTreeMap<Date, Points>,
    /// How many person-days there were.
    pub capacity: Option<Capacity>,
    /// Holidays and week days that differ from the team's.
    pub calendar: SprintCalendar,
    /// What stood in the way.
    pub blockers: Vec<Blocker>,
    /// What may stand in the way later.
    pub risks: Vec<Risk>,
    /// What the team needs from others.
    pub dependencies: Vec<Dependency>,
    /// The retrospective.
    pub retro: Retro,
    /// The answers to the team's health questions.
    pub health: Option<Health>,
    /// Escaped bugs, reopened items, incidents.
    pub quality: Quality,
    /// What the sprint cost.
    pub money: Option<Money>,
    /// What was released.
    pub releases: Vec<Release>,
    /// What happened around the team: a mark on the charts.
    pub events: Vec<Event>,
    /// Changes to a closed sprint, with their reasons.
    pub amended: Vec<Amendment>,
}

/// The days of a sprint, in the team's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SprintDates {
    /// The first day.
    pub start: Date,
    /// The last day, inclusive.
    pub end: Date,
    /// The day on which the sprint was closed, where it differs from `end`.
    pub closed_on: Option<Date>,
}

/// Hand-kept totals in the sprint's unit. `None` is "not known", which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Work in the sprint at its start.
    pub committed: Option<Points>,
    /// Work added later.
    pub added: Option<Points>,
    /// The sum of all changes of estimates; may be negative.
    pub reestimated: Option<Points>,
    /// Work taken out.
    pub removed: Option<Points>,
    /// Work finished.
    pub completed: Option<Points>,
    /// Work still open at the close.
    pub not_completed: Option<Points>,
}

/// Where a sprint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not begun.
    Planned,
    /// Running.
    Active,
    /// Over.
    Closed,
}

/// What a total counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Story points.
    #[default]
    Points,
    /// Items, each counting one.
    Items,
}

impl Sprint {
    /// A sprint of which only the id and the days are known.
    #[must_use]
    pub fn new(id: impl Into<String>, start: Date, end: Date) -> Self {
        Self { id: id.into(), dates: SprintDates { start, end, closed_on: None }, ..Self::default() }
    }

    /// The name, or the id where there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// The stated state, or the one that follows from the dates on the day `today`.
    #[must_use]
    pub fn state(&self, today: Date) -> State {
        self.stated.unwrap_or_else(|| self.dates.state(today))
    }

    /// The day that a report speaks of: the close of a closed sprint, otherwise `today`.
    #[must_use]
    pub fn report_date(&self, today: Date) -> Date {
        if self.state(today) == State::Closed { self.dates.close() } else { today }
    }
}

impl SprintDates {
    /// The day of the close: `closed_on`, or the last day.
    #[must_use]
    pub fn close(&self) -> Date {
        self.closed_on.unwrap_or(self.end)
    }

    fn state(&self, today: Date) -> State {
        if self.closed_on.is_some_and(|day| day <= today) || today > self.end {
            State::Closed
        } else if today < self.start {
            State::Planned
        } else {
            State::Active
        }
    }
}

impl Default for SprintDates {
    /// Year zero: a place to start from when a sprint is put together field by field.
    fn default() -> Self {
        Self { start: Date::ZERO, end: Date::ZERO, closed_on: None }
    }
}

impl Totals {
    /// Whether not one total is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl State {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Active => "active",
            Self::Closed => "closed",
        }
    }
}

impl Unit {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Items => "items",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Sprint, State};

    fn state_on(today: Date) -> State {
        Sprint::new("s1", date(2026, 3, 23), date(2026, 4, 3)).state(today)
    }

    #[test]
    fn the_dates_decide_the_state() {
        assert_eq!(state_on(date(2026, 3, 22)), State::Planned);
        assert_eq!(state_on(date(2026, 3, 23)), State::Active);
        assert_eq!(state_on(date(2026, 4, 3)), State::Active);
        assert_eq!(state_on(date(2026, 4, 4)), State::Closed);
    }

    #[test]
    fn an_early_close_and_a_stated_state_win() {
        let mut sprint = Sprint::new("s1", date(2026, 3, 23), date(2026, 4, 3));
        sprint.dates.closed_on = Some(date(2026, 4, 2));
        assert_eq!(sprint.state(date(2026, 4, 2)), State::Closed);
        sprint.stated = Some(State::Active);
        assert_eq!(sprint.state(date(2026, 5, 1)), State::Active);
    }
}
