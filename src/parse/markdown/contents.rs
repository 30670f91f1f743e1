//! `[[toc]]`: the list of a page's headings, where the page asks for it.

use pulldown_cmark_escape::escape_html;

use super::body::Heading;

/// Levels of headings that a list of contents shows.
const SHOWN: std::ops::RangeInclusive<u8> = 2..=3;

/// What a paragraph that looks like a contents marker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `[[toc]]`, `[TOC]`, `[[_TOC_]]`, `{:toc}`.
    Contents,
    /// Nearly one.
    Typo,
}

/// Whether the paragraph or list `text` is a contents marker.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if is_kramdown(&lower) {
        return Some(Marker::Contents);
    }
    if !lower.starts_with('[') {
        return None;
    }
    match lower.as_str() {
        "[[toc]]" | "[toc]" | "[[_toc_]]" => Some(Marker::Contents),
        lower => {
            let word = lower.trim_matches(|letter| matches!(letter, '[' | ']' | '_' | ' '));
            (word == "toc" && lower.contains("[[")).then_some(Marker::Typo)
        }
    }
}

/// `{:toc}` alone, or below a list of one item, which kramdown replaces.
fn is_kramdown(text: &str) -> bool {
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let inside = last.trim().strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')).map(str::trim);
    let item = before.is_empty() || (!before.contains('\n') && before.starts_with(['*', '-', '+', '1']));
    inside == Some("toc") && item
}

/// Whether a block of raw HTML is a contents marker: `<!-- toc -->`.
pub(crate) fn comment_marker(html: &str) -> Option<Marker> {
    let inside = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    matches!(inside.to_ascii_lowercase().as_str(), "toc" | "[toc]" | "[[toc]]").then_some(Marker::Contents)
}

/// The contents as nested lists.
pub(crate) fn write_contents(headings: &[Heading], html: &mut String) {
    let shown: Vec<&Heading> = headings.iter().filter(|heading| SHOWN.contains(&heading.level)).collect();
    if shown.is_empty() {
        return;
    }
    html.push_str("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>");
    let mut levels: Vec<u8> = Vec::new();
    for heading in shown {
        while levels.len() > 1 && levels.last().is_some_and(|level| *level > heading.level) {
            levels.pop();
            html.push_str("</li></ul>");
        }
        match levels.last() {
            Some(level) if *level < heading.level => {
                html.push_str("<ul>");
                levels.push(heading.level);
            }
            Some(_) => {
                html.push_str("</li>");
                levels.pop();
                levels.push(heading.level);
            }
            None => levels.push(heading.level),
        }
        write_entry(heading, html);
    }
    for _ in 1..levels.len() {
        html.push_str("</li></ul>");
    }
    html.push_str("</li></ul>\n</nav>\n");
}

fn write_entry(heading: &Heading, html: &mut String) {
    html.push_str("\n<li><a href=\"#");
    escape(&heading.id, html);
    html.push_str("\">");
    escape(&heading.title, html);
    html.push_str("</a>");
}

fn escape(text: &str, html: &mut String) {
    escape_html(&mut *html, text).expect("writing to a string never fails");
}

#[cfg(test)]
mod tests {
    use super::{Heading, Marker, comment_marker, marker, write_contents};

    #[test]
    fn knows_markers_from_typos_and_from_text() {
        for text in ["[[toc]]", " [[TOC]] ", "[TOC]", "[[_TOC_]]"] {
            assert_eq!(marker(text), Some(Marker::Contents), "{text}");
        }
        for text in ["[[toc]]]", "[[TOC]", "[[ toc ]]"] {
            assert_eq!(marker(text), Some(Marker::Typo), "{text}");
        }
        for text in ["{:toc}", "* TOC\n{:toc}", "1. Contents\n  {: toc }"] {
            assert_eq!(marker(text), Some(Marker::Contents), "{text}");
        }
        for text in ["[toc](x)", "toc", "* a\n* b\n{:toc}", "{:tock}"] {
            assert_eq!(marker(text), None, "{text}");
        }
        assert_eq!(comment_marker("<!-- TOC -->\n"), Some(Marker::Contents));
        assert_eq!(comment_marker("<!-- stock -->\n"), None);
    }

    #[test]
    fn lists_are_balanced_whatever_the_levels() {
        let levels = [3, 2, 3, 3, 2, 2];
        let headings = levels.map(|level| Heading { level, id: "x".into(), title: "X".into() });
        let mut html = String::new();
        write_contents(&headings, &mut html);
        for (open, close) in [("<ul>", "</ul>"), ("<li>", "</li>")] {
            assert_eq!(html.matches(open).count(), html.matches(close).count(), "{html}");
        }
    }
}
