//! From folders to a tree of sources, and again: a file that has not changed is not read twice.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::source::{Fingerprint, SourceFile, SourcePath, SourceTree, Unread, UnreadReason};

use super::failure::Failure;
use super::git;
use super::project::CONFIGURATION;
use super::regular::read_regular;
use super::stamp::Stamp;
use super::walk::{is_small, walk};

/// Configurations of other programs, which may say where the pages are, or who looks after them.
const FOREIGN: &[&str] = &[
    "mkdocs.yml",
    "mkdocs.yaml",
    "book.toml",
    ".gitbook.yaml",
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "config.rb",
    ".github/CODEOWNERS",
    "CODEOWNERS",
    "docs/CODEOWNERS",
];

/// Which folders of a project matter.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// The configured folder of the pages.
    pub content: Option<String>,
    /// The folder of the pages that another generator's configuration names; it counts if there is nothing nearer.
    pub foreign: Option<Foreign>,
    /// The folder that the site is written to, as an absolute path; it is never read.
    pub output: PathBuf,
}

/// The folder of the pages as another generator's configuration names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// The folder, relative to the project.
    pub folder: String,
    /// Whether that generator's machinery lies there too, so that not every file beside the pages is meant for readers.
    pub machinery: bool,
}

/// The configuration of the project in `root`, if it has one, and those of other generators.
pub fn read_configuration(root: &Path) -> Result<Vec<SourceFile>, Failure> {
    let mut files = Vec::new();
    for name in std::iter::once(&CONFIGURATION).chain(FOREIGN) {
        let path = root.join(name);
        let stays = !leads_out(root, &path);
        if FOREIGN.contains(name) && !(stays && path.is_file()) {
            continue;
        }
        if !stays {
            return Err(Failure::read(&path, io::Error::other("it is a link that leads out of the project")));
        }
        match read_regular(&path) {
            Ok(bytes) => files.push(SourceFile::new(SourcePath::new(name), bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // What is not ours need not be readable.
            Err(_) if *name != CONFIGURATION => {}
            Err(error) => return Err(Failure::read(&path, error)),
        }
    }
    Ok(files)
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
    /// What the repository stood at when its history was asked for.
    head: Option<Fingerprint>,
}

/// Every file of the project in `root` that a build may use.
pub fn read(root: &Path, folders: &Folders) -> Result<SourceTree, Failure> {
    Ok(Arc::unwrap_or_clone(read_again(root, folders, None)?.tree))
}

/// Every file of the project in `root` that a build may use. The project is walked as a whole, but a file with the same
/// stamp as in `known` is taken from there, and so is the history of a repository that stands where it stood.
pub fn read_again(root: &Path, folders: &Folders, known: Option<&Reading>) -> Result<Reading, Failure> {
    read_part(root, folders, known, Part::Everything)
}

/// The project in `root` as `known`, but with what the files at `paths` hold now. `None` if more than the content of files
/// may have changed there, so that only a walk can tell.
#[must_use]
pub fn read_files(root: &Path, known: &Reading, paths: &BTreeSet<PathBuf>) -> Option<Reading> {
    let now = now();
    let top = std::path::absolute(root_or_here(root)).ok()?;
    let mut files = Vec::new();
    let mut stamps = known.stamps.clone();
    for path in paths {
        let inside = path.strip_prefix(&top).ok()?.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        let source = SourcePath::new(&inside);
        known.tree.get(&source).filter(|_| is_plain(&source))?;
        let metadata = fs::metadata(path).ok().filter(|metadata| metadata.is_file() && is_small(&source, metadata))?;
        let stamp = Stamp::of(&metadata);
        stamps.remove(&source);
        if stamp.is_settled(now) {
            stamps.insert(source.clone(), stamp);
        }
        files.push(SourceFile::new(source, fs::read(path).ok()?));
    }
    let tree = Arc::new(known.tree.with(files));
    Some(Reading { tree, folders: known.folders.clone(), stamps, head: known.head })
}

/// Whether a file is a symbolic link to something outside of the project.
fn leads_out(root: &Path, path: &Path) -> bool {
    let inside = fs::canonicalize(root_or_here(root)).ok();
    path.is_symlink() && !fs::canonicalize(path).is_ok_and(|path| inside.is_some_and(|inside| path.starts_with(inside)))
}

/// Whether a file says nothing of where the others are.
fn is_plain(path: &SourcePath) -> bool {
    path.as_str() != CONFIGURATION && !FOREIGN.contains(&path.as_str())
}

/// The files of the project's sprint logs and nothing else, for commands that make no pages.
pub fn read_logs(root: &Path, folders: &Folders) -> Result<SourceTree, Failure> {
    Ok(Arc::unwrap_or_clone(read_part(root, folders, None, Part::Logs)?.tree))
}

/// How much of a project is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Everything,
    /// Sprint logs alone. No number of theirs depends on when a file was changed, so git is not asked.
    Logs,
}

impl Part {
    fn holds(self, path: &SourcePath) -> bool {
        let in_log = || path.folder().rsplit('/').next() == Some("sprints");
        self == Self::Everything || (in_log() && path.has_extension(&["yaml", "yml", "lock"]))
    }
}

fn read_part(root: &Path, folders: &Folders, known: Option<&Reading>, part: Part) -> Result<Reading, Failure> {
    let now = now();
    let (content, on_demand) = content_folder(root, folders)?;
    // Pages may show what lies around the folder of another generator.
    let walked = if on_demand { "" } else { &content };
    let inside = fs::canonicalize(root_or_here(root)).map_err(|error| Failure::read(root, error))?;
    let head = if part == Part::Everything { git::head(&inside) } else { None };
    let same_head = known.filter(|known| known.head == head && known.tree.content == content);
    let asked = if same_head.is_some() || part == Part::Logs { None } else { git::ask(&inside, &content) };
    let mut found = walk(root_or_here(root), &inside, &folders.output, walked);
    found.files.retain(|(path, _)| part.holds(path));
    let settled = found.files.iter().filter(|(_, stamp)| stamp.is_settled(now));
    let stamps = settled.map(|(path, stamp)| (path.clone(), *stamp)).collect();
    let read: Vec<Result<Option<SourceFile>, Unread>> =
        found.files.into_par_iter().map(|(path, stamp)| file(root, path, stamp, known)).collect();
    let mut files: Vec<SourceFile> = read_configuration(root)?;
    for file in read {
        match file {
            Ok(file) => files.extend(file),
            Err(refused) => found.unread.push(refused),
        }
    }
    let mut tree = SourceTree::new(&content, files);
    tree.prefix = prefix(root);
    tree.on_demand = on_demand;
    tree.unread = found.unread;
    tree.history = same_head.map_or_else(|| Arc::new(git::answer(asked)), |known| known.tree.history.clone());
    Ok(Reading { tree: Arc::new(tree), folders: found.folders, stamps, head })
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

/// The folder of the pages, and whether files beside them are copied on demand only.
fn content_folder(root: &Path, folders: &Folders) -> Result<(String, bool), Failure> {
    match &folders.content {
        Some(content) if root.join(content).is_dir() => Ok((content.clone(), content.is_empty())),
        Some(content) => Err(Failure::NoContent(root.join(content))),
        None if root.join("content").is_dir() => Ok(("content".to_owned(), false)),
        None => {
            let foreign = folders.foreign.as_ref().filter(|foreign| root.join(&foreign.folder).is_dir());
            Ok(foreign.map_or((String::new(), true), |foreign| (foreign.folder.clone(), foreign.machinery)))
        }
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
