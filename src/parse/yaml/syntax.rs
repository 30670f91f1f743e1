//! From YAML text to a mapping, with syntax errors explained.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::advice::advice;
use super::places::Places;
use super::quick::quick;

/// How many brackets may be open at once. Real files have a handful; the library needs seconds for thousands.
const DEEPEST: usize = 200;

/// What the library says where a limit of its own is reached, what is meant, and what to do.
const LIMITS: &[(&str, &str, &str)] = &[
    (
        "recursion limit exceeded",
        "it is nested more than 128 levels deep",
        "write it flatter; an alias (`*name`) inside of what it stands for never ends",
    ),
    (
        "repetition limit exceeded",
        "its aliases stand for too much",
        "write out what the aliases (`*name`) repeat: aliases of aliases multiply",
    ),
];

/// `text` without a byte order mark, and where what is left starts.
pub(crate) fn without_mark(text: &str) -> (&str, usize) {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    (rest, text.len() - rest.len())
}

/// The mapping that `text` is, which starts at byte `offset` of `file`. An empty text is an empty mapping. Anything else is
/// told and gives nothing.
pub(crate) fn parse_mapping(
    file: &SourcePath,
    text: &str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    if let Some(at) = too_deep(text) {
        let span = Span::new(file, offset + at..offset + at + 1);
        let message = format!("the YAML cannot be read: too many brackets are open here, more than {DEEPEST}");
        diagnostics.push(Diagnostic::error(Code::YamlSyntax, span, message).help("close the brackets before this one"));
        return None;
    }
    match quick(text).map_or_else(|| serde_yaml::from_str(text), Ok) {
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
    let Places { duplicates, second_document, .. } = Places::of(text);
    if !duplicates.is_empty() {
        return duplicates.into_iter().map(|duplicate| twice(file, offset, duplicate)).collect();
    }
    if let Some(range) = second_document {
        let span = Span::new(file, offset + range.start..offset + range.end);
        let message = "the YAML cannot be read: a second document starts here";
        let help = "keep one of the two, and drop the line of `---` or `...` between them";
        return vec![Diagnostic::error(Code::YamlSyntax, span, message).help(help)];
    }
    let Range { start: at, end } = letter_at(text, error.location().map_or(0, |location| location.index()));
    let span = Span::new(file, offset + at..offset + end);
    let error = error.to_string();
    if let Some((limit, help)) =
        LIMITS.iter().find_map(|(words, limit, help)| error.contains(words).then_some((limit, help)))
    {
        let message = format!("the YAML cannot be read: {limit}");
        return vec![Diagnostic::error(Code::YamlSyntax, span, message).help(*help)];
    }
    if error.contains("as u128") || error.contains("as i128") {
        let message = "the YAML cannot be read: this number is too large";
        let help = "if it is not for counting, like an id, put it in quotes";
        return vec![Diagnostic::error(Code::YamlSyntax, span, message).help(help)];
    }
    let message = format!("the YAML cannot be read: {}", without_place(&error));
    let help = advice(text, at).unwrap_or_else(|| "look at this line and at the one before it".to_owned());
    vec![Diagnostic::error(Code::YamlSyntax, span, message).help(help)]
}

/// The whole letter at byte `at` of `text`, or nothing at its end: half a letter cannot be shown.
fn letter_at(text: &str, at: usize) -> Range<usize> {
    let start = text.floor_char_boundary(at);
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    start..start + length
}

/// Where too many brackets are open. Brackets in texts count as well: nobody writes so many.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > DEEPEST
    })
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
