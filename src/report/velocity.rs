//! The velocity figure: what was planned and done in each sprint, with the middle and the usual range.

use jiff::civil::Date;

use super::chart::{Band, Bar, BarChart, Heading};
use super::figure::{Column, Figure, Table};
use super::topic::{Gap, Topic};
use super::words;
use crate::sprints::{
    History, Ledger, Log, Points, Ratio, Sprint, State, Unit, Velocity, at_least, may_claim, sprints_needed,
};

/// How many sprints the chart shows at most: about a year of two-week sprints.
const MOST_SPRINTS: usize = 24;

/// A closed sprint on the chart.
struct Shown<'a> {
    sprint: &'a Sprint,
    ledger: Ledger,
    completed: Points,
}

/// The figure, from the first closed sprint on.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let Topic { log, today, .. } = *topic;
    let shown = shown(log, today, topic.last.unwrap_or(MOST_SPRINTS));
    if shown.is_empty() {
        let gives = "what was committed and completed in each sprint";
        return Err(Gap::new(format!("no closed sprint tells its completed {}", log.team.unit.word()), gives));
    }
    let history = History::of(log, today);
    let velocity = Velocity::of(&history.velocities());
    let unit = log.team.unit;
    let title = format!("Velocity of {}", team_name(log));
    let description = describe(&shown, unit);
    let id = Topic { sprint: None, ..*topic }.id("velocity");
    let bars = shown.iter().map(|one| bar(one, unit)).collect();
    let chart = BarChart { bars, band: velocity.as_ref().and_then(|velocity| band(velocity, &history, &shown)) };
    let svg = chart.draw(Heading { id: &id, title: &title, description: &description });
    let reading = velocity.map_or_else(|| "No sprint counts yet.".to_owned(), |velocity| reading(&velocity, unit));
    let table = table(&shown, format!("{title}, in {}", unit.word()));
    Ok(Figure { id, title, description, reading, svg, table })
}

/// The name of the team, or a word for it.
#[must_use]
pub fn team_name(log: &Log) -> &str {
    log.team.name.as_deref().or(log.team.id.as_deref()).unwrap_or("the team")
}

fn shown(log: &Log, today: Date, most: usize) -> Vec<Shown<'_>> {
    let closed = log.sprints.iter().rev().filter(|sprint| sprint.state(today) == State::Closed);
    let known = closed.filter_map(|sprint| {
        let ledger = *log.ledgers(sprint).ok()?.by(log.team.unit)?;
        Some(Shown { sprint, completed: ledger.completed?, ledger })
    });
    let mut shown: Vec<Shown<'_>> = known.take(most).collect();
    shown.reverse();
    shown
}

fn bar(one: &Shown<'_>, unit: Unit) -> Bar {
    let committed = one.ledger.committed.map(|committed| format!(", committed {}", words::plain(committed)));
    let left_out = one.sprint.exclude.as_ref().map(|reason| format!("; not counted: {reason}"));
    let events: Vec<String> = one.sprint.events.iter().map(|event| event.what.clone()).collect();
    let mut tooltip = format!("{}: completed {}", one.sprint.title(), words::amount(one.completed, unit));
    for more in [committed, left_out].into_iter().flatten() {
        tooltip += &more;
    }
    for event in &events {
        tooltip = tooltip + "; " + event;
    }
    Bar {
        label: one.sprint.id.clone(),
        plan: one.ledger.committed.map(Points::to_f64),
        done: one.completed.to_f64(),
        done_words: words::plain(one.completed),
        counts: one.sprint.exclude.is_none(),
        events,
        tooltip,
    }
}

fn band(velocity: &Velocity, history: &History<'_>, shown: &[Shown<'_>]) -> Option<Band> {
    let oldest = history.counted.first()?.sprint;
    let first = shown.iter().position(|one| one.sprint.id == oldest.id)?;
    let high = || at_least(&velocity.series, 15).map(Points::to_f64);
    let range = velocity.at_least(85).map(Points::to_f64).zip(high());
    Some(Band { first, median: (velocity.median.to_f64(), words::rounded(velocity.median)), range })
}

fn describe(shown: &[Shown<'_>], unit: Unit) -> String {
    let mut description = format!(
        "For each of {} what was committed, as a hatched bar, and what was completed, as a solid bar, in {}. \
         A line shows the middle value of the sprints that count.",
        words::counted(shown.len(), "closed sprint"),
        unit.word()
    );
    let left_out: Vec<String> = shown
        .iter()
        .filter_map(|one| Some(format!("{} ({})", one.sprint.title(), one.sprint.exclude.as_ref()?)))
        .collect();
    if !left_out.is_empty() {
        description = format!("{description} Not counted, and drawn as an outline: {}.", words::listed(&left_out));
    }
    description
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

fn table(shown: &[Shown<'_>], caption: String) -> Table {
    let head = vec![
        Column::words("Sprint"),
        Column::words("Dates"),
        Column::numbers("Committed"),
        Column::numbers("Completed"),
        Column::numbers("Against plan"),
        Column::words("Remarks"),
    ];
    let row = |one: &Shown<'_>| {
        let against = one.ledger.ratios().throughput_vs_plan.map_or_else(String::new, words::percent);
        let left_out = one.sprint.exclude.as_ref().map(|reason| format!("not counted: {reason}"));
        let remarks: Vec<String> =
            left_out.into_iter().chain(one.sprint.events.iter().map(|event| event.what.clone())).collect();
        vec![
            one.sprint.title().to_owned(),
            words::range(one.sprint.dates.start, one.sprint.dates.end),
            one.ledger.committed.map_or_else(String::new, words::plain),
            words::plain(one.completed),
            against,
            remarks.join("; "),
        ]
    };
    Table { caption, head, rows: shown.iter().map(row).collect() }
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
