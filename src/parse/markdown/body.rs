//! What Markdown becomes: HTML with holes, headings, links.

use std::ops::Range;

/// The HTML of a document, with a hole for the address of each link and picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML.
    pub html: String,
    /// Where the attributes of link number n belong, in bytes of `html`, in order.
    pub holes: Vec<(usize, usize)>,
}

impl Body {
    /// The HTML with each hole filled: `fill` is given the number of the link and writes its attributes.
    pub fn filled(&self, mut fill: impl FnMut(usize, &mut String)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.holes.len() * 32);
        let mut from = 0;
        for &(at, link) in &self.holes {
            html.push_str(&self.html[from..at]);
            fill(link, &mut html);
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
    /// Whether the target may be the mere name of a page or file, wherever that lies: `[[Roles]]`.
    pub by_name: bool,
}
