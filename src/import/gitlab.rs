//! GitLab: issues as the API gives them, and the CSV that a project mails.

use serde_json::Value;

use crate::parse::Standing;
use crate::source::Span;
use crate::sprints::State;

use super::columns::{Columns, Names};
use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::json::{at, list, names, text};
use super::reader::Reader;
use super::sheet::read_items;

const WANTED: &str = "it reads `GET /projects/ID/issues` (also of a group), and the CSV of \"Export as CSV\"";

/// Columns of the CSV, of old and new versions.
const COLUMNS: Names = &[
    ("id", &["issue id", "work item id", "iid", "id"]),
    ("title", &["title"]),
    ("url", &["url"]),
    ("type", &["type"]),
    ("status", &["state", "status"]),
    ("created", &["created at (utc)", "created at"]),
    ("done", &["closed at (utc)", "closed at"]),
    ("started", &["start date"]),
    ("points", &["weight"]),
    ("sprint", &["iteration", "milestone"]),
    ("labels", &["labels"]),
    ("parent", &["epic title", "parent title"]),
];

pub(super) fn read(reader: &mut Reader<'_>) {
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    if !reader.is_json() {
        return read_table(reader);
    }
    let Some(value) = reader.json() else { return };
    let Some(entries) = list(&value, &["data", "project", "group", "issues", "nodes"]) else {
        return reader.not_this(WANTED);
    };
    if entries.is_empty() || !entries.iter().all(|entry| at(entry, "iid").is_some()) {
        return reader.not_this(WANTED);
    }
    reader.export.people.extend(["author", "assignees", "closed_by"].map(str::to_owned));
    for entry in entries {
        let item = issue(reader, entry);
        reader.export.items.extend(item);
    }
}

fn read_table(reader: &mut Reader<'_>) {
    let Some(table) = reader.table() else { return };
    let columns = Columns::find(reader, &table, COLUMNS);
    if !columns.require(reader, &table, &["id", "status", "sprint"]) {
        return;
    }
    read_items(reader, &table, &columns, |_, item, _| {
        if let Some(project) = item.url.as_deref().and_then(project) {
            item.id = format!("{project}#{}", item.id);
        }
        // A cell that a spreadsheet would calculate is written with a mark before it.
        item.parent = item.parent.take().map(|parent| parent.trim_start_matches('\'').to_owned());
        item.sprints.truncate(1);
    });
}

fn issue(reader: &mut Reader<'_>, entry: &Value) -> Option<SeenItem> {
    let number = text(entry, "iid")?;
    let url = text(entry, "web_url").or_else(|| text(entry, "webUrl"));
    let id = match url.as_deref().and_then(project) {
        Some(project) => format!("{project}#{number}"),
        None => format!("#{number}"),
    };
    let span = reader.find(&format!("\"iid\": {number}"));
    let mut item = SeenItem::new(id, text(entry, "title").unwrap_or_default(), span.clone());
    item.url = url;
    item.labels = names(entry, "labels");
    item.kind = item.labels.iter().find(|label| super::types::known(label).is_some()).cloned();
    item.kind = item.kind.or_else(|| text(entry, "issue_type").filter(|kind| kind != "issue"));
    item.points = text(entry, "weight").and_then(|points| reader.points(&points, || span.clone()));
    item.days.created = day(reader, entry, &["created_at", "createdAt"], &span);
    item.days.done = day(reader, entry, &["closed_at", "closedAt"], &span);
    item.status = text(entry, "state").map(|word| {
        let standing = if word == "closed" { Standing::Done } else { Standing::ToDo };
        Status { word, standing: Some(standing), at: span.clone() }
    });
    let sprint = time_box(reader, entry, "iteration").or_else(|| time_box(reader, entry, "milestone"));
    item.sprints = sprint.into_iter().collect();
    item.parent = text(entry, "epic.title");
    Some(item)
}

/// An iteration, or the milestone of a team that works without them.
fn time_box(reader: &mut Reader<'_>, entry: &Value, what: &str) -> Option<String> {
    let found = at(entry, what)?;
    let days = |key: &str, other: &str| text(found, key).or_else(|| text(found, other));
    let (start, end) = (days("start_date", "startDate"), days("due_date", "dueDate"));
    // Iterations of a cadence have no name of their own.
    let name = text(found, "title").or_else(|| Some(format!("{} – {}", start.clone()?, end.clone()?)))?;
    let span = reader.find(&name);
    let mut seen = SeenSprint::new(name.clone(), span.clone());
    seen.start = start.and_then(|day| reader.day(&day, || span.clone()));
    seen.end = end.and_then(|day| reader.day(&day, || span.clone()));
    seen.state = text(found, "state").filter(|word| word == "closed").map(|_| State::Closed);
    seen.goal = text(found, "description");
    reader.export.sprints.push(seen);
    Some(name)
}

fn day(reader: &mut Reader<'_>, entry: &Value, keys: &[&str], span: &Span) -> Option<jiff::civil::Date> {
    let words = keys.iter().find_map(|key| text(entry, key))?;
    reader.day(&words, || span.clone())
}

/// `underscore` of `http://localhost:3000/jashkenas/underscore/-/issues/1`.
fn project(url: &str) -> Option<&str> {
    let path = url.split("//").nth(1)?;
    let before = path.split("/-/").next()?.split("/issues/").next()?.split("/work_items/").next()?;
    before.rsplit('/').next().filter(|name| !name.is_empty() && !name.contains(':'))
}
