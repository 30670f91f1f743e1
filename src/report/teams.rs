//! Several teams side by side: goals, reliability, blockers, forecast dates. Points of two teams are never added or compared.

use jiff::civil::Date;
use serde::Serialize;

use super::forecast::{Forecast, Question};
use super::standing::stood;
use super::topic::Topic;
use super::words;
use crate::sprints::{GoalRecord, History, Log, SayDo, Sprint, State, sprints_needed};

/// Everything that the page of all teams shows.
#[derive(Clone, Debug, Serialize)]
pub struct Teams {
    /// The page in one paragraph.
    pub sentences: Vec<String>,
    /// The teams, in the order of their addresses.
    pub teams: Vec<TeamRow>,
}

/// One team.
#[derive(Clone, Debug, Serialize)]
pub struct TeamRow {
    /// What the link to its overview is found by.
    pub key: String,
    /// What people call it.
    pub team: String,
    /// The name of the running sprint, or the last one.
    pub sprint: Option<String>,
    /// Its goal.
    pub goal: Option<String>,
    /// "6 of 9 (67 %)".
    pub goals: String,
    /// Completed against planned over the window, in per cent.
    pub reliability: String,
    /// "2 open, the oldest for 9 days".
    pub blockers: String,
    /// "85 % by 5 February 2027".
    pub forecast: String,
}

/// A log among several.
#[derive(Clone, Debug)]
pub struct TeamLog<'a> {
    /// What the link to its overview is found by.
    pub key: String,
    /// What the folder is called, for a team without a name.
    pub folder: String,
    /// The log.
    pub log: &'a Log,
}

/// The teams of `logs` as of `today`.
#[must_use]
pub fn teams(logs: &[TeamLog<'_>], today: Date) -> Teams {
    let teams: Vec<TeamRow> = logs.iter().map(|one| row(one, today)).collect();
    let records = logs.iter().map(|TeamLog { log, .. }| GoalRecord::of(log.recent(today)));
    let (met, with_goal) = records.fold((0, 0), |(met, all), one| (met + one.met, all + one.with_goal));
    let mut sentences = vec![match with_goal {
        0 => "No team has written down what became of its goals yet.".to_owned(),
        _ => format!("Together the teams met {met} of the {} that they set.", words::counted(with_goal, "goal")),
    }];
    let open: usize = logs.iter().map(|TeamLog { log, .. }| open_blockers(log, today).0).sum();
    let are = if open == 1 { "is" } else { "are" };
    sentences.push(match open {
        0 => "No blocker is open.".to_owned(),
        _ => format!("{} {are} open.", words::counted(open, "blocker")),
    });
    sentences.push("Each team counts in its own way, so its points stand on its own pages only.".to_owned());
    Teams { sentences, teams }
}

fn row(one: &TeamLog<'_>, today: Date) -> TeamRow {
    let log = one.log;
    let named = log.team.name.as_ref().or(log.team.id.as_ref());
    let begun = || log.sprints.iter().rev().filter(|sprint| sprint.state(today) != State::Planned);
    let current = begun().find(|sprint| sprint.state(today) == State::Active).or_else(|| begun().next());
    let record = GoalRecord::of(log.recent(today));
    let saydo = SayDo::of(&History::of(log, today).counted);
    TeamRow {
        key: one.key.clone(),
        team: named.cloned().unwrap_or_else(|| words::capital(&one.folder)),
        sprint: current.map(|sprint| sprint.title().to_owned()),
        goal: current.and_then(|sprint: &Sprint| sprint.goal.text.clone()),
        goals: record.met_rate().map_or_else(
            || "not known".to_owned(),
            |rate| format!("{} of {} ({})", record.met, record.with_goal, words::percent(rate)),
        ),
        reliability: saydo.ratio_of_sums.map_or_else(|| "not known".to_owned(), words::percent),
        blockers: blockers(log, today),
        forecast: forecast(log, today),
    }
}

fn open_blockers(log: &Log, today: Date) -> (usize, Option<i64>) {
    let stood = stood(&Topic::log(log, today));
    let open = || stood.iter().filter(|one| one.standing.open);
    (open().count(), open().map(|one| one.standing.days).max())
}

fn blockers(log: &Log, today: Date) -> String {
    match open_blockers(log, today) {
        (0, _) | (_, None) => "none open".to_owned(),
        (number, Some(days)) => format!("{number} open, the oldest for {}", words::counted_days(days)),
    }
}

fn forecast(log: &Log, today: Date) -> String {
    let forecast = Forecast::of(log, &Question::default(), today);
    let Some(reached) = &forecast.when else { return "no backlog is written down".to_owned() };
    if reached.when.already {
        return "nothing is left to do".to_owned();
    }
    if reached.when.never {
        return "never at this rate".to_owned();
    }
    let by = |p: usize| Some(format!("{p} % by {}", words::day_and_year(forecast.end(forecast.by(p)?)?)));
    by(85).unwrap_or_else(|| {
        if forecast.may_claim(85) {
            return "further away than can be told".to_owned();
        }
        let missing = words::counted(sprints_needed(85).saturating_sub(forecast.n), "more closed sprint");
        let half = by(50).map(|half| format!("{half}; "));
        format!("{}{missing} until an 85 % statement", half.unwrap_or_default())
    })
}
