//! SVG text: elements with classes, escaped words, coordinates of one digit after the point.

use std::fmt::{self, Write};

/// Two sizes of the same drawing: one for wide columns, one for phones, with letters of the same size in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// About 640 pixels.
    Wide,
    /// About 320 pixels.
    Narrow,
}

/// What a drawing is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading<'a> {
    /// The id of the figure.
    pub(crate) id: &'a str,
    /// The title.
    pub(crate) title: &'a str,
    /// What is drawn.
    pub(crate) description: &'a str,
}

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The text begins there.
    Start,
    /// The text has its middle there.
    Middle,
    /// The text ends there.
    End,
}

/// The size of letters in a drawing, in its own units. At 288 pixels (a 320 pixel screen) this is 11 pixels.
pub(crate) const LETTER: f64 = 13.0;

/// One drawing in the making.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// The id of this drawing, unique on the page.
    pub(crate) id: String,
    /// Its width and height in its own units.
    pub(crate) area: (f64, f64),
    /// Whether a pointer may rest on it. Where there is room only for the narrow drawing, there is none as a rule, and words
    /// that nobody sees would double the weight of a page.
    has_pointer: bool,
    body: String,
}

impl Size {
    /// Width and height in the drawing's units.
    pub(crate) const fn area(self) -> (f64, f64) {
        match self {
            Self::Wide => (680.0, 300.0),
            Self::Narrow => (340.0, 270.0),
        }
    }
}

impl Drawing {
    /// Draws the same thing in both sizes.
    pub(crate) fn both_sizes(heading: Heading<'_>, draw: impl Fn(&mut Self, Size)) -> String {
        let [wide, narrow] = [Size::Wide, Size::Narrow].map(|size| {
            let suffix = if size == Size::Wide { "wide" } else { "narrow" };
            let id = format!("{}-{suffix}", heading.id);
            let has_pointer = size == Size::Wide;
            let mut drawing = Self { id, area: size.area(), has_pointer, body: String::new() };
            draw(&mut drawing, size);
            drawing.finish(heading, suffix)
        });
        wide + &narrow
    }

    /// A rectangle. `more` are further attributes, already safe.
    pub(crate) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4], more: &str) {
        let [x, y, width, height] = [x, y, width.max(0.0), height.max(0.0)].map(number);
        self.put(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"{more}/>"#));
    }

    /// A straight line. `more` are further attributes, already safe.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), more: &str) {
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
        self.put(format_args!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{more}/>"#));
    }

    /// A line through points. `more` are further attributes, already safe.
    pub(crate) fn path(&mut self, class: &str, points: &[(f64, f64)], more: &str) {
        let mut steps = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            let command = if place == 0 { 'M' } else { 'L' };
            let _ = write!(steps, "{command}{} {}", number(*x), number(*y));
        }
        self.put(format_args!(r#"<path class="{class}" d="{steps}" fill="none"{more}/>"#));
    }

    /// A filled area through points. `more` are further attributes, already safe.
    pub(crate) fn area(&mut self, class: &str, points: &[(f64, f64)], more: &str) {
        let mut steps = String::new();
        for (place, (x, y)) in points.iter().enumerate() {
            let command = if place == 0 { 'M' } else { 'L' };
            let _ = write!(steps, "{command}{} {}", number(*x), number(*y));
        }
        self.put(format_args!(r#"<path class="{class}" d="{steps}Z"{more}/>"#));
    }

    /// A closed shape through points.
    pub(crate) fn shape(&mut self, class: &str, points: &[(f64, f64)], tooltip: &str) {
        let corners: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
        let title = escaped(tooltip);
        let corners = corners.join(" ");
        self.put(format_args!(r#"<polygon class="{class}" points="{corners}"><title>{title}</title></polygon>"#));
    }

    /// A dot.
    pub(crate) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let [x, y, radius] = [x, y, radius].map(number);
        self.put(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#));
    }

    /// Words.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let ([x, y], words) = ([x, y].map(number), escaped(words));
        self.put(format_args!(r#"<text class="{class}" x="{x}" y="{y}"{anchor}>{words}</text>"#));
    }

    /// An invisible area that tells its words to a resting pointer.
    pub(crate) fn tooltip(&mut self, area: [f64; 4], words: &str) {
        if !self.has_pointer {
            return;
        }
        let [x, y, width, height] = area.map(number);
        let words = escaped(words);
        self.put(format_args!(
            r#"<rect class="c-hover" x="{x}" y="{y}" width="{width}" height="{height}" fill="none" pointer-events="all"><title>{words}</title></rect>"#
        ));
    }

    /// Defines the hatching for planned work and gives the attribute that uses it.
    pub(crate) fn hatch(&mut self) -> String {
        let id = format!("{}-hatch", self.id);
        self.put(format_args!(
            r#"<defs><pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="c-hatch" x1="0" y1="0" x2="0" y2="5" stroke-width="2.4"/></pattern></defs>"#
        ));
        format!(r#" fill="url(#{id})""#)
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("writing to a string cannot fail");
    }

    fn finish(self, heading: Heading<'_>, suffix: &str) -> String {
        let ([width, height], id) = ([self.area.0, self.area.1].map(number), &self.id);
        format!(
            r#"<svg class="chart-{suffix}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" font-size="{LETTER}"><title id="{id}-title">{}</title><desc id="{id}-desc">{}</desc>{}</svg>"#,
            escaped(heading.title),
            escaped(heading.description),
            self.body
        )
    }
}

/// About how wide `words` are in the drawing's units: a little more than the mean letter of the usual system fonts.
pub(crate) fn width_of(words: &str) -> f64 {
    words.chars().count() as f64 * LETTER * 0.56
}

/// The first letters of `words`, with an ellipsis where some are left out.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most.saturating_sub(1)).collect::<String>() + "…"
}

/// Text that is safe between tags and in attributes. Control characters, which XML forbids, become spaces.
pub(crate) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.push(' '),
            control if control.is_control() => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

/// A coordinate in tenths. A page has thousands, and as whole numbers they are written many times faster.
struct Tenths(i64);

#[expect(clippy::cast_possible_truncation, reason = "a coordinate is small; what is none becomes the nearest there is")]
fn number(value: f64) -> Tenths {
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
    use super::{Anchor, Drawing, Heading, number, shortened};

    #[test]
    fn nothing_from_a_file_becomes_markup() {
        let heading = Heading { id: "f", title: "<b>&", description: "\"x\" 'y' \u{7}" };
        let svg = Drawing::both_sizes(heading, |drawing, _| {
            drawing.text("c-text", (1.0, 2.0), Anchor::End, "</text><script>");
            drawing.tooltip([0.0, 0.0, 1.0, 1.0], "]]>&");
        });
        assert!(!svg.contains("<script"), "{svg}");
        assert!(svg.contains("&lt;/text&gt;&lt;script&gt;"), "{svg}");
        assert!(svg.contains(r#"<title id="f-wide-title">&lt;b&gt;&amp;</title>"#), "{svg}");
        assert!(svg.contains("&quot;x&quot; &#39;y&#39;  "), "{svg}");
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(
            [0.04, -0.04, 12.0, 12.34, -0.55].map(|value| number(value).to_string()),
            ["0", "0", "12", "12.3", "-0.6"]
        );
        assert_eq!(shortened("2026-s07-payments", 8), "2026-s0…");
    }
}
