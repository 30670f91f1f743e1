//! The report of one sprint: everything that its page shows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::blockers::{self, BlockersView};
use super::capacity::{self, CapacityView, RecommendationView};
use super::facts::{self, HealthRow};
use super::figure::Figure;
use super::items::{self, ItemGroup};
use super::kinds::About;
use super::ledger::{self, LedgerView};
use super::outlook::{self, Answer};
use super::overview::SprintName;
use super::panels;
use super::paragraph::{self, Subject};
use super::retro::{self, RetroView};
use super::topic::Topic;
use super::{changes, missing, words};
use crate::sprints::{Amendment, History, Log, Outcome, Recommendation, Release, Sprint, State};

/// The report of one sprint.
#[derive(Clone, Debug, Serialize)]
pub struct SprintReport {
    /// The id, which is the last part of the address.
    pub id: String,
    /// The name, or the id where there is none.
    pub title: String,
    /// What people call the team.
    pub team: Option<String>,
    /// The days of the sprint.
    pub dates: DatesView,
    /// `planned`, `active` or `closed`.
    pub state: &'static str,
    /// `points` or `items`: what the totals count.
    pub unit: &'static str,
    /// Why the sprint does not count in any statistics.
    pub excluded: Option<String>,
    /// A remark of the team.
    pub note: Option<String>,
    /// The goal.
    pub goal: GoalView,
    /// The sprint in words, one sentence each.
    pub summary: Vec<String>,
    /// What changed since the sprint before, one sentence each.
    pub changes: Vec<String>,
    /// What was delivered, what is next, when it is done, what is in the way.
    pub outlook: Vec<Answer>,
    /// The line of the overview that the sprint's numbers are compared with: the name of the sprint before.
    pub before: Option<SprintName>,
    /// Three or four plain figures, the goal first.
    pub key_numbers: Vec<KeyNumber>,
    /// The ledger; `null` where nothing is known or the numbers contradict each other.
    pub ledger: Option<LedgerView>,
    /// What is wrong with the numbers, where something is.
    pub fault: Option<String>,
    /// The figures by kind: `burnup`, `burndown`, `flow`; a kind that cannot be drawn yet is not among them.
    pub figures: BTreeMap<String, Figure>,
    /// Done, not done, removed, done before the start.
    pub item_groups: Vec<ItemGroup>,
    /// What stood in the way.
    pub blockers: Option<BlockersView>,
    /// The retrospective.
    pub retro: Option<RetroView>,
    /// How much time there was.
    pub capacity: Option<CapacityView>,
    /// What the sprints before say about this sprint's commitment.
    pub recommendation: RecommendationView,
    /// The answers of the team about its health.
    pub health: Vec<HealthRow>,
    /// What the sprint cost, in one sentence.
    pub money: Option<String>,
    /// What was released.
    pub releases: Vec<ReleaseView>,
    /// Changes after the close.
    pub amended: Vec<String>,
    /// What is missing and what it would give.
    pub missing: Vec<String>,
}

/// The days of a sprint.
#[derive(Clone, Debug, Serialize)]
pub struct DatesView {
    /// The first day, as in "2026-03-23".
    pub start: String,
    /// The last day, inclusive.
    pub end: String,
    /// The day of the close, where it is written down.
    pub closed_on: Option<String>,
    /// "23 March – 3 April 2026".
    pub words: String,
    /// Working days of the sprint.
    pub working_days: usize,
}

/// The goal of a sprint.
#[derive(Clone, Debug, Serialize)]
pub struct GoalView {
    /// The goal in one sentence.
    pub text: Option<String>,
    /// `met`, `partly`, `missed` or `none`.
    pub outcome: Option<&'static str>,
    /// The outcome in words, as in "Goal met".
    pub words: String,
    /// The address of the evidence; only addresses of the web and mail.
    pub evidence: Option<String>,
}

/// One plain figure.
#[derive(Clone, Debug, Serialize)]
pub struct KeyNumber {
    /// The line of the numbers page that explains it.
    pub key: &'static str,
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// One line below it.
    pub note: Option<String>,
}

/// Something that was released.
#[derive(Clone, Debug, Serialize)]
pub struct ReleaseView {
    /// The version.
    pub version: String,
    /// The day, as in "3 April 2026".
    pub date: Option<String>,
    /// Where to read more; only addresses of the web and mail.
    pub url: Option<String>,
}

/// The report of `sprint` as of `today`.
#[must_use]
pub fn sprint_report(log: &Log, sprint: &Sprint, today: Date) -> SprintReport {
    let (state, unit) = (sprint.state(today), log.unit(sprint));
    let counted = log.ledgers(sprint);
    let fault = counted.as_ref().err().map(ToString::to_string);
    let ledgers = counted.unwrap_or_default();
    let own = ledgers.by(unit);
    let blockers = blockers::view(log, sprint, sprint.report_date(today));
    let subject = Subject { log, sprint, ledger: own, blockers: blockers.as_ref(), today };
    let before = History::before(log, sprint, today);
    let commitment = ledgers.by(log.team.unit).and_then(|ledger| ledger.committed);
    let (figures, _) = panels::figures(&Topic::sprint(log, sprint, today), About::Sprint);
    let before_it = changes::before(log, sprint, today);
    let recommendation = Recommendation::from_history(&before, log.expected(sprint).map(|one| one.person_days));
    SprintReport {
        id: sprint.id.clone(),
        title: sprint.title().to_owned(),
        team: log.team.name.clone().or_else(|| log.team.id.clone()).or_else(|| sprint.team.clone()),
        dates: dates(log, sprint),
        state: state.word(),
        unit: unit.word(),
        excluded: sprint.exclude.clone(),
        note: sprint.note.clone(),
        goal: goal(sprint),
        summary: paragraph::sentences(&subject),
        changes: changes::sentences(log, sprint, own, today),
        outlook: outlook::answers(log, sprint, &ledgers, blockers.as_ref(), today),
        before: before_it.map(|one| SprintName { id: one.id.clone(), title: one.title().to_owned() }),
        key_numbers: key_numbers(&subject, &recommendation),
        ledger: ledger::view(log, &ledgers).map(|view| if state == State::Planned { view.of_a_plan() } else { view }),
        fault,
        figures,
        item_groups: items::groups(log, sprint, state),
        blockers,
        retro: retro::view(log, sprint, today),
        capacity: capacity::view(log, sprint),
        recommendation: capacity::recommendation_view(&recommendation, commitment, log.team.unit),
        health: facts::health(sprint),
        money: money(sprint),
        releases: releases(sprint),
        amended: amended(sprint),
        missing: missing::sentences(log, sprint, state, &before),
    }
}

fn dates(log: &Log, sprint: &Sprint) -> DatesView {
    DatesView {
        start: sprint.dates.start.to_string(),
        end: sprint.dates.end.to_string(),
        closed_on: sprint.dates.closed_on.map(|day| day.to_string()),
        words: words::range(sprint.dates.start, sprint.dates.end),
        working_days: log.calendar(sprint).sprint_days(&sprint.dates),
    }
}

fn goal(sprint: &Sprint) -> GoalView {
    GoalView {
        text: sprint.goal.text.clone(),
        outcome: sprint.goal.outcome.map(Outcome::word),
        words: words::outcome(sprint.goal.outcome),
        evidence: words::safe_address(sprint.goal.evidence.as_deref()),
    }
}

fn key_numbers(subject: &Subject<'_>, recommendation: &Recommendation) -> Vec<KeyNumber> {
    let Subject { log, sprint, ledger, blockers, today } = *subject;
    let (unit, state) = (log.unit(sprint), sprint.state(today));
    let number =
        |key, label: &str, value: String, note: Option<String>| KeyNumber { key, label: label.to_owned(), value, note };
    let outcome = match sprint.goal.outcome {
        Some(Outcome::None) => "no goal",
        Some(other) => other.word(),
        None if state == State::Closed => "not known",
        None if sprint.goal.text.is_some() => "still open",
        None => "not set yet",
    };
    let mut numbers = vec![number("met-rate", "Goal", words::capital(outcome), None)];
    let planned = ledger.and_then(|ledger| ledger.committed).filter(|_| state == State::Planned);
    let verdict = |planned| recommendation.verdict(planned).filter(|_| unit == log.team.unit).map(capacity::verdict);
    numbers
        .extend(planned.map(|planned| number("committed", "Planned", words::amount(planned, unit), verdict(planned))));
    let ledger = ledger.filter(|_| state != State::Planned);
    if let Some((ledger, completed)) = ledger.and_then(|ledger| Some((ledger, ledger.completed?))) {
        let ratios = ledger.ratios();
        let against = ledger.committed.map(|committed| match ratios.throughput_vs_plan {
            Some(ratio) => format!("against {} planned ({})", words::plain(committed), words::percent(ratio)),
            None => ledger::NO_COMMITMENT.to_owned(),
        });
        numbers.push(number("completed", "Completed", words::amount(completed, unit), against));
        numbers.extend(ratios.commitment_reliability.map(|ratio| {
            number(
                "commitment_reliability",
                "Of the planned work itself",
                words::percent(ratio),
                Some("was finished".to_owned()),
            )
        }));
    }
    numbers.extend(blockers.map(|blockers| {
        let days: i64 = blockers.rows.iter().filter_map(|row| row.days).sum();
        let days = words::counted(usize::try_from(days).unwrap_or_default(), "day");
        number("blocker-days", "Blocked", days, Some(format!("by {}", words::counted(blockers.rows.len(), "blocker"))))
    }));
    numbers
}

/// "34,000 GBP were spent, 34,000 GBP were planned."
fn money(sprint: &Sprint) -> Option<String> {
    let money = sprint.money.as_ref()?;
    let currency = money.currency.as_deref().unwrap_or_default();
    let sum = |amount| format!("{} {currency}", words::money(amount)).trim().to_owned();
    match (money.spent, money.planned) {
        (Some(spent), Some(planned)) => Some(format!("{} were spent, {} were planned.", sum(spent), sum(planned))),
        (Some(spent), None) => Some(format!("{} were spent.", sum(spent))),
        (None, Some(planned)) => Some(format!("{} are planned.", sum(planned))),
        (None, None) => None,
    }
}

fn releases(sprint: &Sprint) -> Vec<ReleaseView> {
    let view = |release: &Release| ReleaseView {
        version: release.version.clone(),
        date: release.date.map(words::day_and_year),
        url: words::safe_address(release.url.as_deref()),
    };
    sprint.releases.iter().map(view).collect()
}

/// "Amended 10 April 2026: two items had the wrong estimate (found at the review)."
fn amended(sprint: &Sprint) -> Vec<String> {
    let told = |one: &Amendment| {
        let why = one.why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
        format!("Amended {}: {}{why}", words::day_and_year(one.date), one.what)
    };
    sprint.amended.iter().map(told).collect()
}
