//! One file of an export while it is read: its text, what the map says, and what is wrong in it.

use jiff::civil::Date;
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{DateOrder, ImportMap};
use crate::source::{SourceFile, Span};
use crate::sprints::Points;

use super::calendar::{Told, day, order_of};
use super::export::{Export, Unknown};
use super::table::{self, Table};

/// One file, and where what it says is gathered.
pub(super) struct Reader<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) text: &'a str,
    pub(super) map: &'a ImportMap,
    pub(super) export: &'a mut Export,
    told: &'a mut Vec<Diagnostic>,
    /// The order of day and month that the file itself proves.
    order: Option<DateOrder>,
    ambiguous: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        file: &'a SourceFile,
        map: &'a ImportMap,
        export: &'a mut Export,
        told: &'a mut Vec<Diagnostic>,
    ) -> Self {
        let text = file.text().unwrap_or_default();
        Self { file, text, map, export, told, order: map.dates, ambiguous: false }
    }

    /// Whether the file begins as JSON does.
    pub(super) fn is_json(&self) -> bool {
        self.text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
    }

    /// The file as JSON.
    pub(super) fn json(&mut self) -> Option<Value> {
        let body = self.text.trim_start_matches('\u{feff}');
        match serde_json::from_str(body) {
            Ok(value) => Some(value),
            Err(error) => {
                let line = body.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
                let at = (self.text.len() - body.len()) + line + error.column().saturating_sub(1);
                // Columns are bytes, and half a letter cannot be shown.
                let at = self.text.floor_char_boundary(at);
                let length = self.text[at..].chars().next().map_or(0, char::len_utf8);
                let what = error.to_string();
                let what = what.split(" at line ").next().unwrap_or_default();
                let message = format!("the JSON cannot be read: {what}");
                let help =
                    if error.is_eof() { "the file is cut off: export it again" } else { "export the file again" };
                self.tell(Diagnostic::error(Code::ImportUnreadable, self.place(at, length), message).help(help));
                None
            }
        }
    }

    /// The file as a table.
    pub(super) fn table(&mut self) -> Option<Table> {
        match table::read(&self.file.path, self.text) {
            Ok(table) => Some(table),
            Err(told) => {
                self.tell(told);
                None
            }
        }
    }

    /// Learns from `texts` in which order they write day and month, unless the map says it.
    pub(super) fn learn_order<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        self.order = self.order.or_else(|| order_of(texts));
    }

    /// The day that `text` tells, which stands at `span`.
    pub(super) fn day(&mut self, text: &str, span: impl FnOnce() -> Span) -> Option<Date> {
        self.moment(text, span).map(|(date, _)| date)
    }

    /// The last day of what ends at the moment `text`: at midnight, that is the day before.
    pub(super) fn last_day(&mut self, text: &str, span: impl FnOnce() -> Span) -> Option<Date> {
        let (date, midnight) = self.moment(text, span)?;
        if midnight { date.yesterday().ok() } else { Some(date) }
    }

    fn moment(&mut self, text: &str, span: impl FnOnce() -> Span) -> Option<(Date, bool)> {
        match day(text, self.order, self.map.time_zone.as_ref()) {
            Told::Day { date, midnight, utc } => {
                if utc {
                    self.export.unknown.insert(Unknown::Zone);
                }
                return Some((date, midnight));
            }
            // One message is enough: the answer to it holds for the whole file.
            Told::Ambiguous if std::mem::replace(&mut self.ambiguous, true) => {}
            Told::Ambiguous => {
                let message = format!("`{text}` could be two days: which number is the month?");
                let help = "write `dates: day-first` or `dates: month-first` into a file, and name it with `--map`";
                self.tell(Diagnostic::error(Code::ImportAmbiguousDate, span(), message).help(help));
            }
            Told::Nothing => {
                let message = format!("`{text}` is no day");
                let help = "days are read as 2026-03-23, 23/Mar/26, 23.03.2026, 23/03/2026 and the like";
                self.tell(Diagnostic::error(Code::ImportBadValue, span(), message).help(help));
            }
        }
        None
    }

    /// The estimate that `text` tells, which stands at `span`; a comma may stand before its fraction.
    pub(super) fn points(&mut self, text: &str, span: impl FnOnce() -> Span) -> Option<Points> {
        let read: Result<Points, _> = text.replace(',', ".").parse();
        match read {
            Ok(points) if !points.is_negative() => Some(points),
            Ok(_) => self.no_points(format!("`{text}` is no estimate: it is below 0"), span()),
            Err(error) => self.no_points(format!("`{text}` is no estimate: it is {error}"), span()),
        }
    }

    fn no_points(&mut self, message: String, span: Span) -> Option<Points> {
        let help = "mend it in the tracker, or read another column: `columns: {points: …}` in a file for `--map`";
        self.tell(Diagnostic::error(Code::ImportBadValue, span, message).help(help));
        None
    }

    /// The file is not what this import reads.
    pub(super) fn not_this(&mut self, wanted: &str) {
        let message = "this file is none of the exports that this import reads".to_owned();
        let span = Span::top(&self.file.path);
        self.tell(Diagnostic::error(Code::ImportUnreadable, span, message).help(wanted.to_owned()));
    }

    /// The place where `words` first stand in the file; its top where they do not.
    pub(super) fn find(&self, words: &str) -> Span {
        self.text.find(words).map_or(Span::top(&self.file.path), |at| self.place(at, words.len()))
    }

    pub(super) fn tell(&mut self, diagnostic: Diagnostic) {
        self.told.push(diagnostic);
    }

    pub(super) fn remark(&mut self, remark: impl Into<String>) {
        self.export.remarks.push(remark.into());
    }

    fn place(&self, at: usize, length: usize) -> Span {
        Span::new(&self.file.path, at..(at + length).min(self.text.len()))
    }
}
