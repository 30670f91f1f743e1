//! The age figure: how long the open items of a sprint have been in progress, beside how long items usually take.

use super::chart::{Look, Part, Row, RowChart};
use super::cycle_time::named;
use super::figure::{Column, Figure, Told};
use super::topic::{Gap, Topic};
use super::words;
use crate::sprints::{Log, ServiceLevel, Sprint, State, ages};

/// More rows would be a list and not a picture; the table has all.
const MOST_ROWS: usize = 12;

/// An open item and its age in calendar days.
pub(crate) struct Aged {
    pub(crate) title: String,
    pub(crate) days: i64,
}

/// The figure of the named sprint, or else of the running one, or the last one that was closed.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let gives = "how long work has been in progress";
    let Some(sprint) = topic.sprint.or_else(|| current(topic.log, topic)) else {
        return Err(Gap::new("no sprint has begun", gives));
    };
    let items = aged(sprint, topic);
    if items.is_empty() {
        return Err(Gap::new(format!("{} has no open item with a start day", sprint.title()), gives));
    }
    let level = ServiceLevel::of(topic.log, topic.today);
    let told = Told {
        title: format!("Age of open work in {}, in calendar days", sprint.title()),
        description: format!(
            "A bar for each item that was begun and not finished by {}, the oldest on top. Upright lines show within how many \
             days half and 85 % of finished items were done.",
            words::day_and_year(sprint.report_date(topic.today))
        ),
        reading: reading(&items, level.within(85)),
        head: vec![Column::words("Item"), Column::numbers("Days")],
        rows: items.iter().map(|item| vec![item.title.clone(), item.days.to_string()]).collect(),
    };
    let chart = chart(&items, &level);
    Ok(Figure::drawn(topic.id("age"), told, |heading| chart.draw(heading)))
}

/// The running sprint, or the last one that was closed.
pub(crate) fn current<'a>(log: &'a Log, topic: &Topic<'_>) -> Option<&'a Sprint> {
    let begun = || log.sprints.iter().rev().filter(|sprint| sprint.state(topic.today) != State::Planned);
    begun().find(|sprint| sprint.state(topic.today) == State::Active).or_else(|| begun().next())
}

/// The open items that were begun, the oldest first.
pub(crate) fn aged(sprint: &Sprint, topic: &Topic<'_>) -> Vec<Aged> {
    let title = |id: &str| sprint.items.iter().find(|item| item.id == id).map_or("", |item| item.title.as_str());
    let ages = ages(sprint, sprint.report_date(topic.today));
    let mut items: Vec<Aged> =
        ages.into_iter().map(|(id, days)| Aged { title: named(&id, title(&id)), days }).collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.days));
    items
}

fn chart(items: &[Aged], level: &ServiceLevel) -> RowChart {
    let limit = level.within(85);
    let row = |item: &Aged| {
        let look = if limit.is_some_and(|limit| item.days > limit) { Look::Other } else { Look::Done };
        let tooltip = format!("{}: {}", item.title, words::counted_days(item.days));
        let parts = vec![Part { look, length: item.days as f64, tooltip }];
        Row { label: item.title.clone(), parts, value: item.days.to_string() }
    };
    let rule = |p: usize| Some((level.within(p)? as f64, format!("{p} %: {}", level.within(p)?)));
    RowChart {
        rows: items.iter().take(MOST_ROWS).map(row).collect(),
        unit: "Calendar days since the start of the item".to_owned(),
        rules: [50, 85].into_iter().filter_map(rule).collect(),
        ..RowChart::default()
    }
}

fn reading(items: &[Aged], limit: Option<i64>) -> String {
    let oldest = items.first().map_or_else(String::new, |item| {
        format!("{} has been in progress for {}, longer than any other", item.title, words::counted_days(item.days))
    });
    let Some(limit) = limit else { return format!("{oldest}.") };
    let late = items.iter().filter(|item| item.days > limit).count();
    let limit = words::counted_days(limit);
    match late {
        0 => format!("{oldest}; none is older than the {limit} within which 85 % of items are done."),
        _ => format!("{oldest}; {late} of {} took more than the {limit} within which 85 % are done.", items.len()),
    }
}
