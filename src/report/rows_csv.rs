//! Rows for a spreadsheet: the items of a sprint, or the sprints of a log (RFC 4180).

use std::borrow::Cow;

use jiff::civil::Date;

use crate::sprints::{Log, Outcome, Part, Points, Sprint, carried, days_apart};

/// The items of `sprint`, one row each.
#[must_use]
pub fn sprint_csv(log: &Log, sprint: &Sprint) -> String {
    let head = [
        "id",
        "title",
        "type",
        "outcome",
        "points",
        "first_points",
        "added",
        "removed",
        "started",
        "done",
        "cycle_days",
        "goal",
        "escaped",
        "sprints",
    ];
    let carried = carried(log, sprint);
    let rows = Part::all(sprint).into_iter().map(|part| {
        let item = part.item;
        let points = |points: Points| item.is_estimated().then_some(points);
        let sprints = carried.iter().find(|one| one.id == item.id).map_or(1, |one| one.sprints);
        let cycle = item.started.zip(part.done).filter(|_| part.is_completed());
        let cycle = cycle.map(|(first, last)| days_apart(first, last).max(0) + 1);
        [
            text(&item.id),
            text(&item.title),
            item.kind.word().into(),
            outcome(&part).into(),
            known(points(part.last)),
            known(points(part.first)),
            known(item.added),
            known(part.removed),
            known(item.started),
            known(part.done),
            known(cycle),
            truth(item.goal),
            truth(item.escaped),
            sprints.to_string().into(),
        ]
    });
    table(&head, rows)
}

/// The sprints of `log`, one row each, in the team's unit.
#[must_use]
pub fn log_csv(log: &Log, today: Date) -> String {
    let head = ["id", "name", "start", "end", "state", "committed", "completed", "person_days", "goal", "excluded"];
    let rows = log.sprints.iter().map(|sprint| {
        let ledger = log.ledger(sprint, log.team.unit).ok().flatten();
        [
            text(&sprint.id),
            text(sprint.name.as_deref().unwrap_or_default()),
            sprint.dates.start.to_string().into(),
            sprint.dates.end.to_string().into(),
            sprint.state(today).word().into(),
            known(ledger.and_then(|ledger| ledger.committed)),
            known(ledger.and_then(|ledger| ledger.completed)),
            known(log.availability(sprint).map(|one| one.person_days)),
            sprint.goal.outcome.map(Outcome::word).unwrap_or_default().into(),
            text(sprint.exclude.as_deref().unwrap_or_default()),
        ]
    });
    table(&head, rows)
}

fn outcome(part: &Part<'_>) -> &'static str {
    match () {
        () if !part.is_counted() => "done before",
        () if part.removed.is_some() => "removed",
        () if part.done.is_some() => "done",
        () => "not done",
    }
}

/// What is known, as it is written; nothing for what is not.
fn known<'a>(cell: Option<impl ToString>) -> Cow<'a, str> {
    cell.map_or_else(Cow::default, |cell| cell.to_string().into())
}

fn truth<'a>(cell: bool) -> Cow<'a, str> {
    if cell { "true".into() } else { "false".into() }
}

fn table<'a, const CELLS: usize>(head: &[&str; CELLS], rows: impl Iterator<Item = [Cow<'a, str>; CELLS]>) -> String {
    let mut table = head.join(",") + "\r\n";
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            table.push_str(if place == 0 { "" } else { "," });
            table.push_str(&quoted(cell));
        }
        table.push_str("\r\n");
    }
    table
}

/// Words of the team, without what could steer a terminal. A spreadsheet would take one that begins like a formula for a
/// formula, so an apostrophe goes before it; some take the wide forms of those signs, too.
fn text(words: &str) -> Cow<'_, str> {
    let steers = |letter: char| letter != '\n' && letter.is_control();
    let words: Cow<'_, str> = if words.contains(steers) { words.replace(steers, "").into() } else { words.into() };
    if words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{words}").into()
    } else {
        words
    }
}

fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\"")).into()
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::{quoted, text};

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(text("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(text("\t=1+1\u{1b}[2J"), "'=1+1[2J");
        assert_eq!(text(" \n@SUM(1)"), "' \n@SUM(1)");
        assert_eq!(text("＝1+1"), "'＝1+1");
        assert_eq!(text("K-1"), "K-1");
    }
}
