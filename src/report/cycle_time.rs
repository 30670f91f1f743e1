//! The cycle time figure: how many days each finished item took, by the day it was done.

use jiff::ToSpan;
use jiff::civil::Date;

use super::chart::{Dot, Mark, ScatterChart};
use super::figure::{Column, Figure, Told};
use super::shown::closed;
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Part, ServiceLevel, Sprint, days_apart, sprints_needed};

/// How many days at most have a name on the axis, beside the first.
const MOST_NAMES: i64 = 5;

/// An item that was finished.
struct Finished<'a> {
    sprint: &'a Sprint,
    title: String,
    done: Date,
    days: i64,
}

/// The figure, from the first finished item on that has a start.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let log = topic.log;
    let items = finished(topic);
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        let gives = "how many days items take, and within how many most are done";
        return Err(Gap::new("no finished item of the window tells when it was started", gives));
    };
    let level = ServiceLevel::of(log, topic.today);
    let told = Told {
        title: format!("Cycle time of {}, in calendar days", team_name(log)),
        description:
            "A dot for each finished item: from left to right the day it was done, upwards the days from its start \
                      until then, both counted. Lines show within how many days half and 85 % of the items were done."
                .to_owned(),
        reading: reading(&level, &items),
        head: vec![Column::words("Item"), Column::words("Sprint"), Column::words("Done"), Column::numbers("Days")],
        rows: items.iter().map(row).collect(),
    };
    let chart = chart(&level, &items, (first.done, last.done));
    Ok(Figure::drawn(topic.of_log().id("cycle-time"), told, |heading| chart.draw(heading)))
}

/// By the day they were done. Without a wish: those of the window that the service level looks at.
fn finished<'a>(topic: &Topic<'a>) -> Vec<Finished<'a>> {
    let sprints: Vec<&Sprint> = match topic.last {
        Some(most) => closed(topic).take(most).collect(),
        None => topic.log.recent(topic.today),
    };
    let parts = sprints.into_iter().flat_map(|sprint| Part::all(sprint).into_iter().map(move |part| (sprint, part)));
    let finished = parts.filter(|(_, part)| part.is_completed()).filter_map(|(sprint, part)| {
        let (started, done) = (part.item.started?, part.done?);
        let title = named(&part.item.id, &part.item.title);
        Some(Finished { sprint, title, done, days: days_apart(started, done).max(0) + 1 })
    });
    let mut finished: Vec<Finished<'a>> = finished.collect();
    finished.sort_by(|one, other| (one.done, &one.title).cmp(&(other.done, &other.title)));
    finished
}

/// "HAR-421 Edit a tariff".
pub(crate) fn named(id: &str, title: &str) -> String {
    format!("{id} {title}").trim().to_owned()
}

fn chart(level: &ServiceLevel, items: &[Finished<'_>], (first, last): (Date, Date)) -> ScatterChart {
    let across = |day: Date| days_apart(first, day) as f64;
    let mut dots: Vec<Dot> = Vec::new();
    for item in items {
        let told = format!("{}: {}, done {}", item.title, words::counted_days(item.days), words::day(item.done));
        let (x, y) = (across(item.done), item.days as f64);
        match dots.iter_mut().find(|dot| (dot.x - x).abs() < 0.5 && (dot.y - y).abs() < 0.5) {
            Some(dot) => {
                dot.times += 1;
                dot.tooltip = format!("{}; {told}", dot.tooltip);
            }
            None => dots.push(Dot { x, y, mark: Mark::Dot, times: 1, tooltip: told }),
        }
    }
    let rule = |p: usize| Some((level.within(p)? as f64, format!("{p} % {}", level.within(p)?)));
    ScatterChart {
        dots,
        across: (-1.0, across(last) + 1.0),
        names: names((first, last), across),
        across_unit: "Day that the item was done".to_owned(),
        unit: "Calendar days".to_owned(),
        rules: [85, 50].into_iter().filter_map(rule).collect(),
        ..ScatterChart::default()
    }
}

/// Days at equal distances of whole weeks, from the first day on.
fn names((first, last): (Date, Date), across: impl Fn(Date) -> f64) -> Vec<(f64, String)> {
    let days = days_apart(first, last);
    let step = [1, 2, 7, 14, 28, 56, 112].into_iter().find(|step| days / step <= MOST_NAMES);
    let step = step.unwrap_or(days / MOST_NAMES);
    let named = std::iter::successors(Some(first), |day| day.checked_add(step.days()).ok());
    let named = named.take_while(|day| *day <= last);
    named.map(|day| (across(day), day.strftime("%-d %b").to_string())).collect()
}

fn reading(level: &ServiceLevel, items: &[Finished<'_>]) -> String {
    let longest = items.iter().map(|item| item.days).max().unwrap_or(0);
    if let Some(days) = level.within(85) {
        return format!(
            "85 % of {} were done within {} of their start; the longest took {longest}.",
            words::counted(level.days.len(), "item"),
            words::counted_days(days)
        );
    }
    let missing = words::until_claim(sprints_needed(85).saturating_sub(level.sprints), 85);
    match level.within(50) {
        Some(days) => format!(
            "Half of {} were done within {} of their start; {missing}.",
            words::counted(level.days.len(), "item"),
            words::counted_days(days)
        ),
        None => format!("The longest item took {}.", words::counted_days(longest)),
    }
}

fn row(item: &Finished<'_>) -> Vec<String> {
    vec![item.title.clone(), item.sprint.title().to_owned(), words::day_and_year(item.done), item.days.to_string()]
}
