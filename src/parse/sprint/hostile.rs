//! Texts that nobody means to write: no panic, no endless work, and what is right in them stays.

use std::fmt::Write;

use jiff::civil::date;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, SourcePath};
use crate::sprints::{CommitmentMode, Points, Unit};

use super::check::check_empty;
use super::file::{SprintFile, parse_history, parse_sprint};
use super::ledger::check_ledger;
use super::team::parse_team;

fn file(path: &str, text: impl AsRef<[u8]>) -> SourceFile {
    SourceFile::new(SourcePath::new(path), text.as_ref().to_vec())
}

/// All three readings of `text`; the diagnostics of the first.
fn read_all(text: impl AsRef<[u8]>) -> (Option<SprintFile>, Vec<Diagnostic>) {
    let file = file("content/sprints/s1.yaml", text);
    let _ = parse_history(&file);
    let _ = parse_team(&file);
    let (sprint, diagnostics) = parse_sprint(&file);
    for diagnostic in &diagnostics {
        let Some(text) = file.text().ok() else { continue };
        assert!(text.get(diagnostic.span.start.min(text.len())..).is_some(), "{diagnostic:?} inside a character");
    }
    if let Some(sprint) = &sprint {
        let _ = check_ledger(sprint, Unit::Points, CommitmentMode::Jira);
        let _ = check_empty(sprint, date(2026, 4, 1));
    }
    (sprint, diagnostics)
}

#[track_caller]
fn gives_only(text: impl AsRef<[u8]>, code: Code) {
    let (sprint, diagnostics) = read_all(text);
    assert!(sprint.is_none());
    assert!(!diagnostics.is_empty() && diagnostics.iter().all(|one| one.code == code), "{diagnostics:#?}");
}

#[test]
fn what_is_no_sprint_gives_none() {
    gives_only("", Code::YamlMissingKey);
    gives_only("\u{feff}", Code::YamlMissingKey);
    gives_only("# nothing yet\n", Code::YamlMissingKey);
    gives_only("- start: 2026-03-23\n- end: 2026-04-03\n", Code::YamlWrongType);
    gives_only("2026", Code::YamlWrongType);
    gives_only("start: 2026-03-23\nend: 2026-04-03\n---\nstart: 2026-04-06\n", Code::YamlSyntax);
    gives_only("start: 2026-03-23\n\tend: 2026-04-03\n", Code::YamlSyntax);
    gives_only("start: [2026-03-23\n", Code::YamlSyntax);
    gives_only("start: 2026-03-23\nend: 2026-04-03\nend: 2026-04-04\n", Code::YamlDuplicateKey);
    gives_only(b"start: \xff\n", Code::SourceNotText);
    gives_only("start: 2026-03-23\0", Code::YamlSyntax);
    gives_only("start: 2026-03-23\nend: 2026-04-03\ncommitted: 99999999999999999999\n", Code::YamlSyntax);
}

#[test]
fn depth_and_bombs_come_to_an_end() {
    gives_only("[".repeat(2_000_000), Code::YamlSyntax);
    gives_only("{a: ".repeat(100_000), Code::YamlSyntax);
    gives_only((0..2_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n"), Code::YamlSyntax);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let below = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{below}, *a{below}, *a{below}, *a{below}, *a{below}]").unwrap();
    }
    gives_only(bomb, Code::YamlSyntax);
    gives_only("start: &a [*a]\n", Code::YamlSyntax);
}

#[test]
fn a_place_never_ends_within_a_letter() {
    // Found by the fuzzer: the second letter of each is where the library stops, and has more than one byte.
    for text in ["a: [é\u{301}", "start: {a: b}é", "a: \"é", "☂: [☂", "x: *é", "items: [{é"] {
        let file = file("content/sprints/s1.yaml", text);
        let (_, diagnostics) = parse_sprint(&file);
        let shown = |span: &crate::source::Span| text.get(span.start..span.end).is_some();
        assert!(!diagnostics.is_empty() && diagnostics.iter().all(|one| shown(&one.span)), "{text}: {diagnostics:?}");
    }
}

#[test]
fn numbers_that_are_none_are_told_and_the_rest_stays() {
    for number in [".nan", ".inf", "-.inf", "1e400", "1e30", "9999999999999", "0x", "1_000", "1,5", "~5", "1/2", "१"]
    {
        let text = format!("start: 2026-03-23\nend: 2026-04-03\ncommitted: {number}\ncompleted: 21\n");
        let (sprint, diagnostics) = read_all(&text);
        let codes: Vec<Code> = diagnostics.iter().map(|one| one.code).collect();
        assert_eq!(codes, [Code::YamlWrongType], "{number}");
        let totals = sprint.unwrap().sprint.totals;
        assert_eq!((totals.committed, totals.completed), (None, Some(Points::whole(21))));
    }
}

#[test]
fn anchors_keep_a_place() {
    let text = "start: &day 2026-03-23\nend: *day\nitems:\n  - &one {id: K-1, done: 2026-05-01}\n  - *one\n";
    let (sprint, diagnostics) = read_all(text);
    let sprint = sprint.unwrap();
    assert_eq!(sprint.sprint.dates.end, date(2026, 3, 23));
    let codes: Vec<Code> = diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::SprintAfterClose, Code::SprintDuplicateItem, Code::SprintAfterClose]);
    let span = sprint.span_of("items.1.done");
    assert_eq!(&text[span.start..span.end], "*one", "an alias has no inside: the alias itself");
}

#[test]
fn odd_but_honest_texts_are_read() {
    let text = "\u{feff}start: \"2026-03-23\"\r\nend: 2026-04-03\r\nname: Zwölf ☂\r\nunknown ☂: 1\r\n";
    let (sprint, diagnostics) = read_all(text);
    assert_eq!(sprint.unwrap().sprint.name.as_deref(), Some("Zwölf ☂"));
    assert_eq!(diagnostics.len(), 1);
    let span = &diagnostics[0].span;
    assert_eq!(&text[span.start..span.end], "unknown ☂");
    let (sprint, diagnostics) = read_all("\u{feff}start: 2026-03-23\nend: 2026-03-20\n");
    assert_eq!((sprint.unwrap().span_of("end").start, diagnostics[0].span.start), (26, 26));
    for text in ["? [a, b]\n: 1\n", "!tag {start: 1}\n", "<<: {start: 2026-01-01}\n", "1: 2\n", "true: 1\n", "~: 1\n"] {
        let (sprint, diagnostics) = read_all(text);
        assert!(sprint.is_none() && !diagnostics.is_empty(), "{text}");
    }
}
