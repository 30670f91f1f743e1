//! The scope figure: what came into each sprint after its start, and what was taken out.

use super::chart::{Bar, ColumnChart, DONE_WIDTH, Look, Mark, Place, Series, Sign};
use super::figure::{Column, Figure, Told};
use super::shown::{Shown, shown};
use super::topic::{Gap, Topic};
use super::velocity::team_name;
use super::words;
use crate::sprints::{Points, Ratio, Unit};

/// The figure, from the first closed sprint on that tells what was added and removed.
pub(crate) fn figure(topic: &Topic<'_>) -> Result<Figure, Gap> {
    let log = topic.log;
    let shown: Vec<Shown<'_>> = shown(topic, log.team.unit).into_iter().filter(|one| moved(one).is_some()).collect();
    if shown.is_empty() {
        let gives = "how far the work moved after each sprint began";
        return Err(Gap::new("no closed sprint tells what was added and removed", gives));
    }
    let unit = log.team.unit;
    let told = Told {
        title: format!("Scope of {}, in {}", team_name(log), unit.word()),
        description: format!(
            "For each of {}: what was added after the start, upwards, what was removed, downwards, and as a ring what both \
             and new estimates come to.",
            words::counted(shown.len(), "closed sprint")
        ),
        reading: reading(&shown, unit),
        head: vec![
            Column::words("Sprint"),
            Column::numbers("Committed"),
            Column::numbers("Added"),
            Column::numbers("Removed"),
            Column::numbers("Re-estimated"),
            Column::numbers("Net"),
        ],
        rows: shown.iter().map(row).collect(),
    };
    let chart = chart(&shown, unit);
    Ok(Figure::drawn(topic.of_log().id("scope"), told, |heading| chart.draw(heading)))
}

/// Added, removed, and the sum of both with new estimates.
fn moved(one: &Shown<'_>) -> Option<(Points, Points, Points)> {
    let (added, removed) = (one.ledger.added?, one.ledger.removed?);
    Some((added, removed, added - removed + one.ledger.reestimated.unwrap_or_default()))
}

fn chart(shown: &[Shown<'_>], unit: Unit) -> ColumnChart {
    let place = |one: &Shown<'_>| {
        let (added, removed, net) = moved(one).unwrap_or_default();
        let told = format!(
            "added {}, removed {}, in all {}",
            words::amount(added, unit),
            words::plain(removed),
            words::signed(net)
        );
        let up = Bar::up_to(Look::Done, added.to_f64(), DONE_WIDTH);
        let down = Bar::up_to(Look::Other, -removed.to_f64(), DONE_WIDTH);
        Place { bars: vec![down, up], left_out: false, ..one.place(&told) }
    };
    let net = shown.iter().map(|one| moved(one).map(|moved| moved.2.to_f64())).collect();
    ColumnChart {
        places: shown.iter().map(place).collect(),
        unit: Some(words::capital(unit.word())),
        signs: vec![
            (Sign::Bar(Look::Done), "added".to_owned()),
            (Sign::Bar(Look::Other), "removed".to_owned()),
            (Sign::Mark(Mark::Ring), "in all, with new estimates".to_owned()),
        ],
        series: vec![Series { mark: Mark::Ring, label: String::new(), values: net, joined: false }],
        ..ColumnChart::default()
    }
}

fn reading(shown: &[Shown<'_>], unit: Unit) -> String {
    let sum = |part: fn((Points, Points, Points)) -> Points| shown.iter().filter_map(moved).map(part).sum::<Points>();
    let (added, removed, net) = (sum(|all| all.0), sum(|all| all.1), sum(|all| all.2));
    let sprints = words::counted(shown.len(), "sprint");
    if added.is_zero() && removed.is_zero() && net.is_zero() {
        return format!("In {sprints} nothing was added or removed after the start.");
    }
    let committed: Points = shown.iter().filter_map(|one| one.ledger.committed).sum();
    let share = Ratio::of(net, committed).map(|ratio| format!(", {} of what was committed", words::percent(ratio)));
    format!(
        "Over {sprints} {} came in after the start and {} went out; with new estimates that is {} in all{}.",
        words::amount(added, unit),
        words::plain(removed),
        words::signed(net),
        share.unwrap_or_default()
    )
}

fn row(one: &Shown<'_>) -> Vec<String> {
    let (added, removed, net) = moved(one).unwrap_or_default();
    vec![
        one.sprint.title().to_owned(),
        one.ledger.committed.map_or_else(String::new, words::plain),
        words::plain(added),
        words::plain(removed),
        one.ledger.reestimated.map_or_else(String::new, words::signed),
        words::signed(net),
    ]
}
