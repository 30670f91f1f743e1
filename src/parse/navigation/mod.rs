//! Navigation as people write it down: `nav:` in the configuration or in `mkdocs.yml`, `SUMMARY.md`, `_category_.json`.

mod category;
mod generators;
mod item;
mod list;
mod mkdocs;
mod summary;

pub use category::{Category, parse_category};
pub use generators::{parse_eleventy, parse_gitbook, parse_middleman};
pub use item::{NavItem, NavTarget, Navigation};
pub(crate) use list::nav_list;
pub use mkdocs::{OtherSite, parse_book, parse_mkdocs};
pub use summary::parse_summary;
