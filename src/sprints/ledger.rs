//! The ledger of a sprint: what was planned, what changed, what came out. C + A + E = D + N + R.

use super::decimal::Points;
use super::part::{Entry, Part};
use super::ratio::Ratio;
use super::sprint::Totals;
use super::team::CommitmentMode;

/// One sprint's work in one unit. `None` is "not known", which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// C: work in the sprint at its start, at the estimates of that moment.
    pub committed: Option<Points>,
    /// A: work added later, at the estimates of the day it was added.
    pub added: Option<Points>,
    /// E: the sum of `final − first` estimate over all of that work; may be negative.
    pub reestimated: Option<Points>,
    /// R: work taken out, at final estimates.
    pub removed: Option<Points>,
    /// D: work finished in the sprint, at final estimates.
    pub completed: Option<Points>,
    /// N: work open at the close, at final estimates.
    pub not_completed: Option<Points>,
    /// Work that was finished before the start. Part of C only as Jira counts.
    pub completed_elsewhere: Option<Points>,
    /// The part of C that was finished, at its first estimate.
    pub committed_and_done: Option<Points>,
    /// C + A + E − R: the work that the sprint ended with.
    pub final_scope: Option<Points>,
}

/// The ratios of a ledger. Each is `None` where a number is missing or nothing was committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratios {
    /// D / C.
    pub throughput_vs_plan: Option<Ratio>,
    /// Committed work that was finished, at its first estimate, / C.
    pub commitment_reliability: Option<Ratio>,
    /// D / final scope; the final scope is D + N.
    pub completion_rate: Option<Ratio>,
    /// N / final scope.
    pub carry_over_rate: Option<Ratio>,
    /// A / C.
    pub added: Option<Ratio>,
    /// R / C.
    pub removed: Option<Ratio>,
    /// (A + R) / C.
    pub churn: Option<Ratio>,
    /// (A + E − R) / C.
    pub net_scope_change: Option<Ratio>,
}

/// The two sides of C + A + E = D + N + R that should be equal and are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imbalance {
    /// C + A + E.
    pub planned_and_changed: Points,
    /// D + N + R, and what was done before where C holds it.
    pub accounted_for: Points,
}

impl Ledger {
    /// Counts the ledger from the parts of items: `(first, last)` is what an item is worth in the unit.
    #[must_use]
    pub fn count(parts: &[Part<'_>], mode: CommitmentMode, worth: impl Fn(&Part<'_>) -> (Points, Points)) -> Self {
        let mut sums = Sums::default();
        for part in parts {
            sums.add(part, mode, worth(part));
        }
        Self {
            committed: Some(sums.committed),
            added: Some(sums.added),
            reestimated: Some(sums.reestimated),
            removed: Some(sums.removed),
            completed: Some(sums.completed),
            not_completed: Some(sums.not_completed),
            completed_elsewhere: Some(sums.completed_elsewhere),
            committed_and_done: Some(sums.committed_and_done),
            final_scope: Some(sums.committed + sums.added + sums.reestimated - sums.removed),
        }
    }

    /// Takes hand-kept totals over. One missing number out of six follows from the other five; more stay unknown.
    #[must_use]
    pub fn from_totals(totals: &Totals) -> Self {
        let mut ledger = Self {
            committed: totals.committed,
            added: totals.added,
            reestimated: totals.reestimated,
            removed: totals.removed,
            completed: totals.completed,
            not_completed: totals.not_completed,
            ..Self::default()
        };
        ledger.fill_the_one_gap();
        ledger.final_scope = ledger.scope_by_changes().or_else(|| Some(ledger.completed? + ledger.not_completed?));
        ledger
    }

    /// The ratios of section "ledger", for this unit.
    #[must_use]
    pub fn ratios(&self) -> Ratios {
        let against = |part: Option<Points>, whole: Option<Points>| Ratio::of(part?, whole?);
        let both = |one: Option<Points>, other: Option<Points>| Some(one? + other?);
        let net = both(both(self.added, self.reestimated), self.removed.map(|removed| -removed));
        Ratios {
            throughput_vs_plan: against(self.completed, self.committed),
            commitment_reliability: against(self.committed_and_done, self.committed),
            completion_rate: against(self.completed, self.final_scope),
            carry_over_rate: against(self.not_completed, self.final_scope),
            added: against(self.added, self.committed),
            removed: against(self.removed, self.committed),
            churn: against(both(self.added, self.removed), self.committed),
            net_scope_change: against(net, self.committed),
        }
    }

    /// Checks C + A + E = D + N + R where all six are known; `extra` is what C holds of work done before the start.
    pub fn check(&self, extra: Points) -> Result<(), Imbalance> {
        let sides = || {
            let planned_and_changed = self.committed? + self.added? + self.reestimated?;
            let accounted_for = self.completed? + self.not_completed? + self.removed? + extra;
            Some(Imbalance { planned_and_changed, accounted_for })
        };
        match sides() {
            Some(sides) if sides.planned_and_changed != sides.accounted_for => Err(sides),
            _ => Ok(()),
        }
    }

    fn scope_by_changes(&self) -> Option<Points> {
        Some(self.committed? + self.added? + self.reestimated? - self.removed?)
    }

    fn fill_the_one_gap(&mut self) {
        let sum_of = |known: [Option<Points>; 3]| known.into_iter().flatten().sum::<Points>();
        let left = sum_of([self.committed, self.added, self.reestimated]);
        let right = sum_of([self.completed, self.not_completed, self.removed]);
        let mut missing = [
            (&mut self.committed, right - left),
            (&mut self.added, right - left),
            (&mut self.reestimated, right - left),
            (&mut self.completed, left - right),
            (&mut self.not_completed, left - right),
            (&mut self.removed, left - right),
        ];
        let mut gaps = missing.iter_mut().filter(|(number, _)| number.is_none());
        if let (Some((number, value)), None) = (gaps.next(), gaps.next()) {
            **number = Some(*value);
        }
    }
}

/// The sums of a ledger while its items go by.
#[derive(Default)]
struct Sums {
    committed: Points,
    added: Points,
    reestimated: Points,
    removed: Points,
    completed: Points,
    not_completed: Points,
    completed_elsewhere: Points,
    committed_and_done: Points,
}

impl Sums {
    fn add(&mut self, part: &Part<'_>, mode: CommitmentMode, (first, last): (Points, Points)) {
        if part.is_counted() || mode == CommitmentMode::Jira {
            let came_in = if matches!(part.entry, Entry::Added(_)) { &mut self.added } else { &mut self.committed };
            *came_in += first;
            self.reestimated += last - first;
        }
        if !part.is_counted() {
            self.completed_elsewhere += last;
        } else if part.removed.is_some() {
            self.removed += last;
        } else if part.is_open() {
            self.not_completed += last;
        } else {
            self.completed += last;
            if part.entry == Entry::Committed {
                self.committed_and_done += first;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::decimal::Points;
    use super::super::sprint::Totals;
    use super::{Imbalance, Ledger};

    fn totals(committed: i64, completed: i64) -> Totals {
        Totals {
            committed: Some(Points::whole(committed)),
            completed: Some(Points::whole(completed)),
            ..Totals::default()
        }
    }

    #[test]
    fn what_nobody_wrote_down_stays_unknown() {
        let ledger = Ledger::from_totals(&totals(24, 21));
        assert_eq!(ledger.not_completed, None);
        assert_eq!(ledger.final_scope, None);
        assert_eq!(ledger.ratios().throughput_vs_plan.unwrap().percent(), 88);
        assert_eq!(ledger.ratios().churn, None);
    }

    #[test]
    fn nothing_committed_has_no_ratio() {
        assert_eq!(Ledger::from_totals(&totals(0, 5)).ratios().throughput_vs_plan, None);
    }

    #[test]
    fn one_gap_follows_from_the_other_five() {
        let zero = Some(Points::ZERO);
        let five = Totals { added: zero, removed: zero, reestimated: zero, ..totals(24, 21) };
        assert_eq!(Ledger::from_totals(&five).not_completed, Some(Points::whole(3)));
        let four = Totals { reestimated: None, ..five };
        assert_eq!(Ledger::from_totals(&four).not_completed, None);
    }

    #[test]
    fn says_both_sides_where_they_differ() {
        let zero = Some(Points::ZERO);
        let all = Totals {
            added: zero,
            removed: zero,
            reestimated: zero,
            not_completed: Some(Points::whole(4)),
            ..totals(24, 21)
        };
        let sides = Imbalance { planned_and_changed: Points::whole(24), accounted_for: Points::whole(25) };
        assert_eq!(Ledger::from_totals(&all).check(Points::ZERO), Err(sides));
    }
}
