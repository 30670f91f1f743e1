//! Linear: the CSV of a workspace, and cycles and issues as its API gives them.

use serde_json::Value;

use crate::parse::Standing;
use crate::source::Span;

use super::columns::{Columns, Names};
use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::json::{at, list, names, text};
use super::reader::Reader;
use super::sheet::{place, read_items};
use super::table::Row;

const WANTED: &str = "it reads the CSV of \"Export data\", and the nodes of `cycles` and `issues` of the API as JSON";

const COLUMNS: Names = &[
    ("id", &["id", "identifier"]),
    ("title", &["title"]),
    ("url", &["url"]),
    ("status", &["status"]),
    ("created", &["created"]),
    ("started", &["started"]),
    ("done", &["completed"]),
    ("dropped", &["canceled"]),
    ("points", &["estimate"]),
    ("sprint", &["cycle name"]),
    ("number", &["cycle number"]),
    ("start", &["cycle start"]),
    ("end", &["cycle end"]),
    ("labels", &["labels"]),
    ("parent", &["parent issue", "parent"]),
];

pub(super) fn read(reader: &mut Reader<'_>) {
    if !reader.is_json() {
        return read_table(reader);
    }
    let Some(value) = reader.json() else { return };
    let wrappers = ["data", "team", "viewer", "cycles", "issues", "nodes"];
    let Some(entries) = list(&value, &wrappers) else { return reader.not_this(WANTED) };
    for entry in entries {
        if at(entry, "startsAt").is_some() {
            cycle(reader, entry);
        } else if text(entry, "identifier").is_some() {
            issue(reader, entry);
        } else {
            return reader.not_this(WANTED);
        }
    }
}

fn read_table(reader: &mut Reader<'_>) {
    let Some(table) = reader.table() else { return };
    let columns = Columns::find(reader, &table, COLUMNS);
    if !columns.require(reader, &table, &["id", "status", "number"]) {
        return;
    }
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    read_items(reader, &table, &columns, |reader, item, row| {
        settle(item);
        item.sprints = cycle_of(reader, row, &columns).into_iter().collect();
    });
}

/// The dates say more than the words, which each team chooses.
fn settle(item: &mut SeenItem) {
    let days = &item.days;
    let standing = match (days.dropped, days.done, days.started) {
        (Some(_), _, _) => Standing::Dropped,
        (None, Some(_), _) => Standing::Done,
        (None, None, Some(_)) => Standing::Doing,
        (None, None, None) => Standing::ToDo,
    };
    if let Some(status) = &mut item.status {
        status.standing = Some(standing);
    }
}

fn cycle_of(reader: &mut Reader<'_>, row: &Row, columns: &Columns) -> Option<String> {
    let number = columns.cell(row, "number")?;
    let name = columns.cell(row, "sprint").map_or_else(|| format!("Cycle {number}"), str::to_owned);
    let at = row.span(&reader.file.path, reader.text, Some(number));
    let mut seen = SeenSprint::new(name.clone(), at);
    let start = columns.cell(row, "start");
    seen.start = start.and_then(|day| reader.day(day, place(reader, row, day)));
    let end = columns.cell(row, "end");
    seen.end = end.and_then(|day| reader.last_day(day, place(reader, row, day)));
    reader.export.sprints.push(seen);
    Some(name)
}

fn cycle(reader: &mut Reader<'_>, entry: &Value) {
    let key = text(entry, "id");
    let number = text(entry, "number").unwrap_or_default();
    let name = text(entry, "name").unwrap_or_else(|| format!("Cycle {number}"));
    let span = reader.find(key.as_deref().unwrap_or(&name));
    let mut seen = SeenSprint::new(name, span.clone());
    seen.key = key;
    seen.start = text(entry, "startsAt").and_then(|day| reader.day(&day, || span.clone()));
    seen.end = text(entry, "endsAt").and_then(|day| reader.last_day(&day, || span.clone()));
    seen.closed_on = text(entry, "completedAt").and_then(|day| reader.last_day(&day, || span.clone()));
    reader.export.sprints.push(seen);
}

fn issue(reader: &mut Reader<'_>, entry: &Value) {
    let Some(id) = text(entry, "identifier") else { return };
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    reader.export.people.extend(["assignee", "creator"].map(str::to_owned));
    let span = reader.find(&id);
    let mut item = SeenItem::new(id, text(entry, "title").unwrap_or_default(), span.clone());
    item.url = text(entry, "url");
    item.labels = names(entry, "labels");
    item.parent = text(entry, "parent.identifier");
    item.kind = item.labels.iter().find(|label| super::types::known(label).is_some()).cloned();
    item.points = text(entry, "estimate").and_then(|points| reader.points(&points, || span.clone()));
    item.days.created = day(reader, entry, "createdAt", &span);
    item.days.started = day(reader, entry, "startedAt", &span);
    item.days.done = day(reader, entry, "completedAt", &span);
    item.days.dropped = day(reader, entry, "canceledAt", &span);
    let kind = text(entry, "state.type").unwrap_or_default();
    let standing = match kind.as_str() {
        "completed" => Some(Standing::Done),
        "started" => Some(Standing::Doing),
        "canceled" | "duplicate" => Some(Standing::Dropped),
        "backlog" | "unstarted" | "triage" => Some(Standing::ToDo),
        _ => None,
    };
    item.status = text(entry, "state.name").map(|word| Status { word, standing, at: span.clone() });
    if let Some(found) = at(entry, "cycle") {
        if at(found, "startsAt").is_some() {
            cycle(reader, found);
        }
        let number = || text(found, "number").map(|number| format!("Cycle {number}"));
        item.sprints = text(found, "id").or_else(|| text(found, "name")).or_else(number).into_iter().collect();
    }
    reader.export.items.push(item);
}

fn day(reader: &mut Reader<'_>, entry: &Value, key: &str, span: &Span) -> Option<jiff::civil::Date> {
    let words = text(entry, key)?;
    reader.day(&words, || span.clone())
}
