//! Which files differ from a revision, as git tells it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::source::SourcePath;

use super::failure::Failure;

/// The files of a project that are not as they were.
#[derive(Debug, Default)]
pub struct Changes {
    /// Those that are new or other than before.
    pub files: BTreeSet<SourcePath>,
    /// Whether some that were there have gone or have another name.
    pub some_are_gone: bool,
}

/// What differs in the project in `root` from where its branch left `revision`, committed or not.
pub fn changes_since(root: &Path, revision: &str) -> Result<Changes, Failure> {
    let refused = |why: &str| Failure::Revision { revision: revision.to_owned(), why: why.trim().to_owned() };
    // Git would take it for an option.
    if revision.starts_with('-') || revision.is_empty() {
        return Err(refused("a revision does not begin so"));
    }
    let differ =
        ["diff", "-z", "--name-status", "--relative", "--no-ext-diff", "--no-textconv", "--merge-base", revision, "--"];
    let differ = ask(root, &differ).map_err(|why| refused(&why))?;
    let new = ask(root, &["ls-files", "-z", "--others", "--exclude-standard"]).map_err(|why| refused(&why))?;
    let mut changes = Changes::default();
    let mut words = differ.split('\0').filter(|word| !word.is_empty());
    while let (Some(status), Some(path)) = (words.next(), words.next()) {
        changes.some_are_gone |= status.starts_with(['D', 'R']);
        let path = if status.starts_with(['R', 'C']) { words.next().unwrap_or(path) } else { path };
        changes.files.insert(SourcePath::new(path));
    }
    changes.files.extend(new.split('\0').filter(|path| !path.is_empty()).map(SourcePath::new));
    Ok(changes)
}

/// What git says; or why it says nothing. Nothing here may run a program that the repository names, or ask for a password.
fn ask(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let folder = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let output = Command::new("git")
        .current_dir(folder)
        .args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"])
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git cannot be asked: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(said.lines().find(|line| !line.trim().is_empty()).unwrap_or("git failed").to_owned())
    }
}
