//! One build at a time in one output folder. The system frees the lock when a process ends, however it ends.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::failure::Failure;

/// The output folder, for this process alone. It goes again if this made it and nothing came into it, and so do those above it.
pub(super) struct Lock<'a> {
    /// What this made: the folder, then those around it.
    made: Vec<&'a Path>,
    _file: Option<File>,
}

impl<'a> Lock<'a> {
    /// Makes `folder` where it is not there, and waits until no other build writes to it; says so first by `waits`.
    pub(super) fn take(folder: &'a Path, waits: &dyn Fn()) -> Result<Self, Failure> {
        loop {
            let above = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.is_dir());
            let made = above.collect();
            fs::create_dir_all(folder).map_err(|error| Failure::write(folder, error))?;
            let file = open(folder).map_err(|error| Failure::write(folder, error))?;
            let locked = match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    waits();
                    file.lock()
                }
                Err(TryLockError::Error(error)) => Err(error),
                Ok(()) => Ok(()),
            };
            if locked.is_err() {
                // A file system without locks, as some in networks are: then builds have to be kept apart by their owners.
                return Ok(Self { made, _file: None });
            }
            // Whoever had it may have removed the folder, and then this one is no longer at its place.
            if is_at(&file, folder).unwrap_or(false) {
                return Ok(Self { made, _file: Some(file) });
            }
        }
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // A folder with files in it stays, and so do those around it.
        let _ = self.made.iter().try_for_each(fs::remove_dir);
    }
}

/// The folder itself, so that no file is left to tell of the lock.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(unix)]
fn is_at(file: &File, folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let (locked, now) = (file.metadata()?, folder.symlink_metadata()?);
    Ok((locked.dev(), locked.ino()) == (now.dev(), now.ino()))
}

/// Where folders cannot be opened, a file in it.
#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(".sprintbook-lock"))
}

#[cfg(not(unix))]
fn is_at(_: &File, folder: &Path) -> io::Result<bool> {
    Ok(folder.join(".sprintbook-lock").is_file())
}
