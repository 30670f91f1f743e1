//! What became of one item in each sprint that it was in: finished where its day lies, open before, elsewhere after.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::parse::Standing;
use crate::sprints::{Estimate, Item, SprintDates};

use super::export::{Days, Export, SeenItem};
use super::said::counted;

/// An item as one sprint saw it: its dates and estimates.
pub(super) struct Placed {
    pub(super) item: Item,
}

/// What happened to how many items.
#[derive(Default)]
pub(super) struct Counts {
    /// Items by the number of sprints that they were in.
    sprints: BTreeMap<usize, usize>,
    /// Items of sprints that are no work of their own, by their type.
    apart: BTreeMap<String, usize>,
    some_day: usize,
    too_late: usize,
    dropped: usize,
}

/// What became of `item` in each of the sprints with these `dates`, oldest first; `None` where it did not count.
pub(super) fn place(
    item: &SeenItem,
    standing: Standing,
    dates: &[SprintDates],
    today: Date,
    counts: &mut Counts,
) -> Vec<Option<Placed>> {
    let over = match standing {
        Standing::Done => item.days.done.or_else(|| some_day(dates, today, counts)),
        Standing::Dropped => item.days.dropped,
        Standing::ToDo | Standing::Doing => None,
    };
    let inside = |day: Date| dates.iter().rposition(|dates| dates.start <= day && day <= dates.close());
    let ends_in = over.and_then(inside);
    let last = dates.len().saturating_sub(1);
    if standing == Standing::Done && over.is_some_and(|day| dates.last().is_some_and(|dates| day > dates.close())) {
        counts.too_late += 1;
    }
    if standing == Standing::Dropped && ends_in.is_none() {
        counts.dropped += 1;
    }
    let placed = dates.iter().enumerate().map(|(at, dates)| {
        let mut made = seen(item, dates, at == 0);
        let before = over.is_some_and(|day| day < dates.start);
        match standing {
            Standing::Done if ends_in == Some(at) || before => made.done = over,
            Standing::Dropped if ends_in == Some(at) => made.removed = over,
            Standing::Dropped if before || (over.is_none() && at == last) => return None,
            _ => {}
        }
        if item.days.removed_some_day && made.done.is_none() {
            made.removed = Some(dates.close());
        }
        Some(Placed { item: in_order(made) })
    });
    placed.collect()
}

/// The day that stands for one that the export does not tell: the close of the last sprint, or today.
fn some_day(dates: &[SprintDates], today: Date, counts: &mut Counts) -> Option<Date> {
    counts.some_day += 1;
    dates.last().map(|dates| dates.close().min(today))
}

fn seen(item: &SeenItem, dates: &SprintDates, first: bool) -> Item {
    let Days { created, started, added, removed, added_some_day, .. } = item.days;
    let during = |day: &Date| dates.start < *day && *day <= dates.close();
    let next_day = || dates.start.tomorrow().ok().map(|day| day.min(dates.close()));
    let estimates = item
        .points
        .map(Estimate::from_the_beginning)
        .into_iter()
        .chain(item.final_points.map(|points| Estimate { date: Some(dates.close()), points }));
    Item {
        estimates: estimates.collect(),
        added: added
            .filter(|day| dates.start <= *day && *day <= dates.close())
            .or_else(|| next_day().filter(|_| added_some_day))
            .or_else(|| created.filter(|day| first && during(day))),
        removed: removed.filter(|day| dates.start <= *day && *day <= dates.close()),
        started: started.filter(|day| *day <= dates.close()),
        ..Item::default()
    }
}

/// Without dates that contradict what became of it: the end of work is better known than its beginning.
fn in_order(item: Item) -> Item {
    let over = item.done.or(item.removed);
    let not_after = |day: &Date| over.is_none_or(|over| *day <= over);
    let removed = item.removed.filter(|_| item.done.is_none());
    Item { added: item.added.filter(not_after), started: item.started.filter(not_after), removed, ..item }
}

impl Counts {
    pub(super) fn by_sprints(&mut self, sprints: usize) {
        *self.sprints.entry(sprints).or_default() += 1;
    }

    pub(super) fn apart(&mut self, kind: Option<&str>, sprints: usize) {
        if sprints > 0 {
            *self.apart.entry(kind.unwrap_or_default().to_owned()).or_default() += 1;
        }
    }

    /// Says all of it.
    pub(super) fn tell(&self, export: &mut Export, statuses: Option<String>, items: usize) {
        let word = |sprints: &usize| match sprints {
            0 => "no sprint".to_owned(),
            1 => "one".to_owned(),
            2 => "two".to_owned(),
            3 => "three".to_owned(),
            more => more.to_string(),
        };
        let spread: Vec<String> =
            self.sprints.iter().map(|(sprints, count)| format!("{count} in {}", word(sprints))).collect();
        let mut said = Vec::new();
        if items > 0 {
            said.push(format!("read: {}: {}", counted(items, "item"), spread.join(", ")));
        }
        said.extend(statuses.map(|statuses| format!("statuses: {statuses}")));
        for (kind, count) in &self.apart {
            said.push(format!(
                "left out: {count} of type `{kind}`, which is no item of a sprint; `types` in a map changes that"
            ));
        }
        let mut tell = |count: usize, rest: &str| {
            if count > 0 {
                said.push(format!("{} {rest}", counted(count, "item")));
            }
        };
        tell(self.some_day, "done on a day that the export does not tell: the last day of the sprint stands for it");
        tell(self.too_late, "done after the close of the last sprint: not completed in it");
        tell(self.dropped, "dropped on a day that lies in none of its sprints: left out of the last one");
        export.remarks.splice(0..0, said);
    }
}
