//! Every kind of chart by its name. All are drawn by functions of one shape: a topic in, a figure out, or the gap that keeps
//! it from being drawn.

use super::figure::Figure;
use super::topic::{Gap, Topic};
use super::{
    actions, age, burndown, burnup, cycle_time, delivery, flow, forecast_fan, kept, mood, runway, say_do, scope,
    standing, throughput, velocity,
};

/// A kind of chart.
#[derive(Clone, Copy, Debug)]
pub struct ChartKind {
    /// Its name in files, as in `burnup`.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub shows: &'static str,
    /// What it is about.
    pub about: About,
    /// Draws it.
    pub figure: fn(&Topic<'_>) -> Result<Figure, Gap>,
}

/// What a kind of chart is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A whole log. Some of them look at one sprint of it where one is named.
    Log,
    /// One sprint.
    Sprint,
}

/// Every kind of chart, in the order in which people ask.
pub const CHART_KINDS: &[ChartKind] = &[
    ChartKind {
        name: "velocity",
        shows: "what was committed and completed in each sprint",
        about: About::Log,
        figure: velocity::figure,
    },
    ChartKind {
        name: "say-do",
        shows: "what was finished against what was planned",
        about: About::Log,
        figure: say_do::figure,
    },
    ChartKind {
        name: "scope",
        shows: "what came into sprints after their start, and what went out",
        about: About::Log,
        figure: scope::figure,
    },
    ChartKind {
        name: "burnup",
        shows: "how scope and finished work grew, day by day",
        about: About::Sprint,
        figure: burnup::figure,
    },
    ChartKind {
        name: "burndown",
        shows: "how the remaining work shrank, beside the ideal line",
        about: About::Sprint,
        figure: burndown::figure,
    },
    ChartKind {
        name: "flow",
        shows: "how much was to do, in progress and done on each day",
        about: About::Sprint,
        figure: flow::figure,
    },
    ChartKind { name: "cycle-time", shows: "how many days items took", about: About::Log, figure: cycle_time::figure },
    ChartKind { name: "age", shows: "how long open work has been in progress", about: About::Log, figure: age::figure },
    ChartKind {
        name: "throughput",
        shows: "how many items each sprint finished",
        about: About::Log,
        figure: throughput::figure,
    },
    ChartKind {
        name: "forecast",
        shows: "what the next sprints may bring, and when the backlog is done",
        about: About::Log,
        figure: forecast_fan::figure,
    },
    ChartKind { name: "calibration", shows: "how often forecasts held", about: About::Log, figure: kept::figure },
    ChartKind {
        name: "capacity",
        shows: "how much was finished with how much time",
        about: About::Log,
        figure: delivery::figure,
    },
    ChartKind {
        name: "blockers",
        shows: "what stood in the way, by cause",
        about: About::Log,
        figure: standing::figure,
    },
    ChartKind {
        name: "retro",
        shows: "what came of the actions of retrospectives",
        about: About::Log,
        figure: actions::figure,
    },
    ChartKind {
        name: "health",
        shows: "how the team answered questions about itself",
        about: About::Log,
        figure: mood::figure,
    },
    ChartKind {
        name: "money",
        shows: "what was spent, and how long the budget lasts",
        about: About::Log,
        figure: runway::figure,
    },
];

/// The kind of chart with this name.
#[must_use]
pub fn chart_kind(name: &str) -> Option<&'static ChartKind> {
    CHART_KINDS.iter().find(|kind| kind.name == name)
}
