//! What stands in the way, or may do so later, and what came out: blockers, risks, dependencies, releases, remarks.

use serde_yaml::Value;

use crate::diagnostics::Code;
use crate::sprints::{Amendment, Blocker, Dependency, Event, Release, Risk};

use super::super::yaml::{Fields, Read, Wanted};
use super::values::{address, day, required_day, required_text, text, texts};

/// `blockers`, each at its place in the list.
pub(super) fn read_blockers(fields: &mut Fields<'_>) -> Vec<Blocker> {
    fields.slots("blockers").into_iter().map(|slot| slot.map(read_blocker).unwrap_or_default()).collect()
}

/// `risks`, each at its place in the list.
pub(super) fn read_risks(fields: &mut Fields<'_>) -> Vec<Risk> {
    fields.slots("risks").into_iter().map(|slot| slot.map(read_risk).unwrap_or_default()).collect()
}

/// `dependencies`, each at its place in the list.
pub(super) fn read_dependencies(fields: &mut Fields<'_>) -> Vec<Dependency> {
    fields.slots("dependencies").into_iter().map(|slot| slot.map(read_dependency).unwrap_or_default()).collect()
}

/// `releases`.
pub(super) fn read_releases(fields: &mut Fields<'_>) -> Vec<Release> {
    fields.children("releases").into_iter().map(read_release).collect()
}

/// `events`; one without a day is told and passed over.
pub(super) fn read_events(fields: &mut Fields<'_>) -> Vec<Event> {
    fields.children("events").into_iter().filter_map(read_event).collect()
}

/// `amended`; one without a day is told and passed over.
pub(super) fn read_amendments(fields: &mut Fields<'_>) -> Vec<Amendment> {
    fields.children("amended").into_iter().filter_map(read_amendment).collect()
}

fn read_blocker(mut fields: Fields<'_>) -> Blocker {
    let blocker = Blocker {
        id: required_text(&mut fields, "id"),
        title: text(&mut fields, "title").unwrap_or_default(),
        cause: text(&mut fields, "cause"),
        opened: day(&mut fields, "opened"),
        resolved: day(&mut fields, "resolved"),
        escalated: day(&mut fields, "escalated"),
        items: texts(&mut fields, "items"),
        owner: text(&mut fields, "owner"),
        external: fields.take("external"),
        risk: text(&mut fields, "risk"),
    };
    fields.finish(Code::SprintUnknownKey);
    blocker
}

fn read_risk(mut fields: Fields<'_>) -> Risk {
    let risk = Risk {
        id: required_text(&mut fields, "id"),
        title: text(&mut fields, "title").unwrap_or_default(),
        likelihood: fields.take("likelihood").map(|Mark(mark)| mark),
        impact: fields.take("impact").map(|Mark(mark)| mark),
        near: day(&mut fields, "near"),
        response: text(&mut fields, "response"),
        owner: text(&mut fields, "owner"),
        state: text(&mut fields, "state"),
    };
    fields.finish(Code::SprintUnknownKey);
    risk
}

fn read_dependency(mut fields: Fields<'_>) -> Dependency {
    let dependency = Dependency {
        id: required_text(&mut fields, "id"),
        team: text(&mut fields, "team"),
        what: required_text(&mut fields, "what"),
        needed_by: day(&mut fields, "needed_by"),
        promised: day(&mut fields, "promised"),
        state: fields.take("state"),
    };
    fields.finish(Code::SprintUnknownKey);
    dependency
}

fn read_release(mut fields: Fields<'_>) -> Release {
    let release = Release {
        version: required_text(&mut fields, "version"),
        date: day(&mut fields, "date"),
        url: address(&mut fields, "url"),
    };
    fields.finish(Code::SprintUnknownKey);
    release
}

fn read_event(mut fields: Fields<'_>) -> Option<Event> {
    let date = required_day(&mut fields, "date");
    let what = required_text(&mut fields, "what");
    fields.finish(Code::SprintUnknownKey);
    Some(Event { date: date?, what })
}

fn read_amendment(mut fields: Fields<'_>) -> Option<Amendment> {
    let date = required_day(&mut fields, "date");
    let what = required_text(&mut fields, "what");
    let why = text(&mut fields, "why");
    fields.finish(Code::SprintUnknownKey);
    Some(Amendment { date: date?, what, why })
}

/// How likely or how bad: 1 to 5.
struct Mark(u8);

impl Read for Mark {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let mark = value.as_u64().and_then(|mark| u8::try_from(mark).ok()).filter(|mark| (1..=5).contains(mark));
        mark.map(Self).ok_or_else(|| Wanted::new("a whole number from 1 to 5"))
    }
}
