//! What a project may set in a theme without touching a template: the options that `theme.yaml` declares.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourceFile, SourcePath, Span};

use super::colour::{Colour, READABLE};

/// One option as a project sets it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Its name, such as `accent`.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the value stands.
    pub value_span: Span,
}

/// Every option of a theme with its value.
pub(super) type Options = BTreeMap<String, String>;

#[derive(Deserialize)]
struct Declaration {
    #[serde(default)]
    options: BTreeMap<String, Declared>,
}

#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    default: String,
}

/// The option that colours links and charts; it is written into the style sheet.
const ACCENT: &str = "accent";

/// The options that the built-in `theme.yaml` and the project's own declare, with `settings` over their defaults. A setting
/// that no theme declares is told.
pub(super) fn options(
    built_in: &str,
    own: Option<&SourceFile>,
    settings: &[Setting],
    diagnostics: &mut Vec<Diagnostic>,
) -> Options {
    let mut options = declared(built_in, &SourcePath::new("themes/default/theme.yaml"), diagnostics);
    if let Some(file) = own {
        options.extend(declared(&String::from_utf8_lossy(&file.bytes), &file.path, diagnostics));
    }
    for setting in settings {
        if let Some(wrong) = wrong(setting, &options) {
            diagnostics.push(wrong);
        } else {
            options.insert(setting.name.clone(), setting.value.clone());
            diagnostics.extend(hard_to_read(setting));
        }
    }
    options
}

fn declared(text: &str, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Options {
    match serde_yaml::from_str::<Declaration>(text) {
        Ok(declaration) => declaration.options.into_iter().map(|(name, declared)| (name, declared.default)).collect(),
        Err(error) => {
            let at = error.location().map_or(0, |location| location.index().min(text.len()));
            let message = format!("this does not describe a theme: {error}");
            diagnostics.push(
                Diagnostic::error(Code::ThemeDescription, Span::new(path, at..at + 1), message).help(
                    "an option looks like `accent: {default: \"#12436d\", help: Colour of links}` below `options:`",
                ),
            );
            Options::new()
        }
    }
}

fn wrong(setting: &Setting, options: &Options) -> Option<Diagnostic> {
    if !options.contains_key(&setting.name) {
        let names: Vec<&str> = options.keys().map(String::as_str).collect();
        let message = format!("the theme has no option `{}`", setting.name);
        let help = did_you_mean(&setting.name, names.iter().copied())
            .unwrap_or_else(|| format!("its options are {}", names.join(", ")));
        return Some(Diagnostic::error(Code::ConfigUnknownKey, setting.name_span.clone(), message).help(help));
    }
    (setting.name == ACCENT && Colour::parse(&setting.value).is_none()).then(|| {
        Diagnostic::error(Code::YamlWrongType, setting.value_span.clone(), "`accent` must be a colour like \"#12436d\"")
            .help("put it in quotes: in YAML `#` begins a comment")
    })
}

/// A colour of links that cannot be read on a light page.
fn hard_to_read(setting: &Setting) -> Option<Diagnostic> {
    let accent = Colour::parse(&setting.value).filter(|_| setting.name == ACCENT)?;
    let contrast = accent.contrast_on_light();
    (contrast < READABLE).then(|| {
        // Cut, not rounded: 4.49 must not be told as the 4.5 that it misses.
        let contrast = (contrast * 10.0).floor() / 10.0;
        let message =
            format!("`accent` is too pale to be read: its contrast is {contrast:.1}:1, and text needs {READABLE}:1");
        let help = format!(
            "links are written in {}, the nearest tone that can be read; the line above the header keeps your colour",
            accent.on_light().hex()
        );
        Diagnostic::warning(Code::ThemeLowContrast, setting.value_span.clone(), message).help(help)
    })
}

/// The style sheet with the colours of the options. A rule at the end wins over those before it.
pub(super) fn coloured(style: &[u8], options: &Options, settings: &[Setting]) -> Vec<u8> {
    let mut style = style.to_vec();
    let set = options.get(ACCENT).filter(|_| settings.iter().any(|setting| setting.name == ACCENT));
    if let Some((written, accent)) = set.and_then(|written| Some((written, Colour::parse(written)?))) {
        let (light, dark) = (accent.on_light().hex(), accent.on_dark().hex());
        let rule = format!("\n:root {{ --accent: {written}; --link-light: {light}; --link-dark: {dark} }}\n");
        style.extend_from_slice(rule.as_bytes());
    }
    style
}
