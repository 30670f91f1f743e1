//! The velocity figure: what was planned and done in each sprint, with the middle and the usual range.

use super::chart::{Band, Bar, ColumnChart, DONE_WIDTH, Look, PLAN_WIDTH, Place, Rule, Sign};
use super::figure::{Column, Figure, Told};
use super::shown::{Shown, left_out_sign, left_out_told, shown};
use super::topic::{Gap, Topic};
use super::words;
use crate::sprints::{
    Direction, History, Log, Points, Ratio, Trend, Unit, Velocity, at_least, may_claim, sprints_needed,
};

/// The figure, from the first closed sprint on.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let Topic { log, today, .. } = *topic;
    let unit = log.team.unit;
    let shown = shown(topic, unit);
    if shown.is_empty() {
        let gives = "what was committed and completed in each sprint";
        return Err(Gap::new(format!("no closed sprint tells its completed {}", unit.word()), gives));
    }
    let history = History::of(log, today);
    let velocity = Velocity::of(&history.velocities());
    let told = Told {
        title: format!("Velocity of {}, in {}", team_name(log), unit.word()),
        description: format!(
            "For each of {} what was committed, as a hatched bar, and what was completed, as a solid bar. \
             A line shows the middle value of the sprints that count.{}",
            words::counted(shown.len(), "closed sprint"),
            left_out_told(&shown)
        ),
        reading: velocity.as_ref().map_or_else(|| "No sprint counts yet.".to_owned(), |one| reading(one, unit)),
        head: head(),
        rows: shown.iter().map(row).collect(),
    };
    let chart = chart(&shown, velocity.as_ref(), &history, unit);
    Ok(Figure::drawn(topic.of_log().id("velocity"), told, |heading| chart.draw(heading)))
}

/// The name of the team, or a word for it.
#[must_use]
pub fn team_name(log: &Log) -> &str {
    log.team.name.as_deref().or(log.team.id.as_deref()).unwrap_or("the team")
}

/// "Velocity is falling: in 40 of 45 pairs of sprints the later one finished less." or nothing, where it may be chance.
pub(crate) fn trend_sentence(series: &[Points]) -> Option<String> {
    let trend = Trend::of(series)?;
    let (way, amount) = match trend.direction {
        Direction::Falling => ("falling", "less"),
        Direction::Rising => ("rising", "more"),
    };
    let Trend { pairs, of, .. } = trend;
    Some(format!(
        "Velocity is {way}: in {pairs} of {of} pairs of sprints the later one finished {amount}, which is more than chance \
         explains. Numbers from older sprints say little about the next one."
    ))
}

/// "Velocity is falling, so these numbers may be too high; the mean of the last three sprints is 9." or nothing.
pub(crate) fn caution(series: &[Points]) -> Option<String> {
    let falling = Trend::of(series).is_some_and(|trend| trend.direction == Direction::Falling);
    let newest = Velocity::of(series).filter(|_| falling)?.rolling3.last().copied().flatten()?;
    let mean = words::rounded(newest);
    Some(format!(
        "Velocity is falling, so these numbers may be too high; the mean of the last three sprints is {mean}."
    ))
}

fn chart(shown: &[Shown<'_>], velocity: Option<&Velocity>, history: &History<'_>, unit: Unit) -> ColumnChart {
    let first =
        history.counted.first().and_then(|oldest| shown.iter().position(|one| one.sprint.id == oldest.sprint.id));
    // Where the window reaches back beyond the chart, its lines begin with the chart.
    let first = first.unwrap_or(0);
    let band = velocity.and_then(|velocity| {
        let high = at_least(&velocity.series, 15)?.to_f64();
        Some(Band { first, span: (velocity.at_least(85)?.to_f64(), high) })
    });
    let median = velocity.map(|velocity| {
        let words = vec!["median".to_owned(), words::rounded(velocity.median)];
        Rule { first, value: velocity.median.to_f64(), words }
    });
    let planned = shown.iter().any(|one| one.ledger.committed.is_some());
    let mut signs: Vec<(Sign, String)> = Vec::new();
    signs.extend(planned.then(|| (Sign::Bar(Look::Plan), "committed".to_owned())));
    signs.push((Sign::Bar(Look::Done), "completed".to_owned()));
    signs.extend(band.map(|_| (Sign::Range, "usual range".to_owned())));
    signs.extend(left_out_sign(shown));
    let happened = shown.iter().any(|one| one.events().next().is_some());
    signs.extend(happened.then(|| (Sign::Event, "event".to_owned())));
    ColumnChart {
        places: shown.iter().map(|one| place(one, unit)).collect(),
        signs,
        band,
        rules: median.into_iter().collect(),
        ..ColumnChart::default()
    }
}

fn place(one: &Shown<'_>, unit: Unit) -> Place {
    let committed = one.ledger.committed;
    let against = committed.map(|committed| format!(", committed {}", words::plain(committed)));
    let told = format!("completed {}{}", words::amount(one.completed, unit), against.unwrap_or_default());
    let plan = committed.map(|committed| Bar::up_to(Look::Plan, committed.to_f64(), PLAN_WIDTH));
    let look = if one.sprint.exclude.is_some() { Look::LeftOut } else { Look::Done };
    let done = Bar::up_to(look, one.completed.to_f64(), DONE_WIDTH);
    Place {
        bars: plan.into_iter().chain([done]).collect(),
        value: Some(words::plain(one.completed)),
        events: one.events().collect(),
        ..one.place(&told)
    }
}

fn reading(velocity: &Velocity, unit: Unit) -> String {
    let n = velocity.n();
    let Some(half) = velocity.at_least(50) else { return String::new() };
    let half = words::amount(half, unit);
    if n == 1 {
        return format!("One sprint counts so far, and it finished {half}.");
    }
    let safe = match velocity.at_least(85) {
        Some(safe) => format!("85 % of them at least {}", words::plain(safe)),
        None => format!("{} more are needed to tell what 85 % reach", sprints_needed(85) - n),
    };
    format!("Half of the last {n} sprints that count finished at least {half}; {safe}.")
}

fn head() -> Vec<Column> {
    vec![
        Column::words("Sprint"),
        Column::words("Dates"),
        Column::numbers("Committed"),
        Column::numbers("Completed"),
        Column::numbers("Against plan"),
        Column::words("Remarks"),
    ]
}

fn row(one: &Shown<'_>) -> Vec<String> {
    vec![
        one.sprint.title().to_owned(),
        words::range(one.sprint.dates.start, one.sprint.dates.end),
        one.ledger.committed.map_or_else(String::new, words::plain),
        words::plain(one.completed),
        one.ledger.ratios().throughput_vs_plan.map_or_else(String::new, words::percent),
        one.remarks(),
    ]
}

/// One line of the statistics.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Statistic {
    /// The name of the number in the JSON outputs.
    pub key: &'static str,
    /// What it is called.
    pub label: String,
    /// The number; `null` where there is not enough history.
    pub value: Option<String>,
    /// What is missing for it, where it is.
    pub missing: Option<String>,
}

/// The statistics of the window, line by line; claims wait for enough history.
pub(crate) fn statistics(velocity: &Velocity) -> Vec<Statistic> {
    let known =
        |key, label: &str, value: Option<String>| Statistic { key, label: label.to_owned(), value, missing: None };
    let claim = |key, p: usize| {
        let missing = (!may_claim(p, velocity.n())).then(|| {
            let missing = sprints_needed(p) - velocity.n();
            format!("{} {} needed", words::counted(missing, "more sprint"), if missing == 1 { "is" } else { "are" })
        });
        let label = format!("Reached in at least {p} % of sprints");
        Statistic { key, label, value: velocity.at_least(p).map(words::plain), missing }
    };
    let rolling = velocity.rolling3.last().copied().flatten();
    vec![
        known("n", "Sprints that count", Some(velocity.n().to_string())),
        known("mean", "Mean", Some(words::rounded(velocity.mean))),
        known("median", "Median", Some(words::rounded(velocity.median))),
        known("min", "Lowest", Some(words::plain(velocity.min))),
        known("max", "Highest", Some(words::plain(velocity.max))),
        known("stdev_sample", "Standard deviation", velocity.stdev_sample.map(words::decimal)),
        known("rolling3", "Mean of the last three", rolling.map(|mean: Ratio| words::rounded(mean))),
        claim("p50_at_least", 50),
        claim("p70_at_least", 70),
        claim("p85_at_least", 85),
        claim("p95_at_least", 95),
    ]
}
