//! The retrospective on a page.

use jiff::civil::Date;
use serde::Serialize;

use super::follow_through;
use crate::sprints::{Action, ActionState, ClosedAction, FollowThrough, Followed, Log, Sprint, State};

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
    /// What has become of it by now: `open`, `overdue`, `done`, `done in Sprint 8` or `dropped`.
    pub state: String,
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
    let fates = if retro.actions.is_empty() { Vec::new() } else { fates(log, sprint, today) };
    let fate = |place: usize| fates.get(place).cloned().unwrap_or_default();
    let actions = retro.actions.iter().enumerate();
    (!retro.is_empty()).then(|| RetroView {
        well: retro.well.clone(),
        improve: retro.improve.clone(),
        actions: actions.map(|(place, action)| row(log, sprint, action, fate(place), today)).collect(),
        closed: retro.closed.iter().map(|closed| closed_row(log, closed)).collect(),
        sentences: follow_through::sentences(log, sprint),
    })
}

fn row(log: &Log, sprint: &Sprint, action: &Action, state: String, today: Date) -> ActionRow {
    ActionRow {
        id: action.id.clone(),
        what: action.what.clone(),
        due: action.due.as_deref().map(|id| title_of(log, id)),
        owner: action.owner.clone(),
        theme: action.theme.clone(),
        state,
        experiment: follow_through::experiment(log, sprint, action, today),
    }
}

/// What has become of the actions of `sprint` by the newest sprint that has begun, in the order of the file.
fn fates(log: &Log, sprint: &Sprint, today: Date) -> Vec<String> {
    let begun = log.sprints.iter().rev().find(|other| other.state(today) != State::Planned);
    let followed = FollowThrough::decided_in(log, sprint, begun.unwrap_or(sprint));
    followed.actions.iter().map(|one| fate(log, one)).collect()
}

fn fate(log: &Log, one: &Followed<'_>) -> String {
    let closed_in = || log.sprints.get(log.place(&one.from.id)? + one.took?);
    match (one.state, closed_in()) {
        (ActionState::Done, Some(closed)) if closed.id != one.from.id => format!("done in {}", closed.title()),
        (ActionState::Open, _) if one.due => "overdue".to_owned(),
        (state, _) => state.word().to_owned(),
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
