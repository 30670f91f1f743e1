//! The blockers figure: what stood in the way, by cause, each for as long as it stood.

use std::collections::BTreeMap;

use super::chart::{Look, Part, Row, RowChart, Sign};
use super::figure::{Column, Figure, Told};
use super::shown::closed;
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Blocker, Sprint, Standing, State, team_calendar};

/// More rows would be a list and not a picture; the table has all.
const MOST_ROWS: usize = 8;

/// A blocker and how long it stood.
pub(crate) struct Stood<'a> {
    pub(crate) blocker: &'a Blocker,
    pub(crate) standing: Standing,
}

/// The figure of the named sprint, or of the window and the running sprint.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let stood = stood(topic);
    if stood.is_empty() {
        let gives = "what stood in the way, and for how long";
        return Err(Gap::new("no blocker with the day it was opened is written down", gives));
    }
    let whose = topic.sprint.map_or_else(|| team_name(topic.log), Sprint::title);
    let causes = by_cause(&stood);
    let told = Told {
        title: format!("Blockers of {whose} by cause, in calendar days"),
        description:
            "A bar for each cause, made of one part for each blocker, as long as it stood. Parts of blockers that are \
                      still open have the second colour and come last."
                .to_owned(),
        reading: reading(&stood, &causes),
        head: vec![
            Column::words("Cause"),
            Column::words("Blocker"),
            Column::words("Opened"),
            Column::words("Resolved"),
            Column::numbers("Days"),
        ],
        rows: causes.iter().flat_map(|cause| cause.iter().map(|one| row(one))).collect(),
    };
    let chart = chart(&causes);
    Ok(Figure::drawn(topic.id("blockers"), told, |heading| chart.draw(heading)))
}

/// Each blocker once, as the newest sprint that names it tells it.
pub(crate) fn stood<'a>(topic: &Topic<'a>) -> Vec<Stood<'a>> {
    let Topic { log, today, .. } = *topic;
    let sprints = topic.sprint.map_or_else(|| of_log(topic), |sprint| vec![sprint]);
    let until = topic.sprint.map_or(today, |sprint| sprint.report_date(today));
    let calendar = topic.sprint.map_or_else(|| team_calendar(log), |sprint| log.calendar(sprint));
    let mut latest: BTreeMap<&str, &Blocker> = BTreeMap::new();
    for blocker in sprints.iter().flat_map(|sprint| &sprint.blockers) {
        latest.insert(&blocker.id, blocker);
    }
    let standing = |blocker: &'a Blocker| Some(Stood { blocker, standing: blocker.standing(until, &calendar)? });
    latest.into_values().filter_map(standing).collect()
}

/// The window, or as many closed sprints as wished for, and what runs.
fn of_log<'a>(topic: &Topic<'a>) -> Vec<&'a Sprint> {
    let mut sprints: Vec<&Sprint> = match topic.last {
        Some(most) => closed(topic).take(most).collect(),
        None => topic.log.recent(topic.today).into_iter().rev().collect(),
    };
    sprints.reverse();
    sprints.extend(topic.log.sprints.iter().filter(|sprint| sprint.state(topic.today) == State::Active));
    sprints
}

/// The cause with the most days first, and in it the open ones last.
fn by_cause<'a, 'b>(stood: &'b [Stood<'a>]) -> Vec<Vec<&'b Stood<'a>>> {
    let mut causes: BTreeMap<&str, Vec<&Stood<'_>>> = BTreeMap::new();
    for one in stood {
        causes.entry(one.blocker.cause()).or_default().push(one);
    }
    let mut causes: Vec<Vec<&Stood<'_>>> = causes.into_values().collect();
    for cause in &mut causes {
        cause.sort_by_key(|one| (one.standing.open, one.blocker.opened));
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(days(cause)));
    causes
}

fn days(cause: &[&Stood<'_>]) -> i64 {
    cause.iter().map(|one| one.standing.days).sum()
}

fn chart(causes: &[Vec<&Stood<'_>>]) -> RowChart {
    let part = |one: &&Stood<'_>| Part {
        look: if one.standing.open { Look::Other } else { Look::Done },
        length: one.standing.days as f64,
        tooltip: format!(
            "{}: {}{}",
            one.blocker.title,
            words::counted_days(one.standing.days),
            if one.standing.open { ", still open" } else { "" }
        ),
    };
    let row = |cause: &Vec<&Stood<'_>>| Row {
        label: format!("{} ({})", cause[0].blocker.cause(), cause.len()),
        parts: cause.iter().map(part).collect(),
        value: days(cause).to_string(),
    };
    let any = |open: bool| causes.iter().flatten().any(|one| one.standing.open == open);
    let signs = [(Look::Done, "resolved", any(false)), (Look::Other, "still open", any(true))];
    RowChart {
        rows: causes.iter().take(MOST_ROWS).map(row).collect(),
        unit: "Calendar days".to_owned(),
        signs: signs
            .into_iter()
            .filter(|(_, _, there)| *there)
            .map(|(look, words, _)| (Sign::Bar(look), words.to_owned()))
            .collect(),
        ..RowChart::default()
    }
}

fn reading(stood: &[Stood<'_>], causes: &[Vec<&Stood<'_>>]) -> String {
    let all: i64 = stood.iter().map(|one| one.standing.days).sum();
    let mut told = format!("{} stood for {} in all", words::counted(stood.len(), "blocker"), words::counted_days(all));
    if let (Some(first), true) = (causes.first(), causes.len() > 1) {
        let (cause, most) = (first[0].blocker.cause(), words::counted_days(days(first)));
        told = format!("{told}, most of it for “{cause}” ({most})");
    }
    let open = stood.iter().filter(|one| one.standing.open).max_by_key(|one| one.standing.days);
    match open {
        Some(one) => {
            let days = words::counted_days(one.standing.days);
            format!("{told}; the oldest open one, {}, has stood for {days}.", one.blocker.title)
        }
        None => format!("{told}; none is open."),
    }
}

fn row(one: &Stood<'_>) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, words::day_and_year);
    vec![
        one.blocker.cause().to_owned(),
        one.blocker.title.clone(),
        day(one.blocker.opened),
        if one.standing.open { "still open".to_owned() } else { day(one.blocker.resolved) },
        one.standing.days.to_string(),
    ]
}
