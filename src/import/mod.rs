//! One export of a tracker in, sprints out: nothing here reads or writes files, and no person comes through.

mod assemble;
mod azure;
mod calendar;
mod columns;
mod export;
mod github;
mod gitlab;
mod jira;
mod jira_columns;
mod jira_json;
mod json;
mod linear;
mod parts;
mod placing;
mod plain;
mod reader;
mod said;
mod seen_sprints;
mod sheet;
mod statuses;
mod table;
mod trello;
mod types;

pub use assemble::{Imported, import};
pub use export::Tracker;

// The command line names these without knowing how files are parsed.
pub use crate::parse::{ImportMap, parse_import_map};
