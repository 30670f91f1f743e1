//! The whole build on one screen.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::output::{Artifact, Content, OutputPlan, Sink, plan};
use crate::parse::{Config, ThemeOption, UrlStyle, parse_config};
use crate::render::{PackParts, Renderer};
use crate::site::{Page, PageKind, Site};
use crate::source::{SourcePath, SourceTree};
use crate::theme::{Choice, Setting, Theme};

use super::beside::{beside, fixed};
use super::in_common::Common;
use super::list::Listing;
use super::memory::Memory;
use super::pages::{Making, pages};
use super::search::search_files;
use super::sort::sort;
use super::unread;
use super::whole::{Given, Whole};

/// What a build is asked for beyond what the files say.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    make(tree, settings, memory, None)
}

/// The same site without a memory. What is large of it goes into `sink` as it is made.
#[must_use]
pub fn build_into(tree: &SourceTree, settings: &Settings, sink: &dyn Sink) -> Build {
    make(tree, settings, &mut Memory::none(), Some(sink))
}

fn make(tree: &SourceTree, settings: &Settings, memory: &mut Memory, sink: Option<&dyn Sink>) -> Build {
    let mut diagnostics = unread::tell(tree);
    let (config, found) = configuration(tree, &settings.overrides);
    diagnostics.extend(found);
    let sorted = sort(tree);
    let (parsed, (theme, found)) = memory.parsed(&sorted.pages, config.markup, (tree, &choice(&config)));
    diagnostics.extend(parsed.iter().flat_map(|parsed| parsed.1.iter().cloned()));
    diagnostics.extend(found);
    let given = Given { config: &config, tree, sorted: &sorted, settings, parsed: &parsed, theme: &theme };
    let common = memory.keeps.then(|| Common::new(tree, &sorted, settings, &parsed));
    let whole = memory.whole(common.as_ref(), || Whole::new(&given));
    diagnostics.extend(whole.diagnostics().cloned());
    let site = whole.assembled.site.clone();
    let urls = settings.urls.unwrap_or(config.urls);
    let renderer = Renderer::new(&config, &site, &theme, urls, &whole.publication).remembering(memory.keeps);
    let renderer = renderer.answering(&whole.answers);
    let (bodies, own) = (whole.bodies(&parsed), whole.own(&sorted));
    let parts = PackParts { bodies: &bodies, own: &own, reports: &whole.reports };
    let making = Making { renderer: &renderer, tree, whole: &whole, parts, sink };
    memory.begin(&site);
    let base = base_path(given.base());
    let searched = search_files(making, memory);
    let pages = pages(making, memory, &mut diagnostics);
    let fixed = fixed(making, &base, memory, &mut diagnostics);
    let files = files(tree, &site, &theme);
    let beside = beside(making, memory, &mut diagnostics);
    let left = left_to_files(&site);
    let pages = pages.into_iter().chain(fixed).filter(|page| !left.contains(page.url.as_str()));
    let (plan, found) = plan(pages.chain(files).chain(beside).chain(searched), memory.layout.as_ref());
    diagnostics.extend(found);
    let counts = Counts { pages: site.pages.len(), sprints: site.logs.iter().map(|log| log.files.len()).sum() };
    let remarks = whole.remarks.clone();
    memory.end(&own, plan.layout(), common.map(|common| (common, whole)));
    let mut diagnostics = in_order(diagnostics);
    keep_sure_fixes(&mut diagnostics, tree);
    Build { plan, diagnostics, base, counts, remarks, listing: Listing { site } }
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

/// The path of an address, with `/` at both ends: `https://example.org/team` is `/team/`.
fn base_path(base_url: Option<&str>) -> String {
    let url = base_url.unwrap_or("/");
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("/", |slash| &rest[slash..]));
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

/// The address of the page for what is not found.
const MISSING: &str = "/404.html";

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
        let content = Content::Kept(tree.get(&asset.source)?.bytes.clone());
        Some(Artifact { url: asset.url.clone(), content, source: asset.source.clone() })
    });
    let own = theme.assets().map(|(_, asset)| Artifact {
        url: asset.url.clone(),
        content: Content::Kept(asset.bytes.clone()),
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
