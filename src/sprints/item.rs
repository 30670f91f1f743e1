//! One item of work in a sprint. There is no assignee anywhere: this is about work, never about people.

use jiff::civil::Date;

use super::decimal::Points;

/// One item of work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The id in the team's tracker. The same id in two sprints is a carry-over.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it is described.
    pub url: Option<String>,
    /// The kind of work (`type` in the file).
    pub kind: ItemType,
    /// The estimates, oldest first. Empty: not estimated, so 0 points and 1 item.
    pub estimates: Vec<Estimate>,
    /// The day it came into a running sprint.
    pub added: Option<Date>,
    /// The day it was taken out.
    pub removed: Option<Date>,
    /// The day work began.
    pub started: Option<Date>,
    /// The day it was finished.
    pub done: Option<Date>,
    /// Whether the sprint goal needs it.
    pub goal: bool,
    /// When it could not move.
    pub blocked: Vec<Blocked>,
    /// Whether it is a bug that users found first.
    pub escaped: bool,
    /// The id of what it is a part of.
    pub parent: Option<String>,
    /// The labels of the tracker.
    pub labels: Vec<String>,
    /// One line for the release notes.
    pub summary: Option<String>,
}

/// What an item was thought to be worth from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The day of the estimate; `None` for "from the beginning".
    pub date: Option<Date>,
    /// The estimate.
    pub points: Points,
}

/// The kind of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemType {
    /// A bug.
    Bug,
    /// Upkeep that users do not see.
    Chore,
    /// Something new for users.
    Feature,
    /// Work to find something out.
    Spike,
    /// Anything else, and what has no type.
    #[default]
    Other,
}

/// A stretch of days on which an item could not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The first day.
    pub from: Date,
    /// The day it could move again; `None` while it cannot.
    pub to: Option<Date>,
    /// The id of the blocker.
    pub blocker: Option<String>,
}

impl Item {
    /// The estimate that held at the end of the day `on`, or the first one where all are later; 0 without any.
    #[must_use]
    pub fn estimate_on(&self, on: Date) -> Points {
        self.estimate_while(|date| date <= on)
    }

    /// The estimate that held before any event of the day `day`, or the first one where none is older.
    #[must_use]
    pub fn estimate_before(&self, day: Date) -> Points {
        self.estimate_while(|date| date < day)
    }

    /// Whether somebody gave it points.
    #[must_use]
    pub fn is_estimated(&self) -> bool {
        !self.estimates.is_empty()
    }

    fn estimate_while(&self, counts: impl Fn(Date) -> bool) -> Points {
        // Nearly every item, and each day of each chart asks again.
        if let [only] = self.estimates.as_slice() {
            return only.points;
        }
        let held = self.estimates.iter().filter(|estimate| estimate.date.is_none_or(&counts));
        let latest = held.max_by_key(|estimate| estimate.date);
        let first = || self.estimates.iter().min_by_key(|estimate| estimate.date);
        latest.or_else(first).map_or(Points::ZERO, |estimate| estimate.points)
    }
}

impl Estimate {
    /// An estimate that held from the beginning.
    #[must_use]
    pub const fn from_the_beginning(points: Points) -> Self {
        Self { date: None, points }
    }
}

impl ItemType {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bug => "bug",
            Self::Chore => "chore",
            Self::Feature => "feature",
            Self::Spike => "spike",
            Self::Other => "other",
        }
    }
}
