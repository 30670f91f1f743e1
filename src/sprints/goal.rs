//! The sprint goal and how often goals are met.

use super::ratio::Ratio;
use super::sprint::Sprint;

/// What the sprint was for, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goal {
    /// The goal in one sentence.
    pub text: Option<String>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The address of the evidence, such as a recorded demo.
    pub evidence: Option<String>,
}

/// What became of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Reached.
    Met,
    /// Reached in part, which does not count as met.
    Partly,
    /// Not reached.
    Missed,
    /// There was no goal.
    None,
}

/// How often the goal was met. Sprints without a goal, or without a word on it, are in neither number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalRecord {
    /// Sprints whose goal was met.
    pub met: usize,
    /// Sprints that had a goal with an outcome.
    pub with_goal: usize,
}

impl Outcome {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::Missed => "missed",
            Self::None => "none",
        }
    }
}

impl GoalRecord {
    /// Counts the goals of `sprints`.
    #[must_use]
    pub fn of<'a>(sprints: impl IntoIterator<Item = &'a Sprint>) -> Self {
        let outcomes = sprints.into_iter().filter_map(|sprint| sprint.goal.outcome);
        outcomes.filter(|outcome| *outcome != Outcome::None).fold(Self { met: 0, with_goal: 0 }, |record, outcome| {
            Self { met: record.met + usize::from(outcome == Outcome::Met), with_goal: record.with_goal + 1 }
        })
    }

    /// `met / with_goal`.
    #[must_use]
    pub fn met_rate(&self) -> Option<Ratio> {
        Ratio::new(self.met as i128, self.with_goal as i128)
    }
}
