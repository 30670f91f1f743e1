//! `[[toc]]`: the list of a page's headings, where the page asks for it.

use pulldown_cmark_escape::escape_html;

use super::body::Heading;

/// Levels of headings that a list of contents shows.
const SHOWN: std::ops::RangeInclusive<u8> = 2..=3;

/// What a paragraph that looks like a contents marker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `[[toc]]`, `[TOC]` or `[[_TOC_]]`.
    Contents,
    /// Nearly one.
    Typo,
}

/// Whether the paragraph `text` is a contents marker.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let text = text.trim();
    if text.len() > 12 || !text.starts_with('[') {
        return None;
    }
    match text.to_ascii_lowercase().as_str() {
        "[[toc]]" | "[toc]" | "[[_toc_]]" => Some(Marker::Contents),
        lower => {
            let word = lower.trim_matches(|letter| matches!(letter, '[' | ']' | '_' | ' '));
            (word == "toc" && lower.contains("[[")).then_some(Marker::Typo)
        }
    }
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
    use super::{Heading, Marker, marker, write_contents};

    #[test]
    fn knows_markers_from_typos_and_from_text() {
        for text in ["[[toc]]", " [[TOC]] ", "[TOC]", "[[_TOC_]]"] {
            assert_eq!(marker(text), Some(Marker::Contents), "{text}");
        }
        for text in ["[[toc]]]", "[[TOC]", "[[ toc ]]"] {
            assert_eq!(marker(text), Some(Marker::Typo), "{text}");
        }
        assert_eq!(marker("[toc](x)"), None);
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
