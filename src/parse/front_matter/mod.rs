//! The front matter of a page: what stands at its top, between two lines of `---` (YAML) or `+++` (TOML), under the names that
//! handbooks of many generators give it.

mod address;
mod grouping;
mod joining;
mod looks;
mod names;
mod order;
mod parse;
mod review;
mod split;
mod state;
mod values;
mod whole;

pub use address::Addresses;

pub use joining::Joining;
pub use looks::{Contents, Looks, Neighbour};
pub(crate) use parse::parse_front_matter;
pub(crate) use review::Interval;
pub use review::{Due, Review};
pub(crate) use split::{Language, has_front_matter, split};
pub use state::{Dates, State};
pub(crate) use values::LanguageTag;
pub use whole::{FrontMatter, Written};
