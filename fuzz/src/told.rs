//! Mistakes as people and programs get them.

use sprintbook::diagnostics::{Diagnostic, to_json, to_short, to_text};
use sprintbook::source::{SourceFile, SourceTree};

/// Draws what is wrong, and holds each place to be one that can be shown.
///
/// # Panics
/// If a message has a place outside its file or inside a character, or would be no line of a terminal.
pub fn tell(diagnostics: &[Diagnostic], tree: &SourceTree) {
    for one in diagnostics {
        let related = one.related.iter().map(|related| &related.span);
        for span in related.chain([&one.span]) {
            if let Some(Ok(text)) = tree.get(&span.file).map(SourceFile::text) {
                assert!(text.get(span.start..span.end).is_some(), "a place that cannot be shown: {one:?}");
            }
        }
    }
    let plain = without_colours(&to_text(diagnostics, tree)) + &to_short(diagnostics, tree);
    let control = plain.chars().find(|letter| letter.is_control() && *letter != '\n');
    assert!(control.is_none(), "{control:?} reaches the terminal: {plain:?}");
    let _ = to_json(diagnostics, tree);
}

/// Without the signs that colour a text, of which a line of a file may hold none as it is.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (codes, rest) = part.split_once('m').expect("a colour ends");
        assert!(codes.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{codes:?} is no colour");
        plain.push_str(rest);
    }
    plain
}
