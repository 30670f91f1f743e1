//! Jira's JSON: sprints of a board, sprint reports, the velocity chart, issues of a search.

use serde_json::Value;

use crate::parse::Standing;
use crate::source::Span;
use crate::sprints::{Points, State};

use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::jira::settle;
use super::json::{at, is, list, names, text};
use super::reader::Reader;
use super::statuses::known;

const WANTED: &str = "it reads the CSV of a search, `/rest/agile/1.0/board/ID/sprint`, \
     `/rest/greenhopper/1.0/rapid/charts/sprintreport`, `/rest/greenhopper/1.0/rapid/charts/velocity` and searches as JSON";

pub(super) fn read(reader: &mut Reader<'_>) {
    let Some(value) = reader.json() else { return };
    if let Some(entries) = at(&value, "velocityStatEntries") {
        velocity(reader, &value, entries);
    } else if let (Some(contents), Some(sprint)) = (at(&value, "contents"), at(&value, "sprint")) {
        report(reader, contents, sprint);
    } else if let Some(issues) = at(&value, "issues").and_then(Value::as_array) {
        search(reader, &value, issues);
    } else if let Some(entries) = list(&value, &["values", "sprints"]) {
        board(reader, entries);
    } else {
        reader.not_this(WANTED);
    }
}

/// The word of Jira for the state of a sprint.
pub(super) fn state(word: &str) -> Option<State> {
    match word.to_lowercase().as_str() {
        "closed" => Some(State::Closed),
        "active" => Some(State::Active),
        "future" => Some(State::Planned),
        _ => None,
    }
}

/// `/board/ID/sprint`, page after page. A list of boards looks much the same and has nothing to import.
fn board(reader: &mut Reader<'_>, entries: &[Value]) {
    let boards = entries.iter().filter(|entry| text(entry, "state").is_none() && text(entry, "type").is_some()).count();
    if boards > 0 && boards == entries.len() {
        return reader
            .remark(format!("this file lists {boards} boards and no sprints: ask for the sprints of a board"));
    }
    for entry in entries {
        match sprint(reader, entry) {
            Some(seen) => reader.export.sprints.push(seen),
            None => return reader.not_this(WANTED),
        }
    }
}

fn sprint(reader: &mut Reader<'_>, entry: &Value) -> Option<SeenSprint> {
    let name = text(entry, "name")?;
    let state = state(&text(entry, "state")?);
    let span = reader.find(&quoted(&name));
    let place = || span.clone();
    let mut seen = SeenSprint::new(name, span.clone());
    // The local words of a report may be in any language; beside them stand ISO dates.
    let moment = |key: &str| {
        let iso = text(entry, &format!("iso{key}"));
        iso.or_else(|| text(entry, key)).filter(|day| day != "None")
    };
    seen.key = text(entry, "id");
    seen.start = moment("StartDate").and_then(|day| reader.day(&day, place));
    seen.end = moment("EndDate").and_then(|day| reader.last_day(&day, place));
    seen.closed_on = moment("CompleteDate").and_then(|day| reader.day(&day, place));
    seen.state = state;
    seen.goal = text(entry, "goal");
    seen.board = text(entry, "originBoardId");
    Some(seen)
}

/// The velocity chart: what Jira takes for committed and completed, without any dates.
fn velocity(reader: &mut Reader<'_>, value: &Value, entries: &Value) {
    for entry in list(value, &["sprints"]).into_iter().flatten() {
        let Some(mut seen) = sprint(reader, entry) else { continue };
        let stat = seen.key.as_deref().and_then(|key| at(entries, key));
        let amount = |reader: &mut Reader<'_>, name: &str| {
            let number = text(stat?, &format!("{name}.value"))?;
            let span = reader.find(&format!("\"{name}\""));
            reader.points(&number, || span)
        };
        seen.totals.committed = amount(reader, "estimated");
        seen.totals.completed = amount(reader, "completed");
        reader.export.sprints.push(seen);
    }
}

/// A sprint report: the only export that knows what came in and what left.
fn report(reader: &mut Reader<'_>, contents: &Value, entry: &Value) {
    let Some(seen) = sprint(reader, entry) else { return reader.not_this(WANTED) };
    let came_in = at(contents, "issueKeysAddedDuringSprint");
    let mut completed = Points::ZERO;
    for (group, standing) in [
        ("completedIssues", Standing::Done),
        ("issuesNotCompletedInCurrentSprint", Standing::ToDo),
        ("incompletedIssues", Standing::ToDo),
        ("puntedIssues", Standing::ToDo),
    ] {
        for issue in list(contents, &[group]).into_iter().flatten() {
            let Some(mut item) = reported(reader, issue, standing) else { continue };
            item.sprints = vec![seen.name.clone()];
            item.days.added_some_day = came_in.is_some_and(|keys| at(keys, &item.id).is_some());
            item.days.removed_some_day = group == "puntedIssues";
            if standing == Standing::Done {
                completed += item.final_points.or(item.points).unwrap_or_default();
            }
            reader.export.items.push(item);
        }
    }
    reader.export.unknown.insert(Unknown::DayOfChange);
    let stated = text(contents, "completedIssuesEstimateSum.value").and_then(|sum| sum.parse::<Points>().ok());
    if let Some(stated) = stated.filter(|stated| *stated != completed) {
        reader.remark(format!(
            "{}: the report says {stated} completed points, and its issues add up to {completed}; they count",
            seen.name
        ));
    }
    reader.export.sprints.push(seen);
}

fn reported(reader: &mut Reader<'_>, issue: &Value, standing: Standing) -> Option<SeenItem> {
    let id = text(issue, "key")?;
    let span = reader.find(&quoted(&id));
    let mut item = SeenItem::new(id, text(issue, "summary").unwrap_or_default(), span.clone());
    item.kind = text(issue, "typeName");
    let mut points = |path: &str| text(issue, path).and_then(|points| reader.points(&points, || span.clone()));
    let first = points("estimateStatistic.statFieldValue.value");
    let last = points("currentEstimateStatistic.statFieldValue.value");
    item.points = first.or(last);
    item.final_points = last.filter(|last| Some(*last) != item.points);
    let word = text(issue, "statusName").or_else(|| text(issue, "status.name"));
    item.status =
        Some(Status { word: word.unwrap_or_else(|| standing.word().to_owned()), standing: Some(standing), at: span });
    Some(item)
}

/// `/rest/api/…/search`, or the issues of a board or a sprint.
fn search(reader: &mut Reader<'_>, value: &Value, issues: &[Value]) {
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed]);
    reader.export.people.extend(["assignee", "reporter", "creator"].map(str::to_owned));
    let estimate = estimate_field(reader, value);
    for issue in issues {
        let (Some(id), Some(fields)) = (text(issue, "key"), at(issue, "fields")) else { continue };
        let span = reader.find(&quoted(&id));
        let mut item = SeenItem::new(id, text(fields, "summary").unwrap_or_default(), span.clone());
        item.kind = text(fields, "issuetype.name");
        item.parent = text(fields, "parent.key");
        item.labels = names(fields, "labels");
        let points = estimate.as_deref().and_then(|field| text(fields, field));
        item.points = points.and_then(|points| reader.points(&points, || span.clone()));
        item.days.created = day(reader, fields, "created", &span);
        item.days.done = day(reader, fields, "resolutiondate", &span);
        item.status = text(fields, "status.name").map(|word| {
            let mut status = Status { word, standing: None, at: span.clone() };
            let category = text(fields, "status.statusCategory.name").as_deref().and_then(known);
            settle(&mut status, category, &text(fields, "resolution.name").unwrap_or_default());
            status
        });
        if item.status.as_ref().is_some_and(|status| status.standing == Some(Standing::Dropped)) {
            item.days.dropped = item.days.done.take();
        }
        item.sprints = sprints_of(reader, fields);
        reader.export.items.push(item);
    }
}

fn day(reader: &mut Reader<'_>, fields: &Value, key: &str, span: &Span) -> Option<jiff::civil::Date> {
    let words = text(fields, key)?;
    reader.day(&words, || span.clone())
}

/// The field that holds story points: named by the map, or called so in the `names` of the answer.
fn estimate_field(reader: &Reader<'_>, value: &Value) -> Option<String> {
    let named = reader.map.columns.get("points").cloned();
    named.or_else(|| {
        let fields = at(value, "names")?.as_object()?;
        let is_estimate = |name: &str| name.to_lowercase().contains("story point");
        fields.iter().find(|(_, name)| name.as_str().is_some_and(is_estimate)).map(|(field, _)| field.clone())
    })
}

/// The sprints of an issue stand in whatever field holds objects with a name and a state of a sprint.
fn sprints_of(reader: &mut Reader<'_>, fields: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for value in fields.as_object().into_iter().flat_map(serde_json::Map::values) {
        let entries = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for entry in entries.iter().filter(|entry| text(entry, "state").is_some() && !is(entry, "fields")) {
            if let Some(seen) = sprint(reader, entry).filter(|seen| seen.state.is_some()) {
                found.push(seen);
            }
        }
    }
    found.sort_by_key(|seen| seen.start);
    let names = found.iter().map(|seen| seen.key.clone().unwrap_or_else(|| seen.name.clone())).collect();
    reader.export.sprints.extend(found);
    names
}

fn quoted(words: &str) -> String {
    serde_json::to_string(words).expect("a string is always JSON")
}
