//! What a chart is about, and why it cannot be drawn yet.

use jiff::civil::Date;
use serde::Serialize;

use super::figure::figure_id;
use crate::sprints::{Log, Sprint};

/// What a chart is about: a log, one of its sprints, and how much of it to show.
#[derive(Clone, Copy, Debug)]
pub struct Topic<'a> {
    /// The team and its sprints.
    pub log: &'a Log,
    /// The sprint. A chart of one sprint needs it; a chart of a log does not look at it.
    pub sprint: Option<&'a Sprint>,
    /// The day that the chart speaks of.
    pub today: Date,
    /// How many of the newest sprints a chart of a log shows at most; `None` for what is usual for it.
    pub last: Option<usize>,
    /// What is put behind the id of the figure, so that one chart can stand on a page twice. Usually empty.
    pub mark: &'a str,
}

/// Why a chart cannot be drawn yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// What is missing, as in "no sprint is closed yet".
    pub missing: String,
    /// What would be shown with it, as in "what was committed and completed in each sprint".
    pub gives: String,
}

impl<'a> Topic<'a> {
    /// The whole of `log`.
    #[must_use]
    pub const fn log(log: &'a Log, today: Date) -> Self {
        Self { log, sprint: None, today, last: None, mark: "" }
    }

    /// One sprint of `log`.
    #[must_use]
    pub const fn sprint(log: &'a Log, sprint: &'a Sprint, today: Date) -> Self {
        Self { log, sprint: Some(sprint), today, last: None, mark: "" }
    }

    /// The same without its sprint, for charts that are about the log whatever sprint is named.
    pub(crate) const fn of_log(self) -> Self {
        Self { sprint: None, ..self }
    }

    /// The id of the figure of this kind: one for each sprint, or for each team.
    pub(crate) fn id(&self, kind: &str) -> String {
        let of = self.sprint.map_or_else(|| self.log.team.id.as_deref().unwrap_or_default(), |one| one.id.as_str());
        figure_id(kind, &format!("{of}{}", self.mark))
    }

    /// The sprint, or the gap of a chart that needs one.
    pub(crate) fn one_sprint(&self) -> Result<&'a Sprint, Gap> {
        self.sprint.ok_or_else(|| Gap::new("no sprint is named", "the chart of that sprint"))
    }
}

impl Gap {
    /// What is missing and what it would give.
    pub(crate) fn new(missing: impl Into<String>, gives: impl Into<String>) -> Self {
        Self { missing: missing.into(), gives: gives.into() }
    }

    /// Both in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("Not drawn yet: {}. It would show {}.", self.missing, self.gives)
    }
}
