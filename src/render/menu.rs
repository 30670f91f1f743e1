//! The menu of one page.

use std::sync::OnceLock;

use crate::parse::UrlStyle;
use crate::site::{Linker, Page, PageId, Site};
use crate::theme::Shared;

use super::view::MenuEntry;

/// Up to so many pages, the whole tree is on every page. Above that each page has the first level, its own branch and
/// what lies right below it, so that the weight of a page does not grow with the handbook.
const WHOLE_TREE: usize = 150;

/// The menus of a site. Pages without pages below them have the same menu as their siblings, which is made once.
#[derive(Debug)]
pub(super) struct Menus {
    /// By the page above.
    of_siblings: Vec<OnceLock<Shared>>,
}

impl Menus {
    pub(super) fn new(site: &Site) -> Self {
        Self { of_siblings: std::iter::repeat_with(OnceLock::new).take(site.pages.len()).collect() }
    }

    /// Gives the menu of page number `id` to `use_menu`.
    pub(super) fn with<T>(&self, site: &Site, id: PageId, urls: UrlStyle, use_menu: impl FnOnce(&Shared) -> T) -> T {
        let page = &site.pages[id];
        match page.parent.filter(|_| page.children.is_empty()) {
            Some(parent) => use_menu(self.of_siblings[parent].get_or_init(|| {
                // Every page at this depth of this folder sees the same relative links.
                let sibling = format!("{}_/", site.pages[parent].url);
                Shared::new(&menu(site, Some(parent), &Linker::on_page(&sibling, urls)))
            })),
            None => use_menu(&Shared::new(&menu(site, Some(id), &Linker::on_page(&page.url, urls)))),
        }
    }
}

/// The menu as seen from a page; from no page at all, as on the page for what is not found, nothing is open.
pub(super) fn menu<'a>(site: &'a Site, page: Option<PageId>, linker: &Linker<'_>) -> Vec<MenuEntry<'a>> {
    let branch = page.map(|page| branch(&site.pages, page)).unwrap_or_default();
    let shows_children = |id: PageId| site.pages.len() <= WHOLE_TREE || branch.contains(&id);
    let mut entries: Vec<MenuEntry<'a>> = Vec::new();
    let mut waiting: Vec<(PageId, usize)> = Vec::new();
    extend(&mut waiting, &site.pages[0], 1);
    while let Some((id, depth)) = waiting.pop() {
        let shown = &site.pages[id];
        if let Some(last) = entries.last_mut() {
            last.closes = last.depth.saturating_sub(depth);
        }
        let has_children = !shown.children.is_empty() && shows_children(id);
        entries.push(MenuEntry {
            title: &shown.label,
            href: linker.to(&shown.url),
            url: &shown.url,
            depth,
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

fn extend(waiting: &mut Vec<(PageId, usize)>, page: &Page, depth: usize) {
    waiting.extend(page.children.iter().rev().map(|child| (*child, depth)));
}

/// A page and all pages above it.
fn branch(pages: &[Page], page: PageId) -> Vec<PageId> {
    std::iter::successors(Some(page), |page| pages[*page].parent).collect()
}
