//! What a whole log tells beside velocity, for machines: blockers, estimates, money, health, carried work, cycle times.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::blocker_numbers::{ClusterNumbers, ResolveNumbers, cluster, resolve};
use super::numbers::{Amount, FourPlaces, TwoPlaces, four_places};
use super::retro_numbers::{HealthNumbers, RetroNumbers, follow_through_numbers, health_numbers};
use crate::sprints::{
    Blocker, Carries, Estimation, FollowThrough, Log, OfSize, Points, ServiceLevel, Spending, Standing, State,
    ZOMBIE_CARRIES, carries, clusters, team_calendar,
};

/// Blockers of the window's sprints, each once however many sprints name it.
#[derive(Clone, Debug, Serialize)]
pub struct LogBlockerNumbers {
    /// How many there are.
    pub count: usize,
    /// How many are open.
    pub open_count: usize,
    /// How many calendar days the oldest open one stands.
    pub oldest_open_age: Option<i64>,
    /// How long the resolved ones took.
    pub time_to_resolve: ResolveNumbers,
    /// By cause, the cause with the most days first.
    pub clusters: Vec<ClusterNumbers>,
    /// In how many of the window's sprints each cause was met.
    pub recurrence: BTreeMap<String, usize>,
}

/// Estimates against days.
#[derive(Clone, Debug, Serialize)]
pub struct EstimationNumbers {
    /// By size.
    pub by_size: BTreeMap<String, SizeNumbers>,
    /// Spearman's rank correlation of size and days.
    pub spearman: Option<f64>,
    /// Neighbouring sizes whose ranges of days overlap.
    pub overlap_pairs: Vec<(Amount<2>, Amount<2>)>,
}

/// Items of one size.
#[derive(Clone, Debug, Serialize)]
pub struct SizeNumbers {
    /// How many.
    pub n: usize,
    /// The middle cycle time in calendar days.
    pub median: FourPlaces,
    /// The shortest.
    pub min: i64,
    /// The longest.
    pub max: i64,
    /// The mean cycle time / the size.
    pub days_per_point: Option<FourPlaces>,
}

/// Money against the budget.
#[derive(Clone, Debug, Serialize)]
pub struct SpendingNumbers {
    /// The currency of the budget.
    pub currency: Option<String>,
    /// What may be spent.
    pub budget: Option<Amount<2>>,
    /// What was spent.
    pub spent: Amount<2>,
    /// What is left.
    pub remaining: Option<Amount<2>>,
    /// Spent / budget.
    pub burn_pct: Option<FourPlaces>,
    /// The mean cost of a sprint.
    pub mean_per_sprint: Option<TwoPlaces>,
    /// The mean of the last three.
    pub last3_mean: Option<TwoPlaces>,
    /// For how many sprints of mean cost the rest lasts.
    pub runway_sprints_mean: Option<FourPlaces>,
    /// The same in whole sprints.
    pub runway_whole_sprints: Option<i64>,
    /// Closed sprints of the budget's time.
    pub elapsed_sprints: usize,
    /// Sprints that the budget is meant for.
    pub planned_sprints: Option<u32>,
    /// Elapsed / planned.
    pub planned_pct: Option<FourPlaces>,
    /// Spent minus elapsed, in points of per cent.
    pub variance_pct_points: Option<FourPlaces>,
}

/// Work that goes from sprint to sprint.
#[derive(Clone, Debug, Serialize)]
pub struct CarryNumbers {
    /// How often each item was carried, of those that were.
    pub carries: BTreeMap<String, usize>,
    /// The ids of those that were carried three times or more.
    pub zombies_3plus: Vec<String>,
}

/// Cycle times of the window's finished items in calendar days.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceLevelNumbers {
    /// How many items.
    pub n: usize,
    /// Half took at most so many days.
    pub p50: Option<i64>,
    /// 70 % took at most so many.
    pub p70: Option<i64>,
    /// 85 % took at most so many; `null` below 6 sprints.
    pub p85: Option<i64>,
    /// 95 % took at most so many; `null` below 19 sprints.
    pub p95: Option<i64>,
    /// The mean.
    pub mean: Option<FourPlaces>,
    /// The part of the items within `p85`.
    pub share_within_p85: Option<FourPlaces>,
}

/// What retrospectives led to, as seen at the last closed sprint.
pub(crate) fn log_retro_numbers(log: &Log, today: Date) -> RetroNumbers {
    let now = log.sprints.iter().rev().find(|sprint| sprint.state(today) == State::Closed);
    follow_through_numbers(&now.map(|now| FollowThrough::until(log, now)).unwrap_or_default())
}

/// The answers of each sprint that asked.
pub(crate) fn log_health_numbers(log: &Log) -> BTreeMap<String, HealthNumbers> {
    let asked = log.sprints.iter().filter_map(|sprint| Some((sprint.id.clone(), sprint.health.as_ref()?)));
    asked.map(|(id, health)| (id, health_numbers(health))).collect()
}

/// The blockers of the window as of `today`.
pub(crate) fn log_blocker_numbers(log: &Log, today: Date) -> LogBlockerNumbers {
    let recent = log.recent(today);
    let calendar = team_calendar(log);
    let mut latest: BTreeMap<&str, &Blocker> = BTreeMap::new();
    let mut recurrence: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (sprint, blocker) in recent.iter().flat_map(|sprint| sprint.blockers.iter().map(move |one| (sprint, one))) {
        latest.insert(&blocker.id, blocker);
        recurrence.entry(blocker.cause().to_owned()).or_default().insert(&sprint.id);
    }
    let known: Vec<(&Blocker, Standing)> =
        latest.values().filter_map(|blocker| Some((*blocker, blocker.standing(today, &calendar)?))).collect();
    let open = || known.iter().filter(|(_, standing)| standing.open);
    LogBlockerNumbers {
        count: latest.len(),
        open_count: open().count(),
        oldest_open_age: open().map(|(_, standing)| standing.days).max(),
        time_to_resolve: resolve(known.iter().map(|(_, standing)| standing)),
        clusters: clusters(known.iter().copied()).into_iter().map(cluster).collect(),
        recurrence: recurrence.into_iter().map(|(cause, sprints)| (cause, sprints.len())).collect(),
    }
}

/// The estimates of the window against the days that items took.
pub(crate) fn estimation_numbers(estimation: &Estimation) -> EstimationNumbers {
    let size = |(size, one): (&Points, &OfSize)| {
        let numbers = SizeNumbers {
            n: one.n,
            median: FourPlaces(one.median),
            min: one.min,
            max: one.max,
            days_per_point: one.days_per_point.map(FourPlaces),
        };
        (size.to_string(), numbers)
    };
    EstimationNumbers {
        by_size: estimation.by_size.iter().map(size).collect(),
        spearman: estimation.spearman.map(four_places),
        overlap_pairs: estimation.overlaps.iter().map(|(small, large)| (Amount(*small), Amount(*large))).collect(),
    }
}

/// The money of the log.
pub(crate) fn spending_numbers(spending: &Spending) -> SpendingNumbers {
    let budget = spending.budget.as_ref();
    SpendingNumbers {
        currency: budget.and_then(|budget| budget.currency.clone()),
        budget: budget.map(|budget| Amount(budget.amount)),
        spent: Amount(spending.spent()),
        remaining: spending.remaining().map(Amount),
        burn_pct: spending.burn().map(FourPlaces),
        mean_per_sprint: spending.mean_per_sprint().map(TwoPlaces),
        last3_mean: spending.last3_mean().map(TwoPlaces),
        runway_sprints_mean: spending.runway().map(FourPlaces),
        runway_whole_sprints: spending.runway().map(|sprints| sprints.floor().max(0)),
        elapsed_sprints: spending.elapsed_sprints,
        planned_sprints: budget.and_then(|budget| budget.planned_sprints),
        planned_pct: spending.elapsed().map(FourPlaces),
        variance_pct_points: spending.ahead().map(|ahead| FourPlaces(ahead.times(100))),
    }
}

/// The carried work of the log.
pub(crate) fn carry_numbers(log: &Log) -> CarryNumbers {
    let carried: BTreeMap<&str, Carries<'_>> = carries(log).into_iter().filter(|(_, one)| one.times > 0).collect();
    let zombies = carried.iter().filter(|(_, one)| one.times >= ZOMBIE_CARRIES);
    CarryNumbers {
        zombies_3plus: zombies.map(|(id, _)| (*id).to_owned()).collect(),
        carries: carried.iter().map(|(id, one)| ((*id).to_owned(), one.times)).collect(),
    }
}

/// The cycle times of the window.
pub(crate) fn service_level_numbers(level: &ServiceLevel) -> ServiceLevelNumbers {
    ServiceLevelNumbers {
        n: level.days.len(),
        p50: level.within(50),
        p70: level.within(70),
        p85: level.within(85),
        p95: level.within(95),
        mean: level.mean().map(FourPlaces),
        share_within_p85: level.within(85).and_then(|days| level.share_within(days)).map(FourPlaces),
    }
}
