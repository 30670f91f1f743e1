//! The sprint logs of a project without its pages: what the commands about sprints need.

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, nearest};
use crate::site::SprintLog;
use crate::source::SourceTree;
use crate::sprints::{Log, Sprint, State};

use super::build::in_order;
use super::numbers::read_log;
use super::sort::sort;

/// The sprint logs of a project as of one day.
pub struct Logs {
    /// The day that numbers speak of.
    pub today: Date,
    /// Every mistake in the files of the logs, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) of_teams: Vec<SprintLog>,
}

/// The sprint logs in `tree` as of `today`.
#[must_use]
pub fn logs(tree: &SourceTree, today: Date) -> Logs {
    let mut diagnostics = Vec::new();
    let mut logs = Vec::new();
    for (folder, files) in &sort(tree).logs {
        let part = read_log(folder, files, today, &mut diagnostics);
        let (log, found) = SprintLog::new(part);
        diagnostics.extend(found);
        logs.push(log);
    }
    Logs { today, diagnostics: in_order(diagnostics), of_teams: logs }
}

impl Logs {
    /// The log of the team with this id or name; without one, the only log there is.
    pub(super) fn of_team(&self, team: Option<&str>) -> Result<&SprintLog, String> {
        match (team, self.of_teams.as_slice()) {
            (_, []) => Err("there is no sprint log: no folder `sprints` with a YAML file in it".to_owned()),
            (None, [only]) => Ok(only),
            (None, several) => Err(format!("there are several teams: say which with `--team`: {}", names(several))),
            (Some(team), all) => all
                .iter()
                .find(|log| is_called(log, team))
                .ok_or_else(|| format!("there is no team `{team}`; there are {}", names(all))),
        }
    }

    /// The sprint with this id, and its log; without an id the running sprint or else the last closed one.
    pub(super) fn sprint(&self, id: Option<&str>, team: Option<&str>) -> Result<(&SprintLog, &Sprint), String> {
        let Some(id) = id else {
            let log = self.of_team(team)?;
            let sprint = current(&log.log, self.today).ok_or("there is no sprint that has begun")?;
            return Ok((log, sprint));
        };
        let logs: Vec<&SprintLog> = match team {
            Some(team) => vec![self.of_team(Some(team))?],
            None => self.of_teams.iter().collect(),
        };
        let found: Vec<(&SprintLog, &Sprint)> =
            logs.iter().filter_map(|log| Some((*log, log.log.sprint(id)?))).collect();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(unknown(id, &logs)),
            _ => Err(format!("several teams have a sprint `{id}`: say which with `--team`: {}", names(&self.of_teams))),
        }
    }
}

fn current(log: &Log, today: Date) -> Option<&Sprint> {
    let with = |state: State| log.sprints.iter().rev().find(move |sprint| sprint.state(today) == state);
    with(State::Active).or_else(|| with(State::Closed))
}

fn unknown(id: &str, logs: &[&SprintLog]) -> String {
    let ids = logs.iter().flat_map(|log| log.log.sprints.iter().map(|sprint| sprint.id.as_str()));
    let near = nearest(id, ids).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("there is no sprint `{id}`{near}")
}

fn is_called(log: &SprintLog, team: &str) -> bool {
    let team = team.to_lowercase();
    [&log.log.team.id, &log.log.team.name].into_iter().flatten().any(|name| name.to_lowercase() == team)
        || log.name() == team
}

fn names(logs: &[SprintLog]) -> String {
    let names: Vec<String> = logs.iter().map(|log| format!("`{}`", log.name())).collect();
    names.join(", ")
}
