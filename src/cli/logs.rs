//! What the commands about sprints share: read the logs of a project, and refuse to count with mistakes in them.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Severity};
use crate::disk::{Failure, find_project, read_logs};
use crate::pipeline::{Logs, logs};
use crate::source::SourceTree;

use super::args::ToldFormat;
use super::run::{FAILED, FINE, MISTAKES};
use super::site::{folders, today};
use super::terminal::Terminal;

/// The logs of a project.
pub(super) struct Project {
    /// Its folder.
    pub(super) root: PathBuf,
    /// The files that the logs come from.
    pub(super) tree: SourceTree,
    pub(super) logs: Logs,
}

/// The logs of the project in `folder`.
pub(super) fn read(folder: Option<&Path>, day: Option<Date>) -> Result<Project, Failure> {
    let root = find_project(folder)?;
    let (folders, _) = folders(&root, None)?;
    let tree = read_logs(&root, &folders)?;
    let logs = logs(&tree, day.unwrap_or_else(today));
    Ok(Project { root, tree, logs })
}

/// Prints what `answer` makes of the logs. With errors in them there is none: numbers from wrong files would be wrong.
pub(super) fn answer(
    folder: Option<&Path>,
    day: Option<Date>,
    answer: impl FnOnce(&Logs) -> Result<String, String>,
) -> Result<u8, Failure> {
    let project = read(folder, day)?;
    if project.has_errors() {
        return Ok(MISTAKES);
    }
    Ok(match answer(&project.logs) {
        Ok(text) => {
            Terminal::result(&text);
            FINE
        }
        Err(why) => {
            Terminal::wrong(&why);
            FAILED
        }
    })
}

impl Project {
    /// Tells the mistakes that make numbers wrong, if there are any.
    pub(super) fn has_errors(&self) -> bool {
        let errors = self.logs.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        Terminal::diagnostics(&errors, &self.tree, ToldFormat::Text);
        !errors.is_empty()
    }
}
