//! The summary of a step of a GitHub workflow: a Markdown file that each command of the step adds to.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::failure::Failure;

/// Adds `text` to the summary at `path`.
pub fn append_summary(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::write(path, error))
}
