//! A whole sprint log for machines. The names are a contract; a number that is gated or unknown is `null`, never absent.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::calibration::{self, CalibrationNumbers};
use super::log_numbers::{
    CarryNumbers, EstimationNumbers, LogBlockerNumbers, ServiceLevelNumbers, SpendingNumbers, carry_numbers,
    estimation_numbers, log_blocker_numbers, log_health_numbers, log_retro_numbers, service_level_numbers,
    spending_numbers,
};
use super::numbers::{Amount, FourPlaces, four_places};
use super::retro_numbers::{HealthNumbers, RetroNumbers};
use crate::sprints::{
    CohnInterval, Estimation, GoalRecord, History, Log, Outcome, Points, Recommendation, SayDo, ServiceLevel, Spending,
    Sprint, Velocity, Xmr,
};

/// A sprint log for machines.
#[derive(Clone, Debug, Serialize)]
pub struct VelocityJson {
    /// The id of the team.
    pub team: Option<String>,
    /// `points` or `items`: what velocity counts.
    pub unit: &'static str,
    /// How many closed sprints the statistics look back.
    pub window: usize,
    /// All sprints, oldest first.
    pub sprints: Vec<SprintNumbers>,
    /// The statistics of the window.
    pub velocity: VelocityNumbers,
    /// Cohn's interval; `null` below five sprints.
    pub cohn_interval: Option<CohnNumbers>,
    /// The natural limits; `null` below two sprints.
    pub xmr: Option<XmrNumbers>,
    /// Completed against committed.
    pub saydo: SayDoNumbers,
    /// The goals of the window.
    pub goals: GoalsNumbers,
    /// What to commit to next.
    pub next: NextNumbers,
    /// How often claims about a single sprint held.
    pub calibration: CalibrationNumbers,
    /// What stood in the way.
    pub blockers: LogBlockerNumbers,
    /// What came of retrospectives.
    pub retro: RetroNumbers,
    /// Estimates against days; `null` where no finished item has both.
    pub estimation: Option<EstimationNumbers>,
    /// Money against the budget; `null` where no sprint tells its cost.
    pub money: Option<SpendingNumbers>,
    /// The answers to the health questions, by sprint.
    pub health: BTreeMap<String, HealthNumbers>,
    /// Work that goes from sprint to sprint.
    pub carry: CarryNumbers,
    /// How long items take.
    pub cycle_time: ServiceLevelNumbers,
}

/// One sprint in a nutshell.
#[derive(Clone, Debug, Serialize)]
pub struct SprintNumbers {
    /// The id.
    pub id: String,
    /// The first day.
    pub start: String,
    /// The last day, inclusive.
    pub end: String,
    /// C in the team's unit.
    pub committed: Option<Amount<2>>,
    /// D in the team's unit.
    pub completed: Option<Amount<2>>,
    /// Person-days.
    pub capacity: Option<Amount<4>>,
    /// `met`, `partly`, `missed` or `none`.
    pub goal: Option<&'static str>,
    /// Why it does not count.
    pub excluded: Option<String>,
}

/// The statistics of velocity.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VelocityNumbers {
    /// How many sprints count.
    pub n: usize,
    /// The mean.
    pub mean: Option<FourPlaces>,
    /// The middle value.
    pub median: Option<FourPlaces>,
    /// The lowest.
    pub min: Option<Amount<2>>,
    /// The highest.
    pub max: Option<Amount<2>>,
    /// The sample standard deviation, from two sprints on.
    pub stdev_sample: Option<f64>,
    /// The deviation against the mean.
    pub cv: Option<f64>,
    /// The mean of the last three sprints.
    pub last3_mean: Option<FourPlaces>,
    /// The mean of each sprint and the two before it.
    pub rolling3: Vec<Option<FourPlaces>>,
    /// Reached in at least half of the sprints.
    pub p50_at_least: Option<Amount<2>>,
    /// Reached in at least 70 % of the sprints; `null` below 3.
    pub p70_at_least: Option<Amount<2>>,
    /// Reached in at least 85 % of the sprints; `null` below 6.
    pub p85_at_least: Option<Amount<2>>,
    /// Reached in at least 95 % of the sprints; `null` below 19.
    pub p95_at_least: Option<Amount<2>>,
}

/// Cohn's interval.
#[derive(Clone, Debug, Serialize)]
pub struct CohnNumbers {
    /// How many velocities there are.
    pub n: usize,
    /// How many were dropped from each end.
    pub discard: usize,
    /// The lowest that is left.
    pub low: Amount<2>,
    /// The highest that is left.
    pub high: Amount<2>,
    /// The confidence that it really has.
    pub coverage: f64,
}

/// The natural limits of velocity.
#[derive(Clone, Debug, Serialize)]
pub struct XmrNumbers {
    /// The distance of each value from the one before it.
    pub moving_ranges: Vec<Amount<2>>,
    /// The mean of those.
    pub mean_mr: FourPlaces,
    /// The mean of the values.
    pub mean: FourPlaces,
    /// The upper natural process limit.
    pub unpl: FourPlaces,
    /// The lower natural process limit.
    pub lnpl: FourPlaces,
    /// The ids of the sprints outside the limits.
    pub signals: Vec<String>,
    /// The upper limit of the moving ranges.
    pub url: FourPlaces,
    /// The ids of the sprints that are further from the one before them than that.
    pub mr_signals: Vec<String>,
}

/// Completed against committed.
#[derive(Clone, Debug, Serialize)]
pub struct SayDoNumbers {
    /// D / C of each sprint of the window.
    pub per_sprint: Vec<Option<FourPlaces>>,
    /// ΣD / ΣC.
    pub ratio_of_sums: Option<FourPlaces>,
    /// The mean of D / C.
    pub mean_of_ratios: Option<FourPlaces>,
    /// Sprints of the window with D / C from 0.8 to 1.1.
    pub in_80_to_110_band: usize,
}

/// The goals of the window.
#[derive(Clone, Debug, Serialize)]
pub struct GoalsNumbers {
    /// Sprints whose goal was met.
    pub met: usize,
    /// Sprints that had a goal.
    pub with_goal: usize,
    /// The one against the other.
    pub met_rate: Option<FourPlaces>,
}

/// What to commit to next.
#[derive(Clone, Debug, Serialize)]
pub struct NextNumbers {
    /// The person-days that are taken into account.
    pub person_days: Option<Amount<4>>,
    /// What at least 85 % of the outcomes reached; `null` below 6 sprints.
    pub safe: Option<i64>,
    /// What at least half of the outcomes reached.
    pub likely: Option<i64>,
    /// The best outcome.
    pub best: Option<i64>,
}

/// `log` for machines, as of `today`.
#[must_use]
pub fn velocity_json(log: &Log, today: Date) -> VelocityJson {
    let history = History::of(log, today);
    let velocities = history.velocities();
    let goals = GoalRecord::of(log.recent(today));
    let next = Recommendation::next(log, today);
    VelocityJson {
        team: log.team.id.clone(),
        unit: log.team.unit.word(),
        window: log.team.window,
        sprints: log.sprints.iter().map(|sprint| sprint_numbers(log, sprint)).collect(),
        velocity: Velocity::of(&velocities).map(|velocity| velocity_numbers(&velocity)).unwrap_or_default(),
        cohn_interval: CohnInterval::of(&velocities).map(cohn_numbers),
        xmr: Xmr::of(&velocities).map(|xmr| xmr_numbers(&xmr, &history)),
        saydo: saydo_numbers(&SayDo::of(&history.counted)),
        goals: GoalsNumbers { met: goals.met, with_goal: goals.with_goal, met_rate: goals.met_rate().map(FourPlaces) },
        next: NextNumbers {
            person_days: next.person_days.map(Amount),
            safe: next.safe(),
            likely: next.likely(),
            best: next.best(),
        },
        calibration: calibration::numbers(log, log.team.unit, today),
        blockers: log_blocker_numbers(log, today),
        retro: log_retro_numbers(log, today),
        estimation: Estimation::of(log, today).as_ref().map(estimation_numbers),
        money: Spending::of(log, today).as_ref().map(spending_numbers),
        health: log_health_numbers(log),
        carry: carry_numbers(log),
        cycle_time: service_level_numbers(&ServiceLevel::of(log, today)),
    }
}

fn sprint_numbers(log: &Log, sprint: &Sprint) -> SprintNumbers {
    let ledger = log.ledger(sprint, log.team.unit).ok().flatten();
    SprintNumbers {
        id: sprint.id.clone(),
        start: sprint.dates.start.to_string(),
        end: sprint.dates.end.to_string(),
        committed: ledger.and_then(|ledger| ledger.committed).map(Amount),
        completed: ledger.and_then(|ledger| ledger.completed).map(Amount),
        capacity: log.availability(sprint).map(|known| Amount(known.person_days)),
        goal: sprint.goal.outcome.map(Outcome::word),
        excluded: sprint.exclude.clone(),
    }
}

fn velocity_numbers(velocity: &Velocity) -> VelocityNumbers {
    let claim = |p| velocity.at_least(p).map(Amount);
    VelocityNumbers {
        n: velocity.n(),
        mean: Some(FourPlaces(velocity.mean)),
        median: Some(FourPlaces(velocity.median)),
        min: Some(Amount(velocity.min)),
        max: Some(Amount(velocity.max)),
        stdev_sample: velocity.stdev_sample.map(four_places),
        cv: velocity.variation().map(four_places),
        last3_mean: velocity.rolling3.last().copied().flatten().map(FourPlaces),
        rolling3: velocity.rolling3.iter().map(|mean| mean.map(FourPlaces)).collect(),
        p50_at_least: claim(50),
        p70_at_least: claim(70),
        p85_at_least: claim(85),
        p95_at_least: claim(95),
    }
}

fn saydo_numbers(saydo: &SayDo) -> SayDoNumbers {
    SayDoNumbers {
        per_sprint: saydo.per_sprint.iter().map(|ratio| ratio.map(FourPlaces)).collect(),
        ratio_of_sums: saydo.ratio_of_sums.map(FourPlaces),
        mean_of_ratios: saydo.mean_of_ratios.map(FourPlaces),
        in_80_to_110_band: saydo.in_band(),
    }
}

fn cohn_numbers(interval: CohnInterval) -> CohnNumbers {
    CohnNumbers {
        n: interval.n,
        discard: interval.discard,
        low: Amount(interval.low),
        high: Amount(interval.high),
        coverage: four_places(interval.coverage),
    }
}

fn xmr_numbers(xmr: &Xmr, history: &History<'_>) -> XmrNumbers {
    let ranges = |range: &Points| Amount(*range);
    let ids = |places: &[usize]| places.iter().map(|place| history.counted[*place].sprint.id.clone()).collect();
    XmrNumbers {
        moving_ranges: xmr.moving_ranges.iter().map(ranges).collect(),
        mean_mr: FourPlaces(xmr.mean_moving_range),
        mean: FourPlaces(xmr.mean),
        unpl: FourPlaces(xmr.upper),
        lnpl: FourPlaces(xmr.lower),
        signals: ids(&xmr.signals),
        url: FourPlaces(xmr.upper_range),
        mr_signals: ids(&xmr.range_signals),
    }
}
