//! The facts of a sprint, one by one, in a form that stays the same however the file is written. What a close locks.
//!
//! Not among them: what is only said about a sprint (its name, notes, links, labels, release notes), and what goes on after
//! it (the state of actions, risks and dependencies, blockers that are resolved later).

use std::fmt::Display;

use jiff::civil::{Date, Weekday};

use super::capacity::{Capacity, Leave, Person};
use super::decimal::Points;
use super::item::{Blocked, Estimate, Item};
use super::sprint::Sprint;

/// One fact of a sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about: `dates`, `goal`, `items.K-101`.
    pub group: String,
    /// The field: `end`, `outcome`, `points`.
    pub field: String,
    /// Where it stands in the sprint's file: `end`, `goal.outcome`, `items.0.points`.
    pub place: String,
    /// The value, written in one way only.
    pub value: String,
}

/// Every fact of `sprint` that is known, in the order of the format. What nobody wrote down is no fact.
#[must_use]
pub fn facts(sprint: &Sprint) -> Vec<Fact> {
    let mut facts = Facts::default();
    head(sprint, &mut facts);
    for (index, item) in sprint.items.iter().enumerate() {
        item_facts(item, index, &mut facts);
    }
    let points: Vec<(Date, Points)> = sprint.remaining.iter().map(|(day, points)| (*day, *points)).collect();
    for (day, left) in points {
        facts.add("remaining", &day.to_string(), format!("remaining.{day}"), Some(left));
    }
    time(sprint, &mut facts);
    obstacles(sprint, &mut facts);
    reflection(sprint, &mut facts);
    outcome(sprint, &mut facts);
    facts.0
}

#[derive(Default)]
struct Facts(Vec<Fact>);

impl Facts {
    fn add(&mut self, group: &str, field: &str, place: String, value: Option<impl Display>) {
        let Some(value) = value.map(|value| value.to_string()).filter(|value| !value.is_empty()) else { return };
        self.0.push(Fact { group: group.to_owned(), field: field.to_owned(), place, value });
    }

    /// A value that stands at the top of the file.
    fn top(&mut self, group: &str, field: &str, value: Option<impl Display>) {
        self.add(group, field, field.to_owned(), value);
    }

    /// A value in the block `group` of the file.
    fn within(&mut self, group: &str, field: &str, value: Option<impl Display>) {
        self.add(group, field, format!("{group}.{field}"), value);
    }

    /// A value of entry number `index`, called `id`, of the list `list`.
    fn entry(&mut self, list: &str, (index, id): (usize, &str), field: &str, value: Option<impl Display>) {
        self.add(&format!("{list}.{id}"), field, format!("{list}.{index}.{field}"), value);
    }
}

fn head(sprint: &Sprint, facts: &mut Facts) {
    facts.top("dates", "start", Some(sprint.dates.start));
    facts.top("dates", "end", Some(sprint.dates.end));
    facts.top("dates", "closed_on", Some(sprint.dates.close()));
    facts.top("head", "unit", sprint.unit.map(super::sprint::Unit::word));
    facts.top("head", "exclude", sprint.exclude.as_ref());
    facts.within("goal", "text", sprint.goal.text.as_ref());
    facts.within("goal", "outcome", sprint.goal.outcome.map(super::goal::Outcome::word));
    let totals = &sprint.totals;
    facts.top("totals", "committed", totals.committed);
    facts.top("totals", "added", totals.added);
    facts.top("totals", "reestimated", totals.reestimated);
    facts.top("totals", "removed", totals.removed);
    facts.top("totals", "completed", totals.completed);
    facts.top("totals", "not_completed", totals.not_completed);
}

fn item_facts(item: &Item, index: usize, facts: &mut Facts) {
    let mut add = |field: &str, value: Option<String>| facts.entry("items", (index, &item.id), field, value);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    // Present even where nothing else is known of the item.
    add("type", Some(item.kind.word().to_owned()));
    add("title", Some(item.title.clone()));
    match item.estimates.as_slice() {
        [Estimate { date: None, points }] => add("points", Some(points.to_string())),
        estimates => add("estimates", Some(joined(estimates.iter().map(estimate)))),
    }
    add("added", day(item.added));
    add("removed", day(item.removed));
    add("started", day(item.started));
    add("done", day(item.done));
    add("goal", item.goal.then(|| "true".to_owned()));
    add("escaped", item.escaped.then(|| "true".to_owned()));
    add("blocked", Some(joined(item.blocked.iter().map(blocked))));
    add("parent", item.parent.clone());
}

fn estimate(estimate: &Estimate) -> String {
    let date = estimate.date.map_or_else(String::new, |date| format!("{date} "));
    format!("{date}{}", estimate.points)
}

fn blocked(blocked: &Blocked) -> String {
    let to = blocked.to.map_or_else(String::new, |to| to.to_string());
    format!("{}–{to} {}", blocked.from, blocked.blocker.as_deref().unwrap_or_default())
}

fn time(sprint: &Sprint, facts: &mut Facts) {
    match &sprint.capacity {
        Some(Capacity::PersonDays(days)) => facts.top("capacity", "capacity", Some(days)),
        Some(Capacity::People(people)) => {
            for (index, person) in people.iter().enumerate() {
                facts.add(
                    "capacity",
                    &format!("people.{index}"),
                    format!("capacity.people.{index}"),
                    Some(of_person(person)),
                );
            }
        }
        None => {}
    }
    let holidays = sprint.calendar.holidays.iter().map(|holiday| holiday.date.to_string());
    facts.within("calendar", "holidays", Some(joined(holidays)));
    facts.within(
        "calendar",
        "working_days",
        sprint.calendar.working_days.map(|week| {
            joined(
                Weekday::Monday.cycle_forward().take(7).filter(|day| week.contains(*day)).map(|day| format!("{day:?}")),
            )
        }),
    );
}

fn of_person(person: &Person) -> String {
    let leave = match &person.leave {
        Leave::Days(days) => days.to_string(),
        Leave::Dates(dates) => joined(dates.iter().map(Date::to_string)),
    };
    format!("{} {} % {leave}", person.role, person.allocation)
}

fn obstacles(sprint: &Sprint, facts: &mut Facts) {
    let by_then = |day: Option<Date>| day.filter(|day| *day <= sprint.dates.close());
    for (index, one) in sprint.blockers.iter().enumerate() {
        let at = (index, one.id.as_str());
        facts.entry("blockers", at, "title", Some(&one.title));
        facts.entry("blockers", at, "cause", one.cause.as_ref());
        facts.entry("blockers", at, "opened", one.opened);
        facts.entry("blockers", at, "resolved", by_then(one.resolved));
        facts.entry("blockers", at, "escalated", by_then(one.escalated));
        facts.entry("blockers", at, "items", Some(one.items.join(" ")));
        facts.entry("blockers", at, "external", one.external);
    }
    for (index, one) in sprint.risks.iter().enumerate() {
        let at = (index, one.id.as_str());
        facts.entry("risks", at, "title", Some(&one.title));
        facts.entry("risks", at, "likelihood", one.likelihood);
        facts.entry("risks", at, "impact", one.impact);
        facts.entry("risks", at, "near", one.near);
    }
    for (index, one) in sprint.dependencies.iter().enumerate() {
        let at = (index, one.id.as_str());
        facts.entry("dependencies", at, "what", Some(&one.what));
        facts.entry("dependencies", at, "needed_by", one.needed_by);
        facts.entry("dependencies", at, "promised", one.promised);
    }
}

fn reflection(sprint: &Sprint, facts: &mut Facts) {
    let retro = &sprint.retro;
    facts.within("retro", "well", Some(retro.well.join("\n")));
    facts.within("retro", "improve", Some(retro.improve.join("\n")));
    for (index, action) in retro.actions.iter().enumerate() {
        let at = (index, action.id.as_str());
        facts.entry("retro.actions", at, "what", Some(&action.what));
        facts.entry("retro.actions", at, "due", action.due.as_ref());
    }
    for (index, closed) in retro.closed.iter().enumerate() {
        let from = closed.from.as_deref().unwrap_or("an earlier sprint");
        facts.entry("retro.closed", (index, closed.id.as_str()), "from", Some(from));
    }
    let Some(health) = &sprint.health else { return };
    facts.within("health", "scale", health.scale);
    facts.within("health", "responses", Some(joined(health.responses.iter().map(Points::to_string))));
    for (question, answers) in &health.questions {
        let place = format!("health.questions.{question}");
        facts.add("health.questions", question, place, Some(joined(answers.iter().map(Points::to_string))));
    }
}

fn outcome(sprint: &Sprint, facts: &mut Facts) {
    facts.within("quality", "escaped", sprint.quality.escaped);
    facts.within("quality", "reopened", sprint.quality.reopened);
    facts.within("quality", "incidents", sprint.quality.incidents);
    if let Some(money) = &sprint.money {
        facts.within("money", "spent", money.spent);
        facts.within("money", "planned", money.planned);
        facts.within("money", "currency", money.currency.as_ref());
    }
    for (index, release) in sprint.releases.iter().enumerate() {
        let date = release.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        facts.entry("releases", (index, release.version.as_str()), "date", Some(date));
    }
    for (index, event) in sprint.events.iter().enumerate() {
        facts.entry("events", (index, event.date.to_string().as_str()), "what", Some(&event.what));
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
