//! The menu, made once for all pages that lie beside each other.

use std::sync::OnceLock;

use memchr::memmem;

use crate::diagnostics::Diagnostic;
use crate::site::{Linker, Outside, Page, PageId, Site};
use crate::theme::Shared;

use super::body::{escaped, safe};
use super::page::Renderer;
use super::view::{MenuEntry, MenuView};

/// Up to so many pages, the whole tree is on every page. Above that each page has the first level, its own branch and
/// what lies right below it, so that the weight of a page does not grow with the handbook.
const WHOLE_TREE: usize = 150;

/// The menus of a site. Pages without pages below them have the same menu as their siblings, which is made once.
#[derive(Debug)]
pub(super) struct Menus {
    /// By the page above: the menu as HTML, or why it could not be made.
    of_siblings: Vec<OnceLock<Result<String, Vec<Diagnostic>>>>,
}

impl Menus {
    pub(super) fn new(site: &Site) -> Self {
        Self { of_siblings: std::iter::repeat_with(OnceLock::new).take(site.pages.len()).collect() }
    }

    /// The menu of page number `id` as HTML, in which the link to the page itself says so.
    pub(super) fn of(&self, renderer: &Renderer<'_>, id: PageId) -> Result<Shared, Vec<Diagnostic>> {
        let (site, urls) = (renderer.site, renderer.urls);
        let page = &site.pages[id];
        let Some(parent) = page.parent.filter(|parent| is_beside_siblings(site, page, *parent)) else {
            let linker = Linker::on_page(&page.url, urls);
            let html = menu_html(renderer, Some(id), &linker, &page.url)?;
            return Ok(Shared::html(&marked(&html, &linker.to(&page.url))));
        };
        // Every page at this depth of this folder sees the same relative links.
        let folder = &site.pages[parent].url;
        let sibling = format!("{folder}_/");
        let linker = Linker::on_page(&sibling, urls);
        let made = self.of_siblings[parent].get_or_init(|| menu_html(renderer, Some(parent), &linker, folder));
        let html = made.as_ref().map_err(Clone::clone)?;
        Ok(Shared::html(&marked(html, &linker.to(&page.url))))
    }
}

/// Whether `page` has the menu that every page without pages below it has in the folder of `parent`. A written menu may put
/// a page below one that its address is not below.
fn is_beside_siblings(site: &Site, page: &Page, parent: PageId) -> bool {
    let name = page.url.strip_prefix(&site.pages[parent].url);
    page.children.is_empty() && name.is_some_and(|name| name.trim_end_matches('/').split('/').count() == 1)
}

/// The menu as the template makes it for `page`, or for no page at all, at the address `url`; nothing where the menu is empty.
pub(super) fn menu_html(
    renderer: &Renderer<'_>,
    page: Option<PageId>,
    linker: &Linker<'_>,
    url: &str,
) -> Result<String, Vec<Diagnostic>> {
    let entries = entries(renderer.site, page, linker);
    if entries.is_empty() {
        return Ok(String::new());
    }
    let frame = renderer.frames.of(renderer, url);
    renderer.theme.render("menu.html", &MenuView { entries }, &[("site", &frame.site)], url)
}

/// The menu with the first link to `href`, the page itself, marked for screen readers and style sheets.
fn marked(menu: &str, href: &str) -> String {
    let link = format!("href=\"{}\"", escaped(href));
    let (before, after) =
        menu.split_at(memmem::find(menu.as_bytes(), link.as_bytes()).map_or(menu.len(), |at| at + link.len()));
    let mark = if after.is_empty() { "" } else { " aria-current=\"page\"" };
    [before, mark, after].concat()
}

/// The menu as seen from a page; from no page at all, as on the page for what is not found, nothing is open.
fn entries<'a>(site: &'a Site, page: Option<PageId>, linker: &Linker<'_>) -> Vec<MenuEntry<'a>> {
    let branch = page.map(|page| branch(&site.pages, page)).unwrap_or_default();
    let shows_children = |id: PageId| site.listed <= WHOLE_TREE || branch.contains(&id);
    let mut entries: Vec<MenuEntry<'a>> = Vec::new();
    let mut waiting: Vec<(Entry<'a>, usize)> = Vec::new();
    extend(&mut waiting, &site.pages[0], 1);
    while let Some((entry, depth)) = waiting.pop() {
        if let Some(last) = entries.last_mut() {
            last.closes = last.depth.saturating_sub(depth);
        }
        let id = match entry {
            Entry::Page(id) => id,
            Entry::Outside(outside) => {
                entries.push(outside_entry(outside, depth));
                continue;
            }
        };
        let shown = &site.pages[id];
        let has_entries = !shown.children.is_empty() || !shown.outside.is_empty();
        let has_children = has_entries && shows_children(id);
        entries.push(MenuEntry {
            title: &shown.label,
            href: linker.to(&shown.url),
            url: &shown.url,
            depth,
            external: false,
            open: branch.contains(&id),
            has_children,
            closes: depth - 1,
        });
        if has_children {
            extend(&mut waiting, shown, depth + 1);
        }
    }
    entries
}

/// What the menu shows.
enum Entry<'a> {
    Page(PageId),
    Outside(&'a Outside),
}

fn outside_entry(outside: &Outside, depth: usize) -> MenuEntry<'_> {
    MenuEntry {
        title: &outside.title,
        href: safe(&outside.url).to_owned(),
        url: "",
        depth,
        external: true,
        open: false,
        has_children: false,
        closes: depth - 1,
    }
}

/// What stands below `page`, the last first.
fn extend<'a>(waiting: &mut Vec<(Entry<'a>, usize)>, page: &'a Page, depth: usize) {
    let mut outside = page.outside.iter().rev().peekable();
    for before in (0..=page.children.len()).rev() {
        while let Some(entry) = outside.next_if(|entry| entry.before.min(page.children.len()) == before) {
            waiting.push((Entry::Outside(entry), depth));
        }
        if before > 0 {
            waiting.push((Entry::Page(page.children[before - 1]), depth));
        }
    }
}

/// A page and all pages above it.
fn branch(pages: &[Page], page: PageId) -> Vec<PageId> {
    std::iter::successors(Some(page), |page| pages[*page].parent).collect()
}
