//! A forecast for machines. The names are a contract; a number that is gated or unknown is `null`, never absent.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::calibration::{self, CalibrationNumbers};
use super::forecast::{Forecast, Question, Reached, Step};
use super::numbers::{Amount, FourPlaces, SixPlaces};
use crate::sprints::{CLAIMS, Log};

/// A forecast for machines.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastJson {
    /// `exact`: every future is counted.
    pub method: &'static str,
    /// The id of the team.
    pub team: Option<String>,
    /// `points` or `items`.
    pub unit: &'static str,
    /// `sprint` or `working day`: what each of `history` is, and what is counted ahead.
    pub step: &'static str,
    /// How many closed sprints the history comes from: what claims stand on.
    pub n: usize,
    /// The outcomes of the past, oldest first.
    pub history: Vec<Amount<2>>,
    /// How many in so many steps.
    pub how_many: Option<HowManyNumbers>,
    /// When the target is reached.
    pub when: Option<WhenNumbers>,
    /// How often claims about a single sprint held.
    pub calibration: CalibrationNumbers,
}

/// How many in so many steps.
#[derive(Clone, Debug, Serialize)]
pub struct HowManyNumbers {
    /// How many sprints are looked ahead; `null` where working days are.
    pub sprints: Option<usize>,
    /// How many working days are looked ahead; `null` where sprints are.
    pub days: Option<usize>,
    /// Reached in at least half of the futures.
    pub p50: Option<Amount<2>>,
    /// Reached in at least 70 %.
    pub p70: Option<Amount<2>>,
    /// Reached in at least 85 %.
    pub p85: Option<Amount<2>>,
    /// Reached in at least 95 %.
    pub p95: Option<Amount<2>>,
    /// The mean.
    pub mean: FourPlaces,
}

/// When a target is reached.
#[derive(Clone, Debug, Serialize)]
pub struct WhenNumbers {
    /// The target.
    pub target: Amount<2>,
    /// Steps in at least half of the futures.
    pub p50: Option<usize>,
    /// Steps in at least 70 %.
    pub p70: Option<usize>,
    /// Steps in at least 85 %.
    pub p85: Option<usize>,
    /// Steps in at least 95 %.
    pub p95: Option<usize>,
    /// The last days of those steps.
    pub dates: BTreeMap<String, Option<String>>,
    /// The probability to be done within so many steps, until it is 1 to six places.
    pub probability: Probabilities,
    /// Nothing is left to do.
    pub already: bool,
    /// Nothing was finished in the sprints that count.
    pub never: bool,
}

/// Probabilities by the number of steps, in order.
#[derive(Clone, Debug)]
pub struct Probabilities(pub(crate) Vec<SixPlaces>);

impl Serialize for Probabilities {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().enumerate().map(|(place, chance)| ((place + 1).to_string(), chance)))
    }
}

/// The answer of `log` to `question` as of `today`.
#[must_use]
pub fn forecast_json(log: &Log, question: &Question, today: Date) -> ForecastJson {
    let forecast = Forecast::of(log, question, today);
    let in_sprints = forecast.step == Step::Sprint;
    let how_many = forecast.how_many.as_ref().map(|how_many| HowManyNumbers {
        sprints: in_sprints.then_some(how_many.steps),
        days: (!in_sprints).then_some(how_many.steps),
        p50: forecast.at_least(50).map(Amount),
        p70: forecast.at_least(70).map(Amount),
        p85: forecast.at_least(85).map(Amount),
        p95: forecast.at_least(95).map(Amount),
        mean: FourPlaces(how_many.mean),
    });
    ForecastJson {
        method: "exact",
        team: log.team.id.clone(),
        unit: forecast.unit.word(),
        step: forecast.step.word(),
        n: forecast.n,
        history: forecast.history.iter().copied().map(Amount).collect(),
        how_many,
        when: forecast.when.as_ref().map(|reached| when_numbers(&forecast, reached)),
        calibration: calibration::numbers(log, forecast.unit, today),
    }
}

fn when_numbers(forecast: &Forecast, reached: &Reached) -> WhenNumbers {
    let date = |p: usize| forecast.by(p).and_then(|steps| forecast.end(steps)).map(|day| day.to_string());
    WhenNumbers {
        target: Amount(reached.target),
        p50: forecast.by(50),
        p70: forecast.by(70),
        p85: forecast.by(85),
        p95: forecast.by(95),
        dates: CLAIMS.iter().map(|p| (format!("p{p}"), date(*p))).collect(),
        probability: Probabilities(reached.when.within.iter().map(|chance| SixPlaces(chance.millionths())).collect()),
        already: reached.when.already,
        never: reached.when.never,
    }
}
