//! Blockers for machines.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::numbers::FourPlaces;
use crate::sprints::{Blocker, Cluster, Log, Sprint, Standing, clusters, time_to_resolve};

/// What stood in the way.
#[derive(Clone, Debug, Serialize)]
pub struct BlockerNumbers {
    /// By id.
    pub per: BTreeMap<String, StandingNumbers>,
    /// How long the resolved ones took.
    pub time_to_resolve: ResolveNumbers,
    /// How many are open.
    pub open_count: usize,
    /// How many calendar days the oldest open one stands.
    pub oldest_open_age: Option<i64>,
    /// By cause, the cause with the most days first.
    pub clusters: Vec<ClusterNumbers>,
}

/// How long one blocker stood.
#[derive(Clone, Debug, Serialize)]
pub struct StandingNumbers {
    /// Calendar days.
    pub days: Option<i64>,
    /// Working days.
    pub working_days: Option<usize>,
    /// Whether it is still open.
    pub open: bool,
}

/// How long resolved blockers took, in calendar days. The percentile tells what was, and claims nothing.
#[derive(Clone, Debug, Serialize)]
pub struct ResolveNumbers {
    /// How many are resolved.
    pub n: usize,
    /// The middle value.
    pub median: Option<FourPlaces>,
    /// The mean.
    pub mean: Option<FourPlaces>,
    /// 85 % took at most so many.
    pub p85: Option<i64>,
}

/// Blockers with one cause.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterNumbers {
    /// The cause.
    pub cause: String,
    /// How many.
    pub count: usize,
    /// Calendar days, added up.
    pub days: i64,
    /// How many are still open.
    pub open: usize,
    /// The part of all blocked days.
    pub share: Option<FourPlaces>,
}

/// The blockers of `sprint` as of `today`.
pub(crate) fn blocker_numbers(log: &Log, sprint: &Sprint, today: Date) -> BlockerNumbers {
    let (report_date, calendar) = (sprint.report_date(today), log.calendar(sprint));
    let standing = |blocker: &Blocker| blocker.standing(report_date, &calendar);
    let known: Vec<(&Blocker, Standing)> =
        sprint.blockers.iter().filter_map(|blocker| Some((blocker, standing(blocker)?))).collect();
    let open = || known.iter().map(|(_, standing)| standing).filter(|standing| standing.open);
    let per = sprint.blockers.iter().map(|blocker| (blocker.id.clone(), per(blocker, standing(blocker)))).collect();
    BlockerNumbers {
        per,
        time_to_resolve: resolve(known.iter().map(|(_, standing)| standing)),
        open_count: open().count(),
        oldest_open_age: open().map(|standing| standing.days).max(),
        clusters: clusters(known.iter().copied()).into_iter().map(cluster).collect(),
    }
}

/// How long the resolved ones of `standings` took.
pub(crate) fn resolve<'a>(standings: impl IntoIterator<Item = &'a Standing>) -> ResolveNumbers {
    let resolve = time_to_resolve(standings);
    ResolveNumbers {
        n: resolve.map_or(0, |one| one.n),
        median: resolve.map(|one| FourPlaces(one.median)),
        mean: resolve.map(|one| FourPlaces(one.mean)),
        p85: resolve.map(|one| one.p85),
    }
}

fn per(blocker: &Blocker, standing: Option<Standing>) -> StandingNumbers {
    StandingNumbers {
        days: standing.map(|one| one.days),
        working_days: standing.map(|one| one.working_days),
        open: standing.map_or(blocker.resolved.is_none(), |one| one.open),
    }
}

/// Blockers with one cause.
pub(crate) fn cluster(one: Cluster) -> ClusterNumbers {
    ClusterNumbers {
        cause: one.cause,
        count: one.count,
        days: one.days,
        open: one.open,
        share: one.share.map(FourPlaces),
    }
}
