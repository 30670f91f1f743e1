//! A changed copy of a text that knows where each of its bytes came from.

use std::ops::Range;

/// From places in a copy to places in the text it was made from.
#[derive(Debug, Default)]
pub(super) struct Shifts(Vec<Shift>);

/// From this byte of the copy on, the text is so many bytes ahead.
#[derive(Debug, Clone, Copy)]
struct Shift {
    at: usize,
    ahead: isize,
    /// Whether what follows in the copy is put in, up to the next shift.
    put_in: bool,
}

impl Shift {
    /// The place in the text of `offset` in the copy, which this shift is for.
    fn back(self, offset: usize) -> usize {
        offset.saturating_add_signed(self.ahead)
    }
}

impl Shifts {
    /// The place in the text of a place in the copy. Words that were put in have all of what they stand for as their place,
    /// however little of them is asked for.
    pub(super) fn back(&self, range: &Range<usize>) -> Range<usize> {
        let start = match self.last(|shift| shift.at <= range.start) {
            Some(shift) if shift.put_in => shift.back(shift.at),
            _ => self.after(range.start),
        };
        let ends = self.0.partition_point(|shift| shift.at < range.end);
        let end = match (ends.checked_sub(1).map(|last| self.0[last]), self.0.get(ends)) {
            (Some(shift), Some(next)) if shift.put_in => self.after(next.at),
            _ => self.after(range.end),
        };
        start..end.max(start)
    }

    /// The place in the text of a place in the copy, after what was left out there.
    fn after(&self, offset: usize) -> usize {
        self.last(|shift| shift.at <= offset).map_or(offset, |shift| shift.back(offset))
    }

    /// The place in the copy of a place in the text that was kept.
    pub(super) fn forth(&self, offset: usize) -> usize {
        let ahead = self.last(|shift| shift.back(shift.at) <= offset).map_or(0, |shift| shift.ahead);
        offset.saturating_add_signed(-ahead)
    }

    /// The last shift of those at the start that are `passed`.
    fn last(&self, passed: impl Fn(&Shift) -> bool) -> Option<Shift> {
        self.0.partition_point(passed).checked_sub(1).map(|last| self.0[last])
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
        self.note(false);
    }

    /// Puts in words that the text does not have, and says where they are.
    pub(super) fn insert(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        self.note(true);
        self.text.push_str(words);
        self.note(false);
        start..self.text.len()
    }

    /// Puts in words for all up to `end`, for which they stand.
    pub(super) fn replace(&mut self, end: usize, words: &str) {
        self.insert(words);
        self.skip(end);
    }

    fn note(&mut self, put_in: bool) {
        let signed = |offset: usize| isize::try_from(offset).expect("no file is half of the address space");
        let at = self.text.len();
        self.shifts.0.push(Shift { at, ahead: signed(self.at) - signed(at), put_in });
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
        assert_eq!((copy.shifts.back(&(at..at + 5)), copy.shifts.back(&(2..3))), (8..13, 2..3));
        assert_eq!((copy.shifts.forth(8), copy.shifts.forth(2)), (at, 2));
    }

    #[test]
    fn words_that_stand_for_others_lead_back_to_all_of_those() {
        let text = "one two three";
        let mut copy = Copy::new(text);
        copy.keep(4);
        copy.replace(7, "twenty-two");
        copy.keep(text.len());
        assert_eq!(copy.text, "one twenty-two three");
        for (place, wanted) in [(4..14, "two"), (5..6, "two"), (2..6, "e two"), (13..16, "two t"), (0..4, "one ")] {
            assert_eq!(&text[copy.shifts.back(&place)], wanted, "{place:?}");
        }
        assert_eq!((copy.shifts.back(&(14..20)), copy.shifts.forth(7)), (7..13, 14));
    }
}
