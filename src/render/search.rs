//! Where the search of a site is, for the pages that open it.

use crate::search::INDEX;
use crate::site::Linker;

use super::page::Renderer;

/// The folder of the index.
pub const SEARCH: &str = "/assets/search/";

/// Whether readers can search the site: the configuration says nothing else, and the theme has the script for it.
#[must_use]
pub fn is_searched(renderer: &Renderer<'_>) -> bool {
    renderer.config.search && renderer.theme.assets().any(|(path, _)| path == "search.js")
}

/// The link to the first file of the index, if there is one.
pub(super) fn search_address(renderer: &Renderer<'_>, linker: &Linker<'_>) -> Option<String> {
    is_searched(renderer).then(|| linker.to(&format!("{SEARCH}{INDEX}")))
}
