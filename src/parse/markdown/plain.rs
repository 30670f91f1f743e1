//! The words of a body without its markup, taken from the HTML that the writer made: what readers see is what they search.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use pulldown_cmark_escape::escape_html;

use super::body::{Body, Heading};
use super::raw::decoded;

/// Whether `name` is an element in the middle of a word.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Whether `name` is an element whose content is no text, or none that anybody would look for.
fn is_skipped(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "math" | "template" | "nav")
}

/// The text of `body`, which has these `headings`: what stands above the first, then each heading with what is below it.
#[must_use]
pub fn plain_parts<'a>(body: &Body, headings: &'a [Heading]) -> Vec<(Option<&'a Heading>, String)> {
    let html = body.html.as_str();
    let mut parts = Vec::with_capacity(headings.len() + 1);
    let mut text = String::with_capacity(html.len() / 2);
    let (mut heading, mut next, mut at) = (None, headings.iter().peekable(), 0);
    while let Some(open) = memchr(b'<', &html.as_bytes()[at..]).map(|found| at + found) {
        add(&mut text, &html[at..open]);
        let tag = &html[open..tag_end(html, open)];
        let name = name_of(tag);
        at = open + tag.len();
        if let Some(reached) = next.next_if(|heading| begins(tag, heading)) {
            parts.push((heading.replace(reached), finished(&mut text)));
            at = after(html, at, name);
        } else if is_skipped(name) && !tag.ends_with("/>") {
            at = after(html, at, name);
        } else if !is_inline(name) && !tag.starts_with("<!") && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    add(&mut text, &html[at..]);
    parts.push((heading, finished(&mut text)));
    parts
}

fn finished(text: &mut String) -> String {
    let finished = text.trim().to_owned();
    text.clear();
    finished
}

/// The end of the tag that begins at `open`; a `>` in a quoted value does not end it.
fn tag_end(html: &str, open: usize) -> usize {
    if html[open..].starts_with("<!--") {
        return html[open..].find("-->").map_or(html.len(), |end| open + end + 3);
    }
    let mut quote = None;
    for (at, byte) in html[open + 1..].bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return open + at + 2,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn name_of(tag: &str) -> &str {
    let name = tag[1..].trim_start_matches('/');
    &name[..name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// Whether `tag` is the one that the writer begins `heading` with.
fn begins(tag: &str, heading: &Heading) -> bool {
    let Some(rest) = tag.strip_prefix("<h").and_then(|rest| rest.get(1..)?.strip_prefix(" id=\"")) else {
        return false;
    };
    let mut id = String::with_capacity(heading.id.len());
    escape_html(&mut id, &heading.id).expect("writing to a string never fails");
    rest.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('"'))
}

/// The place after the end of the element `name` whose content begins at `from`.
fn after(html: &str, from: usize, name: &str) -> usize {
    let end = format!("</{name}");
    memmem::find(&html.as_bytes()[from..], end.as_bytes()).map_or(html.len(), |found| tag_end(html, from + found))
}

fn add(text: &mut String, html: &str) {
    let html = if memchr(b'&', html.as_bytes()).is_some() { Cow::Owned(read(html)) } else { Cow::Borrowed(html) };
    let mut rest = &*html;
    if text.ends_with(' ') {
        rest = rest.trim_ascii_start();
    }
    // White space of any length is one space; most is that already.
    let is_gap = |two: &[u8]| match two {
        [b' ', next] => next.is_ascii_whitespace(),
        [first, ..] => first.is_ascii_whitespace(),
        [] => false,
    };
    while let Some(gap) = rest.as_bytes().windows(2).position(is_gap) {
        text.push_str(&rest[..gap]);
        text.push(' ');
        rest = rest[gap..].trim_ascii_start();
    }
    let spaced = rest.ends_with(|last: char| last.is_ascii_whitespace());
    text.push_str(rest.trim_ascii_end());
    text.push_str(if spaced { " " } else { "" });
}

/// The references that the writer makes itself, and whatever raw HTML has.
fn read(html: &str) -> String {
    let plain = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    // The last one, so that nothing is read twice.
    if plain.replace("&amp;", "").contains('&') { decoded(html) } else { plain.replace("&amp;", "&") }
}

#[cfg(test)]
mod tests {
    use super::{Body, Heading, plain_parts};

    fn parts(html: &str, ids: &[&str]) -> Vec<(String, String)> {
        let body = Body { html: html.to_owned(), holes: Vec::new(), asked: Vec::new() };
        let heading = |id: &&str| Heading { level: 2, id: (*id).to_owned(), title: (*id).to_uppercase() };
        let headings: Vec<Heading> = ids.iter().map(heading).collect();
        let parts = plain_parts(&body, &headings).into_iter();
        parts.map(|(heading, text)| (heading.map_or_else(String::new, |heading| heading.id.clone()), text)).collect()
    }

    #[test]
    fn text_is_what_is_seen() {
        let text = |html| parts(html, &[]).remove(0).1;
        assert_eq!(text("<p>One <em>wo</em>rd &amp; <a href=\"#>\">two</a>\n</p><p>three</p>"), "One word & two three");
        assert_eq!(text("<ul><li>a</li><li>b</li></ul>"), "a b");
        assert_eq!(text("<script>if (a < b) {}</script>x<svg><title>t</title></svg><!-- <p> -->y"), "xy");
        assert_eq!(text("&amp;lt; &ouml;l &lt;b&gt; &#65; &"), "&lt; öl <b> A &");
        assert_eq!(text("a < b > c <"), "a c");
        assert_eq!(text("<p title='\">"), "");
        assert_eq!(text("<pre><code><span class=\"k\">let</span>\n  x</code></pre>"), "let x");
    }

    #[test]
    fn parts_begin_at_the_headings_of_the_document() {
        let html = "<p>top</p><h2 id=\"a\">A <a class=\"anchor\" href=\"#a\">#</a></h2><p>one</p><h3 id=\"raw\">Raw</h3>\
                    <h2 id=\"b&quot;\">B</h2>two";
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(parts(html, &["a", "b\""]), [pair("", "top"), pair("a", "one Raw"), pair("b\"", "two")]);
    }
}
