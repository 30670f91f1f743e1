//! What the machine could not do.

use std::io;
use std::path::{Path, PathBuf};

/// Why files could not be read or written. Not the user's text is to blame, but the disk, a permission or a path.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The folder that should be built is not there.
    #[error("there is no folder `{}`", .0.display())]
    NoProject(PathBuf),
    /// The configured content folder is not there.
    #[error("the content folder `{}` does not exist", .0.display())]
    NoContent(PathBuf),
    /// A file could not be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// A file could not be written or removed.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// Somebody pressed Ctrl-C before the site was changed.
    #[error("interrupted: nothing was changed in the output folder")]
    Interrupted,
    /// A file that should be a list of checked links is something else.
    #[error("`{}` is not a list of checked links, so it is not written over; name another file with `--cache`", .0.display())]
    NotOurs(PathBuf),
    /// The preview has no address to answer at.
    #[error("cannot answer at `{address}`: {why}")]
    Port {
        /// The address with its port.
        address: String,
        /// The reason, and what to do.
        why: String,
    },
    /// A file that should hold known mistakes is something else.
    #[error("`{}` is no list of known mistakes; make one with `sprintbook check --format json > FILE`", .0.display())]
    NotABaseline(PathBuf),
    /// Git could not say what differs from a revision.
    #[error("cannot tell what changed since `{revision}`: {why}")]
    Revision {
        /// The revision, as it was given.
        revision: String,
        /// The words of git.
        why: String,
    },
    /// Writing there would endanger files that are not ours.
    #[error("refused to write to `{}`: {why}", path.display())]
    OutputRefused {
        /// The output folder.
        path: PathBuf,
        /// The reason, and what to do.
        why: String,
    },
}

impl Failure {
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}
