//! The retrospective figure: what became of the actions that each retrospective decided.

use super::chart::{Bar, ColumnChart, DONE_WIDTH, Look, Place, Sign};
use super::figure::{Column, Figure, Told};
use super::follow_through::sentences;
use super::shown::{closed, most};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{ActionState, FollowThrough, Followed, Sprint};

/// What becomes of an action, in the order of the bars.
const FATES: [(Look, &str); 4] =
    [(Look::Done, "done"), (Look::Plan, "not due yet"), (Look::Other, "overdue"), (Look::Open, "dropped")];

/// The figure, from the first action on, as seen at the last close.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let gives = "what came of the actions that retrospectives decided";
    let now = topic.sprint.or_else(|| closed(topic).next());
    let Some(now) = now else { return Err(Gap::new("no sprint is closed yet", gives)) };
    let followed = FollowThrough::until(topic.log, now);
    let sprints = by_sprint(&followed, most(topic));
    if sprints.is_empty() {
        return Err(Gap::new("no retrospective has written down an action", gives));
    }
    let told = Told {
        title: format!("Actions of the retrospectives of {}", team_name(topic.log)),
        description: format!(
            "For each retrospective that decided actions a bar of their number: solid those that are done, hatched those that \
             are not due yet, in the second colour those that are overdue, empty those that were dropped, as of the close of {}.",
            now.title()
        ),
        reading: sentences(topic.log, now).into_iter().next().unwrap_or_else(|| "No action is due yet.".to_owned()),
        head: vec![Column::words("Decided in"), Column::words("Action"), Column::words("Due"), Column::words("State")],
        rows: sprints.iter().flat_map(|(_, actions)| actions.iter().map(|one| row(topic, one))).collect(),
    };
    let chart = chart(&sprints);
    Ok(Figure::drawn(topic.of_log().id("retro"), told, |heading| chart.draw(heading)))
}

type OfSprint<'a, 'b> = (&'a Sprint, Vec<&'b Followed<'a>>);

fn by_sprint<'a, 'b>(followed: &'b FollowThrough<'a>, most: usize) -> Vec<OfSprint<'a, 'b>> {
    let chunks = followed.actions.chunk_by(|one, other| one.from.id == other.from.id);
    let sprints: Vec<OfSprint<'_, '_>> = chunks.map(|chunk| (chunk[0].from, chunk.iter().collect())).collect();
    let first = sprints.len().saturating_sub(most);
    sprints.into_iter().skip(first).collect()
}

fn fate(one: &Followed<'_>) -> (Look, &'static str) {
    FATES[match one.state {
        ActionState::Done => 0,
        ActionState::Open if one.due => 2,
        ActionState::Open => 1,
        ActionState::Dropped => 3,
    }]
}

fn chart(sprints: &[OfSprint<'_, '_>]) -> ColumnChart {
    let place = |(sprint, actions): &OfSprint<'_, '_>| {
        let mut from = 0.0;
        let mut told = Vec::new();
        let mut bars = Vec::new();
        for (look, words) in FATES {
            let number = actions.iter().filter(|one| fate(one).0 == look).count();
            if number > 0 {
                bars.push(Bar { look, span: (from, from + number as f64), width: DONE_WIDTH });
                told.push(format!("{number} {words}"));
                from += number as f64;
            }
        }
        Place {
            label: sprint.id.clone(),
            bars,
            tooltip: format!("{}: {}", sprint.title(), told.join(", ")),
            ..Place::default()
        }
    };
    let there = |look: Look| sprints.iter().flat_map(|(_, actions)| actions).any(|one| fate(one).0 == look);
    ColumnChart {
        places: sprints.iter().map(place).collect(),
        unit: Some("Actions".to_owned()),
        signs: FATES
            .into_iter()
            .filter(|(look, _)| there(*look))
            .map(|(look, words)| (Sign::Bar(look), words.to_owned()))
            .collect(),
        ..ColumnChart::default()
    }
}

fn row(topic: &Topic<'_>, one: &Followed<'_>) -> Vec<String> {
    let due = one.action.due.as_deref().map(|id| topic.log.sprint(id).map_or(id, Sprint::title));
    vec![
        one.from.title().to_owned(),
        words::capital(one.action.what.trim()),
        due.unwrap_or_default().to_owned(),
        fate(one).1.to_owned(),
    ]
}
