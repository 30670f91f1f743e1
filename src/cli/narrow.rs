//! Which mistakes count: all of them, those of a change, or those that are not known yet.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::diagnostics::Diagnostic;
use crate::disk::{Changes, Failure, changes_since, read_export};

use super::args::CheckArguments;
use super::site::Made;
use super::terminal::{Terminal, counted};

/// Leaves in `made` only the mistakes that `arguments` ask for.
pub(super) fn narrow(made: &mut Made, arguments: &CheckArguments, terminal: &Terminal) -> Result<(), Failure> {
    if let Some(revision) = &arguments.changed_since {
        let changes = changes_since(&made.project.root, revision)?;
        let before = made.diagnostics.len();
        made.diagnostics.retain(|diagnostic| is_of(diagnostic, &changes));
        let others = before - made.diagnostics.len();
        if others > 0 {
            terminal.say(&format!("passed over: {} in files as they were at {revision}", counted(others, "message")));
        }
    }
    match &arguments.baseline {
        Some(path) => take_known(made, path, terminal),
        None => Ok(()),
    }
}

/// A mistake is of the change if one of its places is. A page that went or moved breaks links in files that nobody touched.
fn is_of(diagnostic: &Diagnostic, changes: &Changes) -> bool {
    let mut places = std::iter::once(&diagnostic.span).chain(diagnostic.related.iter().map(|related| &related.span));
    places.any(|span| changes.files.contains(&span.file))
        || (changes.some_are_gone && diagnostic.code.as_str().starts_with("link/"))
}

fn take_known(made: &mut Made, path: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let Ok(file) = read_export(path)? else { return Err(Failure::NotABaseline(path.to_owned())) };
    let Ok(Value::Array(entries)) = serde_json::from_slice(&file.bytes) else {
        return Err(Failure::NotABaseline(path.to_owned()));
    };
    let mut known: BTreeMap<[String; 3], usize> = BTreeMap::new();
    for entry in &entries {
        let words = ["code", "file", "message"].map(|key| entry[key].as_str().unwrap_or_default().to_owned());
        *known.entry(words).or_default() += 1;
    }
    let tree = &made.project.tree;
    let before = made.diagnostics.len();
    // Not by line: lines move, and a mistake that moved is no new one.
    made.diagnostics.retain(|diagnostic| {
        let file = tree.shown(&diagnostic.span.file);
        let words = [diagnostic.code.as_str().to_owned(), file, diagnostic.message.clone()];
        let left = known.get_mut(&words).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_none()
    });
    let passed = before - made.diagnostics.len();
    let mended: usize = known.values().sum();
    terminal.say(&format!("baseline: {} known, {} mended", counted(passed, "message"), mended));
    Ok(())
}
