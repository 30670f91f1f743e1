//! What the file system says of a file without opening it: enough to know that it is as it was.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// Some file systems count time in steps of two seconds. A file that was written a moment before it was read may be
/// written again in the same step, so its stamp proves nothing.
const COARSEST_STEP: Duration = Duration::from_secs(2);

/// Length, times and identity of a file. The time of its last change of any kind cannot be set back, and another file that
/// is renamed to the same place is not the same one; both are known on Unix only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: (u64, i64, i64),
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { length: metadata.len(), modified: metadata.modified().ok(), identity: identity(metadata) }
    }

    /// Whether a write after `now` would give another stamp than this one.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        let age = self.modified.and_then(|modified| now.duration_since(modified).ok());
        age.is_some_and(|age| age > COARSEST_STEP)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
