//! The built-in theme under the project's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{Fingerprint, SourceFile, SourceTree, Span};

use super::assets::{Asset, Assets, asset};
use super::options::{Options, Setting, coloured, options};
use super::templates::Templates;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The folder of a project in which its themes lie.
pub const THEMES: &str = "themes";

/// The theme that a project chooses, and what it sets in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Name of a folder under `themes/`, and where the configuration names it.
    pub name: Option<(String, Span)>,
    /// Options of the theme.
    pub settings: Vec<Setting>,
}

/// Templates and assets, ready to make pages.
#[derive(Debug)]
pub struct Theme {
    pub(super) templates: Templates,
    assets: Assets,
    options: Options,
    fingerprint: Fingerprint,
}

impl Theme {
    /// Equal for themes that make equal pages of equal views.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Every option with its value, for templates.
    #[must_use]
    pub fn options(&self) -> &BTreeMap<String, String> {
        &self.options
    }

    /// All assets, each with its path in the theme, such as `style.css`.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.assets.iter().map(|(path, asset)| (path.as_str(), asset))
    }
}

/// The built-in theme, with the files of the project's theme over it. Without a name a project's `themes/default` counts, if
/// it is there. What is wrong with a file of the project's is told, and the built-in one stays.
#[must_use]
pub fn load(tree: &SourceTree, choice: &Choice) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let folder = format!("{THEMES}/{}", choice.name.as_ref().map_or("default", |(name, _)| name));
    let own: Vec<(&str, &SourceFile)> = tree.below(&folder).collect();
    if let Some((name, span)) = choice.name.as_ref().filter(|(name, _)| own.is_empty() && name != "default") {
        diagnostics.push(not_found(tree, name, span));
    }
    let description = own.iter().find(|(path, _)| *path == "theme.yaml").map(|(_, file)| *file);
    let options = options(&text("theme.yaml"), description, &choice.settings, &mut diagnostics);
    let mut files: BTreeMap<String, Arc<Vec<u8>>> = built_in("assets").collect();
    let assets =
        own.iter().filter_map(|(path, file)| Some((path.strip_prefix("assets/")?.to_owned(), file.bytes.clone())));
    files.extend(assets);
    if let Some(style) = files.get_mut("style.css") {
        *style = Arc::new(coloured(style, &options, &choice.settings));
    }
    let assets: Assets = files.into_iter().map(|(path, bytes)| (path.clone(), asset(&path, bytes))).collect();
    let templates = Templates::load(built_in("templates"), &own, &mut diagnostics);
    let fingerprint = fingerprint(&own, &assets, &options);
    (Theme { templates, assets, options, fingerprint }, diagnostics)
}

/// Every file of the built-in theme that a project can lay its own over: its path in the theme, and its text.
#[must_use]
pub fn built_in_files() -> Vec<(String, String)> {
    let read = |(path, bytes): (String, Arc<Vec<u8>>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    let below =
        |folder: &'static str| built_in(folder).map(move |(path, bytes)| read((format!("{folder}/{path}"), bytes)));
    let beside = ["README.md", "theme.yaml"].map(|name| (name.to_owned(), text(name)));
    below("assets").chain(below("templates")).chain(beside).collect()
}

/// One file of the built-in theme.
fn text(path: &str) -> String {
    let file = BUILT_IN.get_file(path).expect("the built-in theme is whole");
    String::from_utf8_lossy(file.contents()).into_owned()
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

fn not_found(tree: &SourceTree, name: &str, span: &Span) -> Diagnostic {
    let themes: Vec<&str> = tree.below(THEMES).filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect();
    Diagnostic::error(Code::ThemeNotFound, span.clone(), format!("there is no theme in `{THEMES}/{name}/`"))
        .help(did_you_mean(name, themes).unwrap_or_else(|| "make that folder, or take the name away".to_owned()))
}

fn fingerprint(own: &[(&str, &SourceFile)], assets: &Assets, options: &Options) -> Fingerprint {
    let own: Vec<(&str, Fingerprint)> = own.iter().map(|(path, file)| (*path, file.fingerprint)).collect();
    let assets: Vec<&str> = assets.values().map(|asset| asset.url.as_str()).collect();
    Fingerprint::of(&(own, assets, options))
}
