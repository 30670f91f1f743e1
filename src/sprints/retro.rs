//! The retrospective: what went well, what to improve, and what the team decided to do.

/// The retrospective of a sprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retro {
    /// What went well.
    pub well: Vec<String>,
    /// What to improve.
    pub improve: Vec<String>,
    /// What the team decided to do.
    pub actions: Vec<Action>,
    /// Earlier actions that were finished in this sprint.
    pub closed: Vec<ClosedAction>,
}

/// Something the team decided to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// The id.
    pub id: String,
    /// What to do.
    pub what: String,
    /// The id of the sprint by whose end it should be done.
    pub due: Option<String>,
    /// The role that sees to it.
    pub owner: Option<String>,
    /// What it is about, such as the cause of a blocker.
    pub theme: Option<String>,
    /// Where it stands.
    pub state: ActionState,
    /// How the team will see whether it helped.
    pub experiment: Option<Experiment>,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActionState {
    /// To do.
    #[default]
    Open,
    /// Done.
    Done,
    /// Given up, which counts as due and not done.
    Dropped,
}

/// How the team will see whether an action helped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Experiment {
    /// The measure to watch.
    pub measure: String,
    /// Its value before.
    pub before: Option<String>,
    /// What the team expects.
    pub expect: Option<String>,
}

/// An earlier action that was finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedAction {
    /// The id of the action.
    pub id: String,
    /// The id of the sprint whose retrospective decided it.
    pub from: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
}

impl Retro {
    /// Whether nothing at all was written down.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ActionState {
    /// The word for it in files and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}
