//! A bar chart of sprints: planned as a hatched bar, done as a solid bar in front of it.

use super::drawing::{Anchor, Drawing, Heading, LETTER, Size, shortened, width_of};
use super::plot::{EndLabel, Plot, thinned};

/// One sprint.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// What it is called below the axis.
    pub(crate) label: String,
    /// The planned amount, where it is known.
    pub(crate) plan: Option<f64>,
    /// The amount done.
    pub(crate) done: f64,
    /// The amount done as a reader writes it.
    pub(crate) done_words: String,
    /// Whether it counts in the statistics; otherwise it is only an outline with a cross.
    pub(crate) counts: bool,
    /// What happened in it, for a mark at the top.
    pub(crate) events: Vec<String>,
    /// Everything about it, for a resting pointer.
    pub(crate) tooltip: String,
}

/// What the statistics say, over the last bars.
#[derive(Clone, Debug)]
pub(crate) struct Band {
    /// The place of the first bar that counts.
    pub(crate) first: usize,
    /// The middle value and how a reader writes it.
    pub(crate) median: (f64, String),
    /// What 85 % and what 15 % reached, where there is enough history.
    pub(crate) range: Option<(f64, f64)>,
}

/// All of it.
#[derive(Clone, Debug)]
pub(crate) struct BarChart {
    /// The sprints, oldest first.
    pub(crate) bars: Vec<Bar>,
    /// The statistics, where there are any.
    pub(crate) band: Option<Band>,
}

/// How much of its place a planned bar and a done bar take.
const PLAN_WIDTH: f64 = 0.78;
const DONE_WIDTH: f64 = 0.44;
/// Bars do not grow wider than this, however few there are.
const WIDEST_PLACE: f64 = 72.0;
const LONGEST_LABEL: usize = 12;
/// In narrower places the hatching would be a smear, and the outline alone is clearer.
const NARROWEST_HATCHED: f64 = 18.0;
/// The place of a sign before its word.
const SIGN_WIDTH: f64 = 17.0;

impl BarChart {
    /// The chart in both sizes.
    pub(crate) fn draw(&self, heading: Heading<'_>) -> String {
        Drawing::both_sizes(heading, |drawing, size| self.draw_in(drawing, size))
    }

    fn draw_in(&self, drawing: &mut Drawing, size: Size) {
        let largest = self.bars.iter().map(|bar| bar.done.max(bar.plan.unwrap_or(0.0))).fold(0.0, f64::max);
        let margin = if self.band.is_some() { 66.0 } else { 10.0 };
        let mut plot = Plot::new(size, largest, margin);
        let legend = self.legend(size);
        plot.top += legend.last().map_or(0.0, |entry| entry.y);
        let place_width = (plot.width() / self.bars.len().max(1) as f64).min(WIDEST_PLACE);
        let hatch = drawing.hatch();
        let legend_hatch = hatch.clone();
        let hatch = if place_width < NARROWEST_HATCHED { r#" fill="none""#.to_owned() } else { hatch };
        let places = Places { plot: &plot, width: place_width };
        self.draw_range(drawing, &places);
        plot.draw_axis(drawing);
        self.draw_bars(drawing, &places, &hatch);
        self.draw_median(drawing, &places);
        self.draw_labels(drawing, &places);
        for entry in &legend {
            entry.draw(drawing, &legend_hatch);
        }
        for (place, bar) in self.bars.iter().enumerate() {
            let height = plot.bottom - plot.top + 20.0;
            drawing.tooltip([places.start(place), plot.top - 20.0, places.width, height], &bar.tooltip);
        }
    }

    fn draw_range(&self, drawing: &mut Drawing, places: &Places<'_>) {
        if let Some(Band { first, range: Some((low, high)), .. }) = self.band {
            let (x, y) = (places.start(first), places.plot.y(high));
            drawing.rect("c-band", [x, y, places.plot.right - x, places.plot.y(low) - y], "");
        }
    }

    fn draw_bars(&self, drawing: &mut Drawing, places: &Places<'_>, hatch: &str) {
        for (place, bar) in self.bars.iter().enumerate() {
            if let Some(plan) = bar.plan {
                drawing.rect("c-plan", places.bar(place, PLAN_WIDTH, plan), hatch);
            }
            let area = places.bar(place, DONE_WIDTH, bar.done);
            if bar.counts {
                drawing.rect("c-done", area, "");
            } else {
                drawing.rect("c-done c-left-out", area, r#" fill="none" stroke-dasharray="3 2""#);
            }
        }
    }

    fn draw_median(&self, drawing: &mut Drawing, places: &Places<'_>) {
        let Some(band) = &self.band else { return };
        let (y, right) = (places.plot.y(band.median.0), places.plot.right);
        // The line crosses bars of any colour, so it gets a rim in the colour of the ground.
        for class in ["c-halo", "c-median"] {
            drawing.line(class, (places.start(band.first), y), (right, y), "");
        }
        let label = |y, words: &str| EndLabel { x: right, y, words: words.to_owned() };
        places.plot.draw_end_labels(drawing, &[label(y, "median"), label(y + 1.0, &band.median.1)]);
    }

    fn draw_labels(&self, drawing: &mut Drawing, places: &Places<'_>) {
        let names: Vec<String> = self.bars.iter().map(|bar| shortened(&bar.label, LONGEST_LABEL)).collect();
        let widest = names.iter().map(|name| width_of(name)).fold(0.0, f64::max);
        let name_fits = thinned(self.bars.len(), places.width, widest + 8.0);
        let widest = self.bars.iter().map(|bar| width_of(&bar.done_words)).fold(0.0, f64::max);
        let values_fit = widest + 3.0 <= places.width;
        for (place, bar) in self.bars.iter().enumerate() {
            let middle = places.middle(place);
            if name_fits(place) {
                drawing.text("c-text", (middle, places.plot.bottom + 24.0), Anchor::Middle, &names[place]);
            }
            let above = places.plot.y(bar.done) - 5.0;
            if !bar.counts {
                drawing.text("c-label", (middle, above), Anchor::Middle, "×");
            } else if values_fit || place + 1 == self.bars.len() {
                drawing.text("c-label", (middle, above), Anchor::Middle, &bar.done_words);
            }
            if !bar.events.is_empty() {
                draw_event(drawing, (middle, places.plot.bottom + 6.0), &bar.events.join("; "));
            }
        }
    }

    /// The signs that need a word, in lines that fit the drawing.
    fn legend(&self, size: Size) -> Vec<Entry> {
        let signs = [
            (Sign::Plan, "committed", self.bars.iter().any(|bar| bar.plan.is_some())),
            (Sign::Done, "completed", true),
            (Sign::Range, "usual range", self.band.as_ref().is_some_and(|band| band.range.is_some())),
            (Sign::LeftOut, "not counted", self.bars.iter().any(|bar| !bar.counts)),
            (Sign::Event, "event", self.bars.iter().any(|bar| !bar.events.is_empty())),
        ];
        let (mut x, mut y) = (2.0, 0.0);
        let mut entries = Vec::new();
        for (sign, words, _) in signs.into_iter().filter(|(_, _, is_there)| *is_there) {
            let width = SIGN_WIDTH + width_of(words) + 12.0;
            if x + width > size.area().0 {
                (x, y) = (2.0, y + LETTER + 7.0);
            }
            entries.push(Entry { sign, words, x, y });
            x += width;
        }
        entries
    }
}

/// A sign and its word.
struct Entry {
    sign: Sign,
    words: &'static str,
    x: f64,
    y: f64,
}

#[derive(Clone, Copy)]
enum Sign {
    Plan,
    Done,
    Range,
    LeftOut,
    Event,
}

impl Entry {
    fn draw(&self, drawing: &mut Drawing, hatch: &str) {
        let area = [self.x, self.y + 8.0, 12.0, 12.0];
        let baseline = self.y + 8.0 + LETTER * 0.85;
        match self.sign {
            Sign::Plan => drawing.rect("c-plan", area, hatch),
            Sign::Done => drawing.rect("c-done", area, ""),
            Sign::Range => drawing.rect("c-band", area, ""),
            Sign::LeftOut => drawing.text("c-label", (self.x + 6.0, baseline), Anchor::Middle, "×"),
            Sign::Event => draw_event(drawing, (self.x + 6.0, self.y + 14.0), "Something happened"),
        }
        drawing.text("c-text", (self.x + SIGN_WIDTH, baseline), Anchor::Start, self.words);
    }
}

struct Places<'a> {
    plot: &'a Plot,
    width: f64,
}

impl Places<'_> {
    fn start(&self, place: usize) -> f64 {
        self.plot.left + place as f64 * self.width
    }

    fn middle(&self, place: usize) -> f64 {
        self.start(place) + self.width / 2.0
    }

    fn bar(&self, place: usize, part: f64, value: f64) -> [f64; 4] {
        let (width, y) = (self.width * part, self.plot.y(value));
        [self.middle(place) - width / 2.0, y, width, self.plot.bottom - y]
    }
}

/// A small diamond.
fn draw_event(drawing: &mut Drawing, (x, y): (f64, f64), words: &str) {
    drawing.shape("c-event", &[(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)], words);
}
