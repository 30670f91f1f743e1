//! The planning check for machines. The names are a contract; a number that is gated or unknown is `null`, never absent.

use jiff::civil::Date;
use serde::Serialize;

use super::numbers::{Amount, FourPlaces};
use super::planning::plan_remarks;
use super::sprint_json::{
    CapacityNumbers, CarriedNumbers, HeadNumbers, RecommendationNumbers, capacity_numbers, carried_numbers,
    head_numbers, recommended,
};
use crate::sprints::{
    Dependency, DependencyState, Limit, Log, Planning, Ratio, at_least, may_claim, pooled_rate, rate,
};

/// The planning check of one sprint for machines.
#[derive(Clone, Debug, Serialize)]
pub struct PlanJson {
    /// Which sprint it is.
    #[serde(flatten)]
    pub head: HeadNumbers,
    /// What is planned.
    pub planned: PlannedNumbers,
    /// How much time there will be.
    pub capacity: CapacityNumbers,
    /// What the sprints before say about the plan.
    pub recommendation: RecommendationNumbers,
    /// How often as much as planned was reached.
    pub reached: ReachedNumbers,
    /// What the recommendation is made of.
    pub rates: RateNumbers,
    /// What the plan was held to, if it was.
    pub fail_over: Option<&'static str>,
    /// Whether the plan is over that; `null` where it was not held to anything, or that cannot be told.
    pub over: Option<bool>,
    /// Planned items that had been in earlier sprints.
    pub carried: Vec<CarriedNumbers>,
    /// Ids of items that were open at the end of the sprint before and are not planned.
    pub left_behind: Vec<String>,
    /// Promises of other teams that are needed by the end and not there yet.
    pub dependencies: Vec<AwaitedNumbers>,
    /// Ids of blockers that are still in the way.
    pub blockers: Vec<String>,
    /// Ids of risks that could bite by the end.
    pub risks: Vec<String>,
    /// Ids of actions that are still open.
    pub actions: Vec<String>,
    /// What to know before committing, in sentences.
    pub remarks: Vec<String>,
}

/// What is planned.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedNumbers {
    /// In the team's unit.
    pub committed: Option<Amount<2>>,
    /// How many items.
    pub items: Option<usize>,
    /// How many of them nobody estimated.
    pub unestimated: usize,
}

/// How often an amount was reached.
#[derive(Clone, Debug, Serialize)]
pub struct ReachedNumbers {
    /// Sprints whose outcome was at least as much; `null` without a plan.
    pub sprints: Option<usize>,
    /// Sprints looked at.
    pub of: usize,
}

/// What a recommendation is made of, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct RateNumbers {
    /// The sprints that count.
    pub sprints: Vec<String>,
    /// Completed per person-day of each; `null` where its person-days are not known.
    pub per_day_rate: Vec<Option<FourPlaces>>,
    /// The mean of those that are known.
    pub mean_rate: Option<FourPlaces>,
    /// Completed of all per person-day of all.
    pub pooled_rate: Option<FourPlaces>,
    /// Each sprint's rate times the person-days of this one; its velocity where person-days are not taken into account.
    pub adjusted: Vec<FourPlaces>,
    /// What at least half of `adjusted` reached.
    pub p50_at_least: Option<FourPlaces>,
    /// What at least 70 % reached.
    pub p70_at_least: Option<FourPlaces>,
    /// What at least 85 % reached.
    pub p85_at_least: Option<FourPlaces>,
}

/// A promise of another team that is not there yet.
#[derive(Clone, Debug, Serialize)]
pub struct AwaitedNumbers {
    /// Its id.
    pub id: String,
    /// The team that it comes from.
    pub team: Option<String>,
    /// The day it is needed.
    pub needed_by: Option<String>,
    /// The day it is promised for.
    pub promised: Option<String>,
    /// `asked`, `agreed` or `late`.
    pub state: Option<&'static str>,
}

/// `planning` for machines, as of `today`, held to `limit` where there is one.
#[must_use]
pub fn plan_json(log: &Log, planning: &Planning<'_>, limit: Option<Limit>, today: Date) -> PlanJson {
    let sprint = planning.sprint;
    let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<Vec<String>>();
    PlanJson {
        head: head_numbers(log, sprint, log.team.unit, today),
        planned: PlannedNumbers {
            committed: planning.planned.map(Amount),
            items: planning.items,
            unestimated: planning.unestimated,
        },
        capacity: capacity_numbers(planning.availability.as_ref()),
        recommendation: recommended(&planning.recommendation, planning.planned),
        reached: ReachedNumbers {
            sprints: planning.planned.map(|planned| planning.recommendation.reached(planned)),
            of: planning.recommendation.n(),
        },
        rates: rates(planning),
        fail_over: limit.map(Limit::word),
        over: limit.and_then(|limit| planning.is_over(limit)),
        carried: carried_numbers(log, sprint),
        left_behind: ids(&mut planning.left_behind.iter().map(|(item, _)| item.id.as_str())),
        dependencies: planning.dependencies.iter().map(|one| awaited(one)).collect(),
        blockers: ids(&mut planning.blockers.iter().map(|one| one.id.as_str())),
        risks: ids(&mut planning.risks.iter().map(|one| one.id.as_str())),
        actions: ids(&mut planning.actions.iter().map(|one| one.action.id.as_str())),
        remarks: plan_remarks(log, planning),
    }
}

fn rates(planning: &Planning<'_>) -> RateNumbers {
    let counted = &planning.history.counted;
    let outcomes: &[Ratio] = &planning.recommendation.outcomes;
    let claim = |p: usize| may_claim(p, outcomes.len()).then(|| at_least(outcomes, p)).flatten().map(FourPlaces);
    let per_day: Vec<Option<Ratio>> = counted.iter().map(|one| rate(one.completed, one.person_days?)).collect();
    RateNumbers {
        sprints: counted.iter().map(|one| one.sprint.id.clone()).collect(),
        mean_rate: Ratio::mean(per_day.iter().copied().flatten()).map(FourPlaces),
        per_day_rate: per_day.into_iter().map(|rate| rate.map(FourPlaces)).collect(),
        pooled_rate: pooled_rate(counted).map(FourPlaces),
        adjusted: outcomes.iter().copied().map(FourPlaces).collect(),
        p50_at_least: claim(50),
        p70_at_least: claim(70),
        p85_at_least: claim(85),
    }
}

fn awaited(dependency: &Dependency) -> AwaitedNumbers {
    AwaitedNumbers {
        id: dependency.id.clone(),
        team: dependency.team.clone(),
        needed_by: dependency.needed_by.map(|day| day.to_string()),
        promised: dependency.promised.map(|day| day.to_string()),
        state: dependency.state.map(DependencyState::word),
    }
}
