//! What is written beside the pages: for printers, feed readers, search engines and language models.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::output::{Artifact, OutputPath};
use crate::render::{
    FEED, LLMS, PackParts, Publication, ROBOTS, Renderer, SITEMAP, feed, has_twin, llms, pack_address, render_pack,
    robots, sitemap, twin, twin_url,
};
use crate::site::{Page, PageId, Site};
use crate::source::{SourcePath, SourceTree, Span};

/// Every file beside the pages. One that the project has itself, in `static/` or beside its pages, is left to it.
pub(super) fn beside(
    renderer: &Renderer<'_>,
    tree: &SourceTree,
    parts: PackParts<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let site = renderer.site;
    let pages = written(site);
    let mut artifacts = twins(site, &pages, tree, parts);
    let own = |url: &str| site.assets.iter().any(|asset| asset.url == url);
    let files = [
        (SITEMAP, sitemap(renderer)),
        (FEED, feed(renderer)),
        (ROBOTS, Ok(Some(robots(renderer)))),
        (LLMS, Ok(Some(llms(renderer)))),
    ];
    for (url, made) in files.into_iter().filter(|(url, _)| !own(url)) {
        match made {
            Ok(made) => artifacts.extend(made.map(|bytes| artifact(url.to_owned(), bytes, SourcePath::new("")))),
            Err(found) => diagnostics.extend(found),
        }
    }
    if diagnostics.iter().any(|told| told.code == Code::TemplateRender) {
        // The packs would only fail in the same way as their pages.
        return artifacts;
    }
    let packs: Vec<(PageId, String)> = pages.into_iter().filter_map(|id| Some((id, pack_address(site, id)?))).collect();
    let made: Vec<_> = packs
        .into_par_iter()
        .map(|(id, url)| (source(site, id), render_pack(renderer, id, &url, parts), url))
        .collect();
    for (source, made, url) in made {
        match made {
            Ok(html) => artifacts.push(artifact(url, html, source)),
            Err(found) => diagnostics.extend(found),
        }
    }
    artifacts
}

/// The pages that have a text of their own and a place in the output; of two at one place the first. The others are told when that is planned, and
/// what is written beside them would only say the same again.
fn written(site: &Site) -> Vec<PageId> {
    let mut taken = HashSet::new();
    let mut place = |page: &Page| OutputPath::of_url(&page.url).is_ok_and(|path| taken.insert(path.folded()));
    let has_text = |id: &PageId| has_twin(&site.pages[*id]) && site.front[*id].moved_to.is_none();
    (0..site.pages.len()).filter(has_text).filter(|id| place(&site.pages[*id])).collect()
}

fn twins(site: &Site, pages: &[PageId], tree: &SourceTree, parts: PackParts<'_>) -> Vec<Artifact> {
    pages
        .par_iter()
        .map(|&id| {
            let page = &site.pages[id];
            let document = page.facts.as_ref().and_then(|facts| tree.get(&facts.source)?.text().ok());
            let text = twin(site, id, document, parts.reports[id].as_ref());
            artifact(twin_url(&page.url), text.into_bytes(), source(site, id))
        })
        .collect()
}

fn source(site: &Site, id: PageId) -> SourcePath {
    let page = &site.pages[id];
    page.source.clone().unwrap_or_else(|| SourcePath::new(page.url.trim_matches('/')))
}

fn artifact(url: String, bytes: Vec<u8>, source: SourcePath) -> Artifact {
    Artifact { url, bytes: Arc::new(bytes), source }
}

/// Told once, whatever the number of pages: git has too little history to say when they were changed.
pub(super) fn tell_hidden(publication: &Publication) -> Option<Diagnostic> {
    let first = publication.hidden.first()?;
    let pages = match publication.hidden.len() {
        1 => "1 page was".to_owned(),
        more => format!("{more} pages were"),
    };
    let message = format!("this copy of the repository does not know when {pages} last changed, so no date is shown");
    let help =
        "it has only the newest commits: fetch all of them, with `git fetch --unshallow` or `fetch-depth: 0` in CI";
    Some(Diagnostic::warning(Code::SourceShallow, Span::top(first), message).help(help))
}

/// What was left out and why, for those who ask.
pub(super) fn remarks(site: &Site, publication: &Publication) -> Vec<String> {
    let mut remarks = Vec::new();
    if publication.base.is_none() {
        remarks.push("no sitemap.xml, feed.xml and whole addresses: they need `base_url`".to_owned());
    } else if !publication.has_feed() {
        remarks.push("no feed.xml: nothing says when a page was changed".to_owned());
    }
    let long = (0..site.pages.len())
        .filter(|id| !site.pages[*id].children.is_empty() && pack_address(site, *id).is_none())
        .map(|id| format!("no print.html for `{}`: it would have too many pages", site.pages[id].url));
    remarks.extend(long);
    remarks
}
