//! The whole build: from a tree of sources to a plan of the site. Pure but for the memory, which only ever changes how long
//! it takes.

mod build;
mod memory;
mod navigation;
mod numbers;
mod sort;
mod templates;
mod unread;

pub use build::{Build, Counts, Settings, build, configuration};
pub use memory::Memory;
pub use navigation::foreign_content;

// The command line chooses between the two without knowing how configurations are parsed.
pub use crate::parse::UrlStyle;
