//! Who stands above, below and beside a page.

use std::collections::HashMap;

use tera::Value;

use super::Link;
use super::page::Page;

/// The pages as a tree: every number is a place in the list of pages.
pub struct Shape {
    parent: Vec<Option<usize>>,
    /// The menu below a page, made once and shared by all its children.
    menus: HashMap<usize, Value>,
    /// The pages in menu order, and where each one stands in it.
    reading: Vec<usize>,
    place: Vec<usize>,
}

impl Shape {
    pub fn of(pages: &[Page]) -> Self {
        let by_url: HashMap<&str, usize> = pages.iter().enumerate().map(|(at, page)| (page.url.as_str(), at)).collect();
        let parent: Vec<_> = pages.iter().map(|page| by_url.get(above(&page.url)?).copied()).collect();
        let children = children(pages, &parent);
        let menus = (0..pages.len())
            .filter(|at| !children[*at].is_empty())
            .map(|at| (at, menu_value(pages, &children[at])))
            .collect();
        let mut reading = Vec::with_capacity(pages.len());
        for root in (0..pages.len()).filter(|at| parent[*at].is_none()) {
            walk(root, &children, &mut reading);
        }
        let mut place = vec![0; pages.len()];
        for (at, page) in reading.iter().enumerate() {
            place[*page] = at;
        }
        Self { parent, menus, reading, place }
    }

    /// The menu of the section that the page heads or lies in.
    pub fn menu(&self, index: usize) -> Value {
        let section = if self.menus.contains_key(&index) { Some(index) } else { self.parent[index] };
        section.and_then(|at| self.menus.get(&at)).cloned().unwrap_or_else(Value::none)
    }

    /// The pages above this one, home first.
    pub fn crumbs(&self, index: usize) -> Vec<usize> {
        let mut crumbs: Vec<usize> = std::iter::successors(self.parent[index], |at| self.parent[*at]).collect();
        crumbs.reverse();
        crumbs
    }

    pub fn previous(&self, index: usize) -> Option<usize> {
        self.place[index].checked_sub(1).map(|at| self.reading[at])
    }

    pub fn next(&self, index: usize) -> Option<usize> {
        self.reading.get(self.place[index] + 1).copied()
    }
}

/// The address one level up; nothing above the home page.
fn above(url: &str) -> Option<&str> {
    let url = url.strip_suffix('/')?;
    Some(url.rfind('/').map_or("", |at| &url[..=at]))
}

fn children(pages: &[Page], parent: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); pages.len()];
    for (at, parent) in parent.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(at);
        }
    }
    for list in &mut children {
        list.sort_by_key(|at| (pages[*at].order, &pages[*at].title));
    }
    children
}

fn menu_value(pages: &[Page], entries: &[usize]) -> Value {
    let links: Vec<Link> = entries.iter().map(|at| Link { title: &pages[*at].title, url: &pages[*at].url }).collect();
    Value::from_serializable(&links)
}

fn walk(at: usize, children: &[Vec<usize>], reading: &mut Vec<usize>) {
    reading.push(at);
    for child in &children[at] {
        walk(*child, children, reading);
    }
}
