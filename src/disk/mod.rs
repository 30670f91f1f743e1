//! The only room that touches files: a project into a tree of sources, a plan into an output folder.

mod changes;
mod exports;
mod failure;
mod git;
mod ignored;
mod left_out;
mod links;
mod machine;
mod manifest;
mod mend;
mod output_folder;
mod project;
mod read;
mod sources;
mod stamp;
mod walk;
mod watch;
mod write;

pub use changes::{Changes, changes_since};
pub use exports::{read_export, read_log_folder};
pub use failure::Failure;
pub use links::{read_links, write_links};
pub use machine::{Machine, look_at};
pub use manifest::Origin;
pub use mend::{Mended, mend};
pub use project::{CONFIGURATION, find_project};
pub use read::{Folders, Foreign, Reading, read, read_again, read_configuration, read_files, read_logs};
pub use sources::{append, make_folder, replace_source, write_new};
pub use watch::{Noticed, Watch};
pub use write::{Site, Written, unchanged, write};
