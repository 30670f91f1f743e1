//! Sprint numbers into what a page shows: one file per report, typed views that a template gets, charts as SVG text,
//! and the same numbers for machines.

mod blocker_numbers;
mod blockers;
mod burndown;
mod burnup;
mod capacity;
mod chart;
mod figure;
mod flow_numbers;
mod items;
mod ledger;
mod missing;
mod numbers;
mod overview;
mod paragraph;
mod retro;
mod sprint_days;
mod sprint_json;
mod sprint_report;
mod velocity;
mod velocity_json;
mod words;

pub use blocker_numbers::{BlockerNumbers, ClusterNumbers, ResolveNumbers, StandingNumbers};
pub use blockers::{BlockerRow, BlockersView, ClusterRow};
pub use capacity::{CapacityView, PersonRow, RecommendationView};
pub use figure::{Column, Figure, Table};
pub use flow_numbers::{CycleTimeNumbers, FlowDayNumbers, FlowNumbers};
pub use items::{ItemGroup, ItemView};
pub use ledger::{LedgerRow, LedgerView, Proof, RatioRow, TypeRow, proof_line};
pub use numbers::{Amount, FourPlaces};
pub use overview::{GoalMark, GoalsView, NextView, Overview, SprintName, SprintRow, overview};
pub use retro::{ActionRow, ClosedRow, RetroView};
pub use sprint_json::{
    AmendedFacts, BothRatios, BurndownNumbers, CapacityNumbers, CarriedNumbers, DayNumbers, GoalNumbers, LedgerNumbers,
    RatioNumbers, RecommendationNumbers, SprintJson, TypeNumbers, sprint_json,
};
pub use sprint_report::{DatesView, GoalView, KeyNumber, ReleaseView, SprintReport, sprint_report};
pub use velocity::Statistic;
pub use velocity_json::{
    CohnNumbers, GoalsNumbers, NextNumbers, SayDoNumbers, SprintNumbers, VelocityJson, VelocityNumbers, XmrNumbers,
    velocity_json,
};
