//! The forecast on the overview of a log: sentences, and the fan of what the next sprints may bring.

use jiff::civil::Date;
use serde::Serialize;

use super::calibration::calibration_sentences;
use super::forecast::{Forecast, Question};
use super::numbers::Amount;
use super::words;
use crate::sprints::Log;

/// The fan reaches at least so many sprints ahead, and at most so many.
pub(crate) const FAN: std::ops::RangeInclusive<usize> = 3..=13;

/// The forecast of a log.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastView {
    /// What the backlog is called, where it has a name.
    pub name: Option<String>,
    /// What is still to be done, as in "74 points".
    pub target: Option<String>,
    /// The day it is wanted by, as in "19 February 2027".
    pub by: Option<String>,
    /// When it is done, and how much the next sprints bring.
    pub sentences: Vec<String>,
    /// How well such claims held so far.
    pub calibration: Vec<String>,
    /// What is done after each of the next sprints, added up.
    pub fan: Vec<FanPoint>,
}

/// What is done after some sprints.
#[derive(Clone, Debug, Serialize)]
pub struct FanPoint {
    /// How many sprints.
    pub sprints: usize,
    /// The last day of the last of them, as in "2026-12-11".
    pub end: Option<String>,
    /// What at least 85 % of the futures reach; `null` below 6 sprints.
    pub p85: Option<Amount<2>>,
    /// What at least half of them reach.
    pub p50: Option<Amount<2>>,
    /// What only the luckiest 15 % reach; `null` below 6 sprints.
    pub p15: Option<Amount<2>>,
}

/// The forecast of `log` as of `today`; `None` before the first sprint that counts.
pub(crate) fn view(log: &Log, today: Date) -> Option<ForecastView> {
    let forecast = Forecast::of(log, &Question::default(), today);
    if forecast.history.is_empty() {
        return None;
    }
    let reached = forecast.when.as_ref();
    let furthest = [85, 70, 50].into_iter().find_map(|p| forecast.by(p)).unwrap_or(0);
    let fan = forecast.fan(furthest.clamp(*FAN.start(), *FAN.end()));
    let point = |step: super::forecast::FanStep| FanPoint {
        sprints: step.number,
        end: forecast.end(step.number).map(|day| day.to_string()),
        p85: step.p85.map(Amount),
        p50: step.p50.map(Amount),
        p15: step.p15.map(Amount),
    };
    Some(ForecastView {
        name: reached.and_then(|reached| reached.name.clone()),
        target: reached.map(|reached| words::amount(reached.target, forecast.unit)),
        by: reached.and_then(|reached| reached.by).map(words::day_and_year),
        sentences: forecast.sentences(),
        calibration: calibration_sentences(log, forecast.unit, today),
        fan: fan.into_iter().map(point).collect(),
    })
}
