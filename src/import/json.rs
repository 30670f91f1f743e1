//! JSON of trackers: fields by their name, whatever its upper and lower case, and lists however they are wrapped.

use serde_json::Value;

/// The field `path` of `value`, such as `milestone.title`; `None` where it is absent or null.
pub(super) fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, name| {
        let object = value.as_object()?;
        let exact = object.get(name);
        let like = || object.iter().find(|(key, _)| same(key, name)).map(|(_, value)| value);
        exact.or_else(like).filter(|value| !value.is_null())
    })
}

/// Whether two names are the same but for case, spaces and underscores.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

/// The field as a text: a number as its digits, an empty text as none.
pub(super) fn text(value: &Value, path: &str) -> Option<String> {
    match at(value, path)? {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The texts of the list at `path`: of texts, or of objects with a `name`.
pub(super) fn names(value: &Value, path: &str) -> Vec<String> {
    let Some(found) = at(value, path) else { return Vec::new() };
    let list = found.as_array().or_else(|| at(found, "nodes").and_then(Value::as_array));
    let name = |entry: &Value| entry.as_str().map(str::to_owned).or_else(|| text(entry, "name"));
    list.into_iter().flatten().filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// The entries of a list, which may stand by itself or below one of these names, at any depth of wrappers.
pub(super) fn list<'v>(value: &'v Value, wrappers: &[&str]) -> Option<&'v Vec<Value>> {
    if let Some(list) = value.as_array() {
        return Some(list);
    }
    wrappers.iter().filter_map(|name| at(value, name)).find_map(|inner| list(inner, wrappers))
}

/// Whether the field is there and true.
pub(super) fn is(value: &Value, path: &str) -> bool {
    at(value, path).and_then(Value::as_bool) == Some(true)
}
