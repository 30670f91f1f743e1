//! What can be wrong between the sprints of one log: gaps, and ids that nothing has.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::parse::{SprintFile, UnreadSprints};
use crate::sprints::Log;

/// Everything that is wrong between `files`, which are the sprints of `log` in the same order, but for what the sprints that
/// could not be read may explain.
pub(super) fn check(log: &Log, files: &[SprintFile], unread: &UnreadSprints) -> Vec<Diagnostic> {
    let mut diagnostics = gaps(log, files, unread);
    for place in 0..files.len() {
        diagnostics.extend(unknown_sprints(files, place, unread));
        let id = &files[place].sprint.id;
        // Up to this sprint, all that was decided and seen is known.
        if !unread.may_be_one(|unread| by_number(unread, id) == Ordering::Less) {
            diagnostics.extend(unknown_actions(files, place));
            diagnostics.extend(unknown_risks(files, place));
        }
    }
    diagnostics
}

/// Working days between two sprints are worth a note: perhaps a sprint is missing.
fn gaps(log: &Log, files: &[SprintFile], unread: &UnreadSprints) -> Vec<Diagnostic> {
    let gap = |pair: &[SprintFile]| {
        let (earlier, later) = (&pair[0], &pair[1]);
        let (end, start) = (earlier.sprint.dates.end, later.sprint.dates.start);
        let between = |id: &str| {
            by_number(&earlier.sprint.id, id) == Ordering::Less && by_number(id, &later.sprint.id) == Ordering::Less
        };
        // Dates that are the wrong way round, which is told, say nothing of the days between.
        let reversed = |file: &SprintFile| file.sprint.dates.end < file.sprint.dates.start;
        if unread.may_be_one(between) || pair.iter().any(reversed) {
            return None;
        }
        let next = end.tomorrow().ok().filter(|next| *next < start)?;
        // Holidays of both sprints count, since the days between belong to neither.
        let calendars = [log.calendar(&earlier.sprint), log.calendar(&later.sprint)];
        let days = calendars.iter().map(|calendar| calendar.working_days_until(next, start)).min().unwrap_or(0);
        (days > 0).then(|| {
            let (days, are) =
                if days == 1 { ("1 working day".to_owned(), "is") } else { (format!("{days} working days"), "are") };
            let message = format!("{days} between this sprint and `{}` {are} in no sprint", earlier.sprint.id);
            Diagnostic::note(Code::SprintGap, later.span_of("start"), message)
                .related(earlier.span_of("end"), "it ends here")
                .help("nothing to do if nobody sprinted then; otherwise a sprint is missing, or a date is wrong")
        })
    };
    files.windows(2).filter_map(gap).collect()
}

/// An action that is due in a sprint of the past, or a closed one from a sprint, that the log does not have.
fn unknown_sprints(files: &[SprintFile], place: usize, unread: &UnreadSprints) -> Vec<Diagnostic> {
    let (file, retro) = (&files[place], &files[place].sprint.retro);
    let due = retro.actions.iter().enumerate().filter_map(|(index, action)| {
        let due = action.due.as_deref()?;
        // A sprint to come has no file yet.
        let coming = files.last().is_some_and(|last| by_number(due, &last.sprint.id) == Ordering::Greater);
        (!coming && !unread.may_be(due))
            .then(|| unknown(files, due, file, &format!("retro.actions.{index}.due")))
            .flatten()
    });
    let from = retro.closed.iter().enumerate().filter_map(|(index, closed)| {
        let from = closed.from.as_deref()?;
        // The log may begin later than the team.
        let older = files.first().is_some_and(|first| by_number(from, &first.sprint.id) == Ordering::Less);
        (!older && !unread.may_be(from))
            .then(|| unknown(files, from, file, &format!("retro.closed.{index}.from")))
            .flatten()
    });
    due.chain(from).collect()
}

fn unknown(files: &[SprintFile], id: &str, file: &SprintFile, place: &str) -> Option<Diagnostic> {
    let ids = || files.iter().map(|file| file.sprint.id.as_str());
    if ids().any(|known| known == id) {
        return None;
    }
    let message = format!("there is no sprint `{id}` in this log");
    let diagnostic = Diagnostic::warning(Code::SprintUnknownSprint, file.span_of(place), message);
    Some(
        diagnostic
            .maybe_help(did_you_mean(id, ids()))
            .maybe_help(Some("give the id of a sprint of this log".to_owned())),
    )
}

/// A closed action that no retrospective up to then has decided.
fn unknown_actions(files: &[SprintFile], place: usize) -> Vec<Diagnostic> {
    let file = &files[place];
    let told = file.sprint.retro.closed.iter().enumerate().filter_map(|(index, closed)| {
        let from = closed.from.as_deref();
        let sources = files[..=place].iter().filter(|file| from.is_none_or(|from| file.sprint.id == from));
        let ids: BTreeSet<&str> =
            sources.flat_map(|file| file.sprint.retro.actions.iter().map(|action| action.id.as_str())).collect();
        // Nothing is known of the actions of a sprint that was written down without its retrospective.
        if closed.id.is_empty() || ids.is_empty() || ids.contains(closed.id.as_str()) {
            return None;
        }
        let whose = from.map_or_else(|| "no sprint so far".to_owned(), |from| format!("not sprint {from}"));
        let message = format!("action {} is closed here, but {whose} decided on it", closed.id);
        let span = file.span_of(&format!("retro.closed.{index}.id"));
        let diagnostic = Diagnostic::warning(Code::SprintUnknownAction, span, message);
        let actions = format!("the actions are {}", ids.iter().copied().collect::<Vec<_>>().join(", "));
        Some(diagnostic.maybe_help(did_you_mean(&closed.id, ids.iter().copied())).maybe_help(Some(actions)))
    });
    told.collect()
}

/// A blocker that grew from a risk which no sprint up to then has.
fn unknown_risks(files: &[SprintFile], place: usize) -> Vec<Diagnostic> {
    let file = &files[place];
    let named = file.sprint.blockers.iter().enumerate().filter_map(|(index, one)| Some((index, one.risk.as_deref()?)));
    let named: Vec<(usize, &str)> = named.collect();
    if named.is_empty() {
        return Vec::new();
    }
    let risks = files[..=place].iter().flat_map(|file| &file.sprint.risks);
    let ids: BTreeSet<&str> = risks.map(|risk| risk.id.as_str()).collect();
    let told = named.into_iter().filter(|(_, risk)| !ids.contains(risk)).map(|(index, risk)| {
        let message = format!("the blocker grew from risk {risk}, but no sprint so far has such a risk");
        let span = file.span_of(&format!("blockers.{index}.risk"));
        let help = "list it in `risks` of the sprint in which it was seen, or drop this line".to_owned();
        Diagnostic::warning(Code::SprintUnknownRisk, span, message)
            .maybe_help(did_you_mean(risk, ids.iter().copied()))
            .maybe_help(Some(help))
    });
    told.collect()
}

/// Ids as people count them: `s9` is before `s10`.
fn by_number(one: &str, other: &str) -> Ordering {
    let (one, other) = (runs(one), runs(other));
    one.cmp(&other)
}

/// Digits by length and then by value, everything else by letters.
fn runs(id: &str) -> Vec<(bool, usize, String)> {
    let mut runs: Vec<(bool, usize, String)> = Vec::new();
    for letter in id.chars() {
        let digit = letter.is_ascii_digit();
        match runs.last_mut() {
            Some((digits, _, run)) if *digits == digit => run.push(letter),
            _ => runs.push((digit, 0, letter.to_string())),
        }
    }
    for (digits, length, run) in &mut runs {
        if *digits {
            *run = run.trim_start_matches('0').to_owned();
            *length = run.len();
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::by_number;

    #[test]
    fn ids_are_counted_as_people_do() {
        for (one, other) in [("s9", "s10"), ("2025-s26", "2026-s01"), ("S7", "S08"), ("sprint-2", "sprint-10a")] {
            assert_eq!(by_number(one, other), Ordering::Less, "{one} {other}");
        }
        assert_eq!(by_number("s07", "s7"), Ordering::Equal);
    }
}
