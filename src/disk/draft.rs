//! A site whose files are all written, beside the one that readers see; and how it takes its place.

#![expect(clippy::disallowed_methods, reason = "this room is where files are written")]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::output::OutputPath;

use super::desk::Desk;
use super::failure::Failure;
use super::folders::Folders;
use super::interrupt::Interrupt;
use super::manifest::{self, Manifest};

/// A file that is written and not yet at its place.
pub(super) struct Fresh {
    laid: PathBuf,
    place: PathBuf,
    /// Whether there is none at its place.
    new: bool,
}

impl Fresh {
    /// Lays `bytes` on the desk for `place`; `None` if the file there holds them already.
    pub(super) fn of(bytes: &[u8], place: PathBuf, desk: &Desk) -> Result<Option<Self>, Failure> {
        let known = if desk.is_alone { None } else { fs::symlink_metadata(&place).ok() };
        let same_length = known.as_ref().is_some_and(|known| known.is_file() && known.len() == bytes.len() as u64);
        if same_length && fs::read(&place).is_ok_and(|old| old == bytes) {
            return Ok(None);
        }
        Ok(Some(Self { laid: desk.lay(bytes, &place)?, place, new: known.is_none() }))
    }

    fn put_in_place(&self) -> Result<(), Failure> {
        fs::rename(&self.laid, &self.place).map_err(|error| Failure::write(&self.place, error))
    }
}

/// What makes the last site the new one.
pub(super) struct Draft<'a> {
    pub(super) output: &'a Path,
    pub(super) desk: Desk,
    pub(super) fresh: Vec<Fresh>,
    /// Files of the last site that the new one has not.
    pub(super) gone: Vec<&'a OutputPath>,
}

impl Draft<'_> {
    /// Renames everything to its place. `before` is the list of the last site, where there is one, and `after` that of the new
    /// one. Whoever asks to stop is heard for the last time before the first change that a reader can see.
    ///
    /// New files come first, since nothing refers to them yet; then those that differ; and what is gone last. So a page that
    /// is read in between, or after a kill in between, finds all that it needs.
    pub(super) fn put_in_place(
        self,
        before: Option<&Manifest>,
        after: &Manifest,
        interrupt: &Interrupt,
    ) -> Result<(), Failure> {
        let list = self.output.join(manifest::NAME);
        let lay = |manifest: &Manifest| self.desk.lay(manifest.text().as_bytes(), &list);
        // A build that is killed leaves a manifest of everything that may be there, so that the next one can clear up.
        let paths = after.files.keys().chain(before.into_iter().flat_map(|before| before.files.keys()));
        let either = lay(&Manifest { origin: None, files: paths.map(|path| (path.clone(), None)).collect() })?;
        let after = lay(after)?;
        let old = before.map(lay).transpose()?;
        let leaving: BTreeSet<PathBuf> = self.gone.iter().map(|path| self.output.join(path.as_str())).collect();
        let mut folders = Folders::of(self.output, self.fresh.iter().map(|fresh| &*fresh.place), &leaving)?;
        interrupt.check()?;
        let rename = |laid: &Path| fs::rename(laid, &list).map_err(|error| Failure::write(&list, error));
        rename(&either)?;
        let (in_the_way, others) = self.in_the_way(&leaving, &folders);
        in_the_way.into_iter().try_for_each(|path| remove(self.output, path))?;
        if let Err(failure) = folders.make() {
            folders.unmake();
            match old {
                Some(old) => rename(&old)?,
                None => fs::remove_file(&list).map_err(|error| Failure::write(&list, error))?,
            }
            return Err(failure);
        }
        let (new, changed): (Vec<&Fresh>, Vec<&Fresh>) = self.fresh.iter().partition(|fresh| fresh.new);
        new.into_par_iter().try_for_each(Fresh::put_in_place)?;
        changed.into_par_iter().try_for_each(Fresh::put_in_place)?;
        others.into_iter().try_for_each(|path| remove(self.output, path))?;
        rename(&after)
    }

    /// Old files where a folder has to be and those in folders where a file has to be, and all others that leave.
    fn in_the_way<'p>(&self, leaving: &'p BTreeSet<PathBuf>, folders: &Folders) -> (Vec<&'p Path>, Vec<&'p Path>) {
        if leaving.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let places: BTreeSet<&Path> = self.fresh.iter().map(|fresh| &*fresh.place).collect();
        let leaving = leaving.iter().map(PathBuf::as_path);
        leaving.partition(|path| folders.needs(path) || path.ancestors().skip(1).any(|folder| places.contains(folder)))
    }
}

/// Removes a file of the last site, and the folders that are empty without it. What lies behind a link is not in the output
/// folder, whatever a manifest says.
fn remove(output: &Path, file: &Path) -> Result<(), Failure> {
    let above = || file.ancestors().skip(1).take_while(|folder| *folder != output);
    // After a kill the list also has what was to be a file in the one site and is a folder in the other.
    let is_folder = fs::symlink_metadata(file).is_ok_and(|known| known.is_dir());
    if is_folder || above().any(Path::is_symlink) {
        return Ok(());
    }
    match fs::remove_file(file) {
        Ok(()) => {}
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
        Err(error) => return Err(Failure::write(file, error)),
    }
    // A folder with other files in it stays.
    let _ = above().try_for_each(fs::remove_dir);
    Ok(())
}
