//! A chart of dots: each has a place on both axes.

use super::drawing::{Anchor, Drawing, Heading, Size, width_of};
use super::look::Mark;
use super::plot::{EndLabel, Plot};
use super::scale::Scale;

/// One dot.
#[derive(Clone, Debug)]
pub(crate) struct Dot {
    /// Its place from left to right.
    pub(crate) x: f64,
    /// Its place from bottom to top.
    pub(crate) y: f64,
    /// How it is marked.
    pub(crate) mark: Mark,
    /// How many fall on this place: more make a larger dot.
    pub(crate) times: usize,
    /// Everything about it, for a resting pointer.
    pub(crate) tooltip: String,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScatterChart {
    /// The dots.
    pub(crate) dots: Vec<Dot>,
    /// From where to where the axis goes from left to right.
    pub(crate) across: (f64, f64),
    /// The names on that axis.
    pub(crate) names: Vec<(f64, String)>,
    /// What that axis counts.
    pub(crate) across_unit: String,
    /// What the other axis counts.
    pub(crate) unit: String,
    /// Level lines, with what stands at their ends.
    pub(crate) rules: Vec<(f64, String)>,
    /// Upright lines, with what stands above them.
    pub(crate) uprights: Vec<(f64, String)>,
    /// A line from corner to corner: its two ends.
    pub(crate) slope: Option<[(f64, f64); 2]>,
}

impl ScatterChart {
    /// The chart in both sizes.
    pub(crate) fn draw(&self, heading: Heading<'_>) -> String {
        Drawing::both_sizes(heading, |drawing, size| self.draw_in(drawing, size))
    }

    fn draw_in(&self, drawing: &mut Drawing, size: Size) {
        let rules = self.rules.iter().map(|(value, _)| *value);
        let largest = self.dots.iter().map(|dot| dot.y).chain(rules).fold(0.0, f64::max);
        let margin = self.rules.iter().map(|(_, words)| width_of(words) * 1.1 + 14.0).fold(24.0, f64::max);
        let plot = Plot::new(size, Scale::to(largest, 4), margin);
        let (from, to) = self.across;
        let span = if to > from { to - from } else { 1.0 };
        let x = |value: f64| plot.left + (value - from) / span * plot.width();
        plot.draw_axis(drawing);
        drawing.text("c-text", (2.0, 18.0), Anchor::Start, &self.unit);
        self.draw_names(drawing, &plot, &x);
        for (at, words) in &self.uprights {
            drawing.line("c-today", (x(*at), plot.top), (x(*at), plot.bottom), r#" stroke-dasharray="2 4""#);
            let half = width_of(words) / 2.0;
            let middle = x(*at).clamp(plot.left + half, (plot.right - half).max(plot.left + half));
            drawing.text("c-text", (middle, plot.top - 6.0), Anchor::Middle, words);
        }
        if let Some(ends) = self.slope {
            let ends = ends.map(|(across, up)| (x(across), plot.y(up)));
            drawing.path("c-ideal", &ends, r#" stroke-dasharray="6 5""#);
        }
        self.draw_rules(drawing, &plot);
        for dot in &self.dots {
            let radius = 3.4 * (dot.times as f64).sqrt().min(3.0);
            dot.mark.draw(drawing, (x(dot.x), plot.y(dot.y)), radius);
        }
        for dot in &self.dots {
            drawing.tooltip([x(dot.x) - 6.0, plot.y(dot.y) - 6.0, 12.0, 12.0], &dot.tooltip);
        }
    }

    fn draw_names(&self, drawing: &mut Drawing, plot: &Plot, x: &impl Fn(f64) -> f64) {
        let mut free_from = f64::NEG_INFINITY;
        for (at, words) in &self.names {
            let half = width_of(words) / 2.0;
            if x(*at) - half >= free_from {
                drawing.text("c-text", (x(*at), plot.bottom + 18.0), Anchor::Middle, words);
                free_from = x(*at) + half + 8.0;
            }
        }
        drawing.text("c-text", (plot.left, plot.bottom + 35.0), Anchor::Start, &self.across_unit);
    }

    fn draw_rules(&self, drawing: &mut Drawing, plot: &Plot) {
        let mut labels = Vec::new();
        for (value, words) in &self.rules {
            let y = plot.y(*value);
            for class in ["c-halo", "c-median"] {
                drawing.line(class, (plot.left, y), (plot.right, y), "");
            }
            labels.push(EndLabel { x: plot.right, y, words: words.clone() });
        }
        plot.draw_end_labels(drawing, &labels);
    }
}
