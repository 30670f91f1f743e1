//! Sprint files as values that still know where everything stands.

use std::sync::{Arc, OnceLock};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, SourcePath, Span};
use crate::sprints::Sprint;

use super::super::yaml::{Fields, Places, without_mark};
use super::check::check_sprint;
use super::head::{Naming, read_sprint};
use super::open::{in_order, read_fields, read_schema};
use super::values::text;

/// A sprint and the file that it comes from.
#[derive(Debug, Clone)]
pub struct SprintFile {
    /// The file: of this sprint alone, or `history.yaml`.
    pub source: SourcePath,
    /// The sprint.
    pub sprint: Sprint,
    /// The path of the sprint in the file; empty where the whole file is one sprint.
    entry: String,
    text: Arc<PlacedText>,
}

/// The text of a file and, from the first question on, the place of each value in it.
#[derive(Debug)]
pub(super) struct PlacedText {
    file: SourceFile,
    places: OnceLock<Places>,
}

/// The sprint in `file`, whose id is the stem of its name; `None` if its two dates cannot be read.
#[must_use]
pub fn parse_sprint(file: &SourceFile) -> (Option<SprintFile>, Vec<Diagnostic>) {
    let (sprint, mut diagnostics) = read_fields(file, |fields| read_sprint(fields, Naming::File(file.path.stem())));
    let sprint = sprint.flatten().map(|sprint| SprintFile::new(sprint, String::new(), &PlacedText::new(file)));
    diagnostics.extend(sprint.iter().flat_map(check_sprint));
    (sprint, in_order(diagnostics))
}

/// The sprints in `file`, a `history.yaml`, in its order. Each has its own id.
#[must_use]
pub fn parse_history(file: &SourceFile) -> (Vec<SprintFile>, Vec<Diagnostic>) {
    let (entries, mut diagnostics) = read_fields(file, read_entries);
    let text = PlacedText::new(file);
    let placed = |(entry, sprint)| SprintFile::new(sprint, entry, &text);
    let sprints: Vec<SprintFile> = entries.unwrap_or_default().into_iter().map(placed).collect();
    diagnostics.extend(sprints.iter().flat_map(check_sprint));
    (sprints, in_order(diagnostics))
}

impl SprintFile {
    /// The place of the value at `path` in this sprint, such as `end` or `items.2.done`, counted from 0. Where there is none,
    /// the first line of what is around it; of the whole sprint for the empty path.
    #[must_use]
    pub fn span_of(&self, path: &str) -> Span {
        let path = match (self.entry.is_empty(), path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => self.entry.clone(),
            (false, false) => format!("{}.{path}", self.entry),
        };
        self.text.span_of(&path)
    }

    /// Whether the sprint says nothing of its work: no items, no totals, no daily figure.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Sprint { items, totals, remaining, .. } = &self.sprint;
        items.is_empty() && totals.is_empty() && remaining.is_empty()
    }

    /// Whether the file is of this sprint alone.
    pub(super) fn is_whole_file(&self) -> bool {
        self.entry.is_empty()
    }

    /// The file as it was read.
    pub(super) fn source_file(&self) -> &SourceFile {
        &self.text.file
    }

    fn new(sprint: Sprint, entry: String, text: &Arc<PlacedText>) -> Self {
        Self { source: text.file.path.clone(), sprint, entry, text: Arc::clone(text) }
    }
}

impl PlacedText {
    pub(super) fn new(file: &SourceFile) -> Arc<Self> {
        Arc::new(Self { file: file.clone(), places: OnceLock::new() })
    }

    pub(super) fn span_of(&self, path: &str) -> Span {
        let (text, offset) = without_mark(self.file.text().expect("sprints come from files that are text"));
        let range = self.places.get_or_init(|| Places::of(text)).nearest(path, text);
        Span::new(&self.file.path, offset + range.start..offset + range.end)
    }
}

/// The sprints of a history that have both dates and an id, each with its path.
fn read_entries(mut fields: Fields<'_>) -> Vec<(String, Sprint)> {
    read_schema(&mut fields);
    let team = text(&mut fields, "team");
    fields.expect("sprints");
    let slots = fields.slots("sprints").into_iter().enumerate();
    let entries = slots.filter_map(|(index, slot)| {
        let sprint = read_sprint(slot?, Naming::Entry(team.as_deref()))?;
        (!sprint.id.is_empty()).then(|| (format!("sprints.{index}"), sprint))
    });
    let entries = entries.collect();
    fields.finish(Code::SprintUnknownKey);
    entries
}
