//! What sprints cost.

use jiff::civil::Date;

use super::decimal::Points;

/// An exact sum of money, to a hundredth of the currency's unit.
pub type Amount = Points;

/// What one sprint cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// What was spent.
    pub spent: Option<Amount>,
    /// What was planned to be spent.
    pub planned: Option<Amount>,
    /// The currency, such as `EUR`.
    pub currency: Option<String>,
}

/// What the team may spend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// The whole budget.
    pub amount: Amount,
    /// The currency, such as `EUR`.
    pub currency: Option<String>,
    /// For how many sprints it is meant.
    pub planned_sprints: Option<u32>,
    /// The first day of its time; `None` for "from the beginning of the log".
    pub from: Option<Date>,
    /// The last day of its time.
    pub to: Option<Date>,
}
