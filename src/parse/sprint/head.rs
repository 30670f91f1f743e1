//! One sprint: its head, goal and totals, and every block below them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic};
use crate::sprints::{Goal, Points, Sprint, SprintDates, Totals};

use super::super::yaml::{Fields, Read, Wanted};
use super::capacity::{read_calendar, read_capacity};
use super::items::read_items;
use super::later::{read_amendments, read_blockers, read_dependencies, read_events, read_releases, read_risks};
use super::open::read_schema;
use super::retro::{read_health, read_money, read_quality, read_retro};
use super::values::{address, change, day, halves, not_negative, points, required_day, text};

/// Where the id of a sprint comes from.
#[derive(Clone, Copy)]
pub(super) enum Naming<'a> {
    /// The name of its file, without the extension.
    File(&'a str),
    /// Its own `id`, in a file of many; with the team that the file names.
    Entry(Option<&'a str>),
}

/// The sprint of these fields; `None` without two readable dates.
pub(super) fn read_sprint(mut fields: Fields<'_>, naming: Naming<'_>) -> Option<Sprint> {
    read_schema(&mut fields);
    let id = read_id(&mut fields, naming);
    let team = text(&mut fields, "team");
    let name = text(&mut fields, "name");
    let dates = read_dates(&mut fields);
    let sprint = Sprint {
        id,
        team: team.or_else(|| naming.team()),
        name,
        dates: dates.unwrap_or_default(),
        stated: fields.take("state"),
        unit: fields.take("unit"),
        exclude: fields.take("exclude").map(|Reason(reason)| reason),
        note: text(&mut fields, "note"),
        goal: read_goal(&mut fields),
        totals: read_totals(&mut fields),
        items: read_items(&mut fields),
        remaining: read_remaining(&mut fields),
        capacity: read_capacity(&mut fields),
        calendar: read_calendar(&mut fields),
        blockers: read_blockers(&mut fields),
        risks: read_risks(&mut fields),
        dependencies: read_dependencies(&mut fields),
        retro: read_retro(&mut fields),
        health: read_health(&mut fields),
        quality: read_quality(&mut fields),
        money: read_money(&mut fields),
        releases: read_releases(&mut fields),
        events: read_events(&mut fields),
        amended: read_amendments(&mut fields),
    };
    fields.finish(Code::SprintUnknownKey);
    dates.map(|_| sprint)
}

impl Naming<'_> {
    fn team(self) -> Option<String> {
        match self {
            Self::File(_) => None,
            Self::Entry(team) => team.map(str::to_owned),
        }
    }
}

/// The id; empty where an entry has none that can be used, which is told.
fn read_id(fields: &mut Fields<'_>, naming: Naming<'_>) -> String {
    match naming {
        Naming::File(stem) => {
            if let Some(id) = text(fields, "id").filter(|id| id != stem) {
                tell_other_id(fields, &id, stem);
            }
            stem.to_owned()
        }
        Naming::Entry(_) => {
            fields.expect("id");
            let id = text(fields, "id");
            id.filter(|id| is_address_part(id) || tell_bad_id(fields, id)).unwrap_or_default()
        }
    }
}

fn tell_other_id(fields: &Fields<'_>, id: &str, stem: &str) {
    let message = format!("the id here is `{id}`, but the file is called `{stem}`");
    let help = format!(
        "the name of the file wins, so this sprint's id and address are `{stem}`; drop this line or rename the file"
    );
    fields.push(Diagnostic::warning(Code::SprintIdDiffers, fields.value_span("id"), message).help(help));
}

/// Tells it; `false`, since such an id is not used.
fn tell_bad_id(fields: &Fields<'_>, id: &str) -> bool {
    let message = format!("the id `{id}` cannot be part of an address");
    let help = "use letters, digits, `-`, `_` and dots, like `2026-s07`";
    fields.push(Diagnostic::error(Code::SprintBadId, fields.value_span("id"), message).help(help));
    false
}

/// Whether `id` can be the id of a sprint, which is a part of its address.
#[must_use]
pub fn is_address_part(id: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !id.is_empty() && !id.starts_with('.') && id.chars().all(plain)
}

fn read_dates(fields: &mut Fields<'_>) -> Option<SprintDates> {
    let start = required_day(fields, "start");
    let end = required_day(fields, "end");
    let closed_on = day(fields, "closed_on");
    Some(SprintDates { start: start?, end: end?, closed_on })
}

fn read_goal(fields: &mut Fields<'_>) -> Goal {
    let Some(mut inside) = fields.child("goal") else {
        return Goal::default();
    };
    let goal = Goal {
        text: text(&mut inside, "text"),
        outcome: inside.take("outcome"),
        evidence: address(&mut inside, "evidence"),
    };
    inside.finish(Code::SprintUnknownKey);
    goal
}

fn read_totals(fields: &mut Fields<'_>) -> Totals {
    Totals {
        committed: points(fields, "committed"),
        added: points(fields, "added"),
        reestimated: change(fields, "reestimated"),
        removed: points(fields, "removed"),
        completed: points(fields, "completed"),
        not_completed: points(fields, "not_completed"),
    }
}

/// `remaining`: what was left at the end of each day.
fn read_remaining(fields: &mut Fields<'_>) -> BTreeMap<Date, Points> {
    let mapping = match fields.take_value("remaining") {
        Some(Value::Mapping(mapping)) => mapping,
        Some(_) => {
            fields.tell("remaining", &Wanted::new("a number for each day, like `2026-03-23: 26`"));
            return BTreeMap::new();
        }
        None => return BTreeMap::new(),
    };
    let inside = fields.below("remaining", Mapping::new());
    mapping.iter().filter_map(|(key, value)| read_remaining_on(&inside, key, value)).collect()
}

fn read_remaining_on(fields: &Fields<'_>, key: &Value, value: &Value) -> Option<(Date, Points)> {
    let name = String::read(key).unwrap_or_default();
    let date = Date::read(key).map_err(|Wanted { what, help, code }| {
        let message = format!("`{name}` must be {what}");
        fields.push(Diagnostic::error(code, fields.key_span(&name), message).maybe_help(help));
    });
    let date = date.ok()?;
    match Points::read(value) {
        Ok(points) => {
            halves(fields, &name, points);
            Some((date, not_negative(fields, &name, points)?))
        }
        Err(wanted) => {
            fields.tell(&name, &wanted);
            None
        }
    }
}

/// Why a sprint does not count: words, not only `true`.
struct Reason(String);

impl Read for Reason {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let wanted = || Wanted::new("the reason in words, like \"half the team was ill\"");
        value.as_str().filter(|text| !text.trim().is_empty()).map(|text| Self(text.to_owned())).ok_or_else(wanted)
    }
}
