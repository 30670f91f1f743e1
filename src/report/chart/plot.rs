//! The part of a drawing where the numbers are: margins, the value axis, labels that do not overlap.

use super::drawing::{Anchor, Drawing, LETTER, Size};
use super::scale::{Scale, tick_words};

/// The area between the margins, with a scale for values.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    /// The left end.
    pub(crate) left: f64,
    /// The right end.
    pub(crate) right: f64,
    /// The upper end, where the scale has its top.
    pub(crate) top: f64,
    /// The lower end, where the scale has its zero.
    pub(crate) bottom: f64,
    /// The scale.
    pub(crate) scale: Scale,
}

/// A label at the end of a line.
#[derive(Clone, Debug)]
pub(crate) struct EndLabel {
    /// Where the line ends.
    pub(crate) x: f64,
    /// At which height.
    pub(crate) y: f64,
    /// The words.
    pub(crate) words: String,
}

impl Plot {
    /// A plot with this scale, and `right_margin` units for labels at the ends of lines.
    pub(crate) fn new(size: Size, scale: Scale, right_margin: f64) -> Self {
        let (width, height) = size.area();
        let digits = scale.ticks.iter().map(|tick| tick_words(*tick).chars().count()).max().unwrap_or(1) as f64;
        let left = (digits * LETTER * 0.6 + 12.0).max(28.0);
        Self { left, right: width - right_margin, top: 44.0, bottom: height - 42.0, scale }
    }

    /// The height of a value.
    pub(crate) fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.part(value) * (self.bottom - self.top)
    }

    /// How wide it is.
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Draws the value axis: faint lines, numbers at the left, a base line.
    pub(crate) fn draw_axis(&self, drawing: &mut Drawing) {
        for tick in &self.scale.ticks {
            let y = self.y(*tick);
            let class = if *tick == 0.0 { "c-axis" } else { "c-grid" };
            drawing.line(class, (self.left, y), (self.right, y), "");
        }
        for tick in &self.scale.ticks {
            let y = self.y(*tick);
            drawing.text("c-text", (self.left - 7.0, y + LETTER * 0.35), Anchor::End, &tick_words(*tick));
        }
    }

    /// Draws labels right of where their lines end, moved apart where they would overlap.
    pub(crate) fn draw_end_labels(&self, drawing: &mut Drawing, labels: &[EndLabel]) {
        let mut placed: Vec<EndLabel> = labels.to_vec();
        placed.sort_by(|one, other| (one.x.total_cmp(&other.x)).then(one.y.total_cmp(&other.y)));
        for together in placed.chunk_by_mut(|one, other| (one.x - other.x).abs() < 1.0) {
            move_apart(together, LETTER + 3.0, self.bottom);
        }
        for label in placed {
            drawing.text("c-label", (label.x + 8.0, label.y + LETTER * 0.35), Anchor::Start, &label.words);
        }
    }
}

/// Which of `count` neighbours `step` units apart to label, so that words `width` units wide do not touch: every k-th,
/// counted back from the last.
pub(crate) fn thinned(count: usize, step: f64, width: f64) -> impl Fn(usize) -> bool {
    let every = (1..=count.max(1)).find(|every| *every as f64 * step >= width).unwrap_or(count.max(1));
    move |place| (count - 1 - place).is_multiple_of(every)
}

/// Pushes labels down until each is `gap` below the one before, then back up from `lowest`.
fn move_apart(labels: &mut [EndLabel], gap: f64, lowest: f64) {
    for place in 1..labels.len() {
        labels[place].y = labels[place].y.max(labels[place - 1].y + gap);
    }
    let mut limit = lowest;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(limit);
        limit = label.y - gap;
    }
}

#[cfg(test)]
mod tests {
    use super::{EndLabel, move_apart, thinned};

    #[test]
    fn labels_never_share_a_place() {
        let mut labels = [95.0, 96.0, 100.0].map(|y| EndLabel { x: 0.0, y, words: String::new() });
        move_apart(&mut labels, 16.0, 100.0);
        assert_eq!(labels.map(|label| format!("{}", label.y)), ["68", "84", "100"]);
    }

    #[test]
    fn the_last_one_is_always_labelled() {
        let labelled = thinned(24, 12.0, 60.0);
        let places: Vec<usize> = (0..24).filter(|place| labelled(*place)).collect();
        assert_eq!(places, [3, 8, 13, 18, 23]);
    }
}
