//! Every kind of chart by its name. All are drawn by functions of one shape: a topic in, a figure out, or the gap that keeps
//! it from being drawn.

use super::figure::Figure;
use super::topic::{Gap, Topic};
use super::{burndown, burnup, velocity};

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
    /// A whole log.
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
];

/// The kind of chart with this name.
#[must_use]
pub fn chart_kind(name: &str) -> Option<&'static ChartKind> {
    CHART_KINDS.iter().find(|kind| kind.name == name)
}
