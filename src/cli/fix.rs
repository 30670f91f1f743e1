//! `sprintbook check --fix`: write what is sure to be right.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Fix};
use crate::disk::{Failure, Mended, mend};
use crate::source::{SourceFile, SourcePath};

use super::site::Made;
use super::terminal::{Terminal, counted};

/// Mends what can be mended, says so in one line for each file, and whether anything was written.
pub(super) fn fix(made: &Made, terminal: &Terminal) -> Result<bool, Failure> {
    let mut written = false;
    for (path, fixes) in by_file(&made.diagnostics) {
        let Some(file) = made.project.tree.get(path) else { continue };
        let name = made.project.tree.shown(path);
        match mend(&made.project.root, file, &mended(file, &fixes))? {
            Mended::Written => {
                written = true;
                terminal.say(&format!("mended: {name}: {}", said(&fixes)));
            }
            Mended::Changed => terminal.say(&format!("left: {name}: it was changed meanwhile")),
            Mended::Outside => terminal.say(&format!("left: {name}: it is a link out of the project")),
        }
    }
    Ok(written)
}

/// The fixes of each file by their places. Of two that overlap, neither is sure.
fn by_file(diagnostics: &[Diagnostic]) -> BTreeMap<&SourcePath, Vec<&Fix>> {
    let mut files: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for fix in diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref()) {
        files.entry(&fix.span.file).or_default().push(fix);
    }
    for fixes in files.values_mut() {
        fixes.sort_by(|one, other| (&one.span, &one.replacement).cmp(&(&other.span, &other.replacement)));
        fixes.dedup();
        let all = fixes.clone();
        let overlap = |one: &Fix, other: &Fix| one.span.start < other.span.end && other.span.start < one.span.end;
        fixes.retain(|fix| !all.iter().any(|other| other != fix && overlap(fix, other)));
    }
    files.retain(|_, fixes| !fixes.is_empty());
    files
}

fn mended(file: &SourceFile, fixes: &[&Fix]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(file.bytes.len());
    let mut from = 0;
    for fix in fixes {
        bytes.extend_from_slice(&file.bytes[from..fix.span.start]);
        bytes.extend_from_slice(fix.replacement.as_bytes());
        from = fix.span.end;
    }
    bytes.extend_from_slice(&file.bytes[from..]);
    bytes
}

/// "2 links: `#Aims` is now `#aims`, `Tester.md` is now `tester.md`".
fn said(fixes: &[&Fix]) -> String {
    const SHOWN: usize = 3;
    let changes = fixes.iter().take(SHOWN).map(|fix| format!("`{}` is now `{}`", fix.written, fix.replacement));
    let changes = changes.collect::<Vec<_>>().join(", ");
    let more = if fixes.len() > SHOWN { format!(" and {} more", fixes.len() - SHOWN) } else { String::new() };
    format!("{}: {changes}{more}", counted(fixes.len(), "change"))
}
