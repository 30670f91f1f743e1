//! What came of retrospectives, for machines.

use std::collections::BTreeMap;

use serde::Serialize;

use super::numbers::{Amount, FourPlaces};
use crate::sprints::{Answers, FollowThrough, Health, Log, Money, Sprint};

/// What came of the actions decided so far.
#[derive(Clone, Debug, Serialize)]
pub struct RetroNumbers {
    /// How many actions there are.
    pub total: usize,
    /// How many have come due; dropped ones are among them.
    pub due: usize,
    /// How many are done.
    pub done: usize,
    /// How many were done when they were due.
    pub done_on_time: usize,
    /// How many were given up.
    pub dropped: usize,
    /// The ids of those that are due and still open.
    pub overdue_open: Vec<String>,
    /// Done / due.
    pub follow_through: Option<FourPlaces>,
    /// Done on time / due.
    pub on_time_rate: Option<FourPlaces>,
    /// The mean number of sprints from the decision until it was done.
    pub mean_sprints_to_close: Option<FourPlaces>,
}

/// Answers to the health questions. Below four answers there is no mean, so that nobody can be picked out.
#[derive(Clone, Debug, Serialize)]
pub struct HealthNumbers {
    /// How many answers there are to the one question.
    pub n: usize,
    /// Their mean.
    pub mean: Option<FourPlaces>,
    /// The middle value.
    pub median: Option<FourPlaces>,
    /// Where there are several questions: the answers to each.
    pub questions: BTreeMap<String, AnswerNumbers>,
}

/// Answers to one of several questions.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerNumbers {
    /// How many there are.
    pub n: usize,
    /// Their mean.
    pub mean: Option<FourPlaces>,
    /// The middle value.
    pub median: Option<FourPlaces>,
}

/// What one sprint cost.
#[derive(Clone, Debug, Serialize)]
pub struct MoneyNumbers {
    /// What was spent.
    pub spent: Option<Amount<2>>,
    /// What was planned.
    pub planned: Option<Amount<2>>,
    /// The currency.
    pub currency: Option<String>,
}

/// The actions decided up to `now`, as seen at its close.
pub(crate) fn retro_numbers(log: &Log, now: &Sprint) -> RetroNumbers {
    follow_through_numbers(&FollowThrough::until(log, now))
}

/// What came of these actions.
pub(crate) fn follow_through_numbers(followed: &FollowThrough<'_>) -> RetroNumbers {
    RetroNumbers {
        total: followed.total(),
        due: followed.due(),
        done: followed.done(),
        done_on_time: followed.done_on_time(),
        dropped: followed.dropped(),
        overdue_open: followed.overdue().map(|one| one.action.id.clone()).collect(),
        follow_through: followed.rate().map(FourPlaces),
        on_time_rate: followed.on_time_rate().map(FourPlaces),
        mean_sprints_to_close: followed.mean_sprints_to_close().map(FourPlaces),
    }
}

/// The answers of one sprint.
pub(crate) fn health_numbers(health: &Health) -> HealthNumbers {
    let Answers { n, mean, median } = Answers::of(&health.responses);
    let question = |(question, answers): (&String, &Vec<_>)| {
        let Answers { n, mean, median } = Answers::of(answers);
        (question.clone(), AnswerNumbers { n, mean: mean.map(FourPlaces), median: median.map(FourPlaces) })
    };
    HealthNumbers {
        n,
        mean: mean.map(FourPlaces),
        median: median.map(FourPlaces),
        questions: health.questions.iter().map(question).collect(),
    }
}

/// The cost of one sprint.
pub(crate) fn money_numbers(money: &Money) -> MoneyNumbers {
    MoneyNumbers {
        spent: money.spent.map(Amount),
        planned: money.planned.map(Amount),
        currency: money.currency.clone(),
    }
}
