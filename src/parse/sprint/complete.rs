//! Complete files: every field comes through whole, and the worked examples count as worked.

use jiff::civil::{Weekday, date};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourceFile, SourcePath};
use crate::sprints::{
    ActionState, Capacity, CommitmentMode, DependencyState, ItemType, Leave, Ledgers, Outcome, PersonDays, Points,
    Sprint, State, Team, Unit,
};

use super::check::check_empty;
use super::file::{SprintFile, parse_history, parse_sprint};
use super::ledger::check_ledger;
use super::team::parse_team;

fn file(path: &str, text: impl AsRef<[u8]>) -> SourceFile {
    SourceFile::new(SourcePath::new(path), text.as_ref().to_vec())
}

fn read(text: &str) -> (Option<SprintFile>, Vec<Diagnostic>) {
    parse_sprint(&file("content/sprints/2026-s07.yaml", text))
}

/// Every block of the guide's table with every field.
const COMPLETE: &str = r#"
schema: 1
team: kestrel
name: Sprint 7
start: 2026-03-23
end: 2026-04-03
closed_on: 2026-04-02
state: closed
unit: points
exclude: Half the team was ill
note: A remark
goal: {text: Pay by card, outcome: partly, evidence: https://example.org/demo}
committed: 8
items:
  - id: 1.10
    title: Card form
    url: https://example.org/1
    type: chore
    estimates: [{date: 2026-03-20, points: 3.5}, {date: 2026-03-25, points: 5}]
    added: 2026-03-23
    started: 2026-03-23
    done: 2026-03-25
    goal: true
    blocked: [{from: 2026-03-24, to: 2026-03-25, blocker: B-1}]
    escaped: true
    parent: 007
    labels: [payments, 3.0]
    summary: Cards work.
  - {id: K-2, points: 8, removed: 2026-03-26}
remaining: {2026-03-23: 8, 2026-03-24: 7.5}
capacity: {people: [{role: developer, leave: [2026-03-26]}, {role: tester, allocation: 80, leave: 1.5}]}
calendar: {holidays: [{date: 2026-04-03, name: Good Friday}], working_days: [sunday, monday]}
blockers:
  - {id: B-1, title: No data, cause: environment, opened: 2026-03-24, resolved: 2026-03-25, escalated: 2026-03-24, items: [K-2], owner: tester, external: true, risk: R-1}
risks: [{id: R-1, title: Audit, likelihood: 3, impact: 5, near: 2026-05-04, response: Book, owner: lead, state: open}]
dependencies: [{id: D-1, team: platform, what: Secrets, needed_by: 2026-04-20, promised: 2026-04-13, state: late}]
retro:
  well: [We met]
  improve: [We talked]
  actions: [{id: A-1, what: Ask, due: 2026-s08, owner: lead, theme: data, state: dropped, experiment: {measure: carry-over, before: 0.410, expect: below 10 %}}]
  closed: [{id: A-0, from: 2026-s06, outcome: Asked}]
health: {scale: 5, responses: [4, 4.5], questions: {trust: [4], "pace, all in all": [3, 2]}}
quality: {escaped: 1, reopened: 2, incidents: 3}
money: {spent: 41000.55, planned: 40000, currency: EUR}
releases: [{version: 3.10, date: 2026-04-01, url: https://example.org/3}]
events: [{date: 2026-03-26, what: Fair}]
amended: [{date: 2026-04-10, what: Total, why: Miscounted}]
"#;

fn complete() -> Sprint {
    let (sprint, diagnostics) = read(COMPLETE);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    sprint.unwrap().sprint
}

#[test]
fn head_and_items_come_through_whole() {
    let sprint = complete();
    assert_eq!((sprint.id.as_str(), sprint.team.as_deref(), sprint.title()), ("2026-s07", Some("kestrel"), "Sprint 7"));
    assert_eq!((sprint.dates.start, sprint.dates.end), (date(2026, 3, 23), date(2026, 4, 3)));
    assert_eq!(sprint.dates.closed_on, Some(date(2026, 4, 2)));
    assert_eq!((sprint.stated, sprint.unit), (Some(State::Closed), Some(Unit::Points)));
    assert_eq!((sprint.exclude.as_deref(), sprint.note.as_deref()), (Some("Half the team was ill"), Some("A remark")));
    assert_eq!((sprint.goal.text.as_deref(), sprint.goal.outcome), (Some("Pay by card"), Some(Outcome::Partly)));
    assert_eq!(sprint.goal.evidence.as_deref(), Some("https://example.org/demo"));
    assert_eq!(sprint.totals.committed, Some(Points::whole(8)));
    let item = &sprint.items[0];
    assert_eq!((item.id.as_str(), item.parent.as_deref()), ("1.10", Some("007")), "as typed");
    assert_eq!((item.title.as_str(), item.url.as_deref()), ("Card form", Some("https://example.org/1")));
    assert_eq!((item.kind, item.goal, item.escaped), (ItemType::Chore, true, true));
    let estimates: Vec<String> = item.estimates.iter().map(|one| one.points.to_string()).collect();
    assert_eq!(estimates, ["3.5", "5"]);
    assert_eq!((item.added, item.started), (Some(date(2026, 3, 23)), Some(date(2026, 3, 23))));
    assert_eq!((item.done, item.removed), (Some(date(2026, 3, 25)), None));
    assert_eq!(item.blocked[0].to, Some(date(2026, 3, 25)));
    assert_eq!((item.labels[1].as_str(), item.summary.as_deref()), ("3.0", Some("Cards work.")));
    assert_eq!(sprint.items[1].removed, Some(date(2026, 3, 26)));
    assert_eq!(sprint.remaining.get(&date(2026, 3, 24)), Some(&Points::parts(750)));
}

#[test]
fn people_and_what_stood_in_the_way_come_through_whole() {
    let sprint = complete();
    let Some(Capacity::People(people)) = &sprint.capacity else { panic!("people") };
    assert_eq!((people[0].allocation, &people[0].leave), (100, &Leave::Dates(vec![date(2026, 3, 26)])));
    assert_eq!((people[1].role.as_str(), &people[1].leave), ("tester", &Leave::Days(Points::parts(150))));
    assert_eq!(sprint.calendar.holidays[0].name.as_deref(), Some("Good Friday"));
    let week = sprint.calendar.working_days.unwrap();
    assert!(week.contains(Weekday::Sunday) && week.contains(Weekday::Monday) && !week.contains(Weekday::Tuesday));
    let blocker = &sprint.blockers[0];
    assert_eq!(
        (blocker.cause(), blocker.owner.as_deref(), blocker.external),
        ("environment", Some("tester"), Some(true))
    );
    assert_eq!((blocker.risk.as_deref(), blocker.items[0].as_str()), (Some("R-1"), "K-2"));
    assert_eq!((blocker.resolved, blocker.escalated), (Some(date(2026, 3, 25)), Some(date(2026, 3, 24))));
    let risk = &sprint.risks[0];
    assert_eq!((risk.likelihood, risk.impact, risk.near), (Some(3), Some(5), Some(date(2026, 5, 4))));
    assert_eq!((risk.response.as_deref(), risk.state.as_deref()), (Some("Book"), Some("open")));
    let dependency = &sprint.dependencies[0];
    assert_eq!((dependency.what.as_str(), dependency.state), ("Secrets", Some(DependencyState::Late)));
    assert_eq!((dependency.needed_by, dependency.promised), (Some(date(2026, 4, 20)), Some(date(2026, 4, 13))));
}

#[test]
fn what_the_team_says_comes_through_whole() {
    let sprint = complete();
    assert_eq!((sprint.retro.well.len(), sprint.retro.improve[0].as_str()), (1, "We talked"));
    let action = &sprint.retro.actions[0];
    assert_eq!((action.due.as_deref(), action.state), (Some("2026-s08"), ActionState::Dropped));
    assert_eq!(action.experiment.as_ref().unwrap().before.as_deref(), Some("0.410"), "as typed");
    assert_eq!(sprint.retro.closed[0].from.as_deref(), Some("2026-s06"));
    let health = sprint.health.as_ref().unwrap();
    assert_eq!((health.scale, health.responses[1].to_string().as_str()), (Some(5), "4.5"));
    assert_eq!(health.questions["pace, all in all"], [Points::whole(3), Points::whole(2)]);
    assert_eq!(
        (sprint.quality.escaped, sprint.quality.reopened, sprint.quality.incidents),
        (Some(1), Some(2), Some(3))
    );
    let money = sprint.money.as_ref().unwrap();
    assert_eq!((money.spent, money.currency.as_deref()), (Some(Points::parts(4_100_055)), Some("EUR")));
    assert_eq!(sprint.releases[0].version, "3.10", "as typed");
    assert_eq!((sprint.events[0].date, sprint.events[0].what.as_str()), (date(2026, 3, 26), "Fair"));
    assert_eq!(sprint.amended[0].why.as_deref(), Some("Miscounted"));
}

#[test]
fn a_team_comes_through_whole() {
    let text = "id: kestrel\nname: Kestrel\nunit: items\nwindow: 6\ncommitment: jira\ncurrency: GBP\n\
                working_days: [monday]\nholidays: [{date: 2026-12-25, name: Christmas Day}]\n\
                people: [{role: developer, allocation: 50}]\n\
                budget: {amount: 884000, from: 2026-04-01, to: 2027-03-31, sprints: 26}\n\
                backlog: {items: 40, by: 2027-02-19, name: Trust in money}\n";
    let (team, diagnostics) = parse_team(&file("content/sprints/team.yaml", text));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!((team.id.as_deref(), team.unit, team.window), (Some("kestrel"), Unit::Items, 6));
    assert_eq!((team.commitment, team.people[0].allocation), (CommitmentMode::Jira, 50));
    assert!(!team.working_days.contains(Weekday::Tuesday));
    assert_eq!(team.holidays[0].date, date(2026, 12, 25));
    let budget = team.budget.unwrap();
    assert_eq!((budget.amount, budget.planned_sprints), (Points::whole(884_000), Some(26)));
    assert_eq!(budget.currency.as_deref(), Some("GBP"), "the currency of the team");
    let backlog = team.backlog.unwrap();
    assert_eq!((backlog.size, backlog.unit, backlog.by), (Points::whole(40), Unit::Items, Some(date(2027, 2, 19))));
    assert_eq!(parse_team(&file("content/sprints/team.yaml", "- a\n")).0, Team::default());
}

#[test]
fn a_number_of_person_days_is_a_capacity() {
    let (sprint, diagnostics) = read("start: 2026-03-23\nend: 2026-04-03\ncapacity: 38.5\n");
    assert!(diagnostics.is_empty());
    assert_eq!(sprint.unwrap().sprint.capacity, Some(Capacity::PersonDays(PersonDays::parts(385_000))));
}

#[test]
fn a_sprint_without_work_is_told_once_it_has_begun() {
    let (sprint, diagnostics) = read("start: 2026-03-23\nend: 2026-04-03\n");
    assert!(diagnostics.is_empty());
    let sprint = sprint.unwrap();
    assert!(sprint.is_empty());
    assert_eq!(check_empty(&sprint, date(2026, 3, 22)), None);
    assert_eq!(check_empty(&sprint, date(2026, 3, 23)).unwrap().code, Code::SprintEmpty);
}

/// The worked examples beside the project, where they are at hand.
fn example(name: &str) -> Option<SourceFile> {
    #[expect(clippy::disallowed_methods, reason = "a test that reads the worked examples, not a stage")]
    let bytes = std::fs::read(format!("{}/../shared/examples/sprints/{name}", env!("CARGO_MANIFEST_DIR"))).ok()?;
    Some(file(&format!("content/sprints/{name}"), bytes))
}

#[test]
fn the_worked_sprint_counts_as_worked() {
    let Some(file) = example("2026-s07.yaml") else { return };
    let (sprint, diagnostics) = parse_sprint(&file);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let sprint = sprint.unwrap();
    assert_eq!(check_ledger(&sprint, Unit::Points, CommitmentMode::OpenAtStart), []);
    let ledgers = Ledgers::of(&sprint.sprint, Unit::Points, CommitmentMode::OpenAtStart).unwrap();
    let (points, items) = (ledgers.points.unwrap(), ledgers.items.unwrap());
    let shown = |number: Option<Points>| number.unwrap().to_string();
    let counted = [points.committed, points.added, points.reestimated, points.removed, points.completed];
    assert_eq!(counted.map(shown), ["26", "5", "2", "3", "23"]);
    assert_eq!([points.not_completed, points.completed_elsewhere, points.final_scope].map(shown), ["7", "3", "30"]);
    assert_eq!([items.committed, items.completed, items.not_completed].map(shown), ["7", "6", "2"]);
    assert_eq!(ledgers.done_by_type.unwrap()[&ItemType::Feature].points, Points::whole(18));
    let jira = Ledgers::of(&sprint.sprint, Unit::Points, CommitmentMode::Jira).unwrap();
    assert_eq!(shown(jira.points.unwrap().committed), "29");
}

#[test]
fn the_worked_history_and_the_smallest_sprint_are_read() {
    let (Some(history), Some(minimal)) = (example("history.yaml"), example("minimal.yaml")) else { return };
    let (sprints, diagnostics) = parse_history(&history);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let completed: Points = sprints.iter().filter_map(|one| one.sprint.totals.completed).sum();
    assert_eq!((sprints.len(), completed), (10, Points::whole(228)));
    assert_eq!(sprints[5].sprint.note.as_deref(), Some("Christmas"));
    let (sprint, diagnostics) = parse_sprint(&minimal);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(sprint.unwrap().sprint.totals.committed, Some(Points::whole(24)));
}
