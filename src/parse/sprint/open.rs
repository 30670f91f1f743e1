//! From a file to the fields of its YAML, and back to diagnostics in the order of the file.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::SourceFile;

use super::super::document::text_of;
use super::super::yaml::{Fields, Origin, parse_mapping, without_mark};
use super::cut::cut_texts;

/// The only version of the format so far.
const SCHEMA: u32 = 1;

/// What `read` makes of the fields of `file`; `None` where the file has none that can be read.
pub(super) fn read_fields<T>(file: &SourceFile, read: impl FnOnce(Fields<'_>) -> T) -> (Option<T>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = match text_of(file) {
        Ok(text) => text,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let (text, offset) = without_mark(text);
    let Some(mapping) = parse_mapping(&file.path, text, offset, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let origin = Origin::new(&file.path, text, offset);
    let value = read(Fields::new(&origin, mapping));
    diagnostics.extend(origin.into_diagnostics());
    diagnostics.extend(cut_texts(&file.path, text, offset));
    (Some(value), diagnostics)
}

/// Reads `schema` and tells of a version from the future.
pub(super) fn read_schema(fields: &mut Fields<'_>) {
    if let Some(schema) = fields.take::<u32>("schema").filter(|schema| *schema != SCHEMA) {
        let message = format!("this file is of version {schema}; this sprintbook knows version {SCHEMA}");
        let help = "install a newer sprintbook, or write `schema: 1` if the file follows this version's guide";
        fields.push(Diagnostic::error(Code::SprintSchema, fields.value_span("schema"), message).help(help));
    }
}

/// In the order of the file.
pub(super) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    diagnostics
}
