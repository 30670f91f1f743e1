//! What holds for every sprint, whatever is in it: sprints and mutations of files from a generator that always draws the same.

use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::date;
use sprintbook::report::{overview, sprint_json, sprint_report, velocity_json};
use sprintbook::sprints::{
    Burndown, CommitmentMode, Estimate, Item, Ledgers, Log, Points, Sprint, Team, Unit, Velocity,
};

use crate::project::{Project, TODAY};

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    fn day(&mut self) -> Option<jiff::civil::Date> {
        // From a week before the sprint to a week after it.
        let days = i64::try_from(self.below(26)).unwrap() - 7;
        (self.below(3) > 0).then(|| date(2026, 3, 23).checked_add(days.days()).unwrap())
    }

    fn points(&mut self) -> Points {
        Points::parts(i64::try_from(self.below(27)).unwrap() * 50)
    }
}

fn random_sprint(dice: &mut Dice) -> Sprint {
    let mut sprint = Sprint::new("s", date(2026, 3, 23), date(2026, 4, 3));
    let item = |number: usize, dice: &mut Dice| {
        let (added, done) = (dice.day(), dice.day());
        let removed =
            if done.is_none() { dice.day().filter(|day| added.is_none_or(|added| *day >= added)) } else { None };
        let estimates = (0..dice.below(4)).map(|_| Estimate { date: dice.day(), points: dice.points() }).collect();
        Item { id: format!("K-{number}"), added, removed, started: dice.day(), done, estimates, ..Item::default() }
    };
    sprint.items = (0..=dice.below(12)).map(|number| item(number, dice)).collect();
    sprint
}

#[test]
fn the_ledger_balances_for_every_sprint() {
    let mut dice = Dice(42);
    for _ in 0..5_000 {
        let sprint = random_sprint(&mut dice);
        for mode in [CommitmentMode::OpenAtStart, CommitmentMode::Jira] {
            let ledgers =
                Ledgers::of(&sprint, Unit::Points, mode).unwrap_or_else(|fault| panic!("{fault}: {sprint:#?}"));
            for ledger in [ledgers.points.unwrap(), ledgers.items.unwrap()] {
                let extra =
                    if mode == CommitmentMode::Jira { ledger.completed_elsewhere.unwrap() } else { Points::ZERO };
                let left = ledger.committed.unwrap() + ledger.added.unwrap() + ledger.reestimated.unwrap();
                let right = ledger.completed.unwrap() + ledger.not_completed.unwrap() + ledger.removed.unwrap() + extra;
                assert_eq!(left, right, "{sprint:#?}");
            }
        }
    }
}

#[test]
fn the_burndown_ends_with_what_is_left() {
    let mut dice = Dice(43);
    for _ in 0..2_000 {
        let sprint = random_sprint(&mut dice);
        let log = Log::new(Team::default(), vec![sprint.clone()]);
        let ledgers = log.ledgers(&sprint).unwrap();
        for (unit, ledger) in [(Unit::Points, ledgers.points.unwrap()), (Unit::Items, ledgers.items.unwrap())] {
            let burndown = Burndown::of(&log, &sprint, unit, TODAY).unwrap();
            let last = burndown.days.last().unwrap();
            assert_eq!(last.remaining, ledger.not_completed, "{sprint:#?}");
            assert_eq!(last.done, ledger.completed);
        }
    }
}

#[test]
fn percentiles_are_values_that_happened_and_better_sprints_never_lower_them() {
    let mut dice = Dice(44);
    for _ in 0..2_000 {
        let mut series: Vec<Points> = (0..=dice.below(30)).map(|_| dice.points()).collect();
        let claims = |series: &[Points]| [50, 70, 85, 95].map(|p| sprintbook::sprints::at_least(series, p).unwrap());
        let before = claims(&series);
        assert!(before.iter().all(|claim| series.contains(claim)));
        assert!(before.windows(2).all(|pair| pair[0] >= pair[1]));
        let best = Velocity::of(&series).unwrap().max;
        series.push(best + dice.points());
        assert!(before.iter().zip(claims(&series)).all(|(before, after)| *before <= after));
    }
}

/// A sprint file with something of everything.
const RICH: &str = "\
schema: 1
name: Sprint 7
start: 2026-03-23
end: 2026-04-03
state: closed
goal: {text: Pay by card, outcome: met}
calendar: {holidays: [{date: 2026-04-03, name: Good Friday}]}
capacity:
  people:
    - {role: developer, allocation: 100, leave: [2026-03-26]}
    - {role: tester, allocation: 80, leave: 1.5}
items:
  - {id: K-1, title: Card form, type: feature, points: 5, started: 2026-03-23, done: 2026-03-25, goal: true}
  - {id: K-2, estimates: [{date: 2026-03-23, points: 3}, {date: 2026-03-26, points: 5.5}], blocked: [{from: 2026-03-26, blocker: B-1}]}
  - {id: K-3, points: 3, removed: 2026-03-27}
  - {id: K-4, points: 2, added: 2026-03-30, done: 2026-03-31, escaped: true}
blockers: [{id: B-1, title: Down, cause: provider, opened: 2026-03-26, resolved: 2026-03-30, items: [K-2], risk: R-1}]
risks: [{id: R-1, title: Slow, likelihood: 3, impact: 5, near: 2026-05-04}]
dependencies: [{id: D-1, team: platform, what: Secrets, needed_by: 2026-04-20, state: agreed}]
retro: {well: [Pairs], actions: [{id: RA-7, what: Ask, due: 2026-s08, experiment: {measure: carry-over, before: 17 %}}], closed: [{id: RA-5, from: 2026-s06}]}
health: {responses: [4, 4, 3, 5, 4], scale: 5}
money: {spent: 41000, currency: EUR}
remaining: {2026-03-23: 10}
";

/// What a slip of the pen, a merge or an attacker may put anywhere.
const PIECES: &[&str] = &[
    "",
    "-",
    "0",
    "-1",
    "99999999999999999999",
    "1e308",
    ".nan",
    "2026-02-30",
    "9999-12-31",
    "0000-01-01",
    "null",
    "~",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "\n",
    "\n  ",
    "\t",
    "#",
    "&a ",
    "*a",
    "!!binary ",
    "|",
    ">",
    "\"",
    "'",
    "\u{feff}",
    "é",
    "\u{0}",
    "---\n",
    "true",
    "2026-03-24",
    "0.005",
];

fn mutated(dice: &mut Dice, text: &str) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(4) {
        let from = dice.below(text.len() + 1);
        let to = (from + dice.below(12)).min(text.len());
        match dice.below(3) {
            0 => drop(text.drain(from..to)),
            1 => drop(text.splice(from..to, PIECES[dice.below(PIECES.len())].chars())),
            _ => {
                let copy: Vec<char> = text[from..to].to_vec();
                let at = dice.below(text.len() + 1);
                drop(text.splice(at..at, copy));
            }
        }
    }
    text.into_iter().collect()
}

/// Bounded by time, so that a slow machine looks at fewer files; `SPRINTBOOK_MUTATIONS` says how many seconds.
#[test]
fn no_file_makes_it_panic() {
    let seconds = std::env::var("SPRINTBOOK_MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let until = Instant::now() + Duration::from_secs(seconds);
    let team = "unit: points\nwindow: 3\npeople: [{role: developer}]\nbudget: {amount: 9, sprints: 3}\nbacklog: {points: 74, by: 2027-02-19}\n";
    let lock = "schema: 1\nsprints:\n  - {id: \"s1\", closed_on: 2026-04-03, facts: \"00\", fields: {\"goal\": \"text=1\"}}\njournal:\n  - {after: \"s1\", date: 2026-04-03, unit: points, sprints: 1, p50: 5}\n";
    let mut dice = Dice(45);
    let (mut files, mut slowest) = (0, Duration::ZERO);
    while files < 40 || Instant::now() < until {
        let (sprint, team, lock) = (mutated(&mut dice, RICH), mutated(&mut dice, team), mutated(&mut dice, lock));
        let project = Project::new(&[("content/index.md", "Home")])
            .with("content/sprints/s1.yaml", &sprint)
            .with("content/sprints/team.yaml", &team)
            .with("content/sprints/sprints.lock", &lock)
            .with("content/sprints/s2.yaml", "start: 2026-04-06\nend: 2026-04-17\ncommitted: 5\ncompleted: 3\n");
        let began = Instant::now();
        let logs = sprintbook::pipeline::logs(&project.tree(), TODAY);
        for id in ["s1", "s2"] {
            // Also where there are errors: the preview shows such pages.
            let _ = logs.show(Some(id), None, sprintbook::pipeline::Shape::Json);
            let _ = logs.show(Some(id), None, sprintbook::pipeline::Shape::Text);
            let _ = logs.close(id, None, None);
        }
        let _ = logs.show_all(None, sprintbook::pipeline::Shape::Json);
        let _ = logs.show_all(None, sprintbook::pipeline::Shape::Markdown);
        let _ = logs.forecast(&sprintbook::pipeline::Asked::default(), false);
        slowest = slowest.max(began.elapsed());
        files += 1;
    }
    eprintln!("{files} mutated logs, the slowest in {} ms", slowest.as_millis());
    assert!(slowest < Duration::from_secs(10), "a file took {slowest:?}");
}

#[test]
fn reports_of_random_sprints_never_panic() {
    let mut dice = Dice(46);
    for _ in 0..300 {
        let mut sprints: Vec<Sprint> = (0..=dice.below(8)).map(|_| random_sprint(&mut dice)).collect();
        for (number, sprint) in sprints.iter_mut().enumerate() {
            sprint.id = format!("s{number}");
        }
        let log = Log::new(Team::default(), sprints);
        for sprint in &log.sprints {
            assert_eq!(sprint_report(&log, sprint, TODAY).id, sprint.id);
            assert!(serde_json::to_string(&sprint_json(&log, sprint, TODAY)).is_ok());
        }
        assert_eq!(overview(&log, TODAY).sprints.len(), log.sprints.len());
        assert!(serde_json::to_string(&velocity_json(&log, TODAY)).is_ok());
    }
}
