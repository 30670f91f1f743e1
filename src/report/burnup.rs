//! The burnup figure: how scope and finished work grew.

use super::chart::{DayChart, Heading, Line};
use super::figure::Figure;
use super::topic::{Gap, Topic};
use super::{sprint_days, words};
use crate::sprints::{Burndown, BurndownDay, Points, Sprint, Unit};

const SHOWS: &str = "how scope and finished work grew, day by day";

/// The figure, where items tell of every day.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let sprint = topic.one_sprint()?;
    let unit = topic.log.unit(sprint);
    let gap = || Gap::new("the items of the sprint are not listed with their dates", SHOWS);
    let burndown = Burndown::of(topic.log, sprint, unit, topic.today).ok_or_else(gap)?;
    let last = sprint_days::last_known(&burndown).ok_or_else(|| Gap::new("the sprint has not begun", SHOWS))?;
    let (scope, done) = last.scope.zip(last.done).ok_or_else(gap)?;
    let title = format!("Burnup of {}", sprint.title());
    let description = format!(
        "Two lines over the days of the sprint: the scope and the work done, in {}. Days off are shaded.{}",
        unit.word(),
        sprint_days::events_told(sprint)
    );
    let id = topic.id("burnup");
    let svg = chart(sprint, &burndown, unit, (scope, done)).draw(Heading {
        id: &id,
        title: &title,
        description: &description,
    });
    let table = sprint_days::table(sprint, &burndown, format!("{title}, in {}", unit.word()));
    let reading = reading(&burndown, last, unit).ok_or_else(gap)?;
    Ok(Figure { id, title, description, reading, svg, table })
}

fn chart(sprint: &Sprint, burndown: &Burndown, unit: Unit, (scope, done): (Points, Points)) -> DayChart {
    let tell = |day: &BurndownDay| match (day.scope, day.done) {
        (Some(scope), Some(done)) => format!("scope {}, done {}", words::plain(scope), words::plain(done)),
        _ => String::new(),
    };
    let start = burndown.committed.map(Points::to_f64);
    let line = |class, label, spots| Line { class, label, spots, dots: true };
    DayChart {
        columns: sprint_days::columns(sprint, burndown, tell),
        lines: vec![
            line(
                "c-scope",
                format!("scope {}", words::plain(scope)),
                sprint_days::spots(start, burndown, |day| day.scope.map(Points::to_f64)),
            ),
            line(
                "c-done",
                format!("done {}", words::plain(done)),
                sprint_days::spots(start.map(|_| 0.0), burndown, |day| day.done.map(Points::to_f64)),
            ),
        ],
        unit: words::capital(unit.word()),
        today: sprint_days::today_place(burndown),
        ..DayChart::default()
    }
}

fn reading(burndown: &Burndown, last: &BurndownDay, unit: Unit) -> Option<String> {
    let (scope, committed) = (last.scope?, burndown.committed?);
    let change = match scope.cmp(&committed) {
        std::cmp::Ordering::Greater => format!("the scope had grown from {}", words::plain(committed)),
        std::cmp::Ordering::Less => format!("the scope had shrunk from {}", words::plain(committed)),
        std::cmp::Ordering::Equal => "the scope was what it was at the start".to_owned(),
    };
    let (done, scope) = (words::plain(last.done?), words::amount(scope, unit));
    Some(format!("By {} {done} of {scope} were done; {change}.", words::day(last.date)))
}
