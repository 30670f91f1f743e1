//! What the fuzz targets share: how one text becomes the files of a project.

use jiff::civil::{Date, date};
use sprintbook::diagnostics::{Diagnostic, to_json, to_text};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};

/// The day of every report: within the sprint of most seeds, after those of others.
pub const TODAY: Date = date(2026, 4, 1);

/// A line that begins so names the file that the lines after it are of.
const FILE: &[u8] = b"=== ";

/// The file that the lines before the first name are of.
const UNNAMED: &str = "s2.yaml";

/// Files of a log that may be named. A fixed list, so that the fuzzer's time goes into YAML and not into names.
const NAMES: &[&str] = &["s1.yaml", "s2.yaml", "s3.yaml", "history.yaml", "team.yaml", "sprints.lock", "index.md"];

/// The project whose log is written in `text`: the lines after `=== team.yaml` are that file, and so on. A sprint with totals
/// stands beside them, so that there is always something to compare with.
#[must_use]
pub fn project(text: &[u8]) -> SourceTree {
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("content/index.md".to_owned(), b"Home\n".to_vec()),
        (path("s0.yaml"), b"start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n".to_vec()),
    ];
    let mut name = UNNAMED;
    let mut lines = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match named(line) {
            Some(next) => {
                files.push((path(name), std::mem::take(&mut lines)));
                name = next;
            }
            None => lines.extend_from_slice(line),
        }
    }
    files.push((path(name), lines));
    // The last text of a name counts; an empty one is no file.
    let files = files.into_iter().filter(|(_, bytes)| !bytes.is_empty());
    SourceTree::new("content", files.map(|(path, bytes)| SourceFile::new(SourcePath::new(&path), bytes)))
}

fn path(name: &str) -> String {
    format!("content/sprints/{name}")
}

fn named(line: &[u8]) -> Option<&'static str> {
    let name = line.strip_prefix(FILE)?.trim_ascii();
    NAMES.iter().find(|known| known.as_bytes() == name).copied()
}

/// Draws what is wrong as people and programs get it, and holds each place to be one that can be shown.
///
/// # Panics
/// If a message has a place outside its file or inside a character.
pub fn tell(diagnostics: &[Diagnostic], tree: &SourceTree) {
    for one in diagnostics {
        if let Some(Ok(text)) = tree.get(&one.span.file).map(SourceFile::text) {
            assert!(text.get(one.span.start..one.span.end).is_some(), "a place that cannot be shown: {one:?}");
        }
    }
    let _ = to_text(diagnostics, tree);
    let _ = to_json(diagnostics, tree);
}
