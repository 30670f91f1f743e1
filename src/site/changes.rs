//! What changed in the handbook while a sprint ran, as its history tells; and where that changed how a team works.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::source::History;
use crate::sprints::Event;

use super::log::SprintLog;
use super::page::{Page, PageId, PageKind};

/// A page that changed while a sprint ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageChange {
    /// The page.
    pub page: PageId,
    /// The last day of the sprint on which it changed.
    pub day: Date,
    /// Whether it is new since then.
    pub new: bool,
}

/// Folders whose pages say how a team works, unless a page says otherwise.
const FOLDERS: &[&str] =
    &["ways-of-working", "way-of-working", "how-we-work", "working-agreements", "agreements", "process"];

/// Pages that say so wherever they are.
const PAGES: &[&str] = &["definition-of-done", "definition-of-ready", "working-agreement", "ways-of-working", "how-we-work"];

/// How many pages a mark names. What changed more than that is counted.
const NAMED: usize = 2;

/// What changed during each sprint of each log, the newest change first.
pub(super) fn changes(pages: &[Page], logs: &[SprintLog], history: &History) -> Vec<Vec<Vec<PageChange>>> {
    let days = days(pages, history);
    let homes: Vec<&str> = logs.iter().map(home).collect();
    let of_log = |(number, log): (usize, &SprintLog)| {
        // A page in the folder of another team is no business of this one.
        let is_foreign = |page: &Page| {
            let theirs = homes.iter().enumerate().filter(|(other, home)| *other != number && home.len() > 1);
            theirs.map(|(_, home)| *home).any(|home| page.url.starts_with(home) && !homes[number].starts_with(home))
        };
        let own: Vec<_> = days.iter().filter(|(page, _)| !is_foreign(&pages[*page])).collect();
        log.log.sprints.iter().map(|sprint| during(&own, sprint.dates.start, sprint.dates.end)).collect()
    };
    logs.iter().enumerate().map(of_log).collect()
}

/// Marks each sprint of `logs` in which pages changed that say how the team works: one mark, however many pages.
pub(super) fn mark(logs: &mut [SprintLog], changes: &[Vec<Vec<PageChange>>], pages: &[Page]) {
    for (log, changes) in logs.iter_mut().zip(changes) {
        for (sprint, changes) in log.log.sprints.iter_mut().zip(changes) {
            let changes: Vec<&PageChange> = changes.iter().filter(|change| is_way_of_working(&pages[change.page])).collect();
            let Some(newest) = changes.first() else { continue };
            let what = told(changes.iter().map(|change| pages[change.page].label.as_str()));
            sprint.events.push(Event { date: newest.day, what });
        }
    }
}

/// "Way of working changed: Estimation, Support rota and 2 more".
fn told<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named = names.take(NAMED).collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("Way of working changed: {named}{more}")
}

/// The days on which each page of the handbook changed. Sprint logs and their prose are no part of it.
fn days<'a>(pages: &[Page], history: &'a History) -> Vec<(PageId, &'a BTreeMap<Date, bool>)> {
    if history.changes.is_empty() {
        return Vec::new();
    }
    let known = pages.iter().enumerate().filter(|(_, page)| {
        matches!(page.kind, PageKind::Home | PageKind::Page | PageKind::Section) && page.facts.is_some()
    });
    known.filter_map(|(id, page)| Some((id, history.changes.get(page.source.as_ref()?)?))).collect()
}

fn during(days: &[&(PageId, &BTreeMap<Date, bool>)], start: Date, end: Date) -> Vec<PageChange> {
    if end < start {
        return Vec::new();
    }
    let mut changes: Vec<PageChange> = days
        .iter()
        .filter_map(|(page, days)| {
            let mut range = days.range(start..=end);
            let new = range.clone().any(|(_, new)| *new);
            range.next_back().map(|(day, _)| PageChange { page: *page, day: *day, new })
        })
        .collect();
    changes.sort_by(|one, other| other.day.cmp(&one.day).then(one.page.cmp(&other.page)));
    changes
}

/// The folder of the team: where its own pages are.
fn home(log: &SprintLog) -> &str {
    let above = log.url.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    &log.url[..above]
}

/// Whether the page says how a team works: as it says itself, or by its name or folder.
fn is_way_of_working(page: &Page) -> bool {
    let says = page.facts.as_ref().and_then(|facts| facts.front_matter.state.way_of_working);
    says.unwrap_or_else(|| {
        let mut parts: Vec<&str> = page.place.trim_matches('/').split('/').collect();
        let name = parts.pop().unwrap_or_default();
        PAGES.contains(&name) || parts.iter().any(|folder| FOLDERS.contains(folder))
    })
}
