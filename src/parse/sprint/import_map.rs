//! The file that `import --map` takes: what an export cannot say of itself.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::SourceFile;
use crate::sprints::ItemType;

use super::super::yaml::{Fields, Read, Wanted, one_of};
use super::open::{in_order, read_fields, read_schema};
use super::values::{day, text};

/// What an export cannot say of itself, or says in words of its own.
#[derive(Debug, Clone, Default)]
pub struct ImportMap {
    /// Name of the column for each thing that is read, such as `points`.
    pub columns: BTreeMap<String, String>,
    /// Where an item with this status stands; keys in lower case.
    pub statuses: BTreeMap<String, Standing>,
    /// What kind of work a type of the tracker is; `None` leaves its items out. Keys in lower case.
    pub types: BTreeMap<String, Option<ItemType>>,
    /// What is known of sprints, by their name in the tracker.
    pub sprints: BTreeMap<String, SprintHint>,
    /// The order of day and month where numbers leave it open.
    pub dates: Option<DateOrder>,
    /// The zone in which days are counted; without one, as the export writes its times.
    pub time_zone: Option<TimeZone>,
    /// The sprint that every item belongs to, where the export names none.
    pub all_in: Option<String>,
    /// The board whose sprints are wanted, where an export has those of several.
    pub board: Option<String>,
}

/// What is known of one sprint.
#[derive(Debug, Clone, Default)]
pub struct SprintHint {
    /// Its id here, which is also the name of its file.
    pub id: Option<String>,
    /// Its first day.
    pub start: Option<Date>,
    /// Its last day.
    pub end: Option<Date>,
    /// The day of its close.
    pub closed_on: Option<Date>,
    /// Leave it out.
    pub skip: bool,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nobody has begun.
    ToDo,
    /// Somebody has begun.
    Doing,
    /// It is finished.
    Done,
    /// It will not be done.
    Dropped,
}

/// Which of two numbers in a date is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 23/03/2026.
    DayFirst,
    /// 03/23/2026.
    MonthFirst,
}

/// What can stand in `columns`.
const COLUMNS: &[&str] = &[
    "id",
    "title",
    "url",
    "type",
    "status",
    "points",
    "sprint",
    "created",
    "started",
    "done",
    "added",
    "removed",
    "labels",
    "parent",
    "start",
    "end",
    "goal",
    "committed",
    "completed",
];

/// The map in `file`.
#[must_use]
pub fn parse_import_map(file: &SourceFile) -> (ImportMap, Vec<Diagnostic>) {
    let (map, diagnostics) = read_fields(file, read_map);
    (map.unwrap_or_default(), in_order(diagnostics))
}

fn read_map(mut fields: Fields<'_>) -> ImportMap {
    read_schema(&mut fields);
    let columns = read_columns(&mut fields);
    let statuses = pairs(&mut fields, "statuses");
    let types: Vec<(String, Kind)> = pairs(&mut fields, "types");
    let map = ImportMap {
        columns,
        statuses: statuses.into_iter().map(|(word, standing)| (word.to_lowercase(), standing)).collect(),
        types: types.into_iter().map(|(word, Kind(kind))| (word.to_lowercase(), kind)).collect(),
        sprints: read_sprints(&mut fields),
        dates: fields.take("dates"),
        time_zone: fields.take("time_zone").map(|Zone(zone)| zone),
        all_in: text(&mut fields, "all_in"),
        board: text(&mut fields, "board"),
    };
    fields.finish(Code::ImportMap);
    map
}

fn read_columns(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let columns: Vec<(String, String)> = pairs(fields, "columns");
    for (name, _) in &columns {
        if !COLUMNS.contains(&name.as_str()) {
            let message = format!("no import reads a column for `{name}`");
            let known = || format!("the keys here are {}", COLUMNS.join(", "));
            let help = did_you_mean(name, COLUMNS.iter().copied()).unwrap_or_else(known);
            let span = fields.key_span(&format!("columns.{name}"));
            fields.push(Diagnostic::error(Code::ImportMap, span, message).help(help));
        }
    }
    columns.into_iter().collect()
}

/// The entries of the group at `key`, whose keys are words of the tracker.
fn pairs<T: Read>(fields: &mut Fields<'_>, key: &'static str) -> Vec<(String, T)> {
    let entries = group(fields, key);
    let inside = fields.below(key, Mapping::new());
    let read = entries.iter().filter_map(|(name, value)| {
        let name = String::read(name).ok()?;
        match T::read(value) {
            Ok(read) => Some((name, read)),
            Err(wanted) => {
                inside.tell(&name, &wanted);
                None
            }
        }
    });
    read.collect()
}

fn group(fields: &mut Fields<'_>, key: &'static str) -> Mapping {
    match fields.take_value(key) {
        Some(Value::Mapping(mapping)) => mapping,
        Some(_) => {
            fields.tell(key, &Wanted::new("a group of keys and values"));
            Mapping::new()
        }
        None => Mapping::new(),
    }
}

fn read_sprints(fields: &mut Fields<'_>) -> BTreeMap<String, SprintHint> {
    let entries = group(fields, "sprints");
    let inside = fields.below("sprints", Mapping::new());
    let read = entries.into_iter().filter_map(|(name, value)| {
        let name = String::read(&name).ok()?;
        let Value::Mapping(value) = value else {
            inside.tell(&name, &Wanted::new("a group like `{start: 2026-03-23, end: 2026-04-03}`"));
            return None;
        };
        Some((name.clone(), read_hint(inside.below(&name, value))))
    });
    read.collect()
}

fn read_hint(mut fields: Fields<'_>) -> SprintHint {
    let hint = SprintHint {
        id: text(&mut fields, "id"),
        start: day(&mut fields, "start"),
        end: day(&mut fields, "end"),
        closed_on: day(&mut fields, "closed_on"),
        skip: fields.take("skip").unwrap_or_default(),
    };
    fields.finish(Code::ImportMap);
    hint
}

impl Read for Standing {
    fn read(value: &Value) -> Result<Self, Wanted> {
        one_of(
            value,
            &[("to do", Self::ToDo), ("doing", Self::Doing), ("done", Self::Done), ("dropped", Self::Dropped)],
        )
    }
}

impl Standing {
    /// The word for it in the map and in what an import says.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ToDo => "to do",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

impl Read for DateOrder {
    fn read(value: &Value) -> Result<Self, Wanted> {
        one_of(value, &[("day-first", Self::DayFirst), ("month-first", Self::MonthFirst)])
    }
}

struct Kind(Option<ItemType>);

impl Read for Kind {
    fn read(value: &Value) -> Result<Self, Wanted> {
        if value.as_str() == Some("skip") {
            return Ok(Self(None));
        }
        let wanted = |_| Wanted::new("`feature`, `bug`, `chore`, `spike`, `other` or `skip`");
        ItemType::read(value).map(|kind| Self(Some(kind))).map_err(wanted)
    }
}

struct Zone(TimeZone);

impl Read for Zone {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let zone = value.as_str().and_then(|name| TimeZone::get(name).ok());
        zone.map(Self).ok_or_else(|| Wanted::new("a time zone that this machine knows, like Europe/Amsterdam"))
    }
}
