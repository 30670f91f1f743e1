//! Where files lie until all of them are written, so that a full disk or a kill is met before the site is touched.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::failure::Failure;

/// Name of the folder for files that are not at their place yet.
pub(super) const DESK: &str = ".sprintbook-new";

/// A folder in the output folder, so that renaming never has to copy. It is made with the first file that is laid on it, and
/// goes with this value, whatever happened. What a killed build left there goes with the next one.
pub(super) struct Desk {
    folder: PathBuf,
    next: AtomicUsize,
    /// Whether there is nothing else in the output folder, so that no file need be looked for at its place.
    pub(super) is_alone: bool,
}

impl Desk {
    pub(super) fn new(output: &Path) -> Result<Self, Failure> {
        let mut desk = Self { folder: output.join(DESK), next: AtomicUsize::new(0), is_alone: false };
        desk.clear().map_err(|error| Failure::write(&desk.folder, error))?;
        desk.is_alone = fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_none());
        Ok(desk)
    }

    /// Writes `bytes`, which are meant for `place`, to a file of their own, whose name it gives.
    pub(super) fn lay(&self, bytes: &[u8], place: &Path) -> Result<PathBuf, Failure> {
        let file = self.folder.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let written = match fs::write(&file, bytes) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(&self.folder).and_then(|()| fs::write(&file, bytes))
            }
            written => written,
        };
        written.map_err(|error| Failure::write(place, error))?;
        Ok(file)
    }

    fn clear(&self) -> std::io::Result<()> {
        let removed = match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotADirectory => fs::remove_file(&self.folder),
            removed => removed,
        };
        removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes.
        let _ = self.clear();
    }
}
