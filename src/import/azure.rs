//! Azure DevOps: the CSV of a query.

use crate::parse::Standing;

use super::columns::{Columns, Names};
use super::export::{SeenItem, Unknown};
use super::reader::Reader;
use super::sheet::read_items;

const COLUMNS: Names = &[
    ("id", &["id", "work item id"]),
    ("title", &["title", "title 1"]),
    ("deeper", &["title 2"]),
    ("deepest", &["title 3"]),
    ("type", &["work item type"]),
    ("status", &["state"]),
    ("created", &["created date"]),
    ("started", &["activated date", "start date"]),
    ("done", &["closed date", "completed date"]),
    ("points", &["story points", "effort", "size"]),
    ("sprint", &["iteration path", "iteration"]),
    ("labels", &["tags"]),
    ("parent", &["parent"]),
];

pub(super) fn read(reader: &mut Reader<'_>) {
    if reader.is_json() {
        return reader.not_this("it reads the CSV of a query with the columns ID, Title, State and Iteration Path");
    }
    let Some(table) = reader.table() else { return };
    let columns = Columns::find(reader, &table, COLUMNS);
    if !columns.require(reader, &table, &["id", "status", "sprint"]) {
        return;
    }
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    read_items(reader, &table, &columns, |_, item, row| {
        // In the table of a tree, each level has its own column for titles.
        let deeper = ["deeper", "deepest"].iter().find_map(|what| columns.cell(row, what));
        if item.title.is_empty() {
            deeper.unwrap_or_default().clone_into(&mut item.title);
        }
        settle(item);
    });
}

fn settle(item: &mut SeenItem) {
    if let Some(status) = &mut item.status {
        status.standing = standing(&status.word);
    }
    let dropped = item.status.as_ref().is_some_and(|status| status.standing == Some(Standing::Dropped));
    if dropped {
        item.days.dropped = item.days.done.take();
    }
    item.sprints = item.sprints.drain(..).filter_map(|path| sprint(&path)).collect();
}

/// States of the four processes that come with Azure DevOps. What is resolved still waits for somebody to accept it.
fn standing(state: &str) -> Option<Standing> {
    match state.to_lowercase().as_str() {
        "new" | "proposed" | "approved" | "to do" => Some(Standing::ToDo),
        "active" | "committed" | "doing" | "in progress" | "resolved" => Some(Standing::Doing),
        "closed" | "done" | "completed" => Some(Standing::Done),
        "removed" | "cut" => Some(Standing::Dropped),
        _ => None,
    }
}

/// `Sprint 12` of `Shop\Team A\Sprint 12`. The root alone is the backlog.
fn sprint(path: &str) -> Option<String> {
    path.rsplit_once('\\').map(|(_, name)| name.trim().to_owned()).filter(|name| !name.is_empty())
}
