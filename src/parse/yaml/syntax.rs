//! From YAML text to a mapping, with syntax errors explained.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::places::Places;

/// The mapping that `text` is, which starts at byte `offset` of `file`. An empty text is an empty mapping. Anything else is
/// told and gives nothing.
pub(crate) fn parse_mapping(
    file: &SourcePath,
    text: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    match serde_yaml::from_str::<Value>(text) {
        Ok(Value::Mapping(mapping)) => Some(mapping),
        Ok(Value::Null) => Some(Mapping::new()),
        Ok(_) => {
            let span = Span::new(file, offset..offset + first_line(text));
            diagnostics.push(
                Diagnostic::error(Code::YamlWrongType, span, "this must be a list of keys and values")
                    .help("write each as `key: value` on a line of its own"),
            );
            None
        }
        Err(error) => {
            diagnostics.extend(explain(file, text, offset, &error));
            None
        }
    }
}

fn first_line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn explain(file: &SourcePath, text: &str, offset: usize, error: &serde_yaml::Error) -> Vec<Diagnostic> {
    let duplicates = Places::of(text).duplicates;
    if !duplicates.is_empty() {
        return duplicates.into_iter().map(|duplicate| twice(file, offset, duplicate)).collect();
    }
    let at = error.location().map_or(0, |location| location.index().min(text.len()));
    let span = Span::new(file, offset + at..offset + at + 1);
    let message = format!("the YAML cannot be read: {}", without_place(&error.to_string()));
    vec![Diagnostic::error(Code::YamlSyntax, span, message).maybe_help(advice(text, at))]
}

fn twice(file: &SourcePath, offset: usize, (key, first, second): (String, Range<usize>, Range<usize>)) -> Diagnostic {
    let at = |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end);
    Diagnostic::error(Code::YamlDuplicateKey, at(second), format!("the key `{key}` stands here a second time"))
        .related(at(first), "first given here")
        .help("keep one of the two")
}

/// The library ends its messages with "at line 3 column 7", which the excerpt already tells.
fn without_place(message: &str) -> &str {
    message.find(" at line ").map_or(message, |place| &message[..place])
}

/// What most often is wrong with the line at `at` or the one before it.
fn advice(text: &str, at: usize) -> Option<String> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let previous = text[..start].trim_end().lines().last().unwrap_or_default();
    [line, previous].into_iter().find_map(|line| {
        let value = line.split_once(": ").map(|(_, value)| value.trim_start())?;
        if line.contains('\t') {
            Some("YAML is indented with spaces, never with tabs".to_owned())
        } else if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
            Some(format!("a text that contains `: ` needs quotes: `\"{}\"`", value.replace('"', "\\\"")))
        } else if value.starts_with(['@', '`', '%', '&', '*', '!', '?', '|', '>']) {
            Some(format!("a text that starts with `{}` needs quotes", &value[..1]))
        } else {
            None
        }
    })
}
