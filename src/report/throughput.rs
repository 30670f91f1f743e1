//! The throughput figure: how many items each sprint finished, whatever their size.

use super::chart::{Bar, ColumnChart, DONE_WIDTH, Look, Place, Rule, Sign};
use super::figure::{Column, Figure, Told};
use super::shown::{Shown, left_out_sign, left_out_told, shown};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Points, Ratio, Unit, Velocity};

/// The figure, from the first closed sprint on whose finished items are known.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let log = topic.log;
    let shown = shown(topic, Unit::Items);
    if shown.is_empty() {
        let gives = "how many items each sprint finished";
        return Err(Gap::new("no closed sprint lists its items or counts in items", gives));
    }
    let days = |one: &Shown<'_>| log.calendar(one.sprint).sprint_days(&one.sprint.dates);
    let told = Told {
        title: format!("Throughput of {}, in items", team_name(log)),
        description: format!(
            "For each of {} a bar as high as the number of items that it finished, with a line at the middle value.{}",
            words::counted(shown.len(), "closed sprint"),
            left_out_told(&shown)
        ),
        reading: reading(&shown, shown.iter().map(days).sum()),
        head: vec![
            Column::words("Sprint"),
            Column::numbers("Items"),
            Column::numbers("Working days"),
            Column::numbers("Items a working day"),
        ],
        rows: shown.iter().map(|one| row(one, days(one))).collect(),
    };
    let chart = chart(&shown);
    Ok(Figure::drawn(topic.of_log().id("throughput"), told, |heading| chart.draw(heading)))
}

fn chart(shown: &[Shown<'_>]) -> ColumnChart {
    let place = |one: &Shown<'_>| {
        let look = if one.sprint.exclude.is_some() { Look::LeftOut } else { Look::Done };
        let bars = vec![Bar::up_to(look, one.completed.to_f64(), DONE_WIDTH)];
        let told = words::amount(one.completed, Unit::Items);
        Place { bars, value: Some(words::plain(one.completed)), ..one.place(&told) }
    };
    let median = Velocity::of(&counted(shown)).map(|all| Rule {
        first: 0,
        value: all.median.to_f64(),
        words: vec!["median".to_owned(), words::rounded(all.median)],
    });
    let mut signs = vec![(Sign::Bar(Look::Done), "items finished".to_owned())];
    signs.extend(left_out_sign(shown));
    ColumnChart {
        places: shown.iter().map(place).collect(),
        signs,
        rules: median.into_iter().collect(),
        ..ColumnChart::default()
    }
}

fn counted(shown: &[Shown<'_>]) -> Vec<Points> {
    shown.iter().filter(|one| one.sprint.exclude.is_none()).map(|one| one.completed).collect()
}

fn reading(shown: &[Shown<'_>], days: usize) -> String {
    let items: Points = shown.iter().map(|one| one.completed).sum();
    let told = words::amount(items, Unit::Items);
    let (sprints, working) = (words::counted(shown.len(), "sprint"), words::counted(days, "working day"));
    match Ratio::of(items, Points::count(days)) {
        Some(rate) => format!("{sprints} finished {told} in {working}: {} a day.", words::rounded(rate)),
        None => format!("{sprints} finished {told}."),
    }
}

fn row(one: &Shown<'_>, days: usize) -> Vec<String> {
    let rate = Ratio::of(one.completed, Points::count(days)).map_or_else(String::new, words::rounded);
    vec![one.sprint.title().to_owned(), words::plain(one.completed), days.to_string(), rate]
}
