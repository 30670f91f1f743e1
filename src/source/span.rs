//! A place in a source file.

use std::ops::Range;

use super::path::SourcePath;

/// Some bytes of a source file, counted from the top of that file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: SourcePath,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one; never before `start`.
    pub end: usize,
}

impl Span {
    /// The bytes `range` of `file`.
    #[must_use]
    pub fn new(file: &SourcePath, range: Range<usize>) -> Self {
        Self { file: file.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// The very beginning of `file`, for a mistake that is nowhere else.
    #[must_use]
    pub fn top(file: &SourcePath) -> Self {
        Self::new(file, 0..0)
    }
}

/// A place as an editor counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Position {
    /// The position of byte `offset` of `text`. An offset past the end counts as the end.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        Self { line: 1, column: 1 }.after(&text[..floor_boundary(text, offset)])
    }

    /// The position behind `text`, which begins here.
    pub(super) fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            Some(newline) => {
                Self { line: self.line + text.matches('\n').count(), column: text[newline + 1..].chars().count() + 1 }
            }
            None => Self { line: self.line, column: self.column + text.chars().count() },
        }
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut boundary = offset.min(text.len());
    while !text.is_char_boundary(boundary) {
        boundary -= 1;
    }
    boundary
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn columns_are_characters() {
        let text = "é: 1\nname: ü!";
        assert_eq!(Position::of(text, text.find('!').unwrap()), Position { line: 2, column: 8 });
        assert_eq!(Position::of(text, 1), Position { line: 1, column: 1 }, "inside a character: its start");
        assert_eq!(Position::of(text, 999), Position { line: 2, column: 9 });
    }
}
