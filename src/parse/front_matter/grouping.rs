//! What a page is about, and what else to read.

use serde_yaml::Value;

use crate::parse::yaml::{Fields, Read, Wanted};

use super::values::Names;
use super::whole::Written;

/// What it is about, under all names that there are for it, each word once.
pub(super) fn tags(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    let mut said = false;
    for key in ["tags", "categories", "category", "keywords", "keyword"] {
        if fields.peek(key).is_some_and(Value::is_bool) {
            fields.take_value(key);
        }
        let Some(List(names)) = fields.take(key) else { continue };
        said = true;
        for name in names {
            if !tags.contains(&name) {
                tags.push(name);
            }
        }
    }
    said.then_some(tags)
}

/// A list of names, or one text with commas between them.
struct List(Vec<String>);

impl Read for List {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let Names(names) = Names::read(value)?;
        let parts =
            names.iter().flat_map(|name| if value.is_string() { name.split(',').collect() } else { vec![&**name] });
        Ok(Self(parts.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()))
    }
}

/// Links to what else to read: a text, a list of texts or of groups with `href`, in sections or not.
pub(super) fn related(fields: &mut Fields<'_>) -> Vec<Written> {
    let Some(value) = fields.take_value("related") else { return Vec::new() };
    let mut found = Vec::new();
    let mut waiting = vec![("related".to_owned(), &value)];
    while let Some((path, value)) = waiting.pop() {
        match value {
            Value::String(text) if !text.trim().is_empty() => found.push(fields.written(&path, text.trim())),
            Value::Sequence(values) => {
                let values = values.iter().enumerate().rev();
                waiting.extend(values.map(|(index, value)| (format!("{path}.{index}"), value)));
            }
            Value::Mapping(mapping) => {
                let keys = ["items", "sections", "url", "link", "href"].into_iter();
                waiting.extend(keys.filter_map(|key| Some((format!("{path}.{key}"), mapping.get(key)?))));
            }
            _ => {}
        }
    }
    found
}
