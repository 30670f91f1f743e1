//! Which sprints count in statistics, and why the others do not.

use jiff::civil::Date;

use super::decimal::{PersonDays, Points};
use super::ledgers::LedgerError;
use super::log::Log;
use super::sprint::{Sprint, State, Unit};

/// The window of closed sprints that statistics look back on, oldest first, and what was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct History<'a> {
    /// The sprints that count: at most as many as the team's window.
    pub counted: Vec<Counted<'a>>,
    /// The others, oldest first.
    pub left_out: Vec<(&'a Sprint, LeftOut)>,
}

/// A sprint that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted<'a> {
    /// The sprint.
    pub sprint: &'a Sprint,
    /// C in the unit of the history.
    pub committed: Option<Points>,
    /// D in the unit of the history: the velocity of this sprint.
    pub completed: Points,
    /// Its capacity.
    pub person_days: Option<PersonDays>,
}

/// Why a sprint does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is not over.
    NotClosed,
    /// The team left it out, for this reason.
    Excluded(String),
    /// Nobody wrote down what was completed in the team's unit.
    NothingCompletedKnown,
    /// Its numbers contradict each other.
    Faulty(LedgerError),
    /// It is older than the window.
    Older,
}

impl<'a> History<'a> {
    /// What is known on `today`.
    #[must_use]
    pub fn of(log: &'a Log, today: Date) -> Self {
        Self::in_unit(log, log.team.unit, today)
    }

    /// What is known on `today`, counted in `unit` instead of the team's.
    #[must_use]
    pub fn in_unit(log: &'a Log, unit: Unit, today: Date) -> Self {
        Self::collect(log, log.sprints.iter(), &Counting { unit, today, most: log.team.window })
    }

    /// What is known on `today` of the whole log, as if the team's window had no end.
    #[must_use]
    pub fn whole(log: &'a Log, unit: Unit, today: Date) -> Self {
        Self::collect(log, log.sprints.iter(), &Counting { unit, today, most: usize::MAX })
    }

    /// What was known when `sprint` began: only sprints that had ended before.
    #[must_use]
    pub fn before(log: &'a Log, sprint: &Sprint, today: Date) -> Self {
        let earlier = log.sprints.iter().filter(|other| other.dates.end < sprint.dates.start);
        Self::collect(log, earlier, &Counting { unit: log.team.unit, today, most: log.team.window })
    }

    /// The velocities, oldest first.
    #[must_use]
    pub fn velocities(&self) -> Vec<Points> {
        self.counted.iter().map(|counted| counted.completed).collect()
    }

    /// Newest first and only until the window is full, as counting a long log for each of its sprints would be slow.
    fn collect(log: &'a Log, sprints: impl DoubleEndedIterator<Item = &'a Sprint>, counting: &Counting) -> Self {
        let mut history = Self { counted: Vec::new(), left_out: Vec::new() };
        for sprint in sprints.rev() {
            let is_full = history.counted.len() >= counting.most;
            match counting.count(log, sprint, is_full) {
                Ok(one) => history.counted.push(one),
                Err(why) => history.left_out.push((sprint, why)),
            }
        }
        history.counted.reverse();
        history.left_out.reverse();
        history
    }
}

/// What is counted, and how far back.
struct Counting {
    unit: Unit,
    today: Date,
    most: usize,
}

impl Counting {
    fn count<'a>(&self, log: &Log, sprint: &'a Sprint, is_full: bool) -> Result<Counted<'a>, LeftOut> {
        if sprint.state(self.today) != State::Closed {
            return Err(LeftOut::NotClosed);
        }
        if let Some(reason) = &sprint.exclude {
            return Err(LeftOut::Excluded(reason.clone()));
        }
        if is_full {
            return Err(LeftOut::Older);
        }
        let ledger = log.ledger(sprint, self.unit).map_err(LeftOut::Faulty)?.ok_or(LeftOut::NothingCompletedKnown)?;
        let completed = ledger.completed.ok_or(LeftOut::NothingCompletedKnown)?;
        let person_days = log.availability(sprint).map(|availability| availability.person_days);
        Ok(Counted { sprint, committed: ledger.committed, completed, person_days })
    }
}
