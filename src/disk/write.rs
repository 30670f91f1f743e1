//! From a plan to files: changed ones to a temporary name and renamed, then what the last build had and this one has not
//! is removed.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::output::{OutputPath, OutputPlan};

use super::failure::Failure;
use super::{manifest, output_folder};

/// Name of the folder for files that are not at their place yet.
pub(super) const DESK: &str = ".sprintbook-new";

/// What a write did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were as they should be and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
}

/// Makes the folder `output` be `plan`. The project in `root`, whose pages lie in `content`, is never in danger.
pub fn write(plan: &OutputPlan, output: &Path, root: &Path, content: &str) -> Result<Written, Failure> {
    output_folder::ensure_ours(output, root, content)?;
    let before = manifest::load(output)?.unwrap_or_default();
    let paths: BTreeSet<&OutputPath> = plan.artifacts().map(|(path, _)| path).collect();
    let desk = Desk::new(output)?;
    // A build that is killed leaves a manifest of everything that may be there, so that the next one can clear up.
    let either: BTreeSet<&OutputPath> = paths.iter().copied().chain(&before).collect();
    desk.replace(&output.join(manifest::NAME), manifest::text(either.into_iter()).as_bytes())?;
    make_folders(output, &paths)?;
    let artifacts: Vec<(&OutputPath, &[u8])> =
        plan.artifacts().map(|(path, artifact)| (path, artifact.bytes.as_slice())).collect();
    let changed: Vec<bool> = artifacts
        .into_par_iter()
        .map(|(path, bytes)| desk.replace(&output.join(path.as_str()), bytes))
        .collect::<Result<_, _>>()?;
    let gone: Vec<&OutputPath> = before.iter().filter(|path| !paths.contains(path)).collect();
    for path in &gone {
        remove(output, path)?;
    }
    desk.replace(&output.join(manifest::NAME), manifest::text(paths.into_iter()).as_bytes())?;
    desk.clear()?;
    let fresh = changed.iter().filter(|changed| **changed).count();
    Ok(Written { changed: fresh, unchanged: changed.len() - fresh, removed: gone.len() })
}

fn make_folders(output: &Path, paths: &BTreeSet<&OutputPath>) -> Result<(), Failure> {
    let folders: BTreeSet<&str> = paths.iter().filter_map(|path| Some(path.as_str().rsplit_once('/')?.0)).collect();
    for folder in iter::once("").chain(folders) {
        let folder = output.join(folder);
        fs::create_dir_all(&folder).map_err(|error| Failure::write(&folder, error))?;
    }
    Ok(())
}

/// The folder in which files are written before they are renamed to their place. What a killed build left there goes with
/// the next one.
struct Desk {
    folder: PathBuf,
    next: AtomicUsize,
}

impl Desk {
    fn new(output: &Path) -> Result<Self, Failure> {
        let desk = Self { folder: output.join(DESK), next: AtomicUsize::new(0) };
        desk.clear()?;
        fs::create_dir_all(&desk.folder).map_err(|error| Failure::write(&desk.folder, error))?;
        Ok(desk)
    }

    /// Whether the file at `path` had to be written to hold `bytes`.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
        let length = bytes.len() as u64;
        let same_length =
            fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == length);
        if same_length && fs::read(path).is_ok_and(|old| old == bytes) {
            return Ok(false);
        }
        let temporary = self.folder.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
        written.map_err(|error| Failure::write(path, error))?;
        Ok(true)
    }

    fn clear(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::write(&self.folder, error)),
            _ => Ok(()),
        }
    }
}

fn remove(output: &Path, path: &OutputPath) -> Result<(), Failure> {
    let file = output.join(path.as_str());
    match fs::remove_file(&file) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::write(&file, error)),
    }
    let mut folder = file.parent();
    while let Some(current) = folder.filter(|folder| *folder != output) {
        // A folder with other files in it stays.
        if fs::remove_dir(current).is_err() {
            break;
        }
        folder = current.parent();
    }
    Ok(())
}
