//! Did it hold? What the forecast would have said before each past sprint, and what it did say at each close.

use jiff::civil::Date;

use super::decimal::Points;
use super::history::{Counted, History};
use super::log::Log;
use super::percentile::{at_least, may_claim};
use super::sprint::Unit;

/// The claims that forecasts make, in per cent.
pub const CLAIMS: [usize; 4] = [50, 70, 85, 95];

/// How often each claim of [`CLAIMS`] held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calibration(pub [Kept; 4]);

/// How often a claim held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How often at least the claimed amount was done.
    pub held: usize,
    /// How often there was enough history to claim anything.
    pub of: usize,
}

/// What was said at a close about the sprint after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The id of the sprint that was closed.
    pub after: String,
    /// The day it was said.
    pub date: Date,
    /// What the amounts count.
    pub unit: Unit,
    /// How many sprints it stood on.
    pub n: usize,
    /// What at least so many per cent would reach, for each of [`CLAIMS`]; `None` below the gate of enough history.
    pub at_least: [Option<Points>; 4],
}

impl Calibration {
    /// Walks forward through the whole log: before each sprint that counts, what would the ones before it have said?
    #[must_use]
    pub fn walk(log: &Log, unit: Unit, today: Date) -> Self {
        let counted = History::whole(log, unit, today).counted;
        let mut calibration = Self::default();
        for (place, one) in counted.iter().enumerate() {
            let earlier = counted[..place].iter().rev().filter(|other| ended_before(other, one));
            let before: Vec<Points> = earlier.take(log.team.window).map(|other| other.completed).collect();
            calibration.note(&claims(&before), one.completed);
        }
        calibration
    }

    /// Holds what was said at each close against the sprint that came next.
    #[must_use]
    pub fn of_journal(log: &Log, unit: Unit, today: Date) -> Self {
        let counted = History::whole(log, unit, today).counted;
        let mut calibration = Self::default();
        for said in log.journal.iter().filter(|said| said.unit == unit) {
            let Some(closed) = log.sprint(&said.after) else { continue };
            let next = counted.iter().find(|one| one.sprint.dates.start > closed.dates.start);
            if let Some(next) = next {
                calibration.note(&said.at_least, next.completed);
            }
        }
        calibration
    }

    fn note(&mut self, claims: &[Option<Points>; 4], completed: Points) {
        for (kept, claim) in self.0.iter_mut().zip(claims) {
            if let Some(claim) = claim {
                kept.of += 1;
                kept.held += usize::from(completed >= *claim);
            }
        }
    }
}

impl Said {
    /// What is to be said on `today` after the sprint `after`, from what counts by then; `None` where nothing does.
    #[must_use]
    pub fn after(log: &Log, after: &str, today: Date) -> Option<Self> {
        let velocities = History::of(log, today).velocities();
        let said = Self {
            after: after.to_owned(),
            date: today,
            unit: log.team.unit,
            n: velocities.len(),
            at_least: claims(&velocities),
        };
        (said.n > 0).then_some(said)
    }
}

fn ended_before(earlier: &Counted<'_>, later: &Counted<'_>) -> bool {
    earlier.sprint.dates.end < later.sprint.dates.start
}

/// For a single sprint the convolution is the distribution itself, and its claims are the percentiles.
fn claims(velocities: &[Points]) -> [Option<Points>; 4] {
    CLAIMS.map(|p| may_claim(p, velocities.len()).then(|| at_least(velocities, p)).flatten())
}
