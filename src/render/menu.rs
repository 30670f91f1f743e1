//! The menu of one page.

use crate::site::{Linker, Page, PageId, Site};

use super::view::MenuEntry;

/// Up to so many pages, the whole tree is on every page. Above that each page has the first level, its own branch and
/// what lies right below it, so that the weight of a page does not grow with the handbook.
const WHOLE_TREE: usize = 150;

/// The menu as seen on `page`; on no page at all, as on the page for what is not found, nothing is open.
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
            depth,
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

fn extend(waiting: &mut Vec<(PageId, usize)>, page: &Page, depth: usize) {
    waiting.extend(page.children.iter().rev().map(|child| (*child, depth)));
}

/// A page and all pages above it.
fn branch(pages: &[Page], page: PageId) -> Vec<PageId> {
    std::iter::successors(Some(page), |page| pages[*page].parent).collect()
}
