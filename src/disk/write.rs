//! From pages and their plan to files. All that is new is written beside the site first, and only when that has worked is it
//! renamed to its place: what readers may need before what refers to it, and what is gone last.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::output::{Content, OutputPath, OutputPlan, Sink};
use crate::source::Fingerprint;

use super::desk::{DESK, Desk};
use super::draft::{Draft, Fresh};
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::lock::Lock;
use super::manifest::{Manifest, Origin};
use super::output_folder;

/// Where a site is written to, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The folder of the site.
    pub output: &'a Path,
    /// The project, which is never in danger.
    pub root: &'a Path,
    /// The folder of its pages.
    pub content: &'a str,
}

/// The folder of a site, and who has a say in writing to it.
#[derive(Clone, Copy)]
pub struct Destination<'a> {
    /// The folder.
    pub site: Site<'a>,
    /// Who may ask to stop.
    pub interrupt: &'a Interrupt,
    /// Called once where another build has to end first.
    pub waits: &'a (dyn Fn() + Sync),
}

/// What a write did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were as they should be and were not touched.
    pub unchanged: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
}

/// What the build wrote that is in the output folder, if it was made from what `origin` stands for and every file is as it
/// was written. Then there is nothing to do.
pub fn unchanged(site: Site<'_>, fingerprint: Fingerprint) -> Result<Option<Origin>, Failure> {
    output_folder::ensure_ours(site.output, site.root, site.content)?;
    let Some(manifest) = Manifest::load(site.output)? else { return Ok(None) };
    let origin = manifest.origin.filter(|origin| origin.fingerprint == fingerprint);
    let whole = || !site.output.join(DESK).exists() && manifest.holds(site.output);
    Ok(origin.filter(|_| whole()))
}

/// A site on its way into its folder. It takes the bytes of pages as they are made, and puts everything in place once the plan
/// is whole. If it is dropped before, the folder is as it was.
pub struct Writer<'a> {
    to: Destination<'a>,
    place: OnceLock<Option<Place<'a>>>,
    laid: Mutex<Vec<Laid>>,
    /// What went wrong first.
    failed: OnceLock<Failure>,
}

/// The folder of a site, for one writer alone. The desk goes first, since the lock removes a folder with nothing in it.
struct Place<'a> {
    desk: Desk,
    _lock: Lock<'a>,
}

/// A file that is on the desk, unless it is at its place already as it is to be; and what it holds.
type Laid = (Option<Fresh>, Fingerprint);

impl<'a> Writer<'a> {
    /// Touches nothing before the first bytes come.
    #[must_use]
    pub fn new(to: Destination<'a>) -> Self {
        Self { to, place: OnceLock::new(), laid: Mutex::default(), failed: OnceLock::new() }
    }

    /// Makes the output folder be `plan`. If that fails before all files are ready, the folder is as it was. `origin` is kept
    /// for [`unchanged`].
    pub fn write(mut self, plan: &OutputPlan, origin: Option<Origin>) -> Result<Written, Failure> {
        self.place();
        if let Some(failure) = self.failed.take() {
            return Err(failure);
        }
        let (to, taken) = (self.to, self.laid.into_inner().expect(NO_PANIC));
        let place = self.place.into_inner().flatten().expect("where a folder cannot be ours, that has failed");
        let output = to.site.output;
        let before = Manifest::load(output)?;
        let laid = lay_all(plan, taken, to, &place.desk)?;
        let files = plan.artifacts().zip(&laid).map(|((path, _), (_, fingerprint))| (path.clone(), Some(*fingerprint)));
        let after = Manifest { origin, files: files.collect() };
        let all = laid.len();
        let fresh: Vec<Fresh> = laid.into_iter().filter_map(|(fresh, _)| fresh).collect();
        let known = before.iter().flat_map(|before| before.files.keys());
        let gone: Vec<&OutputPath> = known.filter(|path| !after.files.contains_key(path)).collect();
        let written = Written { changed: fresh.len(), unchanged: all - fresh.len(), removed: gone.len() };
        let same_list = before.as_ref().is_some_and(|before| before.text() == after.text());
        if same_list && fresh.is_empty() {
            return Ok(written);
        }
        Draft { output, desk: place.desk, fresh, gone }.put_in_place(before.as_ref(), &after, to.interrupt)?;
        Ok(written)
    }

    /// The folder, which is ours from the first call on; nothing if it cannot be.
    fn place(&self) -> Option<&Place<'a>> {
        self.place.get_or_init(|| self.or_fail(Place::take(self.to))).as_ref()
    }

    fn or_fail<T>(&self, outcome: Result<T, Failure>) -> Option<T> {
        // Only the first failure is told.
        outcome.map_err(|failure| self.failed.set(failure)).ok()
    }
}

const NO_PANIC: &str = "nothing panics while a file is noted";

impl Sink for Writer<'_> {
    fn take(&self, path: &OutputPath, bytes: &[u8]) -> Option<usize> {
        let place = self.place().filter(|_| self.wants_more())?;
        let one = self.or_fail(lay(path, bytes, self.to, &place.desk))?;
        let mut laid = self.laid.lock().expect(NO_PANIC);
        laid.push(one);
        Some(laid.len() - 1)
    }

    fn wants_more(&self) -> bool {
        self.failed.get().is_none()
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Writer").field("site", &self.to.site).finish_non_exhaustive()
    }
}

impl<'a> Place<'a> {
    fn take(to: Destination<'a>) -> Result<Self, Failure> {
        let Site { output, root, content } = to.site;
        output_folder::ensure_ours(output, root, content)?;
        let lock = Lock::take(output, to.waits)?;
        to.interrupt.begin()?;
        Ok(Self { desk: Desk::new(output)?, _lock: lock })
    }
}

/// Each file of `plan`; what was not `taken` before is laid now.
fn lay_all(plan: &OutputPlan, taken: Vec<Laid>, to: Destination<'_>, desk: &Desk) -> Result<Vec<Laid>, Failure> {
    let mut taken: Vec<Option<Laid>> = taken.into_iter().map(Some).collect();
    let of_plan: Vec<(&OutputPath, Result<Laid, &[u8]>)> = plan
        .artifacts()
        .map(|(path, artifact)| match &artifact.content {
            Content::Taken(number) => (path, Ok(taken[*number].take().expect("each file lies at one path"))),
            Content::Kept(bytes) => (path, Err(bytes.as_slice())),
        })
        .collect();
    let laid = of_plan.into_par_iter().map(|(path, laid)| laid.or_else(|bytes| lay(path, bytes, to, desk)));
    laid.collect()
}

/// What is to lie at `path`; written, unless it is in the output folder already as it is to be.
fn lay(path: &OutputPath, bytes: &[u8], to: Destination<'_>, desk: &Desk) -> Result<Laid, Failure> {
    to.interrupt.check()?;
    Ok((Fresh::of(bytes, to.site.output.join(path.as_str()), desk)?, Fingerprint::of_bytes(bytes)))
}
