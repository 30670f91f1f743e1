//! Which place of a page a fragment means: exactly, or loosely.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::page::{Page, PageId};

/// What a fragment leads to on a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// An element with this very id.
    Exact,
    /// The heading that is printed as the page's title: the page itself.
    Title,
    /// One element, and only one, whose id is like it.
    Loose(String),
    /// Nothing.
    Nowhere,
}

/// Where fragments lead on the pages of a site. What is needed to look for one loosely is made once a page, when the first asks.
pub(super) struct Fragments<'a> {
    pages: &'a [Page],
    ids: Vec<OnceLock<Ids<'a>>>,
}

impl<'a> Fragments<'a> {
    pub(super) fn of(pages: &'a [Page]) -> Self {
        Self { pages, ids: pages.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The place that `fragment`, decoded, means on `page`.
    pub(super) fn place(&self, fragment: &str, page: PageId) -> Place {
        place_of(fragment, &self.pages[page], &self.ids[page])
    }
}

fn place_of<'a>(fragment: &str, page: &'a Page, ids: &OnceLock<Ids<'a>>) -> Place {
    // What follows `:~:` is for browsers, which look for it in the text.
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || page.has_id(fragment) {
        return Place::Exact;
    }
    if !fragment.chars().any(char::is_alphanumeric) {
        return Place::Nowhere;
    }
    if crate::parse::slug(&page.title) == fragment {
        return Place::Title;
    }
    match ids.get_or_init(|| Ids::of(page)).like(fragment) {
        Some(id) => Place::Loose(id.to_owned()),
        None if folded(&page.title) == folded(fragment) => Place::Title,
        None => Place::Nowhere,
    }
}

/// The ids of one page by how they look.
struct Ids<'a> {
    /// In lower case.
    lower: Table<'a>,
    /// By their letters and digits alone.
    letters: Table<'a>,
    /// By the letters of headings with `&` and `|` read as words, as some generators do.
    spoken: Table<'a>,
}

/// An id by one form of it; `None` where several ids have that form.
type Table<'a> = HashMap<String, Option<&'a str>>;

impl<'a> Ids<'a> {
    fn of(page: &'a Page) -> Self {
        let facts = page.facts.as_ref();
        let headings = facts.into_iter().flat_map(|facts| &facts.headings);
        let headings = headings.map(|heading| (heading.id.as_str(), heading.title.as_str()));
        let anchors = facts.into_iter().flat_map(|facts| &facts.anchors).map(|anchor| (anchor.as_str(), ""));
        let ids: Vec<(&str, &str)> = headings.chain(anchors).filter(|(id, _)| !id.is_empty()).collect();
        Self {
            lower: table(ids.iter().map(|(id, _)| (id.to_lowercase(), *id))),
            letters: table(ids.iter().map(|(id, _)| (folded(id), *id))),
            spoken: table(ids.iter().map(|(id, title)| (folded(&spoken(title)), *id))),
        }
    }

    /// The only id that is like `fragment`: but for upper and lower case, else but for punctuation and accents too, else with
    /// signs read as words.
    fn like(&self, fragment: &str) -> Option<&'a str> {
        let letters = folded(fragment);
        let found = |table: &Table<'a>, form: &str| table.get(form).copied().flatten();
        found(&self.lower, &fragment.to_lowercase())
            .or_else(|| found(&self.letters, &letters))
            .or_else(|| found(&self.spoken, &letters))
    }
}

fn table<'a>(forms: impl Iterator<Item = (String, &'a str)>) -> Table<'a> {
    let mut table = Table::new();
    for (form, id) in forms {
        let known = table.entry(form).or_insert(Some(id));
        *known = known.filter(|known| *known == id);
    }
    table
}

/// `R&D` is "R and D", `on | off` is "on or off".
fn spoken(title: &str) -> String {
    if title.contains(['&', '|']) { title.replace('&', " and ").replace('|', " or ") } else { String::new() }
}

/// Letters and digits in lower case, without accents and whatever stands between them.
fn folded(text: &str) -> String {
    text.nfkd()
        .filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{folded, spoken};

    #[test]
    fn only_letters_and_digits_count() {
        assert_eq!(folded("Überblick: Größe & Café"), "uberblickgroßecafe");
        assert_eq!(folded("other-people-s-money"), folded("other-peoples-money"));
        assert_eq!(folded(&spoken("M&IE | travel")), "mandieortravel");
        assert_eq!(folded("プロジェクト 1"), "フロシェクト1");
    }
}
