//! Waits until something in a project may have changed. What it was does not matter: the next reading finds out. The only
//! file that knows notify.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
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

/// Watches folders, not files, since many editors put a new file in the place of the old one.
pub struct Watch {
    watcher: Option<Box<dyn Watcher + Send>>,
    changes: Receiver<Noticed>,
    /// Keeps the channel open when there is no watcher.
    _sender: Sender<Noticed>,
    folders: BTreeSet<PathBuf>,
    in_a_long_change: bool,
}

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noticed {
    /// These files or folders, and nothing else if the system tells everything.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Anything,
}

impl Noticed {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut paths), Self::Paths(others)) => {
                paths.extend(others);
                Self::Paths(paths)
            }
            _ => Self::Anything,
        }
    }
}

impl Watch {
    /// Watches no folder yet.
    #[must_use]
    pub fn new() -> Self {
        let (sender, changes) = channel();
        let notices = sender.clone();
        let notice = move |event: notify::Result<Event>| {
            if let Some(noticed) = event.map_or(Some(Noticed::Anything), noticed) {
                // Nobody listens any more once the preview has ended.
                let _ = notices.send(noticed);
            }
        };
        let watcher = RecommendedWatcher::new(notice, Config::default()).ok();
        Self::with(watcher.map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>), sender, changes)
    }

    fn with(watcher: Option<Box<dyn Watcher + Send>>, sender: Sender<Noticed>, changes: Receiver<Noticed>) -> Self {
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

    /// Waits until something may have changed and no more follows at once, but at most `longest`, after which anything may
    /// have changed: some network folders never tell. A change that goes on and on is cut once, so that its beginning is
    /// seen, and then awaited.
    pub fn wait(&mut self, longest: Duration) -> Noticed {
        if self.watcher.is_none() {
            sleep(POLL);
            return Noticed::Anything;
        }
        let Ok(mut noticed) = self.changes.recv_timeout(longest) else { return Noticed::Anything };
        let gathers = if self.in_a_long_change { LONGEST_OF_MANY } else { LONGEST };
        let end = Instant::now() + gathers;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            self.in_a_long_change = left.is_zero();
            if self.in_a_long_change {
                return noticed;
            }
            match self.changes.recv_timeout(QUIET.min(left)) {
                Ok(more) => noticed = noticed.and(more),
                Err(_) if left >= QUIET => return noticed,
                Err(_) => {}
            }
        }
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

/// What an event tells. Reading a file is an event as well, and would wake us for ever.
fn noticed(event: Event) -> Option<Noticed> {
    if event.need_rescan() || (event.paths.is_empty() && !event.kind.is_access()) {
        return Some(Noticed::Anything);
    }
    if event.kind.is_access() && event.kind != EventKind::Access(AccessKind::Close(AccessMode::Write)) {
        return None;
    }
    let passing = |path: &PathBuf| path.file_name().is_some_and(|name| is_passing(&name.to_string_lossy()));
    let paths: BTreeSet<PathBuf> = event.paths.into_iter().filter(|path| !passing(path)).collect();
    (!paths.is_empty()).then_some(Noticed::Paths(paths))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    use notify::event::{AccessKind, CreateKind, EventKind, Flag};
    use notify::{Config, Event, EventHandler, RecursiveMode, Watcher, WatcherKind};

    use super::{Noticed, POLL, Watch, noticed};

    /// A system that has watches for so many folders.
    struct Few(usize);

    impl Watcher for Few {
        fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Self> {
            Ok(Self(0))
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or(notify::Error::new(notify::ErrorKind::MaxFilesWatch))?;
            Ok(())
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> WatcherKind {
            WatcherKind::NullWatcher
        }
    }

    fn paths(paths: &[&str]) -> Noticed {
        Noticed::Paths(paths.iter().map(PathBuf::from).collect())
    }

    #[test]
    fn without_watches_left_it_polls() {
        let (sender, changes) = channel();
        let mut watch = Watch::with(Some(Box::new(Few(2))), sender, changes);
        assert!(watch.follow(&["a".into(), "b".into()]));
        assert!(!watch.polls());
        assert!(!watch.follow(&["a".into(), "b".into(), "c".into()]), "what happened there is found by polling");
        assert!(watch.polls());
        let began = Instant::now();
        assert_eq!(watch.wait(Duration::from_mins(1)), Noticed::Anything);
        assert!(began.elapsed() >= POLL);
    }

    #[test]
    fn what_follows_at_once_is_gathered() {
        let (sender, changes) = channel();
        let mut watch = Watch::with(Some(Box::new(Few(0))), sender.clone(), changes);
        sender.send(paths(&["a"])).unwrap();
        sender.send(paths(&["b"])).unwrap();
        assert_eq!(watch.wait(Duration::from_mins(1)), paths(&["a", "b"]));
        assert_eq!(watch.wait(Duration::from_millis(1)), Noticed::Anything, "nothing was told for so long");
    }

    #[test]
    fn reading_and_what_editors_leave_wake_nobody() {
        let event = |kind, paths: &[&str]| {
            paths.iter().fold(Event::new(kind), |event, path| event.add_path(PathBuf::from(path)))
        };
        assert_eq!(noticed(event(EventKind::Access(AccessKind::Read), &["a.md"])), None);
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(noticed(event(created, &["4913"])), None);
        assert_eq!(noticed(event(created, &["a.md~", "a.md"])), Some(paths(&["a.md"])));
        assert_eq!(noticed(Event::new(EventKind::Other).set_flag(Flag::Rescan)), Some(Noticed::Anything));
    }
}
