//! The addresses in raw HTML: each becomes a hole as a Markdown link does, so that the site resolves and checks it.

use std::ops::Range;

use pulldown_cmark::Event;

use super::body::LinkKind;
use super::markup::HtmlPolicy;
use super::raw::{Attribute, Element, decoded, is_script};
use super::raw_html::Piece;
use super::writer::Writer;

impl Writer<'_> {
    /// Writes an attribute if it holds addresses; says whether it did, or left it out.
    pub(super) fn address(&mut self, element: &Element, attribute: &Attribute, name: &str, piece: &Piece) -> bool {
        let range = attribute.value.clone().unwrap_or(attribute.name.end..attribute.name.end);
        let value = &piece.html[range.clone()];
        let kind = match (element.name.as_str(), name) {
            (_, "srcset") => {
                self.srcset(value, &range, piece);
                return true;
            }
            ("a", "href") if !has(element, piece, &["class", "rel"]) => LinkKind::Link,
            ("img", "src") => LinkKind::Image,
            ("a" | "area", "href") | (_, "src" | "poster") => LinkKind::Source,
            (_, "href" | "xlink:href" | "cite" | "longdesc") => return self.other_address(attribute, value, piece),
            _ => return false,
        };
        let target = decoded(value).trim().to_owned();
        if is_script(&target) {
            return self.running_address(element, attribute, name, piece);
        }
        self.push(" ");
        if kind == LinkKind::Source {
            self.push(&format!("{name}=\""));
        }
        self.hole(kind, target, piece.place(&range));
        if let Some(link) = self.out.links.last_mut() {
            link.sized = has(element, piece, &["width", "height", "srcset"]);
        }
        if kind == LinkKind::Source {
            self.push("\"");
        }
        true
    }

    /// An address that runs something: kept if raw HTML is trusted, or if it is a picture in itself.
    fn running_address(&mut self, element: &Element, attribute: &Attribute, name: &str, piece: &Piece) -> bool {
        if self.markup.html == HtmlPolicy::Trusted {
            return false;
        }
        let value = attribute.value.clone().map_or("", |value| &piece.html[value]);
        let picture =
            matches!(element.name.as_str(), "img" | "source") && value.trim_start().starts_with("data:image/");
        if !picture {
            self.tell_dropped(&format!("the script in `{name}`"), &attribute.whole, piece);
        }
        !picture
    }

    /// Addresses that are no links of the page: only those within it are kept.
    fn other_address(&mut self, attribute: &Attribute, value: &str, piece: &Piece) -> bool {
        if self.markup.html == HtmlPolicy::Trusted || value.starts_with('#') {
            return false;
        }
        let name = piece.html[attribute.name.clone()].to_ascii_lowercase();
        self.tell_dropped(&format!("the address in `{name}`"), &attribute.whole, piece);
        true
    }

    /// `a.png 1x, b.png 2x`: a hole for each address.
    fn srcset(&mut self, value: &str, range: &Range<usize>, piece: &Piece) {
        self.push(" srcset=\"");
        let mut at = 0;
        let mut first = true;
        loop {
            at += value[at..].len()
                - value[at..].trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',').len();
            let rest = &value[at..];
            if rest.is_empty() {
                break;
            }
            let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
            let url = word.trim_end_matches(',');
            let ahead = if word.len() > url.len() { "" } else { &rest[word.len()..] };
            let size = &ahead[..ahead.find(',').unwrap_or(ahead.len())];
            if !std::mem::take(&mut first) {
                self.push(", ");
            }
            let place = piece.place(&(range.start + at..range.start + at + url.len()));
            self.hole(LinkKind::Source, decoded(url), place);
            if !size.trim().is_empty() {
                self.push(" ");
                self.text(size.trim());
            }
            at += word.len() + size.len();
        }
        self.push("\"");
    }

    /// A frame from elsewhere is left out, told, and a link stands in its place.
    pub(super) fn frame_as_link(&mut self, element: &Element, piece: &Piece) {
        self.tell_dropped("a frame from another site", &element.whole, piece);
        let Some(target) = frame_address(element, piece).filter(|target| !is_script(target)) else { return };
        let title = attribute(element, piece, "title").map(|title| decoded(&piece.html[title])).unwrap_or_default();
        self.push("<a ");
        self.hole(LinkKind::Link, target.clone(), piece.place(&element.whole));
        self.push(">");
        self.text(if title.is_empty() { &target } else { &title });
        self.push("</a>");
    }

    /// The event after the tag at `at` in running text: what stands between the tags of a frame is for browsers that have none.
    pub(super) fn after_tag(&self, at: usize) -> usize {
        /// Those words are few.
        const MOST: usize = 100;
        let next = at + 1;
        if self.markup.html != HtmlPolicy::Safe || !is_frame_tag(&self.events[at].0, "<iframe") {
            return next;
        }
        let mut depth = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(next).take(MOST) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                event if is_frame_tag(event, "<iframe") => break,
                event if depth == 0 && is_frame_tag(event, "</iframe") => return index + 1,
                _ => {}
            }
        }
        next
    }
}

/// Whether `event` is a tag that begins so.
fn is_frame_tag(event: &Event<'_>, begin: &str) -> bool {
    let Event::InlineHtml(html) = event else { return false };
    let Some((start, rest)) = html.split_at_checked(begin.len()) else { return false };
    start.eq_ignore_ascii_case(begin)
        && rest.starts_with(|next: char| next.is_ascii_whitespace() || matches!(next, '/' | '>'))
}

/// Whether a frame shows a page of another site, or of nobody's.
pub(super) fn is_foreign_frame(element: &Element, piece: &Piece) -> bool {
    frame_address(element, piece).is_none_or(|address| address.starts_with("//") || address.contains(':'))
}

fn frame_address(element: &Element, piece: &Piece) -> Option<String> {
    let source = attribute(element, piece, "src").map(|value| decoded(&piece.html[value]).trim().to_owned());
    source.filter(|source| !source.is_empty())
}

/// The value of the attribute `name`.
fn attribute(element: &Element, piece: &Piece, name: &str) -> Option<Range<usize>> {
    let mut attributes = element.attributes.iter();
    let found = attributes.find(|attribute| piece.html[attribute.name.clone()].eq_ignore_ascii_case(name));
    found.and_then(|attribute| attribute.value.clone())
}

fn has(element: &Element, piece: &Piece, names: &[&str]) -> bool {
    element
        .attributes
        .iter()
        .any(|attribute| names.iter().any(|name| piece.html[attribute.name.clone()].eq_ignore_ascii_case(name)))
}
