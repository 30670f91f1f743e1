//! What changed from one sprint to another, in sentences.

use jiff::civil::Date;

use super::words;
use crate::sprints::{
    Answers, Blocker, Ledger, Log, Points, Ratio, Ratios, Sprint, Standing, Unit, cycle_time, time_to_resolve,
};

/// What changed from `before` to `after`, the goals first.
#[must_use]
pub fn diff(log: &Log, before: &Sprint, after: &Sprint, today: Date) -> Vec<String> {
    let mut told = vec![goals(before, after)];
    let unit = log.team.unit;
    let (first, second) = (ledger(log, before, unit), ledger(log, after, unit));
    told.extend(amounts(&first, &second, unit));
    told.extend(ratios(&first.ratios(), &second.ratios()));
    told.extend(person_days(log, before, after));
    told.extend(cycle_times(before, after));
    told.extend(blocked(log, before, after, today));
    told.extend(health(before, after));
    told
}

fn ledger(log: &Log, sprint: &Sprint, unit: Unit) -> Ledger {
    log.ledger(sprint, unit).ok().flatten().unwrap_or_default()
}

fn goals(before: &Sprint, after: &Sprint) -> String {
    let told = |sprint: &Sprint| words::outcome(sprint.goal.outcome).to_lowercase();
    format!("{}: {}; {}: {}.", before.title(), told(before), after.title(), told(after))
}

fn amounts(before: &Ledger, after: &Ledger, unit: Unit) -> Vec<String> {
    let rows = [
        ("Committed", before.committed, after.committed),
        ("Completed", before.completed, after.completed),
        ("Added later", before.added, after.added),
        ("Removed", before.removed, after.removed),
        ("Not completed", before.not_completed, after.not_completed),
    ];
    let told = rows.into_iter().filter_map(|(label, before, after)| {
        let (before, after) = (before?, after?);
        let after_words = words::amount(after, unit);
        Some(match change(before, after) {
            None => format!("{label}: {after_words}, as before."),
            Some(change) => format!("{label}: {after_words} instead of {} ({change}).", words::plain(before)),
        })
    });
    told.collect()
}

/// "2 more", "3 fewer"; `None` for no change.
fn change(before: Points, after: Points) -> Option<String> {
    match after.cmp(&before) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(format!("{} more", words::plain(after - before))),
        std::cmp::Ordering::Less => Some(format!("{} fewer", words::plain(before - after))),
    }
}

fn ratios(before: &Ratios, after: &Ratios) -> Vec<String> {
    let rows = [
        ("Throughput against plan", before.throughput_vs_plan, after.throughput_vs_plan),
        ("Commitment reliability", before.commitment_reliability, after.commitment_reliability),
        ("Carry-over", before.carry_over_rate, after.carry_over_rate),
        ("Churn", before.churn, after.churn),
    ];
    let told = rows.into_iter().filter_map(|(label, before, after)| {
        let (before, after): (Ratio, Ratio) = (before?, after?);
        let (was, is) = (words::percent(before), words::percent(after));
        Some(if was == is { format!("{label}: {is}, as before.") } else { format!("{label}: {is} instead of {was}.") })
    });
    told.collect()
}

fn person_days(log: &Log, before: &Sprint, after: &Sprint) -> Option<String> {
    let (was, is) = (log.availability(before)?.person_days, log.availability(after)?.person_days);
    let (was, is) = (words::plain(was), words::plain(is));
    Some(if was == is {
        format!("Person-days: {is}, as before.")
    } else {
        format!("Person-days: {is} instead of {was}.")
    })
}

fn cycle_times(before: &Sprint, after: &Sprint) -> Option<String> {
    let (was, is) = (cycle_time(before)?.p50, cycle_time(after)?.p50);
    let is = words::counted(usize::try_from(is).unwrap_or_default(), "day");
    Some(format!("Half of the finished items took at most {is}; before it was {was}."))
}

fn blocked(log: &Log, before: &Sprint, after: &Sprint, today: Date) -> Option<String> {
    if before.blockers.is_empty() && after.blockers.is_empty() {
        return None;
    }
    let days = |sprint: &Sprint| {
        let (day, calendar) = (sprint.report_date(today), log.calendar(sprint));
        let standing = |blocker: &Blocker| blocker.standing(day, &calendar);
        let known: Vec<Standing> = sprint.blockers.iter().filter_map(standing).collect();
        let resolved = time_to_resolve(&known).map_or(0, |one| one.n);
        (known.iter().map(|one| one.days).sum::<i64>(), sprint.blockers.len(), resolved)
    };
    let (was, is) = (days(before), days(after));
    let days = |days: i64| words::counted(usize::try_from(days).unwrap_or_default(), "day");
    let now = match is {
        (_, 0, _) => "nothing stood in the way".to_owned(),
        (sum, number, resolved) => {
            format!("{} by {}, {resolved} of them resolved", days(sum), words::counted(number, "blocker"))
        }
    };
    Some(format!("Blocked: {now}; before it was {}.", days(was.0)))
}

/// Means only, and only where there are enough answers in both.
fn health(before: &Sprint, after: &Sprint) -> Option<String> {
    let mean = |sprint: &Sprint| Answers::of(&sprint.health.as_ref()?.responses).mean;
    let (was, is) = (words::rounded(mean(before)?), words::rounded(mean(after)?));
    Some(if was == is { format!("Health: {is}, as before.") } else { format!("Health: {is} instead of {was}.") })
}
