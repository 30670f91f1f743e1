//! What changed since the sprint before, in sentences.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::words;
use crate::sprints::{Ledger, Log, Outcome, Part, Sprint, State};

/// The closed sprint before `sprint`.
pub(crate) fn before<'a>(log: &'a Log, sprint: &Sprint, today: Date) -> Option<&'a Sprint> {
    let earlier = log.sprints.iter().rev();
    earlier.into_iter().find(|other| other.dates.end < sprint.dates.start && other.state(today) == State::Closed)
}

/// One sentence for each thing that is known of both, the goal first; empty for the first sprint. What both finished is told
/// in the paragraph above them.
pub(crate) fn sentences(log: &Log, sprint: &Sprint, ledger: Option<&Ledger>, today: Date) -> Vec<String> {
    let Some(before) = before(log, sprint, today) else { return Vec::new() };
    let closed = sprint.state(today) == State::Closed;
    let unit = log.unit(sprint);
    let was = log.ledger(before, unit).ok().flatten();
    let both = ledger.filter(|_| closed).zip(was.as_ref());
    [
        goal(sprint, before).filter(|_| closed),
        both.and_then(|(is, was)| reliability(is, was)),
        time(log, sprint, before),
        carried(sprint, before),
        blockers(sprint, before, today),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn goal(sprint: &Sprint, before: &Sprint) -> Option<String> {
    let (is, was) = (sprint.goal.outcome?, before.goal.outcome?);
    let word = |outcome: Outcome| match outcome {
        Outcome::Met => "met",
        Outcome::Partly => "partly met",
        Outcome::Missed => "missed",
        Outcome::None => "not set",
    };
    let title = before.title();
    Some(if is == was {
        format!("The goal was {}, as in {title}.", word(is))
    } else {
        format!("The goal was {}; in {title} it was {}.", word(is), word(was))
    })
}

fn reliability(is: &Ledger, was: &Ledger) -> Option<String> {
    let (is, was) = (is.ratios().commitment_reliability?, was.ratios().commitment_reliability?);
    let (is, was) = (words::percent(is), words::percent(was));
    Some(if is == was {
        format!("Of the planned work itself {is} was finished, as before.")
    } else {
        format!("Of the planned work itself {is} was finished, after {was} before.")
    })
}

fn time(log: &Log, sprint: &Sprint, before: &Sprint) -> Option<String> {
    let (is, was) = (log.availability(sprint)?.person_days, log.availability(before)?.person_days);
    (is != was).then(|| format!("There were {} person-days, after {}.", words::plain(is), words::plain(was)))
}

/// The items that were open at the close of the one and are in the other.
fn carried(sprint: &Sprint, before: &Sprint) -> Option<String> {
    let open: BTreeSet<&str> =
        Part::all(before).iter().filter(|part| part.is_open()).map(|part| part.item.id.as_str()).collect();
    let carried = sprint.items.iter().filter(|item| open.contains(item.id.as_str())).count();
    let (were, items) = (if carried == 1 { "was" } else { "were" }, words::counted(carried, "item"));
    (carried > 0).then(|| format!("{items} {were} carried over from it."))
}

fn blockers(sprint: &Sprint, before: &Sprint, today: Date) -> Option<String> {
    if sprint.blockers.is_empty() && before.blockers.is_empty() {
        return None;
    }
    let known: BTreeSet<&str> = before.blockers.iter().map(|blocker| blocker.id.as_str()).collect();
    let new = sprint.blockers.iter().filter(|blocker| !known.contains(blocker.id.as_str())).count();
    let (start, end) = (sprint.dates.start, sprint.report_date(today));
    let all = sprint.blockers.iter().chain(before.blockers.iter());
    let resolved: BTreeSet<&str> = all
        .filter(|blocker| blocker.resolved.is_some_and(|day| start <= day && day <= end))
        .map(|blocker| blocker.id.as_str())
        .collect();
    let were = |number: usize| if number == 1 { "was" } else { "were" };
    let news = match new {
        0 => "No blocker was new".to_owned(),
        _ => format!("{} {} new", words::counted(new, "blocker"), were(new)),
    };
    Some(match resolved.len() {
        0 => format!("{news}, none was resolved."),
        number => format!("{news}, {number} {} resolved.", were(number)),
    })
}
