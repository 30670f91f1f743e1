//! Which place of a page a fragment means: exactly, or loosely.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::page::Page;

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

/// The place that `fragment`, decoded, means on `page`.
pub(super) fn place_of(fragment: &str, page: &Page) -> Place {
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
    match the_one_like(fragment, page) {
        Some(id) => Place::Loose(id.to_owned()),
        None if folded(&page.title) == folded(fragment) => Place::Title,
        None => Place::Nowhere,
    }
}

/// The only id of the page that is like `fragment`: but for upper and lower case, else but for punctuation and accents too,
/// else with `&` and `|` read as words, as some generators do.
fn the_one_like<'a>(fragment: &str, page: &'a Page) -> Option<&'a str> {
    let facts = page.facts.as_ref()?;
    let headings = facts.headings.iter().map(|heading| (heading.id.as_str(), heading.title.as_str()));
    let ids: Vec<(&str, &str)> = headings
        .chain(facts.anchors.iter().map(|anchor| (anchor.as_str(), "")))
        .filter(|(id, _)| !id.is_empty())
        .collect();
    let lower = fragment.to_lowercase();
    let letters = folded(fragment);
    only(ids.iter().filter(|(id, _)| id.to_lowercase() == lower))
        .or_else(|| only(ids.iter().filter(|(id, _)| folded(id) == letters)))
        .or_else(|| only(ids.iter().filter(|(_, title)| folded(&spoken(title)) == letters)))
}

fn only<'a, 'b: 'a>(found: impl Iterator<Item = &'a (&'b str, &'b str)>) -> Option<&'b str> {
    let mut ids: Vec<&'b str> = found.map(|(id, _)| *id).collect();
    ids.dedup();
    match ids[..] {
        [id] => Some(id),
        _ => None,
    }
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
