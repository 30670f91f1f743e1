//! Ctrl-C: how a build that is asked to stop leaves nothing half.

use std::sync::atomic::{AtomicU8, Ordering};

use super::failure::Failure;

/// Whether somebody asked the program to stop, and whether it is writing.
#[derive(Debug, Default)]
pub struct Interrupt {
    state: AtomicU8,
}

const WRITING: u8 = 1;
const ASKED: u8 = 2;

impl Interrupt {
    /// Notes that somebody asked. Whether nothing is being written, so that the program may end here and now; otherwise the
    /// writing ends soon, and says so.
    pub fn ask(&self) -> bool {
        self.state.swap(ASKED, Ordering::SeqCst) != WRITING
    }

    /// Whether somebody asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.state.load(Ordering::SeqCst) == ASKED
    }

    /// From now on the program may not end by itself.
    pub(super) fn begin(&self) -> Result<(), Failure> {
        let begun = self.state.compare_exchange(0, WRITING, Ordering::SeqCst, Ordering::SeqCst);
        begun.map(drop).map_err(|_| Failure::Interrupted)
    }

    /// Stops here if somebody asked.
    pub(super) fn check(&self) -> Result<(), Failure> {
        if self.is_asked() { Err(Failure::Interrupted) } else { Ok(()) }
    }
}
