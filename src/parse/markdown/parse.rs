//! From the text of a body to its HTML, headings and links.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{BrokenLink, Options, Parser, TextMergeWithOffset};

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::page_name::is_html;
use crate::source::{SourcePath, Span};

use super::super::asked::Asked;
use super::asking::Place;
use super::body::{Body, Heading, Link};
use super::markup::Markup;
use super::maths::has_formulas;
use super::outline::{Events, outline};
use super::prepare::{Prepared, prepare, prepare_html};
use super::references::Undefined;
use super::targets::narrow;
use super::writer::Writer;

/// Everything that Markdown turns into.
pub(crate) struct Markdown {
    pub(crate) body: Body,
    /// The words of the heading that is the title, if the front matter gave none.
    pub(crate) title: Option<String>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) asked: Vec<Asked>,
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
pub(crate) fn parse_markdown(
    file: &SourcePath,
    text: &str,
    start: usize,
    title: Option<&str>,
    markup: Markup,
) -> Markdown {
    let body = &text[start..];
    let prepared = if is_html(file.name()) { prepare_html(body) } else { prepare(body, options(markup)) };
    let (events, undefined) = read(&prepared, markup);
    let outline = outline(&events, &prepared.text, title);
    let written = Writer::new(&prepared, &events, &outline, markup).write();
    let links = written.links.into_iter().map(|link| place(link, &prepared, start)).collect();
    let place_of = Place { file, prepared: &prepared, start };
    let mut told = Vec::new();
    let asked = written.requests.into_iter().map(|request| place_of.read(request, &mut told)).collect();
    let diagnostics = written.found.into_iter().chain(undefined).map(|found| {
        let span = Span::new(file, start + found.at.start..start + found.at.end);
        Diagnostic::warning(found.code, span, found.message).help(found.help)
    });
    Markdown {
        diagnostics: diagnostics.chain(told).collect(),
        asked,
        body: written.body,
        title: outline.title,
        headings: outline.headings,
        links,
        anchors: written.anchors,
        has_contents: written.has_contents,
    }
}

/// The events of a text. Formulas and definition lists are looked for only where there seem to be some, since a dollar sign
/// and a colon are mostly just that.
fn read<'text>(prepared: &'text Prepared<'_>, markup: Markup) -> (Events<'text>, Vec<Found>) {
    let text = &*prepared.text;
    let mut options = options(markup);
    options.set(Options::ENABLE_DEFINITION_LIST, has_definitions(text));
    if text.matches('$').nth(1).is_some() {
        let (events, undefined) = events(prepared, options | Options::ENABLE_MATH);
        if has_formulas(&events, text) {
            return (events, undefined);
        }
    }
    events(prepared, options)
}

/// What a text has at the least for each event, in most texts: so their list need not grow, which would copy it each time.
const BYTES_PER_EVENT: usize = 12;

fn events<'text>(prepared: &'text Prepared<'_>, options: Options) -> (Events<'text>, Vec<Found>) {
    let text = &*prepared.text;
    let mut undefined = Undefined::default();
    let note = |link: BrokenLink<'text>| {
        undefined.note(&link, text);
        None
    };
    let mut parser = Parser::new_with_broken_link_callback(text, options, Some(note)).into_offset_iter();
    let mut events: Events<'_> = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
    events.extend(TextMergeWithOffset::new(parser.by_ref()));
    narrow(&mut events, parser.reference_definitions(), text);
    let known: Vec<String> = parser.reference_definitions().iter().map(|(name, _)| name.to_owned()).collect();
    drop(parser);
    (events, undefined.found(&known, prepared))
}

/// Whether a line begins with the colon of a definition.
fn has_definitions(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b':', bytes).any(|at| {
        let before = bytes[..at].iter().rev().find(|byte| !b" >\t".contains(byte));
        matches!(bytes.get(at + 1), Some(b' ' | b'\t')) && before.is_none_or(|byte| *byte == b'\n')
    })
}

// Metadata blocks are left off: they swallow `---…---` inside a page.
fn options(markup: Markup) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    options.set(Options::ENABLE_SMART_PUNCTUATION, markup.smart_punctuation);
    options
}

/// Narrows a link's place from the whole `[text](target)` to the target, and counts it from the top of the file.
fn place(link: Link, prepared: &Prepared<'_>, start: usize) -> Link {
    let whole = prepared.text.get(link.at.clone()).unwrap_or_default();
    let narrowed = match whole.rfind(&link.target) {
        Some(found) if !link.target.is_empty() => link.at.start + found..link.at.start + found + link.target.len(),
        _ => link.at.clone(),
    };
    let written = prepared.written(&narrowed);
    let verbatim = prepared.has(&link.target, &written);
    Link { at: start + written.start..start + written.end, verbatim, ..link }
}
