//! All source files of a project, in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::fingerprint::Fingerprint;
use super::history::History;
use super::marks::Marks;
use super::path::SourcePath;
use super::span::Position;

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it stands in the project.
    pub path: SourcePath,
    /// What it holds, as on the disk.
    pub bytes: Arc<Vec<u8>>,
    /// Of `bytes`.
    pub fingerprint: Fingerprint,
    /// Made when the first place in the file is asked for.
    marks: Arc<OnceLock<Marks>>,
}

impl SourceFile {
    /// A file with these bytes.
    #[must_use]
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        Self { path, fingerprint: Fingerprint::of_bytes(&bytes), bytes: Arc::new(bytes), marks: Arc::default() }
    }

    /// The position of the byte `offset`, which may lie behind the end. Bytes that are no text count as a letter each.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.marks.get_or_init(|| Marks::of(&self.bytes)).position(&self.bytes, offset)
    }

    /// The file as text, or the offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Result<&str, usize> {
        std::str::from_utf8(&self.bytes).map_err(|error| error.valid_up_to())
    }
}

/// Why a file was left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnreadReason {
    /// A symbolic link that leads out of the project.
    LeadsOut,
    /// A symbolic link to something that is not there, or to itself.
    LeadsNowhere,
    /// A symbolic link to a folder that it lies in.
    LeadsBack,
    /// One more link in a folder that is itself reached through a link, and there are too many.
    TooManyLinked {
        /// The most that are followed.
        limit: usize,
    },
    /// Not a regular file: a pipe, a socket, a device.
    NotAFile,
    /// More bytes than a page or data file may have.
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A name that is not UTF-8; shown as well as it can be.
    NameNotText,
    /// The system refused; its own words.
    Refused(String),
}

/// A file that is there but was not read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unread {
    /// Where it stands.
    pub path: SourcePath,
    /// Why it was left out.
    pub reason: UnreadReason,
}

/// Every file of a project that a build may use: configuration, content, data, theme, static files.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// How messages name the project folder: what stands before each path. Empty for the current folder.
    pub prefix: String,
    /// The folder of the content, relative to the project.
    pub content: String,
    /// Whether files beside the pages are in the site only if a page links to them or shows them.
    pub on_demand: bool,
    files: BTreeMap<SourcePath, SourceFile>,
    /// Files that were left out, each with its reason.
    pub unread: Vec<Unread>,
    /// When files were last changed.
    pub history: Arc<History>,
}

impl SourceTree {
    /// A tree of these files whose pages lie in the folder `content`.
    #[must_use]
    pub fn new(content: &str, files: impl IntoIterator<Item = SourceFile>) -> Self {
        Self {
            content: content.to_owned(),
            files: files.into_iter().map(|file| (file.path.clone(), file)).collect(),
            ..Self::default()
        }
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// All files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The files below `folder`, in order, each with its path relative to that folder.
    pub fn below<'tree>(&'tree self, folder: &'tree str) -> impl Iterator<Item = (&'tree str, &'tree SourceFile)> {
        self.files.values().filter_map(move |file| Some((file.path.below(folder)?, file)))
    }

    /// The files that are new, gone or different since `older`, in order.
    #[must_use]
    pub fn changes_since(&self, older: &Self) -> Vec<SourcePath> {
        let mut changes = Vec::new();
        let (mut ours, mut theirs) = (self.files().peekable(), older.files().peekable());
        loop {
            let which = match (ours.peek(), theirs.peek()) {
                (Some(our), Some(their)) => our.path.cmp(&their.path),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return changes,
            };
            let our = if which == Ordering::Greater { None } else { ours.next() };
            let their = if which == Ordering::Less { None } else { theirs.next() };
            let same = our.zip(their).is_some_and(|(our, their)| our.fingerprint == their.fingerprint);
            changes.extend(our.or(their).filter(|_| !same).map(|file| file.path.clone()));
        }
    }

    /// The same tree with these files instead of those at their paths.
    #[must_use]
    pub fn with(&self, files: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut tree = self.clone();
        tree.files.extend(files.into_iter().map(|file| (file.path.clone(), file)));
        tree
    }

    /// Of everything that a site is made of: every file, what was left out, what version control knows. Not of where the
    /// project lies.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let Self { prefix: _, content, on_demand, files, unread, history } = self;
        let files: Vec<(&SourcePath, Fingerprint)> =
            files.iter().map(|(path, file)| (path, file.fingerprint)).collect();
        Fingerprint::of(&(content, on_demand, files, unread, history))
    }

    /// How a message names the file at `path`.
    #[must_use]
    pub fn shown(&self, path: &SourcePath) -> String {
        format!("{}{path}", self.prefix)
    }
}
