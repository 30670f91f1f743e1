//! The burndown figure: how the remaining work shrank, beside the ideal line.

use std::cmp::Ordering;

use super::chart::{DayChart, Heading, Line};
use super::figure::Figure;
use super::topic::{Gap, Topic};
use super::{sprint_days, words};
use crate::sprints::{Burndown, BurndownDay, Points, Ratio, Sprint, Unit};

const SHOWS: &str = "how the remaining work shrank, beside the ideal line";

/// The figure, where something is known of any day.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let sprint = topic.one_sprint()?;
    let unit = topic.log.unit(sprint);
    let gap = || Gap::new("neither items with their dates nor a daily `remaining` are written down", SHOWS);
    let burndown = Burndown::of(topic.log, sprint, unit, topic.today).ok_or_else(gap)?;
    let last = sprint_days::last_known(&burndown).ok_or_else(|| Gap::new("the sprint has not begun", SHOWS))?;
    let remaining = last.remaining.ok_or_else(gap)?;
    let title = format!("Burndown of {}", sprint.title());
    let description = format!(
        "The work remaining at the end of each day, in {}, beside a dashed ideal line that is flat on days off. \
         Days off are shaded.{}",
        unit.word(),
        sprint_days::events_told(sprint)
    );
    let id = topic.id("burndown");
    let chart = chart(sprint, &burndown, unit, remaining);
    // Where somebody stopped to write the figures down, the last one is not that of today.
    let is_today = last.date == sprint.report_date(topic.today);
    let chart = DayChart { today: chart.today.filter(|_| is_today), ..chart };
    let svg = chart.draw(Heading { id: &id, title: &title, description: &description });
    let table = sprint_days::table(sprint, &burndown, format!("{title}, in {}", unit.word()));
    let reading = reading(&burndown, last, unit).ok_or_else(gap)?;
    Ok(Figure { id, title, description, reading, svg, table })
}

fn chart(sprint: &Sprint, burndown: &Burndown, unit: Unit, remaining: Points) -> DayChart {
    let tell = |day: &BurndownDay| {
        let remaining = day.remaining.map(|remaining| format!("remaining {}", words::plain(remaining)));
        let ideal = day.ideal.map(|ideal| format!("ideal {}", words::rounded(ideal)));
        [remaining, ideal].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let start = burndown.committed.map(Points::to_f64);
    let ideal = sprint_days::spots(start, burndown, |day| day.ideal.map(Ratio::to_f64));
    DayChart {
        columns: sprint_days::columns(sprint, burndown, tell),
        lines: vec![
            Line { class: "c-ideal", label: "ideal".into(), spots: ideal, dots: false },
            Line {
                class: "c-done",
                label: format!("left {}", words::plain(remaining)),
                spots: sprint_days::spots(start, burndown, |day| day.remaining.map(Points::to_f64)),
                dots: true,
            },
        ],
        unit: format!("{} remaining", words::capital(unit.word())),
        today: sprint_days::today_place(burndown),
        ..DayChart::default()
    }
}

fn reading(burndown: &Burndown, last: &BurndownDay, unit: Unit) -> Option<String> {
    let remaining = last.remaining?;
    if sprint_days::today_place(burndown).is_none() {
        let told = words::amount(remaining, unit);
        let nothing = "At the close nothing was left.";
        return Some(if remaining.is_zero() { nothing.to_owned() } else { format!("At the close {told} were left.") });
    }
    let left = format!("At the end of {} {} were left", words::day(last.date), words::amount(remaining, unit));
    let Some(ideal) = last.ideal.map(Ratio::to_f64) else { return Some(format!("{left}.")) };
    let gap = remaining.to_f64() - ideal;
    let told = words::decimal(gap.abs());
    Some(match gap.partial_cmp(&0.0) {
        _ if told == "0" => format!("{left}, just as on the ideal line."),
        Some(Ordering::Greater) => format!("{left}, {told} more than on the ideal line."),
        _ => format!("{left}, {told} fewer than on the ideal line."),
    })
}
