//! Rows for a spreadsheet: the items of a sprint, or the sprints of a log (RFC 4180).

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
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let points = |points: Points| if item.is_estimated() { points.to_string() } else { String::new() };
        let sprints = carried.iter().find(|one| one.id == item.id).map_or(1, |one| one.sprints);
        let cycle = item.started.zip(part.done).filter(|_| part.is_completed());
        let cycle = cycle.map_or_else(String::new, |(first, last)| (days_apart(first, last).max(0) + 1).to_string());
        vec![
            text(&item.id),
            text(&item.title),
            item.kind.word().to_owned(),
            outcome(&part).to_owned(),
            points(part.last),
            points(part.first),
            day(item.added),
            day(part.removed),
            day(item.started),
            day(part.done),
            cycle,
            item.goal.to_string(),
            item.escaped.to_string(),
            sprints.to_string(),
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
        let amount = |amount: Option<Points>| amount.map_or_else(String::new, |amount| amount.to_string());
        vec![
            text(&sprint.id),
            text(sprint.name.as_deref().unwrap_or_default()),
            sprint.dates.start.to_string(),
            sprint.dates.end.to_string(),
            sprint.state(today).word().to_owned(),
            amount(ledger.and_then(|ledger| ledger.committed)),
            amount(ledger.and_then(|ledger| ledger.completed)),
            log.availability(sprint).map_or_else(String::new, |known| known.person_days.to_string()),
            sprint.goal.outcome.map(Outcome::word).unwrap_or_default().to_owned(),
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

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut lines = vec![head.join(",")];
    lines.extend(rows.map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",")));
    lines.join("\r\n") + "\r\n"
}

/// Words of the team, without what could steer a terminal. A spreadsheet would take one that begins like a formula for a
/// formula, so an apostrophe goes before it; some take the wide forms of those signs, too.
fn text(words: &str) -> String {
    let words: String = words.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect();
    if words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{words}")
    } else {
        words
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
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
