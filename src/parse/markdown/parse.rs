//! From the text of a body to its HTML, headings and links.

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

use super::body::{Body, Heading, Link};
use super::boxes::{Prepared, prepare};
use super::outline::{Events, outline};
use super::targets::narrow;
use super::writer::Writer;

/// Everything that Markdown turns into.
pub(crate) struct Markdown {
    pub(crate) body: Body,
    /// The words of the heading that is the title, if the front matter gave none.
    pub(crate) title: Option<String>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) anchors: Vec<String>,
    pub(crate) has_contents: bool,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A mistake in the body, at a place of the written body text.
pub(crate) struct Found {
    pub(crate) code: Code,
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// The Markdown of `text` from byte `start` on, on a page whose front matter gives `title`.
pub(crate) fn parse_markdown(file: &SourcePath, text: &str, start: usize, title: Option<&str>) -> Markdown {
    let prepared = prepare(&text[start..], options());
    let mut parser = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    let mut events: Events<'_> = parser.by_ref().collect();
    narrow(&mut events, parser.reference_definitions(), &prepared.text);
    let outline = outline(&events, title);
    let written = Writer::new(&prepared, &events, &outline).write();
    let links = written.links.into_iter().map(|link| place(link, &prepared, start)).collect();
    let diagnostics = written.found.into_iter().map(|found| {
        let span = Span::new(file, start + found.at.start..start + found.at.end);
        Diagnostic::warning(found.code, span, found.message).help(found.help)
    });
    Markdown {
        diagnostics: diagnostics.collect(),
        body: written.body,
        title: outline.title,
        headings: outline.headings,
        links,
        anchors: written.anchors,
        has_contents: written.has_contents,
    }
}

// Metadata blocks and definition lists are left off: the one swallows `---…---` inside a page, the other breaks boxes.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Narrows a link's place from the whole `[text](target)` to the target, and counts it from the top of the file.
fn place(link: Link, prepared: &Prepared<'_>, start: usize) -> Link {
    let whole = prepared.text.get(link.at.clone()).unwrap_or_default();
    let narrowed = match whole.rfind(&link.target) {
        Some(found) if !link.target.is_empty() => link.at.start + found..link.at.start + found + link.target.len(),
        _ => link.at.clone(),
    };
    let written = prepared.written(&narrowed);
    Link { at: start + written.start..start + written.end, ..link }
}
