//! `imports.lock`: what imports wrote, so that the next one can tell it from what people wrote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::SourceFile;

use super::super::yaml::Fields;
use super::lock::Digits;
use super::lock_text::digits;
use super::merge::Base;
use super::open::{read_fields, read_schema};
use super::values::required_text;
use super::written::quoted;

/// What imports wrote, by the id of the sprint.
type Bases = BTreeMap<String, Base>;

const HEAD: &str = "\
# Written by `sprintbook import`: a fingerprint of each value that it wrote. By it the next import knows which values people
# have changed since, and leaves those alone. Keep it in git with the sprints.
schema: 1
sprints:
";

/// What `file`, an `imports.lock`, says.
#[must_use]
pub fn parse_import_lock(file: &SourceFile) -> (Bases, Vec<Diagnostic>) {
    let (bases, mut diagnostics) = read_fields(file, read_lock);
    for diagnostic in &mut diagnostics {
        let help = "this file is written by `sprintbook import`: take the version before, or remove it; without it every \
                    value that stands in a sprint file is taken for your own";
        diagnostic.help.get_or_insert_with(|| help.to_owned());
    }
    (bases.unwrap_or_default(), diagnostics)
}

fn read_lock(mut fields: Fields<'_>) -> Bases {
    read_schema(&mut fields);
    let entries = fields.children("sprints").into_iter().map(|mut fields| {
        let id = required_text(&mut fields, "id");
        let Digits(base) = fields.take("fields").unwrap_or_default();
        fields.finish(Code::SprintLock);
        (id, base)
    });
    let bases = entries.collect();
    fields.finish(Code::SprintLock);
    bases
}

/// The text of the file.
#[must_use]
pub fn import_lock_text(bases: &Bases) -> String {
    let mut text = HEAD.to_owned();
    for (id, base) in bases {
        writeln!(text, "  - id: {}\n    fields:", quoted(id)).expect("writing to a string never fails");
        for (name, fields) in base.iter().filter(|(_, fields)| !fields.is_empty()) {
            let name = serde_json::to_string(name).expect("a string is always JSON");
            writeln!(text, "      {name}: \"{}\"", digits(fields)).expect("writing to a string never fails");
        }
    }
    text
}
