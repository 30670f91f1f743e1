//! The only room that touches files: a project into a tree of sources, a plan into an output folder.

mod failure;
mod git;
mod ignored;
mod left_out;
mod links;
mod manifest;
mod mend;
mod output_folder;
mod project;
mod read;
mod sources;
mod stamp;
mod summary;
mod walk;
mod watch;
mod write;

pub use failure::Failure;
pub use links::{read_links, write_links};
pub use mend::{Mended, mend};
pub use project::{CONFIGURATION, find_project};
pub use read::{Folders, Foreign, Reading, read, read_again, read_configuration, read_logs};
pub use sources::{create_source, replace_source};
pub use summary::append_summary;
pub use watch::Watch;
pub use write::{Written, write};
