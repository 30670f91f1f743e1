//! Reading a file only if it is one: a pipe or a device would be read for ever.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// The most that a file may hold which is not one of the pages, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What the file at `path` holds; an error unless it is a regular file, or a link to one, of at most 64 MB.
pub(super) fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    if metadata.len() > LARGEST {
        return Err(io::Error::new(ErrorKind::FileTooLarge, "it is larger than 64 MB"));
    }
    fs::read(path)
}

/// The same as text; what is not UTF-8 is an error.
pub(super) fn read_regular_text(path: &Path) -> io::Result<String> {
    let text = String::from_utf8(read_regular(path)?);
    text.map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not UTF-8 text"))
}
