//! From a plan to files: changed ones to a temporary name and renamed, then what the last build had and this one has not
//! is removed.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::output::{OutputPath, OutputPlan};

use super::failure::Failure;
use super::{manifest, output_folder};

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
    make_folders(output, &paths)?;
    // A build that is killed leaves a manifest of everything that may be there, so that the next one can clear up.
    let either: BTreeSet<&OutputPath> = paths.iter().copied().chain(&before).collect();
    replace(&output.join(manifest::NAME), manifest::text(either.into_iter()).as_bytes())?;
    let artifacts: Vec<(&OutputPath, &[u8])> =
        plan.artifacts().map(|(path, artifact)| (path, artifact.bytes.as_slice())).collect();
    let changed: Vec<bool> = artifacts
        .into_par_iter()
        .map(|(path, bytes)| replace(&output.join(path.as_str()), bytes))
        .collect::<Result<_, _>>()?;
    let gone: Vec<&OutputPath> = before.iter().filter(|path| !paths.contains(path)).collect();
    for path in &gone {
        remove(output, path)?;
    }
    replace(&output.join(manifest::NAME), manifest::text(paths.into_iter()).as_bytes())?;
    let fresh = changed.iter().filter(|changed| **changed).count();
    Ok(Written { changed: fresh, unchanged: changed.len() - fresh, removed: gone.len() })
}

fn make_folders(output: &Path, paths: &BTreeSet<&OutputPath>) -> Result<(), Failure> {
    let mut folders: BTreeSet<PathBuf> =
        paths.iter().filter_map(|path| Some(output.join(path.as_str()).parent()?.to_owned())).collect();
    folders.insert(output.to_owned());
    for folder in folders {
        fs::create_dir_all(&folder).map_err(|error| Failure::write(&folder, error))?;
    }
    Ok(())
}

/// Whether the file at `path` had to be written to hold `bytes`.
fn replace(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let same_length =
        fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    if same_length && fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.sprintbook-new"));
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        // The first error is the one to tell; that the temporary file may stay is the lesser harm.
        let _ = fs::remove_file(&temporary);
        Failure::write(path, error)
    })?;
    Ok(true)
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
