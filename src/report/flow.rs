//! The cumulative flow figure: how many items were to do, in progress and done at the end of each day.

use super::chart;
use super::chart::{Area, DayChart, Spot};
use super::figure::{Column, Figure, Told};
use super::topic::{Gap, Topic};
use super::words;
use crate::sprints::{Calendar, FlowDay, Sprint, State, cumulative_flow, flow_at_start};

const SHOWS: &str = "how much was to do, in progress and done on each day";

/// The figure, where the sprint has begun and lists its items.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let sprint = topic.one_sprint()?;
    let start = flow_at_start(sprint).ok_or_else(|| Gap::new("the items of the sprint are not listed", SHOWS))?;
    let days = cumulative_flow(sprint, sprint.report_date(topic.today));
    let Some(last) = days.last().copied() else { return Err(Gap::new("the sprint has not begun", SHOWS)) };
    let dated = days.iter().any(|day| day.doing > 0 || day.done > 0);
    if !dated && sprint.state(topic.today) == State::Closed {
        return Err(Gap::new("no item tells when it was started or done", SHOWS));
    }
    let told = Told {
        title: format!("Flow of {}, in items", sprint.title()),
        description:
            "Three areas on top of each other over the days of the sprint: at the bottom what is done, above it \
                      what is in progress, on top, hatched, what is to do."
                .to_owned(),
        reading: reading(&days, last),
        head: vec![
            Column::words("End of"),
            Column::numbers("To do"),
            Column::numbers("In progress"),
            Column::numbers("Done"),
        ],
        rows: days.iter().map(row).collect(),
    };
    let chart = chart(topic, sprint, start, &days);
    Ok(Figure::drawn(topic.id("flow"), told, |heading| chart.draw(heading)))
}

fn chart(topic: &Topic<'_>, sprint: &Sprint, start: FlowDay, days: &[FlowDay]) -> DayChart {
    let last = days.last().copied().unwrap_or(start);
    let all: Vec<&FlowDay> = std::iter::once(&start).chain(days).collect();
    let edge = |height: fn(&FlowDay) -> usize| -> Vec<Spot> {
        all.iter().enumerate().map(|(place, day)| Spot { place, value: height(day) as f64 }).collect()
    };
    let area = |class, label: String, upper, lower| Area { class, hatched: class == "c-plan", label, upper, lower };
    let named = |words: &str, items: usize| if items == 0 { String::new() } else { format!("{words} {items}") };
    let (done, doing) = (edge(|day| day.done), edge(|day| day.done + day.doing));
    DayChart {
        columns: columns(&topic.log.calendar(sprint), days),
        areas: vec![
            area("c-plan", named("to do", last.todo), edge(|day| day.done + day.doing + day.todo), doing.clone()),
            area("c-other", named("doing", last.doing), doing, done.clone()),
            area("c-done", named("done", last.done), done, edge(|_| 0)),
        ],
        unit: "Items".to_owned(),
        ..DayChart::default()
    }
}

fn columns(calendar: &Calendar, days: &[FlowDay]) -> Vec<chart::Column> {
    let column = |day: &FlowDay| chart::Column {
        day: day.date.day().to_string(),
        month: words::short(words::month(day.date)).to_owned(),
        working: calendar.is_working(day.date),
        events: Vec::new(),
        tooltip: format!(
            "{} {}: {} to do, {} in progress, {} done",
            words::weekday(day.date),
            words::day(day.date),
            day.todo,
            day.doing,
            day.done
        ),
    };
    days.iter().map(column).collect()
}

fn reading(days: &[FlowDay], last: FlowDay) -> String {
    let most = days.iter().map(|day| day.doing).max().unwrap_or(0);
    let all = last.todo + last.doing + last.done;
    let (were, items) = (if last.done == 1 { "was" } else { "were" }, words::counted(all, "item"));
    format!(
        "By {} {} of {items} {were} done; at the end of a day at most {most} were in progress.",
        words::day(last.date),
        last.done
    )
}

fn row(day: &FlowDay) -> Vec<String> {
    let date = format!("{} {}", words::short(words::weekday(day.date)), words::day(day.date));
    vec![date, day.todo.to_string(), day.doing.to_string(), day.done.to_string()]
}
