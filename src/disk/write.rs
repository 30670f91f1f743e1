//! From a plan to files: changed ones to a temporary name and renamed, then what the last build had and this one has not
//! is removed. A build that would make what is there makes nothing.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::output::{OutputPath, OutputPlan};
use crate::source::Fingerprint;

use super::failure::Failure;
use super::manifest::{self, Manifest, Origin};
use super::output_folder;

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

/// Where a site is written to, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The folder of the site.
    pub output: &'a Path,
    /// The project, which is never in danger.
    pub root: &'a Path,
    /// The folder of its pages.
    pub content: &'a str,
}

/// What the build wrote that is in the output folder, if it was made from what `origin` stands for and every file is as it
/// was written. Then there is nothing to do.
pub fn unchanged(site: Site<'_>, fingerprint: Fingerprint) -> Result<Option<Origin>, Failure> {
    output_folder::ensure_ours(site.output, site.root, site.content)?;
    let Some(manifest) = Manifest::load(site.output)? else { return Ok(None) };
    let origin = manifest.origin.filter(|origin| origin.fingerprint == fingerprint);
    let whole = || !site.output.join(DESK).exists() && manifest.holds(site.output);
    Ok(origin.filter(|_| whole()))
}

/// Makes the folder of `site` be `plan`. `origin` is kept for [`unchanged`].
pub fn write(plan: &OutputPlan, site: Site<'_>, origin: Option<Origin>) -> Result<Written, Failure> {
    let output = site.output;
    output_folder::ensure_ours(output, site.root, site.content)?;
    let before = Manifest::load(output)?.unwrap_or_default().files;
    let paths: BTreeSet<&OutputPath> = plan.artifacts().map(|(path, _)| path).collect();
    let desk = Desk::new(output)?;
    // A build that is killed leaves a manifest of everything that may be there, so that the next one can clear up.
    let either = paths.iter().copied().chain(before.keys()).map(|path| (path.clone(), None)).collect();
    desk.keep(&Manifest { origin: None, files: either })?;
    make_folders(output, &paths)?;
    let artifacts: Vec<(&OutputPath, &[u8])> =
        plan.artifacts().map(|(path, artifact)| (path, artifact.bytes.as_slice())).collect();
    let written: Vec<(bool, Fingerprint)> = artifacts
        .into_par_iter()
        .map(|(path, bytes)| Ok((desk.replace(&output.join(path.as_str()), bytes)?, Fingerprint::of_bytes(bytes))))
        .collect::<Result<_, Failure>>()?;
    let gone: Vec<&OutputPath> = before.keys().filter(|path| !paths.contains(path)).collect();
    for path in &gone {
        remove(output, path)?;
    }
    let files: BTreeMap<_, _> =
        paths.into_iter().zip(&written).map(|(path, (_, fingerprint))| (path.clone(), Some(*fingerprint))).collect();
    desk.keep(&Manifest { origin, files })?;
    desk.clear()?;
    let changed = written.iter().filter(|(changed, _)| *changed).count();
    Ok(Written { changed, unchanged: written.len() - changed, removed: gone.len() })
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
struct Desk<'a> {
    output: &'a Path,
    folder: PathBuf,
    next: AtomicUsize,
}

impl<'a> Desk<'a> {
    fn new(output: &'a Path) -> Result<Self, Failure> {
        let desk = Self { output, folder: output.join(DESK), next: AtomicUsize::new(0) };
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

    fn keep(&self, manifest: &Manifest) -> Result<(), Failure> {
        self.replace(&self.output.join(manifest::NAME), manifest.text().as_bytes()).map(drop)
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
