//! Items from the rows of a table: what the tables of all trackers share.

use super::columns::Columns;
use super::export::{SeenItem, Status};
use super::reader::Reader;
use super::table::{Row, Table};

/// Columns that hold days.
const DAYS: &[&str] = &["created", "started", "done", "dropped", "added", "removed", "start", "end"];

/// The items of `table`, each finished by `finish` in the way of its tracker.
pub(super) fn read_items(
    reader: &mut Reader<'_>,
    table: &Table,
    columns: &Columns,
    finish: impl Fn(&mut Reader<'_>, &mut SeenItem, &Row),
) {
    learn_order(reader, table, columns);
    for row in &table.rows {
        let Some(id) = columns.cell(row, "id") else { continue };
        let at = row.span(&reader.file.path, reader.text, Some(id));
        let title = columns.cell(row, "title").unwrap_or_default();
        let mut item = SeenItem::new(id.to_owned(), title.to_owned(), at);
        item.url = columns.cell(row, "url").map(str::to_owned);
        item.kind = columns.cell(row, "type").map(str::to_owned);
        item.parent = columns.cell(row, "parent").map(str::to_owned);
        item.sprints = columns.cells(row, "sprint").into_iter().map(str::to_owned).collect();
        item.labels = labels(&columns.cells(row, "labels"));
        item.points = columns.cell(row, "points").and_then(|points| reader.points(points, place(reader, row, points)));
        item.status = columns.cell(row, "status").map(|word| Status {
            word: word.to_owned(),
            standing: None,
            at: place(reader, row, word)(),
        });
        read_days(reader, columns, row, &mut item);
        finish(reader, &mut item, row);
        reader.export.items.push(item);
    }
}

/// Learns from all cells with days in which order they write day and month.
pub(super) fn learn_order(reader: &mut Reader<'_>, table: &Table, columns: &Columns) {
    let cells = table.rows.iter().flat_map(|row| DAYS.iter().flat_map(|what| columns.cells(row, what)));
    reader.learn_order(cells);
}

/// Where `cell` stands, asked only if there is something to tell.
pub(super) fn place<'r>(reader: &Reader<'r>, row: &Row, cell: &str) -> impl FnOnce() -> crate::source::Span + use<'r> {
    let span = row.span(&reader.file.path, reader.text, Some(cell));
    move || span
}

fn read_days(reader: &mut Reader<'_>, columns: &Columns, row: &Row, item: &mut SeenItem) {
    let mut day = |what: &str| {
        let cell = columns.cell(row, what)?;
        reader.day(cell, place(reader, row, cell))
    };
    item.days.created = day("created");
    item.days.started = day("started");
    item.days.done = day("done");
    item.days.dropped = day("dropped");
    item.days.added = day("added");
    item.days.removed = day("removed");
}

/// Labels, one a cell or several with commas between them.
fn labels(cells: &[&str]) -> Vec<String> {
    let all = cells.iter().flat_map(|cell| cell.split([',', ';']));
    all.map(|label| label.trim().to_owned()).filter(|label| !label.is_empty()).collect()
}
