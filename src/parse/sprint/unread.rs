//! Sprints that are there but could not be read. Nothing that one of them may explain is told as missing.

use std::collections::BTreeSet;

/// The sprints of a log that could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnreadSprints {
    /// The ids of those with their own file.
    pub ids: BTreeSet<String>,
    /// Whether there may be any others, since a history could not be read as a whole.
    pub others: bool,
}

impl UnreadSprints {
    /// Whether one of them may have the id `id`.
    #[must_use]
    pub fn may_be(&self, id: &str) -> bool {
        self.may_be_one(|unread| unread == id)
    }

    /// Whether one of them may be a sprint with such an id.
    #[must_use]
    pub fn may_be_one(&self, such: impl Fn(&str) -> bool) -> bool {
        self.others || self.ids.iter().any(|id| such(id))
    }
}
