//! Any table: rows that are items, or rows that are sprints. The map says which column is which.

use super::columns::{Columns, Names};
use super::export::{SeenSprint, Unknown};
use super::reader::Reader;
use super::sheet::{learn_order, place, read_items};
use super::table::{Row, Table};

const COLUMNS: Names = &[
    ("id", &["id", "key"]),
    ("title", &["title", "name", "summary"]),
    ("url", &["url", "link"]),
    ("type", &["type"]),
    ("status", &["status", "state"]),
    ("created", &["created"]),
    ("started", &["started"]),
    ("done", &["done", "completed on", "closed"]),
    ("added", &["added"]),
    ("removed", &["removed"]),
    ("points", &["points", "estimate", "story points"]),
    ("sprint", &["sprint"]),
    ("labels", &["labels", "tags"]),
    ("parent", &["parent", "epic"]),
    ("start", &["start", "start date"]),
    ("end", &["end", "end date"]),
    ("goal", &["goal"]),
    ("committed", &["committed"]),
    ("completed", &["completed"]),
];

pub(super) fn read(reader: &mut Reader<'_>) {
    if reader.is_json() {
        return reader.not_this("it reads a table: CSV, with commas, semicolons or tabs");
    }
    let Some(table) = reader.table() else { return };
    let columns = Columns::find(reader, &table, COLUMNS);
    let of_sprints = columns.has("committed") || columns.has("completed");
    let wanted: &[&str] = if of_sprints { &["sprint"] } else { &["id", "sprint"] };
    if !columns.require(reader, &table, wanted) {
        return;
    }
    learn_order(reader, &table, &columns);
    if of_sprints { read_sprints(reader, &table, &columns) } else { read_rows(reader, &table, &columns) }
}

fn read_rows(reader: &mut Reader<'_>, table: &Table, columns: &Columns) {
    if !columns.has("added") {
        reader.export.unknown.insert(Unknown::Committed);
    }
    if !columns.has("removed") {
        reader.export.unknown.insert(Unknown::Removed);
    }
    read_items(reader, table, columns, |reader, item, row| {
        if let Some(name) = item.sprints.last().cloned() {
            let seen = sprint(reader, row, columns, name);
            reader.export.sprints.push(seen);
        }
    });
}

fn read_sprints(reader: &mut Reader<'_>, table: &Table, columns: &Columns) {
    if !columns.has("committed") {
        reader.export.unknown.insert(Unknown::Committed);
    }
    for row in &table.rows {
        let Some(name) = columns.cell(row, "sprint") else { continue };
        let mut seen = sprint(reader, row, columns, name.to_owned());
        seen.goal = columns.cell(row, "goal").map(str::to_owned);
        seen.totals.committed = total(reader, row, columns, "committed");
        seen.totals.completed = total(reader, row, columns, "completed");
        reader.export.sprints.push(seen);
    }
}

fn total(reader: &mut Reader<'_>, row: &Row, columns: &Columns, what: &str) -> Option<crate::sprints::Points> {
    let cell = columns.cell(row, what)?;
    reader.points(cell, place(reader, row, cell))
}

fn sprint(reader: &mut Reader<'_>, row: &Row, columns: &Columns, name: String) -> SeenSprint {
    let at = row.span(&reader.file.path, reader.text, Some(&name));
    let mut seen = SeenSprint::new(name, at);
    let start = columns.cell(row, "start");
    seen.start = start.and_then(|day| reader.day(day, place(reader, row, day)));
    let end = columns.cell(row, "end");
    seen.end = end.and_then(|day| reader.day(day, place(reader, row, day)));
    seen
}
