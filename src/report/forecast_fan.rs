//! The forecast figure: what the next sprints may bring, added up, and where that reaches what is still to be done.

use jiff::civil::Date;

use super::chart::{Area, Column, DayChart, Line, Spot};
use super::figure::{self, Figure, Told};
use super::forecast::{FanStep, Forecast, Question};
use super::forecast_view::FAN;
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::Points;

/// The figure, from the first sprint on that counts.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let forecast = Forecast::of(topic.log, &Question::default(), topic.today);
    let furthest = [85, 70, 50].into_iter().find_map(|p| forecast.by(p)).unwrap_or(0);
    let fan = forecast.fan(furthest.clamp(*FAN.start(), *FAN.end()));
    if fan.is_empty() {
        let gives = "what the next sprints may bring, and when the backlog is done";
        return Err(Gap::new("no closed sprint counts yet", gives));
    }
    let told = Told {
        title: format!("Forecast of {}, in {}", team_name(topic.log), forecast.unit.word()),
        description: "For the end of each of the next sprints what is done by then, added up: a line for what at least 85 % of \
                      all futures reach, a dashed one for what half of them reach, and an area up to what only the luckiest \
                      15 % reach. A level line stands at what is still to be done."
            .to_owned(),
        reading: forecast.sentences().into_iter().next().unwrap_or_default(),
        head: head(),
        rows: fan.iter().map(|step| row(&forecast, step)).collect(),
    };
    let chart = chart(&forecast, &fan);
    Ok(Figure::drawn(topic.of_log().id("forecast"), told, |heading| chart.draw(heading)))
}

fn chart(forecast: &Forecast, fan: &[FanStep]) -> DayChart {
    let spots = |of: fn(&FanStep) -> Option<Points>| -> Vec<Spot> {
        let steps = fan.iter().filter_map(|step| Some(Spot { place: step.number, value: of(step)?.to_f64() }));
        std::iter::once(Spot { place: 0, value: 0.0 }).chain(steps).collect()
    };
    let last = |of: fn(&FanStep) -> Option<Points>| fan.last().and_then(of).map_or_else(String::new, words::plain);
    let (p85, p50, p15) = (spots(|step| step.p85), spots(|step| step.p50), spots(|step| step.p15));
    let target = forecast.when.as_ref().map(|reached| Line {
        class: "c-scope",
        label: format!("to do {}", words::plain(reached.target)),
        spots: [0, fan.len()].map(|place| Spot { place, value: reached.target.to_f64() }).to_vec(),
        dots: true,
    });
    let mut lines: Vec<Line> = target.into_iter().collect();
    lines.push(Line { class: "c-done", label: format!("50 % {}", last(|step| step.p50)), spots: p50, dots: false });
    let sure = p85.len() > 1;
    let area = Area { class: "c-band", hatched: false, label: String::new(), upper: p15, lower: p85.clone() };
    if sure {
        lines.push(Line { class: "c-done", label: format!("85 % {}", last(|step| step.p85)), spots: p85, dots: true });
    }
    DayChart {
        columns: fan.iter().map(|step| column(forecast, step)).collect(),
        areas: if sure { vec![area] } else { Vec::new() },
        lines,
        unit: format!("{}, added up, by the end of each sprint", words::capital(forecast.unit.word())),
        named_at_ends: true,
        ..DayChart::default()
    }
}

fn column(forecast: &Forecast, step: &FanStep) -> Column {
    let end = forecast.end(step.number);
    let before = step.number.checked_sub(1).and_then(|before| forecast.end(before));
    let wanted = forecast.when.as_ref().and_then(|reached| reached.by);
    let here = wanted.filter(|by| end.is_some_and(|end| *by <= end) && before.is_none_or(|before| *by > before));
    Column {
        day: end.map_or_else(|| step.number.to_string(), |end| end.strftime("%-d").to_string()),
        month: end.map_or_else(String::new, |end| end.strftime("%b").to_string()),
        working: true,
        events: here.map(|by| format!("wanted by {}", words::day_and_year(by))).into_iter().collect(),
        tooltip: told(step, end),
    }
}

fn told(step: &FanStep, end: Option<Date>) -> String {
    let when =
        end.map_or_else(|| words::counted(step.number, "sprint"), |end| format!("By {}", words::day_and_year(end)));
    let claim = |p: &str, amount: Option<Points>| Some(format!("{} with {p}", words::plain(amount?)));
    let claims = [claim("85 %", step.p85), claim("50 %", step.p50), claim("15 %", step.p15)];
    format!("{when}: at least {}", claims.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn head() -> Vec<figure::Column> {
    vec![
        figure::Column::numbers("Sprints"),
        figure::Column::words("Until"),
        figure::Column::numbers("85 % reach"),
        figure::Column::numbers("50 % reach"),
        figure::Column::numbers("15 % reach"),
    ]
}

fn row(forecast: &Forecast, step: &FanStep) -> Vec<String> {
    let amount = |amount: Option<Points>| amount.map_or_else(String::new, words::plain);
    vec![
        step.number.to_string(),
        forecast.end(step.number).map_or_else(String::new, words::day_and_year),
        amount(step.p85),
        amount(step.p50),
        amount(step.p15),
    ]
}
