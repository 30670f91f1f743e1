//! Diagnostics for machines: one JSON array, line and column counted from 1.

use serde::Serialize;

use crate::source::{Position, SourceTree, Span};

use super::diagnostic::{Diagnostic, Fix, Related};

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place,
    help: Option<&'a str>,
    related: Vec<RelatedEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixEntry<'a>>,
}

#[derive(Serialize)]
struct FixEntry<'a> {
    #[serde(flatten)]
    place: Place,
    written: &'a str,
    replacement: &'a str,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place,
}

/// Where a span is, counted from 1; the end is just behind it.
#[derive(Serialize)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

/// One array of `{code, severity, message, file, line, column, end_line, end_column, help, related}`,
/// with `fix: {file, line, column, end_line, end_column, written, replacement}` where `check --fix` can mend it.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let entries: Vec<Entry<'_>> = diagnostics.iter().map(|diagnostic| entry(diagnostic, tree)).collect();
    serde_json::to_string_pretty(&entries).expect("strings and numbers always serialise")
}

fn entry<'a>(diagnostic: &'a Diagnostic, tree: &SourceTree) -> Entry<'a> {
    Entry {
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        place: place(&diagnostic.span, tree),
        help: diagnostic.help.as_deref(),
        related: diagnostic.related.iter().map(|related| related_entry(related, tree)).collect(),
        fix: diagnostic.fix.as_deref().map(|fix| fix_entry(fix, tree)),
    }
}

fn fix_entry<'a>(fix: &'a Fix, tree: &SourceTree) -> FixEntry<'a> {
    FixEntry { place: place(&fix.span, tree), written: &fix.written, replacement: &fix.replacement }
}

fn related_entry<'a>(related: &'a Related, tree: &SourceTree) -> RelatedEntry<'a> {
    RelatedEntry { message: &related.label, place: place(&related.span, tree) }
}

pub(super) fn place(span: &Span, tree: &SourceTree) -> Place {
    let file = tree.get(&span.file);
    let position = |offset| file.map_or(Position { line: 1, column: 1 }, |file| file.position(offset));
    let (start, end) = (position(span.start), position(span.end));
    Place {
        file: tree.shown(&span.file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
