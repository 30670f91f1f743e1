//! Sprint numbers into what a page shows: one file per report, typed views that a template gets, charts as SVG text,
//! and the same numbers for machines.

mod blocker_numbers;
mod blockers;
mod burndown;
mod burnup;
mod calibration;
mod capacity;
mod chart;
mod figure;
mod flow_numbers;
mod forecast;
mod forecast_json;
mod forecast_view;
mod items;
mod ledger;
mod log_numbers;
mod missing;
mod numbers;
mod overview;
mod paragraph;
mod retro;
mod retro_numbers;
mod sprint_days;
mod sprint_json;
mod sprint_report;
mod together;
mod velocity;
mod velocity_json;
mod words;

pub use blocker_numbers::{BlockerNumbers, ClusterNumbers, ResolveNumbers, StandingNumbers};
pub use blockers::{BlockerRow, BlockersView, ClusterRow};
pub use calibration::{CalibrationNumbers, JournalNumbers, KeptNumbers};
pub use capacity::{CapacityView, PersonRow, RecommendationView};
pub use figure::{Column, Figure, Table};
pub use flow_numbers::{CycleTimeNumbers, FlowDayNumbers, FlowNumbers};
pub use forecast::{Forecast, Question, Reached, Step};
pub use forecast_json::{ForecastJson, HowManyNumbers, Probabilities, WhenNumbers, forecast_json};
pub use forecast_view::{FanPoint, ForecastView};
pub use items::{ItemGroup, ItemView};
pub use ledger::{LedgerRow, LedgerView, Proof, RatioRow, TypeRow, proof_line};
pub use log_numbers::{
    CarryNumbers, EstimationNumbers, LogBlockerNumbers, ServiceLevelNumbers, SizeNumbers, SpendingNumbers,
};
pub use numbers::{Amount, FourPlaces, SixPlaces, TwoPlaces};
pub use overview::{GoalMark, GoalsView, NextView, Overview, SprintName, SprintRow, overview};
pub use retro::{ActionRow, ClosedRow, RetroView};
pub use retro_numbers::{AnswerNumbers, HealthNumbers, MoneyNumbers, RetroNumbers};
pub use sprint_json::{
    AmendedFacts, BothRatios, BurndownNumbers, CapacityNumbers, CarriedNumbers, DayNumbers, GoalNumbers, LedgerNumbers,
    RatioNumbers, RecommendationNumbers, SprintJson, TypeNumbers, sprint_json,
};
pub use sprint_report::{DatesView, GoalView, KeyNumber, ReleaseView, SprintReport, sprint_report};
pub use together::{TeamNumbers, TogetherJson, together};
pub use velocity::Statistic;
pub use velocity_json::{
    CohnNumbers, GoalsNumbers, NextNumbers, SayDoNumbers, SprintNumbers, VelocityJson, VelocityNumbers, XmrNumbers,
    velocity_json,
};
