//! The whole build on one screen.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::output::{Artifact, OutputPlan, plan};
use crate::parse::{Body, Config, ThemeOption, UrlStyle, parse_config};
use crate::render::{PackParts, Publication, RenderedPage, Renderer, missing_page, redirect_page, render_page};
use crate::site::{Page, PageKind, Parts, Site, assemble};
use crate::source::{SourcePath, SourceTree};
use crate::theme::{Choice, Setting, Theme};

use super::beside::{beside, remarks, tell_hidden};
use super::list::Listing;
use super::memory::{Memory, Parsed};
use super::navigation::{categories, foreign_menu};
use super::numbers::{artifacts, read_log, reports};
use super::reviews::owners;
use super::search::search_files;
use super::sort::{Sorted, sort};
use super::templates;
use super::unread;

/// What a build is asked for beyond what the files say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The day that reports speak of.
    pub today: Date,
    /// Whether drafts are pages too.
    pub drafts: bool,
    /// Where the site will live, instead of what the configuration says.
    pub base_url: Option<String>,
    /// How links are written, instead of what the configuration says.
    pub urls: Option<UrlStyle>,
    /// Values for keys of the configuration, instead of what it says: key and value.
    pub overrides: Vec<(String, String)>,
}

/// What a build makes.
#[derive(Debug)]
pub struct Build {
    /// Every file of the site.
    pub plan: OutputPlan,
    /// Every mistake, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The path that the site lives under, with `/` at both ends.
    pub base: String,
    /// How much was made.
    pub counts: Counts,
    /// What was left out and why, in sentences for those who ask.
    pub remarks: Vec<String>,
    /// What it was made from, to be listed.
    pub listing: Listing,
}

/// How much a build made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages of all kinds.
    pub pages: usize,
    /// Sprints among them.
    pub sprints: usize,
}

/// The site that the files of `tree` make.
#[must_use]
pub fn build(tree: &SourceTree, settings: &Settings, memory: &mut Memory) -> Build {
    let mut diagnostics = unread::tell(tree);
    let (config, found) = configuration(tree, &settings.overrides);
    diagnostics.extend(found);
    let sorted = sort(tree);
    let parsed = memory.documents(&sorted.pages, config.markup);
    let (parts, bodies) = parse(tree, &sorted, settings, &parsed, &mut diagnostics);
    let (site, found) = assemble(&config, parts);
    diagnostics.extend(found);
    let (theme, found) = memory.theme(tree, &choice(&config));
    diagnostics.extend(found);
    diagnostics.extend(templates::tell_missing(&site, &theme));
    let urls = settings.urls.unwrap_or(config.urls);
    let base = settings.base_url.as_deref().or(config.base_url.as_deref());
    let publication = Publication::new(&site, &tree.history, base, settings.today);
    diagnostics.extend(tell_hidden(&publication));
    let renderer = Renderer::new(&config, &site, &theme, urls, &publication).remembering(memory.keeps);
    let reports = reports(&site, settings.today);
    let parts = PackParts { bodies: &bodies, reports: &reports };
    let pages = render(&renderer, parts, base, memory, &mut diagnostics);
    let searched = search_files(&renderer, parts, memory);
    let beside = beside(&renderer, tree, parts, &mut diagnostics);
    let files = files(tree, &site, &theme).chain(artifacts(&site, settings.today));
    let left = left_to_files(&site);
    let pages = pages.into_iter().filter(|page| !left.contains(page.url.as_str()));
    let (plan, found) = plan(pages.chain(files).chain(beside).chain(searched));
    diagnostics.extend(found);
    let counts = Counts { pages: site.pages.len(), sprints: site.logs.iter().map(|log| log.files.len()).sum() };
    let remarks = remarks(&site, &publication);
    let mut diagnostics = in_order(diagnostics);
    keep_sure_fixes(&mut diagnostics, tree);
    Build { plan, diagnostics, base: base_path(base), counts, remarks, listing: Listing { site } }
}

/// Drops each fix that would replace something else than what stands in the source, such as a target with escapes in it.
fn keep_sure_fixes(diagnostics: &mut [Diagnostic], tree: &SourceTree) {
    for diagnostic in diagnostics {
        diagnostic.fix = diagnostic.fix.take().filter(|fix| {
            let file = tree.get(&fix.span.file);
            file.is_some_and(|file| file.bytes.get(fix.span.start..fix.span.end) == Some(fix.written.as_bytes()))
        });
    }
}

/// The configuration of a project with `overrides` from outside, and what is wrong with it.
#[must_use]
pub fn configuration(tree: &SourceTree, overrides: &[(String, String)]) -> (Config, Vec<Diagnostic>) {
    let path = SourcePath::new("sprintbook.yaml");
    let (config, mut diagnostics) = tree.get(&path).map(parse_config).unwrap_or_default();
    let (config, found) = config.overridden(&path, overrides);
    diagnostics.extend(found);
    (config, diagnostics)
}

fn choice(config: &Config) -> Choice {
    let setting = |option: &ThemeOption| Setting {
        name: option.name.clone(),
        value: option.value.clone(),
        name_span: option.name_span.clone(),
        value_span: option.value_span.clone(),
    };
    Choice { name: config.theme.clone(), settings: config.theme_options.iter().map(setting).collect() }
}

/// The address of the page for what is not found.
const MISSING: &str = "/404.html";

type Bodies = HashMap<SourcePath, Arc<Body>>;

fn parse(
    tree: &SourceTree,
    sorted: &Sorted<'_>,
    settings: &Settings,
    parsed: &[Parsed],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Parts, Bodies) {
    let mut parts =
        Parts { content: tree.content.clone(), today: settings.today, drafts: settings.drafts, ..Parts::default() };
    parts.owners = owners(tree, diagnostics);
    parts.navigation = foreign_menu(tree, sorted);
    parts.links_by_address = tree.on_demand && !tree.content.is_empty();
    parts.categories = categories(sorted, diagnostics);
    let mut bodies = Bodies::with_capacity(parsed.len());
    for parsed in parsed {
        let (document, found) = &**parsed;
        diagnostics.extend(found.iter().cloned());
        bodies.insert(document.facts.source.clone(), document.body.clone());
        parts.documents.push(document.facts.clone());
    }
    let logs = sorted.logs.iter();
    parts.logs = logs.map(|(folder, files)| read_log(folder, files, settings.today, diagnostics)).collect();
    parts.assets.clone_from(&sorted.assets);
    (parts, bodies)
}

/// Every page as an artifact; only those whose view differs from the last build go through their template.
fn render(
    renderer: &Renderer<'_>,
    parts: PackParts<'_>,
    base: Option<&str>,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let site = renderer.site;
    let known = &memory.pages;
    let made: Vec<Result<RenderedPage, Vec<Diagnostic>>> = (0..site.pages.len())
        .into_par_iter()
        .map(|id| {
            let page = &site.pages[id];
            let body = page.facts.as_ref().and_then(|facts| parts.bodies.get(&facts.source)).map(|body| &**body);
            render_page(renderer, id, body, parts.reports[id].as_ref(), known.get(&page.url))
        })
        .collect();
    let mut artifacts = Vec::with_capacity(made.len() + 1);
    let mut pages = HashMap::with_capacity(made.len());
    memory.rendered = 0;
    for (page, made) in site.pages.iter().zip(made) {
        let source = page.source.clone().unwrap_or_else(|| SourcePath::new(page.url.trim_matches('/')));
        match made {
            Ok(made) => {
                let same = memory.pages.get(&page.url).is_some_and(|known| known.fingerprint == made.fingerprint);
                memory.rendered += usize::from(!same);
                artifacts.push(Artifact { url: page.url.clone(), bytes: made.html.clone(), source });
                pages.insert(page.url.clone(), made);
            }
            Err(found) => diagnostics.extend(found),
        }
    }
    memory.pages = pages;
    let missing = missing_page(renderer, &base_path(base));
    let missing = std::iter::once((MISSING.to_owned(), SourcePath::new(""), missing));
    let redirects = site
        .redirects
        .par_iter()
        .map(|redirect| (redirect.url.clone(), redirect.source.clone(), redirect_page(renderer, redirect)));
    for (url, source, made) in missing.chain(redirects.collect::<Vec<_>>()) {
        match made {
            Ok(html) => artifacts.push(Artifact { url, bytes: Arc::new(html), source }),
            Err(found) => diagnostics.extend(found),
        }
    }
    artifacts
}

/// The path of an address, with `/` at both ends: `https://example.org/team` is `/team/`.
fn base_path(base_url: Option<&str>) -> String {
    let url = base_url.unwrap_or("/");
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("/", |slash| &rest[slash..]));
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

/// Addresses of pages that nobody wrote, the list of a folder or 404.html, in whose place the project has a file of its own.
fn left_to_files(site: &Site) -> HashSet<&str> {
    let files = site.assets.iter().filter_map(|asset| match asset.url.as_str() {
        MISSING => Some(MISSING),
        url => url.strip_suffix("index.html").filter(|folder| folder.ends_with('/')),
    });
    let files: HashSet<&str> = files.collect();
    let is_written = |page: &Page| page.source.is_some() || !matches!(page.kind, PageKind::Section | PageKind::Home);
    let written = site.pages.iter().filter(|page| is_written(page)).map(|page| page.url.as_str());
    if files.is_empty() { files } else { &files - &written.collect() }
}

/// What is written as it is: files beside the pages and files of the theme.
fn files<'a>(tree: &'a SourceTree, site: &'a Site, theme: &'a Theme) -> impl Iterator<Item = Artifact> + 'a {
    let copied = site.assets.iter().filter_map(|asset| {
        let bytes = tree.get(&asset.source)?.bytes.clone();
        Some(Artifact { url: asset.url.clone(), bytes, source: asset.source.clone() })
    });
    let own = theme.assets().map(|asset| Artifact {
        url: asset.url.clone(),
        bytes: asset.bytes.clone(),
        source: SourcePath::new("themes"),
    });
    copied.chain(own)
}

/// By file and place. The same mistake of a template on many pages is told once, and how often it was made.
pub(super) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| (diagnostic.span.clone(), diagnostic.severity, diagnostic.code);
        key(one).cmp(&key(other)).then_with(|| one.message.cmp(&other.message))
    });
    let mut told: Vec<(Diagnostic, usize)> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        match told.last_mut() {
            Some((last, repeats)) if is_same_mistake(last, &diagnostic) => *repeats += 1,
            _ => told.push((diagnostic, 0)),
        }
    }
    let grouped = told.into_iter().map(|(mut diagnostic, repeats)| {
        if repeats > 0 && diagnostic.severity == Severity::Error {
            let more = if repeats == 1 { "another page has".to_owned() } else { format!("{repeats} more pages have") };
            let more = format!("{more} the same mistake");
            diagnostic.help = Some(diagnostic.help.map_or_else(|| more.clone(), |help| format!("{help} {more}")));
        }
        diagnostic
    });
    grouped.collect()
}

fn is_same_mistake(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == Code::TemplateRender && one.code == other.code && one.span == other.span && one.message == other.message
}
