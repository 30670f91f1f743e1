//! The body of a page put into a larger page: its ids stay unique there, its headings go one level down, and its links lead
//! to the other pages where they stand in the same place.

use std::collections::HashMap;

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
    let mut placed = Placed { out: String::with_capacity(html.len() + html.len() / 8), spot };
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        placed.out.push_str(&rest[..at]);
        rest = placed.tag(&rest[at..]);
    }
    placed.out.push_str(rest);
    placed.out
}

struct Placed<'a> {
    out: String,
    spot: &'a Spot<'a>,
}

impl Placed<'_> {
    /// Writes the tag or comment that `html` begins with, and gives what follows it.
    fn tag<'h>(&mut self, html: &'h str) -> &'h str {
        if html.starts_with("<!--") {
            return self.copy(html, html.find("-->").map_or(html.len(), |end| end + 3));
        }
        let closing = usize::from(html[1..].starts_with('/'));
        let name_end = html.as_bytes()[1 + closing..]
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
            .map_or(html.len(), |end| 1 + closing + end);
        let name = &html[1 + closing..name_end];
        if name.is_empty() {
            return self.copy(html, 1);
        }
        self.out.push_str(&html[..=closing]);
        self.out.push_str(lower(name));
        let bare = html.as_bytes().get(name_end) == Some(&b'>');
        let rest = if bare { self.copy(&html[name_end..], 1) } else { self.attributes(name, &html[name_end..]) };
        if closing == 0 && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            let end = rest.to_ascii_lowercase().find(&format!("</{}", name.to_ascii_lowercase()));
            return self.copy(rest, end.unwrap_or(rest.len()));
        }
        rest
    }

    fn copy<'h>(&mut self, html: &'h str, length: usize) -> &'h str {
        self.out.push_str(&html[..length]);
        &html[length..]
    }

    /// Writes what stands between the name of a tag and its end.
    fn attributes<'h>(&mut self, tag: &str, mut rest: &'h str) -> &'h str {
        loop {
            let space =
                rest.len() - rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/').len();
            rest = self.copy(rest, space);
            if rest.is_empty() || rest.starts_with('>') {
                return self.copy(rest, rest.len().min(1));
            }
            let end = rest.find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '>' | '/'));
            let name = &rest[..end.unwrap_or(rest.len()).max(1)];
            let after = &rest[name.len()..];
            self.out.push_str(name);
            let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
                rest = after;
                continue;
            };
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
            let (value, next) = match quote {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(
                    value.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(value.len()),
                ),
            };
            let quote = quote.unwrap_or('"');
            self.out.push('=');
            self.out.push(quote);
            self.value(tag, name, value);
            self.out.push(quote);
            rest = next;
        }
    }

    fn value(&mut self, tag: &str, name: &str, value: &str) {
        let is = |word: &str| name.eq_ignore_ascii_case(word);
        let prefix = self.spot.prefix;
        let landmark = LANDMARKS.iter().any(|landmark| landmark.eq_ignore_ascii_case(tag));
        if is("name") && !tag.eq_ignore_ascii_case("a") {
            // The name of a group of `<details>` or of a field is no id.
            self.out.push_str(value);
        } else if IDS.iter().any(|id| is(id)) {
            let ids: Vec<String> = value.split_whitespace().map(|id| format!("{prefix}-{id}")).collect();
            self.out.push_str(&ids.join(" "));
            if landmark && is("aria-labelledby") {
                self.out.extend([" ", self.spot.title_id]);
            }
        } else if landmark && is("aria-label") {
            self.out.extend([value, ", ", self.spot.title]);
        } else if is("href") || is("xlink:href") || is("usemap") {
            self.link(value);
        } else if value.contains("url(#") {
            self.out.push_str(&value.replace("url(#", &format!("url(#{prefix}-")));
        } else {
            self.out.push_str(value);
        }
    }

    fn link(&mut self, href: &str) {
        let (page, fragment) = href.split_once('#').unwrap_or((href, ""));
        let prefix =
            if page.is_empty() { Some(self.spot.prefix) } else { self.spot.inside.get(page).map(String::as_str) };
        match (prefix, fragment) {
            (None, _) => self.out.push_str(href),
            (Some(prefix), "" | "top") => self.out.extend(["#", prefix]),
            (Some(prefix), fragment) => self.out.extend(["#", prefix, "-", fragment]),
        }
    }
}

/// The name of a heading's tag one level down.
fn lower(tag: &str) -> &str {
    const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];
    if tag.len() != 2 {
        return tag;
    }
    let level = HEADINGS.iter().position(|heading| heading.eq_ignore_ascii_case(tag));
    level.map_or(tag, |level| HEADINGS[(level + 1).min(5)])
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
