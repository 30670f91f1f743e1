//! Lists, quotes, tables and boxes.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag};

use crate::diagnostics::{Code, did_you_mean};

use super::boxes::{Family, Fold};
use super::open::Opened;
use super::words::with_emoji;
use super::writer::Writer;

/// Kinds of boxes by every name that people write for them: name, class.
const BOXES: &[(&str, &str)] = &[
    ("note", "note"),
    ("secondary", "note"),
    ("example", "note"),
    ("quote", "note"),
    ("cite", "note"),
    ("todo", "note"),
    ("info", "info"),
    ("important", "info"),
    ("abstract", "info"),
    ("summary", "info"),
    ("tldr", "info"),
    ("question", "info"),
    ("help", "info"),
    ("faq", "info"),
    ("seealso", "info"),
    ("tip", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("check", "tip"),
    ("done", "tip"),
    ("warning", "warning"),
    ("alert", "warning"),
    ("caution", "warning"),
    ("attention", "warning"),
    ("danger", "danger"),
    ("error", "danger"),
    ("failure", "danger"),
    ("fail", "danger"),
    ("missing", "danger"),
    ("bug", "danger"),
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

impl<'a> Writer<'a> {
    pub(super) fn open_box(&mut self, kind: &str, title: &str, form: (Fold, Family), written: &Range<usize>) {
        if self.is_too_deep(written) {
            return;
        }
        let class = BOXES.iter().find(|(name, _)| *name == kind).map(|(_, class)| *class);
        if class.is_none() {
            self.tell_unknown_box(kind, written);
        }
        let class = class.unwrap_or("note");
        let (fold, family) = form;
        let details = class == "details" || fold != Fold::Never;
        self.open(Opened::Box { details, family }, written.clone());
        let words = if title.is_empty() { capitalised(kind) } else { title.to_owned() };
        if details {
            let kind = if class == "details" { String::new() } else { format!(" box-{class}") };
            let unfolded = if fold == Fold::Unfolded { " open" } else { "" };
            self.push(&format!("<details class=\"box box-details{kind}\"{unfolded}>\n<summary>"));
        } else {
            self.push(&format!("<div class=\"box box-{class}\" role=\"note\">\n<p class=\"box-title\">"));
        }
        self.text(&with_emoji(&words));
        self.push(if details { "</summary>\n" } else { "</p>\n" });
    }

    fn tell_unknown_box(&mut self, kind: &str, written: &Range<usize>) {
        let help = did_you_mean(kind, BOXES.iter().map(|(name, _)| *name))
            .unwrap_or_else(|| "the kinds of boxes are note, info, tip, warning, danger and details".to_owned());
        let message = format!("there is no box of the kind `{kind}`; it is shown as a note");
        self.out.found.push(super::parse::Found { code: Code::MarkdownUnknownBox, at: written.clone(), message, help });
    }

    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.close_label();
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

    pub(super) fn list(&mut self, first: Option<u64>, at: usize) {
        self.close_label();
        let tasks = if self.is_task(at + 1) { " class=\"tasks\"" } else { "" };
        match first {
            None => self.push(&format!("<ul{tasks}>\n")),
            Some(1) => self.push(&format!("<ol{tasks}>\n")),
            Some(first) => self.push(&format!("<ol{tasks} start=\"{first}\">\n")),
        }
    }

    pub(super) fn item(&mut self, at: usize) {
        self.push(if self.is_task(at) { "<li class=\"task\">" } else { "<li>" });
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
