//! Neighbours in a drawing that look alike share an element, which keeps pages with many charts light.

use std::fmt::{self, Write};

/// A closed shape or a line: where it starts, and its steps from there, after which the pen is back at the start.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    start: (f64, f64),
    steps: String,
}

/// A class, and further attributes.
type Look<'a> = (&'a str, &'a str);

/// Elements that follow each other and look alike.
#[derive(Debug)]
pub(super) struct Alike {
    class: String,
    more: String,
    elements: Elements,
}

#[derive(Debug)]
enum Elements {
    /// One path: its steps, and where its last shape starts.
    Shapes(String, (f64, f64)),
    /// One group of texts.
    Texts(Vec<String>),
}

impl Shape {
    /// A rectangle. Its sides are rounded and not its width, so that neighbours touch. It starts at its foot: that is the same
    /// for all bars of a chart.
    pub(super) fn rect([x, y, width, height]: [f64; 4]) -> Self {
        let start = (x.round(), (y + height.max(0.0)).round());
        let (width, height) = ((x + width.max(0.0)).round() - start.0, start.1 - y.round());
        let steps = format!("h{}v{}h{}z", number(width), number(-height), number(-width));
        Self { start, steps }
    }

    /// A disc round a point.
    pub(super) fn disc((x, y): (f64, f64), radius: f64) -> Self {
        let [r, across, back] = [radius, radius * 2.0, radius * -2.0].map(number);
        let steps = format!("a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 {back} 0z");
        Self { start: (x.round() - radius, y.round()), steps }
    }

    /// A straight line.
    pub(super) fn line(from: (f64, f64), to: (f64, f64)) -> Self {
        let start = (from.0.round(), from.1.round());
        let [x, y] = [to.0.round() - start.0, to.1.round() - start.1].map(number);
        let steps = match (x.0, y.0) {
            (_, 0) => format!("h{x}z"),
            (0, _) => format!("v{y}z"),
            _ => format!("l{x} {y}z"),
        };
        Self { start, steps }
    }

    /// The shape as a path of its own.
    pub(super) fn path(&self) -> String {
        format!("M{} {}{}", number(self.start.0), number(self.start.1), self.steps)
    }
}

impl Alike {
    /// The first shape of this look.
    pub(super) fn shape((class, more): Look<'_>, shape: &Shape) -> Self {
        let elements = Elements::Shapes(shape.path(), shape.start);
        Self { class: class.to_owned(), more: more.to_owned(), elements }
    }

    /// The first text of this look.
    pub(super) fn text((class, more): Look<'_>, text: String) -> Self {
        Self { class: class.to_owned(), more: more.to_owned(), elements: Elements::Texts(vec![text]) }
    }

    /// Whether these are shapes of this look, to which `shape` was then added.
    pub(super) fn take_shape(&mut self, look: Look<'_>, shape: &Shape) -> bool {
        match &mut self.elements {
            Elements::Shapes(steps, start) if (self.class.as_str(), self.more.as_str()) == look => {
                let (x, y) = (number(shape.start.0 - start.0), number(shape.start.1 - start.1));
                let _ = write!(steps, "m{x} {y}{}", shape.steps);
                *start = shape.start;
                true
            }
            _ => false,
        }
    }

    /// Adds `text` if these are texts of this look; otherwise gives it back.
    pub(super) fn take_text(&mut self, look: Look<'_>, text: String) -> Option<String> {
        match &mut self.elements {
            Elements::Texts(texts) if (self.class.as_str(), self.more.as_str()) == look => {
                texts.push(text);
                None
            }
            _ => Some(text),
        }
    }

    /// All of it as SVG.
    pub(super) fn svg(&self) -> String {
        let Self { class, more, elements } = self;
        match elements {
            Elements::Shapes(steps, _) => format!(r#"<path class="{class}" d="{steps}"{more}/>"#),
            Elements::Texts(texts) if texts.len() == 1 => format!(r#"<text class="{class}"{more} {}</text>"#, texts[0]),
            Elements::Texts(texts) => {
                format!(r#"<g class="{class}"{more}><text {}</text></g>"#, texts.join("</text><text "))
            }
        }
    }
}

/// A coordinate in tenths. A page has thousands, and as whole numbers they are written many times faster.
pub(super) struct Tenths(i64);

/// At most one digit after the point.
#[expect(clippy::cast_possible_truncation, reason = "a coordinate is small; what is none becomes the nearest there is")]
pub(super) fn number(value: f64) -> Tenths {
    Tenths((value * 10.0).round_ties_even() as i64)
}

impl fmt::Display for Tenths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, tenths) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match tenths % 10 {
            0 => write!(formatter, "{sign}{}", tenths / 10),
            digit => write!(formatter, "{sign}{}.{digit}", tenths / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, number};

    #[test]
    fn shapes_are_rounded_where_they_touch_others() {
        assert_eq!(Shape::rect([0.4, 0.2, 9.2, 5.0]).path(), "M0 5h10v-5h-10z");
        assert_eq!(Shape::rect([9.6, 0.2, 10.0, -1.0]).path(), "M10 0h10v0h-10z", "nothing is less than nothing");
        assert_eq!(Shape::disc((20.4, 5.0), 2.5).path(), "M17.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z");
        assert_eq!(Shape::line((1.0, 2.0), (9.0, 2.0)).path(), "M1 2h8z");
        assert_eq!(Shape::line((1.0, 2.0), (1.0, 9.4)).path(), "M1 2v7z");
        assert_eq!(Shape::line((1.0, 2.0), (3.0, 9.0)).path(), "M1 2l2 7z");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [0.04, -0.04, 12.0, 12.34, -0.55].map(|value| number(value).to_string()),
            ["0", "0", "12", "12.3", "-0.6"]
        );
    }
}
