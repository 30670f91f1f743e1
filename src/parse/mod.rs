//! One file in, one value out: configuration, documents, sprint files. Parsing never fails; it returns a value and diagnostics.

mod config;
mod document;
mod front_matter;
mod markdown;
mod schema;
mod sprint;
mod yaml;

pub use config::{Config, LinkReading, OVERRIDABLE, ThemeOption, UrlStyle, parse_config};
pub use document::{Document, Facts, parse_document};
pub(crate) use document::{sentence_case, written_body};
pub use front_matter::FrontMatter;
pub use markdown::{Body, Heading, Link, LinkKind, slug};
pub use schema::{config_schema, front_matter_schema};
pub use sprint::{SprintFile, check_empty, check_ledger, parse_history, parse_sprint, parse_team};
