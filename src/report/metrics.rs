//! Every number that a page may ask for by its name, as in `[20 points](metric:safe_commitment)`.

use jiff::civil::Date;

use super::kinds::About;
use super::metric_values as values;
use super::topic::{Gap, Topic};

/// A number that a page may ask for.
#[derive(Clone, Copy, Debug)]
pub struct MetricKind {
    /// Its name in links, as in `velocity_median`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub shows: &'static str,
    /// What it is about.
    pub about: About,
    /// The id of its line on the page that explains the numbers.
    pub line: &'static str,
    /// Its value, or why there is none yet.
    pub value: fn(&Topic<'_>) -> Result<Metric, Gap>,
}

/// The value of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Metric {
    /// An amount, as in "18", with the word for one and for several of what it counts.
    Amount(String, Option<(&'static str, &'static str)>),
    /// A share in whole per cents.
    Percent(i64),
    /// A day.
    Day(Date),
    /// A word, as in "met".
    Word(String),
}

type Value = fn(&Topic<'_>) -> Result<Metric, Gap>;

const fn of_log(name: &'static str, shows: &'static str, line: &'static str, value: Value) -> MetricKind {
    MetricKind { name, shows, about: About::Log, line, value }
}

const fn of_sprint(name: &'static str, shows: &'static str, line: &'static str, value: Value) -> MetricKind {
    MetricKind { name, shows, about: About::Sprint, line, value }
}

/// Every number by its name: those of a log, then those of one sprint.
pub const METRICS: &[MetricKind] = &[
    of_log("safe_commitment", "what at least 85 % of past sprints reached", "safe", values::safe),
    of_log("likely_commitment", "what at least half of past sprints reached", "likely", values::likely),
    of_log("best_commitment", "the most that a past sprint reached", "best", values::best),
    of_log("next_person_days", "person-days of the next sprint", "person-days", values::next_person_days),
    of_log("sprints_counted", "sprints that the statistics stand on", "n", |topic| Ok(values::counted(topic))),
    of_log("velocity_last", "completed in the last closed sprint that counts", "completed", values::velocity_last),
    of_log("velocity_mean", "the mean of what was completed", "mean", values::velocity_mean),
    of_log("velocity_median", "the middle of what was completed", "median", values::velocity_median),
    of_log("velocity_min", "the least that was completed", "min", values::velocity_min),
    of_log("velocity_max", "the most that was completed", "max", values::velocity_max),
    of_log("velocity_p50", "completed in at least half of sprints", "p50_at_least", |topic| values::reached(topic, 50)),
    of_log("velocity_p70", "completed in at least 70 % of sprints", "p70_at_least", |topic| values::reached(topic, 70)),
    of_log("velocity_p85", "completed in at least 85 % of sprints", "p85_at_least", |topic| values::reached(topic, 85)),
    of_log("velocity_p95", "completed in at least 95 % of sprints", "p95_at_least", |topic| values::reached(topic, 95)),
    of_log("goals_met", "sprints of the window whose goal was met", "met-rate", values::goals_met),
    of_log("goals_met_rate", "their share of the sprints with a goal", "met-rate", values::goals_met_rate),
    of_log("saydo", "completed against committed, over the window", "saydo", values::saydo),
    of_log("backlog", "what is still to be done", "when", values::backlog),
    of_log("forecast_p50_sprints", "sprints until it is done, with 50 %", "when", |topic| {
        values::sprints_until(topic, 50)
    }),
    of_log("forecast_p85_sprints", "sprints until it is done, with 85 %", "when", |topic| {
        values::sprints_until(topic, 85)
    }),
    of_log("forecast_p50_date", "the day by which it is done, with 50 %", "when", |topic| values::day_of(topic, 50)),
    of_log("forecast_p85_date", "the day by which it is done, with 85 %", "when", |topic| values::day_of(topic, 85)),
    of_log("cycle_time_p50", "days within which half of the items are done", "cycle-time", |topic| {
        values::cycle_time(topic, 50)
    }),
    of_log("cycle_time_p85", "days within which 85 % of the items are done", "cycle-time", |topic| {
        values::cycle_time(topic, 85)
    }),
    of_log("follow_through", "actions done, of those that were due", "follow-through", values::follow_through),
    of_log("budget_spent", "the share of the budget that is spent", "spent", values::budget_spent),
    of_log("runway", "sprints that the rest of the budget lasts for", "runway", values::runway),
    of_sprint("committed", "committed at the start", "committed", |topic| {
        values::of_ledger(topic, |one| one.committed)
    }),
    of_sprint("added", "added after the start", "added", |topic| values::of_ledger(topic, |one| one.added)),
    of_sprint("removed", "taken out after the start", "removed", |topic| values::of_ledger(topic, |one| one.removed)),
    of_sprint("completed", "completed", "completed", |topic| values::of_ledger(topic, |one| one.completed)),
    of_sprint("not_completed", "still open", "not_completed", |topic| {
        values::of_ledger(topic, |one| one.not_completed)
    }),
    of_sprint("throughput_vs_plan", "completed against committed", "throughput_vs_plan", |topic| {
        values::share(topic, |one| one.throughput_vs_plan)
    }),
    of_sprint("commitment_reliability", "the committed work that was completed", "commitment_reliability", |topic| {
        values::share(topic, |one| one.commitment_reliability)
    }),
    of_sprint("completion_rate", "completed, of all that was to be done", "completion_rate", |topic| {
        values::share(topic, |one| one.completion_rate)
    }),
    of_sprint("carry_over_rate", "still open, of all that was to be done", "carry_over_rate", |topic| {
        values::share(topic, |one| one.carry_over_rate)
    }),
    of_sprint("churn", "added and removed against committed", "churn_pct", |topic| {
        values::share(topic, |one| one.churn)
    }),
    of_sprint("person_days", "person-days", "person-days", values::person_days),
    of_sprint("blocked_days", "days that blockers stood, added up", "blocker-days", values::blocked_days),
    of_sprint("goal_outcome", "what became of the goal", "met-rate", values::goal_outcome),
    of_sprint("start_date", "the first day", "committed", |topic| Ok(Metric::Day(topic.one_sprint()?.dates.start))),
    of_sprint("end_date", "the last day", "completed", |topic| Ok(Metric::Day(topic.one_sprint()?.dates.end))),
];

/// The number with this name.
#[must_use]
pub fn metric_kind(name: &str) -> Option<&'static MetricKind> {
    METRICS.iter().find(|kind| kind.name == name)
}
