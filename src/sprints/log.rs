//! A sprint log: one team and its sprints.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::calendar::Calendar;
use super::calibration::Said;
use super::capacity::{Availability, Capacity};
use super::carry::Stays;
use super::event::Event;
use super::ledger::Ledger;
use super::ledgers::{LedgerError, Ledgers};
use super::sprint::{Sprint, State, Unit};
use super::team::Team;

/// One team and its sprints, oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// The team and how it counts.
    pub team: Team,
    /// The sprints by start, then by id. With other items in them it is another log, to be made by [`Log::new`].
    pub sprints: Vec<Sprint>,
    /// What forecasts said at past closes, oldest first.
    pub journal: Vec<Said>,
    /// By the id of the sprint: that the team's way of working changed while it ran, as its handbook tells. No part of the
    /// sprint's own facts.
    pub changed_ways: BTreeMap<String, Event>,
    /// In which of the sprints each item was. Found once, since every sprint of a long log asks for what was before it.
    pub(super) stays: Stays,
}

impl Log {
    /// A log with its sprints in order.
    #[must_use]
    pub fn new(team: Team, mut sprints: Vec<Sprint>) -> Self {
        sprints.sort_by(|one, other| (one.dates.start, &one.id).cmp(&(other.dates.start, &other.id)));
        let stays = Stays::of(&sprints);
        Self { team, sprints, journal: Vec::new(), changed_ways: BTreeMap::new(), stays }
    }

    /// The sprint with this id.
    #[must_use]
    pub fn sprint(&self, id: &str) -> Option<&Sprint> {
        self.sprints.iter().find(|sprint| sprint.id == id)
    }

    /// What happened around the team in `sprint`: as its file tells, and as its handbook does.
    pub fn events<'a>(&'a self, sprint: &'a Sprint) -> impl Iterator<Item = &'a Event> {
        sprint.events.iter().chain(self.changed_ways.get(&sprint.id))
    }

    /// The place of the sprint with this id, the oldest being 0.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<usize> {
        self.sprints.iter().position(|sprint| sprint.id == id)
    }

    /// The working days that hold in `sprint`.
    #[must_use]
    pub fn calendar(&self, sprint: &Sprint) -> Calendar {
        Calendar::new(&self.team, &sprint.calendar)
    }

    /// What the totals of `sprint` count.
    #[must_use]
    pub fn unit(&self, sprint: &Sprint) -> Unit {
        sprint.unit.unwrap_or(self.team.unit)
    }

    /// The person-days of `sprint`, where they are known.
    #[must_use]
    pub fn availability(&self, sprint: &Sprint) -> Option<Availability> {
        let capacity = sprint.capacity.as_ref()?;
        Some(capacity.availability(&sprint.dates, &self.calendar(sprint)))
    }

    /// The person-days to reckon with in `sprint`: what it states, otherwise those of the whole team without leave.
    #[must_use]
    pub fn expected(&self, sprint: &Sprint) -> Option<Availability> {
        let team = || {
            let people = Some(self.team.people.clone()).filter(|people| !people.is_empty())?;
            Some(Capacity::People(people).availability(&sprint.dates, &self.calendar(sprint)))
        };
        self.availability(sprint).or_else(team)
    }

    /// The ledgers of `sprint`, by points and by items.
    pub fn ledgers(&self, sprint: &Sprint) -> Result<Ledgers, LedgerError> {
        Ledgers::of(sprint, self.unit(sprint), self.team.commitment)
    }

    /// The ledger of `sprint` in `unit`, where that is known.
    pub fn ledger(&self, sprint: &Sprint, unit: Unit) -> Result<Option<Ledger>, LedgerError> {
        Ledgers::only(sprint, unit, self.unit(sprint), self.team.commitment)
    }

    /// The first sprint that has not begun on `today`.
    #[must_use]
    pub fn next(&self, today: Date) -> Option<&Sprint> {
        self.sprints.iter().find(|sprint| sprint.state(today) == State::Planned)
    }

    /// The last closed, not excluded sprints of the team's window, oldest first, whether their numbers are known or not.
    #[must_use]
    pub fn recent(&self, today: Date) -> Vec<&Sprint> {
        let closed =
            self.sprints.iter().filter(|sprint| sprint.state(today) == State::Closed && sprint.exclude.is_none());
        let mut recent: Vec<&Sprint> = closed.rev().take(self.team.window).collect();
        recent.reverse();
        recent
    }
}
