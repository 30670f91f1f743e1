//! What a stakeholder asks after "was the goal met?": what was delivered, what is next, when it is done, what is in the way.

use jiff::civil::Date;
use serde::Serialize;

use super::blockers::BlockersView;
use super::forecast::{Forecast, Question};
use super::words;
use crate::sprints::{Ledgers, Log, Sprint, State, Unit};

/// A question and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The question.
    pub question: &'static str,
    /// The answer, in one or two sentences.
    pub answer: String,
    /// The line of the numbers page that explains it, where one does.
    pub key: Option<&'static str>,
}

/// The answers that the files give.
pub(crate) fn answers(
    log: &Log,
    sprint: &Sprint,
    ledgers: &Ledgers,
    blockers: Option<&BlockersView>,
    today: Date,
) -> Vec<Answer> {
    let is_newest =
        log.sprints.iter().rev().find(|one| one.state(today) != State::Planned).is_some_and(|one| one.id == sprint.id);
    let begun = sprint.state(today) != State::Planned;
    let answer = |question, key, answer: Option<String>| Some(Answer { question, key, answer: answer? });
    [
        answer("What was delivered?", Some("completed"), begun.then(|| delivered(sprint, ledgers)).flatten()),
        answer("What is next?", None, next(log, sprint)),
        answer("When is it done?", Some("when"), is_newest.then(|| when(log, today)).flatten()),
        answer("What is in the way?", Some("blocker-days"), in_the_way(blockers)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn delivered(sprint: &Sprint, ledgers: &Ledgers) -> Option<String> {
    let items = ledgers.items.as_ref().and_then(|ledger| ledger.completed);
    let points = ledgers.points.as_ref().and_then(|ledger| ledger.completed);
    let amounts = [
        items.map(|items| words::amount(items, Unit::Items)),
        points.map(|points| words::amount(points, Unit::Points)),
    ];
    let amounts: Vec<String> = amounts.into_iter().flatten().collect();
    let released: Vec<String> = sprint.releases.iter().map(|release| release.version.clone()).collect();
    let released = (!released.is_empty()).then(|| format!("Released: {}.", words::listed(&released)));
    let amounts = (!amounts.is_empty()).then(|| format!("{}.", words::listed(&amounts)));
    let told: Vec<String> = amounts.into_iter().chain(released).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn next(log: &Log, sprint: &Sprint) -> Option<String> {
    let next = log.sprints.iter().find(|other| other.dates.start > sprint.dates.end)?;
    let dates = words::range(next.dates.start, next.dates.end);
    Some(match &next.goal.text {
        Some(goal) => format!("{}, {dates}: {goal}", next.title()),
        None => format!("{}, {dates}. Its goal is not written down yet.", next.title()),
    })
}

fn when(log: &Log, today: Date) -> Option<String> {
    log.team.backlog.as_ref()?;
    let forecast = Forecast::of(log, &Question::default(), today);
    forecast.when.as_ref()?;
    let mut told = forecast.sentences();
    told.truncate(1);
    told.extend(forecast.missing_sentence());
    Some(told.join(" "))
}

fn in_the_way(blockers: Option<&BlockersView>) -> Option<String> {
    let open: Vec<String> = blockers.iter().flat_map(|view| &view.rows).filter(|row| row.open).map(told).collect();
    if open.is_empty() {
        return blockers.map(|_| "Nothing any more: every blocker of this sprint is resolved.".to_owned());
    }
    Some(format!("{}.", open.join("; ")))
}

fn told(row: &super::blockers::BlockerRow) -> String {
    let days = row.days.map(|days| format!(" for {}", words::counted_days(days)));
    let owner = row.owner.as_ref().map(|owner| format!(", looked after by the {owner}"));
    format!("{}{}{}", row.title, days.unwrap_or_default(), owner.unwrap_or_default())
}
