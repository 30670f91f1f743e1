//! The retrospective on a page.

use jiff::civil::Date;
use serde::Serialize;

use super::follow_through;
use crate::sprints::{Action, ClosedAction, Log, Sprint};

/// The retrospective of a sprint.
#[derive(Clone, Debug, Serialize)]
pub struct RetroView {
    /// What went well.
    pub well: Vec<String>,
    /// What to improve.
    pub improve: Vec<String>,
    /// What the team decided to do.
    pub actions: Vec<ActionRow>,
    /// Earlier actions that were finished in this sprint.
    pub closed: Vec<ClosedRow>,
    /// What came of all actions up to this sprint.
    pub sentences: Vec<String>,
}

/// Something the team decided to do.
#[derive(Clone, Debug, Serialize)]
pub struct ActionRow {
    /// The id.
    pub id: String,
    /// What to do.
    pub what: String,
    /// The name of the sprint by whose end it should be done.
    pub due: Option<String>,
    /// The role that sees to it.
    pub owner: Option<String>,
    /// What it is about.
    pub theme: Option<String>,
    /// `open`, `done` or `dropped`.
    pub state: &'static str,
    /// The measure of its experiment before and after, and whether the change is more than noise.
    pub experiment: Option<String>,
}

/// An earlier action that was finished.
#[derive(Clone, Debug, Serialize)]
pub struct ClosedRow {
    /// The id of the action.
    pub id: String,
    /// What it was, where the log knows it.
    pub what: Option<String>,
    /// The name of the sprint whose retrospective decided it.
    pub from: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// The retrospective of `sprint`; `None` where nothing was written down.
pub(crate) fn view(log: &Log, sprint: &Sprint, today: Date) -> Option<RetroView> {
    let retro = &sprint.retro;
    (!retro.is_empty()).then(|| RetroView {
        well: retro.well.clone(),
        improve: retro.improve.clone(),
        actions: retro.actions.iter().map(|action| row(log, sprint, action, today)).collect(),
        closed: retro.closed.iter().map(|closed| closed_row(log, closed)).collect(),
        sentences: follow_through::sentences(log, sprint),
    })
}

fn row(log: &Log, sprint: &Sprint, action: &Action, today: Date) -> ActionRow {
    ActionRow {
        id: action.id.clone(),
        what: action.what.clone(),
        due: action.due.as_deref().map(|id| title_of(log, id)),
        owner: action.owner.clone(),
        theme: action.theme.clone(),
        state: action.state.word(),
        experiment: follow_through::experiment(log, sprint, action, today),
    }
}

fn closed_row(log: &Log, closed: &ClosedAction) -> ClosedRow {
    let decided = log.sprints.iter().flat_map(|sprint| &sprint.retro.actions).find(|action| action.id == closed.id);
    ClosedRow {
        id: closed.id.clone(),
        what: decided.map(|action| action.what.clone()),
        from: closed.from.as_deref().map(|id| title_of(log, id)),
        outcome: closed.outcome.clone(),
    }
}

fn title_of(log: &Log, id: &str) -> String {
    log.sprint(id).map_or(id, |sprint| sprint.title()).to_owned()
}
