//! How much to commit to: past outcomes, put to the time there will be.

use jiff::civil::Date;

use super::decimal::{PersonDays, Points};
use super::history::{Counted, History};
use super::log::Log;
use super::percentile::{at_least, may_claim};
use super::ratio::Ratio;
use super::sprint::Sprint;

/// What the past says about a commitment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recommendation {
    /// One outcome per counted sprint, oldest first, in the team's unit.
    pub outcomes: Vec<Ratio>,
    /// The person-days that the outcomes are for; `None` where the outcomes are the velocities themselves.
    pub person_days: Option<PersonDays>,
}

/// What the past says about one commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Not above safe.
    RoomToSpare,
    /// Not above likely.
    Fits,
    /// Reached in so many of so many sprints.
    Stretch {
        /// Sprints whose outcome was at least as much.
        reached: usize,
        /// Sprints looked at.
        of: usize,
    },
    /// Above every outcome.
    NeverReached,
}

impl Recommendation {
    /// For the first planned sprint of the log, or for "a sprint like those before" where none is planned.
    #[must_use]
    pub fn next(log: &Log, today: Date) -> Self {
        let person_days = log.next(today).and_then(|sprint| log.expected(sprint)).map(|one| one.person_days);
        Self::from_history(&History::of(log, today), person_days)
    }

    /// For `sprint`, from what was known when it began.
    #[must_use]
    pub fn for_sprint(log: &Log, sprint: &Sprint, today: Date) -> Self {
        Self::from_history(&History::before(log, sprint, today), log.expected(sprint).map(|one| one.person_days))
    }

    /// Each past sprint's rate × `person_days`; the velocities themselves where any capacity is missing.
    #[must_use]
    pub fn from_history(history: &History<'_>, person_days: Option<PersonDays>) -> Self {
        let by_rate = person_days.and_then(|days| adjusted(&history.counted, days));
        match by_rate {
            Some(outcomes) => Self { outcomes, person_days },
            None => Self { outcomes: history.counted.iter().map(velocity).collect(), person_days: None },
        }
    }

    /// How many sprints this stands on.
    #[must_use]
    pub fn n(&self) -> usize {
        self.outcomes.len()
    }

    /// What at least 85 % of the outcomes reached, rounded down; `None` with fewer than 6 sprints.
    #[must_use]
    pub fn safe(&self) -> Option<i64> {
        self.at_least(85)
    }

    /// What at least half of the outcomes reached, rounded down; `None` without a sprint.
    #[must_use]
    pub fn likely(&self) -> Option<i64> {
        self.at_least(50)
    }

    /// The best outcome, rounded down.
    #[must_use]
    pub fn best(&self) -> Option<i64> {
        self.outcomes.iter().max().map(|outcome| outcome.floor())
    }

    /// How many outcomes were at least `commitment`.
    #[must_use]
    pub fn reached(&self, commitment: Points) -> usize {
        let wanted = Ratio::new(i128::from(commitment.as_parts()), i128::from(Points::SCALE));
        self.outcomes.iter().filter(|outcome| wanted.is_some_and(|wanted| **outcome >= wanted)).count()
    }

    /// What the past says about `commitment`; `None` without a past.
    #[must_use]
    pub fn verdict(&self, commitment: Points) -> Option<Verdict> {
        let not_above = |limit: Option<i64>| limit.is_some_and(|limit| commitment <= Points::whole(limit));
        let (reached, of) = (self.reached(commitment), self.n());
        match () {
            () if of == 0 => None,
            () if not_above(self.safe()) => Some(Verdict::RoomToSpare),
            () if not_above(self.likely()) => Some(Verdict::Fits),
            () if reached > 0 => Some(Verdict::Stretch { reached, of }),
            () => Some(Verdict::NeverReached),
        }
    }

    fn at_least(&self, p: usize) -> Option<i64> {
        let claim = may_claim(p, self.n()).then(|| at_least(&self.outcomes, p)).flatten();
        claim.map(Ratio::floor)
    }
}

/// Pooled completed / pooled person-days: the rate of the whole window, per person-day.
#[must_use]
pub fn pooled_rate(counted: &[Counted<'_>]) -> Option<Ratio> {
    let known = || counted.iter().filter_map(|one| Some((one.completed, one.person_days?)));
    let completed: Points = known().map(|pair| pair.0).sum();
    let days: PersonDays = known().map(|pair| pair.1).sum();
    rate(completed, days)
}

/// Completed per person-day.
#[must_use]
pub fn rate(completed: Points, days: PersonDays) -> Option<Ratio> {
    let part = i128::from(completed.as_parts()) * i128::from(PersonDays::SCALE);
    Ratio::new(part, i128::from(days.as_parts()) * i128::from(Points::SCALE))
}

fn adjusted(counted: &[Counted<'_>], days: PersonDays) -> Option<Vec<Ratio>> {
    let outcome = |one: &Counted<'_>| {
        let part = i128::from(one.completed.as_parts()) * i128::from(days.as_parts());
        Ratio::new(part, i128::from(one.person_days?.as_parts()) * i128::from(Points::SCALE))
    };
    counted.iter().map(outcome).collect()
}

fn velocity(one: &Counted<'_>) -> Ratio {
    Ratio::new(i128::from(one.completed.as_parts()), i128::from(Points::SCALE)).expect("the scale is not zero")
}
