//! What is written beside the pages: for printers, feed readers, search engines and language models.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic};
use crate::output::{Artifact, Content};
use crate::render::{
    FEED, LLMS, Publication, ROBOTS, SITEMAP, feed, has_twin, llms, missing_page, pack_address, redirect_page,
    render_pack, robots, sitemap, twin, twin_url,
};
use crate::site::{PageId, Site};
use crate::source::{History, SourcePath, Span};

use super::memory::Memory;
use super::outputs::outputs;
use super::pages::Making;

/// What is made from no document: each file with its bytes, or why it cannot be made.
#[derive(Debug)]
pub(super) struct Lists {
    /// The page for what is not found, and those that send readers on.
    fixed: Vec<(String, SourcePath, Made)>,
    /// What other programs read.
    for_programs: Vec<(&'static str, Made)>,
    /// The files beside the reports of sprints.
    outputs: Vec<Artifact>,
    /// What is wrong with those.
    found: Vec<Diagnostic>,
}

type Made = Result<Option<Arc<Vec<u8>>>, Vec<Diagnostic>>;

impl Lists {
    fn new(making: Making<'_>, base: &str) -> Self {
        let renderer = making.renderer;
        let mut found = Vec::new();
        let outputs = outputs(renderer, making.parts.reports, &mut found);
        let shared = |made: Result<Option<Vec<u8>>, Vec<Diagnostic>>| made.map(|made| made.map(Arc::new));
        let missing = ("/404.html".to_owned(), SourcePath::new(""), shared(missing_page(renderer, base).map(Some)));
        let redirects = renderer.site.redirects.par_iter().map(|redirect| {
            (redirect.url.clone(), redirect.source.clone(), shared(redirect_page(renderer, redirect).map(Some)))
        });
        let lists = [
            (SITEMAP, sitemap(renderer)),
            (FEED, feed(renderer)),
            (ROBOTS, Ok(Some(robots(renderer)))),
            (LLMS, Ok(Some(llms(renderer)))),
        ];
        Self {
            fixed: std::iter::once(missing).chain(redirects.collect::<Vec<_>>()).collect(),
            for_programs: lists.into_iter().map(|(url, made)| (url, shared(made))).collect(),
            outputs,
            found,
        }
    }
}

/// The page for what is not found, those at old addresses, and the files beside reports.
pub(super) fn fixed(
    making: Making<'_>,
    base: &str,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let lists = memory.lists.get_or_insert_with(|| Lists::new(making, base));
    let made = lists.fixed.iter().map(|(url, source, made)| (url.as_str(), source, made));
    let mut artifacts = told(made, diagnostics);
    artifacts.extend(lists.outputs.iter().cloned());
    diagnostics.extend(lists.found.iter().cloned());
    artifacts
}

/// Every file beside the pages. One that the project has itself, in `static/` or beside its pages, is left to it.
pub(super) fn beside(making: Making<'_>, memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let site = making.renderer.site;
    let mut artifacts = twins(making, memory);
    let own = |url: &str| site.assets.iter().any(|asset| asset.url == url);
    let nowhere = SourcePath::new("");
    let lists = memory.lists.iter().flat_map(|lists| &lists.for_programs).filter(|(url, _)| !own(url));
    artifacts.extend(told(lists.map(|(url, made)| (*url, &nowhere, made)), diagnostics));
    if diagnostics.iter().any(|told| told.code == Code::TemplateRender) {
        // The packs would only fail in the same way as their pages.
        return artifacts;
    }
    artifacts.extend(packs(making, memory, diagnostics));
    artifacts
}

/// Pages of many pages, for printers.
fn packs(making: Making<'_>, memory: &mut Memory, diagnostics: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let (known, keeps) = (&memory.packs, memory.keeps);
    let wanted = making.whole.packs.par_iter().filter(|_| making.goes_on());
    let made: Vec<_> = wanted
        .map(|(id, url)| {
            let pack = render_pack(making.renderer, *id, url, making.parts, known.get(id))?;
            Ok((making.artifact(*id, url, pack.html.clone()), keeps.then_some((*id, pack))))
        })
        .collect();
    let (mut artifacts, mut packs) = (Vec::new(), HashMap::new());
    for made in made {
        match made {
            Ok((artifact, pack)) => {
                artifacts.extend(artifact);
                packs.extend(pack);
            }
            Err(found) => diagnostics.extend::<Vec<Diagnostic>>(found),
        }
    }
    memory.packs = packs;
    artifacts
}

fn told<'a>(
    made: impl Iterator<Item = (&'a str, &'a SourcePath, &'a Made)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    for (url, source, made) in made {
        match made {
            Ok(bytes) => artifacts.extend(bytes.clone().map(|bytes| Artifact {
                url: url.to_owned(),
                content: Content::Kept(bytes),
                source: source.clone(),
            })),
            Err(found) => diagnostics.extend(found.iter().cloned()),
        }
    }
    artifacts
}

fn twins(making: Making<'_>, memory: &mut Memory) -> Vec<Artifact> {
    let Making { tree, parts, whole, .. } = making;
    let site = making.renderer.site;
    let kept = &memory.pages;
    let keeps = memory.keeps;
    let wanted = whole.written.par_iter().filter(|_| making.goes_on());
    let texts: Vec<_> = wanted
        .map(|&id| {
            let known = kept[id].twin.as_ref().filter(|_| kept[id].holds(parts.own[id]));
            let text = || {
                let facts = site.pages[id].facts.as_ref();
                let document = facts.and_then(|facts| tree.get(&facts.source)?.text().ok());
                Arc::new(
                    twin(site, id, document, making.renderer.answers_of(id), parts.reports[id].as_ref()).into_bytes(),
                )
            };
            let text = known.cloned().unwrap_or_else(text);
            (id, making.artifact(id, &twin_url(&site.pages[id].url), text.clone()), keeps.then_some(text))
        })
        .collect();
    let twins = texts.into_iter().filter_map(|(id, artifact, text)| {
        memory.pages[id].twin = text;
        artifact
    });
    twins.collect()
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
pub(super) fn remarks(site: &Site, publication: &Publication, history: &History) -> Vec<String> {
    let mut remarks = Vec::new();
    if publication.base.is_none() {
        remarks.push("no sitemap.xml, feed.xml and whole addresses: they need `base_url`".to_owned());
    } else if !publication.has_feed() {
        remarks.push("no feed.xml: nothing says when a page was changed".to_owned());
    }
    if let Some(day) = history.missing_until.filter(|_| !site.logs.is_empty()) {
        remarks.push(format!(
            "reports of sprints that began by {day} do not list the pages that changed: this copy of the repository does not know"
        ));
    }
    let is_section = |id: &PageId| has_twin(&site.pages[*id]) && !site.pages[*id].children.is_empty();
    let long = (0..site.pages.len())
        .filter(|id| is_section(id) && pack_address(site, *id).is_none())
        .map(|id| format!("no print.html for `{}`: it would have too many pages", site.pages[id].url));
    remarks.extend(long);
    remarks
}
