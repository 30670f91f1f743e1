//! SVG text: elements with classes, escaped words, whole coordinates. A page with a dozen charts of two dozen sprints has to stay
//! light, so neighbours that look alike share an element.

use std::fmt::Write;

use super::alike::{Alike, Shape, Tenths, number, push_step};

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

/// Bytes for a point of a line, so that its text need not grow number by number.
const ROOM: usize = 8;

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
    /// What looks like the last thing that was drawn is put together with it.
    alike: Option<Alike>,
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
            let mut drawing = Self { id, area: size.area(), has_pointer, body: String::new(), alike: None };
            draw(&mut drawing, size);
            drawing.finish(heading, suffix)
        });
        wide + &narrow
    }

    /// A rectangle. `more` are further attributes, already safe.
    pub(crate) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4], more: &str) {
        self.shape_like(class, more, &Shape::rect([x, y, width, height]));
    }

    /// A straight line. `more` are further attributes, already safe.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64), more: &str) {
        self.shape_like(class, more, &Shape::line(from, to));
    }

    /// A line through points. `more` are further attributes, already safe.
    pub(crate) fn path(&mut self, class: &str, points: &[(f64, f64)], more: &str) {
        let mut steps = String::with_capacity(points.len() * ROOM);
        for (place, (x, y)) in points.iter().enumerate() {
            push_step(&mut steps, if place == 0 { "M" } else { "L" }, [whole(*x), whole(*y)]);
        }
        self.put(format_args!(r#"<path class="{class}" d="{steps}" fill="none"{more}/>"#));
    }

    /// A filled area through points. `more` are further attributes, already safe.
    pub(crate) fn area(&mut self, class: &str, points: &[(f64, f64)], more: &str) {
        let corners = corners(points);
        self.put(format_args!(r#"<polygon class="{class}" points="{corners}"{more}/>"#));
    }

    /// A closed shape through points, which tells its words to a resting pointer.
    pub(crate) fn shape(&mut self, class: &str, points: &[(f64, f64)], tooltip: &str) {
        if !self.has_pointer {
            return self.area(class, points, "");
        }
        let (corners, title) = (corners(points), escaped(tooltip));
        self.put(format_args!(r#"<polygon class="{class}" points="{corners}"><title>{title}</title></polygon>"#));
    }

    /// A dot.
    pub(crate) fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.shape_like(class, "", &Shape::disc((x, y), radius));
    }

    /// Words.
    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let mut text = String::new();
        push_step(&mut text, "x=\"", [whole(x)]);
        push_step(&mut text, "\" y=\"", [whole(y)]);
        text.extend(["\">", &escaped(words)]);
        let rest = match &mut self.alike {
            Some(alike) => alike.take_text((class, anchor), text),
            None => Some(text),
        };
        if let Some(text) = rest {
            self.put_alike();
            self.alike = Some(Alike::text((class, anchor), text));
        }
    }

    /// An invisible area that tells its words to a resting pointer.
    pub(crate) fn tooltip(&mut self, area: [f64; 4], words: &str) {
        if !self.has_pointer {
            return;
        }
        let (steps, words) = (Shape::rect(area).path(), escaped(words));
        self.put(format_args!(r#"<path class="c-hover" d="{steps}"><title>{words}</title></path>"#));
    }

    /// Defines the hatching for planned work and gives the attribute that uses it.
    pub(crate) fn hatch(&mut self) -> String {
        let id = format!("{}-hatch", self.id);
        self.put(format_args!(
            r#"<defs><pattern id="{id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="c-hatch" x1="0" y1="0" x2="0" y2="5" stroke-width="2.4"/></pattern></defs>"#
        ));
        format!(r#" fill="url(#{id})""#)
    }

    fn shape_like(&mut self, class: &str, more: &str, shape: &Shape) {
        if !self.alike.as_mut().is_some_and(|alike| alike.take_shape((class, more), shape)) {
            self.put_alike();
            self.alike = Some(Alike::shape((class, more), shape));
        }
    }

    fn put_alike(&mut self) {
        if let Some(alike) = self.alike.take() {
            alike.put(&mut self.body);
        }
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        self.put_alike();
        self.body.write_fmt(element).expect("writing to a string cannot fail");
    }

    fn finish(mut self, heading: Heading<'_>, suffix: &str) -> String {
        self.put_alike();
        let ([width, height], id) = ([self.area.0, self.area.1].map(number), &self.id);
        let (title, description) = (escaped(heading.title), escaped(heading.description));
        let frame = format!(
            r#"<svg class="chart-{suffix}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" font-size="{LETTER}"><title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>"#
        );
        [&frame, self.body.as_str(), "</svg>"].concat()
    }
}

/// About how wide `words` are in the drawing's units: a little more than the mean letter of the usual system fonts.
pub(crate) fn width_of(words: &str) -> f64 {
    words.chars().map(part_of_letter).sum::<f64>() * LETTER
}

/// How wide a letter is, in parts of its height.
fn part_of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' => 0.3,
        'f' | 'r' | 't' | ' ' | '-' | '(' | ')' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' => 0.92,
        // Chinese, Japanese and Korean letters are squares.
        '\u{2e80}'.. => 1.0,
        _ if letter.is_uppercase() => 0.68,
        _ => 0.6,
    }
}

fn corners(points: &[(f64, f64)]) -> String {
    let mut corners = String::with_capacity(points.len() * ROOM);
    for (place, (x, y)) in points.iter().enumerate() {
        push_step(&mut corners, if place == 0 { "" } else { " " }, [whole(*x)]);
        push_step(&mut corners, ",", [whole(*y)]);
    }
    corners
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
    let mut copied = 0;
    for (place, letter) in words.char_indices() {
        let Some(instead) = instead_of(letter) else { continue };
        safe.push_str(&words[copied..place]);
        safe.push_str(instead);
        copied = place + letter.len_utf8();
    }
    safe.push_str(&words[copied..]);
    safe
}

fn instead_of(letter: char) -> Option<&'static str> {
    match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\u{fffe}' | '\u{ffff}' => Some(" "),
        control => control.is_control().then_some(" "),
    }
}

/// A coordinate: drawings are about as large as they are shown, so one unit is a pixel.
fn whole(value: f64) -> Tenths {
    number(value.round())
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Drawing, Heading, shortened, whole};

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
    fn what_looks_alike_is_one_path_in_the_order_of_drawing() {
        let heading = Heading { id: "f", title: "T", description: "D" };
        let svg = Drawing::both_sizes(heading, |drawing, _| {
            drawing.rect("c-done", [0.4, 0.0, 9.2, 5.0], "");
            drawing.rect("c-done", [9.6, 1.0, 10.0, 4.0], "");
            drawing.dot("c-ring", (20.0, 5.0), 2.5);
            drawing.rect("c-done", [0.0, 9.0, 1.0, 1.0], "");
            drawing.text("c-text", (1.0, 2.0), Anchor::Middle, "a");
            drawing.text("c-text", (3.0, 4.0), Anchor::Middle, "b");
            drawing.text("c-text", (5.0, 6.0), Anchor::End, "c");
        });
        let shapes = r#"<path class="c-done" d="M0 5h10v-5h-10zm10 0h10v-4h-10z"/><path class="c-ring" d="M17.5 5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z"/><path class="c-done" d="M0 10h1v-1h-1z"/>"#;
        let words = r#"<g class="c-text" text-anchor="middle"><text x="1" y="2">a</text><text x="3" y="4">b</text></g><text class="c-text" text-anchor="end" x="5" y="6">c</text></svg>"#;
        let drawn = format!("{shapes}{words}");
        assert_eq!(svg.matches(&drawn).count(), 2, "{svg}");
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!([0.4, -0.4, 12.5, -3.6].map(|value| whole(value).to_string()), ["0", "0", "13", "-4"]);
        assert_eq!(shortened("2026-s07-payments", 8), "2026-s0…");
    }
}
