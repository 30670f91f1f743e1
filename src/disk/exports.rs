//! Files from elsewhere that an import reads, and the files of the log that it writes into.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::fs;
use std::path::Path;

use crate::source::{SourceFile, SourcePath, Unread, UnreadReason};

use super::failure::Failure;

/// The most that an export may hold, in bytes: some hundred thousand items.
const LARGEST_EXPORT: u64 = 64 * 1024 * 1024;

/// The export at `path`, or why it is not read.
pub fn read_export(path: &Path) -> Result<Result<SourceFile, Unread>, Failure> {
    let name = SourcePath::new(&path.to_string_lossy().replace('\\', "/"));
    let metadata = fs::metadata(path).map_err(|error| Failure::read(path, error))?;
    if !metadata.is_file() {
        return Ok(Err(Unread { path: name, reason: UnreadReason::NotAFile }));
    }
    if metadata.len() > LARGEST_EXPORT {
        return Ok(Err(Unread { path: name, reason: UnreadReason::TooLarge { limit: LARGEST_EXPORT } }));
    }
    let bytes = fs::read(path).map_err(|error| Failure::read(path, error))?;
    Ok(Ok(SourceFile::new(name, bytes)))
}

/// The YAML files and locks in `folder` of the project in `root`; none where there is no such folder.
pub fn read_log_folder(root: &Path, folder: &SourcePath) -> Result<Vec<SourceFile>, Failure> {
    let place = root.join(folder.as_str());
    if !place.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&place).map_err(|error| Failure::read(&place, error))? {
        let path = entry.map_err(|error| Failure::read(&place, error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = folder.join(&name);
        if path.is_file() && source.has_extension(&["yaml", "yml", "lock"]) {
            let bytes = fs::read(&path).map_err(|error| Failure::read(&path, error))?;
            files.push(SourceFile::new(source, bytes));
        }
    }
    Ok(files)
}
