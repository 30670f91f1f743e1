//! Known places on the way through a file, so that the line and column of any byte are found without reading all before it.

use super::span::Position;

/// So many bytes lie between two marks.
const STEP: usize = 4096;

/// The position at every [`STEP`] bytes of a file, each with its byte. Bytes that are no text count as letters.
#[derive(Debug)]
pub(super) struct Marks(Vec<(usize, Position)>);

impl Marks {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut marks = vec![(0, Position { line: 1, column: 1 })];
        while let Some((last, position)) = marks.last().copied().filter(|_| marks.len() * STEP <= bytes.len()) {
            let next = start_of_letter(bytes, marks.len() * STEP);
            marks.push((next, position.after(&String::from_utf8_lossy(&bytes[last..next]))));
        }
        Self(marks)
    }

    /// The position of byte `offset` of the `bytes` that these were made of. An offset past the end counts as the end.
    pub(super) fn position(&self, bytes: &[u8], offset: usize) -> Position {
        let offset = start_of_letter(bytes, offset);
        let (from, position) = self.0[(offset / STEP).min(self.0.len() - 1)];
        position.after(&String::from_utf8_lossy(&bytes[from.min(offset)..offset]))
    }
}

/// Where the letter begins that has the byte `offset`.
fn start_of_letter(bytes: &[u8], offset: usize) -> usize {
    let goes_on = |offset: &usize| bytes.get(*offset).is_some_and(|byte| byte & 0xc0 == 0x80);
    let mut start = offset.min(bytes.len());
    while start > 0 && goes_on(&start) {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::{Marks, Position, STEP};

    #[test]
    fn every_place_is_where_counting_from_the_top_finds_it() {
        let long = "é".repeat(STEP) + "\n" + &"ab\n🦀\n".repeat(STEP / 2);
        for text in ["", "a", "a\nb", &"x".repeat(STEP), &long, &format!("a{long}"), &format!("abc{long}")] {
            let marks = Marks::of(text.as_bytes());
            for offset in (0..text.len() + 3).filter(|offset| offset % 7 == 0 || offset % STEP < 5) {
                let counted = Position::of(text, offset);
                assert_eq!(marks.position(text.as_bytes(), offset), counted, "{offset} of {}", text.len());
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_letters() {
        let bytes = [b"one\n".as_slice(), &[0xff], b"ab"].concat();
        assert_eq!(Marks::of(&bytes).position(&bytes, 6), Position { line: 2, column: 3 });
        let all = [0x80; 3 * STEP];
        assert_eq!(Marks::of(&all).position(&all, 2 * STEP).line, 1);
    }
}
