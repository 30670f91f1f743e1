//! Sprint numbers into what a page shows: one file per report, typed views that a template gets, charts as SVG text,
//! and the same numbers for machines.

mod actions;
mod age;
mod badge;
mod blocker_numbers;
mod blockers;
mod burndown;
mod burnup;
mod calibration;
mod capacity;
mod carried_items;
mod changes;
mod chart;
mod cycle_time;
mod delivery;
mod diff;
mod facts;
mod figure;
mod flow;
mod flow_numbers;
mod follow_through;
mod forecast;
mod forecast_fan;
mod forecast_json;
mod forecast_view;
mod formulas;
mod horizon;
mod inputs;
mod items;
mod kept;
mod kinds;
mod ledger;
mod log_numbers;
mod markdown;
mod metric_values;
mod metric_words;
mod metrics;
mod missing;
mod mood;
mod next_sprint;
mod numbers;
mod numbers_page;
mod outline;
mod outlook;
mod overview;
mod panels;
mod paragraph;
mod passages;
mod plain_text;
mod plan_json;
mod planning;
mod retro;
mod retro_numbers;
mod rows_csv;
mod runway;
mod say_do;
mod scope;
mod shown;
mod sprint_days;
mod sprint_json;
mod sprint_report;
mod standing;
mod summary;
mod teams;
mod throughput;
mod together;
mod topic;
mod velocity;
mod velocity_json;
mod words;

pub use badge::sprint_badge;
pub use blocker_numbers::{BlockerNumbers, ClusterNumbers, ResolveNumbers, StandingNumbers};
pub use blockers::{BlockerRow, BlockersView, ClusterRow};
pub use calibration::{CalibrationNumbers, JournalNumbers, KeptNumbers, calibration_sentences};
pub use capacity::{CapacityView, PersonRow, RecommendationView};
pub use carried_items::carried_items;
pub use diff::diff;
pub use facts::{EstimationView, HealthRow, SizeRow};
pub use figure::{Column, Figure, Table};
pub use flow_numbers::{CycleTimeNumbers, FlowDayNumbers, FlowNumbers};
pub use forecast::{Forecast, Question, Reached, Step};
pub use forecast_json::{ForecastJson, HowManyNumbers, Probabilities, WhenNumbers, forecast_json};
pub use forecast_view::{FanPoint, ForecastView};
pub use horizon::{DependencyRow, Horizon, RiskRow, horizon};
pub use items::{ItemGroup, ItemView};
pub use kinds::{About, CHART_KINDS, ChartKind, chart_kind};
pub use ledger::{LedgerRow, LedgerView, Proof, RatioRow, TypeRow, proof_line};
pub use log_numbers::{
    CarryNumbers, EstimationNumbers, LogBlockerNumbers, ServiceLevelNumbers, SizeNumbers, SpendingNumbers,
};
pub use markdown::{figure_markdown, log_markdown, plan_markdown, sprint_markdown};
pub use metric_words::Said;
pub use metrics::{METRICS, Metric, MetricKind, metric_kind};
pub use next_sprint::next_sprint_text;
pub use numbers::{Amount, FourPlaces, SixPlaces, TwoPlaces};
pub use numbers_page::{CountedRow, LeftOutRow, NumberGroup, NumberLine, NumbersPage, numbers_page};
pub use outlook::Answer;
pub use overview::{GoalMark, GoalsView, NextView, Overview, SprintName, SprintRow, overview};
pub use passages::ReportPassage;
pub use plain_text::{log_text, plan_text, sentences_text, sprint_text};
pub use plan_json::{AwaitedNumbers, PlanJson, PlannedNumbers, RateNumbers, ReachedNumbers, plan_json};
pub use planning::{plan_headline, plan_remarks, plan_verdict};
pub use retro::{ActionRow, ClosedRow, RetroView};
pub use retro_numbers::{AnswerNumbers, HealthNumbers, MoneyNumbers, RetroNumbers};
pub use rows_csv::{log_csv, sprint_csv};
pub use sprint_json::{
    AmendedFacts, BothRatios, BurndownNumbers, CapacityNumbers, CarriedNumbers, DayNumbers, GoalNumbers, HeadNumbers,
    LedgerNumbers, RatioNumbers, RecommendationNumbers, SprintJson, TypeNumbers, sprint_json,
};
pub use sprint_report::{DatesView, GoalView, KeyNumber, ReleaseView, SprintReport, sprint_report};
pub use summary::{Summary, SummaryPart, summary};
pub use teams::{TeamLog, TeamRow, Teams, teams};
pub use together::{TeamNumbers, TogetherJson, together};
pub use topic::{Gap, Topic};
pub use velocity::{Statistic, team_name};
pub use velocity_json::{
    CohnNumbers, GoalsNumbers, NextNumbers, SayDoNumbers, SprintNumbers, VelocityJson, VelocityNumbers, XmrNumbers,
    velocity_json,
};
