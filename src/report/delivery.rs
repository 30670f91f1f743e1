//! The capacity figure: how much each sprint finished with how much time.

use super::chart::{Dot, Mark, Scale, ScatterChart};
use super::figure::{Column, Figure, Told};
use super::shown::shown;
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Log, PersonDays, Points, Ratio, Recommendation, Sprint, Unit, rate};

/// A sprint with its person-days and what it completed.
struct Delivered<'a> {
    sprint: &'a Sprint,
    days: PersonDays,
    completed: Points,
}

/// The figure, from the second closed sprint on whose capacity is known: one dot is no picture.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let log = topic.log;
    let unit = log.team.unit;
    let known = shown(topic, unit).into_iter().filter_map(|one| {
        let days = log.availability(one.sprint)?.person_days;
        Some(Delivered { sprint: one.sprint, days, completed: one.completed })
    });
    let known: Vec<Delivered<'_>> = known.collect();
    if known.len() < 2 {
        let gives = "how delivery follows the time there is";
        return Err(Gap::new("fewer than two closed sprints tell their capacity", gives));
    }
    let next = Recommendation::next(log, topic.today).person_days;
    let told = Told {
        title: format!("Capacity and delivery of {}", team_name(log)),
        description: format!(
            "A dot for each of {}: from left to right its person-days, upwards the {} that it completed. A dashed line shows \
             the rate of all of them together.",
            words::counted(known.len(), "closed sprint"),
            unit.word()
        ),
        reading: reading(&known, unit, next),
        head: vec![
            Column::words("Sprint"),
            Column::numbers("Person-days"),
            Column::numbers("Completed"),
            Column::numbers("A person-day"),
        ],
        rows: known.iter().map(row).collect(),
    };
    let chart = chart(log, &known, next);
    Ok(Figure::drawn(topic.of_log().id("capacity"), told, |heading| chart.draw(heading)))
}

fn chart(log: &Log, known: &[Delivered<'_>], next: Option<PersonDays>) -> ScatterChart {
    let unit = log.team.unit;
    let days = || known.iter().map(|one| one.days).chain(next).map(PersonDays::to_f64);
    let scale = Scale::around(days().fold(f64::INFINITY, f64::min), days().fold(0.0, f64::max), 5);
    let dot = |one: &Delivered<'_>| Dot {
        x: one.days.to_f64(),
        y: one.completed.to_f64(),
        mark: Mark::Dot,
        times: 1,
        tooltip: format!(
            "{}: {} with {} person-days",
            one.sprint.title(),
            words::amount(one.completed, unit),
            words::plain(one.days)
        ),
    };
    let slope = pooled(known).map(|rate| [scale.bottom, scale.top].map(|days| (days, days * rate.to_f64())));
    ScatterChart {
        dots: known.iter().map(dot).collect(),
        across: (scale.bottom, scale.top),
        names: scale.ticks.iter().map(|tick| (*tick, super::chart::tick_words(*tick))).collect(),
        across_unit: "Person-days".to_owned(),
        unit: format!("{} completed", words::capital(unit.word())),
        uprights: next.map(|days| (days.to_f64(), format!("next sprint {}", words::plain(days)))).into_iter().collect(),
        slope,
        ..ScatterChart::default()
    }
}

/// Of all sprints together, so that long ones weigh more.
fn pooled(known: &[Delivered<'_>]) -> Option<Ratio> {
    rate(known.iter().map(|one| one.completed).sum(), known.iter().map(|one| one.days).sum())
}

fn reading(known: &[Delivered<'_>], unit: Unit, next: Option<PersonDays>) -> String {
    let Some(rate) = pooled(known) else { return "There was no time in any sprint.".to_owned() };
    let next = next.map(|days| format!("; the next sprint has {}", words::plain(days)));
    format!("Ten person-days brought {} {}{}.", words::rounded(rate.times(10)), unit.word(), next.unwrap_or_default())
}

fn row(one: &Delivered<'_>) -> Vec<String> {
    let rate = rate(one.completed, one.days).map_or_else(String::new, |rate| format!("{:.2}", rate.to_f64()));
    vec![one.sprint.title().to_owned(), words::plain(one.days), words::plain(one.completed), rate]
}
