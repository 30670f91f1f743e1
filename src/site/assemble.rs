//! From parsed parts to the site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{Config, Facts, sentence_case};
use crate::source::{SourcePath, Span};

use super::address::address_of;
use super::links::{Target, resolve_all};
use super::log::{LogPart, SprintLog};
use super::page::{Page, PageKind};
use super::resolver::Resolver;
use super::sections::{grow, parent_url};

/// Everything that a site is made of.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The content folder, relative to the project.
    pub content: String,
    /// The facts of every document.
    pub documents: Vec<Arc<Facts>>,
    /// Every sprint log.
    pub logs: Vec<LogPart>,
    /// Every other file, to be copied.
    pub assets: Vec<Asset>,
    /// Whether drafts are pages too.
    pub drafts: bool,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it comes from.
    pub source: SourcePath,
    /// Its address in the site: `/roles/team.png`.
    pub url: String,
}

/// The whole site: pages in menu order, what their links lead to, sprint logs, files.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// The pages in menu order; the home page is the first.
    pub pages: Vec<Page>,
    /// What the links of each page lead to, in the order of its document.
    pub links: Vec<Vec<Target>>,
    /// The sprint logs, by folder.
    pub logs: Vec<SprintLog>,
    /// The files that are copied.
    pub assets: Vec<Asset>,
}

/// The site that `parts` make, and what is wrong between them.
#[must_use]
pub fn assemble(config: &Config, parts: Parts) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (documents, drafts) = without_drafts(&parts);
    let mut logs = Vec::new();
    for part in &parts.logs {
        let (log, found) = SprintLog::new(part);
        diagnostics.extend(found);
        logs.push(log);
    }
    let mut pages = document_pages(&documents, &parts.content, &mut diagnostics);
    add_sprint_pages(&mut pages, &logs);
    let title = site_title(config, &pages);
    let pages = grow(pages.into_values().collect(), &title);
    let files: Vec<String> = parts.assets.iter().map(|asset| asset.url.clone()).collect();
    let aliases = BTreeMap::new();
    let resolver = Resolver::new(&pages, &files, &drafts, &aliases, &parts.content).reading(config.links);
    let (links, found) = resolve_all(&pages, &resolver);
    diagnostics.extend(found);
    (Site { title, pages, links, logs, assets: parts.assets }, diagnostics)
}

fn site_title(config: &Config, pages: &BTreeMap<String, Page>) -> String {
    let home = pages.get("/").map(|page| page.title.clone());
    config.title.clone().or(home).unwrap_or_else(|| "Handbook".to_owned())
}

/// The documents that are published, and the addresses of those that are not. A draft section hides what lies below it.
fn without_drafts(parts: &Parts) -> (Vec<Arc<Facts>>, Vec<String>) {
    let address = |facts: &Facts| address_of(facts.source.below(&parts.content).unwrap_or_default());
    if parts.drafts {
        return (parts.documents.clone(), Vec::new());
    }
    let marked: BTreeSet<String> =
        parts.documents.iter().filter(|facts| facts.front_matter.draft).map(|facts| address(facts)).collect();
    let hidden = |url: &str| {
        let mut folder = Some(url);
        while let Some(current) = folder {
            if marked.contains(current) {
                return true;
            }
            folder = parent_url(current).filter(|parent| *parent != "/");
        }
        false
    };
    let (drafts, published): (Vec<_>, Vec<_>) =
        parts.documents.iter().cloned().partition(|facts| hidden(&address(facts)));
    (published, drafts.iter().map(|facts| address(facts)).collect())
}

fn document_pages(
    documents: &[Arc<Facts>],
    content: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Page> {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for facts in documents {
        let page = document_page(facts, content);
        match pages.get(&page.url) {
            Some(first) => diagnostics.push(same_address(&page, first)),
            None => {
                pages.insert(page.url.clone(), page);
            }
        }
    }
    pages
}

fn document_page(facts: &Arc<Facts>, content: &str) -> Page {
    let path = facts.source.below(content).unwrap_or_default();
    let front_matter = &facts.front_matter;
    let mut page = Page::new(address_of(path), PageKind::Page, facts.title.clone());
    page.label = front_matter.nav_title.clone().unwrap_or_else(|| facts.title.clone());
    page.description.clone_from(&front_matter.description);
    page.order = front_matter.order;
    page.source = Some(facts.source.clone());
    page.facts = Some(facts.clone());
    page
}

fn same_address(page: &Page, first: &Page) -> Diagnostic {
    let source = |page: &Page| page.source.clone().unwrap_or_else(|| SourcePath::new(""));
    let message = format!("two pages have the address `{}`", page.url);
    Diagnostic::error(Code::PageDuplicateAddress, Span::top(&source(page)), message)
        .related(Span::top(&source(first)), "the other one is this file")
        .help("rename one of the two files, or put their text into one")
}

/// One page per log and one per sprint. A document with the address of such a page is its prose.
fn add_sprint_pages(pages: &mut BTreeMap<String, Page>, logs: &[SprintLog]) {
    for (number, log) in logs.iter().enumerate() {
        let folder = log.url.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let overview = pages
            .entry(log.url.clone())
            .or_insert_with(|| Page::new(log.url.clone(), PageKind::Page, sentence_case(folder)));
        overview.kind = PageKind::Sprints(number);
        for (index, file) in log.files.iter().enumerate() {
            let url = log.report_url(index);
            let report =
                pages.entry(url.clone()).or_insert_with(|| Page::new(url, PageKind::Page, file.sprint.title()));
            report.kind = PageKind::Sprint(number, index);
            file.sprint.title().clone_into(&mut report.title);
            file.sprint.title().clone_into(&mut report.label);
            if report.facts.is_none() {
                report.source = Some(file.source.clone());
            }
            report.description = report.description.take().or_else(|| file.sprint.goal.text.clone());
        }
    }
}
