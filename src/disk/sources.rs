//! The user's own files, where a command is asked to change them: each is written next to its place and renamed.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::source::SourcePath;

use super::failure::Failure;

/// Makes the source at `path` of the project in `root` be `text`.
pub fn replace_source(root: &Path, path: &SourcePath, text: &str) -> Result<(), Failure> {
    let place = root.join(path.as_str());
    // Through a link, so that the file it leads to is changed and the link stays.
    let place = fs::canonicalize(&place).unwrap_or(place);
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = place.with_file_name(format!(".{name}.new"));
    let written = fs::write(&temporary, text).and_then(|()| {
        if let Ok(metadata) = fs::metadata(&place) {
            fs::set_permissions(&temporary, metadata.permissions())?;
        }
        fs::rename(&temporary, &place)
    });
    written.map_err(|error| Failure::write(&place, error))
}

/// Makes a source at `path` of the project in `root` with this `text`, and its folder. A file that is there stays as it is:
/// that is a failure.
pub fn create_source(root: &Path, path: &SourcePath, text: &str) -> Result<(), Failure> {
    let place = root.join(path.as_str());
    let folder = place.parent().unwrap_or(root);
    let created = fs::create_dir_all(folder).and_then(|()| fs::File::create_new(&place));
    created.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::write(&place, error))
}
