//! Diagnostics as a JUnit report, which nearly every CI server shows: one case for each, failed where it is an error.

use std::fmt::Write as _;

use crate::source::SourceTree;

use super::diagnostic::{Diagnostic, Severity};
use super::json::place;
use super::text::visible;

/// One suite. Warnings and notes are cases that passed and have something to say; without any mistake there is one case
/// that passed.
#[must_use]
pub fn to_junit(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let failed = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let tests = diagnostics.len().max(1);
    let counts = format!("tests=\"{tests}\" failures=\"{failed}\" errors=\"0\"");
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let mut line = |line: &str| writeln!(text, "{line}").expect("writing to a string never fails");
    line(&format!("<testsuites name=\"sprintbook\" {counts} time=\"0\">"));
    line(&format!("  <testsuite name=\"sprintbook\" {counts} skipped=\"0\" time=\"0\">"));
    if diagnostics.is_empty() {
        line("    <testcase classname=\"sprintbook\" name=\"no mistakes\" time=\"0\"/>");
    }
    for diagnostic in diagnostics {
        line(&case(diagnostic, tree));
    }
    line("  </testsuite>");
    line("</testsuites>");
    text
}

fn case(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let place = place(&diagnostic.span, tree);
    let name = format!("{} at {}:{}", diagnostic.code, place.line, place.column);
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let told = format!("{}:{}:{}: {}{help}", place.file, place.line, place.column, diagnostic.message);
    let inside = if diagnostic.severity == Severity::Error {
        let (message, kind) = (escaped(&diagnostic.message), diagnostic.code);
        format!("<failure message=\"{message}\" type=\"{kind}\">{}</failure>", escaped(&told))
    } else {
        format!("<system-out>{}: {}</system-out>", diagnostic.severity.as_str(), escaped(&told))
    };
    let (file, name) = (escaped(&place.file), escaped(&name));
    format!("    <testcase classname=\"{file}\" name=\"{name}\" time=\"0\">\n      {inside}\n    </testcase>")
}

/// Text of XML. Characters that XML cannot hold at all are shown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in visible(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.extend(letter.escape_unicode()),
            _ => escaped.push(letter),
        }
    }
    escaped
}
