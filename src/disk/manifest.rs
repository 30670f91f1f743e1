//! The list of what a build wrote, kept in the output folder, so that the next one removes only that.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::output::OutputPath;

use super::failure::Failure;

/// Name of the manifest in the output folder.
pub(super) const NAME: &str = ".sprintbook-manifest";

const FIRST_LINE: &str = "sprintbook manifest 1";

/// The paths that an earlier build wrote; `None` where there was no build. A line that could lead out of the folder is
/// passed over.
pub(super) fn load(output: &Path) -> Result<Option<BTreeSet<OutputPath>>, Failure> {
    let path = output.join(NAME);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::read(&path, error)),
    };
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return Ok(None);
    }
    Ok(Some(lines.filter_map(|line| OutputPath::of_url(line).ok()).collect()))
}

/// The manifest of these paths.
pub(super) fn text<'a>(paths: impl Iterator<Item = &'a OutputPath>) -> String {
    let mut text = FIRST_LINE.to_owned();
    text.push('\n');
    for path in paths {
        text.push_str(path.as_str());
        text.push('\n');
    }
    text
}
