//! Packs: a section, or the whole handbook, as one page to print.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::parse::Body;
use crate::site::{Linker, PageId, PageKind, Site};
use crate::source::Fingerprint;
use crate::theme::Shared;

use super::body::escaped;
use super::page::{FRAME, Renderer, Report, content, log_links, page_view, sprint_links, template};
use super::place::{Spot, place};
use super::publication::in_words;
use super::view::{BodyView, ContentView, PackView, PackedView, PageView, View};

/// The most pages that a pack may have. A longer one is no use on paper, and would double the time of a build.
const MOST: usize = 200;

/// The most reports of sprints among them: two years of a sprint every two weeks. Each takes several sheets of paper, so the
/// pack of a longer log would be no use either.
const MOST_REPORTS: usize = 52;

/// What the pages of a pack are made from.
#[derive(Debug, Clone, Copy)]
pub struct PackParts<'a> {
    /// The body of the document of each page that has one.
    pub bodies: &'a [Option<&'a Body>],
    /// The fingerprint of that document.
    pub own: &'a [Option<Fingerprint>],
    /// The numbers of each page that has some.
    pub reports: &'a [Option<Report>],
}

/// About the bytes of a page of a pack around its text.
const PER_PAGE: usize = 600;

/// The templates whose block `body` is `body.html`.
const PLAIN: &[&str] = &["page.html", "section.html"];

/// What is on a pack of each of its pages, and from which version of its document.
type Contents = Vec<(Option<Fingerprint>, Arc<str>)>;

/// A pack as HTML.
#[derive(Debug, Clone)]
pub struct RenderedPack {
    contents: Contents,
    /// The HTML.
    pub html: Arc<Vec<u8>>,
}

/// The address of the pack of page `id`, if it has one: lists of tags are of no use on paper. No page has such an address,
/// since those of pages end in `/`.
#[must_use]
pub fn pack_address(site: &Site, id: PageId) -> Option<String> {
    let page = &site.pages[id];
    let is_report = |child: &&PageId| matches!(site.pages[**child].kind, PageKind::Sprint(..));
    let reports = page.children.iter().filter(is_report).count();
    let printed = page.kind != PageKind::Tags && !page.children.is_empty();
    let sized = printed && reports <= MOST_REPORTS && packed(site, id).nth(MOST).is_none();
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

/// The pack of page `top`, at the address `url`. `known` is the same pack as it was made before from the same site: what it
/// has of pages whose documents are as they were is taken from there.
pub fn render_pack(
    renderer: &Renderer<'_>,
    top: PageId,
    url: &str,
    parts: PackParts<'_>,
    known: Option<&RenderedPack>,
) -> Result<RenderedPack, Vec<Diagnostic>> {
    let pages: Vec<(PageId, usize)> = packed(renderer.site, top).collect();
    let own = || pages.iter().map(|(id, _)| parts.own[*id]);
    if let Some(known) = known.filter(|known| known.contents.iter().map(|(own, _)| *own).eq(own())) {
        return Ok(known.clone());
    }
    let contents = contents(renderer, &pages, url, parts, known)?;
    let (view, frame) = (pack_view(renderer, &pages, &contents, url), renderer.frames.of(renderer, url));
    let size = contents.iter().map(|(_, content)| content.len() + PER_PAGE).sum::<usize>() + FRAME;
    let mut html = Vec::with_capacity(size);
    renderer.theme.render_to(&mut html, "print.html", (&view, &frame.with(&Shared::nothing())), url)?;
    let contents = if renderer.remembers { contents } else { Contents::new() };
    Ok(RenderedPack { contents, html: Arc::new(html) })
}

/// What is on a pack of each of its pages.
fn contents(
    renderer: &Renderer<'_>,
    pages: &[(PageId, usize)],
    url: &str,
    parts: PackParts<'_>,
    known: Option<&RenderedPack>,
) -> Result<Contents, Vec<Diagnostic>> {
    let site = renderer.site;
    let linker = Linker::on_page(url, renderer.urls);
    let inside: HashMap<String, String> =
        pages.iter().map(|(id, _)| (escaped(&linker.to(&site.pages[*id].url)), anchor(*id))).collect();
    let made = pages.iter().enumerate().map(|(number, &(id, _))| {
        let known = known.and_then(|known| known.contents.get(number)).filter(|(own, _)| *own == parts.own[id]);
        if let Some(known) = known {
            return Ok(known.clone());
        }
        let (prefix, title) = (anchor(id), escaped(&site.pages[id].title));
        let title_id = format!("{prefix}-_title");
        let spot = Spot { prefix: &prefix, title: &title, title_id: &title_id, inside: &inside };
        Ok((parts.own[id], place(&body(renderer, id, parts, url)?, &spot).into()))
    });
    made.collect()
}

fn pack_view<'a>(
    renderer: &Renderer<'a>,
    pages: &[(PageId, usize)],
    contents: &'a [(Option<Fingerprint>, Arc<str>)],
    url: &str,
) -> View<'a, ()> {
    let site = renderer.site;
    let linker = Linker::on_page(url, renderer.urls);
    let packed = pages.iter().zip(contents).map(|(&(id, depth), (_, content))| {
        let page = &site.pages[id];
        PackedView {
            title: &page.title,
            description: page.description.as_deref().filter(|_| !matches!(page.kind, PageKind::Sprint(..))),
            id: anchor(id),
            depth,
            content,
        }
    });
    let (top, publication) = (pages[0].0, renderer.publication);
    let day = publication.commit.as_ref().map_or(publication.today, |commit| commit.date);
    let pack = PackView {
        of: (top != 0).then_some(site.title.as_str()),
        date: in_words(day),
        commit: publication.commit.as_ref().map(|commit| commit.id.as_str()),
        pages: packed.collect(),
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
    View { page, report: None, sprints: BTreeMap::new(), log: None, print: Some(pack) }
}

/// The body of a page as its own template makes it, with links as seen from the pack at `url`.
fn body(renderer: &Renderer<'_>, id: PageId, parts: PackParts<'_>, url: &str) -> Result<String, Vec<Diagnostic>> {
    let page = &renderer.site.pages[id];
    let linker = Linker::on_page(url, renderer.urls);
    let template = template(renderer, page);
    // Making a block costs as much as making the whole page. Where the project has no such block of its own, that of a page
    // without a report is a template.
    if PLAIN.contains(&&*template) && !renderer.theme.has_own(PLAIN) {
        let view = BodyView { page: ContentView { content: content(renderer, id, parts.bodies[id], &linker) } };
        return renderer.theme.render("body.html", &view, &[], &page.url);
    }
    let report = parts.reports[id].as_ref();
    let view = View {
        page: page_view(renderer, id, parts.bodies[id], &linker),
        report,
        sprints: sprint_links(renderer.site, page.kind, report, &linker),
        log: log_links(renderer.site, page.kind, &linker),
        print: None,
    };
    let frame = renderer.frames.of(renderer, url);
    renderer.theme.render_block(&template, "body", (&view, &frame.with(&Shared::nothing())), &page.url)
}

/// The id of a page in a pack. A number, since addresses without their slashes could be equal.
fn anchor(id: PageId) -> String {
    format!("p{id}")
}
