//! The money figure: what was spent so far, what the budget is, and how long it lasts at the mean cost of a sprint.

use super::chart::{Column, DayChart, Line, Spot};
use super::figure::{self, Figure, Told};
use super::outline::money;
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Amount, Spending};

/// How many sprints the chart looks ahead at most.
const MOST_AHEAD: usize = 30;
/// From this amount on, the axis counts thousands.
const MANY: f64 = 20_000.0;

/// The figure, from the first closed sprint on that tells its cost.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let gives = "what was spent, and for how many sprints the budget lasts";
    let spending = Spending::of(topic.log, topic.today);
    let Some(spending) = spending else { return Err(Gap::new("no closed sprint tells its cost", gives)) };
    let currency = spending.budget.as_ref().and_then(|budget| budget.currency.clone()).unwrap_or_default();
    let told = Told {
        title: format!("Money and runway of {}", team_name(topic.log)),
        description:
            "Over the sprints of the budget's time: what was spent, added up, as a solid line; how it goes on at the \
                      mean cost of a sprint, dashed; and the budget as a level line."
                .to_owned(),
        reading: money(topic.log, topic.today).unwrap_or_else(|| spent_only(&spending, &currency)),
        head: vec![
            figure::Column::words("Sprint"),
            figure::Column::numbers("Spent"),
            figure::Column::numbers("Added up"),
        ],
        rows: rows(topic, &spending),
    };
    let chart = chart(&spending, &currency);
    Ok(Figure::drawn(topic.of_log().id("money"), told, |heading| chart.draw(heading)))
}

fn spent_only(spending: &Spending, currency: &str) -> String {
    let sprints = words::counted(spending.per_sprint.len(), "sprint");
    let told = format!("{sprints} cost {} {currency}", words::money(spending.spent()));
    format!("{}; there is no budget to hold that against.", told.trim())
}

fn added_up(spending: &Spending) -> Vec<Amount> {
    let sum = |sum: &mut Amount, cost: &Amount| {
        *sum += *cost;
        Some(*sum)
    };
    spending.per_sprint.iter().scan(Amount::ZERO, sum).collect()
}

fn chart(spending: &Spending, currency: &str) -> DayChart {
    let spent = added_up(spending);
    let budget = spending.budget.as_ref().map(|budget| budget.amount.to_f64());
    let largest = spent.iter().map(|sum| sum.to_f64()).chain(budget).fold(0.0, f64::max);
    let (unit, by) = if largest >= MANY { ("thousand ", 1000.0) } else { ("", 1.0) };
    let planned =
        spending.budget.as_ref().and_then(|budget| budget.planned_sprints).map_or(0, |number| number as usize);
    let lasts = spending.runway().map_or(0, |sprints| usize::try_from(sprints.floor()).unwrap_or(0).min(MOST_AHEAD));
    let now = spent.len();
    let places = (now + lasts).max(planned.min(now + MOST_AHEAD)).max(1);
    let start = Spot { place: 0, value: 0.0 };
    let spots = spent.iter().enumerate().map(|(place, sum)| Spot { place: place + 1, value: sum.to_f64() / by });
    let spots: Vec<Spot> = std::iter::once(start).chain(spots).collect();
    let mut lines = Vec::new();
    lines.extend(budget.map(|budget| Line {
        class: "c-scope",
        label: format!("budget {}", words::decimal(budget / by)),
        spots: [0, places].map(|place| Spot { place, value: budget / by }).to_vec(),
        dots: true,
    }));
    lines.extend(ahead(spending, now, lasts, by));
    let last = spent.last().map_or(0.0, |sum| sum.to_f64() / by);
    lines.push(Line { class: "c-done", label: format!("spent {}", words::decimal(last)), spots, dots: true });
    DayChart {
        columns: (1..=places).map(|number| column(spending, number)).collect(),
        lines,
        unit: words::capital(format!("{unit}{currency}, added up over sprints").trim_start_matches(", ").trim()),
        named_at_ends: true,
        ..DayChart::default()
    }
}

/// From what is spent on, at the mean cost, for as long as the budget lasts.
fn ahead(spending: &Spending, now: usize, lasts: usize, by: f64) -> Option<Line> {
    let mean = spending.mean_per_sprint()?.to_f64();
    let from = spending.spent().to_f64();
    let spots: Vec<Spot> =
        (0..=lasts).map(|more| Spot { place: now + more, value: (from + mean * more as f64) / by }).collect();
    (lasts > 0).then(|| Line { class: "c-ideal", label: format!("lasts {lasts} more"), spots, dots: false })
}

fn column(spending: &Spending, number: usize) -> Column {
    let known = spending.ids.get(number - 1).zip(added_up(spending).get(number - 1).copied());
    Column {
        day: number.to_string(),
        month: String::new(),
        working: true,
        events: Vec::new(),
        tooltip: known.map_or_else(
            || format!("Sprint number {number} of the budget"),
            |(id, sum)| format!("After {id}: {} spent", words::money(sum)),
        ),
    }
}

fn rows(topic: &Topic<'_>, spending: &Spending) -> Vec<Vec<String>> {
    let sums = added_up(spending);
    let row = |((id, cost), sum): ((&String, &Amount), Amount)| {
        let title = topic.log.sprint(id).map_or(id.as_str(), |sprint| sprint.title());
        vec![title.to_owned(), words::money(*cost), words::money(sum)]
    };
    spending.ids.iter().zip(&spending.per_sprint).zip(sums).map(row).collect()
}
