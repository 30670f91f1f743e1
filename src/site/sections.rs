//! From pages with addresses to a tree in menu order, with a page for every folder.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::parse::{Category, sentence_case, without_number};

use super::address::address_of;
use super::menu::{Menu, Rank, arrange};
use super::natural::natural;
use super::page::{Page, PageKind};

/// What the order of pages depends on beside the pages.
#[derive(Default)]
pub(super) struct Shape<'a> {
    /// The name of the site.
    pub(super) title: &'a str,
    /// The content folder.
    pub(super) content: &'a str,
    /// What folders say of themselves.
    pub(super) categories: &'a [Category],
    /// The menu that somebody wrote down, if any.
    pub(super) menu: Option<Menu<'a>>,
}

/// Pages by their place in the tree.
pub(super) type Places = BTreeMap<String, Page>;

/// The pages as a tree, in menu order: the home page first, each page before the pages below it. Folders without a page of
/// their own get one.
pub(super) fn grow(pages: Vec<Page>, shape: &Shape<'_>) -> (Vec<Page>, Vec<Diagnostic>) {
    let mut places = by_place(pages);
    add_missing_folders(&mut places, shape.title);
    for page in places.values_mut() {
        let name = page.place.trim_matches('/').rsplit('/').next().unwrap_or_default();
        page.order = page.order.or(without_number(name).0);
    }
    for category in shape.categories {
        apply(category, shape.content, &mut places);
    }
    let (ranks, diagnostics) = shape.menu.as_ref().map(|menu| arrange(menu, &mut places)).unwrap_or_default();
    (in_tree(places, &ranks), diagnostics)
}

/// A page that asks for the address of a folder without a page is the page of that folder.
fn by_place(pages: Vec<Page>) -> Places {
    let mut places = Places::new();
    let mut moved = Vec::new();
    for page in pages {
        if page.place == page.url {
            places.insert(page.place.clone(), page);
        } else {
            moved.push(page);
        }
    }
    let (mut homeless, kept): (Vec<Page>, Vec<Page>) =
        moved.into_iter().partition(|page| places.contains_key(&page.place));
    let is_folder = |url: &str, places: &Places, others: &[Page]| {
        let below = |place: &String| place.len() > url.len() && place.starts_with(url);
        places.keys().any(below) || others.iter().any(|page| below(&page.place))
    };
    let urls: Vec<(String, bool)> =
        kept.iter().map(|page| (page.url.clone(), is_folder(&page.url, &places, &kept))).collect();
    for (page, (url, folder)) in kept.into_iter().zip(urls) {
        if folder && !places.contains_key(&url) && !url.starts_with(&page.place) {
            homeless.push(page);
        } else {
            places.insert(page.place.clone(), page);
        }
    }
    for mut page in homeless {
        page.place.clone_from(&page.url);
        while places.contains_key(&page.place) {
            page.place.insert(page.place.len() - 1, '-');
        }
        places.insert(page.place.clone(), page);
    }
    places
}

fn apply(category: &Category, content: &str, places: &mut Places) {
    let below = category.source.below(content).unwrap_or_default();
    let folder = address_of(below.rsplit_once('/').map_or("index", |(folder, _)| folder));
    let Some(page) = places.get_mut(&folder) else { return };
    if let Some(label) = &category.label {
        let own = page.facts.as_ref().is_some_and(|facts| facts.front_matter.nav_title.is_some());
        if !own {
            page.label.clone_from(label);
        }
        if page.facts.is_none() {
            page.title.clone_from(label);
        }
    }
    let own = page.facts.as_ref().and_then(|facts| facts.front_matter.order);
    page.order = own.or(category.order).or(page.order);
    page.description = page.description.take().or_else(|| category.description.clone());
}

/// `/teams/roles/` lies below `/teams/`; `/` below nothing.
pub(super) fn parent_url(url: &str) -> Option<&str> {
    let inner = url.strip_suffix('/').filter(|inner| !inner.is_empty())?;
    inner.rfind('/').map(|slash| &url[..=slash])
}

fn add_missing_folders(pages: &mut Places, home_title: &str) {
    let places: Vec<String> = pages.keys().cloned().collect();
    for place in places {
        let mut parent = parent_url(&place);
        while let Some(folder) = parent.filter(|folder| !pages.contains_key(*folder)) {
            let name = folder.trim_matches('/').rsplit('/').next().unwrap_or_default();
            let title = if name.is_empty() { home_title.to_owned() } else { sentence_case(without_number(name).1) };
            pages.insert(folder.to_owned(), Page::new(folder, PageKind::Section, title));
            parent = parent_url(folder);
        }
    }
    if pages.is_empty() {
        pages.insert("/".to_owned(), Page::new("/", PageKind::Home, home_title));
    }
}

/// The pages in order, each with its parent and its children.
fn in_tree(places: Places, ranks: &BTreeMap<String, Rank>) -> Vec<Page> {
    let mut below: BTreeMap<String, Vec<(usize, Page)>> = BTreeMap::new();
    let mut home = None;
    for (place, page) in places {
        match (ranks.get(&place), parent_url(&place)) {
            (_, None) => home = Some(page),
            (Some(rank), _) => below.entry(rank.parent.clone()).or_default().push((rank.number, page)),
            (None, Some(parent)) => below.entry(parent.to_owned()).or_default().push((usize::MAX, page)),
        }
    }
    let mut ordered = Vec::new();
    if let Some(home) = home {
        place(home, &mut below, &mut ordered);
    }
    ordered
}

/// Appends `page` and all below it. Written with a list of its own instead of recursion, as folders nest without limit.
fn place(home: Page, below: &mut BTreeMap<String, Vec<(usize, Page)>>, ordered: &mut Vec<Page>) {
    let mut waiting = vec![(home, None)];
    while let Some((mut page, parent)) = waiting.pop() {
        let id = ordered.len();
        let mut children = below.remove(&page.place).unwrap_or_default();
        children.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| in_menu_order(&one.1, &other.1)));
        page.parent = parent;
        page.kind = match page.kind {
            PageKind::Page | PageKind::Section if parent.is_none() => PageKind::Home,
            PageKind::Page if !children.is_empty() => PageKind::Section,
            kind => kind,
        };
        page.listed = parent.is_none_or(|parent: usize| ordered[parent].listed && page.in_menu);
        if let Some(parent) = parent.filter(|_| page.in_menu) {
            ordered[parent].children.push(id);
        }
        ordered.push(page);
        waiting.extend(children.into_iter().rev().map(|(_, child)| (child, Some(id))));
    }
}

/// By order, then by title; pages without an order come after those with one. Sprints: the newest first.
fn in_menu_order(one: &Page, other: &Page) -> Ordering {
    if let (PageKind::Sprint(_, one), PageKind::Sprint(_, other)) = (one.kind, other.kind) {
        return other.cmp(&one);
    }
    let order = match (one.order, other.order) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    order.then_with(|| natural(&one.label, &other.label)).then_with(|| one.url.cmp(&other.url))
}

#[cfg(test)]
mod tests {
    use super::{Page, PageKind, Shape, grow, parent_url};

    #[test]
    fn every_page_but_home_has_a_parent() {
        assert_eq!(parent_url("/"), None);
        assert_eq!(parent_url("/a/"), Some("/"));
        assert_eq!(parent_url("/a/b/"), Some("/a/"));
    }

    #[test]
    fn folders_without_a_page_get_one_and_order_comes_before_title() {
        let page = |url: &str, order| Page { order, ..Page::new(url, PageKind::Page, url) };
        let pages = vec![page("/x/late/", None), page("/x/b/", Some(2.0)), page("/x/c/", Some(-1.0))];
        let (pages, _) = grow(pages, &Shape { title: "Home", ..Shape::default() });
        let urls: Vec<&str> = pages.iter().map(|page| page.url.as_str()).collect();
        assert_eq!(urls, ["/", "/x/", "/x/c/", "/x/b/", "/x/late/"]);
        assert_eq!(pages[1].children, [2, 3, 4]);
        assert_eq!(pages[4].parent, Some(1));
    }
}
