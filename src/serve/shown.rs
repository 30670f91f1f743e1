//! What the preview shows at one moment, and where the session leaves it for everybody who answers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::output::OutputPlan;

use super::mistakes::Mistakes;

/// What the preview shows at one moment. Never changed, only followed by the next one.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Counts up with each change, from 1; 0 is before the first build.
    pub number: u64,
    /// The site.
    pub plan: Arc<OutputPlan>,
    /// The path that the site lives under, with `/` at both ends.
    pub base: String,
    /// What the panel says.
    pub mistakes: Arc<Mistakes>,
    /// Whether the site was ever without an error; before, pages may be missing that will be there.
    pub was_whole: bool,
}

impl Shown {
    /// The path that the site lives under, also before the first build.
    #[must_use]
    pub fn base_path(&self) -> &str {
        if self.base.is_empty() { "/" } else { &self.base }
    }
}

/// Holds what is shown now, and wakes whoever waits for what comes after it.
#[derive(Debug, Default)]
pub struct Screen {
    now: Mutex<Arc<Shown>>,
    changed: Condvar,
}

impl Screen {
    /// What is shown now.
    #[must_use]
    pub fn now(&self) -> Arc<Shown> {
        self.lock().clone()
    }

    /// Shows something else from now on.
    pub fn show(&self, plan: Arc<OutputPlan>, base: &str, mistakes: Arc<Mistakes>) {
        let mut now = self.lock();
        let was_whole = now.was_whole || mistakes.errors == 0;
        *now = Arc::new(Shown { number: now.number + 1, plan, base: base.to_owned(), mistakes, was_whole });
        self.changed.notify_all();
    }

    /// Waits for something that is shown after number `number`, and skips what was in between. `None` once `gone` is set.
    pub(super) fn after(&self, number: u64, gone: &AtomicBool) -> Option<Arc<Shown>> {
        let waiting = |now: &mut Arc<Shown>| now.number <= number && !gone.load(Ordering::Acquire);
        let now = self.changed.wait_while(self.lock(), waiting).unwrap_or_else(PoisonError::into_inner);
        (!gone.load(Ordering::Acquire)).then(|| now.clone())
    }

    /// Lets the one who waits with `gone` see that nobody looks any more.
    pub(super) fn leave(&self, gone: &AtomicBool) {
        let now = self.lock();
        gone.store(true, Ordering::Release);
        drop(now);
        self.changed.notify_all();
    }

    /// The value is replaced in one step, so it is whole even after a panic elsewhere.
    fn lock(&self) -> MutexGuard<'_, Arc<Shown>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
