//! Jira: the CSV of a search, the sprints of a board, sprint reports, the velocity chart, and searches as JSON.

use crate::parse::Standing;

use super::columns::Columns;
use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::jira_columns::JIRA;
use super::jira_json;
use super::reader::Reader;
use super::sheet::read_items;
use super::statuses::known;
use super::table::Row;

/// Resolutions that say that a closed issue was not done.
const NOT_DONE: &[&str] = &[
    "won't do",
    "won't fix",
    "wont fix",
    "duplicate",
    "cannot reproduce",
    "declined",
    "rejected",
    "invalid",
    "incomplete",
    "wird nicht erledigt",
    "wird nicht behoben",
    "duplikat",
    "abgelehnt",
];

/// What one file of Jira says.
pub(super) fn read(reader: &mut Reader<'_>) {
    if reader.is_json() { jira_json::read(reader) } else { read_table(reader) }
}

fn read_table(reader: &mut Reader<'_>) {
    let Some(table) = reader.table() else { return };
    let columns = Columns::find(reader, &table, JIRA);
    if !columns.require(reader, &table, &["id", "status", "sprint"]) {
        return;
    }
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed]);
    read_items(reader, &table, &columns, |reader, item, row| finish(reader, item, row, &columns));
}

fn finish(reader: &mut Reader<'_>, item: &mut SeenItem, row: &Row, columns: &Columns) {
    let category = columns.cell(row, "category").and_then(known);
    let resolution = columns.cell(row, "resolution").unwrap_or_default();
    if let Some(status) = &mut item.status {
        settle(status, category, resolution);
        if status.standing == Some(Standing::Dropped) {
            item.days.dropped = item.days.done.take();
        }
    }
    let cells = std::mem::take(&mut item.sprints);
    item.sprints = cells.iter().flat_map(|cell| sprint_names(reader, cell, item)).collect();
}

/// What the tracker says of a status: its category, unless the resolution says that nothing came of it.
pub(super) fn settle(status: &mut Status, category: Option<Standing>, resolution: &str) {
    status.standing = category;
    let over = category.or_else(|| known(&status.word)) == Some(Standing::Done);
    if over && NOT_DONE.contains(&resolution.to_lowercase().as_str()) {
        status.standing = Some(Standing::Dropped);
        status.word = format!("{}, {resolution}", status.word);
    }
}

/// The names in a cell: one, or as old versions wrote it, whole sprints in brackets with their dates.
fn sprint_names(reader: &mut Reader<'_>, cell: &str, item: &SeenItem) -> Vec<String> {
    if !cell.contains("service.sprint.Sprint@") {
        return vec![cell.to_owned()];
    }
    let mut names = Vec::new();
    for sprint in cell.split("service.sprint.Sprint@").skip(1) {
        let Some((_, inside)) = sprint.split_once('[') else { continue };
        let inside = inside.rsplit_once(']').map_or(inside, |(inside, _)| inside);
        let value = |key: &str| {
            let at = inside.find(&format!("{key}="))? + key.len() + 1;
            let end = inside[at..].find(',').map_or(inside.len(), |end| at + end);
            Some(&inside[at..end]).filter(|value| !value.is_empty() && *value != "<null>")
        };
        let Some(name) = value(",name") else { continue };
        let mut seen = SeenSprint::new(name.to_owned(), item.at.clone());
        seen.key = value("id").map(str::to_owned);
        seen.start = value("startDate").and_then(|text| reader.day(text, || item.at.clone()));
        seen.end = value("endDate").and_then(|text| reader.last_day(text, || item.at.clone()));
        seen.closed_on = value("completeDate").and_then(|text| reader.day(text, || item.at.clone()));
        seen.state = value("state").and_then(jira_json::state);
        names.push(name.to_owned());
        reader.export.sprints.push(seen);
    }
    names
}
