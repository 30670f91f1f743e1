//! The JSON outputs against a file of worked numbers, where the folder with the examples stands beside the project.
//! Without it the same numbers are tested as literals in the other modules.

use std::path::Path;

use serde_json::{Value, json};
use sprintbook::report::{sprint_json, velocity_json};
use sprintbook::sprints::{Capacity, Sprint, State};

use crate::example::{TODAY, history, rich, rich_log};

#[expect(clippy::print_stdout, reason = "what a test leaves out is said")]
fn expected() -> Option<Value> {
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
fn compare(found: &Value, expected: &Value, keys: &[&str]) {
    for key in keys {
        let (found, expected) = (&found[*key], &expected[*key]);
        assert!(!expected.is_null(), "`{key}` is not in the file of expected numbers");
        assert_eq!(as_decimals(found), as_decimals(expected), "{key}");
    }
}

fn as_decimals(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.iter().map(as_decimals).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), as_decimals(value))).collect(),
        other => other.clone(),
    }
}

const LEDGER: [&str; 9] = [
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

const RATIOS: [&str; 8] = [
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
