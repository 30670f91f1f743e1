//! Where files lie until all of them are written, so that a full disk or a kill is met before the site is touched.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs;
use std::io;
use std::io::ErrorKind::{AlreadyExists, IsADirectory, NotADirectory, NotFound};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::failure::Failure;

/// Name of the folder for files that are not at their place yet.
pub(super) const DESK: &str = ".sprintbook-new";

/// Name of the folder on the desk in which a whole site is laid.
const SITE: &str = "site";

/// A folder in the output folder, so that renaming never has to copy. It is made with the first file that is laid on it, and
/// goes with this value, whatever happened. What a killed build left there goes with the next one.
pub(super) struct Desk {
    output: PathBuf,
    folder: PathBuf,
    next: AtomicUsize,
    /// Whether there is nothing else in the output folder. Then nothing is at any place in it, and files are laid as they are to
    /// lie: a file system renames one after the other, but a folder with all that is in it at once.
    pub(super) is_alone: bool,
}

impl Desk {
    pub(super) fn new(output: &Path) -> Result<Self, Failure> {
        let (output, folder) = (output.to_owned(), output.join(DESK));
        let mut desk = Self { output, folder, next: AtomicUsize::new(0), is_alone: false };
        desk.clear().map_err(|error| Failure::write(&desk.folder, error))?;
        desk.is_alone = fs::read_dir(&desk.output).is_ok_and(|mut entries| entries.next().is_none());
        Ok(desk)
    }

    /// Writes `bytes`, which are meant for `place` in the output folder, to a file on the desk, which it gives.
    pub(super) fn lay(&self, bytes: &[u8], place: &Path) -> Result<PathBuf, Failure> {
        let path = place.strip_prefix(&self.output).ok().filter(|_| self.is_alone);
        let Some(path) = path else { return self.lay_aside(bytes, place) };
        let file = self.site().join(path);
        match write(&file, bytes) {
            Ok(()) => Ok(file),
            // The plan will tell of what should be a file and a folder too.
            Err(error) if matches!(error.kind(), IsADirectory | NotADirectory | AlreadyExists) => {
                self.lay_aside(bytes, place)
            }
            Err(error) => Err(Failure::write(place, error)),
        }
    }

    /// The same, to a file with a name of its own.
    pub(super) fn lay_aside(&self, bytes: &[u8], place: &Path) -> Result<PathBuf, Failure> {
        let file = self.folder.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        write(&file, bytes).map_err(|error| Failure::write(place, error))?;
        Ok(file)
    }

    /// Puts in place what lies as it is to lie: folders first, since the files beside them are what readers open.
    pub(super) fn put_in_place(&self) -> Result<(), Failure> {
        let refused = |error| Failure::write(&self.output, error);
        let entries = fs::read_dir(self.site()).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(refused)?;
        let (folders, files): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.path().is_dir());
        for entry in folders.into_iter().chain(files) {
            let place = self.output.join(entry.file_name());
            fs::rename(entry.path(), &place).map_err(|error| Failure::write(&place, error))?;
        }
        Ok(())
    }

    /// Whether `laid` is put in place with the site.
    pub(super) fn is_in_site(&self, laid: &Path) -> bool {
        laid.starts_with(self.site())
    }

    fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    fn clear(&self) -> io::Result<()> {
        let removed = match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == NotADirectory => fs::remove_file(&self.folder),
            removed => removed,
        };
        removed.or_else(|error| if error.kind() == NotFound { Ok(()) } else { Err(error) })
    }
}

/// Writes `bytes` to `file`, whose folder need not be there yet.
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::write(file, bytes) {
        Err(error) if error.kind() == NotFound => {
            fs::create_dir_all(file.parent().expect("a file of the desk lies on it"))?;
            fs::write(file, bytes)
        }
        written => written,
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes.
        let _ = self.clear();
    }
}
