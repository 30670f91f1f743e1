//! Whether a folder may be written to without endangering what is not ours.

#![expect(clippy::disallowed_methods, reason = "this room is where folders are looked at")]

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::failure::Failure;
use super::manifest::Manifest;

/// Refuses an output folder that is, contains or lies in what the site is made from, that is a link, or that holds files
/// which no build of ours wrote.
pub(super) fn ensure_ours(output: &Path, root: &Path, content: &str) -> Result<(), Failure> {
    let refuse = |why: &str| Err(Failure::OutputRefused { path: output.to_owned(), why: why.to_owned() });
    if fs::symlink_metadata(output).is_ok_and(|metadata| metadata.file_type().is_symlink()) {
        return refuse("it is a link to somewhere else; name the real folder");
    }
    let here = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let (place, project) = (absolute(output), absolute(here));
    if project.starts_with(&place) {
        return refuse("the project lies in it; name a folder of its own, like `site`");
    }
    let sources = [content, "themes", "static"].into_iter().filter(|folder| !folder.is_empty());
    for folder in sources.map(|folder| project.join(folder)) {
        if place.starts_with(&folder) && folder.is_dir() {
            return refuse("it lies among the files that the site is made from; name a folder beside them");
        }
    }
    if place.exists() && !place.is_dir() {
        return refuse("it is not a folder");
    }
    let foreign =
        fs::read_dir(&place).is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name() != super::desk::DESK));
    if foreign && Manifest::load(&place)?.is_none() {
        return refuse("it has files that sprintbook did not write; empty it, or name another folder");
    }
    Ok(())
}

/// The real path of `path`, also where its last parts do not exist yet.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let from_root = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for component in from_root.components() {
        match component {
            Component::ParentDir => {
                plain = fs::canonicalize(&plain).unwrap_or(plain);
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    let mut missing = Vec::new();
    let mut existing = plain.as_path();
    loop {
        if let Ok(real) = fs::canonicalize(existing) {
            return missing.iter().rev().fold(real, |path, part: &&std::ffi::OsStr| path.join(part));
        }
        match (existing.parent(), existing.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                existing = parent;
            }
            _ => return plain,
        }
    }
}
