//! The worked example that several tests share: the sprint log of a small team, and ten sprints from a spreadsheet.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use sprintbook::sprints::{
    Action, Blocked, Blocker, Capacity, ClosedAction, Estimate, Event, Goal, Holiday, Item, ItemType, Leave, Log,
    Outcome, Person, PersonDays, Points, Retro, Sprint, SprintDates, State, Team, Totals,
};

/// A day after every sprint of the examples.
pub(crate) const TODAY: Date = date(2026, 4, 7);

/// The tenth of history and the rich sprint in one log.
pub(crate) fn whole_log() -> Log {
    let mut sprints = history().sprints;
    sprints.push(rich());
    Log::new(team(), sprints)
}

/// Ten closed sprints of which only totals, capacity and goal are known.
pub(crate) fn history() -> Log {
    let rows = [
        ("2025-s20", date(2025, 10, 6), date(2025, 10, 17), [24, 21, 40], Outcome::Met),
        ("2025-s21", date(2025, 10, 20), date(2025, 10, 31), [26, 25, 42], Outcome::Met),
        ("2025-s22", date(2025, 11, 3), date(2025, 11, 14), [25, 18, 36], Outcome::Missed),
        ("2025-s23", date(2025, 11, 17), date(2025, 11, 28), [28, 30, 45], Outcome::Met),
        ("2025-s24", date(2025, 12, 1), date(2025, 12, 12), [30, 24, 42], Outcome::Partly),
        ("2026-s01", date(2025, 12, 15), date(2026, 1, 9), [20, 12, 24], Outcome::None),
        ("2026-s02", date(2026, 1, 12), date(2026, 1, 23), [28, 27, 43], Outcome::Met),
        ("2026-s03", date(2026, 1, 26), date(2026, 2, 6), [27, 26, 44], Outcome::Met),
        ("2026-s04", date(2026, 2, 9), date(2026, 2, 20), [25, 22, 40], Outcome::Missed),
        ("2026-s05", date(2026, 2, 23), date(2026, 3, 6), [26, 23, 41], Outcome::Met),
    ];
    let sprints = rows.map(|(id, start, end, [committed, completed, days], outcome)| Sprint {
        goal: Goal { outcome: Some(outcome), ..Goal::default() },
        capacity: Some(Capacity::PersonDays(PersonDays::whole(days))),
        ..with_totals(Sprint::new(id, start, end), committed, completed)
    });
    Log::new(team(), sprints.into())
}

/// `sprint` with two totals.
pub(crate) fn with_totals(sprint: Sprint, committed: i64, completed: i64) -> Sprint {
    let totals = Totals {
        committed: Some(Points::whole(committed)),
        completed: Some(Points::whole(completed)),
        ..Totals::default()
    };
    Sprint { totals, ..sprint }
}

/// The team of the examples.
pub(crate) fn team() -> Team {
    Team { id: Some("kestrel".into()), name: Some("Kestrel".into()), ..Team::default() }
}

/// A log with only the rich sprint in it.
pub(crate) fn rich_log() -> Log {
    Log::new(team(), vec![rich()])
}

/// A sprint of which everything is known: items, capacity, blockers, retrospective.
pub(crate) fn rich() -> Sprint {
    let mut sprint = Sprint::new("2026-s07", date(2026, 3, 23), date(2026, 4, 3));
    sprint.name = Some("Sprint 7".into());
    sprint.stated = Some(State::Closed);
    sprint.dates = SprintDates { closed_on: Some(date(2026, 4, 3)), ..sprint.dates };
    sprint.goal = Goal {
        text: Some("A customer can pay by card in the staging shop".into()),
        outcome: Some(Outcome::Met),
        evidence: Some("https://example.org/demo/s07".into()),
    };
    sprint.calendar.holidays = vec![Holiday { date: date(2026, 4, 3), name: Some("Good Friday".into()) }];
    sprint.capacity = Some(Capacity::People(vec![
        person("developer", 100, vec![]),
        person("developer", 100, vec![date(2026, 3, 26), date(2026, 3, 27)]),
        person("tester", 80, vec![]),
    ]));
    sprint.items = items();
    sprint.blockers = blockers();
    sprint.retro = Retro {
        actions: vec![Action {
            id: "RA-7".into(),
            what: "Ask the provider for a status page".into(),
            due: Some("2026-s08".into()),
            theme: Some("third-party API".into()),
            ..Action::default()
        }],
        closed: vec![ClosedAction {
            id: "RA-5".into(),
            from: Some("2026-s06".into()),
            outcome: Some("Test data script runs nightly".into()),
        }],
        ..Retro::default()
    };
    sprint.events = vec![Event { date: date(2026, 3, 26), what: "Support rota moved to another team".into() }];
    sprint
}

/// A map from ids to numbers, as tests like to write it.
pub(crate) fn by_id<T: Copy>(pairs: &[(&str, T)]) -> BTreeMap<String, T> {
    pairs.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect()
}

fn person(role: &str, allocation: u32, leave: Vec<Date>) -> Person {
    Person { role: role.into(), allocation, leave: Leave::Dates(leave) }
}

fn items() -> Vec<Item> {
    let march = |day| Some(date(2026, 3, day));
    let april = |day| Some(date(2026, 4, day));
    let feature = |id: &str, title: &str, points| item(id, title, ItemType::Feature, points);
    vec![
        Item { goal: true, ..worked(feature("K-101", "Card form", 5), march(23), march(25)) },
        Item {
            goal: true,
            blocked: vec![Blocked { from: date(2026, 3, 26), to: march(30), blocker: Some("B-1".into()) }],
            ..worked(feature("K-102", "Call the payment provider", 8), march(24), april(1))
        },
        worked(item("K-103", "Basket total rounds wrongly", ItemType::Bug, 2), march(23), march(24)),
        Item {
            estimates: vec![
                Estimate { date: march(23), points: Points::whole(3) },
                Estimate { date: march(26), points: Points::whole(5) },
            ],
            ..worked(feature("K-104", "Receipt e-mail", 0), march(25), march(31))
        },
        Item { removed: march(27), ..item("K-105", "Upgrade the build image", ItemType::Chore, 3) },
        worked(feature("K-106", "Refund from the back office", 5), march(31), None),
        Item {
            added: march(26),
            escaped: true,
            ..worked(item("K-107", "Login loop on Safari", ItemType::Bug, 3), march(26), march(27))
        },
        Item { added: march(30), ..feature("K-108", "Show card logo", 2) },
        worked(feature("K-109", "Price list page", 3), march(18), march(20)),
        Item { estimates: vec![], ..worked(feature("K-110", "Cookie banner text", 0), april(1), april(2)) },
    ]
}

fn item(id: &str, title: &str, kind: ItemType, points: i64) -> Item {
    let estimates = vec![Estimate::from_the_beginning(Points::whole(points))];
    Item { id: id.into(), title: title.into(), kind, estimates, ..Item::default() }
}

fn worked(item: Item, started: Option<Date>, done: Option<Date>) -> Item {
    Item { started, done, ..item }
}

fn blockers() -> Vec<Blocker> {
    let march = |day| Some(date(2026, 3, day));
    let blocker = |id: &str, title: &str, cause: &str, opened, resolved, items: &[&str]| Blocker {
        id: id.into(),
        title: title.into(),
        cause: Some(cause.into()),
        opened,
        resolved,
        items: items.iter().map(ToString::to_string).collect(),
        ..Blocker::default()
    };
    let provider = "third-party API";
    vec![
        blocker("B-1", "Sandbox of the payment provider is down", provider, march(26), march(30), &["K-102"]),
        blocker("B-2", "No test data", "environment", march(24), march(25), &["K-104"]),
        Blocker {
            escalated: Some(date(2026, 4, 2)),
            ..blocker("B-3", "Refund API key not issued", provider, march(31), None, &["K-106"])
        },
        blocker("B-4", "Which card brands?", "waiting for decision", march(12), march(24), &[]),
        blocker("B-5", "Staging out of disk", "environment", march(30), Some(date(2026, 4, 1)), &["K-110", "K-102"]),
    ]
}
