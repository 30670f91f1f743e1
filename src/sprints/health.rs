//! The team's answers to "how are we?".

use std::collections::BTreeMap;

use super::decimal::Points;

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
