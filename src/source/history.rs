//! What version control knows of the files of a project.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::path::SourcePath;

/// When the files of a project were last changed, as far as their commits say. Empty where there is no version control.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The day of the last change of each committed file.
    pub changed: BTreeMap<SourcePath, Date>,
    /// Files whose last change lies before the first commit that a shallow clone has: their day cannot be known.
    pub hidden: BTreeSet<SourcePath>,
    /// The last commit that changed the content.
    pub commit: Option<Commit>,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its number, as short as it is still told from others.
    pub id: String,
    /// Its day.
    pub date: Date,
}
