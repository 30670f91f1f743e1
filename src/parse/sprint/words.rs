//! The words that stand for a choice in sprint files.

use jiff::civil::Weekday;
use serde_yaml::Value;

use crate::sprints::{ActionState, CommitmentMode, DependencyState, ItemType, Outcome, State, Unit, WorkingDays};

use super::super::yaml::{Read, Wanted, one_of};

impl Read for State {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Planned, Self::Active, Self::Closed], Self::word)
    }
}

impl Read for Unit {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Points, Self::Items], Self::word)
    }
}

impl Read for Outcome {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Met, Self::Partly, Self::Missed, Self::None], Self::word)
    }
}

impl Read for ItemType {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Feature, Self::Bug, Self::Chore, Self::Spike, Self::Other], Self::word)
    }
}

impl Read for DependencyState {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Asked, Self::Agreed, Self::Delivered, Self::Late], Self::word)
    }
}

impl Read for ActionState {
    fn read(value: &Value) -> Result<Self, Wanted> {
        worded(value, &[Self::Open, Self::Done, Self::Dropped], Self::word)
    }
}

impl Read for CommitmentMode {
    fn read(value: &Value) -> Result<Self, Wanted> {
        one_of(value, &[("open", Self::OpenAtStart), ("jira", Self::Jira)])
    }
}

impl Read for WorkingDays {
    fn read(value: &Value) -> Result<Self, Wanted> {
        let wanted = || Wanted::new("a list of week days, like [monday, tuesday]");
        let days = value.as_sequence().filter(|days| !days.is_empty()).ok_or_else(wanted)?;
        let days: Result<Vec<Weekday>, Wanted> =
            days.iter().map(|day| one_of(day, &WEEK).map_err(|_| wanted())).collect();
        days.map(Self::new)
    }
}

const WEEK: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

fn worded<T: Copy>(value: &Value, choices: &[T], word: fn(T) -> &'static str) -> Result<T, Wanted> {
    let words: Vec<(&str, T)> = choices.iter().map(|choice| (word(*choice), *choice)).collect();
    one_of(value, &words)
}
