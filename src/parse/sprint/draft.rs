//! Changes to the text of a sprint file that leave everything else in it as it was: comments, order, spacing.

use std::ops::Range;

use super::super::yaml::{Places, join};

/// A text and what is to change in it.
pub(super) struct Draft<'text> {
    text: &'text str,
    places: Places,
    changes: Vec<(Range<usize>, String)>,
}

impl<'text> Draft<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, places: Places::of(text), changes: Vec::new() }
    }

    /// The text with all changes.
    pub(super) fn finish(mut self) -> String {
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::new();
        let mut at = 0;
        for (range, replacement) in self.changes {
            text.push_str(self.text.get(at..range.start).unwrap_or_default());
            text.push_str(&replacement);
            at = at.max(range.end);
        }
        text + self.text.get(at..).unwrap_or_default()
    }

    /// Makes `key` of the mapping at `path` be `value`. A new key comes after those that stand before it in `order`.
    pub(super) fn set(&mut self, path: &str, key: &str, value: &str, order: &[&str]) {
        if let Some(place) = self.places.get(&join(path, key)) {
            return self.changes.push((place.value.clone(), value.to_owned()));
        }
        let rank = order.iter().position(|known| *known == key).unwrap_or(order.len());
        let before = order[..rank].iter().rev().find(|known| self.places.get(&join(path, known)).is_some());
        let last = || self.children(path).into_iter().max_by_key(|child| self.end_of(child));
        let Some(anchor) = before.map(|known| join(path, known)).or_else(last) else { return };
        let end = self.end_of(&anchor);
        if self.is_flow(path) {
            return self.changes.push((end..end, format!(", {key}: {value}")));
        }
        let column =
            self.places.get(&anchor).and_then(|place| place.key.clone()).map_or(0, |key| self.column(key.start));
        self.add_line(end, &format!("{}{key}: {value}", " ".repeat(column)));
    }

    /// Takes `key` and its value out of the mapping at `path`.
    pub(super) fn remove(&mut self, path: &str, key: &str) {
        let child = join(path, key);
        let Some(start) = self.places.get(&child).and_then(|place| place.key.clone()).map(|key| key.start) else {
            return;
        };
        let end = self.end_of(&child);
        let range = if self.is_flow(path) {
            let before = self.text[..start].trim_end();
            let after = self.text[end..].trim_start();
            match (before.ends_with(','), after.starts_with(',')) {
                (true, _) => before.len() - 1..end,
                (false, true) => start..self.text.len() - after[1..].trim_start().len(),
                (false, false) => start..end,
            }
        } else {
            let first = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            first..self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline + 1)
        };
        self.changes.push((range, String::new()));
    }

    /// Adds `entry` to the list at `key`, or makes that list.
    pub(super) fn push(&mut self, key: &str, entries: &[String], order: &[&str]) {
        let children = self.children(key);
        let Some(last) = children.iter().max_by_key(|child| self.end_of(child)) else {
            let lines: Vec<String> = entries.iter().map(|entry| format!("\n  - {entry}")).collect();
            return self.set("", key, &lines.concat(), order);
        };
        let end = self.end_of(last);
        if self.is_flow(key) {
            return self.changes.push((end..end, format!(", {}", entries.join(", "))));
        }
        let first = self.places.get(&join(key, "0")).map_or(0, |place| place.value.start);
        let dash = self.text[..first].rfind('-').unwrap_or(first);
        let indent = " ".repeat(self.column(dash));
        for entry in entries {
            self.add_line(end, &format!("{indent}- {entry}"));
        }
    }

    /// A line of its own after the line of byte `at`.
    fn add_line(&mut self, at: usize, line: &str) {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        let end = if self.text[..end].ends_with('\r') { end - 1 } else { end };
        let newline = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        self.changes.push((end..end, format!("{newline}{line}")));
    }

    fn is_flow(&self, path: &str) -> bool {
        self.places.get(path).is_some_and(|place| self.text[place.value.start..].starts_with(['{', '[']))
    }

    fn column(&self, at: usize) -> usize {
        let line = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[line..at].chars().count()
    }

    /// The values right below `path`.
    fn children(&self, path: &str) -> Vec<String> {
        let inside = |name: &&str| {
            let rest = match path {
                "" => Some(*name),
                path => name.strip_prefix(path).and_then(|rest| rest.strip_prefix('.')),
            };
            rest.is_some_and(|rest| !rest.is_empty() && !rest.contains('.'))
        };
        self.places.paths().filter(inside).map(str::to_owned).collect()
    }

    /// Where the last word of the value at `path` ends. A block has no end of its own but that of what is in it.
    fn end_of(&self, path: &str) -> usize {
        let Some(place) = self.places.get(path) else { return 0 };
        let children = if self.is_flow(path) { Vec::new() } else { self.children(path) };
        children.iter().map(|child| self.end_of(child)).max().unwrap_or(place.value.end)
    }
}
