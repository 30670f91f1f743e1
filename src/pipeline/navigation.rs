//! Menus and folders as the files of other generators name them.

use crate::diagnostics::Diagnostic;
use crate::parse::{Category, Navigation, parse_book, parse_category, parse_mkdocs};
use crate::source::{SourcePath, SourceTree};

use super::sort::Sorted;

/// Where MkDocs keeps its configuration.
const MKDOCS: &[&str] = &["mkdocs.yml", "mkdocs.yaml"];

/// Where mdBook keeps its configuration.
const BOOK: &str = "book.toml";

/// The folder of the pages that another generator's configuration names.
#[must_use]
pub fn foreign_content(tree: &SourceTree) -> Option<String> {
    let mkdocs = MKDOCS.iter().find_map(|name| tree.get(&SourcePath::new(name)));
    let folder = mkdocs.and_then(|file| parse_mkdocs(file, "")).map(|(folder, _)| folder);
    folder.or_else(|| parse_book(tree.get(&SourcePath::new(BOOK))?))
}

/// The menu that a file of another generator gives for the content folder, if there is one.
pub(super) fn foreign_menu(tree: &SourceTree, sorted: &Sorted<'_>) -> Option<Navigation> {
    sorted.summary.clone().or_else(|| {
        let file = MKDOCS.iter().find_map(|name| tree.get(&SourcePath::new(name)))?;
        let (folder, navigation) = parse_mkdocs(file, &tree.content)?;
        navigation.filter(|_| tree.content.is_empty() || folder == tree.content)
    })
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
