//! What Markdown becomes: HTML with holes, headings, links.

use std::ops::Range;

/// The HTML of a document, with a hole for the address of each link and picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML.
    pub html: String,
    /// Where the attributes of link number n belong, in bytes of `html`, in order.
    pub holes: Vec<(usize, usize)>,
    /// Where the chart or number belongs that is number n of those that the document asks for, likewise.
    pub asked: Vec<(usize, usize)>,
}

/// A hole in the HTML of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// The attributes of a link, by its number.
    Link(usize),
    /// A chart or number, by its number among those that are asked for.
    Asked(usize),
}

impl Body {
    /// The HTML with the hole of each link filled: `fill` is given the number of the link and writes its attributes.
    pub fn filled(&self, mut fill: impl FnMut(usize, &mut String)) -> String {
        self.filled_with(|hole, html| {
            if let Hole::Link(number) = hole {
                fill(number, html);
            }
        })
    }

    /// The HTML with each hole filled: `fill` is given the hole and writes what belongs there.
    pub fn filled_with(&self, mut fill: impl FnMut(Hole, &mut String)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.holes.len() * 32);
        let mut from = 0;
        let mut asked = self.asked.iter().peekable();
        let mut links = self.holes.iter().peekable();
        loop {
            let asked_first = match (asked.peek(), links.peek()) {
                (Some((asked, _)), Some((link, _))) => asked <= link,
                (asked, _) => asked.is_some(),
            };
            let next = if asked_first { asked.next() } else { links.next() };
            let Some(&(at, number)) = next else { break };
            html.push_str(&self.html[from..at]);
            fill(if asked_first { Hole::Asked(number) } else { Hole::Link(number) }, &mut html);
            from = at;
        }
        html.push_str(&self.html[from..]);
        html
    }
}

/// One heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 as written on the page; the page's title is the only 1.
    pub level: u8,
    /// Its id on the page, unique there.
    pub id: String,
    /// Its words without markup.
    pub title: String,
}

/// Whether something leads elsewhere or is shown here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A link.
    Link,
    /// A picture.
    Image,
    /// The address in an attribute of raw HTML, which is written around the hole: `srcset`, `poster`.
    Source,
}

/// One link or picture of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Which of the two it is.
    pub kind: LinkKind,
    /// Its target as written, with Markdown's escapes read.
    pub target: String,
    /// Where the target stands in the file, in bytes.
    pub at: Range<usize>,
    /// Whether it stands there letter by letter.
    pub verbatim: bool,
    /// Whether the target may be the mere name of a page or file, wherever that lies: `[[Roles]]`.
    pub by_name: bool,
    /// Whether the element that shows a picture says how large it is.
    pub sized: bool,
}
