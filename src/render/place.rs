//! The body of a page put into a larger page: its ids stay unique there, its headings go one level down, and its links lead
//! to the other pages where they stand in the same place.

use std::collections::HashMap;
use std::ops::Range;

use memchr::{memchr, memmem};

/// Attributes that hold one id, or several with spaces between them.
const IDS: &[&str] = &[
    "id",
    "for",
    "name",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
];

/// Elements whose content is not HTML.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Elements that can be landmarks, which screen readers list by their names.
const LANDMARKS: &[&str] = &["div", "section", "nav", "aside", "form"];

/// Where a body is put.
pub(super) struct Spot<'a> {
    /// What stands before each of its ids.
    pub(super) prefix: &'a str,
    /// The title of its page, as HTML holds it. It tells its regions from those of other pages that have the same name.
    pub(super) title: &'a str,
    /// The id of the element that shows the title.
    pub(super) title_id: &'a str,
    /// The id of each page that stands in the same place, by the link to it as an attribute holds it.
    pub(super) inside: &'a HashMap<String, String>,
}

/// `html` as it stands at `spot`.
pub(super) fn place(html: &str, spot: &Spot<'_>) -> String {
    let out = String::with_capacity(html.len() + html.len() / 8);
    let mut placed = Placed { html, out, copied: 0, spot };
    let mut at = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        at = placed.tag(at + found);
    }
    placed.write(html.len()..html.len(), &[]);
    placed.out
}

struct Placed<'a> {
    html: &'a str,
    out: String,
    /// Up to here `html` is in `out`, as it was or as it must be.
    copied: usize,
    spot: &'a Spot<'a>,
}

impl Placed<'_> {
    /// Goes past the tag or comment at `at`, and says where.
    fn tag(&mut self, at: usize) -> usize {
        let html = self.html;
        let next = html.as_bytes().get(at + 1);
        if next == Some(&b'!') && html[at..].starts_with("<!--") {
            return html[at..].find("-->").map_or(html.len(), |end| at + end + 3);
        }
        let closing = usize::from(next == Some(&b'/'));
        let begin = at + 1 + closing;
        let end = end_of(html, begin, |byte| !byte.is_ascii_alphanumeric() && byte != b'-');
        let name = &html[begin..end];
        if name.is_empty() {
            return at + 1;
        }
        if let Some(lower) = lower(name) {
            self.write(begin..end, &[lower]);
        }
        let after = match only_looks(&html[end..]) {
            Some(length) => end + length,
            None => self.attributes(name, end),
        };
        if closing == 0 && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            let is_end = |at: &usize| {
                let found = html.as_bytes().get(after + at + 2..after + at + 2 + name.len());
                found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            };
            return memmem::find_iter(&html.as_bytes()[after..], "</")
                .find(is_end)
                .map_or(html.len(), |end| after + end);
        }
        after
    }

    /// Copies what stands before `range`, and writes `new` in its place.
    fn write(&mut self, range: Range<usize>, new: &[&str]) {
        self.out.push_str(&self.html[self.copied..range.start]);
        self.out.extend(new.iter().copied());
        self.copied = range.end;
    }

    /// Goes past what stands between the name of a tag and its end, and says where.
    fn attributes(&mut self, tag: &str, mut at: usize) -> usize {
        let html = self.html;
        let after_space = |at| end_of(html, at, |byte| !byte.is_ascii_whitespace());
        loop {
            at = end_of(html, at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
            let Some(first) = html[at..].chars().next().filter(|first| *first != '>') else {
                return html.len().min(at + 1);
            };
            let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/');
            let name_end = end_of(html, at + first.len_utf8(), is_end);
            let equals = after_space(name_end);
            if html.as_bytes().get(equals) != Some(&b'=') {
                at = name_end;
                continue;
            }
            let value = Value::at(html, after_space(equals + 1));
            let moved = self.moved(tag, &html[at..name_end], &html[value.inner.clone()]);
            if moved.is_some() || !value.closed || value.whole.start != name_end + 1 {
                let (quote, moved) = (value.quote, moved.unwrap_or_else(|| html[value.inner].to_owned()));
                self.write(name_end..value.whole.end, &["=", quote, &moved, quote]);
            }
            at = value.whole.end;
        }
    }

    /// What the value of an attribute becomes, if it depends on the place.
    fn moved(&self, tag: &str, name: &str, value: &str) -> Option<String> {
        let is = |word: &str| name.eq_ignore_ascii_case(word);
        let prefix = self.spot.prefix;
        let landmark = || LANDMARKS.iter().any(|landmark| landmark.eq_ignore_ascii_case(tag));
        if is("class") || (is("name") && !tag.eq_ignore_ascii_case("a")) {
            // The name of a group of `<details>` or of a field is no id.
            None
        } else if is("href") || is("xlink:href") || is("usemap") {
            self.link(value)
        } else if is("aria-label") {
            landmark().then(|| format!("{value}, {}", self.spot.title))
        } else if IDS.iter().any(|id| is(id)) {
            let ids = value.split_ascii_whitespace().map(|id| format!("{prefix}-{id}"));
            let title = (is("aria-labelledby") && landmark()).then(|| self.spot.title_id.to_owned());
            Some(ids.chain(title).collect::<Vec<_>>().join(" "))
        } else if memchr(b'(', value.as_bytes()).is_some_and(|_| value.contains("url(#")) {
            Some(value.replace("url(#", &format!("url(#{prefix}-")))
        } else {
            None
        }
    }

    fn link(&self, href: &str) -> Option<String> {
        let (page, fragment) = href.split_once('#').unwrap_or((href, ""));
        let prefix = if page.is_empty() { self.spot.prefix } else { self.spot.inside.get(page)? };
        Some(match fragment {
            "" | "top" => format!("#{prefix}"),
            // Words to point at on a page, and no id.
            words if words.starts_with(":~:") => format!("#{prefix}{words}"),
            fragment => format!("#{prefix}-{fragment}"),
        })
    }
}

/// The value of an attribute.
struct Value {
    /// With its quotes.
    whole: Range<usize>,
    inner: Range<usize>,
    /// Its quote, or the one that it gets.
    quote: &'static str,
    /// Whether it has quotes, both of them.
    closed: bool,
}

impl Value {
    fn at(html: &str, begin: usize) -> Self {
        let quote = match html.as_bytes().get(begin) {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => {
                let end = end_of(html, begin, |byte| byte.is_ascii_whitespace() || byte == b'>');
                return Self { whole: begin..end, inner: begin..end, quote: "\"", closed: false };
            }
        };
        let inner = begin + 1;
        match memchr(quote.as_bytes()[0], &html.as_bytes()[inner..]) {
            Some(end) => Self { whole: begin..inner + end + 1, inner: inner..inner + end, quote, closed: true },
            None => Self { whole: begin..html.len(), inner: inner..html.len(), quote, closed: false },
        }
    }
}

/// Where, from `at` on, the first byte stands that `is_end`; the end of `html` if there is none.
fn end_of(html: &str, at: usize, is_end: impl Fn(u8) -> bool) -> usize {
    html.as_bytes()[at..].iter().position(|byte| is_end(*byte)).map_or(html.len(), |length| at + length)
}

/// The bytes up to the end of a tag that has no attribute but perhaps a class, as most tags in a text have, those of coloured
/// code above all: nothing in them depends on the place. `rest` is what follows the name of the tag.
fn only_looks(rest: &str) -> Option<usize> {
    const CLASS: &str = " class=\"";
    match rest.as_bytes().first()? {
        b'>' => return Some(1),
        b' ' => {}
        _ => return None,
    }
    let value = rest.strip_prefix(CLASS)?;
    let end = memchr(b'"', value.as_bytes())?;
    value[end..].starts_with("\">").then_some(CLASS.len() + end + 2)
}

/// The name of a heading's tag one level down.
fn lower(tag: &str) -> Option<&'static str> {
    const LOWER: [&str; 6] = ["h2", "h3", "h4", "h5", "h6", "h6"];
    match tag.as_bytes() {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(LOWER[usize::from(level - b'1')]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Spot, place};

    fn placed(html: &str) -> String {
        let inside = HashMap::from([("../day/".to_owned(), "p3".to_owned()), ("a&amp;b/".to_owned(), "p4".to_owned())]);
        place(html, &Spot { prefix: "p2", title: "A &amp; B", title_id: "p2-_title", inside: &inside })
    }

    #[test]
    fn ids_are_prefixed_wherever_they_are_named() {
        assert_eq!(
            placed(r##"<h2 id="day">Day <a class="anchor" href="#day" aria-label="x">#</a></h2>"##),
            r##"<h3 id="p2-day">Day <a class="anchor" href="#p2-day" aria-label="x">#</a></h3>"##
        );
        assert_eq!(
            placed(r#"<svg aria-labelledby="t d"><rect fill="url(#hatch)"/><pattern id='hatch'></svg>"#),
            r#"<svg aria-labelledby="p2-t p2-d"><rect fill="url(#p2-hatch)"/><pattern id='p2-hatch'></svg>"#
        );
        assert_eq!(
            placed("<a name=x></a><details name=x open><input for = 'x'>"),
            "<a name=\"p2-x\"></a><details name=\"x\" open><input for='p2-x'>"
        );
    }

    #[test]
    fn regions_of_the_same_name_are_told_apart_by_their_page() {
        assert_eq!(
            placed(r#"<div role="region" aria-label="Table 1"><nav aria-labelledby="x"><a aria-label="Link">"#),
            r#"<div role="region" aria-label="Table 1, A &amp; B"><nav aria-labelledby="p2-x p2-_title"><a aria-label="Link">"#
        );
    }

    #[test]
    fn links_to_pages_of_the_pack_become_anchors() {
        for (written, wanted) in [
            ("../day/", "#p3"),
            ("../day/#noon", "#p3-noon"),
            ("a&amp;b/#top", "#p4"),
            ("a&amp;b/#:~:text=x", "#p4:~:text=x"),
            ("a&amp;b/#y:~:text=x", "#p4-y:~:text=x"),
            ("../night/#x", "../night/#x"),
            ("https://example.org/#x", "https://example.org/#x"),
            ("#", "#p2"),
        ] {
            assert_eq!(placed(&format!("<a href=\"{written}\">x</a>")), format!("<a href=\"{wanted}\">x</a>"));
        }
    }

    #[test]
    fn text_comments_and_scripts_stay_as_they_are() {
        for html in [
            "a < b id=\"x\" & <3",
            "<!-- <p id=\"x\"> -->",
            "<script>if (a<b) x('<p id=\"y\">')</script>",
            "<p title=\"a > b\">x</p>",
            "<",
            "</",
            "<a",
            "<é id=\"x\">",
        ] {
            assert_eq!(placed(html), html, "{html}");
        }
        assert_eq!(placed("<p id=\"x"), "<p id=\"p2-x\"", "what is never closed ends with the text");
    }
}
