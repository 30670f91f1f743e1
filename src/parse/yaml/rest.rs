//! What nobody gives a meaning to, for templates.

use serde_json::{Map, Value};

use crate::diagnostics::{Code, Diagnostic};

use super::fields::Fields;
use super::read::Read;

/// The fields that are left, in the shape that templates know: groups have texts as keys there, so anything else is passed
/// over with a warning.
pub(crate) fn for_templates(mut fields: Fields<'_>) -> Map<String, Value> {
    let mut kept = Map::new();
    for (key, value) in fields.take_rest() {
        let name = String::read(&key).unwrap_or_default();
        match serde_json::to_value(&value) {
            Ok(value) if !name.is_empty() => {
                kept.insert(name, value);
            }
            _ => {
                let message = format!("templates cannot use the value of `{name}`; it is passed over");
                let span = fields.key_span(&name);
                fields.push(Diagnostic::warning(Code::FrontMatterOddValue, span, message).help("use texts as keys"));
            }
        }
    }
    kept
}
