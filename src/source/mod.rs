//! What the user wrote: the files of a project as values, places in them, and their fingerprints. No IO.

mod fingerprint;
mod history;
mod marks;
mod path;
mod span;
mod tree;

pub use fingerprint::{Fingerprint, Fingerprinter};
pub use history::{Commit, FileChange, History};
pub use path::SourcePath;
pub use span::{Position, Span};
pub use tree::{SourceFile, SourceTree, Unread, UnreadReason};
