//! `sprints.lock` as text: the same lock gives the same bytes, and each sprint stands on lines of its own, so that two
//! closes on two branches merge.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::sprints::Said;

use super::lock::{CLAIM_KEYS, Lock, Locked};

const HEAD: &str = "\
# Written by `sprintbook sprint close`: what closed sprints were like when they were closed, and what forecasts said then.
# A later change is noticed by it. To correct a closed sprint, say so in its `amended` and close it again.
schema: 1
";

/// The text of `lock`.
#[must_use]
pub fn lock_text(lock: &Lock) -> String {
    let mut text = HEAD.to_owned();
    text += "sprints:\n";
    for (id, locked) in &lock.sprints {
        add_sprint(&mut text, id, locked);
    }
    if !lock.journal.is_empty() {
        text += "journal:\n";
        for said in &lock.journal {
            add_said(&mut text, said);
        }
    }
    text
}

fn add_sprint(text: &mut String, id: &str, locked: &Locked) {
    line(text, &format!("  - id: {}", quoted(id)));
    if let Some(day) = locked.closed_on {
        line(text, &format!("    closed_on: {day}"));
    }
    line(text, &format!("    facts: {}", quoted(&locked.fingerprint)));
    if locked.amended > 0 {
        line(text, &format!("    amended: {}", locked.amended));
    }
    line(text, "    fields:");
    for (group, fields) in &locked.fields {
        line(text, &format!("      {}: {}", quoted(group), quoted(&digits(fields))));
    }
}

/// `field=1a2b other=3c4d`.
pub(super) fn digits(fields: &BTreeMap<String, String>) -> String {
    fields.iter().map(|(field, digits)| format!("{}={digits}", field.replace(' ', "_"))).collect::<Vec<_>>().join(" ")
}

fn add_said(text: &mut String, said: &Said) {
    let mut entry = format!(
        "  - {{after: {}, date: {}, unit: {}, sprints: {}",
        quoted(&said.after),
        said.date,
        said.unit.word(),
        said.n
    );
    for (key, amount) in CLAIM_KEYS.iter().zip(said.at_least) {
        if let Some(amount) = amount {
            write!(entry, ", {key}: {amount}").expect("writing to a string never fails");
        }
    }
    line(text, &(entry + "}"));
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// A JSON string is a YAML string too, whatever is in it.
fn quoted(words: &str) -> String {
    serde_json::to_string(words).expect("a string is always JSON")
}
