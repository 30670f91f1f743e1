//! The whole build: from a tree of sources to a plan of the site. Pure but for the memory, which only ever changes how long
//! it takes.

mod build;
mod elsewhere;
mod memory;
mod numbers;
mod sort;
mod unread;

pub use build::{Build, Counts, Settings, build, configuration};
pub use elsewhere::{ExternalLink, external_links};
pub use memory::Memory;

// The command line chooses between the two without knowing how configurations are parsed.
pub use crate::parse::UrlStyle;
