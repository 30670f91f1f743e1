//! From a plan to files. All that is new is written beside the site first, and only when that has worked is it renamed to its
//! place: what readers may need before what refers to it, and what is gone last.

use std::path::Path;

use rayon::prelude::*;

use crate::output::{OutputPath, OutputPlan};
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
    pub waits: &'a dyn Fn(),
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

/// Makes the output folder be `plan`. If that fails before all files are ready, the folder is as it was. `origin` is kept for
/// [`unchanged`].
pub fn write(plan: &OutputPlan, to: Destination<'_>, origin: Option<Origin>) -> Result<Written, Failure> {
    let Site { output, root, content } = to.site;
    output_folder::ensure_ours(output, root, content)?;
    let _lock = Lock::take(output, to.waits)?;
    to.interrupt.begin()?;
    let before = Manifest::load(output)?;
    let desk = Desk::new(output)?;
    let laid = lay(plan, to, &desk)?;
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
    Draft { output, desk, fresh, gone }.put_in_place(before.as_ref(), &after, to.interrupt)?;
    Ok(written)
}

/// Each file of `plan` with its fingerprint; written, unless it is in the output folder already as it is to be.
fn lay(plan: &OutputPlan, to: Destination<'_>, desk: &Desk) -> Result<Vec<(Option<Fresh>, Fingerprint)>, Failure> {
    let artifacts: Vec<(&OutputPath, &[u8])> =
        plan.artifacts().map(|(path, artifact)| (path, artifact.bytes.as_slice())).collect();
    let one = |(path, bytes): (&OutputPath, &[u8])| {
        to.interrupt.check()?;
        Ok((Fresh::of(bytes, to.site.output.join(path.as_str()), desk)?, Fingerprint::of_bytes(bytes)))
    };
    artifacts.into_par_iter().map(one).collect()
}
