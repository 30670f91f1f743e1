//! A chart of rows, one below the other: what each is called, and a bar of one or more parts.

use super::drawing::{Anchor, Drawing, Heading, LETTER, Size, shortened, width_of};
use super::legend::{Legend, Sign};
use super::look::Look;
use super::scale::{Scale, tick_words};

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What it is called, above its bar.
    pub(crate) label: String,
    /// The parts of its bar, from the left.
    pub(crate) parts: Vec<Part>,
    /// What stands at the end of its bar.
    pub(crate) value: String,
}

/// A part of a bar.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// How it looks.
    pub(crate) look: Look,
    /// How long it is.
    pub(crate) length: f64,
    /// Everything about it, for a resting pointer.
    pub(crate) tooltip: String,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowChart {
    /// The rows, the first on top.
    pub(crate) rows: Vec<Row>,
    /// What the lengths count.
    pub(crate) unit: String,
    /// The signs that need a word.
    pub(crate) signs: Vec<(Sign, String)>,
    /// Upright lines, with what stands above them.
    pub(crate) rules: Vec<(f64, String)>,
}

/// How many letters fit above a bar of the wide and of the narrow drawing.
const LONGEST_LABELS: (usize, usize) = (92, 46);
const ROW: f64 = 38.0;
const BAR: f64 = 14.0;

impl RowChart {
    /// The chart in both sizes.
    pub(crate) fn draw(&self, heading: Heading<'_>) -> String {
        Drawing::both_sizes(heading, |drawing, size| self.draw_in(drawing, size))
    }

    fn draw_in(&self, drawing: &mut Drawing, size: Size) {
        let (legend, _) = Legend::new(None, &self.signs, size);
        let width = size.area().0;
        let room = self.rows.iter().map(|row| width_of(&row.value)).fold(0.0, f64::max) + 12.0;
        let (left, right) = (2.0, width - room.max(16.0));
        let signs = if self.signs.is_empty() { 0.0 } else { 28.0 + legend.extra() };
        let top = signs + if self.rules.is_empty() { 4.0 } else { 20.0 };
        let bottom = top + self.rows.len() as f64 * ROW;
        drawing.area = (width, bottom + 40.0);
        let longest = self.rows.iter().map(Row::length).chain(self.rules.iter().map(|(at, _)| *at)).fold(0.0, f64::max);
        let scale = Scale::to(longest, if size == Size::Wide { 6 } else { 4 });
        let x = |value: f64| left + scale.part(value) * (right - left);
        for tick in &scale.ticks {
            let class = if *tick == 0.0 { "c-axis" } else { "c-grid" };
            drawing.line(class, (x(*tick), top), (x(*tick), bottom), "");
        }
        for tick in &scale.ticks {
            let anchor = if *tick == 0.0 { Anchor::Start } else { Anchor::Middle };
            drawing.text("c-text", (x(*tick), bottom + 16.0), anchor, &tick_words(*tick));
        }
        drawing.text("c-text", (left, bottom + 33.0), Anchor::Start, &self.unit);
        let hatch = drawing.hatch();
        for (at, _) in &self.rules {
            drawing.line("c-median", (x(*at), top - 5.0), (x(*at), top), "");
        }
        for (place, row) in self.rows.iter().enumerate() {
            row.draw(
                drawing,
                &Line { y: top + place as f64 * ROW, is_wide: size == Size::Wide, x: &x },
                &self.rules,
                &hatch,
            );
        }
        self.name_rules(drawing, top, right, &x);
        legend.draw(drawing, &hatch);
    }

    fn name_rules(&self, drawing: &mut Drawing, top: f64, right: f64, x: &impl Fn(f64) -> f64) {
        let mut free_from = f64::NEG_INFINITY;
        for (at, words) in &self.rules {
            let half = width_of(words) / 2.0;
            let middle = x(*at).clamp(half, (right - half).max(half));
            if middle - half >= free_from {
                drawing.text("c-label", (middle, top - 8.0), Anchor::Middle, words);
                free_from = middle + half + 6.0;
            }
        }
    }
}

struct Line<'a, X: Fn(f64) -> f64> {
    y: f64,
    is_wide: bool,
    x: &'a X,
}

impl Row {
    fn length(&self) -> f64 {
        self.parts.iter().map(|part| part.length).sum()
    }

    fn draw<X: Fn(f64) -> f64>(&self, drawing: &mut Drawing, line: &Line<'_, X>, rules: &[(f64, String)], hatch: &str) {
        let y = line.y + LETTER + 5.0;
        let most = if line.is_wide { LONGEST_LABELS.0 } else { LONGEST_LABELS.1 };
        let mut from = 0.0;
        for part in &self.parts {
            let (start, end) = ((line.x)(from), (line.x)(from + part.length));
            // A gap in the colour of the ground tells the parts apart.
            let area = [start, y, (end - start - 1.5).max(1.5), BAR];
            part.look.draw(drawing, area, hatch);
            drawing.tooltip([start, line.y, (end - start).max(3.0), ROW], &part.tooltip);
            from += part.length;
        }
        // A rule stands beside the bars only, since between them are words. Across a bar it has a rim in the colour of the ground.
        for (at, _) in rules {
            let at_bar = |class: &str, more: f64, drawing: &mut Drawing| {
                drawing.line(class, ((line.x)(*at), y - more), ((line.x)(*at), y + BAR + more), "");
            };
            if *at < from {
                at_bar("c-halo", 0.0, drawing);
            }
            at_bar("c-median", 2.0, drawing);
        }
        drawing.text("c-text", (2.0, line.y + LETTER), Anchor::Start, &shortened(&self.label, most));
        let end = (line.x)(from) + 6.0;
        drawing.text("c-label", (end, y + BAR * 0.82), Anchor::Start, &self.value);
    }
}
