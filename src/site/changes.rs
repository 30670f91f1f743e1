//! Which pages of the handbook changed while a sprint ran, as version control tells; and the mark on a chart where that
//! changed how the team works.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::source::History;
use crate::sprints::{Event, SprintDates};

use super::handbook::{Territories, is_of_handbook, is_way_of_working};
use super::log::SprintLog;
use super::page::{Page, PageId};

/// A commit that changes more pages than this is an import or a new spelling everywhere: news of no single page.
const SWEEPING: usize = 40;

/// How many pages a mark names. How many more there are is counted.
const NAMED: usize = 2;

/// What changed in the handbook while a sprint ran.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SprintChanges {
    /// The pages, the newest change first.
    pub pages: Vec<PageChange>,
    /// Commits that changed very many pages at once, the newest first. What they did is not among `pages`.
    pub sweeps: Vec<Sweep>,
}

/// A page that changed while a sprint ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageChange {
    /// The page.
    pub page: PageId,
    /// The last day of the sprint on which it changed.
    pub day: Date,
    /// Whether it was new in the sprint.
    pub new: bool,
}

/// A commit that changed very many pages at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sweep {
    /// Its day.
    pub day: Date,
    /// How many pages it changed.
    pub pages: usize,
}

/// By sprint of a log: what changed while it ran; `None` where version control cannot know it.
pub(super) type LogChanges = Vec<Option<SprintChanges>>;

/// What changed until `today` during the sprints of each log.
pub(super) fn changes(
    pages: &[Page],
    logs: &[SprintLog],
    territories: &Territories<'_>,
    history: &History,
    today: Date,
) -> Vec<LogChanges> {
    let days = Days::new(pages, history);
    let of_log = |(number, log): (usize, &SprintLog)| {
        let own = |page: PageId| territories.is_open_to(number, page);
        let of_sprint = |dates: &SprintDates| {
            let known = !history.changes.is_empty() && history.missing_until.is_none_or(|day| day < dates.start);
            known.then(|| days.between(dates.start, dates.end.min(today), own))
        };
        log.log.sprints.iter().map(|sprint| of_sprint(&sprint.dates)).collect()
    };
    logs.iter().enumerate().map(of_log).collect()
}

/// Marks the sprints of `logs` in which pages changed that say how the team works: one mark each, however many pages.
pub(super) fn mark(logs: &mut [SprintLog], changes: &[LogChanges], pages: &[Page]) {
    for (log, changes) in logs.iter_mut().zip(changes) {
        let log = &mut log.log;
        let marks = log.sprints.iter().zip(changes).filter_map(|(sprint, changes)| {
            let all = changes.iter().flat_map(|changes| &changes.pages);
            let of_ways: Vec<&PageChange> = all.filter(|change| is_way_of_working(&pages[change.page])).collect();
            let names: Vec<&str> = of_ways.iter().map(|change| pages[change.page].label.as_str()).collect();
            let date = of_ways.first()?.day;
            Some((sprint.id.clone(), Event { date, what: told(&names) }))
        });
        log.changed_ways = marks.collect();
    }
}

/// "Way of working changed: Estimation, Support rota and 2 more".
fn told(names: &[&str]) -> String {
    let first = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => format!("Way of working changed: {first}"),
        more => format!("Way of working changed: {first} and {more} more"),
    }
}

/// Every change of every page of the handbook in the order of days, so that those of a sprint are found without looking at
/// the others.
struct Days {
    changes: Vec<PageChange>,
    sweeps: Vec<(Sweep, Vec<PageId>)>,
}

impl Days {
    fn new(pages: &[Page], history: &History) -> Self {
        let mut commits: HashMap<usize, Vec<PageChange>> = HashMap::new();
        for (id, page) in pages.iter().enumerate().filter(|(_, page)| page.listed && is_of_handbook(page)) {
            let known = page.source.as_ref().and_then(|source| history.changes.get(source));
            for change in known.into_iter().flatten() {
                let of_page = PageChange { page: id, day: change.day, new: change.new };
                commits.entry(change.commit).or_default().push(of_page);
            }
        }
        let (mut changes, mut sweeps) = (Vec::new(), Vec::new());
        for commit in commits.into_values() {
            if commit.len() > SWEEPING {
                let sweep = Sweep { day: commit[0].day, pages: commit.len() };
                sweeps.push((sweep, commit.iter().map(|change| change.page).collect()));
            } else {
                changes.extend(commit);
            }
        }
        changes.sort_by_key(|change| (change.day, change.page));
        sweeps.sort_by_key(|(sweep, _)| (sweep.day, sweep.pages));
        Self { changes, sweeps }
    }

    fn between(&self, start: Date, end: Date, own: impl Fn(PageId) -> bool) -> SprintChanges {
        let from = self.changes.partition_point(|change| change.day < start);
        let within = self.changes[from..].iter().take_while(|change| change.day <= end);
        let mut pages: BTreeMap<PageId, PageChange> = BTreeMap::new();
        for change in within.filter(|change| own(change.page)) {
            let known = pages.entry(change.page).or_insert(*change);
            *known = PageChange { new: known.new || change.new, ..*change };
        }
        let mut pages: Vec<PageChange> = pages.into_values().collect();
        pages.sort_by(|one, other| other.day.cmp(&one.day).then(one.page.cmp(&other.page)));
        let sweeps = self.sweeps.iter().rev().filter(|(sweep, _)| start <= sweep.day && sweep.day <= end);
        let own_part = |(sweep, pages): &(Sweep, Vec<PageId>)| Sweep {
            pages: pages.iter().filter(|page| own(**page)).count(),
            ..*sweep
        };
        SprintChanges { pages, sweeps: sweeps.map(own_part).filter(|sweep| sweep.pages > 0).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_mark_names_two_pages_and_counts_the_others() {
        assert_eq!(told(&["Estimation"]), "Way of working changed: Estimation");
        assert_eq!(told(&["A", "B"]), "Way of working changed: A, B");
        assert_eq!(told(&["A", "B", "C", "D"]), "Way of working changed: A, B and 2 more");
    }
}
