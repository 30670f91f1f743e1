//! The settings of one team's sprint log.

use jiff::civil::Date;

use super::calendar::{Holiday, WorkingDays};
use super::capacity::Person;
use super::decimal::Points;
use super::money::Budget;
use super::sprint::Unit;

/// How many closed sprints the statistics look back, unless the team says otherwise. On 65 public boards and 1,332
/// forecasts a window of 10 was best calibrated.
pub const DEFAULT_WINDOW: usize = 10;

/// One team and how its sprints are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The id: the folder above the log, unless `team.yaml` says otherwise.
    pub id: Option<String>,
    /// What people call the team.
    pub name: Option<String>,
    /// What velocity counts.
    pub unit: Unit,
    /// The days of the week on which the team works.
    pub working_days: WorkingDays,
    /// Days on which nobody works.
    pub holidays: Vec<Holiday>,
    /// The people as roles.
    pub people: Vec<Person>,
    /// How many closed, not excluded sprints the statistics look back.
    pub window: usize,
    /// What counts as committed.
    pub commitment: CommitmentMode,
    /// What the team may spend.
    pub budget: Option<Budget>,
    /// What is still to be done, for the forecast.
    pub backlog: Option<Backlog>,
}

/// What counts as committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommitmentMode {
    /// The work open at the start. What was done before stands on its own line.
    #[default]
    OpenAtStart,
    /// As Jira counts: work in the sprint at its start, even if it was done before (`commitment: jira`).
    Jira,
}

/// Work that is still to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// What it is called.
    pub name: Option<String>,
    /// How much is left.
    pub size: Points,
    /// What `size` counts.
    pub unit: Unit,
    /// The day it is wanted by.
    pub by: Option<Date>,
}

impl Default for Team {
    fn default() -> Self {
        Self {
            id: None,
            name: None,
            unit: Unit::default(),
            working_days: WorkingDays::default(),
            holidays: Vec::new(),
            people: Vec::new(),
            window: DEFAULT_WINDOW,
            commitment: CommitmentMode::default(),
            budget: None,
            backlog: None,
        }
    }
}
