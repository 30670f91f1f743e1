//! The JSON outputs against a file of worked numbers, where the folder with the examples stands beside the project.
//! Without it the same numbers are tested as literals in the other modules.

use std::path::Path;

use serde_json::{Value, json};
use sprintbook::report::{Question, forecast_json, sprint_json, velocity_json};
use sprintbook::sprints::{Capacity, Draws, MOST_DAYS, MOST_SPRINTS, Points, Sprint, State, Unit, When};

use crate::example::{TODAY, history, rich, rich_log};

#[expect(clippy::print_stdout, reason = "what a test leaves out is said")]
pub(crate) fn expected() -> Option<Value> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let file = beside.map(|folder| folder.join("shared/examples/sprints/expected.json")).find(|file| file.is_file());
    let Some(file) = file else {
        println!("left out: there is no shared/examples/sprints/expected.json beside the project");
        return None;
    };
    let text = std::fs::read_to_string(file).expect("the file can be read");
    Some(serde_json::from_str(&text).expect("the file is JSON"))
}

/// Compares each named member. 1 and 1.0 are the same number.
pub(crate) fn compare(found: &Value, expected: &Value, keys: &[&str]) {
    for key in keys {
        let (found, expected) = (&found[*key], &expected[*key]);
        assert!(!expected.is_null(), "`{key}` is not in the file of expected numbers");
        assert_eq!(as_decimals(found), as_decimals(expected), "{key}");
    }
}

pub(crate) fn as_decimals(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.iter().map(as_decimals).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), as_decimals(value))).collect(),
        other => other.clone(),
    }
}

pub(crate) const LEDGER: [&str; 9] = [
    "committed",
    "added",
    "reestimated",
    "removed",
    "completed",
    "not_completed",
    "completed_elsewhere",
    "committed_and_done",
    "final_scope",
];

pub(crate) const RATIOS: [&str; 8] = [
    "throughput_vs_plan",
    "commitment_reliability",
    "completion_rate",
    "carry_over_rate",
    "added_pct",
    "removed_pct",
    "churn_pct",
    "net_scope_change_pct",
];

#[test]
fn the_rich_sprint() {
    let Some(expected) = expected() else { return };
    let json = serde_json::to_value(sprint_json(&rich_log(), &rich(), TODAY)).unwrap();
    for (unit, name) in [("points", "E1_ledger_points"), ("items", "E1_ledger_count")] {
        compare(&json[unit], &expected[name], &LEDGER);
        compare(&json["ratios"][unit], &expected[name], &RATIOS);
    }
    assert_eq!(json["done_by_type"], expected["E1_done_by_type"]);
    assert_eq!(json["burndown"]["working_days"], expected["E2_working_days"]);
    assert_eq!(as_decimals(&json["burndown"]["days"]), as_decimals(&expected["E2_burndown"]));
    let flow = &json["flow"];
    compare(&flow["cycle_time"], &expected["E9_cycle_time"], &["per_item", "p50", "p70", "p85", "mean"]);
    assert_eq!(flow["age"], expected["E9_age_at_sprint_end"]);
    assert_eq!(flow["throughput"], expected["E10_throughput_per_working_day"]);
    let days = flow["days"].as_array().unwrap();
    let days: Value = days.iter().map(|day| json!([day["date"], day["todo"], day["doing"], day["done"]])).collect();
    assert_eq!(days, expected["E10_cfd_end_of_day_todo_wip_done"]);
    compare(&json["blockers"], &expected["E11_blockers"], &["per", "time_to_resolve", "clusters"]);
}

#[test]
fn ten_sprints_of_history() {
    let Some(expected) = expected() else { return };
    let mut log = history();
    let mut planned = Sprint::new("next", rich().dates.start, rich().dates.end);
    planned.stated = Some(State::Planned);
    planned.capacity = Some(Capacity::PersonDays("35.5".parse().unwrap()));
    log.sprints.push(planned);
    let json = serde_json::to_value(velocity_json(&log, TODAY)).unwrap();
    let velocity = [
        "n",
        "mean",
        "median",
        "min",
        "max",
        "stdev_sample",
        "rolling3",
        "p50_at_least",
        "p70_at_least",
        "p85_at_least",
    ];
    compare(&json["velocity"], &expected["E3_velocity"], &velocity);
    assert_eq!(json["velocity"]["p95_at_least"], Value::Null, "gated: 95 % needs 19 sprints");
    compare(&json["saydo"], &expected["E3_saydo"], &["per_sprint", "ratio_of_sums"]);
    compare(&json["cohn_interval"], &expected["E4_cohn_interval"], &["n", "discard", "low", "high", "coverage"]);
    compare(&json["xmr"], &expected["E5_xmr"], &["moving_ranges", "mean_mr", "mean", "unpl", "lnpl", "signals"]);
    compare(&json["goals"], &expected["E14_goals"], &["met", "with_goal", "met_rate"]);
    let next = &expected["E6_recommendation"];
    assert_eq!(json["next"]["safe"], next["recommended_floor_p85"]);
    assert_eq!(json["next"]["likely"], next["recommended_stretch_p50"]);
    assert_eq!(json["next"]["person_days"], next["next_capacity"]);
}

/// A list of whole numbers as outcomes to draw from.
fn draws(numbers: &Value) -> Draws {
    let numbers = numbers.as_array().unwrap().iter().map(|number| Points::whole(number.as_i64().unwrap()));
    Draws::of(&numbers.collect::<Vec<_>>()).unwrap()
}

fn chances(when: &When, steps: usize) -> Value {
    (1..=steps).map(|step| json!(when.millionths_within(step) as f64 / 1e6)).collect()
}

#[test]
fn forecasts() {
    let Some(expected) = expected() else { return };
    let question = Question { target: Some((Points::whole(120), Unit::Points)), ..Question::default() };
    let json = serde_json::to_value(forecast_json(&history(), &question, TODAY)).unwrap();
    compare(&json["how_many"], &expected["E7_how_many_points_in_3_sprints"], &["p50", "p70", "p85", "mean"]);
    assert_eq!(json["when"]["probability"], expected["E7_when_120_points"]["P_done_within_k"]);
    let by = |when: &When| [50, 70, 85, 95].map(|p| when.by(p).unwrap() as u64);
    let named = |name: &str, unit: &str| {
        ["p50", "p70", "p85", "p95"].map(|p| expected[name][format!("{p}_{unit}")].as_u64().unwrap())
    };
    let points = When::of(&draws(&json["history"]), Points::whole(120), MOST_SPRINTS);
    assert_eq!(by(&points), named("E7_when_120_points", "sprints"));
    let daily = draws(&expected["inputs"]["E7_daily_items"]);
    assert_eq!(by(&When::of(&daily, Points::whole(25), MOST_DAYS)), named("E7_when_25_items", "days"));
    let ten = daily.how_many(10).unwrap();
    let told = [50, 70, 85, 95].map(|p| json!(ten.at_least(p).to_f64()));
    let wanted = ["p50", "p70", "p85", "p95"].map(|p| as_decimals(&expected["E7_how_many_items_in_10_days"][p]));
    assert_eq!(told, wanted);
}

#[test]
fn two_teams() {
    let Some(expected) = expected() else { return };
    let teams = &expected["inputs"]["E17_two_teams_both_needed"];
    let need = |team: &str| (draws(&teams[team]["history"]), Points::whole(teams[team]["points"].as_i64().unwrap()));
    let ((one, first), (other, second)) = (need("team_a"), need("team_b"));
    let joint = &expected["E17_joint_when"];
    assert_eq!(chances(&When::of(&one, first, MOST_SPRINTS), 6), joint["team_a"]);
    assert_eq!(chances(&When::of(&other, second, MOST_SPRINTS), 6), joint["team_b"]);
    assert_eq!(chances(&When::all(&[(&one, first), (&other, second)], MOST_SPRINTS), 6), joint["both"]);
}
