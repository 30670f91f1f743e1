//! The whole build: from a tree of sources to a plan of the site. Pure but for the memory, which only ever changes how long
//! it takes.

mod answers;
mod beside;
mod build;
mod close;
mod elsewhere;
mod import;
mod in_common;
mod list;
mod list_sprints;
mod logs;
mod memory;
mod navigation;
mod new_sprint;
mod numbers;
mod outputs;
mod pages;
mod plan;
mod reviews;
mod search;
mod sort;
mod templates;
mod unread;
mod whole;

pub use answers::{Asked, Shape};
pub use build::{Build, Counts, Settings, build, build_into, configuration};
pub use close::Closing;
pub use elsewhere::{ExternalLink, external_links};
pub use import::{Importing, merge_import};
pub use list::{ListedLink, ListedPage, Listing};
pub use list_sprints::ListedSprint;
pub use logs::{Logs, logs};
pub use memory::Memory;
pub use navigation::foreign_content;
pub use new_sprint::NewFile;
pub use plan::{PlanAnswer, PlanQuestion, PlanShape};
pub use reviews::{MarkedPage, Reviewed, marked_page};

// The command line names these without knowing how files are parsed, or how numbers come about.
pub use crate::parse::{OVERRIDABLE, UrlStyle, config_schema, front_matter_schema, sprint_schema, team_schema};
pub use crate::sprints::Limit;

// What a command about themes needs of them.
pub use crate::theme::{THEMES, built_in_files};
