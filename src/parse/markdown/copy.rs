//! A changed copy of a text that knows where each of its bytes came from.

use std::ops::Range;

/// From places in a copy to places in the text it was made from: after each of these bytes of the copy, the text is so
/// many bytes ahead.
#[derive(Debug, Default)]
pub(super) struct Shifts(Vec<(usize, isize)>);

impl Shifts {
    /// The place in the text of a place in the copy.
    pub(super) fn back(&self, offset: usize) -> usize {
        let passed = self.0.partition_point(|(at, _)| *at <= offset);
        let ahead = passed.checked_sub(1).map_or(0, |last| self.0[last].1);
        offset.saturating_add_signed(ahead)
    }

    /// The place in the copy of a place in the text that was kept.
    pub(super) fn forth(&self, offset: usize) -> usize {
        let passed = self.0.partition_point(|(at, ahead)| at.saturating_add_signed(*ahead) <= offset);
        let ahead = passed.checked_sub(1).map_or(0, |last| self.0[last].1);
        offset.saturating_add_signed(-ahead)
    }
}

/// A copy in the making.
pub(super) struct Copy<'text> {
    from: &'text str,
    at: usize,
    pub(super) text: String,
    pub(super) shifts: Shifts,
}

impl<'text> Copy<'text> {
    pub(super) fn new(from: &'text str) -> Self {
        Self { from, at: 0, text: String::with_capacity(from.len() + 64), shifts: Shifts::default() }
    }

    /// Takes over everything up to `end`.
    pub(super) fn keep(&mut self, end: usize) {
        if end > self.at {
            self.text.push_str(&self.from[self.at..end]);
            self.at = end;
        }
    }

    /// Leaves out everything up to `end`.
    pub(super) fn skip(&mut self, end: usize) {
        self.at = end.max(self.at);
        self.note();
    }

    /// Puts in words that the text does not have, and says where they are.
    pub(super) fn insert(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(words);
        self.note();
        start..self.text.len()
    }

    fn note(&mut self) {
        let signed = |offset: usize| isize::try_from(offset).expect("no file is half of the address space");
        self.shifts.0.push((self.text.len(), signed(self.at) - signed(self.text.len())));
    }
}

#[cfg(test)]
mod tests {
    use super::Copy;

    #[test]
    fn places_lead_back_and_forth() {
        let text = "one two three";
        let mut copy = Copy::new(text);
        copy.keep(4);
        copy.skip(8);
        copy.insert("<!-- -->");
        copy.keep(text.len());
        assert_eq!(copy.text, "one <!-- -->three");
        let at = copy.text.find("three").unwrap();
        assert_eq!((copy.shifts.back(at), copy.shifts.back(2)), (8, 2));
        assert_eq!((copy.shifts.forth(8), copy.shifts.forth(2)), (at, 2));
    }
}
