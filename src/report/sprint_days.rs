//! The days of a sprint as the columns of a chart, and as the rows of its table.

use jiff::civil::Date;

use super::chart;
use super::figure::{Column, Table};
use super::words;
use crate::sprints::{Burndown, BurndownDay, Points, Ratio, Sprint};

/// One column per day. `tell` says in words what the chart shows of the day.
pub(crate) fn columns(
    sprint: &Sprint,
    burndown: &Burndown,
    tell: impl Fn(&BurndownDay) -> String,
) -> Vec<chart::Column> {
    let column = |day: &BurndownDay| {
        let told = tell(day);
        let name = format!("{} {}", words::weekday(day.date), words::day(day.date));
        let events = events_on(sprint, day.date);
        let parts: Vec<String> =
            std::iter::once(told).chain(events.iter().cloned()).filter(|one| !one.is_empty()).collect();
        let tooltip = if parts.is_empty() { name } else { format!("{name}: {}", parts.join("; ")) };
        chart::Column {
            day: day.date.day().to_string(),
            month: words::short(words::month(day.date)).to_owned(),
            working: day.working,
            events,
            tooltip,
        }
    };
    burndown.days.iter().map(column).collect()
}

/// The values of a line that begins with `start` and goes on to the last day that has one.
pub(crate) fn spots(
    start: Option<f64>,
    burndown: &Burndown,
    value: impl Fn(&BurndownDay) -> Option<f64>,
) -> Vec<chart::Spot> {
    let first = start.map(|value| chart::Spot { place: 0, value });
    let ends = burndown.days.iter().enumerate().filter_map(|(place, day)| Some((place + 1, value(day)?)));
    first.into_iter().chain(ends.map(|(place, value)| chart::Spot { place, value })).collect()
}

/// The place of "now": the last day with figures, where the sprint goes on after it.
pub(crate) fn today_place(burndown: &Burndown) -> Option<usize> {
    let last = last_known(burndown)?;
    let place = burndown.days.iter().position(|day| day.date == last.date)? + 1;
    (place < burndown.days.len() && burndown.days[place..].iter().all(|day| day.remaining.is_none())).then_some(place)
}

/// The last day with figures.
pub(crate) fn last_known(burndown: &Burndown) -> Option<&BurndownDay> {
    burndown.days.iter().rev().find(|day| day.remaining.is_some())
}

/// All figures of all days, with what happened on them.
pub(crate) fn table(sprint: &Sprint, burndown: &Burndown, caption: String) -> Table {
    let head = ["Scope", "Done", "Remaining", "Ideal"].map(Column::numbers);
    let head = std::iter::once(Column::words("End of")).chain(head).chain([Column::words("What happened")]).collect();
    let amount = |number: Option<Points>| number.map_or_else(String::new, words::plain);
    let row = |day: &BurndownDay| {
        let ideal = day.ideal.map(Ratio::to_f64).map_or_else(String::new, words::decimal);
        let mut happened = events_on(sprint, day.date);
        if !day.working {
            happened.insert(0, "day off".to_owned());
        }
        let date = format!("{} {}", words::short(words::weekday(day.date)), words::day(day.date));
        vec![date, amount(day.scope), amount(day.done), amount(day.remaining), ideal, happened.join("; ")]
    };
    Table { caption, head, rows: burndown.days.iter().map(row).collect() }
}

/// "Marked: 26 March, Support rota moved to another team." or nothing.
pub(crate) fn events_told(sprint: &Sprint) -> String {
    let told: Vec<String> =
        sprint.events.iter().map(|event| format!("{}, {}", words::day(event.date), event.what)).collect();
    if told.is_empty() { String::new() } else { format!(" Marked: {}.", told.join("; ")) }
}

fn events_on(sprint: &Sprint, date: Date) -> Vec<String> {
    sprint.events.iter().filter(|event| event.date == date).map(|event| event.what.clone()).collect()
}
