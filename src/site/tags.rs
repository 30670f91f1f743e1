//! A page for each tag, and one that lists them all.

use std::collections::BTreeMap;

use crate::parse::slug;

use super::page::{Page, PageId, PageKind};

/// The address of the list of all tags.
const ALL: &str = "/tags/";

/// The most letters of a tag that stand in an address; file systems have a limit.
const LONGEST: usize = 60;

/// One word that pages are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The word as it was first written.
    pub name: String,
    /// The address of its list of pages.
    pub url: String,
    /// The number of that list.
    pub page: PageId,
    /// The pages that carry it, in menu order.
    pub pages: Vec<PageId>,
}

/// Adds a page for each tag of `pages`, where there are any, and gives the tags. A document at such an address is the list's
/// introduction.
pub(super) fn add_tag_pages(pages: &mut BTreeMap<String, Page>) -> Vec<Tag> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for name in pages.values().flat_map(tags_of) {
        names.entry(url_of(name)).or_insert_with(|| name.clone());
    }
    if names.is_empty() {
        return Vec::new();
    }
    let all = pages.entry(ALL.to_owned()).or_insert_with(|| {
        let mut page = Page::new(ALL, PageKind::Tags, "Tags");
        page.in_menu = false;
        page
    });
    all.kind = PageKind::Tags;
    let tags = names.into_iter().enumerate().map(|(number, (url, name))| {
        let page = pages.entry(url.clone()).or_insert_with(|| Page::new(&url, PageKind::Page, &name));
        page.kind = PageKind::Tag(number);
        Tag { name, url, page: 0, pages: Vec::new() }
    });
    tags.collect()
}

/// Notes in each of `tags` which of `pages`, now in menu order, carry it.
pub(super) fn count_pages(tags: &mut [Tag], pages: &[Page]) {
    let numbers: BTreeMap<String, usize> =
        tags.iter().enumerate().map(|(number, tag)| (tag.url.clone(), number)).collect();
    for (id, page) in pages.iter().enumerate() {
        if let PageKind::Tag(number) = page.kind {
            tags[number].page = id;
        }
        for name in tags_of(page) {
            let carried = &mut tags[numbers[&url_of(name)]].pages;
            if carried.last() != Some(&id) {
                carried.push(id);
            }
        }
    }
}

/// The number of each tag of `page`, in the order in which the page gives them.
#[must_use]
pub fn tag_numbers(page: &Page, tags: &[Tag]) -> Vec<usize> {
    let mut numbers = Vec::new();
    for name in tags_of(page) {
        if let Ok(number) = tags.binary_search_by(|tag| tag.url.cmp(&url_of(name)))
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    numbers
}

/// The tags that lists know of: a page that is in no list is in none of these.
fn tags_of(page: &Page) -> impl Iterator<Item = &String> {
    page.facts.iter().filter(|_| page.in_menu).filter_map(|facts| facts.front_matter.tags.as_ref()).flatten()
}

fn url_of(name: &str) -> String {
    format!("{ALL}{}/", word(name))
}

/// The part of an address that stands for a tag. Languages are told apart that differ in marks only: C, C++ and C#.
fn word(name: &str) -> String {
    let spelt = name.replace('+', " plus").replace('#', " sharp").replace('&', " and ");
    let word = slug(&spelt);
    let word = word.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if word.is_empty() {
        let letters: Vec<String> = name.chars().map(|letter| format!("{:x}", u32::from(letter))).collect();
        return format!("tag-{}", letters.concat().chars().take(LONGEST).collect::<String>());
    }
    word.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn words_tell_tags_apart_that_differ() {
        assert_eq!(word("Ways of working"), "ways-of-working");
        assert_eq!([word("C"), word("C++"), word("C#")], ["c", "c-plus-plus", "c-sharp"]);
        assert_eq!(word("Build & deploy"), "build-and-deploy");
        assert_eq!(word("!"), "tag-21");
        assert_eq!(word("../../x"), "x");
    }
}
