//! The only user of the TOML library: a mapping as YAML would give it, with exact places.

use std::ops::Range;

use serde_yaml::{Mapping, Number, Value};
use toml::de::{DeTable, DeValue};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::yaml::{Place, Places, join};

/// The mapping that `text` is, which starts at byte `offset` of `file`, and where everything in it stands. What cannot be
/// read is told.
pub(crate) fn parse_toml(
    file: &SourcePath,
    text: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Mapping, Places)> {
    match DeTable::parse(text) {
        Ok(table) => {
            let mut entries = Vec::new();
            let mapping = mapping(table.get_ref(), "", &mut entries);
            Some((mapping, Places::from_entries(entries)))
        }
        Err(error) => {
            let at = error.span().unwrap_or_default();
            let span = Span::new(file, offset + at.start..offset + at.end);
            let twice = error.message().contains("duplicate key");
            let code = if twice { Code::YamlDuplicateKey } else { Code::YamlSyntax };
            let message = format!("the TOML cannot be read: {}", error.message());
            let help = if twice { "keep one of the two" } else { "write each key as `key = \"value\"`" };
            diagnostics.push(Diagnostic::error(code, span, message).help(help));
            None
        }
    }
}

type Entries = Vec<(String, Place)>;

fn mapping(table: &DeTable<'_>, path: &str, entries: &mut Entries) -> Mapping {
    let mut mapping = Mapping::new();
    for (key, item) in table {
        let name = key.get_ref().as_ref();
        let path = join(path, name);
        let value = value(item.get_ref(), &path, entries);
        entries.push((path, Place { key: Some(key.span()), value: item.span() }));
        mapping.insert(Value::String(name.to_owned()), value);
    }
    mapping
}

fn value(written: &DeValue<'_>, path: &str, entries: &mut Entries) -> Value {
    match written {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => whole(number.as_str(), number.radix()),
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Null, |number: f64| number.into()),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(moment) => Value::String(moment.to_string()),
        DeValue::Array(items) => {
            let values = items.iter().enumerate().map(|(index, item)| {
                let path = join(path, &index.to_string());
                let read = value(item.get_ref(), &path, entries);
                let at: Range<usize> = item.span();
                entries.push((path, Place { key: None, value: at }));
                read
            });
            Value::Sequence(values.collect())
        }
        DeValue::Table(table) => Value::Mapping(mapping(table, path, entries)),
    }
}

fn whole(digits: &str, radix: u32) -> Value {
    i64::from_str_radix(digits, radix)
        .map_or_else(|_| Value::String(digits.to_owned()), |number| Value::Number(Number::from(number)))
}

#[cfg(test)]
mod tests {
    use super::{SourcePath, parse_toml};

    #[test]
    fn values_and_places_are_those_of_the_file() {
        let text = "title = 'A'\nweight = 3\ndate = 2026-03-23\n[sidebar]\nlabel = 'B'\n";
        let mut diagnostics = Vec::new();
        let (mapping, places) = parse_toml(&SourcePath::new("a.md"), text, 4, &mut diagnostics).unwrap();
        assert_eq!(mapping["weight"].as_i64(), Some(3));
        assert_eq!(mapping["date"].as_str(), Some("2026-03-23"));
        assert_eq!(mapping["sidebar"]["label"].as_str(), Some("B"));
        assert_eq!(&text[places.get("sidebar.label").unwrap().value.clone()], "'B'");
        assert!(diagnostics.is_empty());
    }

    #[test]
    fn a_mistake_has_its_place() {
        let mut diagnostics = Vec::new();
        assert!(parse_toml(&SourcePath::new("a.md"), "title = \n", 4, &mut diagnostics).is_none());
        assert_eq!(diagnostics[0].span.start, 12);
    }
}
