//! One sprint for machines. The names are a contract; a number that is gated or unknown is `null`, never absent.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::blocker_numbers::{BlockerNumbers, blocker_numbers};
use super::capacity::verdict;
use super::flow_numbers::{FlowNumbers, flow_numbers};
use super::numbers::{Amount, FourPlaces};
use super::retro_numbers::{HealthNumbers, MoneyNumbers, RetroNumbers, health_numbers, money_numbers, retro_numbers};
use crate::sprints::{
    Availability, Burndown, BurndownDay, Done, ItemType, Ledger, Ledgers, Log, Outcome, Points, Ratio, Recommendation,
    Sprint, Unit, carried,
};

/// One sprint for machines.
#[derive(Clone, Debug, Serialize)]
pub struct SprintJson {
    /// Which sprint it is.
    #[serde(flatten)]
    pub head: HeadNumbers,
    /// The ledger by points.
    pub points: Option<LedgerNumbers>,
    /// The ledger by items.
    pub items: Option<LedgerNumbers>,
    /// The ratios of both ledgers.
    pub ratios: BothRatios,
    /// Items that nobody estimated.
    pub unestimated: Option<usize>,
    /// Finished work by type.
    pub done_by_type: Option<BTreeMap<&'static str, TypeNumbers>>,
    /// Day by day.
    pub burndown: Option<BurndownNumbers>,
    /// How work flowed.
    pub flow: FlowNumbers,
    /// How much time there was.
    pub capacity: CapacityNumbers,
    /// What the sprints before say about the commitment.
    pub recommendation: RecommendationNumbers,
    /// What stood in the way.
    pub blockers: BlockerNumbers,
    /// What came of the actions decided so far, as seen at the close.
    pub retro: RetroNumbers,
    /// The answers to the health questions.
    pub health: Option<HealthNumbers>,
    /// What the sprint cost.
    pub money: Option<MoneyNumbers>,
    /// Items that had been in earlier sprints.
    pub carried: Vec<CarriedNumbers>,
    /// Changes after the close.
    pub amended: Vec<AmendedFacts>,
}

/// What each shape about one sprint begins with.
#[derive(Clone, Debug, Serialize)]
pub struct HeadNumbers {
    /// The version of the shape.
    pub schema: u32,
    /// The id of the sprint.
    pub id: String,
    /// The id of the team.
    pub team: Option<String>,
    /// The name of the sprint.
    pub name: Option<String>,
    /// The first day.
    pub start: String,
    /// The last day, inclusive.
    pub end: String,
    /// `planned`, `active` or `closed`.
    pub state: &'static str,
    /// `points` or `items`: what amounts count.
    pub unit: &'static str,
    /// The goal.
    pub goal: GoalNumbers,
}

/// The goal.
#[derive(Clone, Debug, Serialize)]
pub struct GoalNumbers {
    /// The goal in one sentence.
    pub text: Option<String>,
    /// `met`, `partly`, `missed` or `none`.
    pub outcome: Option<&'static str>,
}

/// A ledger in one unit.
#[derive(Clone, Debug, Serialize)]
pub struct LedgerNumbers {
    /// C.
    pub committed: Option<Amount<2>>,
    /// A.
    pub added: Option<Amount<2>>,
    /// E.
    pub reestimated: Option<Amount<2>>,
    /// R.
    pub removed: Option<Amount<2>>,
    /// D.
    pub completed: Option<Amount<2>>,
    /// N.
    pub not_completed: Option<Amount<2>>,
    /// Done before the start.
    pub completed_elsewhere: Option<Amount<2>>,
    /// Committed work that was finished, at its first estimate.
    pub committed_and_done: Option<Amount<2>>,
    /// C + A + E − R.
    pub final_scope: Option<Amount<2>>,
}

/// The ratios of both ledgers.
#[derive(Clone, Debug, Serialize)]
pub struct BothRatios {
    /// By points.
    pub points: Option<RatioNumbers>,
    /// By items.
    pub items: Option<RatioNumbers>,
}

/// The ratios of one ledger.
#[derive(Clone, Debug, Serialize)]
pub struct RatioNumbers {
    /// D / C.
    pub throughput_vs_plan: Option<FourPlaces>,
    /// Committed and done / C.
    pub commitment_reliability: Option<FourPlaces>,
    /// D / final scope.
    pub completion_rate: Option<FourPlaces>,
    /// N / final scope.
    pub carry_over_rate: Option<FourPlaces>,
    /// A / C.
    pub added_pct: Option<FourPlaces>,
    /// R / C.
    pub removed_pct: Option<FourPlaces>,
    /// (A + R) / C.
    pub churn_pct: Option<FourPlaces>,
    /// (A + E − R) / C.
    pub net_scope_change_pct: Option<FourPlaces>,
}

/// Finished work of one type.
#[derive(Clone, Debug, Serialize)]
pub struct TypeNumbers {
    /// How many items.
    pub items: usize,
    /// Their points.
    pub points: Amount<2>,
}

/// Day by day.
#[derive(Clone, Debug, Serialize)]
pub struct BurndownNumbers {
    /// Working days of the sprint.
    pub working_days: usize,
    /// The days.
    pub days: Vec<DayNumbers>,
}

/// The end of one day.
#[derive(Clone, Debug, Serialize)]
pub struct DayNumbers {
    /// The day.
    pub date: String,
    /// Whether the team works on it.
    pub working: bool,
    /// All work of the sprint.
    pub scope: Option<Amount<2>>,
    /// The finished part.
    pub done: Option<Amount<2>>,
    /// The rest.
    pub remaining: Option<Amount<2>>,
    /// The ideal line.
    pub ideal: Option<FourPlaces>,
}

/// How much time there was.
#[derive(Clone, Debug, Serialize)]
pub struct CapacityNumbers {
    /// Person-days.
    pub person_days: Option<Amount<4>>,
    /// Person-days without leave.
    pub nominal: Option<Amount<4>>,
    /// The one against the other.
    pub availability: Option<FourPlaces>,
}

/// What the sprints before say about the commitment.
#[derive(Clone, Debug, Serialize)]
pub struct RecommendationNumbers {
    /// How many sprints it stands on.
    pub n: usize,
    /// What at least 85 % of them reached; `null` with fewer than 6.
    pub safe: Option<i64>,
    /// What at least half of them reached.
    pub likely: Option<i64>,
    /// The best of them.
    pub best: Option<i64>,
    /// What that says about this commitment.
    pub verdict: Option<String>,
}

/// An item that had been in earlier sprints.
#[derive(Clone, Debug, Serialize)]
pub struct CarriedNumbers {
    /// The id of the item.
    pub id: String,
    /// In how many sprints it has been, this one included.
    pub sprints: usize,
    /// The id of the first of them.
    pub since: String,
}

/// A change after the close.
#[derive(Clone, Debug, Serialize)]
pub struct AmendedFacts {
    /// The day of the change.
    pub date: String,
    /// What was changed.
    pub what: String,
    /// Why.
    pub why: Option<String>,
}

/// `sprint` for machines, as of `today`.
#[must_use]
pub fn sprint_json(log: &Log, sprint: &Sprint, today: Date) -> SprintJson {
    let unit = log.unit(sprint);
    let ledgers = log.ledgers(sprint).unwrap_or_default();
    SprintJson {
        head: head_numbers(log, sprint, unit, today),
        points: ledgers.points.as_ref().map(ledger_numbers),
        items: ledgers.items.as_ref().map(ledger_numbers),
        ratios: BothRatios {
            points: ledgers.points.as_ref().map(ratio_numbers),
            items: ledgers.items.as_ref().map(ratio_numbers),
        },
        unestimated: ledgers.unestimated,
        done_by_type: ledgers.done_by_type.as_ref().map(type_numbers),
        burndown: Burndown::of(log, sprint, unit, today).as_ref().map(burndown_numbers),
        flow: flow_numbers(log, sprint, today),
        capacity: capacity_numbers(log.availability(sprint).as_ref()),
        recommendation: recommendation_numbers(log, sprint, &ledgers, today),
        blockers: blocker_numbers(log, sprint, today),
        retro: retro_numbers(log, sprint),
        health: sprint.health.as_ref().map(health_numbers),
        money: sprint.money.as_ref().map(money_numbers),
        carried: carried_numbers(log, sprint),
        amended: amended(sprint),
    }
}

/// What each shape about `sprint` begins with; its amounts count `unit`.
pub(crate) fn head_numbers(log: &Log, sprint: &Sprint, unit: Unit, today: Date) -> HeadNumbers {
    HeadNumbers {
        schema: 1,
        id: sprint.id.clone(),
        team: sprint.team.clone().or_else(|| log.team.id.clone()),
        name: sprint.name.clone(),
        start: sprint.dates.start.to_string(),
        end: sprint.dates.end.to_string(),
        state: sprint.state(today).word(),
        unit: unit.word(),
        goal: GoalNumbers { text: sprint.goal.text.clone(), outcome: sprint.goal.outcome.map(Outcome::word) },
    }
}

fn ledger_numbers(ledger: &Ledger) -> LedgerNumbers {
    let amount = |number: Option<Points>| number.map(Amount);
    LedgerNumbers {
        committed: amount(ledger.committed),
        added: amount(ledger.added),
        reestimated: amount(ledger.reestimated),
        removed: amount(ledger.removed),
        completed: amount(ledger.completed),
        not_completed: amount(ledger.not_completed),
        completed_elsewhere: amount(ledger.completed_elsewhere),
        committed_and_done: amount(ledger.committed_and_done),
        final_scope: amount(ledger.final_scope),
    }
}

fn ratio_numbers(ledger: &Ledger) -> RatioNumbers {
    let ratios = ledger.ratios();
    let four = |ratio: Option<Ratio>| ratio.map(FourPlaces);
    RatioNumbers {
        throughput_vs_plan: four(ratios.throughput_vs_plan),
        commitment_reliability: four(ratios.commitment_reliability),
        completion_rate: four(ratios.completion_rate),
        carry_over_rate: four(ratios.carry_over_rate),
        added_pct: four(ratios.added),
        removed_pct: four(ratios.removed),
        churn_pct: four(ratios.churn),
        net_scope_change_pct: four(ratios.net_scope_change),
    }
}

fn type_numbers(by_type: &BTreeMap<ItemType, Done>) -> BTreeMap<&'static str, TypeNumbers> {
    let numbers = |done: &Done| TypeNumbers { items: done.items, points: Amount(done.points) };
    by_type.iter().map(|(kind, done)| (kind.word(), numbers(done))).collect()
}

fn burndown_numbers(burndown: &Burndown) -> BurndownNumbers {
    let day = |day: &BurndownDay| DayNumbers {
        date: day.date.to_string(),
        working: day.working,
        scope: day.scope.map(Amount),
        done: day.done.map(Amount),
        remaining: day.remaining.map(Amount),
        ideal: day.ideal.map(FourPlaces),
    };
    BurndownNumbers { working_days: burndown.working_days, days: burndown.days.iter().map(day).collect() }
}

pub(crate) fn capacity_numbers(known: Option<&Availability>) -> CapacityNumbers {
    CapacityNumbers {
        person_days: known.map(|one| Amount(one.person_days)),
        nominal: known.and_then(|one| one.nominal).map(Amount),
        availability: known.and_then(Availability::rate).map(FourPlaces),
    }
}

fn recommendation_numbers(log: &Log, sprint: &Sprint, ledgers: &Ledgers, today: Date) -> RecommendationNumbers {
    let commitment = ledgers.by(log.team.unit).and_then(|ledger| ledger.committed);
    recommended(&Recommendation::for_sprint(log, sprint, today), commitment)
}

pub(crate) fn recommended(recommendation: &Recommendation, commitment: Option<Points>) -> RecommendationNumbers {
    RecommendationNumbers {
        n: recommendation.n(),
        safe: recommendation.safe(),
        likely: recommendation.likely(),
        best: recommendation.best(),
        verdict: commitment.and_then(|commitment| recommendation.verdict(commitment)).map(verdict),
    }
}

pub(crate) fn carried_numbers(log: &Log, sprint: &Sprint) -> Vec<CarriedNumbers> {
    carried(log, sprint)
        .into_iter()
        .map(|one| CarriedNumbers { id: one.id.to_owned(), sprints: one.sprints, since: one.since.id.clone() })
        .collect()
}

fn amended(sprint: &Sprint) -> Vec<AmendedFacts> {
    sprint
        .amended
        .iter()
        .map(|one| AmendedFacts { date: one.date.to_string(), what: one.what.clone(), why: one.why.clone() })
        .collect()
}
