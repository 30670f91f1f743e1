//! The horizon of a log: what may stand in the way next.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::age::{aged, current};
use super::facts::zombies;
use super::figure::Figure;
use super::forecast::{Forecast, Question};
use super::topic::Topic;
use super::{age, standing, words};
use crate::sprints::{
    Dependency, DependencyState, FollowThrough, Log, Risk, ServiceLevel, Sprint, State, coming_ends, days_apart,
};

/// Everything that the horizon page shows.
#[derive(Clone, Debug, Serialize)]
pub struct Horizon {
    /// The page in one paragraph.
    pub sentences: Vec<String>,
    /// Risks that are still open, the nearest first.
    pub risks: Vec<RiskRow>,
    /// What is needed from others and not there yet, the earliest need first.
    pub dependencies: Vec<DependencyRow>,
    /// Promises whose day is over: of other teams, and of the team to itself.
    pub overdue: Vec<String>,
    /// Items in progress for longer than 85 % of finished items took.
    pub ageing: Vec<String>,
    /// Why nothing can be said about ageing items, where that is so.
    pub ageing_gap: Option<String>,
    /// What may become a blocker, each with its reason.
    pub potential: Vec<String>,
    /// Open work by age, and blockers by cause.
    pub figures: Vec<Figure>,
    /// What is missing and what it would give.
    pub missing: Vec<String>,
}

/// A risk.
#[derive(Clone, Debug, Serialize)]
pub struct RiskRow {
    /// The id.
    pub id: String,
    /// What may happen.
    pub title: String,
    /// How likely, 1 to 5.
    pub likelihood: Option<u8>,
    /// How bad, 1 to 5.
    pub impact: Option<u8>,
    /// One times the other.
    pub score: Option<u8>,
    /// The day it could bite, as in "14 December 2026".
    pub near: Option<String>,
    /// How far that is: "in 21 days", "9 days ago".
    pub distance: Option<String>,
    /// What the team does about it.
    pub response: Option<String>,
    /// The role that watches it.
    pub owner: Option<String>,
    /// Where it stands.
    pub state: Option<String>,
    /// The blockers that it became.
    pub became: Vec<String>,
}

/// Something that is needed from another team.
#[derive(Clone, Debug, Serialize)]
pub struct DependencyRow {
    /// The id.
    pub id: String,
    /// What is needed.
    pub what: String,
    /// The team that it comes from.
    pub team: Option<String>,
    /// The day it is needed.
    pub needed: Option<String>,
    /// The day it is promised for.
    pub promised: Option<String>,
    /// `asked`, `agreed` or `late`.
    pub state: Option<&'static str>,
    /// How the promise fits the need.
    pub slack: String,
    /// How the need fits the day by which the work that waits for it is done in 85 % of futures.
    pub against: Option<String>,
}

/// Words for risks that are over.
const OVER: [&str; 10] =
    ["closed", "done", "resolved", "retired", "gone", "over", "expired", "avoided", "mitigated", "dropped"];
/// A cause that was met in so many of the last sprints is likely to come again.
const RECURRING: (usize, usize) = (3, 5);

/// The horizon of `log` as of `today`.
#[must_use]
pub fn horizon(log: &Log, today: Date) -> Horizon {
    let topic = Topic::log(log, today);
    let (risks, dependencies) = (risks(log, today), dependencies(log, today));
    let level = ServiceLevel::of(log, today);
    let ageing = ageing(&topic, level.within(85));
    let overdue = overdue(log, &dependencies, today);
    let potential = potential(&topic, &risks, &dependencies);
    let rows: Vec<RiskRow> = risks.iter().map(|risk| risk_row(log, risk, today)).collect();
    let figures = [age::figure(&topic), standing::figure(&topic)];
    Horizon {
        sentences: sentences(rows.len(), dependencies.len(), overdue.len(), &ageing, &potential),
        dependencies: dependency_rows(log, &dependencies, today),
        overdue,
        ageing_gap: level.within(85).is_none().then(|| {
            let missing = crate::sprints::sprints_needed(85).saturating_sub(level.sprints);
            format!("{} with started items until an 85 % statement.", words::counted(missing, "more closed sprint"))
        }),
        ageing,
        potential,
        missing: missing(&rows, &dependencies),
        risks: rows,
        figures: figures.into_iter().flatten().collect(),
    }
}

/// The sprints that may still matter: the window, what runs, what is planned.
fn sprints(log: &Log, today: Date) -> impl Iterator<Item = &Sprint> {
    let closed = log.sprints.iter().filter(|sprint| sprint.state(today) == State::Closed).count();
    let skipped = closed.saturating_sub(log.team.window);
    log.sprints.iter().skip(skipped)
}

fn risks(log: &Log, today: Date) -> Vec<&Risk> {
    let mut latest: BTreeMap<&str, &Risk> = BTreeMap::new();
    for risk in sprints(log, today).flat_map(|sprint| &sprint.risks) {
        latest.insert(&risk.id, risk);
    }
    let is_over =
        |risk: &&Risk| risk.state.as_ref().is_some_and(|state| OVER.contains(&state.trim().to_lowercase().as_str()));
    let mut risks: Vec<&Risk> = latest.into_values().filter(|risk| !is_over(risk)).collect();
    risks.sort_by_key(|risk| (risk.near.is_none(), risk.near, std::cmp::Reverse(score(risk))));
    risks
}

fn score(risk: &Risk) -> Option<u8> {
    Some(risk.likelihood?.saturating_mul(risk.impact?))
}

fn dependencies(log: &Log, today: Date) -> Vec<&Dependency> {
    let mut latest: BTreeMap<&str, &Dependency> = BTreeMap::new();
    for one in sprints(log, today).flat_map(|sprint| &sprint.dependencies) {
        latest.insert(&one.id, one);
    }
    let mut open: Vec<&Dependency> =
        latest.into_values().filter(|one| one.state != Some(DependencyState::Delivered)).collect();
    open.sort_by_key(|one| (one.needed_by.is_none(), one.needed_by));
    open
}

fn risk_row(log: &Log, risk: &Risk, today: Date) -> RiskRow {
    let blockers = log.sprints.iter().flat_map(|sprint| &sprint.blockers);
    let became: BTreeSet<&str> = blockers
        .filter(|blocker| blocker.risk.as_ref() == Some(&risk.id))
        .map(|blocker| blocker.title.as_str())
        .collect();
    RiskRow {
        id: risk.id.clone(),
        title: risk.title.clone(),
        likelihood: risk.likelihood,
        impact: risk.impact,
        score: score(risk),
        near: risk.near.map(words::day_and_year),
        distance: risk.near.map(|day| distance(today, day)),
        response: risk.response.clone(),
        owner: risk.owner.clone(),
        state: risk.state.clone(),
        became: became.into_iter().map(str::to_owned).collect(),
    }
}

/// "in 21 days", "today", "9 days ago".
fn distance(today: Date, day: Date) -> String {
    match days_apart(today, day) {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", words::counted_days(days)),
        days => format!("{} ago", words::counted_days(-days)),
    }
}

fn dependency_rows(log: &Log, dependencies: &[&Dependency], today: Date) -> Vec<DependencyRow> {
    if dependencies.is_empty() {
        return Vec::new();
    }
    let forecast = Forecast::of(log, &Question::default(), today);
    let name = log.team.backlog.as_ref().and_then(|backlog| backlog.name.clone());
    let name = name.map_or_else(|| "the backlog".to_owned(), |name| format!("“{name}”"));
    let done = forecast.by(85).and_then(|steps| forecast.end(steps));
    let against = |needed: Date| {
        let (done, days) = (done?, days_apart(needed, done?));
        let date = words::day_and_year(done);
        Some(match days {
            days if days >= 0 => format!("{} before {name} is done with 85 % ({date})", words::counted_days(days)),
            days => format!("{} after {name} is done with 85 % ({date})", words::counted_days(-days)),
        })
    };
    let row = |one: &&Dependency| DependencyRow {
        id: one.id.clone(),
        what: one.what.clone(),
        team: one.team.clone(),
        needed: one.needed_by.map(words::day_and_year),
        promised: one.promised.map(words::day_and_year),
        state: one.state.map(DependencyState::word),
        slack: slack(one, today),
        against: one.needed_by.and_then(against),
    };
    dependencies.iter().map(row).collect()
}

fn slack(one: &Dependency, today: Date) -> String {
    match (one.needed_by, one.promised) {
        (Some(needed), Some(promised)) => match days_apart(promised, needed) {
            0 => "promised for the day it is needed".to_owned(),
            days if days > 0 => format!("promised {} before it is needed", words::counted_days(days)),
            days => format!("promised {} too late", words::counted_days(-days)),
        },
        (Some(needed), None) => format!("needed {}, nothing promised", distance(today, needed)),
        (None, Some(promised)) => format!("promised {}", distance(today, promised)),
        (None, None) => "no date is written down".to_owned(),
    }
}

fn overdue(log: &Log, dependencies: &[&Dependency], today: Date) -> Vec<String> {
    let promise = |one: &&Dependency| {
        let promised = one.promised.filter(|day| *day < today)?;
        let from = one.team.as_ref().map_or_else(String::new, |team| format!(" from {team}"));
        let late = words::counted_days(days_apart(promised, today));
        Some(format!("{}{from} was promised for {}, {late} ago.", one.what, words::day_and_year(promised)))
    };
    let mut told: Vec<String> = dependencies.iter().filter_map(promise).collect();
    let now = log.sprints.iter().rev().find(|sprint| sprint.state(today) == State::Closed);
    let followed = now.map(|now| FollowThrough::until(log, now)).unwrap_or_default();
    told.extend(followed.overdue().map(|one| {
        let due = one.action.due.as_deref().map(|id| log.sprint(id).map_or(id, Sprint::title)).unwrap_or_default();
        format!("The action “{}” from {} was due in {due}.", one.action.what, one.from.title())
    }));
    told
}

fn ageing(topic: &Topic<'_>, limit: Option<i64>) -> Vec<String> {
    let (Some(limit), Some(sprint)) = (limit, current(topic.log, topic)) else { return Vec::new() };
    let old = aged(sprint, topic).into_iter().filter(|item| item.days > limit);
    old.map(|item| {
        format!("{}: {} old, and 85 % of items are done within {limit}.", item.title, words::counted_days(item.days))
    })
    .collect()
}

fn potential(topic: &Topic<'_>, risks: &[&Risk], dependencies: &[&Dependency]) -> Vec<String> {
    let Topic { log, today, .. } = *topic;
    let soon = coming_ends(log, today, 2).last().copied();
    let near = |risk: &&&Risk| risk.near.zip(soon).is_some_and(|(near, soon)| today <= near && near <= soon);
    let mut told: Vec<String> = risks
        .iter()
        .filter(near)
        .map(|risk| format!("Risk {} could bite before the end of the next sprint: {}.", risk.id, risk.title))
        .collect();
    told.extend(dependencies.iter().filter_map(|one| {
        let late = one.needed_by.zip(one.promised).is_some_and(|(needed, promised)| promised > needed);
        let why = match one.state {
            _ if late => "is promised for a day after it is needed",
            Some(DependencyState::Late) => "is late",
            Some(DependencyState::Asked) | None => "is asked for and not promised",
            _ => return None,
        };
        Some(format!("{} {why}.", one.what))
    }));
    told.extend(recurring(log, today));
    told.extend(zombies(log));
    told
}

/// "“waiting for decision” stood in the way in 4 of the last 5 sprints."
fn recurring(log: &Log, today: Date) -> Vec<String> {
    let (often, of) = RECURRING;
    let recent = log.recent(today);
    let last = &recent[recent.len().saturating_sub(of)..];
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for sprint in last {
        for blocker in sprint.blockers.iter().filter(|blocker| blocker.cause.is_some()) {
            seen.entry(blocker.cause()).or_default().insert(&sprint.id);
        }
    }
    seen.into_iter()
        .filter(|(_, sprints)| sprints.len() >= often)
        .map(|(cause, sprints)| {
            format!("“{cause}” stood in the way in {} of the last {} sprints.", sprints.len(), last.len())
        })
        .collect()
}

fn sentences(risks: usize, needs: usize, overdue: usize, ageing: &[String], potential: &[String]) -> Vec<String> {
    if risks + needs + overdue + ageing.len() + potential.len() == 0 {
        return vec!["Nothing is known to be on the horizon.".to_owned()];
    }
    let part = |number: usize, thing: &str| (number > 0).then(|| words::counted(number, thing));
    let open: Vec<String> = [part(risks, "open risk"), part(needs, "open dependency")].into_iter().flatten().collect();
    let open = words::listed(&open).replace("dependencys", "dependencies");
    let mut told = Vec::new();
    if !open.is_empty() {
        told.push(format!("{open}."));
    }
    if overdue > 0 {
        let are = if overdue == 1 { "is" } else { "are" };
        told.push(format!("{} {are} overdue.", words::counted(overdue, "promise")));
    }
    if !ageing.is_empty() {
        let (items, are) = (words::counted(ageing.len(), "item"), if ageing.len() == 1 { "is" } else { "are" });
        told.push(format!("{items} {are} older than items usually get."));
    }
    if !potential.is_empty() {
        told.push(format!("{} may become a blocker.", words::counted(potential.len(), "thing")));
    }
    told
}

fn missing(risks: &[RiskRow], dependencies: &[&Dependency]) -> Vec<String> {
    let risk = risks.is_empty().then_some(
        "Write risks into the sprint files, with the day they could bite, and they stand here by nearness and weight.",
    );
    let need = dependencies.is_empty().then_some(
        "Write down what you need from other teams, with `needed_by` and `promised`, and late promises stand here first.",
    );
    risk.into_iter().chain(need).map(str::to_owned).collect()
}
