//! GitHub: issues as the API or `gh issue list` gives them, and items of a project as `gh project item-list` does.

use serde_json::Value;

use crate::parse::Standing;

use super::export::{SeenItem, SeenSprint, Status, Unknown};
use super::json::{at, list, names, text};
use super::reader::Reader;

const WANTED: &str = "it reads `gh api --paginate repos/OWNER/REPO/issues?state=all`, \
     `gh issue list --state all --json number,title,state,stateReason,url,labels,milestone,createdAt,closedAt`, and \
     `gh project item-list NUMBER --owner OWNER --format json --limit 1000`";

pub(super) fn read(reader: &mut Reader<'_>) {
    let Some(value) = reader.json() else { return };
    let Some(entries) = list(&value, &["items", "data", "issues", "node", "nodes", "repository"]) else {
        return reader.not_this(WANTED);
    };
    let (of_project, of_issues) =
        (at(&value, "items").is_some(), entries.iter().all(|entry| at(entry, "number").is_some()));
    if !of_project && (!of_issues || entries.is_empty()) {
        return reader.not_this(WANTED);
    }
    reader.export.unknown.extend([Unknown::Committed, Unknown::Removed, Unknown::EarlierSprints]);
    let people = ["user", "author", "assignee", "assignees", "creator"];
    let seen = people.iter().filter(|name| entries.iter().any(|entry| at(entry, name).is_some()));
    reader.export.people.extend(seen.map(|name| (*name).to_owned()));
    let mut requests = 0;
    for entry in entries {
        let is_request =
            at(entry, "pull_request").is_some() || text(entry, "content.type").as_deref() == Some("PullRequest");
        requests += usize::from(is_request);
        if !is_request {
            let item = if of_project { project_item(reader, entry) } else { issue(reader, entry) };
            reader.export.items.extend(item);
        }
    }
    if requests > 0 {
        reader.remark(format!("left out: pull requests, which are no items of work ({requests})"));
    }
}

fn issue(reader: &mut Reader<'_>, entry: &Value) -> Option<SeenItem> {
    let number = text(entry, "number")?;
    let url = text(entry, "html_url").or_else(|| text(entry, "url"));
    let id = match url.as_deref().and_then(repository) {
        Some(repository) => format!("{repository}#{number}"),
        None => format!("#{number}"),
    };
    let span = reader.find(&format!("\"number\": {number}"));
    let mut item = SeenItem::new(id, text(entry, "title").unwrap_or_default(), span.clone());
    item.url = url.filter(|url| !url.contains("//api."));
    item.labels = names(entry, "labels");
    item.kind = text(entry, "type.name").or_else(|| kind_of(&item.labels));
    item.days.created = day(reader, entry, &["created_at", "createdAt"], &span);
    let closed = day(reader, entry, &["closed_at", "closedAt"], &span);
    let state = text(entry, "state").unwrap_or_default().to_lowercase();
    let reason = text(entry, "state_reason").or_else(|| text(entry, "stateReason")).unwrap_or_default().to_lowercase();
    let (word, standing) = match (state.as_str(), reason.as_str()) {
        ("closed", "not_planned" | "duplicate") => (format!("closed, {}", reason.replace('_', " ")), Standing::Dropped),
        ("closed", _) => (state, Standing::Done),
        _ => ("open".to_owned(), Standing::ToDo),
    };
    (item.days.done, item.days.dropped) = if standing == Standing::Dropped { (None, closed) } else { (closed, None) };
    item.status = Some(Status { word, standing: Some(standing), at: span });
    item.sprints = milestone(reader, entry).into_iter().collect();
    Some(item)
}

/// A milestone with a date is a sprint that ends then.
fn milestone(reader: &mut Reader<'_>, entry: &Value) -> Option<String> {
    let milestone = at(entry, "milestone")?;
    let name = text(milestone, "title")?;
    let span = reader.find(&name);
    let mut seen = SeenSprint::new(name.clone(), span.clone());
    let due = text(milestone, "due_on").or_else(|| text(milestone, "dueOn"));
    seen.end = due.and_then(|day| reader.day(&day, || span.clone()));
    seen.closed_on = text(milestone, "closed_at").and_then(|day| reader.day(&day, || span.clone()));
    seen.goal = text(milestone, "description");
    reader.export.sprints.push(seen);
    Some(name)
}

/// A field of a project with a day and a duration is an iteration, whatever it is called.
fn project_item(reader: &mut Reader<'_>, entry: &Value) -> Option<SeenItem> {
    let content = at(entry, "content").unwrap_or(entry);
    let title = text(entry, "title").or_else(|| text(content, "title"))?;
    let url = text(content, "url");
    let id = match (text(content, "number"), url.as_deref().and_then(repository)) {
        (Some(number), Some(repository)) => format!("{repository}#{number}"),
        (Some(number), None) => format!("#{number}"),
        (None, _) => text(entry, "id")?,
    };
    let span = reader.find(&title);
    let mut item = SeenItem::new(id, title, span.clone());
    item.url = url;
    item.labels = names(entry, "labels");
    item.kind = text(content, "issueType").or_else(|| kind_of(&item.labels));
    let estimate = reader.map.columns.get("points").cloned();
    let fields = ["points", "story points", "estimate", "size"];
    let points = estimate.iter().map(String::as_str).chain(fields).find_map(|name| text(entry, name));
    item.points = points
        .filter(|points| points.parse::<f64>().is_ok())
        .and_then(|points| reader.points(&points, || span.clone()));
    let status = reader.map.columns.get("status").map_or("status", String::as_str);
    item.status = text(entry, status).map(|word| Status { word, standing: None, at: span.clone() });
    item.sprints = iteration(reader, entry).into_iter().collect();
    Some(item)
}

fn iteration(reader: &mut Reader<'_>, entry: &Value) -> Option<String> {
    let wanted = reader.map.columns.get("sprint");
    let is_iteration = |value: &&Value| at(value, "startDate").is_some() && at(value, "duration").is_some();
    let fields = entry.as_object()?;
    let named = wanted.and_then(|name| at(entry, name));
    let iteration = named.into_iter().chain(fields.values()).find(is_iteration)?;
    let name = text(iteration, "title")?;
    let span = reader.find(&name);
    let mut seen = SeenSprint::new(name.clone(), span.clone());
    seen.start = text(iteration, "startDate").and_then(|day| reader.day(&day, || span.clone()));
    let days: i64 = text(iteration, "duration")?.parse().ok().filter(|days| (1..400).contains(days))?;
    seen.end = seen.start.and_then(|start| start.checked_add(jiff::Span::new().days(days - 1)).ok());
    reader.export.sprints.push(seen);
    Some(name)
}

fn day(reader: &mut Reader<'_>, entry: &Value, keys: &[&str], span: &crate::source::Span) -> Option<jiff::civil::Date> {
    let words = keys.iter().find_map(|key| text(entry, key))?;
    reader.day(&words, || span.clone())
}

/// `ants` of `https://github.com/panjf2000/ants/issues/5`.
fn repository(url: &str) -> Option<&str> {
    let path = url.split("//").nth(1)?.trim_start_matches("api.github.com/repos/");
    let parts: Vec<&str> = path.split('/').collect();
    let at = parts.iter().position(|part| ["issues", "pull", "discussions"].contains(part))?;
    parts.get(at.checked_sub(1)?).copied().filter(|name| !name.contains(':'))
}

/// The first label that says what kind of work it is.
fn kind_of(labels: &[String]) -> Option<String> {
    labels.iter().find(|label| super::types::known(label).is_some()).cloned()
}
