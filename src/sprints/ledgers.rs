//! Both ledgers of a sprint, by points and by items, and everything that can be wrong with them.

use std::collections::BTreeMap;
use std::fmt;

use super::decimal::Points;
use super::item::{Item, ItemType};
use super::ledger::{Imbalance, Ledger};
use super::part::Part;
use super::sprint::{Sprint, Totals, Unit};
use super::team::CommitmentMode;

/// Both ledgers of one sprint, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledgers {
    /// By points.
    pub points: Option<Ledger>,
    /// By items, each counting one.
    pub items: Option<Ledger>,
    /// Finished work by type; `None` without items.
    pub done_by_type: Option<BTreeMap<ItemType, Done>>,
    /// Items of the sprint's work that nobody estimated; `None` without items.
    pub unestimated: Option<usize>,
}

/// Finished work of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many items.
    pub items: usize,
    /// Their final estimates, added up.
    pub points: Points,
}

/// Why a sprint's numbers cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// The item with this id is said to be removed and done.
    RemovedAndDone(String),
    /// The item with this id left before it came in.
    RemovedBeforeAdded(String),
    /// The hand-kept totals do not balance.
    Unbalanced(Imbalance),
    /// A hand-kept total differs from what the items say.
    Differs {
        /// The name of the total in the file.
        total: &'static str,
        /// What the file says.
        stated: Points,
        /// What the items add up to.
        counted: Points,
    },
}

impl Ledgers {
    /// The ledgers of `sprint`: from its items where there are any, otherwise from its totals, which count `unit`.
    pub fn of(sprint: &Sprint, unit: Unit, mode: CommitmentMode) -> Result<Self, LedgerError> {
        let ledgers = Self::counted(sprint, unit, mode);
        match faults(sprint, ledgers.by(unit), mode).into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(ledgers),
        }
    }

    /// The one ledger of `sprint` that counts `wanted`, whose totals count `unit`: for whoever needs no more.
    pub fn only(
        sprint: &Sprint,
        wanted: Unit,
        unit: Unit,
        mode: CommitmentMode,
    ) -> Result<Option<Ledger>, LedgerError> {
        if sprint.items.is_empty() {
            return Self::of(sprint, unit, mode).map(|ledgers| ledgers.by(wanted).copied());
        }
        let parts = Part::all(sprint);
        let ledger = count(&parts, unit, mode);
        match faults(sprint, Some(&ledger), mode).into_iter().next() {
            Some(fault) => Err(fault),
            None if wanted == unit => Ok(Some(ledger)),
            None => Ok(Some(count(&parts, wanted, mode))),
        }
    }

    /// Everything that is wrong with the numbers of `sprint`, so that one run can show every mistake.
    #[must_use]
    pub fn faults(sprint: &Sprint, unit: Unit, mode: CommitmentMode) -> Vec<LedgerError> {
        faults(sprint, Self::counted(sprint, unit, mode).by(unit), mode)
    }

    /// The ledger in this unit.
    #[must_use]
    pub fn by(&self, unit: Unit) -> Option<&Ledger> {
        match unit {
            Unit::Points => self.points.as_ref(),
            Unit::Items => self.items.as_ref(),
        }
    }

    fn counted(sprint: &Sprint, unit: Unit, mode: CommitmentMode) -> Self {
        if sprint.items.is_empty() {
            return Self::from_totals(&sprint.totals, unit);
        }
        let parts = Part::all(sprint);
        Self {
            points: Some(count(&parts, Unit::Points, mode)),
            items: Some(count(&parts, Unit::Items, mode)),
            done_by_type: Some(done_by_type(&parts)),
            unestimated: Some(parts.iter().filter(|part| part.is_counted() && !part.item.is_estimated()).count()),
        }
    }

    fn from_totals(totals: &Totals, unit: Unit) -> Self {
        let ledger = (!totals.is_empty()).then(|| Ledger::from_totals(totals));
        match unit {
            Unit::Points => Self { points: ledger, ..Self::default() },
            Unit::Items => Self { items: ledger, ..Self::default() },
        }
    }
}

impl fmt::Display for LedgerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RemovedAndDone(id) => write!(formatter, "item {id} is both removed and done"),
            Self::RemovedBeforeAdded(id) => write!(formatter, "item {id} was removed before it was added"),
            Self::Unbalanced(Imbalance { planned_and_changed, accounted_for }) => write!(
                formatter,
                "the totals do not balance: committed + added + reestimated is {planned_and_changed}, \
                 but completed + not_completed + removed is {accounted_for}"
            ),
            Self::Differs { total, stated, counted } => {
                write!(formatter, "`{total}` says {stated}, but the items add up to {counted}")
            }
        }
    }
}

impl std::error::Error for LedgerError {}

fn count(parts: &[Part<'_>], unit: Unit, mode: CommitmentMode) -> Ledger {
    let one = Points::whole(1);
    match unit {
        Unit::Points => Ledger::count(parts, mode, |part| (part.first, part.last)),
        Unit::Items => Ledger::count(parts, mode, |_| (one, one)),
    }
}

/// What is wrong with `sprint`, whose `ledger` is in the unit of its totals.
fn faults(sprint: &Sprint, ledger: Option<&Ledger>, mode: CommitmentMode) -> Vec<LedgerError> {
    let mut faults: Vec<LedgerError> = sprint.items.iter().filter_map(contradiction).collect();
    if let Some(ledger) = ledger {
        let extra = match mode {
            CommitmentMode::Jira => ledger.completed_elsewhere.unwrap_or_default(),
            CommitmentMode::OpenAtStart => Points::ZERO,
        };
        if faults.is_empty() {
            faults.extend(ledger.check(extra).err().map(LedgerError::Unbalanced));
        }
        faults.extend(differences(&sprint.totals, ledger));
    }
    faults
}

fn contradiction(item: &Item) -> Option<LedgerError> {
    let removed = item.removed?;
    if item.done.is_some() {
        return Some(LedgerError::RemovedAndDone(item.id.clone()));
    }
    item.added.is_some_and(|added| removed < added).then(|| LedgerError::RemovedBeforeAdded(item.id.clone()))
}

fn differences(totals: &Totals, ledger: &Ledger) -> Vec<LedgerError> {
    [
        ("committed", totals.committed, ledger.committed),
        ("added", totals.added, ledger.added),
        ("reestimated", totals.reestimated, ledger.reestimated),
        ("removed", totals.removed, ledger.removed),
        ("completed", totals.completed, ledger.completed),
        ("not_completed", totals.not_completed, ledger.not_completed),
    ]
    .into_iter()
    .filter_map(|(total, stated, counted)| {
        let (stated, counted) = (stated?, counted?);
        (stated != counted).then_some(LedgerError::Differs { total, stated, counted })
    })
    .collect()
}

fn done_by_type(parts: &[Part<'_>]) -> BTreeMap<ItemType, Done> {
    let mut by_type: BTreeMap<ItemType, Done> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.is_completed()) {
        let done = by_type.entry(part.item.kind).or_default();
        done.items += 1;
        done.points += part.last;
    }
    by_type
}
