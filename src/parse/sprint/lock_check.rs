//! Closed means closed: what changed in a sprint since its close, field by field.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Fact, facts};

use super::file::SprintFile;
use super::lock::{Lock, Locked, fingerprint, short};
use super::unread::UnreadSprints;

/// Tells each change of the sprints `files` since they were closed that no amendment explains, and each that one does.
/// A sprint that is not there is told as gone unless it may be one that could not be read.
#[must_use]
pub fn check_lock(lock: &Lock, files: &[SprintFile], unread: &UnreadSprints) -> Vec<Diagnostic> {
    let mut by_id: BTreeMap<&str, &SprintFile> = BTreeMap::new();
    for file in files {
        // Of two sprints with one id, which is told, the first one counts.
        by_id.entry(&file.sprint.id).or_insert(file);
    }
    let checked = lock.sprints.iter().flat_map(|(id, locked)| match by_id.get(id.as_str()) {
        Some(file) => check_sprint(lock, locked, file),
        None => gone(lock, locked, id).filter(|_| !unread.may_be(id)).into_iter().collect(),
    });
    checked.collect()
}

fn gone(lock: &Lock, locked: &Locked, id: &str) -> Option<Diagnostic> {
    let message = format!("sprint {id} was closed, and it is gone");
    let help = "bring its file back; if the sprint moved to another log, move its entry of `sprints.lock` too";
    Some(Diagnostic::error(Code::SprintChangedAfterClose, lock.span_of(locked)?, message).help(help))
}

fn check_sprint(lock: &Lock, locked: &Locked, file: &SprintFile) -> Vec<Diagnostic> {
    let facts = facts(&file.sprint);
    if fingerprint(&facts) == locked.fingerprint {
        return Vec::new();
    }
    let amended = u32::try_from(file.sprint.amended.len()).unwrap_or(u32::MAX);
    if amended > locked.amended {
        return vec![amended_since(file)];
    }
    let mut changes = changes(locked, &facts);
    if changes.is_empty() {
        changes.push(Change { place: String::new(), what: "something in it".to_owned(), how: "changed".to_owned() });
    }
    changes.iter().map(|change| tell(lock, locked, file, change)).collect()
}

/// The lock still has the old facts, so a second change would go unnoticed.
fn amended_since(file: &SprintFile) -> Diagnostic {
    let id = &file.sprint.id;
    let last = file.sprint.amended.len().saturating_sub(1);
    let message = format!("sprint {id} was amended after its close");
    Diagnostic::note(Code::SprintAmended, file.span_of(&format!("amended.{last}")), message)
        .help(format!("`sprintbook sprint close {id}` takes what is amended into `sprints.lock`"))
}

/// One change: where, of what, and how.
struct Change {
    place: String,
    what: String,
    how: String,
}

fn tell(lock: &Lock, locked: &Locked, file: &SprintFile, change: &Change) -> Diagnostic {
    let message = format!("sprint {} is closed, but {} {}", file.sprint.id, change.what, change.how);
    let diagnostic = Diagnostic::error(Code::SprintChangedAfterClose, file.span_of(&change.place), message)
        .help("undo the change; or say what was corrected and why: `amended: [{date: …, what: …, why: …}]`");
    match lock.span_of(locked) {
        Some(span) => diagnostic.related(span, "closed here with other facts"),
        None => diagnostic,
    }
}

/// The changes since `locked`, those of a whole entry told once.
fn changes(locked: &Locked, facts: &[Fact]) -> Vec<Change> {
    let mut now: BTreeMap<&str, BTreeMap<String, &Fact>> = BTreeMap::new();
    for fact in facts {
        now.entry(&fact.group).or_default().insert(fact.field.replace(' ', "_"), fact);
    }
    let groups: BTreeSet<&str> = now.keys().copied().chain(locked.fields.keys().map(String::as_str)).collect();
    let none = BTreeMap::new();
    let mut changes = Vec::new();
    for group in groups {
        match (locked.fields.get(group), now.get(group)) {
            (Some(_), None) if is_entry(group) => changes.push(whole(group, split(group).0, "is gone")),
            (Some(then), now) => changes.extend(changed_fields(group, then, now.unwrap_or(&BTreeMap::new()))),
            (None, Some(now)) if is_entry(group) => {
                let first = now.values().next().map_or("", |fact| parent(&fact.place));
                changes.push(whole(group, first, "is new"));
            }
            (None, now) => changes.extend(changed_fields(group, &none, now.unwrap_or(&BTreeMap::new()))),
        }
    }
    changes
}

fn changed_fields(group: &str, then: &BTreeMap<String, String>, now: &BTreeMap<String, &Fact>) -> Vec<Change> {
    let fields: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let changed = fields.into_iter().filter_map(|field| {
        let (was, is) = (then.get(field), now.get(field));
        let (place, how) = match (was, is) {
            (Some(was), Some(is)) if *was == short(is) => return None,
            (Some(_), Some(is)) => (is.place.clone(), format!("changed: it is {} now", shown(&is.value))),
            (None, Some(is)) => (is.place.clone(), format!("is new: {}", shown(&is.value))),
            (_, None) => {
                let beside = now.values().next().map(|fact| parent(&fact.place).to_owned());
                (beside.unwrap_or_else(|| group.to_owned()), "is gone".to_owned())
            }
        };
        Some(Change { place, what: named(group, field), how })
    });
    changed.collect()
}

fn whole(group: &str, place: &str, how: &str) -> Change {
    let (list, id) = split(group);
    Change { place: place.to_owned(), what: format!("{} {id}", singular(list)), how: how.to_owned() }
}

/// "`points` of item K-101", "`goal.outcome`", "`committed`".
fn named(group: &str, field: &str) -> String {
    match group {
        "dates" | "head" | "totals" | "capacity" => format!("`{field}`"),
        _ if is_entry(group) => {
            let (list, id) = split(group);
            format!("`{field}` of {} {id}", singular(list))
        }
        _ => format!("`{group}.{field}`"),
    }
}

fn is_entry(group: &str) -> bool {
    !singular(split(group).0).is_empty()
}

/// `items.K-101` into the list and the id.
fn split(group: &str) -> (&str, &str) {
    let list = ["retro.actions", "retro.closed"].into_iter().find(|list| group.starts_with(&format!("{list}.")));
    match list {
        Some(list) => (list, &group[list.len() + 1..]),
        None => group.split_once('.').unwrap_or((group, "")),
    }
}

fn singular(list: &str) -> &'static str {
    match list {
        "items" => "item",
        "blockers" => "blocker",
        "risks" => "risk",
        "dependencies" => "dependency",
        "retro.actions" => "action",
        "retro.closed" => "the closing of action",
        "releases" => "release",
        "events" => "the event of",
        _ => "",
    }
}

fn parent(place: &str) -> &str {
    place.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// A value as a message shows it: short, and without line breaks.
fn shown(value: &str) -> String {
    let line: String = value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(60).collect();
    if line.len() < value.len() { format!("{line}…") } else { line }
}
