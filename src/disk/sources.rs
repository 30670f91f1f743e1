//! The user's own files, where a command is asked to change them: each is written next to its place and renamed.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::source::SourcePath;

use super::failure::Failure;

/// Makes the source at `path` of the project in `root` be `text`, and the folder that it lies in.
pub fn replace_source(root: &Path, path: &SourcePath, text: &str) -> Result<(), Failure> {
    let place = root.join(path.as_str());
    // Through a link, so that the file it leads to is changed and the link stays.
    let place = fs::canonicalize(&place).unwrap_or(place);
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = place.with_file_name(format!(".{name}.new"));
    let made = place.parent().map_or(Ok(()), fs::create_dir_all);
    let written = made.and_then(|()| fs::write(&temporary, text)).and_then(|()| {
        if let Ok(metadata) = fs::metadata(&place) {
            fs::set_permissions(&temporary, metadata.permissions())?;
        }
        fs::rename(&temporary, &place)
    });
    written.map_err(|error| Failure::write(&place, error))
}

/// Writes the new source at `path` of the project in `root`; `false` where there is one already, which stays unless
/// `force`d.
pub fn write_new(root: &Path, path: &SourcePath, text: &str, force: bool) -> Result<bool, Failure> {
    let place = root.join(path.as_str());
    if !force && place.symlink_metadata().is_ok() {
        return Ok(false);
    }
    replace_source(root, path, text).map(|()| true)
}

/// Makes `folder` and those above it, where they are not there.
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::write(folder, error))
}

/// Adds `text` to the end of the file at `path`.
pub fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let mut open = OpenOptions::new();
    let written = open.append(true).create(true).open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::write(path, error))
}
