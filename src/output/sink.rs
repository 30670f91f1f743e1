//! Where the bytes of a site go as they are made, so that not all of them have to be in memory until the last one is.

use std::fmt::Debug;
use std::sync::Arc;

use super::path::OutputPath;

/// Takes files of a site before its plan is whole. Which of them belong to the site is known only with the plan.
pub trait Sink: Debug + Sync {
    /// Takes the bytes that would lie at `path`; from any thread, in any order. Gives the number that the plan knows them by, or
    /// nothing if no more are wanted.
    fn take(&self, path: &OutputPath, bytes: &[u8]) -> Option<usize>;

    /// Whether more are wanted. Where not, there will be no site, and nobody needs to make the rest of it.
    fn wants_more(&self) -> bool;
}

/// For whoever wants to know what is wrong with a site, and not the site.
#[derive(Debug, Clone, Copy)]
pub struct Nowhere;

impl Sink for Nowhere {
    fn take(&self, _: &OutputPath, _: &[u8]) -> Option<usize> {
        Some(0)
    }

    fn wants_more(&self) -> bool {
        true
    }
}

/// What a file of the site holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// These bytes.
    Kept(Arc<Vec<u8>>),
    /// What a [`Sink`] took and gave this number.
    Taken(usize),
}

impl Content {
    /// `bytes` for the address `url`, which `sink` takes if there is one; nothing if it wants no more.
    pub fn new(url: &str, bytes: Arc<Vec<u8>>, sink: Option<&dyn Sink>) -> Option<Self> {
        // What cannot be a path, the plan tells.
        match sink.zip(OutputPath::of_url(url).ok()) {
            Some((sink, path)) => sink.take(&path, &bytes).map(Self::Taken),
            None => Some(Self::Kept(bytes)),
        }
    }

    /// Whether both are known to hold the same.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            // What the memory of a build gave back is the same allocation.
            (Self::Kept(one), Self::Kept(other)) => Arc::ptr_eq(one, other) || one == other,
            _ => false,
        }
    }
}
