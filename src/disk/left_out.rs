//! Files and folders that are no part of a handbook, whatever they hold.

use std::path::Path;

use super::manifest::NAME;

/// Folders of packages and of compiled programs.
const PACKAGES: &[&str] = &["node_modules", "bower_components", "target", "__pycache__", "venv"];

/// Names that generators give to what they write. A handbook may have a section of such a name, so what lies in it counts.
const BUILT: &[&str] = &["_site", "_book", "book", "build", "dist", "out", "public", "site"];

/// Pages that folders of sources have.
const SOURCES: &[&str] = &["index.md", "_index.md", "README.md", "readme.md"];

/// What git and desktops leave beside the files.
const LITTER: &[&str] = &[".git", ".gitignore", ".gitattributes", ".gitkeep", ".DS_Store"];

/// Where GitBook keeps pictures.
const PICTURES: &str = ".gitbook";

/// Whether a name begins with a dot and is not wanted all the same. Where everything is copied, as from `static/`, only litter
/// is not.
pub(super) fn is_hidden(name: &str, copied: bool) -> bool {
    if copied { LITTER.contains(&name) } else { name.starts_with('.') && name != PICTURES }
}

/// Whether `folder` holds packages, or a site that somebody built.
pub(super) fn is_built(folder: &Path, name: &str) -> bool {
    let has = |file: &str| folder.join(file).is_file();
    let bundle = name == "bundle" && folder.parent().is_some_and(|parent| parent.ends_with("vendor"));
    let built = BUILT.contains(&name) && has("index.html") && !SOURCES.iter().any(|source| has(source));
    PACKAGES.contains(&name) || bundle || built || has(NAME)
}
