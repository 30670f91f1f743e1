//! What sprints cost against the budget, and how many more it pays for. Never a cost per point: that would make points a
//! currency, and a currency is inflated.

use jiff::civil::Date;

use super::log::Log;
use super::money::{Amount, Budget};
use super::ratio::Ratio;
use super::sprint::{Sprint, State};

/// The money of a log as of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// What the team may spend; `None` where nobody wrote it down.
    pub budget: Option<Budget>,
    /// What closed sprints of the budget's time cost, oldest first.
    pub per_sprint: Vec<Amount>,
    /// The ids of those sprints, in the same order.
    pub ids: Vec<String>,
    /// How many closed sprints of that time there are, with or without a cost.
    pub elapsed_sprints: usize,
}

impl Spending {
    /// The money of `log` as of `today`; `None` where no closed sprint tells its cost. A sprint belongs to the budget in
    /// which it ends; one in another currency than the budget is left out.
    #[must_use]
    pub fn of(log: &Log, today: Date) -> Option<Self> {
        let budget = log.team.budget.clone();
        let closed: Vec<&Sprint> = log
            .sprints
            .iter()
            .filter(|sprint| sprint.state(today) == State::Closed)
            .filter(|sprint| budget.as_ref().is_none_or(|budget| budget.covers(sprint.dates.end)))
            .collect();
        let cost = |sprint: &&Sprint| {
            let money = sprint.money.as_ref()?;
            let other = |budget: &Budget| {
                budget.currency.is_some() && money.currency.is_some() && budget.currency != money.currency
            };
            if budget.as_ref().is_some_and(other) { None } else { money.spent }
        };
        let costs = closed.iter().filter_map(|sprint| Some((sprint.id.clone(), cost(sprint)?)));
        let (ids, per_sprint): (Vec<String>, Vec<Amount>) = costs.unzip();
        if per_sprint.is_empty() { None } else { Some(Self { budget, elapsed_sprints: closed.len(), per_sprint, ids }) }
    }

    /// Everything that was spent.
    #[must_use]
    pub fn spent(&self) -> Amount {
        self.per_sprint.iter().copied().sum()
    }

    /// What is left of the budget; below zero once it is overspent.
    #[must_use]
    pub fn remaining(&self) -> Option<Amount> {
        Some(self.budget.as_ref()?.amount - self.spent())
    }

    /// Spent / budget.
    #[must_use]
    pub fn burn(&self) -> Option<Ratio> {
        Ratio::of(self.spent(), self.budget.as_ref()?.amount)
    }

    /// Elapsed / planned sprints.
    #[must_use]
    pub fn elapsed(&self) -> Option<Ratio> {
        Ratio::new(self.elapsed_sprints as i128, i128::from(self.budget.as_ref()?.planned_sprints?))
    }

    /// Spent minus elapsed, as parts of one: above zero the money runs ahead of the time.
    #[must_use]
    pub fn ahead(&self) -> Option<Ratio> {
        self.burn()?.plus(self.elapsed()?.times(-1))
    }

    /// The mean cost of a sprint.
    #[must_use]
    pub fn mean_per_sprint(&self) -> Option<Ratio> {
        mean(&self.per_sprint)
    }

    /// The mean cost of the last three sprints; `None` with fewer.
    #[must_use]
    pub fn last3_mean(&self) -> Option<Ratio> {
        mean(self.per_sprint.get(self.per_sprint.len().checked_sub(3)?..)?)
    }

    /// For how many sprints of mean cost the rest of the budget lasts; `None` where sprints cost nothing.
    #[must_use]
    pub fn runway(&self) -> Option<Ratio> {
        let sprints = self.per_sprint.len() as i128;
        Ratio::new(i128::from(self.remaining()?.as_parts()) * sprints, i128::from(self.spent().as_parts()))
    }
}

impl Budget {
    /// Whether a sprint that ends on `day` belongs to it.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

fn mean(amounts: &[Amount]) -> Option<Ratio> {
    let sum: i128 = amounts.iter().map(|amount| i128::from(amount.as_parts())).sum();
    Ratio::new(sum, i128::from(Amount::SCALE) * amounts.len() as i128)
}
