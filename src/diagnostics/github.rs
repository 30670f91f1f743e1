//! Diagnostics as commands for workflows of GitHub, which it shows beside the lines of a change, and as the summary of a job.

use std::fmt::Write as _;

use crate::source::SourceTree;

use super::diagnostic::{Diagnostic, Severity};
use super::json::place;
use super::short::short;
use super::text::visible;

/// So many annotations of each kind GitHub shows for one step; it drops the rest without a word.
const SHOWN: usize = 10;

/// So many rows a summary has; GitHub refuses one of more than a mebibyte.
const ROWS: usize = 500;

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// Annotations, errors first: of each kind as many as are shown. Where there are more, the last one says how many, and a
/// line of the log tells each of them.
#[must_use]
pub fn to_github(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let mut text = String::new();
    for severity in SEVERITIES {
        let of_kind: Vec<&Diagnostic> = diagnostics.iter().filter(|one| one.severity == severity).collect();
        let fits = of_kind.len() <= SHOWN;
        let (shown, rest) = of_kind.split_at(if fits { of_kind.len() } else { SHOWN - 1 });
        for diagnostic in shown {
            text.push_str(&annotation(diagnostic, tree));
        }
        if !rest.is_empty() {
            let message = format!("{} more of this kind are in the log and in the summary of this job", rest.len());
            writeln!(text, "::{}::{message}", command(severity)).expect("writing to a string never fails");
            for diagnostic in rest {
                writeln!(text, "{}", harmless(&short(diagnostic, tree))).expect("writing to a string never fails");
            }
        }
    }
    text
}

/// The summary of a job, in Markdown: one row for each diagnostic.
#[must_use]
pub fn to_summary(diagnostics: &[Diagnostic], tree: &SourceTree, closing: &str) -> String {
    let mut text = format!("### sprintbook\n\n{}\n", cell(closing));
    if diagnostics.is_empty() {
        return text;
    }
    text += "\n| | where | what | help |\n|---|---|---|---|\n";
    for diagnostic in diagnostics.iter().take(ROWS) {
        let place = place(&diagnostic.span, tree);
        let help = diagnostic.help.as_deref().unwrap_or_default();
        writeln!(
            text,
            "| {} | {}:{} | {}<br>`{}` | {} |",
            diagnostic.severity.as_str(),
            cell(&place.file),
            place.line,
            cell(&diagnostic.message),
            diagnostic.code,
            cell(help)
        )
        .expect("writing to a string never fails");
    }
    if diagnostics.len() > ROWS {
        writeln!(text, "\nand {} more, in the log", diagnostics.len() - ROWS).expect("writing to a string never fails");
    }
    text
}

fn annotation(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let place = place(&diagnostic.span, tree);
    let mut properties = vec![
        ("file", place.file.clone()),
        ("line", place.line.to_string()),
        ("col", place.column.to_string()),
        ("endLine", place.end_line.to_string()),
    ];
    // A column at the end counts only on the same line.
    if place.line == place.end_line {
        properties.push(("endColumn", place.end_column.to_string()));
    }
    properties.push(("title", diagnostic.code.as_str().to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = message(&format!("{}{help}", diagnostic.message));
    format!("::{} {}::{message}\n", command(diagnostic.severity), properties.join(","))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// A message ends at the end of its line, so line ends are written as `%0A`.
fn message(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible(&text)
}

/// In a property, a colon and a comma would end it.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

/// A line of the log that cannot be taken for a command.
fn harmless(line: &str) -> String {
    format!("  {}", line.replace("::", ":\u{200b}:"))
}

/// Text in a table of Markdown, where it means nothing but itself.
fn cell(text: &str) -> String {
    let mut cell = String::new();
    for letter in visible(text).chars() {
        match letter {
            '\n' => cell.push_str("<br>"),
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '&' => cell.push_str("&amp;"),
            '|' | '\\' | '*' | '_' | '[' | ']' | '#' | '@' | '~' => {
                cell.push('\\');
                cell.push(letter);
            }
            _ => cell.push(letter),
        }
    }
    cell
}
