//! From the files of one export to sprints.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::ImportMap;
use crate::source::{SourceFile, Span};
use crate::sprints::Sprint;

use super::export::{Export, Tracker};
use super::parts::sprints;
use super::reader::Reader;
use super::seen_sprints::settle;
use super::trello::Board;
use super::{azure, github, gitlab, jira, linear, plain, said, trello};

/// What came of an import.
pub struct Imported {
    /// The sprints, oldest first.
    pub sprints: Vec<Sprint>,
    /// The files as they were understood, for drawing messages.
    pub sources: Vec<SourceFile>,
    /// Every mistake in the files. With an error among them nothing may be written.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read, which statuses were taken for what, what was dropped and what cannot be known; one sentence each.
    pub said: Vec<String>,
}

/// The sprints in `files`, an export of `tracker`, as of `today`.
#[must_use]
pub fn import(tracker: Tracker, files: &[SourceFile], map: &ImportMap, today: Date) -> Imported {
    let mut diagnostics = Vec::new();
    let mut export = Export::default();
    let sources: Vec<SourceFile> = files.iter().map(decoded).collect();
    let readable: Vec<&SourceFile> = sources.iter().filter(|file| refuse(file, &mut diagnostics)).collect();
    let mut board = Board::default();
    for file in &readable {
        let mut reader = Reader::new(file, map, &mut export, &mut diagnostics);
        trello_lists(tracker, &mut reader, &mut board);
    }
    for file in &readable {
        let mut reader = Reader::new(file, map, &mut export, &mut diagnostics);
        read(tracker, &mut reader, &board);
    }
    let settled = settle(&mut export, map, today, &mut diagnostics);
    let items = export.items.len();
    let found =
        if diagnostics.is_empty() { sprints(tracker, &mut export, &settled, map, today) } else { Err(Vec::new()) };
    let sprints = match found {
        Ok(made) => made,
        Err(told) => {
            diagnostics.extend(told);
            Vec::new()
        }
    };
    if sprints.is_empty() && diagnostics.is_empty() {
        diagnostics.extend(sources.first().map(|file| nothing(file, &export, items)));
    }
    let said = said::sentences(&export);
    Imported { sprints, sources, diagnostics, said }
}

fn trello_lists(tracker: Tracker, reader: &mut Reader<'_>, board: &mut Board) {
    if tracker == Tracker::Trello {
        trello::learn(reader, board);
    }
}

fn read(tracker: Tracker, reader: &mut Reader<'_>, board: &Board) {
    match tracker {
        Tracker::Jira => jira::read(reader),
        Tracker::GitHub => github::read(reader),
        Tracker::GitLab => gitlab::read(reader),
        Tracker::Linear => linear::read(reader),
        Tracker::Azure => azure::read(reader),
        Tracker::Trello => trello::read(reader, board),
        Tracker::Csv => plain::read(reader),
    }
}

/// Programs for spreadsheets also write UTF-16; the mark at the top says so.
fn decoded(file: &SourceFile) -> SourceFile {
    let pair: Option<fn([u8; 2]) -> u16> = match file.bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(u16::from_le_bytes),
        Some([0xfe, 0xff]) => Some(u16::from_be_bytes),
        _ => None,
    };
    let Some(pair) = pair else { return file.clone() };
    let units: Vec<u16> = file.bytes[2..].chunks_exact(2).map(|bytes| pair([bytes[0], bytes[1]])).collect();
    SourceFile::new(file.path.clone(), String::from_utf16_lossy(&units).into_bytes())
}

/// Whether the file is text that could be an export; what it is instead is told.
fn refuse(file: &SourceFile, told: &mut Vec<Diagnostic>) -> bool {
    let start = |bytes: &[u8]| file.bytes.starts_with(bytes);
    let (message, help) = if file.bytes.iter().all(u8::is_ascii_whitespace) {
        ("this file is empty", "export the issues again")
    } else if start(b"PK\x03\x04") || start(b"\xd0\xcf\x11\xe0") {
        ("this is a workbook of a spreadsheet program, or an archive", "open it and save the sheet as CSV in UTF-8")
    } else if start(b"%PDF") {
        ("this is a PDF", "export the issues as CSV or JSON")
    } else if file.bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') {
        ("this is a web page or XML", "export the issues as CSV or JSON; a page for logging in looks like this too")
    } else if let Err(at) = file.text() {
        let span = Span::new(&file.path, at..at + 1);
        let help = "save it as CSV in UTF-8: spreadsheet programs offer that when a file is saved under a new name";
        let message = "the text is not UTF-8, so letters would come out wrong";
        told.push(Diagnostic::error(Code::SourceNotText, span, message).help(help));
        return false;
    } else if file.bytes.contains(&0) {
        ("this is no text", "export the issues as CSV or JSON")
    } else {
        return true;
    };
    told.push(Diagnostic::error(Code::ImportUnreadable, Span::top(&file.path), message).help(help));
    false
}

/// Files that are in order, and hold no sprint.
fn nothing(file: &SourceFile, export: &Export, items: usize) -> Diagnostic {
    let message = match (export.remarks.first(), items) {
        (Some(remark), 0) => remark.clone(),
        (_, 0) => "there is neither a sprint nor an item in this export".to_owned(),
        (_, 1) => "the one item in this export is in no sprint".to_owned(),
        (_, items) => format!("none of the {items} items in this export is in a sprint"),
    };
    let help = "if all of it belongs to one sprint, name that in a file for `--map`: `all_in: Sprint 12`";
    Diagnostic::error(Code::ImportNothing, Span::top(&file.path), message).help(help)
}
