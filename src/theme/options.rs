//! What a project may set in a theme without touching a template: the options that `theme.yaml` declares.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::{SourceFile, SourcePath, Span};

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
        let wrong = wrong(setting, &options);
        if wrong.is_none() {
            options.insert(setting.name.clone(), setting.value.clone());
        }
        diagnostics.extend(wrong);
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
    let is_colour = setting
        .value
        .strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    (setting.name == ACCENT && !is_colour).then(|| {
        Diagnostic::error(Code::YamlWrongType, setting.value_span.clone(), "`accent` must be a colour like \"#12436d\"")
            .help("put it in quotes: in YAML `#` begins a comment")
    })
}

/// The style sheet with the colour of the options. A rule at the end wins over those before it.
pub(super) fn coloured(style: &[u8], options: &Options, settings: &[Setting]) -> Vec<u8> {
    let mut style = style.to_vec();
    if let Some(accent) = options.get(ACCENT).filter(|_| settings.iter().any(|setting| setting.name == ACCENT)) {
        style.extend_from_slice(format!("\n:root {{ --accent: {accent} }}\n").as_bytes());
    }
    style
}
