//! Items into sprints: which ones count, in which sprints they were, and what became of them there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostics::Diagnostic;
use crate::parse::{ImportMap, Standing};
use crate::sprints::{ItemType, Points, Sprint, Unit};

use super::export::{Export, SeenItem, Tracker, Unknown};
use super::placing::{Counts, Placed, place};
use super::seen_sprints::{Settled, one_line};
use super::statuses::Statuses;
use super::types::{Kind, kind};

/// The sprints of `export` with their items; or the statuses that nobody knows.
pub(super) fn sprints(
    tracker: Tracker,
    export: &mut Export,
    settled: &[Settled],
    map: &ImportMap,
    today: Date,
) -> Result<Vec<Sprint>, Vec<Diagnostic>> {
    let items = each_once(std::mem::take(&mut export.items));
    let mut sprints: Vec<Sprint> = settled.iter().map(|one| one.sprint.clone()).collect();
    let mut statuses = Statuses::default();
    let mut counts = Counts::default();
    for item in &items {
        let inside = places(item, settled, map);
        counts.by_sprints(inside.len());
        let Kind::Work(work) = kind(item.kind.as_deref(), map) else {
            counts.apart(item.kind.as_deref(), inside.len());
            continue;
        };
        if inside.is_empty() {
            continue;
        }
        let Some(standing) = statuses.standing(item, map) else { continue };
        put(&mut sprints, item, &inside, (standing, work), (today, &mut counts));
    }
    let refused = statuses.refused();
    if !refused.is_empty() {
        return Err(refused);
    }
    let estimated = items.iter().any(|item| item.points.is_some());
    for (sprint, settled) in sprints.iter_mut().zip(settled) {
        finish(sprint, settled, estimated, (tracker, today), export);
    }
    counts.tell(export, statuses.sentence(), items.len());
    if !estimated && sprints.iter().any(|sprint| !sprint.items.is_empty()) {
        export.remarks.push("no item has an estimate, so these sprints count items: `unit: items`".to_owned());
    }
    Ok(sprints)
}

/// An item that two files tell of, or one file twice, counts once: with all its sprints, and what the later one says.
fn each_once(items: Vec<SeenItem>) -> Vec<SeenItem> {
    let mut kept: Vec<SeenItem> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        if let Some(at) = places.get(&item.id) {
            join(&mut kept[*at], item);
        } else {
            places.insert(item.id.clone(), kept.len());
            kept.push(item);
        }
    }
    kept
}

fn join(one: &mut SeenItem, other: SeenItem) {
    one.sprints.retain(|name| !other.sprints.contains(name));
    one.sprints.extend(other.sprints);
    one.points = one.points.or(other.points);
    one.final_points = one.final_points.or(other.final_points);
    one.status = other.status.or_else(|| one.status.take());
    one.url = one.url.take().or(other.url);
    one.kind = one.kind.take().or(other.kind);
    let (days, more) = (&mut one.days, other.days);
    days.created = days.created.or(more.created);
    days.started = days.started.or(more.started);
    days.done = days.done.or(more.done);
    days.dropped = days.dropped.or(more.dropped);
    days.added_some_day |= more.added_some_day;
    days.removed_some_day |= more.removed_some_day;
    if one.labels.is_empty() {
        one.labels = other.labels;
    }
}

/// The sprints that `item` was in, oldest first.
fn places(item: &SeenItem, settled: &[Settled], map: &ImportMap) -> Vec<usize> {
    let everywhere = map.all_in.as_deref().filter(|_| item.sprints.is_empty());
    let words: Vec<&str> = item.sprints.iter().map(String::as_str).chain(everywhere).collect();
    (0..settled.len()).filter(|at| words.iter().any(|word| settled[*at].is_called(word))).collect()
}

fn put(
    sprints: &mut [Sprint],
    item: &SeenItem,
    inside: &[usize],
    (standing, kind): (Standing, ItemType),
    (today, counts): (Date, &mut Counts),
) {
    let dates: Vec<_> = inside.iter().map(|at| sprints[*at].dates).collect();
    let placed = place(item, standing, &dates, today, counts);
    for (at, placed) in inside.iter().zip(placed) {
        if let Some(placed) = placed {
            sprints[*at].items.push(written(item, kind, placed));
        }
    }
}

fn written(item: &SeenItem, kind: ItemType, placed: Placed) -> crate::sprints::Item {
    let mut made = crate::sprints::Item { kind, ..placed.item };
    made.id = one_line(&item.id);
    // A mark before a sign keeps spreadsheets from calculating; it is no part of the title.
    let title = one_line(&item.title);
    let guarded = title.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    made.title = guarded.map_or(title.clone(), str::to_owned);
    made.url = item.url.clone().filter(|url| is_web_address(url));
    made.labels = item.labels.iter().map(|label| one_line(label)).filter(|label| !label.is_empty()).collect();
    let number = |parent: &String| parent.bytes().all(|byte| byte.is_ascii_digit());
    made.parent = item.parent.as_ref().filter(|parent| !number(parent)).map(|parent| one_line(parent));
    made
}

fn is_web_address(url: &str) -> bool {
    let clean = !url.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    clean && (url.starts_with("https://") || url.starts_with("http://"))
}

/// What can only be said of a sprint once its items are in it.
fn finish(
    sprint: &mut Sprint,
    settled: &Settled,
    estimated: bool,
    (tracker, today): (Tracker, Date),
    export: &mut Export,
) {
    if sprint.items.is_empty() {
        sprint.totals = settled.totals;
    } else {
        tell_totals(sprint, settled, export);
        sprint.unit = (!estimated).then_some(Unit::Items);
    }
    if sprint.items.is_empty() && sprint.totals.is_empty() && sprint.dates.start <= today {
        sprint.exclude = Some("Imported without its work: the export has only its dates.".to_owned());
    } else if export.unknown.contains(&Unknown::Committed) && sprint.dates.start <= today {
        let from = tracker.name();
        sprint.note = Some(format!(
            "Imported from {from}, which does not say what came in after the start: committed is unknown."
        ));
    }
}

/// Totals of a tracker are not trusted where its own items say otherwise.
fn tell_totals(sprint: &Sprint, settled: &Settled, export: &mut Export) {
    let done = sprint.items.iter().filter(|item| item.done.is_some_and(|day| day >= sprint.dates.start));
    let counted: Points = done.map(|item| item.estimate_on(sprint.dates.close())).sum();
    if let Some(stated) = settled.totals.completed.filter(|stated| *stated != counted) {
        let name = sprint.title();
        export.remarks.push(format!(
            "{name}: the export says {stated} completed points, and its items add up to {counted}; the items count"
        ));
    }
}
