//! The built-in theme under the project's own.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{Fingerprint, Fingerprinter, SourceFile, SourcePath, SourceTree, Span};

use super::assets::{Asset, Assets, asset};
use super::templates::Templates;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The folder of a project in which its themes lie.
const THEMES: &str = "themes";

/// Templates and assets, ready to make pages.
#[derive(Debug)]
pub struct Theme {
    pub(super) templates: Templates,
    assets: Assets,
    fingerprint: Fingerprint,
}

impl Theme {
    /// Equal for themes that make equal pages of equal views.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The address of the asset at `path` of the theme, such as `style.css`.
    #[must_use]
    pub fn asset_url(&self, path: &str) -> Option<&str> {
        self.assets.get(path).map(|asset| asset.url.as_str())
    }

    /// All assets, by path.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }
}

/// The built-in theme, with the files of the project's theme `name` over it. Without a name a project's `themes/default`
/// counts, if it is there. What is wrong with a file of the project's is told, and the built-in one stays.
#[must_use]
pub fn load(tree: &SourceTree, name: Option<&str>) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let folder = format!("{THEMES}/{}", name.unwrap_or("default"));
    let own: Vec<(&str, &SourceFile)> = tree.below(&folder).collect();
    if let Some(name) = name.filter(|name| own.is_empty() && *name != "default") {
        diagnostics.push(not_found(tree, name));
    }
    let mut assets: Assets = built_in("assets").map(|(path, bytes)| (path.clone(), asset(&path, bytes))).collect();
    for (path, file) in &own {
        if let Some(path) = path.strip_prefix("assets/") {
            assets.insert(path.to_owned(), asset(path, file.bytes.clone()));
        }
    }
    let templates = Templates::load(built_in("templates"), &own, &mut diagnostics);
    let fingerprint = fingerprint(&own, &assets);
    (Theme { templates, assets, fingerprint }, diagnostics)
}

/// The files of one folder of the built-in theme, by their path in it.
fn built_in(folder: &'static str) -> impl Iterator<Item = (String, Arc<Vec<u8>>)> {
    let mut folders: Vec<&Dir<'_>> = BUILT_IN.get_dir(folder).into_iter().collect();
    let mut files = Vec::new();
    while let Some(dir) = folders.pop() {
        for entry in dir.entries() {
            match entry {
                DirEntry::Dir(dir) => folders.push(dir),
                DirEntry::File(file) => {
                    let path = file.path().strip_prefix(folder).unwrap_or(file.path());
                    files.push((path.to_string_lossy().replace('\\', "/"), Arc::new(file.contents().to_vec())));
                }
            }
        }
    }
    files.sort();
    files.into_iter()
}

fn not_found(tree: &SourceTree, name: &str) -> Diagnostic {
    let themes: Vec<&str> =
        tree.below(THEMES).filter_map(|(path, _)| path.split_once('/')).map(|(theme, _)| theme).collect();
    let span = Span::top(&SourcePath::new("sprintbook.yaml"));
    Diagnostic::error(Code::ThemeNotFound, span, format!("there is no theme in `{THEMES}/{name}/`"))
        .help(did_you_mean(name, themes).unwrap_or_else(|| format!("make that folder, or take `theme: {name}` away")))
}

fn fingerprint(own: &[(&str, &SourceFile)], assets: &Assets) -> Fingerprint {
    let mut all = Fingerprinter::default();
    for (path, file) in own {
        path.hash(&mut all);
        file.fingerprint.hash(&mut all);
    }
    for asset in assets.values() {
        asset.url.hash(&mut all);
    }
    Fingerprint::of(&all.finish())
}
