//! The planning check of a sprint in words: what is planned, what the past says about it, what to know before committing.

use super::outline::Block;
use super::{capacity, words};
use crate::sprints::{
    Blocker, Carried, Dependency, Followed, Item, Limit, Log, Planning, Points, Risk, Sprint, Unit, sprints_needed,
};

/// So many items are named in one sentence; more are only counted.
const NAMED: usize = 5;

/// The plan against the past in one sentence: "28 points planned; with 35.5 person-days you reached 28 in 0 of 10 sprints;
/// likely 20, safe 17."
#[must_use]
pub fn plan_headline(log: &Log, planning: &Planning<'_>) -> String {
    let parts = [Some(planned(planning, log.team.unit)), reached(planning), limits(planning)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    words::capital(&parts.join("; ")) + "."
}

/// What to know before anybody commits, one sentence each: "D-1 is needed by 20 April, before this ends", "RA-7 is still open".
#[must_use]
pub fn plan_remarks(log: &Log, planning: &Planning<'_>) -> Vec<String> {
    let sprint = planning.sprint;
    let mut told: Vec<String> = goal(sprint).into_iter().chain(unestimated(planning.unestimated)).collect();
    told.extend(without_capacity(planning));
    told.extend(carried(&planning.carried));
    told.extend(left_behind(&planning.left_behind));
    told.extend(planning.dependencies.iter().map(|one| dependency(one, sprint)));
    told.extend(planning.blockers.iter().map(|one| blocker(one)));
    told.extend(planning.risks.iter().map(|one| risk(one)));
    told.extend(planning.actions.iter().map(|one| action(log, one, sprint)));
    told
}

/// The verdict in words, and what it is held to where `limit` is given; `None` without a plan or without a past.
#[must_use]
pub fn plan_verdict(planning: &Planning<'_>, limit: Option<Limit>) -> Option<String> {
    let verdict = capacity::verdict(planning.verdict()?);
    let held = limit.map(|limit| match planning.is_over(limit) {
        Some(true) => format!("; that is more than what is {}", limit.word()),
        Some(false) => String::new(),
        None => format!("; {}, so it is not held to that", too_few(planning, limit)),
    });
    Some(format!("{}{}.", words::capital(&verdict), held.unwrap_or_default()))
}

pub(crate) fn plan_outline(log: &Log, planning: &Planning<'_>, limit: Option<Limit>) -> Vec<Block> {
    let sprint = planning.sprint;
    let team = log.team.name.clone().or_else(|| log.team.id.clone());
    let title: Vec<String> = std::iter::once(sprint.title().to_owned())
        .chain(team)
        .chain([words::range(sprint.dates.start, sprint.dates.end)])
        .collect();
    let mut blocks = vec![Block::Title(title.join(" · "))];
    blocks.extend(sprint.goal.text.iter().map(|goal| Block::Paragraph(vec![format!("Goal: {goal}")])));
    let headline = plan_headline(log, planning);
    blocks.push(Block::Paragraph(std::iter::once(headline).chain(plan_verdict(planning, limit)).collect()));
    blocks.extend(figures(planning, log.team.unit));
    let remarks = plan_remarks(log, planning);
    if !remarks.is_empty() {
        blocks.extend([Block::Heading("Before you commit".to_owned()), Block::List(remarks)]);
    }
    blocks
}

/// The limits with how often each was reached, as a table.
fn figures(planning: &Planning<'_>, unit: Unit) -> Option<Block> {
    let recommendation = &planning.recommendation;
    let of = recommendation.n();
    let row = |name: &str, amount: Option<i64>| {
        let amount = amount?;
        let reached = recommendation.reached(Points::whole(amount));
        Some(vec![name.to_owned(), amount.to_string(), format!("{reached} of {of}")])
    };
    let planned = planning.planned.map(|planned| {
        let reached = recommendation.reached(planned);
        vec!["planned".to_owned(), words::plain(planned), format!("{reached} of {of}")]
    });
    let rows = [
        planned,
        row("safe", recommendation.safe()),
        row("likely", recommendation.likely()),
        row("best", recommendation.best()),
    ];
    let head = vec![String::new(), unit.word().to_owned(), "sprints that reached it".to_owned()];
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows.into_iter().flatten()).collect();
    (of > 0).then_some(Block::Table { rows, numeric: true })
}

fn planned(planning: &Planning<'_>, unit: Unit) -> String {
    let Some(planned) = planning.planned else { return "nothing is planned yet".to_owned() };
    let items = planning.items.filter(|_| unit == Unit::Points);
    let items = items.map(|items| format!(" in {}", words::counted(items, "item"))).unwrap_or_default();
    format!("{} planned{items}", words::amount(planned, unit))
}

fn reached(planning: &Planning<'_>) -> Option<String> {
    let recommendation = &planning.recommendation;
    if recommendation.n() == 0 {
        return Some("no closed sprint counts yet, so there is nothing to go by".to_owned());
    }
    let days = recommendation.person_days.map(|days| format!("with {} person-days ", words::plain(days)));
    let days = days.unwrap_or_default();
    let planned = planning.planned?;
    let (often, of) = (recommendation.reached(planned), words::counted(recommendation.n(), "sprint"));
    Some(format!("{days}you reached {} in {often} of {of}", words::plain(planned)))
}

fn limits(planning: &Planning<'_>) -> Option<String> {
    let likely = planning.recommendation.likely()?;
    Some(match planning.recommendation.safe() {
        Some(safe) => format!("likely {likely}, safe {safe}"),
        None => format!("likely {likely}; {}", too_few(planning, Limit::Safe)),
    })
}

/// "3 more closed sprints are needed to say what is safe".
fn too_few(planning: &Planning<'_>, limit: Limit) -> String {
    let needed = limit.per_cent().map_or(1, sprints_needed);
    let missing = needed.saturating_sub(planning.recommendation.n());
    let (sprints, are) = (words::counted(missing, "more closed sprint"), if missing == 1 { "is" } else { "are" });
    format!("{sprints} {are} needed to say what is {}", limit.word())
}

fn goal(sprint: &Sprint) -> Option<String> {
    sprint.goal.text.is_none().then(|| "There is no goal yet.".to_owned())
}

fn unestimated(unestimated: usize) -> Option<String> {
    let (has, counts) = if unestimated == 1 { ("has", "counts") } else { ("have", "count") };
    (unestimated > 0).then(|| {
        let items = words::counted(unestimated, "planned item");
        format!("{items} {has} no estimate and {counts} as 0 points.")
    })
}

/// Says why person-days are left out where somebody could write them down.
fn without_capacity(planning: &Planning<'_>) -> Option<String> {
    if planning.recommendation.person_days.is_some() || planning.recommendation.n() == 0 {
        return None;
    }
    Some(if planning.availability.is_none() {
        "The person-days of this sprint are not written down, so past sprints count as they were.".to_owned()
    } else {
        "The person-days of some past sprints are not written down, so past sprints count as they were.".to_owned()
    })
}

fn carried(carried: &[Carried<'_>]) -> Vec<String> {
    let told = carried
        .iter()
        .filter(|one| one.is_zombie())
        .map(|one| format!("{} was carried {} times, ever since {}.", one.id, one.sprints - 1, one.since.title()));
    let mut told: Vec<String> = told.collect();
    let fresh: Vec<String> = carried.iter().filter(|one| !one.is_zombie()).map(|one| one.id.to_owned()).collect();
    if !fresh.is_empty() {
        told.push(format!("Carried over from earlier sprints: {}.", named(&fresh)));
    }
    told
}

fn left_behind(left: &[(&Item, &Sprint)]) -> Option<String> {
    let (_, before) = left.first()?;
    let ids: Vec<String> = left.iter().map(|(item, _)| item.id.clone()).collect();
    let is = if ids.len() == 1 { "is" } else { "are" };
    Some(format!("Open at the end of {} and not planned {is} {}.", before.title(), named(&ids)))
}

fn dependency(dependency: &Dependency, sprint: &Sprint) -> String {
    let Dependency { id, team, what, needed_by, promised, state } = dependency;
    let team = team.as_ref().map(|team| format!(", from {team}")).unwrap_or_default();
    let needed = needed_by.expect("only those with a day are awaited");
    let when = if needed < sprint.dates.start { "before this even starts" } else { "before this ends" };
    let late = promised.filter(|promised| *promised > needed);
    let stands = match (late, state) {
        (Some(day), _) => format!("; promised only for {}", words::day(day)),
        (None, Some(state)) => format!("; it is {}", state.word()),
        (None, None) => String::new(),
    };
    format!("{id} ({what}{team}) is needed by {}, {when}{stands}.", words::day(needed))
}

fn blocker(blocker: &Blocker) -> String {
    let since = blocker.opened.map(|day| format!(", since {}", words::day(day))).unwrap_or_default();
    format!("{} is still in the way{since}: {}.", blocker.id, blocker.title.trim_end_matches('.'))
}

fn risk(risk: &Risk) -> String {
    let near = risk.near.map(words::day).unwrap_or_default();
    let response = risk.response.as_ref().map(|response| format!(" (response: {response})")).unwrap_or_default();
    format!("{} could bite on {near}: {}{response}.", risk.id, risk.title.trim_end_matches('.'))
}

fn action(log: &Log, followed: &Followed<'_>, sprint: &Sprint) -> String {
    let due = followed.action.due.as_deref().map(|due| {
        let title = log.sprint(due).map_or(due, Sprint::title);
        if due == sprint.id { ", due in this sprint".to_owned() } else { format!(", due in {title}") }
    });
    let what = followed.action.what.trim_end_matches('.');
    format!("{} is still open: {what}{}.", followed.action.id, due.unwrap_or_default())
}

/// "K-1, K-2 and 4 more".
fn named(ids: &[String]) -> String {
    if ids.len() <= NAMED {
        return words::listed(ids);
    }
    format!("{} and {} more", ids[..NAMED].join(", "), ids.len() - NAMED)
}
