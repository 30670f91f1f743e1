//! The items of a sprint on a page, in groups by what became of them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words;
use crate::sprints::{Carried, Entry, Log, Part, Sprint, State, carried, days_apart};

/// Items with the same fate.
#[derive(Clone, Debug, Serialize)]
pub struct ItemGroup {
    /// `done`, `not_done`, `removed` or `done_before`.
    pub key: &'static str,
    /// The heading.
    pub title: &'static str,
    /// "6 items, 23 points".
    pub total: String,
    /// The items, in the order of the file.
    pub items: Vec<ItemView>,
}

/// One item.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// The id in the team's tracker.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Where it is described; only addresses of the web and mail.
    pub url: Option<String>,
    /// The kind of work: `feature`, `bug`, `chore`, `spike` or `other`.
    pub kind: &'static str,
    /// The final estimate; `null` where nobody estimated it.
    pub points: Option<String>,
    /// The first estimate, where it was another one.
    pub was: Option<String>,
    /// Whether the sprint goal needs it.
    pub goal: bool,
    /// Whether it is a bug that users found first.
    pub escaped: bool,
    /// Calendar days from start to done, both counted.
    pub cycle_days: Option<i64>,
    /// What else there is to know: "added 26 March", "removed 27 March", "in its 4th sprint since Sprint 4".
    pub remarks: Vec<String>,
}

type Belongs = fn(&Part<'_>) -> bool;

const GROUPS: [(&str, &str, Belongs); 4] = [
    ("done", "Done", |part| part.is_completed()),
    ("not_done", "Not done", |part| part.is_open()),
    ("removed", "Removed", |part| part.is_counted() && part.removed.is_some()),
    ("done_before", "Done before the start", |part| !part.is_counted()),
];

/// The groups of `sprint` that hold at least one item.
pub(crate) fn groups(log: &Log, sprint: &Sprint, state: State) -> Vec<ItemGroup> {
    let carried: BTreeMap<&str, Carried<'_>> = carried(log, sprint).into_iter().map(|one| (one.id, one)).collect();
    let parts = Part::all(sprint);
    let group = |(key, title, belongs): (&'static str, &'static str, Belongs)| {
        let members: Vec<&Part<'_>> = parts.iter().filter(|part| belongs(part)).collect();
        let points = members.iter().map(|part| part.last).sum();
        let title = if key == "not_done" && state != State::Closed { "Still to do" } else { title };
        let items: Vec<ItemView> = members.iter().map(|part| view(part, carried.get(part.item.id.as_str()))).collect();
        let told = words::amount::<2>(points, crate::sprints::Unit::Points);
        ItemGroup { key, title, total: format!("{}, {told}", words::counted(items.len(), "item")), items }
    };
    GROUPS.into_iter().map(group).filter(|group| !group.items.is_empty()).collect()
}

fn view(part: &Part<'_>, carried: Option<&Carried<'_>>) -> ItemView {
    let item = part.item;
    let taken = |start, done| days_apart(start, done).max(0) + 1;
    ItemView {
        id: item.id.clone(),
        title: item.title.clone(),
        url: words::safe_address(item.url.as_deref()),
        kind: item.kind.word(),
        points: item.is_estimated().then(|| words::plain(part.last)),
        was: (part.first != part.last).then(|| words::plain(part.first)),
        goal: item.goal,
        escaped: item.escaped,
        cycle_days: item.started.zip(part.done).map(|(start, done)| taken(start, done)),
        remarks: remarks(part, carried),
    }
}

fn remarks(part: &Part<'_>, carried: Option<&Carried<'_>>) -> Vec<String> {
    let added = match part.entry {
        Entry::Added(day) => Some(format!("added {}", words::day(day))),
        Entry::Committed | Entry::DoneBefore => None,
    };
    let removed = part.removed.map(|day| format!("removed {}", words::day(day)));
    let done = part.done.map(|day| format!("done {}", words::day(day)));
    let unestimated = (!part.item.is_estimated()).then(|| "no estimate".to_owned());
    let escaped = part.item.escaped.then(|| "found by users first".to_owned());
    let carried = carried.map(|one| {
        let since = one.since.title();
        let told = format!("in {} since {since}", words::counted(one.sprints, "sprint"));
        if one.is_zombie() { format!("{told}: is it still wanted?") } else { told }
    });
    [added, removed, done, unestimated, escaped, carried].into_iter().flatten().collect()
}
