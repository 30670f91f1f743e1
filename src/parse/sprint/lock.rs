//! `sprints.lock`: what closed sprints were like when they were closed, and what forecasts said then.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Fingerprint, SourceFile, Span};
use crate::sprints::{CLAIMS, Fact, Points, Said, Sprint, Unit, facts};

use super::super::yaml::{Fields, Read, Wanted};
use super::file::PlacedText;
use super::open::{read_fields, read_schema};
use super::values::{day, required_day, required_text};

/// What `sprints.lock` says.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    /// The closed sprints, by id.
    pub sprints: BTreeMap<String, Locked>,
    /// What forecasts said at past closes, oldest first.
    pub journal: Vec<Said>,
    /// The file, where there is one.
    pub(super) text: Option<Arc<PlacedText>>,
}

/// A sprint as it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// Of all its facts.
    pub fingerprint: String,
    /// How many amendments it had.
    pub amended: u32,
    /// The first digits of each fact's fingerprint, by group and field: not to tell whether something changed, but what.
    pub fields: BTreeMap<String, BTreeMap<String, String>>,
    /// Its place in the list of the file.
    pub(super) index: usize,
}

/// So many digits name a changed field; the fingerprint of all facts is what notices the change.
const DIGITS: usize = 4;

/// What `file`, a `sprints.lock`, says. It is written by a program, so one mistake in it is one too many.
#[must_use]
pub fn parse_lock(file: &SourceFile) -> (Lock, Vec<Diagnostic>) {
    let (lock, mut diagnostics) = read_fields(file, read_lock);
    for diagnostic in &mut diagnostics {
        let help = "this file is written by `sprintbook sprint close`: take the version before, and close again";
        diagnostic.help.get_or_insert_with(|| help.to_owned());
    }
    let lock = lock.unwrap_or_default();
    (Lock { text: Some(PlacedText::new(file)), ..lock }, diagnostics)
}

impl Lock {
    /// The place where `locked` stands.
    pub(super) fn span_of(&self, locked: &Locked) -> Option<Span> {
        Some(self.text.as_ref()?.span_of(&format!("sprints.{}.id", locked.index)))
    }
}

impl Locked {
    /// `sprint` as it is now.
    #[must_use]
    pub fn of(sprint: &Sprint) -> Self {
        let facts = facts(sprint);
        let mut fields: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for fact in &facts {
            fields.entry(fact.group.clone()).or_default().insert(fact.field.clone(), short(fact));
        }
        Self {
            closed_on: Some(sprint.dates.close()),
            fingerprint: fingerprint(&facts),
            amended: u32::try_from(sprint.amended.len()).unwrap_or(u32::MAX),
            fields,
            index: 0,
        }
    }

    /// Whether `sprint` is still as it was closed, amendments included.
    #[must_use]
    pub fn is_of(&self, sprint: &Sprint) -> bool {
        let now = Self::of(sprint);
        (&self.fingerprint, self.amended) == (&now.fingerprint, now.amended)
    }
}

/// The first digits of the fingerprint of one fact.
pub(super) fn short(fact: &Fact) -> String {
    Fingerprint::of_bytes(fact.value.as_bytes()).to_hex()[..DIGITS].to_owned()
}

/// The facts in one fixed order, so that moving a line in a file changes nothing.
pub(super) fn fingerprint(facts: &[Fact]) -> String {
    let mut lines: Vec<String> =
        facts.iter().map(|fact| format!("{}\t{}\t{}\n", fact.group, fact.field, fact.value)).collect();
    lines.sort_unstable();
    Fingerprint::of_bytes(lines.concat().as_bytes()).to_hex()
}

fn read_lock(mut fields: Fields<'_>) -> Lock {
    read_schema(&mut fields);
    let entries = fields.slots("sprints").into_iter().enumerate();
    let sprints = entries.filter_map(|(index, slot)| read_locked(slot?, index)).collect();
    let journal = fields.children("journal").into_iter().filter_map(read_said).collect();
    fields.finish(Code::SprintLock);
    Lock { sprints, journal, text: None }
}

fn read_locked(mut fields: Fields<'_>, index: usize) -> Option<(String, Locked)> {
    let id = required_text(&mut fields, "id");
    let closed_on = day(&mut fields, "closed_on");
    let fingerprint = required_text(&mut fields, "facts");
    let amended = fields.take("amended").unwrap_or(0);
    let Digits(digits) = fields.take("fields").unwrap_or_default();
    fields.finish(Code::SprintLock);
    (!id.is_empty()).then_some((id, Locked { closed_on, fingerprint, amended, fields: digits, index }))
}

fn read_said(mut fields: Fields<'_>) -> Option<Said> {
    let after = required_text(&mut fields, "after");
    let date = required_day(&mut fields, "date");
    let unit = fields.take::<Unit>("unit").unwrap_or_default();
    let n = fields.take::<u32>("sprints").unwrap_or(0);
    let at_least = CLAIM_KEYS.map(|key| fields.take::<Points>(key));
    fields.finish(Code::SprintLock);
    Some(Said { after, date: date?, unit, n: n as usize, at_least })
}

/// The keys of the claims, in the order of [`CLAIMS`].
pub(super) const CLAIM_KEYS: [&str; CLAIMS.len()] = ["p50", "p70", "p85", "p95"];

/// `group: "field=1a2b other=3c4d"`.
#[derive(Default)]
pub(super) struct Digits(pub(super) BTreeMap<String, BTreeMap<String, String>>);

impl Read for Digits {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let wanted = || Wanted::new("a list of fields with their digits");
        let mut groups = BTreeMap::new();
        for (group, digits) in value.as_mapping().ok_or_else(wanted)? {
            let (group, digits) = (group.as_str().ok_or_else(wanted)?, digits.as_str().ok_or_else(wanted)?);
            let pairs = digits.split(' ').filter_map(|pair| pair.rsplit_once('='));
            let fields = pairs.map(|(field, digits)| (field.to_owned(), digits.to_owned())).collect();
            groups.insert(group.to_owned(), fields);
        }
        Ok(Self(groups))
    }
}
