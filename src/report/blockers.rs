//! Blockers on a page.

use jiff::civil::Date;
use serde::Serialize;

use super::words;
use crate::sprints::{Blocker, Log, Sprint, Standing, clusters, time_to_resolve};

/// What stood in the way, and for how long.
#[derive(Clone, Debug, Serialize)]
pub struct BlockersView {
    /// The blockers in words: how many, how many days, the main cause, what is open.
    pub sentences: Vec<String>,
    /// Every blocker, in the order of the file.
    pub rows: Vec<BlockerRow>,
    /// Blockers by cause, the cause with the most days first.
    pub clusters: Vec<ClusterRow>,
}

/// One blocker.
#[derive(Clone, Debug, Serialize)]
pub struct BlockerRow {
    /// The id.
    pub id: String,
    /// What it was.
    pub title: String,
    /// The cause.
    pub cause: String,
    /// The day it was noticed, as in "26 March".
    pub opened: Option<String>,
    /// The day it was out of the way.
    pub resolved: Option<String>,
    /// The day it was taken to somebody else.
    pub escalated: Option<String>,
    /// Calendar days that it stood.
    pub days: Option<i64>,
    /// Working days that it stood.
    pub working_days: Option<usize>,
    /// Whether it is still open.
    pub open: bool,
    /// The ids of the items that it held up.
    pub items: Vec<String>,
    /// The role that sees to it.
    pub owner: Option<String>,
    /// Whether it came from outside the team, where that is known.
    pub external: Option<bool>,
}

/// Blockers with one cause.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterRow {
    /// The cause.
    pub cause: String,
    /// How many.
    pub count: usize,
    /// Calendar days, added up.
    pub days: i64,
    /// How many are still open.
    pub open: usize,
    /// The part of all blocked days, in whole per cents.
    pub share: Option<String>,
}

/// The blockers of `sprint` on `report_date`; `None` where there were none.
pub(crate) fn view(log: &Log, sprint: &Sprint, report_date: Date) -> Option<BlockersView> {
    if sprint.blockers.is_empty() {
        return None;
    }
    let calendar = log.calendar(sprint);
    let standing = |blocker: &Blocker| blocker.standing(report_date, &calendar);
    let known: Vec<(&Blocker, Standing)> =
        sprint.blockers.iter().filter_map(|blocker| Some((blocker, standing(blocker)?))).collect();
    let cluster_rows: Vec<ClusterRow> = clusters(known.iter().copied())
        .into_iter()
        .map(|one| ClusterRow {
            cause: one.cause,
            count: one.count,
            days: one.days,
            open: one.open,
            share: one.share.map(words::percent),
        })
        .collect();
    Some(BlockersView {
        sentences: sentences(sprint.blockers.len(), &known, &cluster_rows),
        rows: sprint.blockers.iter().map(|blocker| row(blocker, standing(blocker))).collect(),
        clusters: cluster_rows,
    })
}

fn row(blocker: &Blocker, standing: Option<Standing>) -> BlockerRow {
    BlockerRow {
        id: blocker.id.clone(),
        title: blocker.title.clone(),
        cause: blocker.cause().to_owned(),
        opened: blocker.opened.map(words::day),
        resolved: blocker.resolved.map(words::day),
        escalated: blocker.escalated.map(words::day),
        days: standing.map(|one| one.days),
        working_days: standing.map(|one| one.working_days),
        open: standing.map_or(blocker.resolved.is_none(), |one| one.open),
        items: blocker.items.clone(),
        owner: blocker.owner.clone(),
        external: blocker.external,
    }
}

fn sentences(number: usize, known: &[(&Blocker, Standing)], clusters: &[ClusterRow]) -> Vec<String> {
    let days: i64 = known.iter().map(|(_, standing)| standing.days).sum();
    let days_told = words::counted(usize::try_from(days).unwrap_or_default(), "day");
    let mut told = vec![format!("{} stood in the way for {days_told} in all.", words::counted(number, "blocker"))];
    if let (Some(first), true) = (clusters.first(), clusters.len() > 1) {
        let days = words::counted(usize::try_from(first.days).unwrap_or_default(), "day");
        told.push(format!("Most of the time went to “{}” ({days}).", first.cause));
    }
    if let Some(resolve) = time_to_resolve(known.iter().map(|(_, standing)| standing)) {
        let median = words::rounded(resolve.median);
        let days = if median == "1" { "day" } else { "days" };
        match resolve.n {
            // All there is to say of the only one stands above.
            1 if number == 1 => {}
            1 => told.push(format!("The resolved one stood for {median} {days}.")),
            _ => told.push(format!("A resolved one typically stood for {median} {days} (the median).")),
        }
    }
    let open: Vec<&str> = known.iter().filter(|(_, one)| one.open).map(|(blocker, _)| blocker.title.as_str()).collect();
    if !open.is_empty() {
        let are = if open.len() == 1 { "is" } else { "are" };
        told.push(format!("{} {are} still open: {}.", open.len(), open.join("; ")));
    }
    told
}
