//! The only room that touches files: a project into a tree of sources, a plan into an output folder.

mod failure;
mod manifest;
mod output_folder;
mod project;
mod read;
mod stamp;
mod watch;
mod write;

pub use failure::Failure;
pub use project::{CONFIGURATION, find_project};
pub use read::{Folders, Reading, read, read_again, read_configuration};
pub use watch::Watch;
pub use write::{Written, write};
