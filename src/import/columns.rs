//! Which column of a table is which: by the names that a tracker gives them, and by those in the map.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

use super::reader::Reader;
use super::table::{Row, Table};

/// Names of columns by what they hold. Lower case; the first that a table has is taken, with all its repeats.
pub(super) type Names = &'static [(&'static str, &'static [&'static str])];

/// The places of the columns of one table by what they hold.
pub(super) struct Columns {
    places: BTreeMap<&'static str, Vec<usize>>,
}

/// Parts of the names of columns that hold people.
const PEOPLE: &[&str] = &[
    "assignee",
    "assigned to",
    "reporter",
    "creator",
    "author",
    "watchers",
    "project lead",
    "created by",
    "changed by",
    "closed by",
    "activated by",
    "resolved by",
    "members",
    "owner",
    "zugewiesene person",
    "bearbeiter",
    "autor",
    "ersteller",
    "beobachter",
    "projektleiter",
    "responsable",
    "rapporteur",
    "créateur",
    "auteur",
    "observateurs",
    "persona asignada",
    "informador",
    "creador",
    "observadores",
    "responsável",
    "relator",
    "criador",
    "assegnatario",
    "toegewezen",
    "melder",
    "исполнитель",
    "автор",
    "担当者",
    "報告者",
    "作成者",
    "经办人",
    "报告人",
];

impl Columns {
    /// The columns of `table`. Those in the map must be there; of the others whatever is.
    pub(super) fn find(reader: &mut Reader<'_>, table: &Table, names: Names) -> Self {
        note_people(reader, table);
        let mut places = BTreeMap::new();
        for (what, known) in names {
            let found = match reader.map.columns.get(*what) {
                Some(name) => named(reader, table, name),
                None => known
                    .iter()
                    .map(|name| table.columns(|column| is_called(column, name)))
                    .find(|found| !found.is_empty())
                    .unwrap_or_default(),
            };
            places.insert(*what, found);
        }
        Self { places }
    }

    /// Whether the table has a column for `what`.
    pub(super) fn has(&self, what: &str) -> bool {
        self.places.get(what).is_some_and(|places| !places.is_empty())
    }

    /// The first cell of `row` for `what` that is not empty.
    pub(super) fn cell<'r>(&self, row: &'r Row, what: &str) -> Option<&'r str> {
        self.cells(row, what).into_iter().next()
    }

    /// Every cell of `row` for `what` that is not empty.
    pub(super) fn cells<'r>(&self, row: &'r Row, what: &str) -> Vec<&'r str> {
        self.places.get(what).into_iter().flatten().filter_map(|at| row.cell(*at)).collect()
    }

    /// Tells that columns are missing without which there is nothing to import.
    pub(super) fn require(&self, reader: &mut Reader<'_>, table: &Table, wanted: &[&str]) -> bool {
        let missing: Vec<&str> = wanted.iter().copied().filter(|what| !self.has(what)).collect();
        if missing.is_empty() {
            return true;
        }
        let list = missing.iter().map(|what| format!("`{what}`")).collect::<Vec<_>>().join(" and ");
        let message = format!("no column for {list} was found in this table");
        let entries = missing.iter().map(|what| format!("{what}: NAME OF THE COLUMN")).collect::<Vec<_>>().join(", ");
        let help = format!(
            "write `columns: {{{entries}}}` into a file and name it with `--map`; the columns are {}",
            listed(table)
        );
        let length = reader.text.find('\n').unwrap_or(reader.text.len());
        let span = Span::new(&reader.file.path, 0..length);
        reader.tell(Diagnostic::error(Code::ImportNoColumn, span, message).help(help));
        false
    }
}

/// The columns that the map calls `name`.
fn named(reader: &mut Reader<'_>, table: &Table, name: &str) -> Vec<usize> {
    let found = table.columns(|column| column == name);
    let found = if found.is_empty() { table.columns(|column| is_called(column, &name.to_lowercase())) } else { found };
    if found.is_empty() {
        let message = format!("the map names a column `{name}` that this table does not have");
        let help = did_you_mean(name, table.header.iter().map(String::as_str))
            .unwrap_or_else(|| format!("the columns are {}", listed(table)));
        let length = reader.text.find('\n').unwrap_or(reader.text.len());
        let span = Span::new(&reader.file.path, 0..length);
        reader.tell(Diagnostic::error(Code::ImportNoColumn, span, message).help(help));
    }
    found
}

fn listed(table: &Table) -> String {
    const MOST: usize = 12;
    let mut names: Vec<String> = table.header.iter().map(|name| format!("`{name}`")).collect();
    names.dedup();
    match names.len() {
        0..=MOST => names.join(", "),
        many => format!("{} and {} more", names[..MOST].join(", "), many - MOST),
    }
}

/// `Custom field (Story Points)` is called `story points`, in whatever language the words before the bracket are.
fn is_called(column: &str, name: &str) -> bool {
    let column = column.to_lowercase();
    let inner =
        column.split_once('(').and_then(|(before, rest)| rest.strip_suffix(')').filter(|_| !before.trim().is_empty()));
    column == name || inner == Some(name)
}

fn note_people(reader: &mut Reader<'_>, table: &Table) {
    for column in &table.header {
        let lower = column.to_lowercase();
        let id = lower.strip_suffix(" id").unwrap_or(&lower);
        if PEOPLE.iter().any(|people| id.starts_with(people)) {
            reader.export.people.insert(column.clone());
        }
    }
}
