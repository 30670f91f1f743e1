//! The sprints that an import found, each once, with the dates that some file or the map gives.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{ImportMap, SprintHint};
use crate::sprints::{Sprint, State, Totals};

use super::export::{Export, SeenSprint};
use super::said::plain_or_quoted;

/// A sprint with its days, and the words by which items name it.
pub(super) struct Settled {
    /// What is written of it, still without items.
    pub(super) sprint: Sprint,
    /// The totals that the tracker states.
    pub(super) totals: Totals,
    name: String,
    key: Option<String>,
}

impl Settled {
    /// Whether an item that names `word` is in this sprint.
    pub(super) fn is_called(&self, word: &str) -> bool {
        self.name == word || self.key.as_deref() == Some(word)
    }
}

/// Every sprint of `export` with its dates, oldest first. One without dates that has work in it is told.
pub(super) fn settle(export: &mut Export, map: &ImportMap, today: Date, told: &mut Vec<Diagnostic>) -> Vec<Settled> {
    let seen = of_one_board(merged(export, map), export, map);
    let mut missing = Vec::new();
    let mut dated = Vec::new();
    for one in seen {
        let hint = map.sprints.get(&one.name).cloned().unwrap_or_default();
        if hint.skip {
            continue;
        }
        let one = with_hint(one, &hint);
        match (one.start, one.end) {
            (Some(start), Some(end)) if start <= end => dated.push((one, hint.id)),
            (Some(start), Some(end)) => told.push(reversed(&one, start, end)),
            _ if has_work(&one, export) => missing.push(one),
            _ => export.remarks.push(format!("left out: sprint `{}`, which has no dates and no work yet", one.name)),
        }
    }
    told.extend(without_dates(&missing));
    dated.sort_by(|one, other| (one.0.start, &one.0.name).cmp(&(other.0.start, &other.0.name)));
    share_borders(&mut dated, today);
    let mut ids = BTreeSet::new();
    dated.into_iter().map(|(one, id)| named(one, id, today, &mut ids)).collect()
}

/// The sprints of all files and those that only items name, each once.
fn merged(export: &Export, map: &ImportMap) -> Vec<SeenSprint> {
    let mut all: Vec<SeenSprint> = Vec::new();
    for seen in &export.sprints {
        let same_key = all.iter().position(|other| other.key.is_some() && other.key == seen.key);
        let same_name =
            || all.iter().position(|other| other.name == seen.name && (other.key.is_none() || seen.key.is_none()));
        match same_key.or_else(same_name) {
            Some(at) => merge(&mut all[at], seen),
            None => all.push(seen.clone()),
        }
    }
    let named = export.items.iter().flat_map(|item| item.sprints.iter().map(|name| (name, &item.at)));
    let in_one = map.all_in.iter().filter_map(|name| Some((name, &export.items.first()?.at)));
    for (name, at) in named.chain(in_one) {
        if !all.iter().any(|seen| seen.name == *name || seen.key.as_ref() == Some(name)) {
            all.push(SeenSprint::new(name.clone(), at.clone()));
        }
    }
    all
}

/// What `one` does not know yet, from `other`.
fn merge(one: &mut SeenSprint, other: &SeenSprint) {
    one.key = one.key.take().or_else(|| other.key.clone());
    one.start = one.start.or(other.start);
    one.end = one.end.or(other.end);
    one.closed_on = one.closed_on.or(other.closed_on);
    one.state = one.state.or(other.state);
    one.goal = one.goal.take().or_else(|| other.goal.clone());
    one.board = one.board.take().or_else(|| other.board.clone());
    one.totals.committed = one.totals.committed.or(other.totals.committed);
    one.totals.completed = one.totals.completed.or(other.totals.completed);
}

/// A board also lists sprints of other boards in which its issues were. Those would overlap with its own.
fn of_one_board(seen: Vec<SeenSprint>, export: &mut Export, map: &ImportMap) -> Vec<SeenSprint> {
    let mut boards: BTreeMap<String, usize> = BTreeMap::new();
    for board in seen.iter().filter_map(|one| one.board.clone()) {
        *boards.entry(board).or_default() += 1;
    }
    let most = boards.iter().max_by_key(|(board, count)| (**count, std::cmp::Reverse(*board)));
    let wanted = map.board.clone().or_else(|| most.map(|(board, _)| board.clone()));
    let (Some(wanted), true) = (wanted, boards.len() > 1) else { return seen };
    let (own, others): (Vec<_>, Vec<_>) =
        seen.into_iter().partition(|one| one.board.as_ref().is_none_or(|board| *board == wanted));
    let names: Vec<String> = others.iter().map(|one| format!("`{}`", one.name)).collect();
    let one_of = others.first().and_then(|one| one.board.clone()).unwrap_or_default();
    export.remarks.push(format!(
        "left out: sprints of other boards than {wanted} ({}); `board: {one_of}` in a map takes those instead",
        names.join(", ")
    ));
    own
}

fn with_hint(one: SeenSprint, hint: &SprintHint) -> SeenSprint {
    let closed_on = hint.closed_on.or(one.closed_on);
    SeenSprint { start: hint.start.or(one.start), end: hint.end.or(one.end), closed_on, ..one }
}

fn has_work(one: &SeenSprint, export: &Export) -> bool {
    let names = |word: &String| *word == one.name || Some(word) == one.key.as_ref();
    !one.totals.is_empty()
        || (one.state != Some(State::Planned) && export.items.iter().any(|item| item.sprints.iter().any(names)))
        || export.items.iter().any(|item| item.sprints.is_empty()) && one.state.is_none() && one.key.is_none()
}

fn reversed(one: &SeenSprint, start: Date, end: Date) -> Diagnostic {
    let message = format!("sprint `{}` ends on {end}, before it starts on {start}", one.name);
    let help = format!("give the right days in a file for `--map`: `{}`", hint_line(one, start, end));
    Diagnostic::error(Code::ImportNoDates, one.at.clone(), message).help(help)
}

/// One message for all of them, with the lines that the map needs.
fn without_dates(missing: &[SeenSprint]) -> Option<Diagnostic> {
    let first = missing.first()?;
    let names: Vec<String> = missing.iter().map(|one| format!("`{}`", one.name)).collect();
    let message = match missing.len() {
        1 => format!("when sprint {} began and ended is unknown in this export", names[0]),
        _ => format!("when these sprints began and ended is unknown in this export: {}", names.join(", ")),
    };
    let (start, end) = (jiff::civil::date(2026, 3, 23), jiff::civil::date(2026, 4, 3));
    let line = |one: &SeenSprint| format!("  {}", hint_line(one, one.start.unwrap_or(start), one.end.unwrap_or(end)));
    let lines: Vec<String> = missing.iter().map(line).collect();
    let help = format!(
        "import the list of sprints of the tracker with it, or write their days into a file and name it with \
         `--map`:\nsprints:\n{}",
        lines.join("\n")
    );
    Some(Diagnostic::error(Code::ImportNoDates, first.at.clone(), message).help(help))
}

fn hint_line(one: &SeenSprint, start: Date, end: Date) -> String {
    format!("{}: {{start: {start}, end: {end}}}", plain_or_quoted(&one.name))
}

/// Trackers let a sprint end at the moment at which the next one begins. Days belong to one sprint only, so the earlier one
/// ends on the day before; what was finished on its last day still counts, by the day of its close.
fn share_borders(dated: &mut [(SeenSprint, Option<String>)], today: Date) {
    for at in 1..dated.len() {
        let next = dated[at].0.start;
        let earlier = &mut dated[at - 1].0;
        if earlier.end == next && earlier.start < earlier.end {
            let running = earlier.state == Some(State::Active) || earlier.end.is_some_and(|end| end >= today);
            if !running {
                earlier.closed_on = earlier.closed_on.or(earlier.end);
            }
            earlier.end = earlier.end.and_then(|end| end.yesterday().ok());
        }
    }
}

fn named(one: SeenSprint, id: Option<String>, today: Date, ids: &mut BTreeSet<String>) -> Settled {
    let (start, end) = (one.start.expect("it has its dates"), one.end.expect("it has its dates"));
    let id = unique(&id.unwrap_or_else(|| slug(&one.name)), one.key.as_deref(), ids);
    let mut sprint = Sprint::new(id, start, end);
    sprint.name = Some(one_line(&one.name)).filter(|name| *name != sprint.id);
    sprint.goal.text = one.goal.as_deref().map(one_line).filter(|goal| !goal.is_empty());
    let over = one.state.is_none_or(|state| state == State::Closed);
    sprint.dates.closed_on = one.closed_on.filter(|day| over && *day >= start && *day != end && *day <= today);
    sprint.stated = one.state.filter(|state| *state != sprint.state(today));
    Settled { sprint, totals: one.totals, name: one.name, key: one.key }
}

fn unique(wanted: &str, key: Option<&str>, ids: &mut BTreeSet<String>) -> String {
    let keyed = key.map(|key| format!("{wanted}-{}", slug(key)));
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let id = std::iter::once(wanted.to_owned()).chain(keyed).chain(numbered).find(|id| !ids.contains(id));
    let id = id.expect("numbers never end");
    ids.insert(id.clone());
    id
}

/// `w2-sprint-1` of `W2 Sprint 1`; names that other files of a log have are set apart.
fn slug(name: &str) -> String {
    let letters: String =
        name.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    let slug: String = letters.split_whitespace().collect::<Vec<_>>().join("-").chars().take(80).collect();
    match slug.as_str() {
        "" => "sprint".to_owned(),
        "team" | "history" | "index" | "horizon" | "numbers" => format!("sprint-{slug}"),
        _ => slug,
    }
}

/// Without line ends and control characters.
pub(super) fn one_line(words: &str) -> String {
    let shown = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
