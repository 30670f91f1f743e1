//! How one text becomes several files.

use sprintbook::source::SourceTree;

use super::site::tree;

/// A line that begins so names the file that the lines after it are of.
const FILE: &[u8] = b"=== ";

/// Files of a log that may be named. A fixed list, so that the fuzzer's time goes into YAML and not into names.
const LOG: &[&str] = &["s1.yaml", "s2.yaml", "s3.yaml", "history.yaml", "team.yaml", "sprints.lock", "index.md"];

/// The files in `text`, each with its name: the lines after `=== roles.md` are that file, those before the first name are
/// `unnamed`. `known` gives the name that a line means; one that it does not know is a line of text. An empty file is none.
pub fn files(text: &[u8], unnamed: &str, known: impl Fn(&str) -> Option<String>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut name = unnamed.to_owned();
    let mut lines = Vec::new();
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        let named = line.strip_prefix(FILE).and_then(|name| std::str::from_utf8(name.trim_ascii()).ok());
        match named.and_then(&known) {
            Some(next) => files.push((std::mem::replace(&mut name, next), std::mem::take(&mut lines))),
            None => lines.extend_from_slice(line),
        }
    }
    files.push((name, lines));
    files.retain(|(_, bytes)| !bytes.is_empty());
    files
}

/// The project whose log is written in `text`. A sprint with totals stands beside it, so that there is always something to
/// compare with.
#[must_use]
pub fn project(text: &[u8]) -> SourceTree {
    let known = |name: &str| LOG.contains(&name).then(|| name.to_owned());
    let of_log = files(text, "s2.yaml", known).into_iter().map(|(name, bytes)| (path(&name), bytes));
    let own = [
        ("content/index.md".to_owned(), b"Home\n".to_vec()),
        (path("s0.yaml"), b"start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n".to_vec()),
    ];
    tree(own.into_iter().chain(of_log))
}

fn path(name: &str) -> String {
    format!("content/sprints/{name}")
}
