//! From pages with addresses to a tree in menu order, with a page for every folder.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::parse::sentence_case;

use super::page::{Page, PageKind};

/// The pages as a tree, in menu order: the home page first, each page before the pages below it. Folders without a page of
/// their own get one.
pub(super) fn grow(pages: Vec<Page>, home_title: &str) -> Vec<Page> {
    let mut by_url: BTreeMap<String, Page> = pages.into_iter().map(|page| (page.url.clone(), page)).collect();
    add_missing_folders(&mut by_url, home_title);
    let mut below: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    let mut home = None;
    for (url, page) in by_url {
        match parent_url(&url) {
            Some(parent) => below.entry(parent.to_owned()).or_default().push(page),
            None => home = Some(page),
        }
    }
    let mut ordered = Vec::new();
    if let Some(home) = home {
        place(home, None, &mut below, &mut ordered);
    }
    ordered
}

/// `/teams/roles/` lies below `/teams/`; `/` below nothing.
pub(super) fn parent_url(url: &str) -> Option<&str> {
    let inner = url.strip_suffix('/').filter(|inner| !inner.is_empty())?;
    inner.rfind('/').map(|slash| &url[..=slash])
}

fn add_missing_folders(pages: &mut BTreeMap<String, Page>, home_title: &str) {
    let urls: Vec<String> = pages.keys().cloned().collect();
    for url in urls {
        let mut parent = parent_url(&url);
        while let Some(folder) = parent.filter(|folder| !pages.contains_key(*folder)) {
            let name = folder.trim_matches('/').rsplit('/').next().unwrap_or_default();
            let title = if name.is_empty() { home_title.to_owned() } else { sentence_case(name) };
            pages.insert(folder.to_owned(), Page::new(folder, PageKind::Section, title));
            parent = parent_url(folder);
        }
    }
    if pages.is_empty() {
        pages.insert("/".to_owned(), Page::new("/", PageKind::Home, home_title));
    }
}

/// Appends `page` and all below it. Written with a list of its own instead of recursion, as folders nest without limit.
fn place(home: Page, parent: Option<usize>, below: &mut BTreeMap<String, Vec<Page>>, ordered: &mut Vec<Page>) {
    let mut waiting = vec![(home, parent)];
    while let Some((mut page, parent)) = waiting.pop() {
        let id = ordered.len();
        let mut children = below.remove(&page.url).unwrap_or_default();
        children.sort_by(in_menu_order);
        page.parent = parent;
        page.kind = match page.kind {
            PageKind::Page | PageKind::Section if page.url == "/" => PageKind::Home,
            PageKind::Page if !children.is_empty() => PageKind::Section,
            kind => kind,
        };
        ordered.push(page);
        if let Some(parent) = parent {
            ordered[parent].children.push(id);
        }
        waiting.extend(children.into_iter().rev().map(|child| (child, Some(id))));
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

/// Alphabetical without regard to case, and with numbers by their size: "Sprint 9" before "Sprint 10".
fn natural(one: &str, other: &str) -> Ordering {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (mut one, mut other) = (one.as_str(), other.as_str());
    loop {
        let (number, other_number) = (digits(one), digits(other));
        let order = if number.is_empty() || other_number.is_empty() {
            let (letter, other_letter) = (one.chars().next(), other.chars().next());
            one = letter.map_or("", |letter| &one[letter.len_utf8()..]);
            other = other_letter.map_or("", |letter| &other[letter.len_utf8()..]);
            if letter.is_none() && other_letter.is_none() {
                return Ordering::Equal;
            }
            letter.cmp(&other_letter)
        } else {
            one = &one[number.len()..];
            other = &other[other_number.len()..];
            let (number, other_number) = (number.trim_start_matches('0'), other_number.trim_start_matches('0'));
            number.len().cmp(&other_number.len()).then_with(|| number.cmp(other_number))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Page, PageKind, grow, natural, parent_url};

    #[test]
    fn numbers_in_titles_count_by_size() {
        assert_eq!(natural("Sprint 9", "sprint 10"), Ordering::Less);
        assert_eq!(natural("Alpha", "beta"), Ordering::Less);
        assert_eq!(natural("a", "a"), Ordering::Equal);
    }

    #[test]
    fn every_page_but_home_has_a_parent() {
        assert_eq!(parent_url("/"), None);
        assert_eq!(parent_url("/a/"), Some("/"));
        assert_eq!(parent_url("/a/b/"), Some("/a/"));
    }

    #[test]
    fn folders_without_a_page_get_one_and_order_comes_before_title() {
        let page = |url: &str, order| Page { order, ..Page::new(url, PageKind::Page, url) };
        let pages = grow(vec![page("/x/late/", None), page("/x/b/", Some(2.0)), page("/x/c/", Some(-1.0))], "Home");
        let urls: Vec<&str> = pages.iter().map(|page| page.url.as_str()).collect();
        assert_eq!(urls, ["/", "/x/", "/x/c/", "/x/b/", "/x/late/"]);
        assert_eq!(pages[1].children, [2, 3, 4]);
        assert_eq!(pages[4].parent, Some(1));
    }
}
