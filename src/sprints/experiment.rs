//! Experiments of retrospectives: the measure before and after, and whether the change is more than noise.

use jiff::civil::Date;

use super::blocker::Blocker;
use super::decimal::Points;
use super::flow::cycle_time;
use super::log::Log;
use super::ratio::Ratio;
use super::recommendation::rate;
use super::sprint::{Sprint, State};

/// So many sprints before are needed for limits that tell anything apart.
pub const SPRINTS_FOR_LIMITS: usize = 6;

/// So many values in a row on one side of the mean are a signal even within the limits (Wheeler's second rule).
const RUN: usize = 8;

/// What can be measured about a sprint without asking anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Work finished, in the team's unit.
    Completed,
    /// Work finished per person-day.
    Rate,
    /// Work left open, in the team's unit.
    NotCompleted,
    /// N / (D + N).
    CarryOver,
    /// D / C.
    AgainstPlan,
    /// Committed work that was finished, / C.
    Reliability,
    /// (A + R) / C.
    Churn,
    /// A / C.
    Added,
    /// The median cycle time in calendar days.
    CycleTime,
    /// Days blocked, added up.
    DaysBlocked,
    /// Bugs that users found first.
    Escaped,
}

/// A measure before and after an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeAfter {
    /// What was measured.
    pub measure: Measure,
    /// The mean of the sprints up to the one that decided the action; `None` without any.
    pub before: Option<Ratio>,
    /// The mean of the sprints after it; `None` without any.
    pub after: Option<Ratio>,
    /// How many sprints there were before and after.
    pub sprints: (usize, usize),
    /// What XmR says.
    pub signal: Signal,
}

/// Whether a change is more than the noise there always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Fewer than [`SPRINTS_FOR_LIMITS`] sprints before, or none after.
    TooEarly,
    /// Every sprint after is within the limits of those before.
    NotYet,
    /// A sprint after is outside of the limits, or eight in a row are on one side of the mean.
    Seen,
}

/// Words of measures, the more particular first: neither "not completed" nor "completed per person-day" is "completed".
const NAMES: &[(&str, Measure)] = &[
    ("person-day", Measure::Rate),
    ("person day", Measure::Rate),
    ("not completed", Measure::NotCompleted),
    ("left open", Measure::NotCompleted),
    ("carry-over", Measure::CarryOver),
    ("carry over", Measure::CarryOver),
    ("carried", Measure::CarryOver),
    ("against plan", Measure::AgainstPlan),
    ("reliability", Measure::Reliability),
    ("churn", Measure::Churn),
    ("added", Measure::Added),
    ("cycle time", Measure::CycleTime),
    ("blocked", Measure::DaysBlocked),
    ("escaped", Measure::Escaped),
    ("velocity", Measure::Completed),
    ("completed", Measure::Completed),
];

impl Measure {
    /// The measure that the words of a team name; `None` for one that only people can take.
    #[must_use]
    pub fn named(words: &str) -> Option<Self> {
        let words = words.to_lowercase().replace('_', " ");
        NAMES.iter().find(|(name, _)| words.contains(name)).map(|(_, measure)| *measure)
    }

    /// Whether it is a part of one, which people read in per cent.
    #[must_use]
    pub const fn is_share(self) -> bool {
        matches!(self, Self::CarryOver | Self::AgainstPlan | Self::Reliability | Self::Churn | Self::Added)
    }

    /// Its value in `sprint`; `None` where the sprint does not tell.
    #[must_use]
    pub fn of(self, log: &Log, sprint: &Sprint) -> Option<Ratio> {
        let whole = |number: i128| Ratio::new(number, 1);
        match self {
            Self::CycleTime => whole(i128::from(cycle_time(sprint)?.p50)),
            Self::DaysBlocked => {
                let calendar = log.calendar(sprint);
                let standing = |blocker: &Blocker| blocker.standing(sprint.dates.close(), &calendar);
                whole(sprint.blockers.iter().filter_map(standing).map(|one| i128::from(one.days)).sum())
            }
            Self::Escaped => whole(i128::from(sprint.quality.escaped?)),
            _ => self.of_ledger(log, sprint),
        }
    }

    fn of_ledger(self, log: &Log, sprint: &Sprint) -> Option<Ratio> {
        let ledger = log.ledger(sprint, log.team.unit).ok()??;
        let ratios = ledger.ratios();
        match self {
            Self::Rate => rate(ledger.completed?, log.availability(sprint)?.person_days),
            Self::Completed => Ratio::of(ledger.completed?, Points::whole(1)),
            Self::NotCompleted => Ratio::of(ledger.not_completed?, Points::whole(1)),
            Self::CarryOver => ratios.carry_over_rate,
            Self::AgainstPlan => ratios.throughput_vs_plan,
            Self::Reliability => ratios.commitment_reliability,
            Self::Churn => ratios.churn,
            Self::Added => ratios.added,
            Self::CycleTime | Self::DaysBlocked | Self::Escaped => None,
        }
    }
}

impl BeforeAfter {
    /// `measure` in the team's window of sprints up to `decided`, and in all that were closed since.
    #[must_use]
    pub fn of(log: &Log, measure: Measure, decided: &Sprint, today: Date) -> Self {
        let counts = |sprint: &&Sprint| sprint.state(today) == State::Closed && sprint.exclude.is_none();
        let values = |after: bool| -> Vec<Ratio> {
            let sprints = log.sprints.iter().filter(counts);
            let chosen = sprints.filter(|sprint| (sprint.dates.start > decided.dates.start) == after);
            chosen.filter_map(|sprint| measure.of(log, sprint)).collect()
        };
        let all_before = values(false);
        let before = &all_before[all_before.len().saturating_sub(log.team.window)..];
        let after = values(true);
        Self {
            measure,
            before: Ratio::mean(before.iter().copied()),
            after: Ratio::mean(after.iter().copied()),
            sprints: (before.len(), after.len()),
            signal: signal(before, &after),
        }
    }
}

/// Limits of the sprints before, mean ± 2.66 × mean moving range, against the sprints after.
fn signal(before: &[Ratio], after: &[Ratio]) -> Signal {
    let before: Vec<f64> = before.iter().map(|value| value.to_f64()).collect();
    let after: Vec<f64> = after.iter().map(|value| value.to_f64()).collect();
    if before.len() < SPRINTS_FOR_LIMITS || after.is_empty() {
        return Signal::TooEarly;
    }
    let middle = before.iter().sum::<f64>() / before.len() as f64;
    let ranges: f64 = before.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    // A hair wider, so that a value on the limit is within it in spite of binary fractions.
    let limit = 2.66 * ranges / (before.len() - 1) as f64 + 1e-9;
    let outside = after.iter().any(|value| (value - middle).abs() > limit);
    let one_side =
        |side: fn(&f64, f64) -> bool| after.windows(RUN).any(|values| values.iter().all(|value| side(value, middle)));
    let run = one_side(|value, middle| *value > middle) || one_side(|value, middle| *value < middle);
    if outside || run { Signal::Seen } else { Signal::NotYet }
}
