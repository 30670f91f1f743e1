//! Telling mistakes: where, and those that repeat once for a page.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostics::Code;

use super::parse::Found;
use super::writer::Writer;

/// Mistakes that are told once for a page, however often they were made.
#[derive(Default)]
pub(super) struct Grouped {
    found: Vec<(Found, usize)>,
    known: HashMap<(Code, String), usize>,
}

impl Grouped {
    pub(super) fn add(&mut self, found: Found) {
        let key = (found.code, found.message.clone());
        if let Some(index) = self.known.get(&key) {
            let (first, times) = &mut self.found[*index];
            *times += 1;
            if found.at.start < first.at.start {
                first.at = found.at;
            }
            return;
        }
        self.known.insert(key, self.found.len());
        self.found.push((found, 1));
    }

    /// Each with how often it was made.
    pub(super) fn finish(self) -> impl Iterator<Item = Found> {
        self.found.into_iter().map(|(found, times)| match times {
            1 => found,
            _ => Found { message: format!("{} ({times} times on this page)", found.message), ..found },
        })
    }
}

impl Writer<'_> {
    /// Tells a mistake at a place of the prepared text.
    pub(super) fn tell(&mut self, code: Code, at: &Range<usize>, message: String, help: &str) {
        let at = self.prepared.written(at);
        self.out.found.push(Found { code, at, message, help: help.to_owned() });
    }

    /// Tells a mistake at a place of the written text; the same message on the same page is told once.
    pub(super) fn tell_grouped(&mut self, code: Code, at: Range<usize>, message: String, help: &str) {
        self.grouped.add(Found { code, at, message, help: help.to_owned() });
    }
}
