//! The part that an item played in one sprint: how it came in, how it left, what it was worth.

use jiff::civil::Date;

use super::decimal::Points;
use super::item::Item;
use super::sprint::{Sprint, SprintDates};

/// The part that one item played in one sprint, as seen at the close.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part<'a> {
    /// The item.
    pub item: &'a Item,
    /// How it came in.
    pub entry: Entry,
    /// The day it was taken out, up to the close.
    pub removed: Option<Date>,
    /// The day it was finished, up to the close.
    pub done: Option<Date>,
    /// The estimate when it came in.
    pub first: Points,
    /// The estimate at the close, or when it was taken out.
    pub last: Points,
}

/// How an item came into a sprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It was there at the start, and finished before: it stands on its own line.
    DoneBefore,
    /// It was there and open before any event of the first day.
    Committed,
    /// It came in on this day.
    Added(Date),
}

impl<'a> Part<'a> {
    /// The parts of all items of `sprint`, in the order of the file, without those that were never in it.
    #[must_use]
    pub fn all(sprint: &'a Sprint) -> Vec<Self> {
        let mut parts = Vec::with_capacity(sprint.items.len());
        parts.extend(sprint.items.iter().filter_map(|item| Self::of(item, &sprint.dates)));
        parts
    }

    /// The part of `item`, or `None` where it left before the start or came after the close.
    #[must_use]
    pub fn of(item: &'a Item, dates: &SprintDates) -> Option<Self> {
        let close = dates.close();
        let entry = Self::entry(item, dates.start);
        let outside = item.removed.is_some_and(|day| day < dates.start);
        if outside || matches!(entry, Entry::Added(day) if day > close) {
            return None;
        }
        let until_close = |day: &Date| *day <= close;
        let removed = item.removed.filter(until_close);
        let first = match entry {
            Entry::Added(day) => item.estimate_on(day),
            Entry::Committed | Entry::DoneBefore => item.estimate_before(dates.start),
        };
        let last = item.estimate_on(removed.unwrap_or(close));
        Some(Self { item, entry, removed, done: item.done.filter(until_close), first, last })
    }

    /// Whether it was finished in this sprint.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        self.is_counted() && self.removed.is_none() && self.done.is_some()
    }

    /// Whether it was still open at the close.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.is_counted() && self.removed.is_none() && self.done.is_none()
    }

    /// Whether it belongs to the work of this sprint, so was not done before.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.entry != Entry::DoneBefore
    }

    /// Whether it was part of the sprint's work at the end of `day`.
    #[must_use]
    pub fn is_in_scope(&self, day: Date) -> bool {
        let entered = match self.entry {
            Entry::DoneBefore => false,
            Entry::Committed => true,
            Entry::Added(added) => added <= day,
        };
        entered && self.removed.is_none_or(|removed| removed > day)
    }

    /// Whether it was part of the sprint's work and finished at the end of `day`.
    #[must_use]
    pub fn is_done_on(&self, day: Date) -> bool {
        self.is_in_scope(day) && self.done.is_some_and(|done| done <= day)
    }

    fn entry(item: &Item, start: Date) -> Entry {
        match item.added {
            _ if item.done.is_some_and(|day| day < start) => Entry::DoneBefore,
            Some(day) if day >= start => Entry::Added(day),
            _ => Entry::Committed,
        }
    }
}
