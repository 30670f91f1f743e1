//! The planning check of one sprint: what is planned against what the past says, and what should be known before anybody
//! commits to it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::blocker::Blocker;
use super::capacity::Availability;
use super::carry::{Carried, carried};
use super::decimal::Points;
use super::follow_through::{FollowThrough, Followed};
use super::history::History;
use super::horizon::{Dependency, DependencyState, Risk};
use super::item::Item;
use super::log::Log;
use super::part::Part;
use super::recommendation::{Recommendation, Verdict};
use super::retro::ActionState;
use super::sprint::{Sprint, State};

/// How the state of a risk that is over is called, whatever word a team takes.
const OVER: &[&str] = &["closed", "over", "gone", "resolved", "retired", "done", "past"];

/// A limit that a plan may be held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// What at least 85 % of past sprints reached.
    Safe,
    /// What at least half of them reached.
    Likely,
    /// What the best of them reached.
    Best,
}

/// What is known of a sprint before anybody commits to it.
#[derive(Clone, Debug)]
pub struct Planning<'a> {
    /// The sprint.
    pub sprint: &'a Sprint,
    /// C in the team's unit; `None` where neither items nor a total are written down.
    pub planned: Option<Points>,
    /// How many items are planned; `None` without a list of them.
    pub items: Option<usize>,
    /// How many of them nobody estimated.
    pub unestimated: usize,
    /// How much time there will be, where the sprint or the team says so.
    pub availability: Option<Availability>,
    /// The sprints that the recommendation stands on.
    pub history: History<'a>,
    /// What they say.
    pub recommendation: Recommendation,
    /// Planned items that had been in earlier sprints.
    pub carried: Vec<Carried<'a>>,
    /// Items that were open at the end of the sprint before and are not planned, with that sprint.
    pub left_behind: Vec<(&'a Item, &'a Sprint)>,
    /// Promises of other teams that are needed by the end of the sprint and not there yet.
    pub dependencies: Vec<&'a Dependency>,
    /// Risks that could bite by the end of the sprint.
    pub risks: Vec<&'a Risk>,
    /// Blockers that are still in the way.
    pub blockers: Vec<&'a Blocker>,
    /// Actions of retrospectives that are still open.
    pub actions: Vec<Followed<'a>>,
}

impl<'a> Planning<'a> {
    /// What is known of `sprint` on `today`.
    #[must_use]
    pub fn of(log: &'a Log, sprint: &'a Sprint, today: Date) -> Self {
        let earlier = || log.sprints.iter().take_while(|other| other.id != sprint.id);
        let known = || earlier().chain([sprint]);
        let parts = Part::all(sprint);
        let ledgers = log.ledgers(sprint).unwrap_or_default();
        let planned = ledgers.by(log.team.unit).and_then(|ledger| ledger.committed);
        let unestimated = parts.iter().filter(|part| part.is_counted() && !part.item.is_estimated()).count();
        Self {
            sprint,
            planned,
            items: (!parts.is_empty()).then(|| parts.iter().filter(|part| part.is_counted()).count()),
            unestimated,
            availability: log.expected(sprint),
            history: History::before(log, sprint, today),
            recommendation: Recommendation::for_sprint(log, sprint, today),
            carried: carried(log, sprint),
            left_behind: earlier().last().map_or_else(Vec::new, |before| left_behind(before, sprint, today)),
            dependencies: awaited(latest(known().flat_map(|one| &one.dependencies), |one| &one.id), sprint),
            risks: biting(latest(known().flat_map(|one| &one.risks), |one| &one.id), sprint),
            blockers: standing(latest(known().flat_map(|one| &one.blockers), |one| &one.id)),
            actions: still_open(log, sprint),
        }
    }

    /// What the past says about the plan; `None` without a plan or without a past.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.recommendation.verdict(self.planned?)
    }

    /// Whether the plan is over `limit`; `None` where there is no plan, or not enough history to know the limit.
    #[must_use]
    pub fn is_over(&self, limit: Limit) -> Option<bool> {
        let verdict = self.verdict()?;
        match limit {
            Limit::Safe => self.recommendation.safe().map(|_| verdict != Verdict::RoomToSpare),
            Limit::Likely => Some(!matches!(verdict, Verdict::RoomToSpare | Verdict::Fits)),
            Limit::Best => Some(verdict == Verdict::NeverReached),
        }
    }
}

impl Limit {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Likely => "likely",
            Self::Best => "best",
        }
    }

    /// How many per cent of past sprints must have reached it; `None` for the best one alone.
    #[must_use]
    pub const fn per_cent(self) -> Option<usize> {
        match self {
            Self::Safe => Some(85),
            Self::Likely => Some(50),
            Self::Best => None,
        }
    }
}

/// What each id stands for in the end: the last one said counts.
fn latest<'a, T: 'a>(all: impl Iterator<Item = &'a T>, id: impl Fn(&'a T) -> &'a str) -> Vec<&'a T> {
    let mut latest: BTreeMap<&str, (usize, &T)> = BTreeMap::new();
    for (place, one) in all.enumerate() {
        latest.entry(id(one)).and_modify(|known| known.1 = one).or_insert((place, one));
    }
    let mut in_order: Vec<(usize, &T)> = latest.into_values().collect();
    in_order.sort_unstable_by_key(|(place, _)| *place);
    in_order.into_iter().map(|(_, one)| one).collect()
}

fn awaited<'a>(dependencies: Vec<&'a Dependency>, sprint: &Sprint) -> Vec<&'a Dependency> {
    let awaited = |one: &&Dependency| {
        one.state != Some(DependencyState::Delivered) && one.needed_by.is_some_and(|day| day <= sprint.dates.end)
    };
    dependencies.into_iter().filter(awaited).collect()
}

/// A risk whose day is over has bitten or has not; either way it is none any more.
fn biting<'a>(risks: Vec<&'a Risk>, sprint: &Sprint) -> Vec<&'a Risk> {
    let over = |state: &str| OVER.contains(&state.to_lowercase().as_str());
    let biting = |one: &&Risk| {
        one.near.is_some_and(|day| sprint.dates.start <= day && day <= sprint.dates.end)
            && !one.state.as_deref().is_some_and(over)
    };
    risks.into_iter().filter(biting).collect()
}

fn standing(blockers: Vec<&Blocker>) -> Vec<&Blocker> {
    blockers.into_iter().filter(|one| one.resolved.is_none()).collect()
}

/// Open actions but those that are due only later.
fn still_open<'a>(log: &'a Log, sprint: &Sprint) -> Vec<Followed<'a>> {
    let place = |id: &str| log.sprints.iter().position(|other| other.id == id);
    let now = place(&sprint.id);
    let later = |due: Option<&str>| due.is_some_and(|due| place(due).is_none_or(|due| Some(due) > now));
    let followed = FollowThrough::until(log, sprint).actions.into_iter();
    followed.filter(|one| one.state == ActionState::Open && !later(one.action.due.as_deref())).collect()
}

fn left_behind<'a>(before: &'a Sprint, sprint: &Sprint, today: Date) -> Vec<(&'a Item, &'a Sprint)> {
    // While the sprint before runs, open items are no news.
    if sprint.items.is_empty() || before.state(today) != State::Closed {
        return Vec::new();
    }
    let planned = |id: &str| sprint.items.iter().any(|item| item.id == id);
    let open = Part::all(before).into_iter().filter(|part| part.is_open() && !planned(&part.item.id));
    open.map(|part| (part.item, before)).collect()
}
