//! What an export says, before it is put together: sprints and items as they were seen, each with its place.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::parse::Standing;
use crate::source::Span;
use crate::sprints::{Points, State, Totals};

/// Where an export comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tracker {
    /// Jira, Cloud or Data Center.
    Jira,
    /// GitHub issues and projects.
    GitHub,
    /// GitLab issues.
    GitLab,
    /// Linear.
    Linear,
    /// Azure DevOps.
    Azure,
    /// Trello.
    Trello,
    /// Any table.
    Csv,
}

impl Tracker {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jira => "Jira",
            Self::GitHub => "GitHub",
            Self::GitLab => "GitLab",
            Self::Linear => "Linear",
            Self::Azure => "Azure DevOps",
            Self::Trello => "Trello",
            Self::Csv => "a table",
        }
    }
}

/// Everything that the files of one import say.
#[derive(Default)]
pub(super) struct Export {
    pub(super) sprints: Vec<SeenSprint>,
    pub(super) items: Vec<SeenItem>,
    /// The columns and fields that name people, which are passed over.
    pub(super) people: BTreeSet<String>,
    /// What cannot be known from these files, one sentence each.
    pub(super) unknown: BTreeSet<Unknown>,
    /// What was left out or put right, one sentence each.
    pub(super) remarks: Vec<String>,
}

/// What an export cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// What was in a sprint at its start.
    Committed,
    /// What left a sprint before its end.
    Removed,
    /// Which earlier sprints an item was in.
    EarlierSprints,
    /// The day on which items came into a sprint or left it.
    DayOfChange,
    /// In which zone the days are.
    Zone,
}

/// A sprint as one file names it.
#[derive(Debug, Clone)]
pub(super) struct SeenSprint {
    /// The id in the tracker, where it has one.
    pub(super) key: Option<String>,
    pub(super) name: String,
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) closed_on: Option<Date>,
    pub(super) state: Option<State>,
    pub(super) goal: Option<String>,
    pub(super) totals: Totals,
    pub(super) board: Option<String>,
    pub(super) at: Span,
}

impl SeenSprint {
    pub(super) fn new(name: String, at: Span) -> Self {
        let (key, start, end, closed_on, state, goal, board) = (None, None, None, None, None, None, None);
        Self { key, name, start, end, closed_on, state, goal, totals: Totals::default(), board, at }
    }
}

/// An item as one file tells of it.
#[derive(Debug, Clone)]
pub(super) struct SeenItem {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) url: Option<String>,
    /// The word of the tracker.
    pub(super) kind: Option<String>,
    pub(super) points: Option<Points>,
    /// The estimate at the end, where it differs from the one at the start.
    pub(super) final_points: Option<Points>,
    /// Names or ids of its sprints, the last one last.
    pub(super) sprints: Vec<String>,
    pub(super) status: Option<Status>,
    pub(super) days: Days,
    pub(super) labels: Vec<String>,
    pub(super) parent: Option<String>,
    pub(super) at: Span,
}

impl SeenItem {
    pub(super) fn new(id: String, title: String, at: Span) -> Self {
        let (url, kind, points, final_points, status, parent) = (None, None, None, None, None, None);
        let (sprints, labels) = (Vec::new(), Vec::new());
        let days = Days::default();
        Self { id, title, url, kind, points, final_points, sprints, status, days, labels, parent, at }
    }
}

/// The status of an item in the words of its tracker.
#[derive(Debug, Clone)]
pub(super) struct Status {
    pub(super) word: String,
    /// What the tracker itself says about where this is.
    pub(super) standing: Option<Standing>,
    pub(super) at: Span,
}

/// The days that an export knows of an item.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Days {
    pub(super) created: Option<Date>,
    pub(super) started: Option<Date>,
    pub(super) done: Option<Date>,
    pub(super) dropped: Option<Date>,
    pub(super) added: Option<Date>,
    pub(super) removed: Option<Date>,
    /// It came into the sprint while that was running, on a day that nobody tells.
    pub(super) added_some_day: bool,
    /// It left the sprint while that was running, on a day that nobody tells.
    pub(super) removed_some_day: bool,
}

impl Unknown {
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Committed => {
                "committed is unknown in this export: what was there at the export counts as committed, but for items \
                 that were created after the start"
            }
            Self::Removed => "removed is unknown in this export: what left a sprint before the export is not in it",
            Self::EarlierSprints => {
                "carried is unknown in this export: it names one sprint for each item, the last one"
            }
            Self::DayOfChange => {
                "the days of changes are unknown in this export: the day after the start stands for \"added\", the day \
                 of the close for \"removed\" and \"re-estimated\""
            }
            Self::Zone => "days are those of UTC, as the export writes its times; `time_zone` in a map changes that",
        }
    }
}
