//! What one sprint file alone can be wrong about once all of it has been read: dates, totals, blockers, ids.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Imbalance, Ledger, Points, State, days_apart};

use super::check_items::check_items;
use super::file::SprintFile;

/// The longest sprint that is not worth a question, in calendar days: half a year.
const LONGEST_SPRINT: i64 = 184;

/// Every mistake in `file` that can be told without another file and without the date of today.
pub(super) fn check_sprint(file: &SprintFile) -> Vec<Diagnostic> {
    let dates = check_dates(file);
    let mut diagnostics = Vec::new();
    if dates.is_empty() {
        diagnostics.extend(check_items(file));
    }
    diagnostics.extend(dates);
    diagnostics.extend(check_length(file));
    diagnostics.extend(check_stated(file));
    diagnostics.extend(check_totals(file));
    diagnostics.extend(check_blockers(file));
    diagnostics.extend(check_ids(file));
    diagnostics
}

/// Tells of a sprint that has begun by `today` and says nothing of its work. One that states its own state has been told of
/// when it was parsed.
#[must_use]
pub fn check_empty(file: &SprintFile, today: Date) -> Option<Diagnostic> {
    let begun = file.sprint.stated.is_none() && file.sprint.state(today) != State::Planned;
    (begun && says_nothing(file)).then(|| nothing(file, "end"))
}

fn check_stated(file: &SprintFile) -> Option<Diagnostic> {
    let stated = file.sprint.stated.is_some_and(|state| state != State::Planned);
    (stated && says_nothing(file)).then(|| nothing(file, "state"))
}

/// A sprint that counts in no statistics may leave its work out.
fn says_nothing(file: &SprintFile) -> bool {
    file.is_empty() && file.sprint.exclude.is_none()
}

fn nothing(file: &SprintFile, at: &str) -> Diagnostic {
    let message = format!("sprint {} has begun, but has neither items nor totals", file.sprint.id);
    Diagnostic::error(Code::SprintEmpty, file.span_of(at), message)
        .help("give `committed` and `completed`, or list the `items`; or say why it does not count: `exclude: \"…\"`")
}

fn check_dates(file: &SprintFile) -> Vec<Diagnostic> {
    let dates = &file.sprint.dates;
    let before = |day: Date, key: &str, what: &str| {
        (day < dates.start).then(|| {
            let message = format!("the sprint {what} on {day}, before it starts on {}", dates.start);
            Diagnostic::error(Code::SprintEndBeforeStart, file.span_of(key), message)
                .related(file.span_of("start"), "it starts here")
                .help("swap the two dates, or correct the year")
        })
    };
    let end = before(dates.end, "end", "ends");
    let closed = dates.closed_on.and_then(|day| before(day, "closed_on", "is closed"));
    end.into_iter().chain(closed).collect()
}

fn check_length(file: &SprintFile) -> Option<Diagnostic> {
    let days = days_apart(file.sprint.dates.start, file.sprint.dates.end) + 1;
    (days > LONGEST_SPRINT).then(|| {
        Diagnostic::warning(Code::SprintOddDate, file.span_of("end"), format!("this sprint takes {days} days"))
            .related(file.span_of("start"), "it starts here")
            .help("is the year right?")
    })
}

fn check_totals(file: &SprintFile) -> Option<Diagnostic> {
    let totals = &file.sprint.totals;
    let ledger = Ledger::from_totals(totals);
    let told = |message: String| {
        Diagnostic::error(Code::SprintUnbalanced, file.span_of(first_total(file)), message)
            .help("committed + added + reestimated must equal completed + not_completed + removed")
    };
    if let Err(Imbalance { planned_and_changed, accounted_for }) = ledger.check(Points::ZERO) {
        let left = sum([totals.committed, totals.added, totals.reestimated]);
        let right = sum([totals.completed, totals.not_completed, totals.removed]);
        let message =
            format!("the totals do not balance: {left} = {planned_and_changed}, but {right} = {accounted_for}");
        return Some(told(message));
    }
    let derived = [
        ("committed", totals.committed, ledger.committed),
        ("added", totals.added, ledger.added),
        ("removed", totals.removed, ledger.removed),
        ("completed", totals.completed, ledger.completed),
        ("not_completed", totals.not_completed, ledger.not_completed),
    ];
    derived.into_iter().find_map(|(name, given, follows)| {
        let below = follows.filter(|points| given.is_none() && points.is_negative())?;
        Some(told(format!("the totals cannot balance: `{name}` would have to be {below}")))
    })
}

/// "26 + 5 + 2", with a minus sign for a re-estimation downwards.
fn sum(numbers: [Option<Points>; 3]) -> String {
    let signed = numbers
        .into_iter()
        .flatten()
        .map(|number| if number.is_negative() { format!("- {}", -number) } else { format!("+ {number}") });
    let text = signed.collect::<Vec<String>>().join(" ");
    text.strip_prefix("+ ").unwrap_or(&text).to_owned()
}

/// The first total that is given, in the order in which people write them.
fn first_total(file: &SprintFile) -> &'static str {
    if file.sprint.totals.committed.is_some() { "committed" } else { "completed" }
}

fn check_blockers(file: &SprintFile) -> Vec<Diagnostic> {
    let blockers = file.sprint.blockers.iter().enumerate();
    let wrong = blockers.flat_map(|(index, blocker)| {
        let later = [("resolved", blocker.resolved), ("escalated", blocker.escalated)];
        later.into_iter().filter_map(move |(what, day)| {
            let (opened, day) = (blocker.opened?, day?);
            let at = |key: &str| file.span_of(&format!("blockers.{index}.{key}"));
            (day < opened).then(|| {
                let message = format!("the blocker was {what} on {day}, before it was opened on {opened}");
                Diagnostic::error(Code::SprintBlockerDates, at(what), message)
                    .related(at("opened"), "opened here")
                    .help("correct one of the two dates")
            })
        })
    });
    wrong.collect()
}

fn check_ids(file: &SprintFile) -> Vec<Diagnostic> {
    let sprint = &file.sprint;
    let lists: [(&str, Vec<&str>); 4] = [
        ("blockers", sprint.blockers.iter().map(|one| one.id.as_str()).collect()),
        ("risks", sprint.risks.iter().map(|one| one.id.as_str()).collect()),
        ("dependencies", sprint.dependencies.iter().map(|one| one.id.as_str()).collect()),
        ("retro.actions", sprint.retro.actions.iter().map(|one| one.id.as_str()).collect()),
    ];
    let repeated = lists.iter().flat_map(|(list, ids)| {
        repeats(ids).into_iter().map(move |(first, second)| {
            let at = |index: usize| file.span_of(&format!("{list}.{index}.id"));
            Diagnostic::error(Code::SprintDuplicateEntry, at(second), format!("the id {} is taken", ids[second]))
                .related(at(first), "first given here")
                .help("give each entry of the list its own id")
        })
    });
    repeated.collect()
}

/// First and later place of each id that comes again. An empty id is a missing one, of which the reader has been told.
pub(super) fn repeats(ids: &[&str]) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut repeats = Vec::new();
    for (index, id) in ids.iter().enumerate().filter(|(_, id)| !id.is_empty()) {
        match first.get(id) {
            Some(earlier) => repeats.push((*earlier, index)),
            None => {
                first.insert(id, index);
            }
        }
    }
    repeats
}
