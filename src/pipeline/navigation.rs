//! Menus, folders and the name of the site as the files of other generators give them.

use crate::diagnostics::Diagnostic;
use crate::parse::{
    Category, OtherSite, parse_book, parse_category, parse_eleventy, parse_gitbook, parse_middleman, parse_mkdocs,
};
use crate::source::{SourcePath, SourceTree};

use super::sort::Sorted;

/// Where MkDocs keeps its configuration.
const MKDOCS: &[&str] = &["mkdocs.yml", "mkdocs.yaml"];

/// Where mdBook keeps its configuration.
const BOOK: &str = "book.toml";

/// Where Eleventy keeps its configuration.
const ELEVENTY: &[&str] = &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"];

/// Where Docusaurus keeps its configuration. It is a program, so the folder of its pages is taken to be the usual one.
const DOCUSAURUS: &[&str] = &["docusaurus.config.js", "docusaurus.config.ts"];

/// The folder of the pages that another generator's configuration names, and whether that generator's machinery lies in it
/// too.
#[must_use]
pub fn foreign_content(tree: &SourceTree) -> Option<(String, bool)> {
    let first = |names: &[&str]| names.iter().find_map(|name| tree.get(&SourcePath::new(name)));
    let plain = |folder: String| (folder, false);
    let mkdocs = || parse_mkdocs(first(MKDOCS)?, "").map(|site| plain(site.folder));
    let book = || parse_book(first(&[BOOK])?).map(|book| plain(book.folder));
    let gitbook = || parse_gitbook(first(&[".gitbook.yaml"])?).map(plain);
    let docusaurus = || first(DOCUSAURUS).map(|_| plain("docs".to_owned()));
    let eleventy = || parse_eleventy(first(ELEVENTY)?).map(|folder| (folder, true));
    let middleman = || parse_middleman(first(&["config.rb"])?).map(|folder| (folder, true));
    mkdocs().or_else(book).or_else(gitbook).or_else(docusaurus).or_else(eleventy).or_else(middleman)
}

/// What a file of another generator says of the site whose pages are in the content folder.
pub(super) fn foreign_site(tree: &SourceTree) -> Option<OtherSite> {
    let first = |names: &[&str]| names.iter().find_map(|name| tree.get(&SourcePath::new(name)));
    let mkdocs = first(MKDOCS).and_then(|file| parse_mkdocs(file, &tree.content));
    let site = mkdocs.or_else(|| parse_book(first(&[BOOK])?))?;
    (tree.content.is_empty() || site.folder == tree.content).then_some(site)
}

/// What folders say of themselves beside their pages.
pub(super) fn categories(sorted: &Sorted<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Category> {
    let read = sorted.categories.iter().filter_map(|file| {
        let (category, found) = parse_category(file);
        diagnostics.extend(found);
        category
    });
    read.collect()
}
