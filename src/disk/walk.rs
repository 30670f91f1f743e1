//! Which files a project has: its folders are walked, and what does not belong to a handbook is left out.

use std::cell::{Cell, RefCell};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::source::{SourcePath, Unread, UnreadReason};

use super::ignored::Ignored;
use super::left_out::{is_built, is_hidden, is_passing};
use super::stamp::Stamp;

/// The most that a page, a data file or a template may hold, in bytes.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// The most links to folders that are followed inside of folders which are reached through links themselves.
const MOST_LINKED: usize = 1_000;

/// Endings of files that are read as text.
const TEXTS: &[&str] = &["md", "markdown", "mdx", "yaml", "yml", "html", "css", "js"];

/// The folder whose files are copied to the root of the site.
const STATIC: &str = "static";

/// What a walk through a project found.
#[derive(Default)]
pub(super) struct Found {
    /// Files that a build may use, in the order of their folders and names.
    pub(super) files: Vec<(SourcePath, Stamp)>,
    /// Files that were left out, each with its reason.
    pub(super) unread: Vec<Unread>,
    /// The folders that were looked into.
    pub(super) folders: Vec<PathBuf>,
}

/// Every file of the project in `root` that a build may use, but for those in the folder `output`; the real path of the
/// project is `inside`.
pub(super) fn walk(root: &Path, inside: &Path, output: &Path, content: &str) -> Found {
    let mut found = Found { folders: vec![root.to_owned()], ..Found::default() };
    for folder in walked(content) {
        let ignored = RefCell::new(Ignored::above(&root.join(folder), root));
        let walk = Walk { root, inside, output, ignored, linked: Linked::default(), found: RefCell::new(found) };
        walk.enter(folder);
        found = walk.found.into_inner();
    }
    found
}

/// The folders to walk: where the project itself is the content, that is all of them.
fn walked(content: &str) -> Vec<&str> {
    if content.is_empty() { vec![""] } else { vec![content, STATIC, "themes"] }
}

/// Whether a file is not too large to be read as what its name says.
pub(super) fn is_small(path: &SourcePath, metadata: &Metadata) -> bool {
    metadata.len() <= LARGEST_TEXT || !path.has_extension(TEXTS)
}

struct Walk<'a> {
    root: &'a Path,
    /// The real path of the project, which links must not leave.
    inside: &'a Path,
    output: &'a Path,
    ignored: RefCell<Ignored>,
    linked: Linked,
    found: RefCell<Found>,
}

/// How much of a walk went through links. Folders with links to folders with links could be many more than there are files.
#[derive(Default)]
struct Linked {
    /// How deep the outermost link lies through which the walk goes right now.
    from: Cell<Option<usize>>,
    /// Links in linked folders that were met.
    met: Cell<usize>,
}

impl Linked {
    /// Whether the walk may go on to `entry`.
    fn allows(&self, entry: &DirEntry) -> bool {
        let is_link = entry.path_is_symlink() && entry.file_type().is_dir();
        if self.from.get().is_none_or(|from| entry.depth() <= from) {
            self.from.set(is_link.then_some(entry.depth()));
            return true;
        }
        self.met.set(self.met.get() + usize::from(is_link));
        !is_link || self.met.get() <= MOST_LINKED
    }
}

impl Walk<'_> {
    fn enter(&self, folder: &str) {
        let top = self.root.join(folder);
        if !top.is_dir() {
            return;
        }
        if !folder.is_empty() && self.leads_out(&top) {
            return self.refuse(&top, UnreadReason::LeadsOut);
        }
        let walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || self.enters(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => self.found.borrow_mut().folders.push(entry.into_path()),
                Ok(entry) => self.accept(&entry),
                Err(error) => self.refuse(error.path().unwrap_or(&top), why(&error)),
            }
        }
    }

    fn leads_out(&self, path: &Path) -> bool {
        path.is_symlink() && !fs::canonicalize(path).is_ok_and(|path| path.starts_with(self.inside))
    }

    fn enters(&self, entry: &DirEntry) -> bool {
        let name = entry.file_name().to_string_lossy();
        let folder = entry.file_type().is_dir();
        // There every file is wanted, also one whose name begins with a dot: `.nojekyll`, `.well-known/`.
        let copied = entry.path().strip_prefix(self.root).is_ok_and(|path| path.starts_with(STATIC));
        if is_hidden(&name, copied) || is_passing(&name) || (folder && is_built(entry.path(), &name)) {
            return false;
        }
        if folder && fs::canonicalize(entry.path()).is_ok_and(|path| path == self.output) {
            return false;
        }
        if self.ignored.borrow_mut().matches(entry.path(), entry.depth(), folder) {
            return false;
        }
        if entry.path_is_symlink() && self.leads_out(entry.path()) {
            self.refuse(entry.path(), UnreadReason::LeadsOut);
            return false;
        }
        let allowed = self.linked.allows(entry);
        if !allowed {
            self.refuse(entry.path(), UnreadReason::TooManyLinked { limit: MOST_LINKED });
        }
        allowed
    }

    fn accept(&self, entry: &DirEntry) {
        let reason = if !entry.file_type().is_file() {
            UnreadReason::NotAFile
        } else if entry.file_name().to_str().is_none() {
            UnreadReason::NameNotText
        } else {
            // Without metadata it was removed a moment ago.
            let Ok(metadata) = entry.metadata() else { return };
            let path = self.source_path(entry.path());
            if is_small(&path, &metadata) {
                self.found.borrow_mut().files.push((path, Stamp::of(&metadata)));
                return;
            }
            UnreadReason::TooLarge { limit: LARGEST_TEXT }
        };
        self.refuse(entry.path(), reason);
    }

    fn refuse(&self, path: &Path, reason: UnreadReason) {
        self.found.borrow_mut().unread.push(Unread { path: self.source_path(path), reason });
    }

    fn source_path(&self, path: &Path) -> SourcePath {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        SourcePath::new(&relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
    }
}

fn why(error: &walkdir::Error) -> UnreadReason {
    let is_link = error.path().is_some_and(Path::is_symlink);
    if error.loop_ancestor().is_some() {
        UnreadReason::LeadsBack
    } else if is_link && !error.path().is_some_and(Path::exists) {
        UnreadReason::LeadsNowhere
    } else {
        UnreadReason::Refused(error.io_error().map_or_else(|| error.to_string(), ToString::to_string))
    }
}
