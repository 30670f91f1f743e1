//! `sprintbook.yaml`: what a project says of itself. All of it is optional.

use serde_json::Map;
use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, SourcePath, Span};

use super::front_matter::{Due, Interval, LanguageTag};
use super::markdown::{HtmlPolicy, Markup};
use super::navigation::{Navigation, nav_list};
use super::yaml::{Fields, Origin, Read, Wanted, for_templates, one_of, parse_mapping, without_mark};

/// Which page a relative link without a file extension means when both readings lead to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkReading {
    /// From the folder of the source file, with a warning that the link can be read in two ways.
    #[default]
    Auto,
    /// From the folder of the source file.
    Source,
    /// From the page's own address.
    Url,
}

/// How links to pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UrlStyle {
    /// `roles/developer/`, as web servers like it.
    #[default]
    Pretty,
    /// `roles/developer/index.html`, which also works without a server.
    Files,
}

/// One option of the theme, as the configuration sets it.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOption {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the value stands.
    pub value_span: Span,
}

/// The configuration of a project, with the default for each thing that it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Name of the site; without it the home page's title is used.
    pub title: Option<String>,
    /// One sentence on the site.
    pub description: Option<String>,
    /// Language of the pages, as HTML's `lang` wants it.
    pub language: String,
    /// Where the site will live; only its path matters for links, which are relative.
    pub base_url: Option<String>,
    /// Folder of the pages; without it `content`, or the project folder if there is none.
    pub content: Option<String>,
    /// Folder that the site is written to.
    pub output: String,
    /// Name of a folder under `themes/` that lies over the built-in theme, and where it is named.
    pub theme: Option<(String, Span)>,
    /// Options of the theme.
    pub theme_options: Vec<ThemeOption>,
    /// The repository of the source on a code host, for links that edit a page.
    pub repo: Option<String>,
    /// The address at which a file is edited, with `{path}` where its path belongs.
    pub edit_url: Option<String>,
    /// How relative links are read that have two readings.
    pub links: LinkReading,
    /// Links to other sites that `check --external` leaves alone: beginnings, or patterns with `*`.
    pub links_ignore: Vec<String>,
    /// How links are written.
    pub urls: UrlStyle,
    /// The menu, where it is not made from the folders.
    pub navigation: Option<Navigation>,
    /// How long after a review the next one is due, for pages that do not say.
    pub review: Option<Due>,
    /// Whether readers can search the site.
    pub search: bool,
    /// How bodies are read.
    pub markup: Markup,
    /// Anything else that templates need.
    pub extra: Map<String, serde_json::Value>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            language: "en".to_owned(),
            base_url: None,
            content: None,
            output: "site".to_owned(),
            theme: None,
            theme_options: Vec::new(),
            repo: None,
            edit_url: None,
            links: LinkReading::default(),
            links_ignore: Vec::new(),
            urls: UrlStyle::default(),
            navigation: None,
            review: None,
            search: true,
            markup: Markup::default(),
            extra: Map::new(),
        }
    }
}

/// The configuration in `file`, with the default for whatever is wrong in it.
#[must_use]
pub fn parse_config(file: &SourceFile) -> (Config, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = match super::document::text_of(file) {
        Ok(text) => text,
        Err(diagnostic) => return (Config::default(), vec![diagnostic]),
    };
    let (text, offset) = without_mark(text);
    let Some(mapping) = parse_mapping(&file.path, text, offset, &mut diagnostics) else {
        return (Config::default(), diagnostics);
    };
    let origin = Origin::new(&file.path, text, offset);
    let config = read_config(Fields::new(&origin, mapping));
    diagnostics.extend(origin.into_diagnostics());
    (config, diagnostics)
}

/// Keys that can be given from outside, as `SPRINTBOOK_BASE_URL` and the like.
pub const OVERRIDABLE: &[&str] =
    &["title", "description", "language", "base_url", "content", "output", "theme", "repo", "edit_url"];

impl Config {
    /// The configuration in `file` with other values for some of its `OVERRIDABLE` keys. One that cannot be used is told.
    #[must_use]
    pub fn overridden(mut self, file: &SourcePath, overrides: &[(String, String)]) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        for (key, text) in overrides {
            if let Err(wanted) = self.replace(file, key, text) {
                let message = format!("`SPRINTBOOK_{}` must be {}", key.to_uppercase(), wanted.what);
                diagnostics.push(
                    Diagnostic::error(Code::YamlWrongType, Span::top(file), message)
                        .help("it comes from the environment of the command, not from a file"),
                );
            }
        }
        (self, diagnostics)
    }

    fn replace(&mut self, file: &SourcePath, key: &str, text: &str) -> Result<(), Wanted> {
        let value = Value::String(text.to_owned());
        let text = text.to_owned();
        match key {
            "title" => self.title = Some(text),
            "description" => self.description = Some(text),
            "language" => self.language = LanguageTag::read(&value)?.0,
            "base_url" => self.base_url = Some(WebAddress::read(&value)?.0),
            "content" => self.content = Some(Folder::read(&value)?.0),
            "output" => self.output = text,
            "theme" => self.theme = Some((text, Span::top(file))),
            "repo" => self.repo = Some(text),
            "edit_url" => self.edit_url = Some(WebAddress::read(&value)?.0),
            _ => {}
        }
        Ok(())
    }
}

fn read_config(mut fields: Fields<'_>) -> Config {
    let default = Config::default();
    let (theme, theme_options) = theme(&mut fields);
    let config = Config {
        title: fields.take("title"),
        description: fields.take("description"),
        language: fields.take::<LanguageTag>("language").map_or(default.language, |tag| tag.0),
        base_url: fields.take::<WebAddress>("base_url").map(|address| address.0),
        content: fields.take::<Folder>("content").map(|folder| folder.0),
        output: fields.take("output").unwrap_or(default.output),
        theme,
        theme_options,
        repo: fields.take("repo"),
        edit_url: fields.take::<WebAddress>("edit_url").map(|address| address.0),
        links: fields.take("links").unwrap_or_default(),
        links_ignore: fields.take("links_ignore").unwrap_or_default(),
        urls: fields.take("urls").unwrap_or_default(),
        navigation: nav_list(&mut fields, "nav", "", true),
        review: fields.take("review").map(|Interval(due)| due),
        search: fields.take("search").unwrap_or(default.search),
        markup: Markup {
            html: fields.take("html").unwrap_or_default(),
            smart_punctuation: fields.take("smart_punctuation").unwrap_or_default(),
        },
        extra: fields.child("extra").map(for_templates).unwrap_or_default(),
    };
    fields.finish(Code::ConfigUnknownKey);
    config
}

/// `theme: ours`, or `theme: {name: ours, accent: "#12436d"}`.
fn theme(fields: &mut Fields<'_>) -> (Option<(String, Span)>, Vec<ThemeOption>) {
    if fields.is_text("theme") {
        let span = fields.value_span("theme");
        return (fields.take("theme").map(|name| (name, span)), Vec::new());
    }
    let Some(mut options) = fields.child("theme") else { return (None, Vec::new()) };
    let span = options.value_span("name");
    let name = options.take("name").map(|name| (name, span));
    let rest = options.take_rest().into_iter().filter_map(|(key, value)| {
        let name = String::read(&key).ok()?;
        let (name_span, value_span) = (options.key_span(&name), options.value_span(&name));
        Some(ThemeOption { value: String::read(&value).unwrap_or_default(), name, name_span, value_span })
    });
    let rest: Vec<ThemeOption> = rest.collect();
    (name, rest)
}

/// A folder inside the project.
struct Folder(String);

impl Read for Folder {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = String::read(value)?;
        let inside = text.trim_matches('/').split('/').filter(|part| *part != ".");
        let parts: Vec<&str> = inside.collect();
        if text.starts_with('/') || parts.contains(&"..") {
            return Err(Wanted::new("a folder inside the project, like `docs`"));
        }
        Ok(Self(parts.join("/")))
    }
}

/// An address on the web.
struct WebAddress(String);

impl Read for WebAddress {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = String::read(value)?.trim().to_owned();
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(Self(text)),
            _ => Err(Wanted::new("an address on the web, like `https://example.org/team/`")),
        }
    }
}

impl Read for LinkReading {
    fn read(value: &Value) -> Result<Self, Wanted> {
        one_of(value, &[("auto", Self::Auto), ("source", Self::Source), ("url", Self::Url)])
    }
}

impl Read for UrlStyle {
    fn read(value: &Value) -> Result<Self, Wanted> {
        one_of(value, &[("pretty", Self::Pretty), ("files", Self::Files)])
    }
}

impl Read for HtmlPolicy {
    fn read(value: &Value) -> Result<Self, Wanted> {
        // YAML of old reads a bare `off` as false.
        if value == &Value::Bool(false) {
            return Ok(Self::Off);
        }
        one_of(value, &[("safe", Self::Safe), ("trusted", Self::Trusted), ("off", Self::Off)])
    }
}
