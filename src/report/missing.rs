//! What a sprint file does not say yet, and what it would give.

use crate::sprints::{History, Log, Part, Sprint, State, sprints_needed};

use super::words;

/// One sentence per thing that is missing, the most useful first.
pub(crate) fn sentences(log: &Log, sprint: &Sprint, state: State, before: &History<'_>) -> Vec<String> {
    [
        goal(sprint, state),
        numbers(log, sprint),
        estimates(sprint),
        starts(sprint),
        capacity(log, sprint),
        retro(sprint, state),
        history(before),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn goal(sprint: &Sprint, state: State) -> Option<String> {
    let told = match (&sprint.goal.text, sprint.goal.outcome) {
        (None, None) => "Write down the goal, and the report begins with whether it was met.",
        (Some(_), None) if state == State::Closed => {
            "Write down the outcome of the goal (met, partly, missed or none), and it counts in the goals of the team."
        }
        _ => return None,
    };
    Some(told.to_owned())
}

fn numbers(log: &Log, sprint: &Sprint) -> Option<String> {
    if !sprint.items.is_empty() {
        return None;
    }
    let told = match (&sprint.totals, sprint.remaining.is_empty()) {
        (totals, true) if totals.is_empty() => {
            "Add what was committed and completed, and the sprint counts in the velocity of the team."
        }
        (totals, _) if totals.completed.is_some() && log.unit(sprint) != log.team.unit => {
            "This sprint counts in another unit than the team, so it is not part of the velocity."
        }
        _ => {
            "List the items with their dates, and this page shows the burnup, the burndown, the flow, and what was done."
        }
    };
    Some(told.to_owned())
}

fn estimates(sprint: &Sprint) -> Option<String> {
    let parts = Part::all(sprint);
    let missing = parts.iter().filter(|part| part.is_counted() && !part.item.is_estimated()).count();
    let (has, counts) = if missing == 1 { ("has", "counts") } else { ("have", "count") };
    (missing > 0).then(|| {
        let items = words::counted(missing, "item");
        format!("{items} {has} no estimate and {counts} as 0 points.")
    })
}

fn starts(sprint: &Sprint) -> Option<String> {
    let parts = Part::all(sprint);
    let missing = parts.iter().filter(|part| part.is_completed() && part.item.started.is_none()).count();
    let (has, is) = if missing == 1 { ("has", "is") } else { ("have", "are") };
    (missing > 0).then(|| {
        let items = words::counted(missing, "finished item");
        format!("{items} {has} no start day and {is} left out of the cycle time.")
    })
}

fn capacity(log: &Log, sprint: &Sprint) -> Option<String> {
    log.availability(sprint).is_none().then(|| {
        "Add the capacity in person-days or as roles with their leave, and what to commit to follows the time there is."
            .to_owned()
    })
}

fn retro(sprint: &Sprint, state: State) -> Option<String> {
    (state == State::Closed && sprint.retro.is_empty())
        .then(|| "Add the retrospective with its actions, and later sprints show what came of them.".to_owned())
}

fn history(before: &History<'_>) -> Option<String> {
    let missing = sprints_needed(85).saturating_sub(before.counted.len());
    let (were, sprints) = (if missing == 1 { "was" } else { "were" }, words::counted(missing, "more closed sprint"));
    (missing > 0).then(|| format!("{sprints} before this one {were} missing to tell a safe commitment."))
}
