//! Diagnostics one a line, as compilers and editors know them: `file:line:column: error[code] message`.

use crate::source::SourceTree;

use super::diagnostic::Diagnostic;
use super::json::place;
use super::text::visible;

/// All diagnostics, one a line.
#[must_use]
pub fn to_short(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let lines = diagnostics.iter().map(|diagnostic| short(diagnostic, tree) + "\n");
    lines.collect()
}

pub(super) fn short(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let place = place(&diagnostic.span, tree);
    let (file, message) = (visible(&place.file), visible(&diagnostic.message));
    let severity = diagnostic.severity.as_str();
    let line = format!("{file}:{}:{}: {severity}[{}] {message}", place.line, place.column, diagnostic.code);
    line.replace('\n', " ")
}
