//! The menu of one page.

use std::sync::OnceLock;

use crate::parse::UrlStyle;
use crate::site::{Linker, Outside, Page, PageId, Site};
use crate::theme::Shared;

use super::body::safe;
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
        // A written menu may put a page below one that its address is not below.
        let beside_siblings = |parent: &PageId| {
            let name = page.url.strip_prefix(&site.pages[*parent].url);
            page.children.is_empty() && name.is_some_and(|name| name.trim_end_matches('/').split('/').count() == 1)
        };
        match page.parent.filter(beside_siblings) {
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
