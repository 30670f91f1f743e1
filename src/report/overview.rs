//! The overview of a sprint log: what to commit to next, how the last sprints went, and a table of all of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::capacity::{self, RecommendationView};
use super::facts::{self, EstimationView, HealthRow};
use super::figure::Figure;
use super::follow_through;
use super::forecast_view::{self, ForecastView};
use super::kinds::About;
use super::panels;
use super::topic::Topic;
use super::velocity::{self, Statistic};
use super::words;
use crate::sprints::{
    GoalRecord, History, Log, Outcome, Points, Recommendation, SayDo, Sprint, State, Velocity, Xmr, sprints_needed,
};

/// Everything that the overview page of a sprint log shows.
#[derive(Clone, Debug, Serialize)]
pub struct Overview {
    /// What people call the team.
    pub team: Option<String>,
    /// `points` or `items`: what velocity counts.
    pub unit: &'static str,
    /// How many closed sprints the statistics look back.
    pub window: usize,
    /// The log in words, the goals first.
    pub sentences: Vec<String>,
    /// What to commit to next.
    pub next: NextView,
    /// When the backlog is done, and what the next sprints bring; `null` before the first closed sprint.
    pub forecast: Option<ForecastView>,
    /// The statistics of velocity; empty before the first closed sprint.
    pub velocity: Vec<Statistic>,
    /// The figures by kind: `velocity`, `say_do`, `scope` …; a kind that cannot be drawn yet is not among them.
    pub figures: BTreeMap<String, Figure>,
    /// What came of the actions of retrospectives, in sentences.
    pub retro: Vec<String>,
    /// How long items take, line by line.
    pub cycle_time: Vec<Statistic>,
    /// Money, line by line; empty where no sprint tells its cost.
    pub money: Vec<Statistic>,
    /// Estimates against days.
    pub estimation: Option<EstimationView>,
    /// The last answers about health, by question.
    pub health: Vec<HealthRow>,
    /// The sprint that they come from.
    pub health_of: Option<String>,
    /// Work that is carried from sprint to sprint.
    pub zombies: Vec<String>,
    /// What is not shown yet: what it would give, and what is missing for it.
    pub missing: Vec<String>,
    /// The goals of the window.
    pub goals: GoalsView,
    /// All sprints, newest first.
    pub sprints: Vec<SprintRow>,
}

/// What to commit to next.
#[derive(Clone, Debug, Serialize)]
pub struct NextView {
    /// The id and the name of the sprint that is planned next, where one is.
    pub sprint: Option<SprintName>,
    /// Its commitment, where it is written down.
    pub committed: Option<String>,
    /// Its person-days, where they are taken into account.
    pub person_days: Option<String>,
    /// What the past says.
    pub recommendation: RecommendationView,
    /// One or two sentences to act on.
    pub sentences: Vec<String>,
}

/// A sprint to link to.
#[derive(Clone, Debug, Serialize)]
pub struct SprintName {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
}

/// The goals of the window.
#[derive(Clone, Debug, Serialize)]
pub struct GoalsView {
    /// Sprints whose goal was met.
    pub met: usize,
    /// Sprints that had a goal.
    pub with_goal: usize,
    /// "The goal was met in 6 of 9 sprints that had one (67 %)."
    pub sentence: String,
    /// The outcomes, oldest first.
    pub row: Vec<GoalMark>,
}

/// The goal of one sprint.
#[derive(Clone, Debug, Serialize)]
pub struct GoalMark {
    /// The id of the sprint.
    pub id: String,
    /// The name of the sprint.
    pub title: String,
    /// `met`, `partly`, `missed` or `none`.
    pub outcome: Option<&'static str>,
    /// The outcome in words.
    pub words: String,
}

/// One sprint in the table.
#[derive(Clone, Debug, Serialize)]
pub struct SprintRow {
    /// The id: whoever writes the page makes an address of it.
    pub id: String,
    /// The name.
    pub title: String,
    /// "23 March – 3 April 2026".
    pub dates: String,
    /// `planned`, `active` or `closed`.
    pub state: &'static str,
    /// Committed in the team's unit.
    pub committed: Option<String>,
    /// Completed in the team's unit; `null` before the start.
    pub completed: Option<String>,
    /// Completed against committed, as in "88 %" or "no commitment".
    pub throughput: Option<String>,
    /// `met`, `partly`, `missed` or `none`.
    pub goal: Option<&'static str>,
    /// Why it does not count.
    pub excluded: Option<String>,
}

/// The overview of `log` as of `today`.
#[must_use]
pub fn overview(log: &Log, today: Date) -> Overview {
    let history = History::of(log, today);
    let velocity = Velocity::of(&history.velocities());
    let goals = goals(log, today);
    let (figures, missing) = panels::figures(&Topic::log(log, today), About::Log);
    let last_closed = log.sprints.iter().rev().find(|sprint| sprint.state(today) == State::Closed);
    let (health_of, health) = facts::last_health(log, today).unzip();
    Overview {
        team: log.team.name.clone().or_else(|| log.team.id.clone()),
        unit: log.team.unit.word(),
        window: log.team.window,
        sentences: sentences(&history, &goals),
        next: next(log, today),
        forecast: forecast_view::view(log, today),
        velocity: velocity.as_ref().map(velocity::statistics).unwrap_or_default(),
        figures,
        retro: last_closed.map(|now| follow_through::sentences(log, now)).unwrap_or_default(),
        cycle_time: facts::cycle_time(log, today),
        money: facts::money(log, today),
        estimation: facts::estimation(log, today),
        health: health.unwrap_or_default(),
        health_of,
        zombies: facts::zombies(log),
        missing,
        goals,
        sprints: log.sprints.iter().rev().map(|sprint| row(log, sprint, today)).collect(),
    }
}

fn sentences(history: &History<'_>, goals: &GoalsView) -> Vec<String> {
    let mut told = vec![goals.sentence.clone()];
    let saydo = SayDo::of(&history.counted);
    told.extend(saydo.ratio_of_sums.map(|ratio| {
        let sprints = words::counted(history.counted.len(), "sprint");
        format!("Over the last {sprints} that count the team finished {} of what it planned.", words::percent(ratio))
    }));
    let velocities = history.velocities();
    let trend = velocity::trend_sentence(&velocities);
    let has_trend = trend.is_some();
    told.extend(trend);
    // With fewer sprints the limits are so wide that they tell nothing apart.
    if let Some(xmr) = Xmr::of(&velocities).filter(|_| velocities.len() >= sprints_needed(85)) {
        let out: Vec<String> =
            xmr.signals.iter().map(|place| history.counted[*place].sprint.title().to_owned()).collect();
        told.extend(match out.as_slice() {
            [] if has_trend => None,
            [] => Some("The ups and downs of velocity are the noise there always is; no sprint stands out.".to_owned()),
            [one] => Some(format!("{one} stands out from the usual ups and downs; something was different.")),
            _ => Some(format!(
                "{} stand out from the usual ups and downs; something was different.",
                words::listed(&out)
            )),
        });
    }
    told
}

fn goals(log: &Log, today: Date) -> GoalsView {
    let recent = log.recent(today);
    let record = GoalRecord::of(recent.iter().copied());
    let sentence = match record.met_rate() {
        None => "No closed sprint has a goal with an outcome yet.".to_owned(),
        Some(rate) => format!(
            "The goal was met in {} of {} that had one ({}).",
            record.met,
            words::counted(record.with_goal, "sprint"),
            words::percent(rate)
        ),
    };
    let mark = |sprint: &&Sprint| GoalMark {
        id: sprint.id.clone(),
        title: sprint.title().to_owned(),
        outcome: sprint.goal.outcome.map(Outcome::word),
        words: words::outcome(sprint.goal.outcome),
    };
    GoalsView { met: record.met, with_goal: record.with_goal, sentence, row: recent.iter().map(mark).collect() }
}

fn next(log: &Log, today: Date) -> NextView {
    let sprint = log.next(today);
    let committed = sprint.and_then(|sprint| log.ledger(sprint, log.team.unit).ok()??.committed);
    let recommendation = Recommendation::next(log, today);
    let view = capacity::recommendation_view(&recommendation, committed, log.team.unit);
    let caution = velocity::caution(&History::of(log, today).velocities());
    NextView {
        sprint: sprint.map(|sprint| SprintName { id: sprint.id.clone(), title: sprint.title().to_owned() }),
        committed: committed.map(|committed| words::amount(committed, log.team.unit)),
        person_days: recommendation.person_days.map(words::plain),
        sentences: advice(log, &view, committed).into_iter().chain(caution).collect(),
        recommendation: view,
    }
}

fn advice(log: &Log, view: &RecommendationView, committed: Option<Points>) -> Vec<String> {
    let unit = log.team.unit;
    let amount = |number: i64| words::amount(Points::whole(number), unit);
    let mut told = Vec::new();
    match (view.safe, view.likely) {
        (Some(safe), Some(likely)) => {
            told.push(format!("{} is safe, {likely} is likely.", words::capital(&amount(safe))));
        }
        (None, Some(likely)) => {
            let missing = words::counted(sprints_needed(85) - view.n, "more closed sprint");
            told.push(format!("{} is likely; a safe number needs {missing}.", words::capital(&amount(likely))));
        }
        _ => {}
    }
    told.push(view.why.clone());
    if let (Some(committed), Some(verdict)) = (committed, &view.verdict) {
        told.push(format!("Planned are {}: {verdict}.", words::amount(committed, unit)));
    }
    told
}

fn row(log: &Log, sprint: &Sprint, today: Date) -> SprintRow {
    let ledger = log.ledger(sprint, log.team.unit).ok().flatten();
    let state = sprint.state(today);
    let committed = ledger.and_then(|ledger| ledger.committed);
    let throughput = || ledger.as_ref()?.ratios().throughput_vs_plan.map(words::percent);
    let none = || committed.filter(|committed| committed.is_zero()).map(|_| super::ledger::NO_COMMITMENT.to_owned());
    let begun = state != State::Planned;
    SprintRow {
        id: sprint.id.clone(),
        title: sprint.title().to_owned(),
        dates: words::range(sprint.dates.start, sprint.dates.end),
        state: state.word(),
        committed: committed.map(words::plain),
        completed: ledger.and_then(|ledger| ledger.completed).filter(|_| begun).map(words::plain),
        throughput: if state == State::Closed { throughput().or_else(none) } else { None },
        goal: sprint.goal.outcome.map(Outcome::word),
        excluded: sprint.exclude.clone(),
    }
}
