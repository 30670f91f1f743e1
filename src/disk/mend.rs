//! Changing a file of the user's own, and only if it is as it was when it was read.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::source::SourceFile;

use super::failure::Failure;

/// What became of a file that was to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mended {
    /// It holds the new text.
    Written,
    /// Somebody changed it since it was read, so it was left alone.
    Changed,
    /// It is a link to a file outside the project, so it was left alone.
    Outside,
}

/// Gives `file` of the project in `root` the text `bytes`. It is written to a temporary name beside it and renamed, so it is
/// old or new and never half; it keeps its permissions, and a link to it stays a link.
pub fn mend(root: &Path, file: &SourceFile, bytes: &[u8]) -> Result<Mended, Failure> {
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let named = root.join(file.path.as_str());
    let project = fs::canonicalize(root).map_err(|error| Failure::read(root, error))?;
    let real = fs::canonicalize(&named).map_err(|error| Failure::read(&named, error))?;
    if !real.starts_with(&project) {
        return Ok(Mended::Outside);
    }
    if fs::read(&real).map_err(|error| Failure::read(&named, error))? != **file.bytes {
        return Ok(Mended::Changed);
    }
    replace(&real, bytes).map_err(|error| Failure::write(&named, error))?;
    Ok(Mended::Written)
}

/// Gives the file at `path` the text `bytes`, all at once.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let temporary = beside(path);
    let written = fs::write(&temporary, bytes)
        .and_then(|()| match fs::metadata(path) {
            Ok(old) => fs::set_permissions(&temporary, old.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The first failure is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A name in the same folder, which no walk reads.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.sprintbook-{}", std::process::id()))
}
