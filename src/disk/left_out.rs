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

/// Whether a file with this name is there only while an editor saves or holds another one, or is a copy from before.
pub(super) fn is_passing(name: &str) -> bool {
    let swapped = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.'));
    name.ends_with('~')
        || PASSING.iter().any(|start| name.starts_with(start))
        || (name.starts_with('.') && ["swp", "swo", "swx"].into_iter().any(swapped))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || name == ".DS_Store"
        || name.ends_with("___jb_tmp___")
        || name.ends_with("___jb_old___")
}

/// How the names of such files begin: Emacs, GNOME's editors.
const PASSING: &[&str] = &[".#", ".goutputstream-"];

/// Whether `folder` holds packages, or a site that somebody built.
pub(super) fn is_built(folder: &Path, name: &str) -> bool {
    let has = |file: &str| folder.join(file).is_file();
    let bundle = name == "bundle" && folder.parent().is_some_and(|parent| parent.ends_with("vendor"));
    let built = BUILT.contains(&name) && has("index.html") && !SOURCES.iter().any(|source| has(source));
    PACKAGES.contains(&name) || bundle || built || has(NAME)
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    fn what_editors_leave_is_passing() {
        for name in ["a.md~", ".a.md.swp", ".a.md.swx", ".#a.md", "#a.md#", "4913", ".DS_Store", "a.md___jb_tmp___"] {
            assert!(is_passing(name), "{name}");
        }
        for name in ["a.md", "#1.md", "#", "swp", "a.swp", "4913.md", ".nojekyll", ".well-known", ".gitignore"] {
            assert!(!is_passing(name), "{name}");
        }
    }
}
