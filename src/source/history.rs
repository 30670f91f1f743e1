//! What version control knows of the files of a project.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::path::SourcePath;

/// When the files of a project were last changed, as far as their commits say. Empty where there is no version control.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct History {
    /// The day of the last change of each committed file.
    pub changed: BTreeMap<SourcePath, Date>,
    /// Every change of each file that is there, under its present name, the newest commit first.
    pub changes: BTreeMap<SourcePath, Vec<FileChange>>,
    /// In a shallow clone the day up to which changes are missing.
    pub missing_until: Option<Date>,
    /// Files whose last change lies before the first commit that a shallow clone has: their day cannot be known.
    pub hidden: BTreeSet<SourcePath>,
    /// The last commit that changed the content.
    pub commit: Option<Commit>,
}

/// What one commit did to one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FileChange {
    /// Which commit: 0 is the newest.
    pub commit: usize,
    /// Its day.
    pub day: Date,
    /// Whether the file was new.
    pub new: bool,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Commit {
    /// Its number, as short as it is still told from others.
    pub id: String,
    /// Its day.
    pub date: Date,
}
