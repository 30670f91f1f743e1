//! The place of a page among its siblings.

use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::yaml::{Fields, Read};

/// Every name that generators have for it; the first that is given counts.
const NAMES: &[&str] = &["order", "weight", "nav_order", "sidebar_position", "related_order"];

/// The same inside a group.
const NESTED: &[(&str, &str)] = &[("sidebar", "order"), ("eleventyNavigation", "order")];

/// A number. Other generators allow more, so anything else is passed over with a warning and the page stays.
pub(super) fn order(fields: &mut Fields<'_>) -> Option<f64> {
    let mut found = None;
    for name in NAMES {
        if let Some(value) = fields.take_value(name) {
            found = found.or_else(|| number(fields, name, &value));
        }
    }
    for (group, key) in NESTED {
        if let Some(value) = fields.peek(group).and_then(|group| group.get(key)).cloned() {
            found = found.or_else(|| number(fields, &format!("{group}.{key}"), &value));
        }
    }
    found
}

fn number(fields: &Fields<'_>, key: &str, value: &Value) -> Option<f64> {
    let number = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => f64::read(value).ok(),
    };
    if number.is_none() || value.is_string() {
        let message = match number {
            Some(_) => format!("`{key}` is a text here; it is read as a number"),
            None => format!("`{key}` must be a number; this one is passed over"),
        };
        let span = fields.value_span(key);
        let diagnostic = Diagnostic::warning(Code::FrontMatterOddValue, span, message);
        fields.push(diagnostic.help("write a number, like `order: 2`"));
    }
    number
}
