//! How a page of the handbook is joined with the reports of sprints.

use crate::parse::yaml::Fields;

use super::values::{Names, Truth};

/// What the reports of sprints make of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joining {
    /// Whether it says how a team works, so that a change of it is a mark on the team's charts. `None` where it does not say.
    pub way_of_working: Option<bool>,
    /// Which roles, or other things that reports speak of, it is about.
    pub explains: Vec<String>,
}

impl Joining {
    /// What a page explains is its own; what kind of page it is may be said for a whole section.
    pub(super) fn over(&self, defaults: &Self) -> Self {
        Self { way_of_working: self.way_of_working.or(defaults.way_of_working), explains: self.explains.clone() }
    }
}

pub(super) fn joining(fields: &mut Fields<'_>) -> Joining {
    Joining {
        way_of_working: fields.take("way_of_working").map(|Truth(truth)| truth),
        explains: fields.take("explains").map(|Names(names)| names).unwrap_or_default(),
    }
}
