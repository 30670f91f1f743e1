//! Dated remarks: events around the team, releases, and amendments to a closed sprint.

use jiff::civil::Date;

/// Something that happened around the team: a mark on the charts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// What happened.
    pub what: String,
}

/// Something that was released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The version.
    pub version: String,
    /// The day, where it is known.
    pub date: Option<Date>,
    /// Where to read more.
    pub url: Option<String>,
}

/// A change to a closed sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The day of the change.
    pub date: Date,
    /// What was changed.
    pub what: String,
    /// Why.
    pub why: Option<String>,
}
