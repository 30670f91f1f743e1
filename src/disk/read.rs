//! From folders to a tree of sources, and again: a file that has not changed is not read twice.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::source::{SourceFile, SourcePath, SourceTree, Unread, UnreadReason};

use super::failure::Failure;
use super::project::CONFIGURATION;
use super::stamp::Stamp;

/// The most that a page, a data file or a template may hold, in bytes.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Endings of files that are read as text.
const TEXTS: &[&str] = &["md", "markdown", "yaml", "yml", "html", "css", "js"];

/// Folders that never hold pages.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// Whether a file with this name is hidden, or is there only while an editor saves or holds another one.
pub(super) fn is_passing(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.strip_suffix("swp").is_some_and(|stem| stem.ends_with('.'))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
}

/// Which folders of a project matter.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// The configured folder of the pages.
    pub content: Option<String>,
    /// The folder that the site is written to, as an absolute path; it is never read.
    pub output: PathBuf,
}

/// The configuration of the project in `root`, if it has one.
pub fn read_configuration(root: &Path) -> Result<Option<SourceFile>, Failure> {
    let path = root.join(CONFIGURATION);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(SourceFile::new(SourcePath::new(CONFIGURATION), bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::read(&path, error)),
    }
}

/// A project as it was read, and what tells which of its files have changed since.
#[derive(Debug)]
pub struct Reading {
    /// Its files.
    pub tree: Arc<SourceTree>,
    /// The folders that were looked into.
    pub folders: Vec<PathBuf>,
    /// Only of files whose next change will show in their stamp.
    stamps: HashMap<SourcePath, Stamp>,
}

/// Every file of the project in `root` that a build may use.
pub fn read(root: &Path, folders: &Folders) -> Result<SourceTree, Failure> {
    Ok(Arc::unwrap_or_clone(read_again(root, folders, None)?.tree))
}

/// Every file of the project in `root` that a build may use. The project is walked as a whole, but a file with the same
/// length and time as in `known` is taken from there.
pub fn read_again(root: &Path, folders: &Folders, known: Option<&Reading>) -> Result<Reading, Failure> {
    let now = now();
    let content = content_folder(root, folders)?;
    let inside = fs::canonicalize(root_or_here(root)).map_err(|error| Failure::read(root, error))?;
    let walk = Walk {
        root,
        inside: &inside,
        output: &folders.output,
        unread: RefCell::default(),
        folders: RefCell::new(vec![root_or_here(root).to_owned()]),
    };
    let found: Vec<(SourcePath, Stamp)> = walked(&content).into_iter().flat_map(|folder| walk.files(folder)).collect();
    let stamps =
        found.iter().filter(|(_, stamp)| stamp.is_settled(now)).map(|(path, stamp)| (path.clone(), *stamp)).collect();
    let (mut unread, folders) = (walk.unread.into_inner(), walk.folders.into_inner());
    let read: Vec<Result<Option<SourceFile>, Unread>> =
        found.into_par_iter().map(|(path, stamp)| file(root, path, stamp, known)).collect();
    let mut files: Vec<SourceFile> = read_configuration(root)?.into_iter().collect();
    for file in read {
        match file {
            Ok(file) => files.extend(file),
            Err(refused) => unread.push(refused),
        }
    }
    let mut tree = SourceTree::new(&content, files);
    tree.prefix = prefix(root);
    tree.unread = unread;
    Ok(Reading { tree: Arc::new(tree), folders, stamps })
}

#[expect(
    clippy::disallowed_methods,
    reason = "how old a file is decides whether it is read, never what is in the site"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

fn root_or_here(root: &Path) -> &Path {
    if root.as_os_str().is_empty() { Path::new(".") } else { root }
}

/// How messages name the folder `root`: nothing for the current one.
fn prefix(root: &Path) -> String {
    let shown = root.to_string_lossy().replace('\\', "/");
    match shown.trim_end_matches('/') {
        "" if shown.starts_with('/') => "/".to_owned(),
        "" | "." => String::new(),
        folder => format!("{folder}/"),
    }
}

fn content_folder(root: &Path, folders: &Folders) -> Result<String, Failure> {
    match &folders.content {
        Some(content) if root.join(content).is_dir() => Ok(content.clone()),
        Some(content) => Err(Failure::NoContent(root.join(content))),
        None if root.join("content").is_dir() => Ok("content".to_owned()),
        None => Ok(String::new()),
    }
}

/// The folders to walk: where the project itself is the content, that is all of them.
fn walked(content: &str) -> Vec<&str> {
    if content.is_empty() { vec![""] } else { vec![content, "static", "themes"] }
}

struct Walk<'a> {
    root: &'a Path,
    /// The real path of the project, which links must not leave.
    inside: &'a Path,
    output: &'a Path,
    unread: RefCell<Vec<Unread>>,
    folders: RefCell<Vec<PathBuf>>,
}

impl Walk<'_> {
    fn files(&self, folder: &str) -> Vec<(SourcePath, Stamp)> {
        let top = root_or_here(self.root).join(folder);
        if !top.is_dir() {
            return Vec::new();
        }
        let mut paths = Vec::new();
        let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || self.enters(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => self.folders.borrow_mut().push(entry.into_path()),
                Ok(entry) => paths.extend(self.accept(&entry)),
                Err(error) => self.refuse(error.path().unwrap_or(&top), UnreadReason::Refused(error.to_string())),
            }
        }
        paths
    }

    fn enters(&self, entry: &DirEntry) -> bool {
        let name = entry.file_name().to_string_lossy();
        let folder = entry.file_type().is_dir();
        if is_passing(&name) || (folder && SKIPPED.contains(&&*name)) {
            return false;
        }
        if folder && fs::canonicalize(entry.path()).is_ok_and(|path| path == self.output) {
            return false;
        }
        if entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|path| path.starts_with(self.inside)) {
            self.refuse(entry.path(), UnreadReason::LeadsOut);
            return false;
        }
        true
    }

    fn accept(&self, entry: &DirEntry) -> Option<(SourcePath, Stamp)> {
        let reason = if !entry.file_type().is_file() {
            UnreadReason::NotAFile
        } else if entry.file_name().to_str().is_none() {
            UnreadReason::NameNotText
        } else {
            let path = self.source_path(entry.path());
            // Without metadata it was removed a moment ago.
            let metadata = entry.metadata().ok()?;
            if metadata.len() <= LARGEST_TEXT || !path.has_extension(TEXTS) {
                return Some((path, Stamp::of(&metadata)));
            }
            UnreadReason::TooLarge { limit: LARGEST_TEXT }
        };
        self.refuse(entry.path(), reason);
        None
    }

    fn refuse(&self, path: &Path, reason: UnreadReason) {
        self.unread.borrow_mut().push(Unread { path: self.source_path(path), reason });
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(root_or_here(self.root)).unwrap_or(path);
        SourcePath::new(&relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

/// The file at `path`, which may have gone since it was found.
fn file(root: &Path, path: SourcePath, stamp: Stamp, known: Option<&Reading>) -> Result<Option<SourceFile>, Unread> {
    let same = known.filter(|known| known.stamps.get(&path) == Some(&stamp));
    if let Some(file) = same.and_then(|known| known.tree.get(&path)) {
        return Ok(Some(file.clone()));
    }
    match fs::read(root.join(path.as_str())) {
        Ok(bytes) => Ok(Some(SourceFile::new(path, bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Unread { path, reason: UnreadReason::Refused(error.to_string()) }),
    }
}
