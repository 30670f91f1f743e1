//! A list of the sprints of a project, as they stand in its files.

use serde::Serialize;

use crate::site::SprintLog;
use crate::source::SourceTree;
use crate::sprints::{Outcome, Points, Sprint};

use super::logs::Logs;

/// One sprint of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedSprint {
    /// Its id.
    pub id: String,
    /// The team, by its id or its folder.
    pub team: String,
    /// What people call it.
    pub name: Option<String>,
    /// The first day.
    pub start: String,
    /// The last day, inclusive.
    pub end: String,
    /// `planned`, `active` or `closed`.
    pub state: &'static str,
    /// `met`, `partly`, `missed` or `none`.
    pub goal: Option<&'static str>,
    /// In the team's unit.
    pub committed: Option<f64>,
    /// In the team's unit.
    pub completed: Option<f64>,
    /// Why it does not count in statistics.
    pub excluded: Option<String>,
    /// The address of its report in the site.
    pub address: String,
    /// The file that it comes from.
    pub source: String,
}

impl Logs {
    /// Every sprint of every log in `tree`, oldest first.
    #[must_use]
    pub fn list(&self, tree: &SourceTree) -> Vec<ListedSprint> {
        let listed = self.of_teams.iter().flat_map(|log| {
            let sprints = log.log.sprints.iter().enumerate();
            sprints.map(move |(place, sprint)| self.listed(log, place, sprint, tree))
        });
        listed.collect()
    }

    fn listed(&self, log: &SprintLog, place: usize, sprint: &Sprint, tree: &SourceTree) -> ListedSprint {
        let ledgers = log.log.ledgers(sprint).unwrap_or_default();
        let ledger = ledgers.by(log.log.team.unit);
        let amount = |amount: Option<Points>| amount.map(Points::to_f64);
        ListedSprint {
            id: sprint.id.clone(),
            team: log.name().to_owned(),
            name: sprint.name.clone(),
            start: sprint.dates.start.to_string(),
            end: sprint.dates.end.to_string(),
            state: sprint.state(self.today).word(),
            goal: sprint.goal.outcome.map(Outcome::word),
            committed: amount(ledger.and_then(|ledger| ledger.committed)),
            completed: amount(ledger.and_then(|ledger| ledger.completed)),
            excluded: sprint.exclude.clone(),
            address: log.report_url(place),
            source: tree.shown(&log.files[place].source),
        }
    }
}
