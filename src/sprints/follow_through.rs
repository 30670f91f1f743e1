//! What came of the actions that retrospectives decided on.

use super::log::Log;
use super::ratio::Ratio;
use super::retro::{Action, ActionState};
use super::sprint::Sprint;

/// What came of the actions decided up to one sprint, as seen at its close.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowThrough<'a> {
    /// Every action, in the order in which they were decided.
    pub actions: Vec<Followed<'a>>,
}

/// One action and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed<'a> {
    /// The action.
    pub action: &'a Action,
    /// The sprint whose retrospective decided it.
    pub from: &'a Sprint,
    /// Where it stands.
    pub state: ActionState,
    /// Whether its time has come: it is due, or done or dropped before it was.
    pub due: bool,
    /// How many sprints after `from` it was done; `None` where it is not, or nobody wrote down when.
    pub took: Option<usize>,
    /// Whether it was done by the end of the sprint that it was due in. `None` where that cannot be told.
    pub on_time: Option<bool>,
}

impl<'a> FollowThrough<'a> {
    /// The actions decided in `now` or before, with everything that was written down up to `now`.
    #[must_use]
    pub fn until(log: &'a Log, now: &Sprint) -> Self {
        let last = log.place(&now.id).unwrap_or(0);
        let decided = log.sprints.iter().take(last + 1).enumerate();
        Self { actions: decided.flat_map(|(from, _)| followed(&log.sprints, from, last)).collect() }
    }

    /// The actions decided in `from` alone, with everything that was written down up to `now`.
    #[must_use]
    pub fn decided_in(log: &'a Log, from: &Sprint, now: &Sprint) -> Self {
        let places = log.place(&from.id).zip(log.place(&now.id));
        let actions = places.map(|(from, now)| followed(&log.sprints, from, now.max(from)).collect());
        Self { actions: actions.unwrap_or_default() }
    }

    /// How many actions there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.actions.len()
    }

    /// Actions whose time has come. Dropped ones are among them.
    #[must_use]
    pub fn due(&self) -> usize {
        self.count(|one| one.due)
    }

    /// Actions that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.count(|one| one.state == ActionState::Done)
    }

    /// Actions that were done when they were due.
    #[must_use]
    pub fn done_on_time(&self) -> usize {
        self.count(|one| one.on_time == Some(true))
    }

    /// Actions that were given up.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.count(|one| one.state == ActionState::Dropped)
    }

    /// Actions that are due and still open.
    pub fn overdue(&self) -> impl Iterator<Item = &Followed<'a>> {
        self.actions.iter().filter(|one| one.due && one.state == ActionState::Open)
    }

    /// Done / due.
    #[must_use]
    pub fn rate(&self) -> Option<Ratio> {
        Ratio::new(self.done() as i128, self.due() as i128)
    }

    /// Done on time / due.
    #[must_use]
    pub fn on_time_rate(&self) -> Option<Ratio> {
        Ratio::new(self.done_on_time() as i128, self.due() as i128)
    }

    /// The mean number of sprints from the decision to the day it was done, over those of which both are known.
    #[must_use]
    pub fn mean_sprints_to_close(&self) -> Option<Ratio> {
        let took: Vec<usize> = self.actions.iter().filter_map(|one| one.took).collect();
        Ratio::new(took.iter().sum::<usize>() as i128, took.len() as i128)
    }

    fn count(&self, counts: impl Fn(&Followed<'a>) -> bool) -> usize {
        self.actions.iter().filter(|one| counts(one)).count()
    }
}

/// Places of sprints in the log, the oldest being 0.
struct Places {
    from: usize,
    closed: Option<usize>,
    due: Option<usize>,
    last: usize,
}

fn follow<'a>(action: &'a Action, from: &'a Sprint, places: &Places) -> Followed<'a> {
    let state = match (action.state, places.closed) {
        (ActionState::Open, Some(_)) => ActionState::Done,
        (stated, _) => stated,
    };
    let done = state == ActionState::Done;
    let closed = places.closed.filter(|_| done);
    Followed {
        action,
        from,
        state,
        due: state != ActionState::Open || places.due.is_some_and(|due| due <= places.last),
        took: closed.map(|closed| closed - places.from),
        on_time: closed.zip(places.due).map(|(closed, due)| closed <= due),
    }
}

/// The actions of the sprint at `from`, as seen at the close of that at `last`.
fn followed(sprints: &[Sprint], from: usize, last: usize) -> impl Iterator<Item = Followed<'_>> {
    let decided = &sprints[from];
    decided.retro.actions.iter().map(move |action| {
        let closed = closing(&sprints[from..=last], &decided.id, &action.id).map(|after| from + after);
        let due = action.due.as_deref().and_then(|due| place_near(sprints, from, due));
        follow(action, decided, &Places { from, closed, due, last })
    })
}

/// The first of `sprints` that closed the action: by its id, and from the sprint that decided it or from nowhere in particular.
/// Nearly always that is one of the next few, so looking at each in turn is soon over.
fn closing(sprints: &[Sprint], decided: &str, action: &str) -> Option<usize> {
    sprints.iter().position(|sprint| {
        let mut closed = sprint.retro.closed.iter();
        closed.any(|one| one.id == action && one.from.as_deref().is_none_or(|from| from == decided))
    })
}

/// The place of the sprint with this id, looked for from `from` on and then before it.
fn place_near(sprints: &[Sprint], from: usize, id: &str) -> Option<usize> {
    let (before, after) = sprints.split_at(from);
    let found = after.iter().position(|sprint| sprint.id == id).map(|place| from + place);
    found.or_else(|| before.iter().position(|sprint| sprint.id == id))
}
