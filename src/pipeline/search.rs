//! The search index of a site: which pages are in it, and what of them.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::output::{Artifact, Content};
use crate::parse::{Body, Facts, plain_parts};
use crate::render::{PackParts, Renderer, Report, SEARCH, is_searched};
use crate::search::{Entry, Passage, SearchPage, index};
use crate::site::{Linker, PageId, PageKind};
use crate::source::{Fingerprint, SourcePath};

use super::memory::Memory;
use super::pages::Making;

/// The files of the index. A page is read again only if it says something else than in the last build. Where the memory may
/// put them off they are those of the last build.
pub(super) fn search_files(making: Making<'_>, memory: &mut Memory) -> Vec<Artifact> {
    let Making { renderer, parts, sink, .. } = making;
    memory.is_behind = false;
    if !is_searched(renderer) {
        return Vec::new();
    }
    if let Some(files) = memory.search_files.as_ref().filter(|_| memory.puts_off) {
        memory.is_behind = true;
        return files.clone();
    }
    let site = renderer.site;
    let found: Vec<PageId> = (0..site.pages.len()).filter(|id| is_found(renderer, *id)).collect();
    let known = &memory.searched;
    let read: Vec<(Fingerprint, Arc<SearchPage>)> = found
        .par_iter()
        .map(|id| {
            let seen = seen(renderer, parts, *id);
            let fingerprint = seen.fingerprint();
            match known.get(&site.pages[*id].url) {
                Some((known, page)) if *known == fingerprint => (fingerprint, page.clone()),
                _ => (fingerprint, Arc::new(SearchPage::new(&seen.entry()))),
            }
        })
        .collect();
    let pages: Vec<Arc<SearchPage>> = read.iter().map(|(_, page)| page.clone()).collect();
    if memory.keeps {
        let urls = found.iter().map(|id| site.pages[*id].url.clone());
        memory.searched = urls.zip(read).collect::<HashMap<_, _>>();
    }
    let wanted = index(&pages, &renderer.config.language).into_par_iter().filter(|_| making.goes_on());
    let files = wanted.filter_map(|file| {
        let url = format!("{SEARCH}{}", file.name);
        let content = Content::new(&url, Arc::new(file.text.into_bytes()), sink)?;
        Some(Artifact { url, content, source: SourcePath::new("sprintbook.yaml") })
    });
    let files: Vec<Artifact> = files.collect();
    memory.search_files = memory.keeps.then(|| files.clone());
    files
}

/// Whether readers find page `id`: lists of pages and pages that send them on are only in the way.
fn is_found(renderer: &Renderer<'_>, id: PageId) -> bool {
    let page = &renderer.site.pages[id];
    let list = matches!(page.kind, PageKind::Tags | PageKind::Tag(_)) && page.facts.is_none();
    page.in_search && !list && renderer.site.front[id].moved_to.is_none()
}

/// What readers see of a page, as far as nobody has to take it out of markup.
struct Seen<'a> {
    head: Head<'a>,
    report: Vec<Passage>,
    document: Option<(&'a Facts, &'a Body)>,
}

#[derive(Hash)]
struct Head<'a> {
    href: String,
    title: &'a str,
    names: Vec<&'a str>,
    place: &'a str,
    description: Option<&'a str>,
}

fn seen<'a>(renderer: &'a Renderer<'_>, parts: PackParts<'a>, id: PageId) -> Seen<'a> {
    let site = renderer.site;
    let page = &site.pages[id];
    let mut names = vec![page.label.as_str()];
    if let PageKind::Sprint(log, sprint) = page.kind {
        names.push(&site.logs[log].log.sprints[sprint].id);
    }
    let head = Head {
        href: Linker::on_page("/", renderer.urls).to(&page.url),
        title: &page.title,
        names,
        // That a page is in the handbook goes without saying.
        place: page.parent.filter(|parent| *parent > 0).map_or("", |parent| site.pages[parent].label.as_str()),
        description: page.description.as_deref(),
    };
    let body = page.facts.as_deref().and_then(|facts| Some((facts, parts.bodies[id]?)));
    Seen { head, report: parts.reports[id].as_ref().map(report).unwrap_or_default(), document: body }
}

impl<'a> Seen<'a> {
    /// Equal where the page would be found in the same way.
    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(&self.head, &self.report, self.document.map(|(_, body)| body.html.as_str())))
    }

    fn entry(self) -> Entry<'a> {
        let about = self.head.description.map(|about| Passage { text: about.to_owned(), ..Passage::default() });
        let mut passages: Vec<Passage> = about.into_iter().collect();
        for (heading, text) in self.document.map(|(facts, body)| plain_parts(body, &facts.headings)).unwrap_or_default()
        {
            let (id, title) = heading.map(|heading| (heading.id.clone(), heading.title.clone())).unwrap_or_default();
            passages.push(Passage { id, title, text });
        }
        passages.extend(self.report);
        passages.retain(|passage| !passage.title.is_empty() || !passage.text.is_empty());
        let Head { href, title, names, place, .. } = self.head;
        Entry { href, title, names, place, passages }
    }
}

fn report(report: &Report) -> Vec<Passage> {
    let passages = match report {
        Report::Overview(overview) => overview.passages(),
        Report::Sprint(sprint) => sprint.passages(),
        Report::Horizon(horizon) => horizon.passages(),
        Report::Numbers(numbers) => numbers.passages(),
        Report::Teams(teams) => teams.passages(),
    };
    let passages = passages.into_iter().map(|passage| Passage {
        id: passage.id.to_owned(),
        title: passage.title.to_owned(),
        text: passage.text,
    });
    passages.collect()
}
