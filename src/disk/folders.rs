//! The folders of an output folder: looked at before anything is changed, so that no link leads a page out of it.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// The folders that files are to lie in.
pub(super) struct Folders {
    needed: HashSet<PathBuf>,
    /// Those that are not there yet, each before those in it.
    missing: Vec<PathBuf>,
    /// How many of those were made.
    made: usize,
}

impl Folders {
    /// The folders around `files`, which all lie below `output`. A file of `leaving` may still stand where one has to be.
    pub(super) fn of<'f>(
        output: &Path,
        files: impl Iterator<Item = &'f Path>,
        leaving: &BTreeSet<PathBuf>,
    ) -> Result<Self, Failure> {
        let needed = around(output, files);
        let mut in_order: Vec<&PathBuf> = needed.iter().collect();
        in_order.sort_unstable_by_key(|folder| folder.as_os_str());
        let mut missing: Vec<PathBuf> = Vec::new();
        let mut top: Option<&PathBuf> = None;
        for folder in in_order {
            // In one that is missing, everything is.
            if top.is_some_and(|top| folder.starts_with(top)) {
                missing.push(folder.clone());
            } else if is_missing(folder, leaving)? {
                missing.push(folder.clone());
                top = Some(folder);
            }
        }
        Ok(Self { needed, missing, made: 0 })
    }

    /// Whether `path` has to be one of them.
    pub(super) fn needs(&self, path: &Path) -> bool {
        self.needed.contains(path)
    }

    /// Makes those that are missing.
    pub(super) fn make(&mut self) -> Result<(), Failure> {
        for folder in &self.missing {
            fs::create_dir(folder).map_err(|error| Failure::write(folder, error))?;
            self.made += 1;
        }
        Ok(())
    }

    /// Removes those that were made.
    pub(super) fn unmake(&self) {
        for folder in self.missing[..self.made].iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Every folder below `output` that is around one of `files`.
fn around<'f>(output: &Path, files: impl Iterator<Item = &'f Path>) -> HashSet<PathBuf> {
    let mut folders: HashSet<PathBuf> = HashSet::new();
    for folder in files.filter_map(Path::parent) {
        for folder in folder.ancestors().take_while(|folder| *folder != output) {
            // Where one is known, so are those above it.
            if folders.contains(folder) {
                break;
            }
            folders.insert(folder.to_owned());
        }
    }
    folders
}

/// Whether `folder` has to be made; an error where something stands in its place that is not ours to remove.
fn is_missing(folder: &Path, leaving: &BTreeSet<PathBuf>) -> Result<bool, Failure> {
    match fs::symlink_metadata(folder) {
        Ok(known) if known.is_dir() => Ok(false),
        Ok(known) if known.is_symlink() => {
            let why = "it is a link to somewhere else; remove it".to_owned();
            Err(Failure::OutputRefused { path: folder.to_owned(), why })
        }
        Ok(_) if !leaving.contains(folder) => Err(Failure::write(folder, ErrorKind::NotADirectory.into())),
        _ => Ok(true),
    }
}
