//! Packs: a section, or the whole handbook, as one page to print.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pulldown_cmark_escape::escape_html;

use crate::diagnostics::Diagnostic;
use crate::parse::Body;
use crate::site::{Linker, PageId, PageKind, Site};
use crate::source::SourcePath;
use crate::theme::Shared;

use super::page::{Renderer, Report, assets_view, log_links, page_view, site_view, sprint_links, template};
use super::place::{Spot, place};
use super::publication::in_words;
use super::view::{PackView, PackedView, PageView, View};

/// The most pages that a pack may have. A longer one is no use on paper, and would double the time of a build.
const MOST: usize = 200;

/// What the pages of a pack are made from.
#[derive(Debug, Clone, Copy)]
pub struct PackParts<'a> {
    /// The bodies of documents.
    pub bodies: &'a HashMap<SourcePath, Arc<Body>>,
    /// The numbers of each page that has some.
    pub reports: &'a [Option<Report>],
}

/// The address of the pack of page `id`, if it has one. No page has such an address, since those of pages end in `/`.
#[must_use]
pub fn pack_address(site: &Site, id: PageId) -> Option<String> {
    let page = &site.pages[id];
    let sized = !page.children.is_empty() && packed(site, id).nth(MOST).is_none();
    sized.then(|| format!("{}print.html", page.url))
}

/// The pages of the pack of page `top`, each with its depth in it. The reports of sprints are only in the pack of their log:
/// in a handbook they would bury everything else.
fn packed(site: &Site, top: PageId) -> impl Iterator<Item = (PageId, usize)> {
    let mut waiting = vec![(top, 0)];
    std::iter::from_fn(move || {
        let (id, depth) = waiting.pop()?;
        let children = site.pages[id].children.iter().rev();
        let wanted = children.filter(|child| id == top || !matches!(site.pages[**child].kind, PageKind::Sprint(..)));
        waiting.extend(wanted.map(|child| (*child, depth + 1)));
        Some((id, depth))
    })
}

/// The pack of page `top`, at the address `url`.
pub fn render_pack(
    renderer: &Renderer<'_>,
    top: PageId,
    url: &str,
    parts: PackParts<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let site = renderer.site;
    let linker = Linker::on_page(url, renderer.urls);
    let pages: Vec<(PageId, usize)> = packed(site, top).collect();
    let inside: HashMap<String, String> =
        pages.iter().map(|(id, _)| (escaped(&linker.to(&site.pages[*id].url)), anchor(*id))).collect();
    let mut views = Vec::with_capacity(pages.len());
    for (id, depth) in pages {
        let page = &site.pages[id];
        let (prefix, title) = (anchor(id), escaped(&page.title));
        let title_id = format!("{prefix}-_title");
        let spot = Spot { prefix: &prefix, title: &title, title_id: &title_id, inside: &inside };
        views.push(PackedView {
            title: &page.title,
            description: page.description.as_deref().filter(|_| !matches!(page.kind, PageKind::Sprint(..))),
            id: anchor(id),
            depth,
            content: place(&body(renderer, id, parts, &linker)?, &spot),
        });
    }
    let publication = renderer.publication;
    let day = publication.commit.as_ref().map_or(publication.today, |commit| commit.date);
    let pack = PackView {
        of: (top != 0).then_some(site.title.as_str()),
        date: in_words(day),
        commit: publication.commit.as_ref().map(|commit| commit.id.as_str()),
        pages: views,
    };
    let page = PageView {
        kind: "print",
        content: String::new(),
        on_this_page: Vec::new(),
        markdown: None,
        previous: None,
        next: None,
        ..page_view(renderer, top, None, &linker)
    };
    // A section may hold the reports of a log somewhere.
    let page = PageView { charts: !site.logs.is_empty(), ..page };
    let view = view::<()>(renderer, page, None, BTreeMap::new(), &linker);
    let html = renderer.theme.render("print.html", &View { print: Some(pack), ..view }, &Shared::nothing(), url)?;
    Ok(html.into_bytes())
}

/// The body of a page as its own template makes it, with links as seen from the pack.
fn body(
    renderer: &Renderer<'_>,
    id: PageId,
    parts: PackParts<'_>,
    linker: &Linker<'_>,
) -> Result<String, Vec<Diagnostic>> {
    let page = &renderer.site.pages[id];
    let sprints = sprint_links(renderer.site, page.kind, linker);
    let body = page.facts.as_ref().and_then(|facts| parts.bodies.get(&facts.source));
    let shown = page_view(renderer, id, body.map(|body| &**body), linker);
    let log = log_links(renderer.site, page.kind, linker);
    let view = View { log, ..view(renderer, shown, parts.reports[id].as_ref(), sprints, linker) };
    renderer.theme.render_block(&template(renderer, page), "body", &view, &page.url)
}

fn view<'a, R: serde::Serialize>(
    renderer: &Renderer<'a>,
    page: PageView<'a>,
    report: Option<R>,
    sprints: BTreeMap<&'a str, String>,
    linker: &Linker<'_>,
) -> View<'a, R> {
    View {
        site: site_view(renderer, linker),
        page,
        assets: assets_view(renderer, linker),
        theme: renderer.theme.options(),
        report,
        sprints,
        log: None,
        print: None,
    }
}

/// The id of a page in a pack. A number, since addresses without their slashes could be equal.
fn anchor(id: PageId) -> String {
    format!("p{id}")
}

fn escaped(href: &str) -> String {
    let mut escaped = String::with_capacity(href.len());
    escape_html(&mut escaped, href).expect("writing to a string never fails");
    escaped
}
