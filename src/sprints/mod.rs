//! The domain: one team's sprints and every number that follows from them. Pure arithmetic over dates and exact
//! amounts; knows no files, no serde and no HTML.

mod blocker;
mod calendar;
mod capacity;
mod decimal;
mod event;
mod goal;
mod health;
mod horizon;
mod item;
mod ledger;
mod ledgers;
mod log;
mod money;
mod part;
mod percentile;
mod quality;
mod ratio;
mod retro;
mod sprint;
mod team;

pub use blocker::{Blocker, Cluster, NO_CAUSE, Standing, TimeToResolve, clusters, time_to_resolve};
pub use calendar::{Calendar, Holiday, LONGEST_LISTED, SprintCalendar, WorkingDays, days_apart, days_between};
pub use capacity::{Availability, Capacity, Leave, Person};
pub use decimal::{Decimal, DecimalError, PersonDays, Points};
pub use event::{Amendment, Event, Release};
pub use goal::{Goal, GoalRecord, Outcome};
pub use health::Health;
pub use horizon::{Dependency, DependencyState, Risk};
pub use item::{Blocked, Estimate, Item, ItemType};
pub use ledger::{Imbalance, Ledger, Ratios};
pub use ledgers::{Done, LedgerError, Ledgers};
pub use log::Log;
pub use money::{Amount, Budget, Money};
pub use part::{Entry, Part};
pub use percentile::{at_least, at_most, may_claim, sprints_needed};
pub use quality::Quality;
pub use ratio::Ratio;
pub use retro::{Action, ActionState, ClosedAction, Experiment, Retro};
pub use sprint::{Sprint, SprintDates, State, Totals, Unit};
pub use team::{Backlog, CommitmentMode, DEFAULT_WINDOW, Team};
