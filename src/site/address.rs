//! Addresses: of a source file, and of one page as seen from another.

use std::borrow::Cow;

use memchr::{memchr_iter, memrchr};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

use crate::parse::{UrlStyle, page_stem};

/// What may not stand as it is in one part of an address.
const PART: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'|')
    .add(b'^')
    .add(b'[')
    .add(b']')
    .add(b'\'')
    .add(b'&');

/// Names of files that are the page of their folder.
const INDEX: &[&str] = &["index", "_index", "readme"];

/// The address of the page that a content file makes, from its path below the content folder: `teams/roles.md` and
/// `teams/roles/index.md` are both `/teams/roles/`.
#[must_use]
pub fn address_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = page_stem(name);
    let is_index = INDEX.iter().any(|index| stem.eq_ignore_ascii_case(index));
    let names_folder = !folder.is_empty() && folder.rsplit('/').next() == Some(stem);
    let (folder, stem) = (&*normal(folder), &*normal(stem));
    match (folder, is_index || names_folder) {
        ("", true) => "/".to_owned(),
        ("", false) => format!("/{stem}/"),
        (folder, true) => format!("/{folder}/"),
        (folder, false) => format!("/{folder}/{stem}/"),
    }
}

/// `text` in the one spelling that addresses have: macOS writes letters with accents in two parts, others in one.
#[must_use]
pub fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Writes links as seen from one page.
#[derive(Debug, Clone, Copy)]
pub struct Linker<'a> {
    from: From<'a>,
    style: UrlStyle,
}

#[derive(Debug, Clone, Copy)]
enum From<'a> {
    /// The address of a page: links are relative to it.
    Page(&'a str),
    /// The path that the site lives under, with `/` at both ends: links start with it.
    Anywhere(&'a str),
}

impl<'a> Linker<'a> {
    /// Links on the page at `url`.
    #[must_use]
    pub fn on_page(url: &'a str, style: UrlStyle) -> Self {
        Self { from: From::Page(url), style }
    }

    /// Links on a page that is shown at addresses nobody knows beforehand, in a site under the path `base`.
    #[must_use]
    pub fn anywhere(base: &'a str, style: UrlStyle) -> Self {
        Self { from: From::Anywhere(base), style }
    }

    /// The link to the page at `url` (which ends in `/`) or the file at `url`.
    #[must_use]
    pub fn to(&self, url: &str) -> String {
        let mut href = match self.from {
            From::Page(from) => relative(from, url),
            From::Anywhere(base) => encoded(&format!("{base}{}", url.trim_start_matches('/'))).into_owned(),
        };
        if self.style == UrlStyle::Files && url.ends_with('/') {
            if href == "./" {
                href.clear();
            }
            href.push_str("index.html");
        }
        href
    }
}

fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(one, other)| one == other).count();
    // Addresses share whole folders only: `/teams/` and `/team/` share `/`.
    let shared = memrchr(b'/', &from.as_bytes()[..same]).map_or(0, |slash| slash + 1);
    let up = memchr_iter(b'/', &from.as_bytes()[shared..]).count();
    let down = &to[shared..];
    let mut href = String::with_capacity(3 * up + down.len() + "index.html".len());
    for _ in 0..up {
        href.push_str("../");
    }
    if href.is_empty() {
        // A first part with a colon would read as a scheme.
        href.push_str(if down.is_empty() || down.contains(':') { "./" } else { "" });
    }
    href.push_str(&encoded(down));
    href
}

/// `path` as it stands in an address.
pub(super) fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, PART).into()
}

#[cfg(test)]
mod tests {
    use super::{Linker, UrlStyle, address_of};

    #[test]
    fn index_pages_take_the_address_of_their_folder() {
        assert_eq!(address_of("index.md"), "/");
        assert_eq!(address_of("README.md"), "/");
        assert_eq!(address_of("teams/roles/_index.md"), "/teams/roles/");
        assert_eq!(address_of("teams/roles.md"), "/teams/roles/");
    }

    #[test]
    fn links_are_relative() {
        let on = |url: &'static str| Linker::on_page(url, UrlStyle::Pretty);
        assert_eq!(on("/teams/roles/").to("/teams/roles/developer/"), "developer/");
        assert_eq!(on("/teams/roles/developer/").to("/agile/why/"), "../../../agile/why/");
        assert_eq!(on("/team/").to("/teams/"), "../teams/");
        assert_eq!(on("/a/").to("/a/"), "./");
        assert_eq!(on("/").to("/"), "./");
        assert_eq!(on("/").to("/a b#/"), "a%20b%23/");
        assert_eq!(on("/é/").to("/è/"), "../%C3%A8/");
        assert_eq!(on("/").to("/a:b/"), "./a:b/");
    }

    #[test]
    fn links_for_files_name_them() {
        let linker = Linker::on_page("/a/", UrlStyle::Files);
        assert_eq!(linker.to("/"), "../index.html");
        assert_eq!(linker.to("/a/"), "index.html");
        assert_eq!(linker.to("/style.css"), "../style.css");
    }
}
