//! The signs of a chart and their words, in lines that fit the drawing.

use super::drawing::{Anchor, Drawing, LETTER, Size, width_of};
use super::look::{Look, Mark};

/// What needs a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A bar.
    Bar(Look),
    /// A mark of a series.
    Mark(Mark),
    /// The usual range.
    Range,
    /// The cross of what does not count.
    LeftOut,
    /// Something that happened.
    Event,
}

/// All signs of a chart.
pub(crate) struct Legend {
    entries: Vec<Entry>,
}

struct Entry {
    sign: Sign,
    words: String,
    x: f64,
    y: f64,
}

/// The place of a sign before its word.
const SIGN_WIDTH: f64 = 17.0;
/// The distance of two lines.
const LINE: f64 = LETTER + 7.0;

impl Legend {
    /// Lays out `signs`; `unit`, which needs no sign, comes first.
    pub(crate) fn new(unit: Option<&str>, signs: &[(Sign, String)], size: Size) -> (Self, Option<String>) {
        let (mut x, mut y) = (2.0, 0.0);
        if let Some(unit) = unit {
            x += width_of(unit) + 16.0;
        }
        let mut entries = Vec::new();
        for (sign, words) in signs {
            let width = SIGN_WIDTH + width_of(words) + 14.0;
            if x + width > size.area().0 && x > 2.0 {
                (x, y) = (2.0, y + LINE);
            }
            entries.push(Entry { sign: *sign, words: words.clone(), x, y });
            x += width;
        }
        (Self { entries }, unit.map(str::to_owned))
    }

    /// How much room its lines take beyond the first.
    pub(crate) fn extra(&self) -> f64 {
        self.entries.last().map_or(0.0, |entry| entry.y)
    }

    /// Draws it.
    pub(crate) fn draw(&self, drawing: &mut Drawing, hatch: &str) {
        for Entry { sign, words, x, y } in &self.entries {
            let area = [*x, y + 8.0, 12.0, 12.0];
            let (middle, baseline) = ((x + 6.0, y + 14.0), y + 8.0 + LETTER * 0.85);
            match sign {
                Sign::Bar(look) => look.draw(drawing, area, hatch),
                Sign::Mark(mark) => mark.draw(drawing, middle, 4.5),
                Sign::Range => drawing.rect("c-band", area, ""),
                Sign::LeftOut => drawing.text("c-label", (middle.0, baseline), Anchor::Middle, "×"),
                Sign::Event => draw_event(drawing, middle, "Something happened"),
            }
            drawing.text("c-text", (x + SIGN_WIDTH, baseline), Anchor::Start, words);
        }
    }
}

/// A small diamond.
pub(crate) fn draw_event(drawing: &mut Drawing, (x, y): (f64, f64), words: &str) {
    drawing.shape("c-event", &[(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)], words);
}
