//! A line chart over the days of a sprint: each line has a value at the start and at the end of each day.

use super::drawing::{Anchor, Drawing, Heading, LETTER, Size, width_of};
use super::plot::{EndLabel, Plot, thinned};
use super::scale::Scale;

/// One day.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The day of the month, below the axis.
    pub(crate) day: String,
    /// The short name of the month, below the first day of it.
    pub(crate) month: String,
    /// Whether the team works on it; otherwise it is shaded.
    pub(crate) working: bool,
    /// What happened on it, for a mark.
    pub(crate) events: Vec<String>,
    /// Everything about it, for a resting pointer.
    pub(crate) tooltip: String,
}

/// A value of a line. Place 0 is the start of the first day, place n the end of the n-th.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    /// The place.
    pub(crate) place: usize,
    /// The value.
    pub(crate) value: f64,
}

/// One line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The class that gives it its colour.
    pub(crate) class: &'static str,
    /// What stands at its end.
    pub(crate) label: String,
    /// Its values, in order.
    pub(crate) spots: Vec<Spot>,
    /// Whether each value has a dot, as measured values do.
    pub(crate) dots: bool,
}

/// One area, between two lines over the same places.
#[derive(Clone, Debug)]
pub(crate) struct Area {
    /// The class that gives it its colour.
    pub(crate) class: &'static str,
    /// Whether it is hatched, as what is planned is.
    pub(crate) hatched: bool,
    /// What stands at its end.
    pub(crate) label: String,
    /// Its upper edge, in order.
    pub(crate) upper: Vec<Spot>,
    /// Its lower edge, in order.
    pub(crate) lower: Vec<Spot>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct DayChart {
    /// The days.
    pub(crate) columns: Vec<Column>,
    /// The areas, behind the lines.
    pub(crate) areas: Vec<Area>,
    /// Whether the names of columns stand below their ends instead of their middles, as those of sprints do.
    pub(crate) named_at_ends: bool,
    /// The lines; later ones are drawn over earlier ones.
    pub(crate) lines: Vec<Line>,
    /// What the values count, above the axis.
    pub(crate) unit: String,
    /// The place of "now" in a running sprint.
    pub(crate) today: Option<usize>,
}

impl DayChart {
    /// The chart in both sizes.
    pub(crate) fn draw(&self, heading: Heading<'_>) -> String {
        Drawing::both_sizes(heading, |drawing, size| self.draw_in(drawing, size))
    }

    fn draw_in(&self, drawing: &mut Drawing, size: Size) {
        let largest = self.spots().map(|spot| spot.value).fold(0.0, f64::max);
        let labels = self.lines.iter().map(|line| &line.label).chain(self.areas.iter().map(|area| &area.label));
        let labels = labels.map(|label| width_of(label)).fold(0.0, f64::max);
        let plot = Plot::new(size, Scale::to(largest, 4), labels * 1.1 + 14.0);
        let step = plot.width() / self.columns.len().max(1) as f64;
        self.draw_days_off(drawing, &plot, step);
        plot.draw_axis(drawing);
        drawing.text("c-text", (2.0, 18.0), Anchor::Start, &self.unit);
        self.draw_areas(drawing, &plot, step);
        self.draw_day_names(drawing, &plot, step);
        self.draw_marks(drawing, &plot, step);
        self.draw_lines(drawing, &plot, step);
        for (place, column) in self.columns.iter().enumerate() {
            let x = plot.left + place as f64 * step;
            drawing.tooltip([x, plot.top, step, plot.bottom - plot.top], &column.tooltip);
        }
    }

    fn spots(&self) -> impl Iterator<Item = Spot> {
        let lines = self.lines.iter().flat_map(|line| line.spots.iter().copied());
        lines.chain(self.areas.iter().flat_map(|area| area.upper.iter().copied()))
    }

    fn draw_areas(&self, drawing: &mut Drawing, plot: &Plot, step: f64) {
        if self.areas.is_empty() {
            return;
        }
        let at = |spot: &Spot| (plot.left + spot.place as f64 * step, plot.y(spot.value));
        let hatch = drawing.hatch();
        for area in &self.areas {
            let points: Vec<(f64, f64)> = area.upper.iter().map(at).chain(area.lower.iter().rev().map(at)).collect();
            drawing.area(area.class, &points, if area.hatched { &hatch } else { "" });
        }
    }

    /// The label of an area stands at the middle of its end.
    fn area_labels(&self, plot: &Plot, step: f64) -> Vec<EndLabel> {
        let label = |area: &Area| {
            let (upper, lower) = (area.upper.last()?, area.lower.last()?);
            let y = plot.y(f64::midpoint(upper.value, lower.value));
            Some(EndLabel { x: plot.left + upper.place as f64 * step, y, words: area.label.clone() })
        };
        self.areas.iter().filter(|area| !area.label.is_empty()).filter_map(label).collect()
    }

    /// Days off that follow each other share one shade, so that no seam shows between them.
    fn draw_days_off(&self, drawing: &mut Drawing, plot: &Plot, step: f64) {
        let mut place = 0;
        for days in self.columns.chunk_by(|one, other| one.working == other.working) {
            if !days[0].working {
                let area =
                    [plot.left + place as f64 * step, plot.top, days.len() as f64 * step, plot.bottom - plot.top];
                drawing.rect("c-off", area, "");
            }
            place += days.len();
        }
    }

    /// Every working day where there is room, otherwise the first one of each week; months below the days.
    fn draw_day_names(&self, drawing: &mut Drawing, plot: &Plot, step: f64) {
        let widest = self.columns.iter().map(|column| width_of(&column.day)).fold(0.0, f64::max);
        let no_days_off = self.columns.iter().all(|column| column.working);
        let all_fit = step >= widest + if no_days_off { 12.0 } else { 5.0 };
        let every_kth = thinned(self.columns.len(), step, widest + 12.0);
        let starts_week = |place: usize| place == 0 || !self.columns[place - 1].working;
        let wanted = |place| all_fit || if no_days_off { every_kth(place) } else { starts_week(place) };
        let mut free_from = f64::NEG_INFINITY;
        let mut month = "";
        let within = if self.named_at_ends { 1.0 } else { 0.5 };
        for (place, column) in self.columns.iter().enumerate().filter(|(_, column)| column.working) {
            let middle = plot.left + (place as f64 + within) * step;
            if !wanted(place) || middle - widest / 2.0 < free_from {
                continue;
            }
            drawing.text("c-text", (middle, plot.bottom + 18.0), Anchor::Middle, &column.day);
            free_from = middle + widest / 2.0 + 3.0;
            if std::mem::replace(&mut month, &column.month) != column.month {
                drawing.text("c-text", (middle, plot.bottom + 33.0), Anchor::Middle, &column.month);
            }
        }
    }

    fn draw_marks(&self, drawing: &mut Drawing, plot: &Plot, step: f64) {
        if let Some(place) = self.today {
            let x = plot.left + place as f64 * step;
            drawing.line("c-today", (x, plot.top), (x, plot.bottom), r#" stroke-dasharray="1 3""#);
            drawing.text("c-text", (x, plot.top - 6.0), Anchor::Middle, "today");
        }
        for (place, column) in self.columns.iter().enumerate().filter(|(_, column)| !column.events.is_empty()) {
            let (x, y) = (plot.left + (place as f64 + 0.5) * step, plot.top - 6.0);
            drawing.line("c-event-line", (x, y), (x, plot.bottom), r#" stroke-dasharray="2 4""#);
            let corners = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
            drawing.shape("c-event", &corners, &column.events.join("; "));
        }
    }

    fn draw_lines(&self, drawing: &mut Drawing, plot: &Plot, step: f64) {
        let mut labels = self.area_labels(plot, step);
        for line in &self.lines {
            let points: Vec<(f64, f64)> =
                line.spots.iter().map(|spot| (plot.left + spot.place as f64 * step, plot.y(spot.value))).collect();
            let more = if line.dots { "" } else { r#" stroke-dasharray="6 5""# };
            drawing.path(line.class, &points, more);
            // Where days are narrow, dots would run into each other.
            if line.dots && step > LETTER {
                let radius = 3.0;
                for point in &points {
                    drawing.dot(line.class, *point, radius);
                }
            }
            let end = points.last().filter(|_| !line.label.is_empty());
            labels.extend(end.map(|(x, y)| EndLabel { x: *x, y: *y, words: line.label.clone() }));
        }
        plot.draw_end_labels(drawing, &labels);
    }
}
