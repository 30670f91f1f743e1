//! A sprint in words: what happened, and what changed since the sprint before.

use jiff::civil::Date;

use super::blockers::BlockersView;
use super::{changes, words};
use crate::sprints::{Ledger, Log, Outcome, Points, Sprint, State, Unit};

/// What the sentences are about.
pub(crate) struct Subject<'a> {
    pub(crate) log: &'a Log,
    pub(crate) sprint: &'a Sprint,
    pub(crate) ledger: Option<&'a Ledger>,
    pub(crate) blockers: Option<&'a BlockersView>,
    pub(crate) today: Date,
}

/// The sentences, in the order of reading: the goal first, points second.
pub(crate) fn sentences(subject: &Subject<'_>) -> Vec<String> {
    let Subject { sprint, ledger, .. } = subject;
    let unit = subject.log.unit(sprint);
    let state = sprint.state(subject.today);
    let mut told: Vec<String> = goal(sprint, state).into_iter().collect();
    if let Some(ledger) = ledger {
        told.extend(match state {
            State::Closed => finished(ledger, unit),
            State::Active => so_far(subject, ledger, unit),
            State::Planned => planned(ledger, unit),
        });
        told.extend(changes(ledger, unit));
        if state == State::Closed {
            told.extend(left_open(ledger, unit));
            told.extend(since_the_one_before(subject, ledger, unit));
        }
    }
    told.extend(subject.blockers.iter().filter_map(|blockers| blockers.sentences.first().cloned()));
    told
}

fn goal(sprint: &Sprint, state: State) -> Option<String> {
    let told = match sprint.goal.outcome {
        Some(Outcome::Met) => "The goal was met.",
        Some(Outcome::Partly) => "The goal was partly met.",
        Some(Outcome::Missed) => "The goal was missed.",
        Some(Outcome::None) => "The sprint had no goal.",
        None if state == State::Closed && sprint.goal.text.is_some() => "Nobody wrote down what became of the goal.",
        None => return None,
    };
    Some(told.to_owned())
}

fn finished(ledger: &Ledger, unit: Unit) -> Option<String> {
    let Some(completed) = ledger.completed else {
        let committed = words::amount(ledger.committed?, unit);
        return Some(format!("{committed} were planned; what was finished is not written down."));
    };
    let done = words::amount(completed, unit);
    let Some(committed) = ledger.committed else { return Some(format!("The team finished {done}.")) };
    let ratios = ledger.ratios();
    let Some(against) = ratios.throughput_vs_plan else {
        return Some(format!("The team finished {done}; there was no commitment."));
    };
    let of_the_plan =
        ratios.commitment_reliability.map(|ratio| format!("; of the planned work itself {}", words::percent(ratio)));
    Some(format!(
        "The team finished {done} against {} planned ({}){}.",
        words::plain(committed),
        words::percent(against),
        of_the_plan.unwrap_or_default()
    ))
}

fn so_far(subject: &Subject<'_>, ledger: &Ledger, unit: Unit) -> Option<String> {
    let completed = words::plain(ledger.completed?);
    let whole = words::amount(ledger.final_scope.or(ledger.committed)?, unit);
    let calendar = subject.log.calendar(subject.sprint);
    let tomorrow = subject.today.tomorrow().unwrap_or(subject.today);
    let left = calendar.working_days(tomorrow, subject.sprint.dates.end);
    let are = if left == 1 { "is" } else { "are" };
    let days = words::counted(left, "working day");
    Some(format!("So far the team has finished {completed} of {whole}; after today {days} {are} left."))
}

fn planned(ledger: &Ledger, unit: Unit) -> Option<String> {
    let committed = ledger.committed?;
    let are = if committed == Points::whole(1) { "is" } else { "are" };
    Some(format!("{} {are} planned.", words::amount(committed, unit)))
}

/// "5 points were added and 3 removed; new estimates made a difference of +2."
fn changes(ledger: &Ledger, unit: Unit) -> Option<String> {
    let known = |number: Option<Points>| number.filter(|number| !number.is_zero());
    let (added, removed) = (known(ledger.added), known(ledger.removed));
    let were = |amount: Points| if amount == Points::whole(1) { "was" } else { "were" };
    let moved = match (added, removed) {
        (Some(added), Some(removed)) => {
            Some(format!("{} {} added and {} removed", words::amount(added, unit), were(added), words::plain(removed)))
        }
        (Some(added), None) => Some(format!("{} {} added", words::amount(added, unit), were(added))),
        (None, Some(removed)) => Some(format!("{} {} removed", words::amount(removed, unit), were(removed))),
        (None, None) => None,
    };
    let estimates = known(ledger.reestimated)
        .map(|changed| format!("new estimates made a difference of {}", words::signed(changed)));
    let parts: Vec<String> = [moved, estimates].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| words::capital(&format!("{}.", parts.join("; "))))
}

fn left_open(ledger: &Ledger, unit: Unit) -> Option<String> {
    let open = ledger.not_completed?;
    if open.is_zero() {
        return Some("Nothing was left open.".to_owned());
    }
    let were = if open == Points::whole(1) { "was" } else { "were" };
    Some(format!("{} {were} left open.", words::amount(open, unit)))
}

/// Velocity against the sprint before, in the same unit and only where both are known.
fn since_the_one_before(subject: &Subject<'_>, ledger: &Ledger, unit: Unit) -> Option<String> {
    let Subject { log, sprint, today, .. } = subject;
    let before = changes::before(log, sprint, *today)?;
    let was = log.ledger(before, unit).ok()??.completed?;
    let is = ledger.completed?;
    let change = match is.cmp(&was) {
        std::cmp::Ordering::Equal => return Some(format!("The sprint before, {}, finished as much.", before.title())),
        std::cmp::Ordering::Greater => format!("{} more", words::plain(is - was)),
        std::cmp::Ordering::Less => format!("{} fewer", words::plain(was - is)),
    };
    let was = words::amount(was, unit);
    Some(format!("The sprint before, {}, finished {was}, so this is {change}.", before.title()))
}
