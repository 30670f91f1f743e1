//! "How to read these numbers": the formula of every number, this log's own inputs, and which sprints count.

use jiff::civil::Date;
use serde::Serialize;

use super::formulas::{FORMULAS, Formula};
use super::inputs::Inputs;
use super::words;
use crate::sprints::{Counted, History, LeftOut, Log, Sprint};

/// Everything that the page shows.
#[derive(Clone, Debug, Serialize)]
pub struct NumbersPage {
    /// The formulas, in groups.
    pub groups: Vec<NumberGroup>,
    /// The sprints that count, oldest first.
    pub counted: Vec<CountedRow>,
    /// The other ones, with the reason, newest first.
    pub left_out: Vec<LeftOutRow>,
    /// How many closed sprints the statistics look back.
    pub window: usize,
    /// `points` or `items`.
    pub unit: &'static str,
}

/// Formulas that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct NumberGroup {
    /// The heading.
    pub title: &'static str,
    /// Its id.
    pub id: String,
    /// The formulas.
    pub lines: Vec<NumberLine>,
}

/// One number.
#[derive(Clone, Debug, Serialize)]
pub struct NumberLine {
    /// The id of the line: every number on a page links to it.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it is counted.
    pub formula: &'static str,
    /// What it is good for, and what it is not.
    pub meaning: &'static str,
    /// What goes into it in this log, and what comes out.
    pub here: Option<String>,
}

/// A sprint that counts.
#[derive(Clone, Debug, Serialize)]
pub struct CountedRow {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
    /// What was committed.
    pub committed: Option<String>,
    /// What was completed.
    pub completed: String,
    /// Its person-days.
    pub person_days: Option<String>,
}

/// A sprint that does not count.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOutRow {
    /// The id.
    pub id: String,
    /// The name.
    pub title: String,
    /// Why.
    pub why: String,
}

/// The numbers page of `log` as of `today`.
#[must_use]
pub fn numbers_page(log: &Log, today: Date) -> NumbersPage {
    let history = History::of(log, today);
    let inputs = Inputs::of(log, &history, today);
    let counted = history.counted.iter().map(counted_row).collect();
    let left_out = history.left_out.iter().rev().map(|(sprint, why)| left_out_row(sprint, why)).collect();
    NumbersPage { groups: groups(&inputs), counted, left_out, window: log.team.window, unit: log.team.unit.word() }
}

fn groups(inputs: &Inputs<'_>) -> Vec<NumberGroup> {
    let chunks = FORMULAS.chunk_by(|one, other| one.group == other.group);
    let group = |chunk: &[Formula]| NumberGroup {
        title: chunk[0].group,
        id: format!("group-{}", chunk[0].group.to_lowercase().replace(' ', "-")),
        lines: chunk.iter().map(|formula| line(formula, inputs)).collect(),
    };
    chunks.map(group).collect()
}

fn line(formula: &Formula, inputs: &Inputs<'_>) -> NumberLine {
    let Formula { key, label, counted, meaning, .. } = *formula;
    NumberLine { key, label, formula: counted, meaning, here: inputs.of_number(key) }
}

fn counted_row(one: &Counted<'_>) -> CountedRow {
    CountedRow {
        id: one.sprint.id.clone(),
        title: one.sprint.title().to_owned(),
        committed: one.committed.map(words::plain),
        completed: words::plain(one.completed),
        person_days: one.person_days.map(words::plain),
    }
}

fn left_out_row(sprint: &Sprint, why: &LeftOut) -> LeftOutRow {
    let why = match why {
        LeftOut::NotClosed => "it is not over".to_owned(),
        LeftOut::Excluded(reason) => format!("the team left it out: {reason}"),
        LeftOut::NothingCompletedKnown => "nobody wrote down what was completed in the unit of the team".to_owned(),
        LeftOut::Faulty(fault) => format!("its numbers contradict each other: {fault}"),
        LeftOut::Older => "it is older than the window".to_owned(),
    };
    LeftOutRow { id: sprint.id.clone(), title: sprint.title().to_owned(), why }
}
