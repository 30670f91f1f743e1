//! The menu of one page.

use crate::site::{Linker, Outside, Page, PageId, Site};

use super::body::safe;
use super::view::MenuEntry;

/// Up to so many pages, the whole tree is on every page. Above that each page has the first level, its own branch and
/// what lies right below it, so that the weight of a page does not grow with the handbook.
const WHOLE_TREE: usize = 150;

/// The menu as seen on `page`; on no page at all, as on the page for what is not found, nothing is open.
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
            depth,
            external: false,
            current: page == Some(id),
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
        depth,
        external: true,
        current: false,
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
