//! One page through its template.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::parse::{Body, Config, UrlStyle};
use crate::report::{Overview, SprintReport};
use crate::site::{Linker, Page, PageId, PageKind, Site};
use crate::source::{Fingerprint, Fingerprinter};
use crate::theme::Theme;

use super::body::fill;
use super::front::{add_front_matter, after, before, children, listed_levels};
use super::menu::menu;
use super::redirect::{TEMPLATE, redirect_view};
use super::view::{AssetsView, HeadingView, LinkView, PageView, SiteView, View};

/// How sprintbook names itself on the pages that it makes.
const GENERATOR: &str = concat!("sprintbook ", env!("CARGO_PKG_VERSION"));

/// What every page of a build has in common.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// How links are written.
    pub urls: UrlStyle,
    /// The day of the build.
    pub today: Date,
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
    /// Of the view that it was made from and the theme that made it.
    pub fingerprint: Fingerprint,
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
    if let Some(target) = &renderer.site.front[id].moved_to {
        return made(renderer, TEMPLATE, &redirect_view(renderer, &page.url, target), &page.url, known);
    }
    let linker = Linker::on_page(&page.url, renderer.urls);
    let view = View {
        site: site_view(renderer, &linker),
        page: page_view(renderer, id, body, &linker),
        menu: menu(renderer.site, Some(id), &linker),
        assets: assets_view(renderer.theme, &linker),
        theme: renderer.theme.options(),
        report,
        sprints: sprint_links(renderer.site, page.kind, &linker),
    };
    made(renderer, &template(renderer, page), &view, &page.url, known)
}

fn made(
    renderer: &Renderer<'_>,
    template: &str,
    view: &impl Serialize,
    url: &str,
    known: Option<&RenderedPage>,
) -> Result<RenderedPage, Vec<Diagnostic>> {
    let fingerprint = fingerprint(template, renderer.theme, view);
    if let Some(known) = known.filter(|known| known.fingerprint == fingerprint) {
        return Ok(known.clone());
    }
    let html = renderer.theme.render(template, view, url)?;
    Ok(RenderedPage { fingerprint, html: Arc::new(html.into_bytes()) })
}

/// The page for an address that does not exist. It can be shown anywhere, so its links start with the path of the site.
pub fn missing_page(renderer: &Renderer<'_>, base: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let linker = Linker::anywhere(base, renderer.urls);
    let page = Page::new("/404.html", PageKind::Page, "Page not found");
    let view = View {
        site: site_view(renderer, &linker),
        page: PageView { title: &page.title, url: &page.url, kind: "missing", ..PageView::default() },
        menu: menu(renderer.site, None, &linker),
        assets: assets_view(renderer.theme, &linker),
        theme: renderer.theme.options(),
        report: None::<()>,
        sprints: BTreeMap::new(),
    };
    renderer.theme.render("404.html", &view, &page.url).map(String::into_bytes)
}

/// The template that a page asks for, or that of its kind.
fn template<'a>(renderer: &Renderer<'_>, page: &'a Page) -> Cow<'a, str> {
    let usual = match page.kind {
        PageKind::Page => "page.html",
        PageKind::Home | PageKind::Section => "section.html",
        PageKind::Sprints(_) => return "sprints.html".into(),
        PageKind::Sprint(..) => return "sprint.html".into(),
        PageKind::Tags | PageKind::Tag(_) => return "tag.html".into(),
    };
    let wanted = page.facts.as_ref().and_then(|facts| facts.front_matter.looks.template.as_ref());
    let own = wanted.and_then(|wanted| renderer.theme.page_template(&wanted.text));
    own.filter(|own| own != "page.html").map_or(usual.into(), Cow::Owned)
}

fn kind_word(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Page => "page",
        PageKind::Section => "section",
        PageKind::Sprints(_) => "sprints",
        PageKind::Sprint(..) => "sprint",
        PageKind::Tags => "tags",
        PageKind::Tag(_) => "tag",
    }
}

fn sprint_links<'a>(site: &'a Site, kind: PageKind, linker: &Linker<'_>) -> BTreeMap<&'a str, String> {
    let (PageKind::Sprints(log) | PageKind::Sprint(log, _)) = kind else { return BTreeMap::new() };
    let log = &site.logs[log];
    let sprints = log.log.sprints.iter().enumerate();
    sprints.map(|(index, sprint)| (sprint.id.as_str(), linker.to(&log.report_url(index)))).collect()
}

fn site_view<'a>(renderer: &Renderer<'a>, linker: &Linker<'_>) -> SiteView<'a> {
    SiteView {
        title: &renderer.site.title,
        description: renderer.config.description.as_deref(),
        language: &renderer.config.language,
        home: linker.to("/"),
        generator: GENERATOR,
        extra: &renderer.config.extra,
    }
}

fn page_view<'a>(renderer: &Renderer<'a>, id: PageId, body: Option<&Body>, linker: &Linker<'_>) -> PageView<'a> {
    let site = renderer.site;
    let page = &site.pages[id];
    let link = |id: PageId| link_view(&site.pages[id], linker);
    let facts = page.facts.as_deref();
    let content = match (body, facts) {
        (Some(body), Some(facts)) => fill(body, &facts.links, &site.links[id], site, linker),
        _ => String::new(),
    };
    let mut crumbs: Vec<LinkView<'a>> =
        std::iter::successors(page.parent, |parent| site.pages[*parent].parent).map(link).collect();
    crumbs.reverse();
    let mut view = PageView {
        title: &page.title,
        description: page.description.as_deref(),
        url: &page.url,
        kind: kind_word(page.kind),
        content,
        crumbs,
        children: children(site, page, linker),
        on_this_page: headings(page),
        previous: before(site, id, linker),
        next: after(site, id, linker),
        draft: page.draft,
        extra: facts.map(|facts| &facts.front_matter.extra),
        ..PageView::default()
    };
    if let Some(facts) = facts {
        add_front_matter(&mut view, facts, renderer, id, linker);
    }
    view
}

pub(super) fn link_view<'a>(page: &'a Page, linker: &Linker<'_>) -> LinkView<'a> {
    let description = page.description.as_deref().map(Cow::Borrowed);
    LinkView { title: &page.label, href: linker.to(&page.url), description }
}

fn headings(page: &Page) -> Vec<HeadingView<'_>> {
    let Some(facts) = page.facts.as_deref().filter(|facts| !facts.has_contents) else { return Vec::new() };
    let listed: Vec<HeadingView<'_>> = facts
        .headings
        .iter()
        .filter(|heading| heading.level >= 2 && heading.level < 2 + listed_levels(facts))
        .map(|heading| HeadingView { title: &heading.title, id: &heading.id, depth: heading.level - 1 })
        .collect();
    if listed.len() < 2 { Vec::new() } else { listed }
}

fn assets_view(theme: &Theme, linker: &Linker<'_>) -> AssetsView {
    let href = |path: &str| theme.asset_url(path).map(|url| linker.to(url)).unwrap_or_default();
    AssetsView {
        style: href("style.css"),
        icon: href("icon.svg"),
        script: href("site.js"),
        redirect: href("redirect.js"),
    }
}

/// A view is hashed as the text that it serialises to: whatever a template can see is in it.
fn fingerprint(template: &str, theme: &Theme, view: &impl Serialize) -> Fingerprint {
    let mut text = HashedText(Fingerprinter::default());
    serde_json::to_writer(&mut text, view).expect("views serialise");
    Fingerprint::of(&(template, theme.fingerprint(), std::hash::Hasher::finish(&text.0)))
}

struct HashedText(Fingerprinter);

impl std::io::Write for HashedText {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        std::hash::Hasher::write(&mut self.0, bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
