//! Waits until something in a project may have changed. What it was does not matter: the next reading finds out. The only
//! file that knows notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::left_out::is_passing;

/// So long nothing more must happen before the project is read: a save is several events.
const QUIET: Duration = Duration::from_millis(10);

/// The longest that a first change waits for others to follow.
const LONGEST: Duration = Duration::from_millis(60);

/// The same while a long change, like that of a branch, is under way.
const LONGEST_OF_MANY: Duration = Duration::from_secs(1);

/// How often a project is read that the system does not watch for us.
const POLL: Duration = Duration::from_millis(500);

/// How often it is read even so: some network folders never tell of a change.
const IDLE: Duration = Duration::from_secs(3);

/// Watches folders, not files, since many editors put a new file in the place of the old one.
pub struct Watch {
    watcher: Option<Box<dyn Watcher + Send>>,
    changes: Receiver<()>,
    /// Keeps the channel open when there is no watcher.
    _sender: Sender<()>,
    folders: BTreeSet<PathBuf>,
    in_a_long_change: bool,
}

impl Watch {
    /// Watches no folder yet.
    #[must_use]
    pub fn new() -> Self {
        let (sender, changes) = channel();
        let notices = sender.clone();
        let notice = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event)) {
                // Nobody listens any more once the preview has ended.
                let _ = notices.send(());
            }
        };
        let watcher = RecommendedWatcher::new(notice, Config::default()).ok();
        Self::with(watcher.map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>), sender, changes)
    }

    fn with(watcher: Option<Box<dyn Watcher + Send>>, sender: Sender<()>, changes: Receiver<()>) -> Self {
        Self { watcher, changes, _sender: sender, folders: BTreeSet::new(), in_a_long_change: false }
    }

    /// Whether the system has no watches left, so that the project is read twice a second instead.
    #[must_use]
    pub fn polls(&self) -> bool {
        self.watcher.is_none()
    }

    /// Watches exactly these folders from now on, and says whether one of them is new: what happened in it between its
    /// reading and now was not noticed.
    pub fn follow(&mut self, folders: &[PathBuf]) -> bool {
        let wanted: BTreeSet<PathBuf> = folders.iter().cloned().collect();
        let Some(watcher) = &mut self.watcher else { return false };
        for gone in self.folders.difference(&wanted) {
            // It fails for a folder that was removed, and then there is nothing to end.
            let _ = watcher.unwatch(gone);
        }
        let added: Vec<PathBuf> = wanted.difference(&self.folders).cloned().collect();
        let complete = added.iter().all(|folder| is_watched(watcher.watch(folder, RecursiveMode::NonRecursive)));
        self.folders = wanted;
        if !complete {
            self.watcher = None;
        }
        complete && !added.is_empty()
    }

    /// Returns when something may have changed and no more follows at once. A change that goes on and on is cut once, so
    /// that its beginning is seen, and then awaited.
    pub fn wait(&mut self) {
        if self.watcher.is_none() {
            sleep(POLL);
            return;
        }
        if self.changes.recv_timeout(IDLE).is_err() {
            return;
        }
        let longest = if self.in_a_long_change { LONGEST_OF_MANY } else { LONGEST };
        let end = Instant::now() + longest;
        self.in_a_long_change = loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break true;
            }
            if self.changes.recv_timeout(QUIET.min(left)) == Err(RecvTimeoutError::Timeout) && left >= QUIET {
                break false;
            }
        };
    }
}

impl Default for Watch {
    fn default() -> Self {
        Self::new()
    }
}

/// Only a lack of watches is final; a folder may have gone since it was read, and the one above tells of that.
fn is_watched(outcome: notify::Result<()>) -> bool {
    !outcome.is_err_and(|error| match error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        notify::ErrorKind::Io(error) => error.raw_os_error() == Some(NO_SPACE),
        _ => false,
    })
}

/// `ENOSPC`, with which Linux says that no watches are left.
const NO_SPACE: i32 = 28;

/// Reading a file is an event as well, and would wake us for ever.
fn matters(event: &Event) -> bool {
    let kind = match event.kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    };
    let passing = |path: &Path| path.file_name().is_some_and(|name| is_passing(&name.to_string_lossy()));
    kind && (event.paths.is_empty() || event.paths.iter().any(|path| !passing(path)))
}
