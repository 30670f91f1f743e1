//! The list of checked links between two checks.

use std::io::ErrorKind;
use std::path::Path;

use super::failure::Failure;
use super::mend::replace;
use super::regular::read_regular;

/// The list at `path`, if there is one.
pub fn read_links(path: &Path) -> Result<Option<String>, Failure> {
    match read_regular(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::read(path, error)),
    }
}

/// Keeps the list at `path`.
pub fn write_links(path: &Path, text: &str) -> Result<(), Failure> {
    replace(path, text.as_bytes()).map_err(|error| Failure::write(path, error))
}
