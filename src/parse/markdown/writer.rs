//! Events to HTML.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

use super::blocks::{OpenBox, TableState};
use super::body::{Body, Link, LinkKind};
use super::boxes::Prepared;
use super::contents::{Marker, marker, write_contents};
use super::outline::{Events, Outline};
use super::parse::Found;
use crate::diagnostics::Code;

/// What the writer has made when it is done. Places are in bytes of the prepared text.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) body: Body,
    pub(crate) links: Vec<Link>,
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
    pub(super) boxes: Vec<OpenBox>,
    /// How many lists, items, quotes … are open.
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
    pub(crate) fn new(prepared: &'a Prepared<'a>, events: &'a Events<'a>, outline: &'a Outline) -> Self {
        Self {
            prepared,
            events,
            outline,
            out: Written::default(),
            table: TableState::default(),
            boxes: Vec::new(),
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
        self.close_boxes(0, true);
        self.footnotes();
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
            Event::Start(Tag::Paragraph) => return self.paragraph(at, range),
            Event::Start(Tag::Heading { classes, .. }) => return self.heading(at, classes),
            Event::Start(Tag::Image { dest_url, title, .. }) => return self.image(at, dest_url, title),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let end = self.end_of(at);
                self.notes.entry(name.clone()).or_insert(at + 1..end - 1);
                return end;
            }
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.push("<code>");
                self.text(code);
                self.push("</code>");
            }
            Event::InlineMath(maths) | Event::DisplayMath(maths) => self.text(maths),
            Event::Html(html) => self.html(html, range),
            Event::InlineHtml(html) => self.raw_html(html),
            Event::FootnoteReference(name) => self.mention(name),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    fn start(&mut self, tag: &'a Tag<'a>, at: usize) {
        match tag {
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(first) => self.list(*first, at),
            Tag::Item => self.item(at),
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
        match tag {
            TagEnd::Paragraph => {
                self.close_label();
                self.push("</p>\n");
            }
            TagEnd::BlockQuote(kind) => self.end_quote(kind.is_some()),
            TagEnd::CodeBlock => self.push("</code></pre>\n"),
            TagEnd::List(ordered) => self.end_list(ordered),
            TagEnd::Item => self.end_item(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.push("</tr></thead>\n"),
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Link => self.push("</a>"),
            _ => {}
        }
    }

    fn paragraph(&mut self, at: usize, range: &Range<usize>) -> usize {
        let text = &self.prepared.text[range.clone()];
        match marker(text) {
            Some(Marker::Contents) => {
                self.out.has_contents = true;
                write_contents(&self.outline.headings, &mut self.out.body.html);
                return self.end_of(at);
            }
            Some(Marker::Typo) => self.tell(
                Code::MarkdownContentsTypo,
                &(range.start..range.start + text.trim_end().len()),
                "this looks like a marker for the list of contents, but it is not quite one".to_owned(),
                "write `[[toc]]` alone on its line",
            ),
            None => {}
        }
        self.push("<p>");
        at + 1
    }

    fn heading(&mut self, at: usize, classes: &[CowStr<'_>]) -> usize {
        let end = self.end_of(at);
        let outline = self.outline;
        let Some(heading) = outline.at_event.get(&at).map(|index| &outline.headings[*index]) else { return end };
        self.push("<h");
        self.push(&heading.level.to_string());
        self.push(" id=\"");
        self.text(&heading.id);
        if !classes.is_empty() {
            self.push("\" class=\"");
            self.text(&classes.join(" "));
        }
        self.push("\">");
        self.range(at + 1..end - 1);
        self.push(" <a class=\"anchor\" href=\"#");
        self.text(&heading.id);
        self.push("\" aria-label=\"Link to this section: ");
        self.text(&heading.title);
        self.push("\">#</a></h");
        self.push(&heading.level.to_string());
        self.push(">\n");
        end
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.close_label();
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split([' ', ',', '{', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.push("<pre tabindex=\"0\" role=\"group\" aria-label=\"Code");
        if language.is_empty() {
            self.push("\"><code>");
            return;
        }
        self.push(": ");
        self.text(language);
        self.push("\"><code class=\"language-");
        self.text(language);
        self.push("\">");
    }

    fn link(&mut self, at: usize, link_type: LinkType, target: &str, title: &str) {
        let target = if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        self.push("<a ");
        self.hole(at, LinkKind::Link, target);
        self.title(title);
        self.push(">");
    }

    fn image(&mut self, at: usize, target: &str, title: &str) -> usize {
        self.push("<img ");
        self.hole(at, LinkKind::Image, target.to_owned());
        self.push(" alt=\"");
        let end = self.end_of(at);
        let events = self.events;
        for (event, _) in &events[at + 1..end] {
            match event {
                Event::Text(text) | Event::Code(text) => self.text(text),
                Event::SoftBreak | Event::HardBreak => self.push(" "),
                _ => {}
            }
        }
        self.push("\"");
        self.title(title);
        self.push(" loading=\"lazy\">");
        end
    }

    fn hole(&mut self, at: usize, kind: LinkKind, target: String) {
        self.out.body.holes.push((self.out.body.html.len(), self.out.links.len()));
        self.out.links.push(Link { kind, target, at: self.events[at].1.clone() });
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.text(title);
            self.push("\"");
        }
    }

    fn mention(&mut self, name: &CowStr<'a>) {
        let next = self.mentioned.len() + 1;
        let (number, times) = self.mentions.entry(name.clone()).or_insert((next, 0));
        *times += 1;
        let (number, times) = (*number, *times);
        if times == 1 {
            self.mentioned.push(name.clone());
        }
        let suffix = if times == 1 { String::new() } else { format!("-{times}") };
        self.push(&format!(
            "<sup class=\"footnote-ref\" id=\"fnref-{number}{suffix}\"><a href=\"#fn-{number}\" \
             aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    fn footnotes(&mut self) {
        if self.mentioned.is_empty() {
            return;
        }
        self.push("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        let mut number = 0;
        // A footnote may mention another one, so the list can grow while it is written.
        while let Some(name) = self.mentioned.get(number).cloned() {
            number += 1;
            self.push(&format!("<li id=\"fn-{number}\">\n"));
            if let Some(note) = self.notes.get(&name).cloned() {
                self.range(note);
            }
            self.push(&format!(
                "<a class=\"backref\" href=\"#fnref-{number}\" aria-label=\"Back to the text\">↩</a></li>\n"
            ));
        }
        self.push("</ol>\n</section>\n");
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

    /// Tells a mistake at a place of the prepared text.
    pub(super) fn tell(&mut self, code: Code, at: &Range<usize>, message: String, help: &str) {
        let at = self.prepared.written(at);
        self.out.found.push(Found { code, at, message, help: help.to_owned() });
    }
}
