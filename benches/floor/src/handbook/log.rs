//! A team's sprints one after the other: what is left over in one is carried into the next.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::options::Options;
use super::sprint::{Blocker, Item, Sprint};
use super::words;

/// First day of the newest sprint; the others lie before it, two weeks each.
const NEWEST: Date = date(2026, 11, 9);
/// The working days of a sprint, counted from its first day: two weeks from Monday to Friday.
const WORKING: [i32; 10] = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
const KINDS: &[&str] = &["feature", "feature", "feature", "bug", "chore", "spike"];
const CAUSES: &[&str] = &["environment", "waiting for decision", "third-party system", "another team", "test data"];
const SIZES: [usize; 6] = [1, 2, 3, 3, 5, 8];

/// All sprints of one team, oldest first.
pub fn sprints(options: &Options, team: usize) -> Vec<Sprint> {
    let ids = ids(options.sprints);
    let mut carried = Vec::new();
    let mut log: Vec<Sprint> = Vec::with_capacity(options.sprints);
    let mut last_item = 0;
    for (number, (id, start)) in ids.iter().enumerate() {
        let chance = Chance::of(options.seed, &format!("sprint {team}"), number);
        let mut making = Making { chance, number, start: *start, last_item };
        let items = making.items(carried, options.items);
        last_item = making.last_item;
        let mut sprint = making.sprint(id, items);
        sprint.action = ids.get(number + 1).map(|(next, _)| (format!("RA-{number}"), next.clone()));
        sprint.closes = log.last().and_then(|before| Some((before.action.clone()?.0, before.id.clone())));
        carried = left_over(&sprint);
        log.push(sprint);
    }
    log
}

/// Name and first day of each sprint; the name counts within the year, as in `2026-s07`.
fn ids(count: usize) -> Vec<(String, Date)> {
    let mut ids = Vec::with_capacity(count);
    let (mut year, mut number) = (0, 0);
    for before in (0..count).rev() {
        let weeks = i64::try_from(before * 2).expect("a log of sprints is far shorter than time");
        let start = NEWEST - weeks.weeks();
        number = if start.year() == year { number + 1 } else { 1 };
        year = start.year();
        ids.push((format!("{year}-s{number:02}"), start));
    }
    ids
}

/// The items that the next sprint takes over: same id, estimate as it is now, nothing of this sprint but the day it was started.
fn left_over(sprint: &Sprint) -> Vec<Item> {
    let open = sprint.items.iter().filter(|item| item.done.is_none() && item.removed.is_none());
    open.map(|item| Item { first: item.points(), later: None, added: None, blocked: None, ..item.clone() }).collect()
}

/// A sprint while it is being made up.
struct Making {
    chance: Chance,
    number: usize,
    start: Date,
    /// Number of the newest item of the team.
    last_item: usize,
}

impl Making {
    /// The carried items and new ones, `count` in all (more only if more were carried).
    fn items(&mut self, carried: Vec<Item>, count: usize) -> Vec<Item> {
        let mut items = carried;
        while items.len() < count {
            let new = self.new_item();
            items.push(new);
        }
        for item in &mut items {
            self.live(item);
        }
        items
    }

    fn new_item(&mut self) -> Item {
        self.last_item += 1;
        let added = self.chance.happens(15).then(|| self.chance.between(1, 6));
        Item {
            id: format!("T-{}", self.last_item),
            title: words::title(&mut self.chance),
            kind: KINDS[self.chance.between(0, KINDS.len() - 1)],
            first: SIZES[self.chance.between(0, SIZES.len() - 1)],
            later: None,
            added: added.map(|day| self.day(day)),
            removed: None,
            started: None,
            done: None,
            goal: self.chance.happens(40),
            blocked: None,
        }
    }

    /// What becomes of an item in this sprint: about three in four are done, one in twelve is taken out.
    fn live(&mut self, item: &mut Item) {
        let earliest = item.added.map_or(0, |added| self.place(added));
        let fate = self.chance.between(1, 100);
        if fate <= 8 {
            item.removed = Some(self.day_from(earliest.max(1)));
            return;
        }
        if fate <= 90 && item.started.is_none() {
            item.started = Some(self.day_from(earliest));
        }
        let started = item.started.map_or(earliest, |day| self.place(day).max(earliest));
        if fate <= 83 {
            item.done = Some(self.day_from(started));
        }
        if earliest < 9 && self.chance.happens(8) {
            let until = item.done.map_or(9, |day| self.place(day));
            if until > earliest {
                let day = self.chance.between(earliest + 1, until);
                item.later = Some((self.day(day), item.first + self.chance.between(1, 3)));
            }
        }
    }

    fn sprint(mut self, id: &str, mut items: Vec<Item>) -> Sprint {
        let blockers = self.blockers(&mut items);
        Sprint {
            id: id.to_owned(),
            start: self.start,
            end: self.day(9),
            goal: format!("{} is easier than before", words::title(&mut self.chance)),
            items,
            leave: std::array::from_fn(|_| self.chance.between(0, 3)),
            blockers,
            action: None,
            closes: None,
            answers: std::array::from_fn(|_| self.chance.between(2, 5)),
            spent: self.chance.between(30, 45) * 1000,
        }
    }

    /// Up to two blockers, each on an item that took three working days or more.
    fn blockers(&mut self, items: &mut [Item]) -> Vec<Blocker> {
        let mut blockers = Vec::new();
        let slow = items.iter_mut().filter(|item| match (item.started, item.done) {
            (Some(started), Some(done)) => self.place(started) + 2 <= self.place(done) && started >= self.start,
            _ => false,
        });
        let slow: Vec<&mut Item> = slow.take(2).collect();
        for (at, item) in slow.into_iter().enumerate() {
            let (Some(from), Some(done)) = (item.started, item.done) else { continue };
            let to = self.day(self.place(done) - 1);
            let id = format!("B-{}", self.number * 2 + at + 1);
            item.blocked = Some((from, to, id.clone()));
            blockers.push(Blocker {
                id,
                title: format!("{} has to wait", words::title(&mut self.chance)),
                cause: CAUSES[self.chance.between(0, CAUSES.len() - 1)],
                opened: from,
                resolved: to,
                item: item.id.clone(),
            });
        }
        blockers
    }

    /// A working day by chance, from the one with this number on.
    fn day_from(&mut self, number: usize) -> Date {
        let number = self.chance.between(number, WORKING.len() - 1);
        self.day(number)
    }

    /// The date of the working day with this number, 0 to 9.
    fn day(&self, number: usize) -> Date {
        self.start + i64::from(WORKING[number]).days()
    }

    /// The number of the working day; 0 for days before the sprint.
    fn place(&self, day: Date) -> usize {
        (0..WORKING.len()).rev().find(|number| self.day(*number) <= day).unwrap_or(0)
    }
}
