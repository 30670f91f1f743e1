//! What pages and machines get, from the worked example.

use serde_json::{Value, json};
use sprintbook::report;
use sprintbook::sprints::{Action, ActionState, ClosedAction, Item, Log, Outcome, Points, Sprint, State, Team};

use crate::example::{TODAY, history, rich, rich_log, team, whole_log, with_totals};

fn sprint_value(log: &Log, sprint: &Sprint) -> Value {
    serde_json::to_value(report::sprint_json(log, sprint, TODAY)).expect("a report is always JSON")
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_sprint_in_words() {
    let report = report::sprint_report(&whole_log(), &rich(), TODAY);
    assert_eq!(
        report.summary,
        [
            "The goal was met.",
            "The team finished 23 points against 26 planned (88 %); of the planned work itself 69 %.",
            "5 points were added and 3 removed; new estimates made a difference of +2.",
            "7 points were left open.",
            "The sprint before, 2026-s05, finished as much.",
            "5 blockers stood in the way for 22 days in all.",
        ]
    );
    assert_eq!(report.dates.words, "23 March – 3 April 2026");
    assert_eq!(report.goal.words, "Goal met");
    assert_eq!(report.capacity.unwrap().sentence, "23.2 of 25.2 person-days (92 %).");
}

#[test]
fn the_ledger_shows_its_proof() {
    let ledger = report::sprint_report(&rich_log(), &rich(), TODAY).ledger.unwrap();
    let proofs: Vec<(&str, &str)> = ledger.proofs.iter().map(|proof| (proof.unit, proof.line.as_str())).collect();
    assert_eq!(proofs, [("points", "26 + 5 + 2 = 23 + 7 + 3"), ("items", "7 + 2 + 0 = 6 + 2 + 1")]);
    let per_cents: Vec<&str> = ledger.ratios.iter().map(|row| row.points.as_deref().unwrap()).collect();
    assert_eq!(per_cents, ["88 %", "69 %", "77 %", "23 %", "19 %", "12 %", "31 %", "15 %"]);
}

#[test]
fn nothing_committed_is_said_and_never_divided() {
    let sprint = with_totals(Sprint::new("s1", rich().dates.start, rich().dates.end), 0, 5);
    let report = report::sprint_report(&Log::new(team(), vec![sprint.clone()]), &sprint, TODAY);
    assert_eq!(report.summary, ["The team finished 5 points; there was no commitment."]);
    let ledger = report.ledger.unwrap();
    assert_eq!(ledger.ratios[0].points.as_deref(), Some("no commitment"));
    assert!(ledger.proofs.is_empty(), "four of the six numbers are unknown");
}

#[test]
fn items_stand_in_groups() {
    let groups = report::sprint_report(&rich_log(), &rich(), TODAY).item_groups;
    let told: Vec<_> = groups.iter().map(|group| (group.key, group.total.as_str())).collect();
    assert_eq!(
        told,
        [
            ("done", "6 items, 23 points"),
            ("not_done", "2 items, 7 points"),
            ("removed", "1 item, 3 points"),
            ("done_before", "1 item, 3 points"),
        ]
    );
    let receipt = &groups[0].items[3];
    assert_eq!(
        (receipt.id.as_str(), receipt.points.as_deref(), receipt.was.as_deref()),
        ("K-104", Some("5"), Some("3"))
    );
}

#[test]
fn a_report_says_what_is_missing() {
    let sprint = with_totals(Sprint::new("s1", rich().dates.start, rich().dates.end), 24, 21);
    let missing = report::sprint_report(&Log::new(team(), vec![sprint.clone()]), &sprint, TODAY).missing;
    assert_eq!(missing.len(), 5);
    assert!(missing[1].starts_with("List the items with their dates"), "{missing:?}");
    let rich = report::sprint_report(&whole_log(), &rich(), TODAY).missing;
    assert_eq!(rich, ["1 item has no estimate and counts as 0 points."]);
}

#[test]
fn a_plan_has_no_results_yet() {
    let mut sprint = with_totals(Sprint::new("next", TODAY.tomorrow().unwrap(), TODAY.tomorrow().unwrap()), 19, 0);
    sprint.totals.completed = None;
    sprint.goal.text = Some("Close the year".into());
    let report = report::sprint_report(&Log::new(team(), vec![sprint.clone()]), &sprint, TODAY);
    let ledger = report.ledger.unwrap();
    assert_eq!(ledger.rows.iter().map(|row| row.key).collect::<Vec<_>>(), ["committed"]);
    assert_eq!((ledger.proofs.len(), ledger.ratios.len(), ledger.done_by_type.len()), (0, 0, 0));
    let numbers: Vec<(&str, &str)> =
        report.key_numbers.iter().map(|one| (one.label.as_str(), one.value.as_str())).collect();
    assert_eq!(numbers, [("Goal", "Still open"), ("Planned", "19 points")]);
    assert!(report.outlook.iter().all(|one| one.question != "What was delivered?"));
    let mut log = history();
    log.sprints.push(sprint.clone());
    let planned = &report::sprint_report(&log, &sprint, TODAY).key_numbers[1];
    assert_eq!(
        planned.note.as_deref(),
        Some("fits"),
        "19 points: 18 were reached in 85 % of the sprints, 24 in half of them"
    );
}

#[test]
fn an_action_tells_what_has_become_of_it() {
    let action = |id: &str, state| Action {
        id: id.into(),
        what: "Ask".into(),
        due: Some("2025-s22".into()),
        state,
        ..Action::default()
    };
    let mut log = history();
    log.sprints[0].retro.actions =
        vec![action("A", ActionState::Open), action("B", ActionState::Open), action("C", ActionState::Dropped)];
    log.sprints[3].retro.closed = vec![ClosedAction { id: "A".into(), ..ClosedAction::default() }];
    let view = report::sprint_report(&log, &log.sprints[0], TODAY).retro.unwrap();
    let states: Vec<&str> = view.actions.iter().map(|one| one.state.as_str()).collect();
    assert_eq!(states, ["done in 2025-s23", "overdue", "dropped"]);
}

#[test]
fn a_contradiction_is_a_fault_on_the_page_and_null_for_machines() {
    let mut sprint = rich();
    sprint.items[4].done = Some(sprint.dates.end);
    let log = Log::new(team(), vec![sprint.clone()]);
    let report = report::sprint_report(&log, &sprint, TODAY);
    assert_eq!(report.fault.as_deref(), Some("item K-105 is both removed and done"));
    assert!(report.ledger.is_none());
    assert_eq!(sprint_value(&log, &sprint)["points"], Value::Null);
}

#[test]
fn script_never_leaves_a_file() {
    let mut sprint = rich();
    sprint.name = Some("</svg><script>alert(1)</script>".into());
    sprint.id = "a\"><script>".into();
    sprint.events[0].what = "<img onerror=x>".into();
    sprint.goal.evidence = Some("javascript:alert(1)".into());
    sprint.items[0].url = Some("data:text/html,x".into());
    let report = report::sprint_report(&Log::new(team(), vec![sprint.clone()]), &sprint, TODAY);
    assert_eq!((report.goal.evidence, report.item_groups[0].items[0].url.clone()), (None, None));
    assert_eq!(report.figures.len(), 3);
    for figure in report.figures.values() {
        assert!(!figure.svg.contains("<script") && !figure.svg.contains("<img"), "{}", figure.svg);
        assert!(!figure.id.contains('"'));
    }
}

#[test]
fn charts_have_geometry_and_classes_only() {
    let mut figures = report::sprint_report(&whole_log(), &rich(), TODAY).figures;
    figures.extend(report::overview(&whole_log(), TODAY).figures);
    let mut ids = std::collections::BTreeSet::new();
    for figure in figures.values() {
        for forbidden in ["style=", "stroke=\"", "fill=\"#", "fill=\"rgb", "NaN", "inf", "onload"] {
            assert!(!figure.svg.contains(forbidden), "{forbidden} in {}", figure.id);
        }
        for id in figure.svg.split(" id=\"").skip(1) {
            let id = id.split('"').next().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} stands twice on a page");
        }
        assert!(figure.table.rows.iter().all(|row| row.len() == figure.table.head.len()));
    }
    assert_eq!(figures.len(), 14);
}

#[test]
fn the_overview_says_what_to_commit_to() {
    let mut log = history();
    let overview = report::overview(&log, TODAY);
    assert_eq!(
        overview.next.sentences,
        [
            "18 points is safe, 24 is likely.",
            "From the points finished in the 10 sprints before; person-days are not taken into account."
        ]
    );
    assert_eq!(overview.sentences[0], "The goal was met in 6 of 9 sprints that had one (67 %).");
    assert_eq!(overview.sprints[0].id, "2026-s05");
    assert_eq!(
        overview.figures["velocity"].reading,
        "Half of the last 10 sprints that count finished at least 24 points; 85 % of them at least 18."
    );
    let p95 = overview.velocity.iter().find(|row| row.key == "p95_at_least").unwrap();
    assert_eq!((p95.value.as_deref(), p95.missing.as_deref()), (None, Some("9 more sprints are needed")));

    log.sprints.truncate(3);
    let overview = report::overview(&log, TODAY);
    assert_eq!(overview.next.sentences[0], "21 points is likely; a safe number needs 3 more closed sprints.");
}

#[test]
fn the_next_commitment_follows_the_time_there_is() {
    let mut log = history();
    let mut planned = with_totals(Sprint::new("2026-s06", rich().dates.start, rich().dates.end), 22, 0);
    planned.stated = Some(State::Planned);
    planned.capacity = Some(sprintbook::sprints::Capacity::PersonDays("35.5".parse().unwrap()));
    log.sprints.push(planned);
    let next = report::overview(&log, TODAY).next;
    assert_eq!(
        (next.recommendation.safe, next.recommendation.likely, next.recommendation.best),
        (Some(17), Some(20), Some(23))
    );
    assert_eq!(next.sentences[2], "Planned are 22 points: a stretch: reached in 2 of 10 sprints.");
}

#[test]
fn an_empty_log_has_an_overview() {
    let overview = report::overview(&Log::default(), TODAY);
    assert_eq!(overview.next.sentences, ["No closed sprint counts yet, so there is nothing to go by."]);
    assert!(overview.figures.is_empty() && overview.velocity.is_empty());
    let json = serde_json::to_value(report::velocity_json(&Log::default(), TODAY)).unwrap();
    assert_eq!(json["velocity"]["n"], 0);
    assert_eq!(json["velocity"]["mean"], Value::Null);
}

#[test]
fn a_sprint_for_machines_keeps_its_contract() {
    let json = sprint_value(&whole_log(), &rich());
    let expected = [
        "schema",
        "id",
        "team",
        "name",
        "start",
        "end",
        "state",
        "unit",
        "goal",
        "points",
        "items",
        "ratios",
        "unestimated",
        "done_by_type",
        "burndown",
        "flow",
        "capacity",
        "recommendation",
        "blockers",
        "retro",
        "health",
        "money",
        "carried",
        "amended",
    ];
    assert_eq!(keys(&json), expected);
    assert_eq!(
        json["points"],
        json!({"committed": 26, "added": 5, "reestimated": 2, "removed": 3, "completed": 23, "not_completed": 7,
               "completed_elsewhere": 3, "committed_and_done": 18, "final_scope": 30})
    );
    assert_eq!(json["ratios"]["items"]["throughput_vs_plan"], json!(0.8571));
    assert_eq!(json["done_by_type"]["bug"], json!({"items": 2, "points": 5}));
    assert_eq!(json["capacity"], json!({"person_days": 23.2, "nominal": 25.2, "availability": 0.9206}));
    assert_eq!(json["burndown"]["days"][0]["ideal"], json!(23.1111));
    assert_eq!(json["flow"]["age"], json!({"K-106": 4}));
    assert_eq!(json["recommendation"]["n"], 10);
}

#[test]
fn a_minimal_sprint_has_nulls_and_no_zeros() {
    let sprint = with_totals(Sprint::new("minimal", rich().dates.start, rich().dates.end), 24, 21);
    let json = sprint_value(&Log::new(Team::default(), vec![sprint.clone()]), &sprint);
    assert_eq!(json["points"]["added"], Value::Null);
    assert_eq!(json["ratios"]["points"]["churn_pct"], Value::Null);
    assert_eq!(json["ratios"]["points"]["throughput_vs_plan"], json!(0.875));
    for unknown in ["items", "done_by_type", "burndown", "unestimated"] {
        assert_eq!(json[unknown], Value::Null, "{unknown}");
    }
}

#[test]
fn half_points_stay_exact() {
    let mut sprint = rich();
    let half = |id: &str| Item {
        id: id.into(),
        estimates: vec![sprintbook::sprints::Estimate::from_the_beginning(Points::parts(50))],
        done: Some(sprint.dates.start),
        ..Item::default()
    };
    sprint.items = vec![half("a"), half("b"), half("c")];
    let json = sprint_value(&Log::new(team(), vec![sprint.clone()]), &sprint);
    assert_eq!(json["points"]["completed"], json!(1.5));
}

#[test]
fn a_running_sprint_speaks_of_today() {
    let mut sprint = rich();
    (sprint.stated, sprint.dates.closed_on, sprint.goal.outcome) = (None, None, None);
    for item in &mut sprint.items {
        item.done = item.done.filter(|day| *day <= jiff::civil::date(2026, 3, 27));
    }
    let log = Log::new(team(), vec![sprint.clone()]);
    let report = report::sprint_report(&log, &sprint, jiff::civil::date(2026, 3, 27));
    assert_eq!(report.state, "active");
    assert_eq!(report.summary[0], "So far the team has finished 10 of 30 points; after today 4 working days are left.");
    assert_eq!(
        report.figures["burndown"].reading,
        "At the end of 27 March 18 points were left, 6.4 more than on the ideal line."
    );
    sprint.goal.outcome = Some(Outcome::Partly);
    assert_eq!(
        report::sprint_report(&log, &sprint, jiff::civil::date(2026, 3, 27)).summary[0],
        "The goal was partly met."
    );
}
