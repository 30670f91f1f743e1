//! When each file was last changed, from one call of git for the whole content folder.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use jiff::civil::Date;

use crate::source::{Commit, FileChange, Fingerprint, History, SourcePath};

use super::regular::read_regular_text;

/// A call of git that is under way.
pub(super) type Asked = Option<JoinHandle<History>>;

/// Asks git for the history of the folder `content` of the project in `root`, beside everything else. A project outside of
/// any repository costs nothing.
pub(super) fn ask(root: &Path, content: &str) -> Asked {
    let marker = root.ancestors().map(|folder| folder.join(".git")).find(|marker| marker.exists())?;
    // Git itself would wait for ever for what a pipe has to say.
    let versioned = marker.is_file() || marker.join("HEAD").is_file();
    let mut command = versioned.then(|| log_command(root, content))?;
    Some(std::thread::spawn(move || match command.output() {
        Ok(output) if output.status.success() => read_log(&output.stdout),
        // No git on this machine, no commit yet, a repository of somebody else: then there are no dates.
        _ => History::default(),
    }))
}

/// What the repository of `root` stands at: the history is the same as long as this is. `None` outside of any repository.
pub(super) fn head(root: &Path) -> Option<Fingerprint> {
    let marker = root.ancestors().map(|folder| folder.join(".git")).find(|marker| marker.exists())?;
    let text = |path: &Path| read_regular_text(path).unwrap_or_default();
    // In a worktree and in a submodule it is a file that names the real folder, which may name another one that it shares.
    let named = text(&marker);
    let own = named.strip_prefix("gitdir:").map_or(marker.clone(), |path| marker.with_file_name(path.trim()));
    let shared = match text(&own.join("commondir")) {
        path if path.is_empty() => own.clone(),
        path => own.join(path.trim()),
    };
    let head = text(&own.join("HEAD"));
    let branch = head.strip_prefix("ref:").map(|name| text(&shared.join(name.trim()))).unwrap_or_default();
    let lists = ["packed-refs", "shallow", "reftable/tables.list"].map(|list| text(&shared.join(list)));
    Some(Fingerprint::of(&(head, branch, lists)))
}

/// What git said.
pub(super) fn answer(asked: Asked) -> History {
    asked.and_then(|asked| asked.join().ok()).unwrap_or_default()
}

/// Newest commit first; each begins with byte 1, so that it is told from the names. Nothing here may run a program that the
/// repository names, ask for a password, or fetch from another machine.
fn log_command(root: &Path, content: &str) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(root)
        .args(["--no-pager", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"])
        .args(["log", "-z", "--format=%x01%h %as %D%x00", "--decorate=full", "--name-status", "-M100%", "--relative"])
        .args(["--no-diff-merges", "--no-ext-diff", "--no-textconv", "--"])
        .arg(if content.is_empty() { "." } else { content })
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What the newest commit that names a file says of it.
enum Last {
    Changed(Date),
    /// Changed at some time before the history that a shallow clone has.
    Hidden,
    /// Removed: what lies there now is not committed.
    Gone,
}

/// The history that the output of `log_command` tells.
fn read_log(log: &[u8]) -> History {
    let log = String::from_utf8_lossy(log);
    let mut history = History::default();
    let mut files = Files::default();
    for (number, record) in log.split('\u{1}').skip(1).enumerate() {
        let Some((head, changes)) = record.split_once('\0') else { continue };
        let Some((commit, hidden)) = read_head(head) else { continue };
        files.add(changes, FileChange { commit: number, day: commit.date, new: false }, hidden);
        if hidden {
            history.missing_until = history.missing_until.max(Some(commit.date));
        }
        history.commit.get_or_insert(commit);
    }
    for (path, changes) in files.changes {
        // Of a file that is gone, or lies there uncommitted, there is nothing to tell.
        if matches!(files.seen.get(&path), Some(Last::Changed(_) | Last::Hidden)) {
            history.changes.insert(SourcePath::new(&path), changes);
        }
    }
    for (path, last) in files.seen {
        match last {
            Last::Changed(date) => drop(history.changed.insert(SourcePath::new(&path), date)),
            Last::Hidden => drop(history.hidden.insert(SourcePath::new(&path))),
            Last::Gone => {}
        }
    }
    history
}

/// A commit, and whether a shallow clone ends with it: git shows such a commit as if it had added every file.
fn read_head(head: &str) -> Option<(Commit, bool)> {
    let mut words = head.splitn(3, ' ');
    let id = words.next()?.to_owned();
    let date = words.next()?.parse().ok()?;
    let hidden = words.next().unwrap_or_default().split(", ").any(|name| name == "grafted");
    Some((Commit { id, date }, hidden))
}

#[derive(Default)]
struct Files {
    seen: BTreeMap<String, Last>,
    /// The changes of each file by its present name, as far as they are known.
    changes: BTreeMap<String, Vec<FileChange>>,
    /// The present name of a file by the one that it had before it was moved.
    moved: HashMap<String, String>,
}

impl Files {
    /// The files of one commit, which is older than all before it. Whether they are new is said by their own lines.
    fn add(&mut self, changes: &str, change: FileChange, hidden: bool) {
        let mut parts = changes.trim_start_matches(['\0', '\n']).split('\0');
        while let Some(status) = parts.next().filter(|status| !status.is_empty()) {
            let Some(path) = parts.next() else { return };
            match status.as_bytes()[0] {
                b'R' => {
                    let Some(new) = parts.next() else { return };
                    self.follow(path, new);
                }
                b'D' => self.note(path, Last::Gone),
                _ if hidden => self.note(path, Last::Hidden),
                status => {
                    self.changed(path, FileChange { new: status == b'A', ..change });
                    self.note(path, Last::Changed(change.day));
                }
            }
        }
    }

    /// A file that was only moved has not changed: it has the day of the last change under its old name.
    fn follow(&mut self, old: &str, new: &str) {
        let present = self.moved.remove(new).unwrap_or_else(|| new.to_owned());
        self.seen.entry(old.to_owned()).or_insert(Last::Gone);
        self.moved.insert(old.to_owned(), present);
    }

    /// What was removed since, and made again, has begun anew with that.
    fn changed(&mut self, path: &str, change: FileChange) {
        let path = self.moved.get(path).map_or(path, String::as_str);
        let known = self.changes.entry(path.to_owned()).or_default();
        if !known.last().is_some_and(|later| later.new) {
            known.push(change);
        }
    }

    fn note(&mut self, path: &str, last: Last) {
        let path = self.moved.get(path).map_or(path, String::as_str);
        self.seen.entry(path.to_owned()).or_insert(last);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{FileChange, SourcePath, read_log};

    fn path(path: &str) -> SourcePath {
        SourcePath::new(path)
    }

    #[test]
    fn the_newest_commit_counts_and_moves_are_followed() {
        let log = "\u{1}ccc 2026-03-03 HEAD -> refs/heads/main\0\0\nR100\0a.md\0new/a b.md\0M\0b.md\0D\0c.md\0\
                   \u{1}bbb 2026-02-02 \0\0\u{1}aaa 2026-01-01 \0\0\nA\0a.md\0A\0b.md\0A\0c.md\0";
        let history = read_log(log.as_bytes());
        assert_eq!(history.commit.unwrap().id, "ccc");
        assert_eq!(
            Vec::from_iter(history.changed),
            [(path("b.md"), date(2026, 3, 3)), (path("new/a b.md"), date(2026, 1, 1))]
        );
    }

    #[test]
    fn every_change_is_kept_under_the_present_name_until_the_file_was_new() {
        let log = "\u{1}d 2026-03-04 \0\0\nM\0b.md\0D\0c.md\0\u{1}c 2026-03-03 \0\0\nR100\0a.md\0b.md\0\
                   \u{1}b 2026-02-02 \0\0\nA\0a.md\0M\0c.md\0\u{1}a 2026-01-01 \0\0\nM\0a.md\0A\0c.md\0";
        let history = read_log(log.as_bytes());
        let changes = vec![
            FileChange { commit: 0, day: date(2026, 3, 4), new: false },
            FileChange { commit: 2, day: date(2026, 2, 2), new: true },
        ];
        assert_eq!(Vec::from_iter(history.changes), [(path("b.md"), changes)], "c.md is gone");
        assert_eq!(history.missing_until, None);
    }

    #[test]
    fn a_file_made_again_after_a_move_has_its_own_day() {
        let log = "\u{1}c 2026-03-03 \0\0\nA\0a.md\0\u{1}b 2026-02-02 \0\0\nR100\0a.md\0b.md\0\
                   \u{1}a 2026-01-01 \0\0\nA\0a.md\0";
        let history = read_log(log.as_bytes());
        assert_eq!(
            Vec::from_iter(history.changed),
            [(path("a.md"), date(2026, 3, 3)), (path("b.md"), date(2026, 1, 1))]
        );
    }

    #[test]
    fn what_a_shallow_clone_cannot_know_is_hidden() {
        let log =
            "\u{1}b 2026-02-02 refs/heads/grafted\0\0\nM\0a.md\0\u{1}a 2026-01-01 grafted\0\0\nA\0a.md\0A\0b.md\0";
        let history = read_log(log.as_bytes());
        assert_eq!(Vec::from_iter(history.changed), [(path("a.md"), date(2026, 2, 2))]);
        assert_eq!(Vec::from_iter(history.hidden), [path("b.md")]);
        assert_eq!(history.changes.len(), 1, "what the last commit of a shallow clone seems to add is no change");
        assert_eq!(history.missing_until, Some(date(2026, 1, 1)));
    }

    #[test]
    fn nonsense_is_passed_over() {
        for log in ["", "\u{1}", "\u{1}x\0", "\u{1}x y\0\0A\0", "\u{1}x 2026-01-01 \0\0\nR100\0a\0", "no"] {
            assert!(read_log(log.as_bytes()).changed.is_empty(), "{log:?}");
        }
    }
}
