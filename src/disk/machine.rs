//! What the machine and the repository allow, for `doctor`.

#![expect(clippy::disallowed_methods, reason = "this room is where files are read")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where Linux says how many folders one user may watch.
const WATCHES: &str = "/proc/sys/fs/inotify/max_user_watches";

/// What is known of the machine.
#[derive(Debug, Default)]
pub struct Machine {
    /// How many folders may be watched, where the system sets a limit.
    pub watches: Option<usize>,
    /// How many commits the history has; `None` outside of a repository.
    pub commits: Option<usize>,
    /// Whether a clone has only the end of the history.
    pub shallow: bool,
}

/// The machine, and the repository that `root` lies in.
#[must_use]
pub fn look_at(root: &Path) -> Machine {
    let watches = fs::read_to_string(WATCHES).ok().and_then(|text| text.trim().parse().ok());
    let commits = ask(root, &["rev-list", "--count", "HEAD"]).and_then(|text| text.parse().ok());
    let shallow = ask(root, &["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true");
    Machine { watches, commits, shallow }
}

fn ask(root: &Path, arguments: &[&str]) -> Option<String> {
    let folder = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "core.fsmonitor=false"]).args(arguments);
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0");
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
