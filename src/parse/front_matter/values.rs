//! Values as people write them in the front matter of real handbooks: a day with a time behind it, `yes`, one name or many.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::parse::yaml::{Fields, Read, Wanted};

use super::whole::Written;

/// A calendar day; a time of day behind it is passed over.
pub(super) struct Day(pub(super) Date);

impl Read for Day {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = value.as_str().unwrap_or_default().trim();
        let day = match text.get(10..11) {
            Some("T" | "t" | " ") => text[..10].to_owned(),
            _ => text.to_owned(),
        };
        Date::read(&Value::String(day)).map(Day)
    }
}

/// `true` or `false`, or a word for it in quotes or in older YAML.
pub(super) struct Truth(pub(super) bool);

impl Read for Truth {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let word = value.as_str().map(|word| word.trim().to_ascii_lowercase());
        match word.as_deref() {
            Some("true" | "yes" | "on") => Ok(Self(true)),
            Some("false" | "no" | "off") => Ok(Self(false)),
            _ => bool::read(value).map(Self),
        }
    }
}

/// One name or a list of them; each may be a group with a `name`. Empty ones are passed over.
pub(super) struct Names(pub(super) Vec<String>);

impl Read for Names {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let names = match value {
            Value::Sequence(values) => values.iter().filter(|value| !value.is_null()).map(name).collect(),
            value => name(value).map(|name| vec![name]),
        };
        let names = names.map_err(|_: Wanted| Wanted::new("a name, or a list of names"))?;
        Ok(Self(names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()))
    }
}

fn name(value: &Value) -> Result<String, Wanted> {
    match value {
        Value::Mapping(_) => String::read(value.get("name").unwrap_or(value)),
        value => String::read(value),
    }
}

impl Fields<'_> {
    /// The first of these texts that is not empty.
    pub(crate) fn take_text(&mut self, keys: &[&'static str]) -> Option<String> {
        let mut found = None;
        for key in keys {
            let text: Option<String> = self.take(key);
            found = found.or(text.filter(|text| !text.trim().is_empty()));
        }
        found
    }

    /// The first of these values that is there.
    pub(super) fn take_first<T: Read>(&mut self, keys: &[&'static str]) -> Option<T> {
        let mut found = None;
        for key in keys {
            let value = self.take(key);
            found = found.or(value);
        }
        found
    }

    /// The text at `key` with its place.
    pub(super) fn take_written(&mut self, key: &'static str) -> Option<Written> {
        let text: String = self.take(key)?;
        Some(self.written(key, text)).filter(|written| !written.text.trim().is_empty())
    }

    /// `text`, which stands at `key`.
    pub(super) fn written(&self, key: &str, text: impl Into<String>) -> Written {
        let (text, span) = (text.into(), self.value_span(key));
        let verbatim = self.stands_at(text.trim(), &span);
        Written { text, at: span.start..span.end, verbatim }
    }
}

/// A language tag: `en`, `cy`, `pt-BR`.
pub(crate) struct LanguageTag(pub(crate) String);

impl Read for LanguageTag {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let text = value.as_str().unwrap_or_default().trim().replace('_', "-");
        let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if text.split('-').all(part) { Ok(Self(text)) } else { Err(Wanted::new("a language like `en` or `pt-BR`")) }
    }
}
