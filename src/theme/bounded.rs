//! Templates of a project run for a bounded time and write a bounded page: a loop that never ends would end no build.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use tera::{Context, Tera};

/// A page takes about a millisecond; one that takes this long never ends, as far as anybody who waits can tell.
const LONGEST: Duration = Duration::from_secs(5);

/// The most bytes of one page.
const LARGEST: usize = 64 * 1024 * 1024;

/// The stack of the thread in which templates run.
const STACK: usize = 16 * 1024 * 1024;

/// Why a template was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It took too long.
    Time,
    /// It wrote too much.
    Size,
}

impl Stopped {
    pub(super) fn message(self) -> String {
        match self {
            Self::Time => format!("the templates take more than {} seconds for one page", LONGEST.as_secs()),
            Self::Size => format!("the templates write more than {} MB into one page", LARGEST / (1024 * 1024)),
        }
    }
}

/// What a template is asked for: the whole page, or one of its blocks.
pub(super) struct Wish {
    pub(super) name: String,
    pub(super) block: Option<String>,
    pub(super) context: Context,
}

/// What `tera` makes of `wish`, in a thread of its own, which is left behind if it does not come to an end.
pub(super) fn render(tera: &Arc<Tera>, wish: Wish) -> Result<tera::TeraResult<Vec<u8>>, Stopped> {
    let (tera, given_up) = (tera.clone(), Arc::new(AtomicBool::new(false)));
    let (answer, answered) = sync_channel(1);
    let mut page = Page { bytes: Vec::new(), full: false, given_up: given_up.clone() };
    let run = move || {
        let made = match &wish.block {
            None => tera.render_to(&wish.name, &wish.context, &mut page),
            Some(block) => tera.render_block_to(&wish.name, block, &wish.context, &mut page),
        };
        // Nobody listens any more if this took too long.
        let _ = answer.send(if page.full { Err(Stopped::Size) } else { Ok(made.map(|()| page.bytes)) });
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(run).expect("the system gives a thread");
    match answered.recv_timeout(LONGEST) {
        Ok(made) => made,
        Err(RecvTimeoutError::Timeout) => {
            given_up.store(true, Ordering::Relaxed);
            Err(Stopped::Time)
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => unreachable!("a thread that ends has answered"),
        },
    }
}

/// A page as it grows.
struct Page {
    bytes: Vec<u8>,
    /// Whether there was more than fits.
    full: bool,
    given_up: Arc<AtomicBool>,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.full |= self.bytes.len() + bytes.len() > LARGEST;
        if self.full || self.given_up.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
