//! The closed sprints that a chart of a log shows side by side.

use super::chart::{Place, Sign};
use super::topic::Topic;
use super::words;
use crate::sprints::{Ledger, Log, Points, Sprint, State, Unit};

/// How many sprints a chart shows at most: about a year of two-week sprints.
const MOST_SPRINTS: usize = 24;

/// A closed sprint whose completed work is known.
pub(crate) struct Shown<'a> {
    log: &'a Log,
    pub(crate) sprint: &'a Sprint,
    pub(crate) ledger: Ledger,
    pub(crate) completed: Points,
}

/// The closed sprints of which the completed work is known in `unit`: the newest of them, oldest first.
pub(crate) fn shown<'a>(topic: &Topic<'a>, unit: Unit) -> Vec<Shown<'a>> {
    let log = topic.log;
    let known = closed(topic).filter_map(|sprint| {
        let ledger = log.ledger(sprint, unit).ok()??;
        Some(Shown { log, sprint, completed: ledger.completed?, ledger })
    });
    let mut shown: Vec<Shown<'a>> = known.take(most(topic)).collect();
    shown.reverse();
    shown
}

/// The closed sprints, newest first.
pub(crate) fn closed<'a>(topic: &Topic<'a>) -> impl Iterator<Item = &'a Sprint> + use<'a> {
    let today = topic.today;
    topic.log.sprints.iter().rev().filter(move |sprint| sprint.state(today) == State::Closed)
}

/// How many sprints to show.
pub(crate) fn most(topic: &Topic<'_>) -> usize {
    topic.last.unwrap_or(MOST_SPRINTS)
}

impl Shown<'_> {
    /// Its place on a chart, with nothing drawn in it yet. `told` begins the words for a resting pointer.
    pub(crate) fn place(&self, told: &str) -> Place {
        let left_out = self.left_out().map_or_else(String::new, |why| format!("; {why}"));
        Place {
            label: self.sprint.id.clone(),
            left_out: self.sprint.exclude.is_some(),
            tooltip: format!("{}: {told}{left_out}", self.sprint.title()),
            ..Place::default()
        }
    }

    /// Why it does not count, and what happened in it.
    pub(crate) fn remarks(&self) -> String {
        self.left_out().into_iter().chain(self.events()).collect::<Vec<_>>().join("; ")
    }

    /// What happened in it.
    pub(crate) fn events(&self) -> impl Iterator<Item = String> {
        self.log.events(self.sprint).map(|event| event.what.clone())
    }

    fn left_out(&self) -> Option<String> {
        self.sprint.exclude.as_ref().map(|reason| format!("not counted: {reason}"))
    }
}

/// The sign of sprints that do not count, where there are such.
pub(crate) fn left_out_sign(shown: &[Shown<'_>]) -> Option<(Sign, String)> {
    shown.iter().any(|one| one.sprint.exclude.is_some()).then(|| (Sign::LeftOut, "not counted".to_owned()))
}

/// "Not counted, and marked with a cross: Sprint 3 (outage)." or nothing.
pub(crate) fn left_out_told(shown: &[Shown<'_>]) -> String {
    let left_out: Vec<String> = shown
        .iter()
        .filter_map(|one| Some(format!("{} ({})", one.sprint.title(), one.sprint.exclude.as_ref()?)))
        .collect();
    if left_out.is_empty() {
        return String::new();
    }
    format!(" Not counted, and marked with a cross: {}.", words::listed(&left_out))
}
