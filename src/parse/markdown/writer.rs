//! Events to HTML.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

use super::asking::{Request, is_metric};
use super::blocks::TableState;
use super::body::{Body, Link};
use super::contents::{Marker, marker, write_contents};
use super::markup::Markup;
use super::open::Open;
use super::outline::{Events, Outline};
use super::parse::Found;
use super::prepare::Prepared;
use super::telling::Grouped;
use crate::diagnostics::Code;

/// What the writer has made when it is done. Places are in bytes of the prepared text.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) body: Body,
    pub(crate) links: Vec<Link>,
    /// What asks for a chart or a number of the sprints.
    pub(crate) requests: Vec<Request>,
    /// Ids in raw HTML.
    pub(crate) anchors: Vec<String>,
    pub(crate) has_contents: bool,
    /// Mistakes, in bytes of the written text.
    pub(crate) found: Vec<Found>,
}

/// Writes the events of one document.
pub(crate) struct Writer<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) events: &'a Events<'a>,
    pub(super) outline: &'a Outline,
    pub(super) out: Written,
    pub(super) table: TableState<'a>,
    pub(super) markup: Markup,
    pub(super) grouped: Grouped,
    /// Boxes and elements of raw HTML that are open.
    pub(super) open: Vec<Open>,
    /// How many links are open.
    pub(super) links: usize,
    /// How many lists, items, quotes, paragraphs … are open.
    pub(super) depth: usize,
    pub(super) label_open: bool,
    pub(super) tables: usize,
    /// Footnote names in the order of their first mention.
    pub(super) mentioned: Vec<CowStr<'a>>,
    /// The number of each of them, and how often it was mentioned.
    pub(super) mentions: HashMap<CowStr<'a>, (usize, usize)>,
    /// Events of each footnote's text.
    pub(super) notes: HashMap<CowStr<'a>, Range<usize>>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(
        prepared: &'a Prepared<'a>,
        events: &'a Events<'a>,
        outline: &'a Outline,
        markup: Markup,
    ) -> Self {
        Self {
            prepared,
            markup,
            events,
            outline,
            out: Written::default(),
            table: TableState::default(),
            open: Vec::new(),
            grouped: Grouped::default(),
            links: 0,
            depth: 0,
            label_open: false,
            tables: 0,
            mentioned: Vec::new(),
            mentions: HashMap::new(),
            notes: HashMap::new(),
        }
    }

    pub(crate) fn write(mut self) -> Written {
        self.out.body.html.reserve(self.prepared.text.len() * 3 / 2);
        self.range(0..self.events.len());
        self.close_all(0, "the page");
        self.footnotes();
        let grouped = std::mem::take(&mut self.grouped);
        self.out.found.extend(grouped.finish());
        self.out
    }

    /// Writes the events of `range`, passing over what is written elsewhere.
    pub(super) fn range(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
    }

    /// Writes the event at `at`, with those that belong to it, and says which comes next.
    fn event(&mut self, at: usize) -> usize {
        if at == self.outline.title_events.start && at < self.outline.title_events.end {
            return self.outline.title_events.end;
        }
        let events = self.events;
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, at, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text, range),
            Event::Code(code) => {
                self.push("<code>");
                self.text(code);
                self.push("</code>");
            }
            Event::InlineMath(formula) => self.inline_maths(formula, range),
            Event::DisplayMath(formula) => self.maths(formula, true, range),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.inline_html(html, range);
                return self.after_tag(at);
            }
            Event::FootnoteReference(name) => self.mention(name),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => {
                self.close_raw_paragraph();
                self.push("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    /// Writes what starts at `at`, and says which event comes next.
    fn start(&mut self, tag: &'a Tag<'a>, at: usize, range: &Range<usize>) -> usize {
        if is_block(tag) {
            self.close_raw_paragraph();
        }
        match tag {
            Tag::Paragraph if self.is_left_out(at, range) => return self.end_of(at),
            Tag::Heading { .. } => return self.heading(at),
            Tag::Link { dest_url, .. } if is_metric(dest_url) => return self.ask_for_number(at, dest_url),
            Tag::Image { dest_url, title, .. } => return self.image(at, dest_url, title),
            Tag::CodeBlock(kind) => return self.code_block(at, kind, range),
            Tag::HtmlBlock => return self.html_block(at),
            Tag::List(_) if marker(&self.prepared.text[range.clone()]) == Some(Marker::Contents) => {
                self.contents();
                return self.end_of(at);
            }
            Tag::FootnoteDefinition(name) => {
                let end = self.end_of(at);
                self.notes.entry(name.clone()).or_insert(at + 1..end - 1);
                return end;
            }
            _ => {}
        }
        self.depth += 1;
        self.open_tag(tag, at);
        at + 1
    }

    fn open_tag(&mut self, tag: &'a Tag<'a>, at: usize) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::List(first) => self.list(*first, at),
            Tag::Item => self.item(at),
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::Table(alignments) => self.open_table(alignments),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(at, *link_type, dest_url, title),
            // The options that would give these are off, and the rest is written where it starts.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::DefinitionListTitle) {
            self.close_all(self.depth, holder(tag));
            self.close_label();
        }
        self.close_all(self.depth, holder(tag));
        self.depth -= 1;
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::BlockQuote(kind) => self.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" }),
            TagEnd::List(ordered) => self.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.push("</tr></thead>\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Link => {
                self.links -= 1;
                self.push("</a>");
            }
            _ => {}
        }
    }

    /// Whether the paragraph at `at` is a marker, or belongs to the heading before it.
    fn is_left_out(&mut self, at: usize, range: &Range<usize>) -> bool {
        let text = &self.prepared.text[range.clone()];
        match marker(text) {
            Some(Marker::Contents) => self.contents(),
            Some(Marker::Typo) => self.tell(
                Code::MarkdownContentsTypo,
                &(range.start..range.start + text.trim_end().len()),
                "this looks like a marker for the list of contents, but it is not quite one".to_owned(),
                "write `[[toc]]` alone on its line",
            ),
            None => return self.outline.attributes.contains(&at),
        }
        marker(text) == Some(Marker::Contents)
    }

    fn heading(&mut self, at: usize) -> usize {
        let end = self.end_of(at);
        let outline = self.outline;
        let Some(place) = outline.at_event.get(&at) else { return end };
        let heading = &outline.headings[place.number];
        self.push("<h");
        self.push(&heading.level.to_string());
        self.push(" id=\"");
        self.text(&heading.id);
        if !place.classes.is_empty() {
            self.push("\" class=\"");
            self.text(&place.classes.join(" "));
        }
        self.push("\">");
        self.depth += 1;
        self.range(at + 1..end - 1);
        self.close_all(self.depth, "the heading");
        self.depth -= 1;
        self.push(" <a class=\"anchor\" href=\"#");
        self.text(&heading.id);
        self.push("\" aria-label=\"Link to this section: ");
        self.text(&heading.title);
        self.push("\">#</a></h");
        self.push(&heading.level.to_string());
        self.push(">\n");
        end
    }

    /// The list of contents, where the page asks for it.
    pub(super) fn contents(&mut self) {
        self.out.has_contents = true;
        write_contents(&self.outline.headings, &mut self.out.body.html);
    }

    /// The event after the end of what starts at `at`.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(at) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return index + 1;
            }
        }
        self.events.len()
    }

    pub(super) fn push(&mut self, html: &str) {
        self.out.body.html.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        escape_html(&mut self.out.body.html, text).expect("writing to a string never fails");
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
    )
}

/// What to call that which ends, to a reader.
fn holder(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "its paragraph",
        TagEnd::TableCell => "its cell",
        TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) => "the list or quote around it",
        TagEnd::Link => "the link around it",
        _ => "what is around it",
    }
}
