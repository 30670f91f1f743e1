//! Sprint YAML into the domain: one file in, sprints or a team out, and every mistake in it with its place.

mod capacity;
mod check;
mod check_items;
mod closing;
mod cut;
mod draft;
mod file;
mod head;
mod import_lock;
mod import_map;
mod items;
mod later;
mod ledger;
mod lock;
mod lock_check;
mod lock_text;
mod merge;
mod open;
mod retro;
mod schema;
mod team;
mod unread;
mod values;
mod words;
mod written;

#[cfg(test)]
mod complete;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod schema_keys;

pub use check::check_empty;
pub use closing::closed_text;
pub use file::{SprintFile, parse_history, parse_sprint};
pub use head::is_address_part;

pub use import_lock::{import_lock_text, parse_import_lock};
pub use import_map::{DateOrder, ImportMap, SprintHint, Standing, parse_import_map};
pub use ledger::check_ledger;
pub use lock::{Lock, Locked, parse_lock};
pub use lock_check::check_lock;
pub use lock_text::lock_text;
pub use merge::{Base, Merged, merged_text, sprint_text};
pub use schema::{sprint_schema, team_schema};
pub use team::parse_team;
pub use unread::UnreadSprints;
