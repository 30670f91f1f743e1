//! The team's answers to "how are we?".

use std::collections::BTreeMap;

use super::decimal::Points;
use super::ratio::Ratio;
use super::velocity::mean;

/// From so many answers on, nobody can tell who said what.
pub const FEWEST_ANSWERS: usize = 4;

/// The answers of one sprint. They are never shown one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The best possible answer.
    pub scale: Option<u32>,
    /// The answers, where there is one question.
    pub responses: Vec<Points>,
    /// The answers by question, where there are several.
    pub questions: BTreeMap<String, Vec<Points>>,
}

/// What the answers to one question add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How many there are.
    pub n: usize,
    /// Their mean; hidden below [`FEWEST_ANSWERS`].
    pub mean: Option<Ratio>,
    /// The middle value; hidden below [`FEWEST_ANSWERS`].
    pub median: Option<Ratio>,
}

impl Answers {
    /// What `answers` add up to.
    #[must_use]
    pub fn of(answers: &[Points]) -> Self {
        let n = answers.len();
        if n < FEWEST_ANSWERS {
            return Self { n, ..Self::default() };
        }
        let mut sorted = answers.to_vec();
        sorted.sort_unstable();
        Self { n, mean: mean(&sorted), median: mean(&sorted[(n - 1) / 2..=n / 2]) }
    }
}
