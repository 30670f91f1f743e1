//! From folders to a tree of sources.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::cell::RefCell;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::source::{SourceFile, SourcePath, SourceTree, Unread, UnreadReason};

use super::failure::Failure;
use super::git;
use super::ignored::Ignored;
use super::left_out::{is_built, is_hidden};
use super::project::CONFIGURATION;

/// The most that a page, a data file or a template may hold, in bytes.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Endings of files that are read as text.
const TEXTS: &[&str] = &["md", "markdown", "yaml", "yml", "html", "css", "js"];

/// Configurations of other generators, which may say where the pages are.
const FOREIGN: &[&str] = &["mkdocs.yml", "mkdocs.yaml", "book.toml"];

/// The folder whose files are copied to the root of the site.
const STATIC: &str = "static";

/// Which folders of a project matter.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// The configured folder of the pages.
    pub content: Option<String>,
    /// The folder of the pages that another generator's configuration names; it counts if there is nothing nearer.
    pub foreign: Option<String>,
    /// The folder that the site is written to, as an absolute path; it is never read.
    pub output: PathBuf,
}

/// The configuration of the project in `root`, if it has one, and those of other generators.
pub fn read_configuration(root: &Path) -> Result<Vec<SourceFile>, Failure> {
    let mut files = Vec::new();
    for name in std::iter::once(&CONFIGURATION).chain(FOREIGN) {
        let path = root.join(name);
        match fs::read(&path) {
            Ok(bytes) => files.push(SourceFile::new(SourcePath::new(name), bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // What is not ours need not be readable.
            Err(_) if *name != CONFIGURATION => {}
            Err(error) => return Err(Failure::read(&path, error)),
        }
    }
    Ok(files)
}

/// Every file of the project in `root` that a build may use.
pub fn read(root: &Path, folders: &Folders) -> Result<SourceTree, Failure> {
    read_where(root, folders, |_| true)
}

/// The files of the project's sprint logs and nothing else, for commands that make no pages.
pub fn read_logs(root: &Path, folders: &Folders) -> Result<SourceTree, Failure> {
    let in_log = |path: &SourcePath| {
        path.folder().rsplit('/').next() == Some("sprints") && path.has_extension(&["yaml", "yml", "lock"])
    };
    read_where(root, folders, in_log)
}

fn read_where(root: &Path, folders: &Folders, wanted: impl Fn(&SourcePath) -> bool) -> Result<SourceTree, Failure> {
    let content = content_folder(root, folders)?;
    let inside = fs::canonicalize(root_or_here(root)).map_err(|error| Failure::read(root, error))?;
    let history = git::ask(&inside, &content);
    let mut unread = Vec::new();
    let mut paths = Vec::new();
    for folder in walked(&content) {
        let walk = Walk {
            root,
            inside: &inside,
            output: &folders.output,
            ignored: RefCell::new(Ignored::above(&root_or_here(root).join(folder), root_or_here(root))),
            unread: RefCell::default(),
        };
        paths.extend(walk.files(folder));
        unread.extend(walk.unread.into_inner());
    }
    paths.retain(wanted);
    let read: Vec<Result<SourceFile, Unread>> = paths.into_par_iter().map(|path| read_file(root, path)).collect();
    let mut files: Vec<SourceFile> = read_configuration(root)?;
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err(refused) => unread.push(refused),
        }
    }
    let mut tree = SourceTree::new(&content, files);
    tree.prefix = prefix(root);
    tree.unread = unread;
    tree.history = git::answer(history);
    Ok(tree)
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
        None => {
            let foreign = folders.foreign.as_ref().filter(|folder| root.join(folder).is_dir());
            Ok(foreign.cloned().unwrap_or_default())
        }
    }
}

/// The folders to walk: where the project itself is the content, that is all of them.
fn walked(content: &str) -> Vec<&str> {
    if content.is_empty() { vec![""] } else { vec![content, STATIC, "themes"] }
}

struct Walk<'a> {
    root: &'a Path,
    /// The real path of the project, which links must not leave.
    inside: &'a Path,
    output: &'a Path,
    ignored: RefCell<Ignored>,
    unread: RefCell<Vec<Unread>>,
}

impl Walk<'_> {
    fn files(&self, folder: &str) -> Vec<SourcePath> {
        let top = root_or_here(self.root).join(folder);
        if !top.is_dir() {
            return Vec::new();
        }
        let mut paths = Vec::new();
        let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || self.enters(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => paths.extend(self.accept(&entry)),
                Err(error) => self.refuse(error.path().unwrap_or(&top), UnreadReason::Refused(error.to_string())),
            }
        }
        paths
    }

    fn enters(&self, entry: &DirEntry) -> bool {
        let name = entry.file_name().to_string_lossy();
        let folder = entry.file_type().is_dir();
        // There every file is wanted, also one whose name begins with a dot: `.nojekyll`, `.well-known/`.
        let copied = entry.path().strip_prefix(root_or_here(self.root)).is_ok_and(|path| path.starts_with(STATIC));
        if is_hidden(&name, copied) || (folder && is_built(entry.path(), &name)) {
            return false;
        }
        if folder && fs::canonicalize(entry.path()).is_ok_and(|path| path == self.output) {
            return false;
        }
        if self.ignored.borrow_mut().matches(entry.path(), entry.depth(), folder) {
            return false;
        }
        if entry.path_is_symlink() && !fs::canonicalize(entry.path()).is_ok_and(|path| path.starts_with(self.inside)) {
            self.refuse(entry.path(), UnreadReason::LeadsOut);
            return false;
        }
        true
    }

    fn accept(&self, entry: &DirEntry) -> Option<SourcePath> {
        let reason = if !entry.file_type().is_file() {
            UnreadReason::NotAFile
        } else if entry.file_name().to_str().is_none() {
            UnreadReason::NameNotText
        } else {
            let path = self.source_path(entry.path());
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            if size <= LARGEST_TEXT || !path.has_extension(TEXTS) {
                return Some(path);
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

fn read_file(root: &Path, path: SourcePath) -> Result<SourceFile, Unread> {
    match fs::read(root.join(path.as_str())) {
        Ok(bytes) => Ok(SourceFile::new(path, bytes)),
        Err(error) => Err(Unread { path, reason: UnreadReason::Refused(error.to_string()) }),
    }
}
