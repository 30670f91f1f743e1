//! Texts that end too early: `title: Refund #42 fails` is "Refund" to YAML, which takes the rest for a comment.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::super::yaml::{Place, Places};

/// Keys whose values are words. Behind a number or a date, a remark is a remark.
const WORDS: &[&str] = &[
    "title", "text", "what", "why", "note", "name", "cause", "response", "summary", "outcome", "well", "improve",
    "exclude", "measure", "expect",
];

/// Warns of each text in `text`, which starts at byte `offset` of `file`, that a `#` cuts off. People put a space behind the `#`
/// of a remark, and none into the number of a ticket.
pub(super) fn cut_texts(file: &SourcePath, text: &str, offset: usize) -> Vec<Diagnostic> {
    if !text.match_indices(" #").any(|(at, _)| is_number_sign(&text[at + 1..])) {
        return Vec::new();
    }
    let places = Places::of(text);
    let words = places.paths().filter(|path| has_words(path));
    let cut = words.filter_map(|path| cut(text, places.get(path)?));
    let told = cut.map(|Range { start, end }| {
        let written = text[start..end].trim_end();
        let span = Span::new(file, offset + start..offset + start + written.len());
        let quoted = written.replace('\\', "\\\\").replace('"', "\\\"");
        Diagnostic::warning(Code::YamlCutText, span, "YAML takes what comes after the `#` here for a comment")
            .help(format!("if it belongs to the text, put all of it in quotes: `\"{quoted}\"`"))
    });
    told.collect()
}

fn has_words(path: &str) -> bool {
    let key = path.rsplit('.').find(|part| !part.bytes().all(|letter| letter.is_ascii_digit()));
    key.is_some_and(|key| WORDS.contains(&key))
}

/// The value and what is cut off it, up to the end of its line.
fn cut(text: &str, place: &Place) -> Option<Range<usize>> {
    let empty = place.value.is_empty();
    let start = if empty { place.key.as_ref()?.end + 1 } else { place.value.start };
    if text.get(start..)?.starts_with(['"', '\'', '|', '>', '[', '{']) {
        return None;
    }
    let end = if empty { start } else { place.value.end };
    let rest = text.get(end..)?.lines().next().unwrap_or_default();
    let comment = rest.trim_start_matches(' ');
    let is_cut = comment.len() < rest.len() && is_number_sign(comment);
    let start = if empty { end + rest.len() - comment.len() } else { start };
    is_cut.then(|| start..end + rest.len())
}

/// `#42` and `#refunds`, not `# a remark`.
fn is_number_sign(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::source::SourcePath;

    use super::cut_texts;

    fn told(text: &str) -> Vec<String> {
        let file = SourcePath::new("content/sprints/s1.yaml");
        let told = cut_texts(&file, text, 0);
        told.iter()
            .map(|one| format!("{} {}", &text[one.span.start..one.span.end], one.help.as_ref().unwrap()))
            .collect()
    }

    fn help(quoted: &str) -> String {
        format!("if it belongs to the text, put all of it in quotes: `\"{quoted}\"`")
    }

    #[test]
    fn a_ticket_in_a_title_is_no_remark() {
        let text = "items:\n  - id: K-1\n    title: Refund #42 fails\n    points: 3 #guess\nretro:\n  well:\n    - We met #all\n";
        let refund = format!("Refund #42 fails {}", help("Refund #42 fails"));
        assert_eq!(told(text), [refund, format!("We met #all {}", help("We met #all"))]);
        assert_eq!(told("name: #7\n"), [format!("#7 {}", help("#7"))]);
        assert_eq!(told("note: Say \"no\" #1"), [format!("Say \"no\" #1 {}", help("Say \\\"no\\\" #1"))]);
    }

    #[test]
    fn remarks_and_quotes_are_left_alone() {
        for text in [
            "name: Sprint 7 # the one with the move\n",
            "name: \"Refund #42\" #really\n",
            "name: 'Refund #42'\n",
            "note: |\n  Refund #42 fails\n",
            "start: 2026-03-23 #monday\n",
            "name: Refund#42\n",
            "note: >-\n  Long\n  text #1\n",
            "",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
