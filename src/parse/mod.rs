//! One file in, one value out: configuration, documents, sprint files. Parsing never fails; it returns a value and diagnostics.

mod config;
mod document;
mod front_matter;
mod markdown;
mod sprint;
mod yaml;

pub use config::{Config, LinkReading, ThemeOption, UrlStyle, parse_config};
pub(crate) use document::sentence_case;
pub use document::{Document, Facts, parse_document};
pub use front_matter::FrontMatter;
pub use markdown::{Body, Heading, Link, LinkKind, slug};
pub use sprint::{
    Lock, Locked, SprintFile, check_empty, check_ledger, check_lock, closed_text, lock_text, parse_history, parse_lock,
    parse_sprint, parse_team, sprint_schema, team_schema,
};
