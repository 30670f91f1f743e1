//! One page through its template.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::parse::{Body, Config, UrlStyle};
use crate::report::{Overview, SprintReport};
use crate::site::{Linker, Page, PageId, PageKind, Site};
use crate::source::Fingerprint;
use crate::theme::{Shared, Theme, fingerprint_of};

use super::body::fill;
use super::edit::edit_address;
use super::feeds::FEED;
use super::menu::{Menus, menu};
use super::pack::pack_address;
use super::publication::{Publication, in_words};
use super::social::picture;
use super::twin::twin_url;
use super::view::{AssetsView, HeadingView, LinkView, PageView, SiteView, View};

/// How sprintbook names itself on the pages that it makes.
const GENERATOR: &str = concat!("sprintbook ", env!("CARGO_PKG_VERSION"));

/// Levels of headings that "On this page" shows.
const LISTED: std::ops::RangeInclusive<u8> = 2..=3;

/// What every page of a build has in common.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// How links are written.
    pub urls: UrlStyle,
    /// Where and when it is published.
    pub publication: &'a Publication,
    menus: Menus,
    /// Whether pages are remembered, which wants a fingerprint of each.
    remembers: bool,
}

impl<'a> Renderer<'a> {
    /// Makes the pages of `site` with `theme`, to be published as `publication` says.
    #[must_use]
    pub fn new(
        config: &'a Config,
        site: &'a Site,
        theme: &'a Theme,
        urls: UrlStyle,
        publication: &'a Publication,
    ) -> Self {
        Self { config, site, theme, urls, publication, menus: Menus::new(site), remembers: true }
    }

    /// Whoever does not remember pages spares their fingerprints.
    #[must_use]
    pub fn remembering(self, remembers: bool) -> Self {
        Self { remembers, ..self }
    }
}

/// The numbers of a sprint page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Report {
    /// Of a whole log.
    Overview(Box<Overview>),
    /// Of one sprint.
    Sprint(Box<SprintReport>),
}

/// One page as HTML.
#[derive(Debug, Clone)]
pub struct RenderedPage {
    /// Of the view that it was made from and the theme that made it, where pages are remembered.
    pub fingerprint: Option<Fingerprint>,
    /// The HTML.
    pub html: Arc<Vec<u8>>,
}

/// Page number `id`, whose document has the body `body` and whose numbers are `report`. `known` is the same page as it was
/// made before: if nothing in its view has changed it is given back.
pub fn render_page(
    renderer: &Renderer<'_>,
    id: PageId,
    body: Option<&Body>,
    report: Option<&Report>,
    known: Option<&RenderedPage>,
) -> Result<RenderedPage, Vec<Diagnostic>> {
    let page = &renderer.site.pages[id];
    let linker = Linker::on_page(&page.url, renderer.urls);
    let template = template(page.kind);
    let view = View {
        site: site_view(renderer, &linker),
        page: page_view(renderer, id, body, &linker),
        assets: assets_view(renderer.theme, &linker),
        theme: renderer.theme.options(),
        report,
        sprints: sprint_links(renderer.site, page.kind, &linker),
        print: None,
    };
    renderer.menus.with(renderer.site, id, renderer.urls, |menu| {
        let fingerprint = renderer.remembers.then(|| {
            Fingerprint::of(&(template, renderer.theme.fingerprint(), menu.fingerprint(), fingerprint_of(&view)))
        });
        if let Some(known) = known.filter(|known| fingerprint.is_some() && known.fingerprint == fingerprint) {
            return Ok(known.clone());
        }
        let html = renderer.theme.render(template, &view, menu, &page.url)?;
        Ok(RenderedPage { fingerprint, html: Arc::new(html.into_bytes()) })
    })
}

/// The page for an address that does not exist. It can be shown anywhere, so its links start with the path of the site.
pub fn missing_page(renderer: &Renderer<'_>, base: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let linker = Linker::anywhere(base, renderer.urls);
    let page = Page::new("/404.html", PageKind::Page, "Page not found");
    let view = View {
        site: site_view(renderer, &linker),
        page: PageView {
            title: &page.title,
            description: None,
            url: &page.url,
            kind: "missing",
            content: String::new(),
            crumbs: Vec::new(),
            children: Vec::new(),
            on_this_page: Vec::new(),
            previous: None,
            next: None,
            draft: false,
            address: None,
            image: None,
            changed: None,
            changed_words: None,
            edit: None,
            markdown: None,
            print: None,
            extra: None,
        },
        assets: assets_view(renderer.theme, &linker),
        theme: renderer.theme.options(),
        report: None::<()>,
        sprints: BTreeMap::new(),
        print: None,
    };
    let menu = Shared::new(&menu(renderer.site, None, &linker));
    renderer.theme.render("404.html", &view, &menu, &page.url).map(String::into_bytes)
}

pub(super) fn template(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Page => "page.html",
        PageKind::Home | PageKind::Section => "section.html",
        PageKind::Sprints(_) => "sprints.html",
        PageKind::Sprint(..) => "sprint.html",
    }
}

fn kind_word(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Page => "page",
        PageKind::Section => "section",
        PageKind::Sprints(_) => "sprints",
        PageKind::Sprint(..) => "sprint",
    }
}

pub(super) fn sprint_links<'a>(site: &'a Site, kind: PageKind, linker: &Linker<'_>) -> BTreeMap<&'a str, String> {
    let (PageKind::Sprints(log) | PageKind::Sprint(log, _)) = kind else { return BTreeMap::new() };
    let log = &site.logs[log];
    let sprints = log.log.sprints.iter().enumerate();
    sprints.map(|(index, sprint)| (sprint.id.as_str(), linker.to(&log.report_url(index)))).collect()
}

pub(super) fn site_view<'a>(renderer: &Renderer<'a>, linker: &Linker<'_>) -> SiteView<'a> {
    SiteView {
        title: &renderer.site.title,
        description: renderer.config.description.as_deref(),
        language: &renderer.config.language,
        home: linker.to("/"),
        generator: GENERATOR,
        feed: renderer.publication.has_feed().then(|| linker.to(FEED)),
        extra: &renderer.config.extra,
    }
}

pub(super) fn page_view<'a>(
    renderer: &Renderer<'a>,
    id: PageId,
    body: Option<&Body>,
    linker: &Linker<'_>,
) -> PageView<'a> {
    let site = renderer.site;
    let page = &site.pages[id];
    let link = |id: PageId| link_view(&site.pages[id], linker);
    let facts = page.facts.as_deref();
    let changed = renderer.publication.changed[id];
    let content = match (body, facts) {
        (Some(body), Some(facts)) => fill(body, &facts.links, &site.links[id], site, linker),
        _ => String::new(),
    };
    let mut crumbs: Vec<LinkView<'a>> =
        std::iter::successors(page.parent, |parent| site.pages[*parent].parent).map(link).collect();
    crumbs.reverse();
    PageView {
        title: &page.title,
        description: page.description.as_deref(),
        url: &page.url,
        kind: kind_word(page.kind),
        content,
        crumbs,
        children: page.children.iter().copied().map(link).collect(),
        on_this_page: headings(page),
        previous: before(site, id).map(link),
        next: after(site, id).map(link),
        draft: facts.is_some_and(|facts| facts.front_matter.draft),
        address: renderer.publication.address(&page.url, renderer.urls),
        image: picture(site, page, renderer.publication),
        changed: changed.map(|changed| changed.to_string()),
        changed_words: changed.map(in_words),
        edit: edit_address(renderer.config, page),
        markdown: Some(linker.to(&twin_url(&page.url))),
        print: pack_address(site, id).map(|url| linker.to(&url)),
        extra: facts.map(|facts| &facts.front_matter.extra),
    }
}

/// The page before this one: in menu order, and among sprints the earlier one, although the menu has the newest first.
fn before(site: &Site, id: PageId) -> Option<PageId> {
    match site.pages[id].kind {
        PageKind::Sprint(..) => neighbour(site, id, 1),
        _ => id.checked_sub(1),
    }
}

/// The page after this one, by the same order.
fn after(site: &Site, id: PageId) -> Option<PageId> {
    match site.pages[id].kind {
        PageKind::Sprint(..) => neighbour(site, id, -1),
        _ => (id + 1 < site.pages.len()).then_some(id + 1),
    }
}

/// The sprint that stands `steps` lower in the menu.
fn neighbour(site: &Site, id: PageId, steps: isize) -> Option<PageId> {
    let reports = &site.pages[site.pages[id].parent?].children;
    let place = reports.iter().position(|report| *report == id)?;
    let other = *reports.get(place.checked_add_signed(steps)?)?;
    matches!(site.pages[other].kind, PageKind::Sprint(..)).then_some(other)
}

fn link_view<'a>(page: &'a Page, linker: &Linker<'_>) -> LinkView<'a> {
    LinkView { title: &page.label, href: linker.to(&page.url), description: page.description.as_deref() }
}

fn headings(page: &Page) -> Vec<HeadingView<'_>> {
    let Some(facts) = page.facts.as_deref().filter(|facts| !facts.has_contents) else { return Vec::new() };
    let listed: Vec<HeadingView<'_>> = facts
        .headings
        .iter()
        .filter(|heading| LISTED.contains(&heading.level))
        .map(|heading| HeadingView { title: &heading.title, id: &heading.id, depth: heading.level - 1 })
        .collect();
    if listed.len() < 2 { Vec::new() } else { listed }
}

pub(super) fn assets_view(theme: &Theme, linker: &Linker<'_>) -> AssetsView {
    let href = |path: &str| theme.asset_url(path).map(|url| linker.to(url)).unwrap_or_default();
    AssetsView { style: href("style.css"), icon: href("icon.svg"), script: href("site.js") }
}
