//! How a page is shown.

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::yaml::{Fields, Read, Wanted};

use super::values::{LanguageTag, Truth};
use super::whole::Written;

/// How a page is shown. `None` where the page does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// The template that it asks for.
    pub template: Option<Written>,
    /// What "On this page" lists.
    pub contents: Option<Contents>,
    /// The page to read before it.
    pub previous: Neighbour,
    /// The page to read after it.
    pub next: Neighbour,
    /// Where its source can be changed; empty if nowhere.
    pub edit_url: Option<String>,
    /// A sentence that stands above the page, or the address of a picture that does.
    pub banner: Option<Written>,
    /// The address of the picture that stands for it elsewhere.
    pub image: Option<Written>,
    /// Its language, as HTML's `lang` wants it.
    pub language: Option<String>,
}

/// What "On this page" lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// The usual levels.
    Usual,
    /// Nothing.
    Nothing,
    /// This many levels, from 1.
    Levels(u8),
}

/// What a page says of the page before or after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Neighbour {
    /// Nothing: the order of the menu counts.
    #[default]
    ByOrder,
    /// That there is none.
    Nobody,
    /// A link to it, and how it is called, if the page says so.
    To(Written, Option<String>),
}

impl Looks {
    pub(super) fn over(&self, defaults: &Self) -> Self {
        let mut merged = self.clone();
        merged.template = merged.template.or_else(|| defaults.template.clone());
        merged.contents = merged.contents.or(defaults.contents);
        merged.edit_url = merged.edit_url.or_else(|| defaults.edit_url.clone());
        merged.banner = merged.banner.or_else(|| defaults.banner.clone());
        merged.image = merged.image.or_else(|| defaults.image.clone());
        merged.language = merged.language.or_else(|| defaults.language.clone());
        merged
    }
}

pub(super) fn looks(fields: &mut Fields<'_>) -> Looks {
    let template = fields.take_written("template");
    let layout = text_or_nothing(fields, "layout");
    Looks {
        template: template.or(layout),
        contents: contents(fields),
        previous: neighbour(fields, &["prev", "previous", "pagination_prev"]),
        next: neighbour(fields, &["next", "pagination_next"]),
        edit_url: edit_url(fields),
        banner: text_or_nothing(fields, "banner"),
        image: text_or_nothing(fields, "image"),
        language: language(fields),
    }
}

/// The text at `key`; what is no text stays for templates.
fn text_or_nothing(fields: &mut Fields<'_>, key: &'static str) -> Option<Written> {
    if fields.is_text(key) { fields.take_written(key) } else { None }
}

fn contents(fields: &mut Fields<'_>) -> Option<Contents> {
    let hidden = fields.take("hide_table_of_contents").map(|Truth(hidden)| hidden);
    let deepest: Option<u32> = fields.take("toc_max_heading_level");
    let deepest = deepest.map(|level| Contents::Levels(u8::try_from(level.clamp(2, 6) - 1).unwrap_or(5)));
    let own: Option<Contents> = match fields.peek("toc") {
        Some(Value::Mapping(_)) => None,
        _ => fields.take("toc"),
    };
    own.or(hidden.filter(|hidden| *hidden).map(|_| Contents::Nothing)).or(deepest)
}

impl Read for Contents {
    fn read(value: &Value) -> Result<Self, Wanted> {
        match Truth::read(value) {
            Ok(Truth(true)) => return Ok(Self::Usual),
            Ok(Truth(false)) => return Ok(Self::Nothing),
            Err(_) => {}
        }
        match value.as_u64() {
            Some(0) => Ok(Self::Nothing),
            Some(levels) => Ok(Self::Levels(u8::try_from(levels.min(5)).unwrap_or(5))),
            None => Err(Wanted::new("`true`, `false`, or how many levels of headings to list")),
        }
    }
}

fn neighbour(fields: &mut Fields<'_>, keys: &[&'static str]) -> Neighbour {
    let mut found = Neighbour::ByOrder;
    for key in keys {
        let said = match fields.peek(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => {
                Neighbour::To(fields.written(key, text.trim()), None)
            }
            Some(Value::Mapping(mapping)) => {
                let text = |key: &str| mapping.get(key).and_then(Value::as_str).map(str::to_owned);
                let link = ["link", "href", "url"].into_iter().find_map(|name| Some((name, text(name)?)));
                let title = text("text").or_else(|| text("label")).or_else(|| text("title"));
                let to = link.map(|(name, link)| fields.written(&format!("{key}.{name}"), link));
                to.map_or(Neighbour::ByOrder, |to| Neighbour::To(to, title))
            }
            Some(Value::Bool(false)) => Neighbour::Nobody,
            _ => Neighbour::ByOrder,
        };
        fields.take_value(key);
        if found == Neighbour::ByOrder {
            found = said;
        }
    }
    found
}

fn edit_url(fields: &mut Fields<'_>) -> Option<String> {
    if let Some(wanted) = fields.peek("edit_url").and_then(Value::as_bool) {
        fields.take_value("edit_url");
        return (!wanted).then(String::new);
    }
    let key = if fields.is_text("edit_url") { "edit_url" } else { "custom_edit_url" };
    let address = fields.take_text(&["edit_url", "custom_edit_url"])?;
    let on_the_web = ["https://", "http://"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
    if !on_the_web && !address.is_empty() {
        let message = format!("`{key}` is no address on the web; the page has no such link");
        let help = "write it like `https://example.org/edit/page.md`";
        let span = fields.value_span(key);
        fields.push(Diagnostic::warning(Code::FrontMatterOddValue, span, message).help(help));
    }
    Some(address)
}

fn language(fields: &mut Fields<'_>) -> Option<String> {
    let LanguageTag(language) = fields.take("lang")?;
    Some(language)
}
