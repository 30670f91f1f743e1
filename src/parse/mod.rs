//! One file in, one value out: configuration, documents, sprint files. Parsing never fails; it returns a value and diagnostics.

mod asked;
mod code_owners;
mod config;
mod document;
mod front_matter;
mod mark;
mod markdown;
mod mdx;
mod navigation;
mod number_prefix;
mod page_name;
mod picture;
mod schema;
mod sprint;
mod toml;
mod yaml;

pub use asked::{Asked, AskedForm, AskedWord};
pub use code_owners::{CODE_OWNERS, CodeOwners, parse_code_owners};
pub use config::{Config, LinkReading, OVERRIDABLE, ThemeOption, UrlStyle, parse_config};
pub use document::{Document, Facts, parse_document};
pub(crate) use document::{sentence_case, written_body};
pub use front_matter::{
    Addresses, Contents, Dates, Due, FrontMatter, Joining, Looks, Neighbour, Review, State, Written,
};
pub use mark::{Marked, marked};
pub use markdown::{Body, Heading, Hole, HtmlPolicy, Link, LinkKind, Markup, plain_parts, slug};
pub use navigation::{
    Category, NavItem, NavTarget, Navigation, OtherSite, parse_book, parse_category, parse_eleventy, parse_gitbook,
    parse_middleman, parse_mkdocs, parse_summary,
};
pub(crate) use number_prefix::without_number;
pub use page_name::{is_page_source, page_stem};
pub use picture::{PictureSize, picture_size};
pub use schema::{config_schema, front_matter_schema};
pub use sprint::{
    Base, DateOrder, ImportMap, Lock, Locked, Merged, SprintFile, SprintHint, Standing, UnreadSprints, check_empty,
    check_ledger, check_lock, closed_text, import_lock_text, is_address_part, lock_text, merged_text, parse_history,
    parse_import_lock, parse_import_map, parse_lock, parse_sprint, parse_team, sprint_schema, sprint_text, team_schema,
};
