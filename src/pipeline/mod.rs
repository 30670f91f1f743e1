//! The whole build: from a tree of sources to a plan of the site. Pure but for the memory, which only ever changes how long
//! it takes.

mod answers;
mod build;
mod close;
mod logs;
mod memory;
mod numbers;
mod sort;
mod unread;

pub use answers::{Asked, Shape};
pub use build::{Build, Counts, Settings, build, configuration};
pub use close::Closing;
pub use logs::{Logs, logs};
pub use memory::Memory;

// The command line chooses between the two without knowing how configurations are parsed.
pub use crate::parse::UrlStyle;
// The schemas of sprint and team files, which the command line prints as they are.
pub use crate::parse::{sprint_schema, team_schema};
