//! A chart of sprints side by side: bars, lines over them, a usual range, and marks for what happened.

use super::drawing::{Anchor, Drawing, Heading, Size, shortened, width_of};
use super::legend::{Legend, Sign, draw_event};
use super::look::{Look, Mark};
use super::plot::{EndLabel, Plot, thinned};
use super::scale::Scale;

/// One sprint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place {
    /// What it is called below the axis.
    pub(crate) label: String,
    /// Its bars, the hindmost first.
    pub(crate) bars: Vec<Bar>,
    /// What stands above its bars.
    pub(crate) value: Option<String>,
    /// Whether it does not count, which is told by a cross.
    pub(crate) left_out: bool,
    /// What happened in it, for a mark.
    pub(crate) events: Vec<String>,
    /// Everything about it, for a resting pointer.
    pub(crate) tooltip: String,
}

/// A bar from one value to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bar {
    /// How it looks.
    pub(crate) look: Look,
    /// Where it begins and where it ends.
    pub(crate) span: (f64, f64),
    /// How much of its place it takes, from 0 to 1.
    pub(crate) width: f64,
}

/// The usual range, over the last places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Band {
    /// The first place that it covers.
    pub(crate) first: usize,
    /// From here to there.
    pub(crate) span: (f64, f64),
}

/// A level line.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// The first place that it covers.
    pub(crate) first: usize,
    /// Its value.
    pub(crate) value: f64,
    /// What stands at its end, line by line.
    pub(crate) words: Vec<String>,
}

/// A series of values, one for each place that has one.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// How its values are marked.
    pub(crate) mark: Mark,
    /// What stands at its end.
    pub(crate) label: String,
    /// Its values.
    pub(crate) values: Vec<Option<f64>>,
    /// Whether a line joins them.
    pub(crate) joined: bool,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColumnChart {
    /// The sprints, oldest first.
    pub(crate) places: Vec<Place>,
    /// What the values count, where the signs do not say so.
    pub(crate) unit: Option<String>,
    /// The signs that need a word.
    pub(crate) signs: Vec<(Sign, String)>,
    /// The usual range.
    pub(crate) band: Option<Band>,
    /// Level lines.
    pub(crate) rules: Vec<Rule>,
    /// Series over the bars.
    pub(crate) series: Vec<Series>,
    /// The largest value that the scale must hold beside those that are drawn.
    pub(crate) at_least: f64,
}

/// How much of its place a planned bar and a done bar take.
pub(crate) const PLAN_WIDTH: f64 = 0.78;
pub(crate) const DONE_WIDTH: f64 = 0.44;
/// Bars do not grow wider than in a place of this width, however few there are.
const WIDEST_PLACE: f64 = 90.0;
const LONGEST_LABEL: usize = 12;
/// In narrower places the hatching would be a smear, and the outline alone is clearer.
const NARROWEST_HATCHED: f64 = 18.0;

impl ColumnChart {
    /// The chart in both sizes.
    pub(crate) fn draw(&self, heading: Heading<'_>) -> String {
        Drawing::both_sizes(heading, |drawing, size| self.draw_in(drawing, size))
    }

    fn draw_in(&self, drawing: &mut Drawing, size: Size) {
        let (legend, unit) = Legend::new(self.unit.as_deref(), &self.signs, size);
        let mut plot = Plot::new(size, self.scale(), self.margin());
        plot.top += legend.extra();
        let width = place_width(plot.width(), self.places.len());
        plot.right = plot.left + width * self.places.len().max(1) as f64;
        let hatch = drawing.hatch();
        let bar_hatch = if width < NARROWEST_HATCHED { r#" fill="none""# } else { &hatch };
        let grid = Grid { plot: &plot, width };
        self.draw_band(drawing, &grid);
        plot.draw_axis(drawing);
        self.draw_bars(drawing, &grid, bar_hatch);
        self.draw_lines(drawing, &grid);
        self.draw_labels(drawing, &grid);
        legend.draw(drawing, &hatch);
        if let Some(unit) = unit {
            drawing.text("c-text", (2.0, 19.0), Anchor::Start, &unit);
        }
        for (place, one) in self.places.iter().enumerate() {
            let height = plot.bottom - plot.top + 20.0;
            drawing.tooltip([grid.start(place), plot.top - 20.0, width, height], &one.tooltip);
        }
    }

    fn scale(&self) -> Scale {
        let bars = self.places.iter().flat_map(|place| &place.bars).flat_map(|bar| [bar.span.0, bar.span.1]);
        let series = self.series.iter().flat_map(|one| one.values.iter().flatten().copied());
        let rules = self.rules.iter().map(|rule| rule.value);
        let (mut low, mut high) = (0.0_f64, self.at_least);
        for value in bars.chain(series).chain(rules) {
            (low, high) = (low.min(value), high.max(value));
        }
        Scale::between(low, high, 4)
    }

    /// Room for what stands at the ends of lines.
    fn margin(&self) -> f64 {
        let rules = self.rules.iter().flat_map(|rule| &rule.words);
        let words = rules.chain(self.series.iter().map(|one| &one.label));
        words.map(|words| width_of(words) * 1.1 + 14.0).fold(24.0, f64::max)
    }

    fn draw_band(&self, drawing: &mut Drawing, grid: &Grid<'_>) {
        if let Some(Band { first, span: (low, high) }) = self.band {
            let (x, y) = (grid.start(first), grid.plot.y(high));
            drawing.rect("c-band", [x, y, grid.plot.right - x, grid.plot.y(low) - y], "");
        }
    }

    fn draw_bars(&self, drawing: &mut Drawing, grid: &Grid<'_>, hatch: &str) {
        let most = self.places.iter().map(|one| one.bars.len()).max().unwrap_or(0);
        for layer in 0..most {
            for (place, one) in self.places.iter().enumerate() {
                if let Some(bar) = one.bars.get(layer) {
                    bar.look.draw(drawing, grid.bar(place, bar), hatch);
                }
            }
        }
    }

    fn draw_lines(&self, drawing: &mut Drawing, grid: &Grid<'_>) {
        let right = grid.plot.right;
        let mut labels = Vec::new();
        for rule in &self.rules {
            let y = grid.plot.y(rule.value);
            // The line crosses bars of any colour, so it gets a rim in the colour of the ground.
            for class in ["c-halo", "c-median"] {
                drawing.line(class, (grid.start(rule.first), y), (right, y), "");
            }
            let lines = rule.words.iter().enumerate();
            labels.extend(lines.map(|(line, words)| EndLabel { x: right, y: y + line as f64, words: words.clone() }));
        }
        for series in &self.series {
            let known = series.values.iter().enumerate();
            let points: Vec<(f64, f64)> =
                known.filter_map(|(place, value)| Some((grid.middle(place), grid.plot.y((*value)?)))).collect();
            if series.joined {
                drawing.path(series.mark.class(), &points, series.mark.dashes());
            }
            for point in &points {
                series.mark.draw(drawing, *point, if grid.width < 12.0 { 2.5 } else { 4.0 });
            }
            let end = points.last().filter(|_| !series.label.is_empty());
            labels.extend(end.map(|(_, y)| EndLabel { x: right, y: *y, words: series.label.clone() }));
        }
        grid.plot.draw_end_labels(drawing, &labels);
    }

    fn draw_labels(&self, drawing: &mut Drawing, grid: &Grid<'_>) {
        let names: Vec<String> = self.places.iter().map(|one| shortened(&one.label, LONGEST_LABEL)).collect();
        let widest = names.iter().map(|name| width_of(name)).fold(0.0, f64::max);
        let name_fits = thinned(self.places.len(), grid.width, widest + 8.0);
        let widest = self.places.iter().filter_map(|one| Some(width_of(one.value.as_ref()?))).fold(0.0, f64::max);
        let values_fit = widest + 3.0 <= grid.width;
        for (place, name) in names.iter().enumerate().filter(|(place, _)| name_fits(*place)) {
            drawing.text("c-text", (grid.middle(place), grid.plot.bottom + 24.0), Anchor::Middle, name);
        }
        for (place, one) in self.places.iter().enumerate() {
            let middle = grid.middle(place);
            let front = one.bars.last().map_or(0.0, |bar| bar.span.1.max(bar.span.0));
            let above = grid.plot.y(front) - 5.0;
            if one.left_out {
                drawing.text("c-label", (middle, above), Anchor::Middle, "×");
            } else if let Some(value) = one.value.as_ref().filter(|_| values_fit || place + 1 == self.places.len()) {
                drawing.text("c-label", (middle, above), Anchor::Middle, value);
            }
        }
        for (place, one) in self.places.iter().enumerate().filter(|(_, one)| !one.events.is_empty()) {
            draw_event(drawing, (grid.middle(place), grid.plot.bottom + 6.0), &one.events.join("; "));
        }
    }
}

impl Bar {
    /// A bar from zero.
    pub(crate) const fn up_to(look: Look, value: f64, width: f64) -> Self {
        Self { look, span: (0.0, value), width }
    }
}

/// All places share the plot. In whole units, so that all bars are equally wide, where that loses little.
fn place_width(plot: f64, places: usize) -> f64 {
    let width = plot / places.max(1) as f64;
    if width > 8.0 { width.floor() } else { width }
}

struct Grid<'a> {
    plot: &'a Plot,
    width: f64,
}

impl Grid<'_> {
    fn start(&self, place: usize) -> f64 {
        self.plot.left + place as f64 * self.width
    }

    fn middle(&self, place: usize) -> f64 {
        self.start(place) + self.width / 2.0
    }

    fn bar(&self, place: usize, bar: &Bar) -> [f64; 4] {
        let (low, high) = (bar.span.0.min(bar.span.1), bar.span.0.max(bar.span.1));
        let (width, y) = (self.width.min(WIDEST_PLACE) * bar.width, self.plot.y(high));
        [self.middle(place) - width / 2.0, y, width, self.plot.y(low) - y]
    }
}
