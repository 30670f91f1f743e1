//! The pages of a site, each through its template.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::output::{Artifact, Content, Sink};
use crate::render::{PackParts, RenderedPage, Renderer, render_page};
use crate::site::{PageId, Site};
use crate::source::{SourcePath, SourceTree};

use super::memory::Memory;
use super::whole::Whole;

/// What pages, and what is beside them, are made from.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) tree: &'a SourceTree,
    pub(super) whole: &'a Whole,
    pub(super) parts: PackParts<'a>,
    pub(super) sink: Option<&'a dyn Sink>,
}

impl Making<'_> {
    /// What was made of page `id`, for the address `url`; nothing if the sink wants no more.
    pub(super) fn artifact(self, id: PageId, url: &str, bytes: Arc<Vec<u8>>) -> Option<Artifact> {
        let content = Content::new(url, bytes, self.sink)?;
        Some(Artifact { url: url.to_owned(), content, source: source(self.renderer.site, id) })
    }

    /// Whether there is a use for more.
    pub(super) fn goes_on(self) -> bool {
        self.sink.is_none_or(Sink::wants_more)
    }
}

/// Every page as an artifact.
pub(super) fn pages(making: Making<'_>, memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    if making.sink.is_none() { remembered(making, memory, diagnostics) } else { poured(making, diagnostics) }
}

/// Every page, each in the sink before the next is made.
fn poured(making: Making<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let Making { renderer, parts, .. } = making;
    let pages = (0..renderer.site.pages.len()).into_par_iter().filter(|_| making.goes_on());
    let made: Vec<Result<Option<Artifact>, Vec<Diagnostic>>> = pages
        .map(|id| {
            let page = render_page(renderer, id, parts.bodies[id], parts.reports[id].as_ref(), None)?;
            Ok(making.artifact(id, &renderer.site.pages[id].url, page.html))
        })
        .collect();
    let mut artifacts = Vec::with_capacity(made.len());
    for made in made {
        match made {
            Ok(artifact) => artifacts.extend(artifact),
            Err(found) => diagnostics.extend(found),
        }
    }
    artifacts
}

/// Every page, with the memory of the last build. One whose document is as it was in an equal site is as it was; of the
/// others, only those go through their template whose view differs from the last build.
fn remembered(making: Making<'_>, memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let Making { renderer, parts, .. } = making;
    let site = renderer.site;
    let made: Vec<Option<Result<RenderedPage, Vec<Diagnostic>>>> = memory
        .pages
        .par_iter()
        .enumerate()
        .map(|(id, kept)| {
            let stays = kept.page.is_some() && kept.holds(parts.own[id]);
            let known = kept.page.as_ref();
            (!stays).then(|| render_page(renderer, id, parts.bodies[id], parts.reports[id].as_ref(), known))
        })
        .collect();
    memory.rendered = 0;
    let mut artifacts = Vec::with_capacity(made.len());
    for (id, made) in made.into_iter().enumerate() {
        let kept = &mut memory.pages[id];
        match made {
            None => {}
            Some(Ok(page)) => {
                let same = kept.page.as_ref().is_some_and(|known| Arc::ptr_eq(&known.html, &page.html));
                memory.rendered += usize::from(!same);
                kept.page = Some(page);
            }
            Some(Err(found)) => {
                kept.page = None;
                diagnostics.extend(found);
            }
        }
        let bytes = kept.page.as_ref().map(|page| page.html.clone());
        artifacts.extend(bytes.and_then(|bytes| making.artifact(id, &site.pages[id].url, bytes)));
    }
    artifacts
}

/// The file that a page comes from; where there is none, what its address says.
pub(super) fn source(site: &Site, id: PageId) -> SourcePath {
    let page = &site.pages[id];
    page.source.clone().unwrap_or_else(|| SourcePath::new(page.url.trim_matches('/')))
}
