//! What is on the horizon: risks, and promises from other teams.

use jiff::civil::Date;

/// Something that may stand in the way later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Risk {
    /// The id that a blocker may name as its origin.
    pub id: String,
    /// What may happen.
    pub title: String,
    /// How likely, 1 (hardly) to 5 (almost surely).
    pub likelihood: Option<u8>,
    /// How bad, 1 (a nuisance) to 5 (the goal is lost).
    pub impact: Option<u8>,
    /// The day it could bite.
    pub near: Option<Date>,
    /// What the team does about it.
    pub response: Option<String>,
    /// The role that watches it.
    pub owner: Option<String>,
    /// Where it stands, in the team's own word.
    pub state: Option<String>,
}

/// Something the team needs from another team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependency {
    /// The id.
    pub id: String,
    /// The team that it comes from.
    pub team: Option<String>,
    /// What is needed.
    pub what: String,
    /// The day it is needed.
    pub needed_by: Option<Date>,
    /// The day it is promised for.
    pub promised: Option<Date>,
    /// Where it stands.
    pub state: Option<DependencyState>,
}

/// Where a dependency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DependencyState {
    /// Asked for, no answer yet.
    Asked,
    /// Promised.
    Agreed,
    /// There.
    Delivered,
    /// Promised and not there in time.
    Late,
}

impl DependencyState {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Delivered => "delivered",
            Self::Late => "late",
        }
    }
}
