//! Lists, quotes, tables and boxes.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag};

use crate::diagnostics::{Code, did_you_mean};

use super::boxes::BoxMark;
use super::writer::Writer;

/// Kinds of boxes by every name that people write for them: name, class.
const BOXES: &[(&str, &str)] = &[
    ("note", "note"),
    ("info", "info"),
    ("important", "info"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("warning", "warning"),
    ("alert", "warning"),
    ("caution", "warning"),
    ("attention", "warning"),
    ("danger", "danger"),
    ("error", "danger"),
    ("details", "details"),
];

/// Where the writer is in a table.
#[derive(Default)]
pub(super) struct TableState<'a> {
    alignments: &'a [Alignment],
    column: usize,
    head: bool,
    body_open: bool,
}

/// A box that waits for its end.
pub(super) struct OpenBox {
    depth: usize,
    details: bool,
    written: Range<usize>,
}

impl<'a> Writer<'a> {
    /// Raw HTML, or the stand-in of a box line.
    pub(super) fn html(&mut self, html: &str, range: &Range<usize>) {
        let prepared = self.prepared;
        match prepared.line_in(range) {
            Some(line) => match &line.mark {
                BoxMark::Open { kind, title } => self.open_box(kind, title, &line.written),
                BoxMark::Close => self.close_box(),
            },
            None => self.raw_html(html),
        }
    }

    /// HTML as the user wrote it, with a note of the ids that links may lead to.
    pub(super) fn raw_html(&mut self, html: &str) {
        self.push(html);
        for name in [" id=", " name="] {
            for (at, _) in html.match_indices(name) {
                let value = &html[at + name.len()..];
                let end: &[char] = if value.starts_with(['"', '\'']) { &['"', '\''] } else { &[' ', '>', '/'] };
                let id = value.trim_start_matches(['"', '\'']).split(end).next().unwrap_or_default();
                self.out.anchors.push(id.to_owned());
            }
        }
    }

    fn open_box(&mut self, kind: &str, title: &str, written: &Range<usize>) {
        let class = BOXES.iter().find(|(name, _)| *name == kind).map(|(_, class)| *class);
        if class.is_none() {
            self.tell_unknown_box(kind, written);
        }
        let class = class.unwrap_or("note");
        let details = class == "details";
        self.boxes.push(OpenBox { depth: self.depth, details, written: written.clone() });
        let words = if title.is_empty() { capitalised(kind) } else { title.to_owned() };
        self.push(if details { "<details class=\"box box-details\">\n<summary>" } else { "<div class=\"box box-" });
        if !details {
            self.push(class);
            self.push("\" role=\"note\">\n<p class=\"box-title\">");
        }
        self.text(&words);
        self.push(if details { "</summary>\n" } else { "</p>\n" });
    }

    fn tell_unknown_box(&mut self, kind: &str, written: &Range<usize>) {
        let names = BOXES.iter().map(|(name, _)| *name);
        let help = did_you_mean(kind, names.clone())
            .unwrap_or_else(|| format!("the kinds of boxes are {}", names.collect::<Vec<_>>().join(", ")));
        let message = format!("there is no box of the kind `{kind}`; it is shown as a note");
        self.out.found.push(super::parse::Found { code: Code::MarkdownUnknownBox, at: written.clone(), message, help });
    }

    /// Ends the innermost box, if it was opened in this very list, item or quote.
    fn close_box(&mut self) {
        if self.boxes.last().is_some_and(|open| open.depth == self.depth)
            && let Some(open) = self.boxes.pop()
        {
            self.push(if open.details { "</details>\n" } else { "</div>\n" });
        }
    }

    /// Ends every box that was opened at `depth` or deeper, since what holds it ends here.
    pub(super) fn close_boxes(&mut self, depth: usize, end_of_page: bool) {
        while self.boxes.last().is_some_and(|open| open.depth >= depth)
            && let Some(open) = self.boxes.pop()
        {
            self.push(if open.details { "</details>\n" } else { "</div>\n" });
            let end = if end_of_page { "the page" } else { "the list or quote around it" };
            self.out.found.push(super::parse::Found {
                code: Code::MarkdownUnclosedBox,
                at: open.written,
                message: format!("this box is never closed; it ends with {end}"),
                help: "put a line of `:::` after its last line".to_owned(),
            });
        }
    }

    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.close_label();
        self.depth += 1;
        let (class, title) = match kind {
            None => return self.push("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("info", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("danger", "Caution"),
        };
        self.push(&format!("<div class=\"box box-{class}\" role=\"note\">\n<p class=\"box-title\">{title}</p>\n"));
    }

    pub(super) fn end_quote(&mut self, alert: bool) {
        self.close_boxes(self.depth, false);
        self.depth -= 1;
        self.push(if alert { "</div>\n" } else { "</blockquote>\n" });
    }

    pub(super) fn list(&mut self, first: Option<u64>, at: usize) {
        self.close_label();
        self.depth += 1;
        let tasks = if self.is_task(at + 1) { " class=\"tasks\"" } else { "" };
        match first {
            None => self.push(&format!("<ul{tasks}>\n")),
            Some(1) => self.push(&format!("<ol{tasks}>\n")),
            Some(first) => self.push(&format!("<ol{tasks} start=\"{first}\">\n")),
        }
    }

    pub(super) fn end_list(&mut self, ordered: bool) {
        self.depth -= 1;
        self.push(if ordered { "</ol>\n" } else { "</ul>\n" });
    }

    pub(super) fn item(&mut self, at: usize) {
        self.depth += 1;
        self.push(if self.is_task(at) { "<li class=\"task\">" } else { "<li>" });
    }

    pub(super) fn end_item(&mut self) {
        self.close_label();
        self.close_boxes(self.depth, false);
        self.depth -= 1;
        self.push("</li>\n");
    }

    /// Whether the item that starts at `at` begins with a task's box.
    fn is_task(&self, at: usize) -> bool {
        let kind = |index: usize| self.events.get(index).map(|(event, _)| event);
        let first = if matches!(kind(at + 1), Some(Event::Start(Tag::Paragraph))) { at + 2 } else { at + 1 };
        matches!(kind(first), Some(Event::TaskListMarker(_)))
    }

    /// A task's box, with a label that holds the text up to the next block.
    pub(super) fn task(&mut self, done: bool) {
        self.label_open = true;
        self.push(if done {
            "<label><input type=\"checkbox\" disabled checked> "
        } else {
            "<label><input type=\"checkbox\" disabled> "
        });
    }

    pub(super) fn close_label(&mut self) {
        if std::mem::take(&mut self.label_open) {
            self.push("</label>");
        }
    }

    pub(super) fn open_table(&mut self, alignments: &'a [Alignment]) {
        self.close_label();
        self.tables += 1;
        self.table = TableState { alignments, ..TableState::default() };
        let number = self.tables;
        self.push(&format!(
            "<div class=\"table\" role=\"region\" aria-label=\"Table {number}\" tabindex=\"0\"><table>\n"
        ));
    }

    pub(super) fn table_head(&mut self) {
        self.table.head = true;
        self.table.column = 0;
        self.push("<thead><tr>");
    }

    pub(super) fn table_row(&mut self) {
        self.table.head = false;
        self.table.column = 0;
        if !std::mem::replace(&mut self.table.body_open, true) {
            self.push("<tbody>\n");
        }
        self.push("<tr>");
    }

    pub(super) fn table_cell(&mut self) {
        self.push(if self.table.head { "<th scope=\"col\"" } else { "<td" });
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        self.push(class);
        self.push(">");
        self.table.column += 1;
    }

    pub(super) fn end_table_cell(&mut self) {
        self.push(if self.table.head { "</th>" } else { "</td>" });
    }

    pub(super) fn end_table(&mut self) {
        self.push(if self.table.body_open { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
