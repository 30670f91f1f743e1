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

/// Bytes for the steps of a shape, so that their text need not grow number by number.
const ROOM: usize = 64;

impl Shape {
    /// A rectangle. Its sides are rounded and not its width, so that neighbours touch. It starts at its foot: that is the same
    /// for all bars of a chart.
    pub(super) fn rect([x, y, width, height]: [f64; 4]) -> Self {
        let start = (x.round(), (y + height.max(0.0)).round());
        let (width, height) = ((x + width.max(0.0)).round() - start.0, start.1 - y.round());
        let mut steps = String::with_capacity(ROOM);
        for (command, length) in [("h", width), ("v", -height), ("h", -width)] {
            push_step(&mut steps, command, [number(length)]);
        }
        steps.push('z');
        Self { start, steps }
    }

    /// A disc round a point.
    pub(super) fn disc((x, y): (f64, f64), radius: f64) -> Self {
        let mut steps = String::with_capacity(ROOM);
        for across in [radius * 2.0, radius * -2.0] {
            push_step(&mut steps, "a", [number(radius), number(radius)]);
            push_step(&mut steps, " 0 1 0 ", [number(across), number(0.0)]);
        }
        steps.push('z');
        Self { start: (x.round() - radius, y.round()), steps }
    }

    /// A straight line.
    pub(super) fn line(from: (f64, f64), to: (f64, f64)) -> Self {
        let start = (from.0.round(), from.1.round());
        let [x, y] = [to.0.round() - start.0, to.1.round() - start.1].map(number);
        let mut steps = String::with_capacity(ROOM);
        match (x.0, y.0) {
            (_, 0) => push_step(&mut steps, "h", [x]),
            (0, _) => push_step(&mut steps, "v", [y]),
            _ => push_step(&mut steps, "l", [x, y]),
        }
        steps.push('z');
        Self { start, steps }
    }

    /// The shape as a path of its own.
    pub(super) fn path(&self) -> String {
        let mut path = String::with_capacity(ROOM);
        push_step(&mut path, "M", [number(self.start.0), number(self.start.1)]);
        path + &self.steps
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
                push_step(steps, "m", [number(shape.start.0 - start.0), number(shape.start.1 - start.1)]);
                steps.push_str(&shape.steps);
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

    /// All of it as SVG, behind what there is of the drawing.
    pub(super) fn put(&self, drawing: &mut String) {
        let Self { class, more, elements } = self;
        let _ = match elements {
            Elements::Shapes(steps, _) => write!(drawing, r#"<path class="{class}" d="{steps}"{more}/>"#),
            Elements::Texts(texts) => match texts.as_slice() {
                [text] => write!(drawing, r#"<text class="{class}"{more} {text}</text>"#),
                texts => {
                    write!(drawing, r#"<g class="{class}"{more}><text {}</text></g>"#, texts.join("</text><text "))
                }
            },
        };
    }
}

/// A coordinate in tenths. A page has thousands, and as whole numbers they are written many times faster.
#[derive(Clone, Copy)]
pub(super) struct Tenths(i64);

/// At most one digit after the point.
#[expect(clippy::cast_possible_truncation, reason = "a coordinate is small; what is none becomes the nearest there is")]
pub(super) fn number(value: f64) -> Tenths {
    Tenths((value * 10.0).round_ties_even() as i64)
}

/// Appends a command and its numbers, with a blank between them: `M1.5 2`. For thousands of them, `write!` is too slow.
pub(super) fn push_step<const NUMBERS: usize>(steps: &mut String, command: &str, numbers: [Tenths; NUMBERS]) {
    steps.push_str(command);
    for (place, number) in numbers.into_iter().enumerate() {
        if place > 0 {
            steps.push(' ');
        }
        number.put(steps).expect("writing to a string cannot fail");
    }
}

impl Tenths {
    /// Writes it to `text` without the machinery of formats.
    fn put(self, text: &mut impl Write) -> fmt::Result {
        let tenths = self.0.unsigned_abs();
        if self.0 < 0 {
            text.write_char('-')?;
        }
        text.write_str(itoa::Buffer::new().format(tenths / 10))?;
        match tenths % 10 {
            0 => Ok(()),
            digit => {
                text.write_char('.')?;
                text.write_str(itoa::Buffer::new().format(digit))
            }
        }
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(formatter)
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
