//! The folders of an output folder: looked at before anything is changed, so that no link leads a page out of it.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// The folders that files are to lie in.
pub(super) struct Folders {
    /// All of them, each before those in it.
    needed: BTreeSet<PathBuf>,
    /// Those that are not there yet.
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
        let mut needed = BTreeSet::new();
        for file in files {
            let mut above = file.ancestors().skip(1).take_while(|folder| *folder != output);
            // Where one is known, so are those above it.
            while above.next().is_some_and(|folder| needed.insert(folder.to_owned())) {}
        }
        let mut missing = Vec::new();
        for folder in &needed {
            match fs::symlink_metadata(folder) {
                Ok(known) if known.is_dir() => {}
                Ok(known) if known.is_symlink() => {
                    let why = "it is a link to somewhere else; remove it".to_owned();
                    return Err(Failure::OutputRefused { path: folder.clone(), why });
                }
                Ok(_) if !leaving.contains(folder) => {
                    return Err(Failure::write(folder, ErrorKind::NotADirectory.into()));
                }
                _ => missing.push(folder.clone()),
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
