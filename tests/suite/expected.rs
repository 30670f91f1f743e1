//! The JSON outputs against the worked numbers, where this machine has the folder with the examples. Without it the same
//! numbers are tested as literals in the other modules.

use serde_json::{Value, json};
use sprintbook::report::{Question, forecast_json, sprint_json, velocity_json};
use sprintbook::sprints::{
    Capacity, Draws, History, MOST_DAYS, MOST_SPRINTS, Points, Sprint, State, Unit, When, at_least,
};

use crate::example::{TODAY, history, rich, rich_log};
use crate::worked::{Worked, as_decimals};

#[test]
fn the_rich_sprint() {
    let Some(worked) = Worked::find() else { return };
    let json = serde_json::to_value(sprint_json(&rich_log(), &rich(), TODAY)).unwrap();
    for (unit, name) in [("points", "E1_ledger_points"), ("items", "E1_ledger_count")] {
        worked.compare_ledger(&json[unit], &json["ratios"][unit], name);
    }
    worked.compare_all(&json["done_by_type"], "E1_done_by_type");
    worked.compare_all(&json["burndown"]["working_days"], "E2_working_days");
    worked.compare_all(&json["burndown"]["days"], "E2_burndown");
    let flow = &json["flow"];
    worked.compare(&flow["cycle_time"], "E9_cycle_time", &["per_item", "working_days", "p50", "p70", "p85", "mean"]);
    worked.compare_all(&flow["age"], "E9_age_at_sprint_end");
    worked.compare_all(&flow["throughput"], "E10_throughput_per_working_day");
    let days = flow["days"].as_array().unwrap();
    let days: Value = days.iter().map(|day| json!([day["date"], day["todo"], day["doing"], day["done"]])).collect();
    worked.compare_all(&days, "E10_cfd_end_of_day_todo_wip_done");
    worked.compare_all(&json["blockers"], "E11_blockers");
}

#[test]
fn ten_sprints_of_history() {
    let Some(worked) = Worked::find() else { return };
    let mut log = history();
    let mut planned = Sprint::new("next", rich().dates.start, rich().dates.end);
    planned.stated = Some(State::Planned);
    planned.capacity = Some(Capacity::PersonDays("35.5".parse().unwrap()));
    log.sprints.push(planned);
    let json = serde_json::to_value(velocity_json(&log, TODAY)).unwrap();
    let velocity = ["n", "mean", "median", "min", "max", "stdev_sample", "cv", "last3_mean", "rolling3"];
    worked.compare(&json["velocity"], "E3_velocity", &velocity);
    worked.compare(&json["velocity"], "E3_velocity", &["p50_at_least", "p70_at_least", "p85_at_least"]);
    assert_eq!(json["velocity"]["p95_at_least"], Value::Null, "gated: 95 % needs 19 sprints");
    let ungated = at_least(&History::of(&log, TODAY).velocities(), 95).unwrap();
    assert_eq!(json!(ungated.to_f64()), as_decimals(worked.at("E3_velocity/p95_at_least")), "without the gate");
    worked.compare_all(&json["saydo"], "E3_saydo");
    worked.compare_all(&json["cohn_interval"], "E4_cohn_interval");
    worked.compare_all(&json["xmr"], "E5_xmr");
    worked.compare_all(&json["goals"], "E14_goals");
    assert_eq!(json["next"]["safe"], *worked.at("E6_recommendation/recommended_floor_p85"));
    assert_eq!(json["next"]["likely"], *worked.at("E6_recommendation/recommended_stretch_p50"));
    assert_eq!(json["next"]["person_days"], *worked.at("E6_recommendation/next_capacity"));
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
    let Some(worked) = Worked::find() else { return };
    let question = Question { target: Some((Points::whole(120), Unit::Points)), ..Question::default() };
    let json = serde_json::to_value(forecast_json(&history(), &question, TODAY)).unwrap();
    worked.compare(&json["how_many"], "E7_how_many_points_in_3_sprints", &["p50", "p70", "p85", "mean"]);
    worked.compare_all(&json["when"]["probability"], "E7_when_120_points/P_done_within_k");
    let by = |when: &When| [50, 70, 85, 95].map(|p| json!(when.by(p).unwrap()));
    let named = |name: &str, suffix: &str| {
        ["p50", "p70", "p85", "p95"].map(|p| worked.at(&format!("{name}/{p}{suffix}")).clone())
    };
    let velocities = draws(&json["history"]);
    let points = When::of(&velocities, Points::whole(120), MOST_SPRINTS);
    assert_eq!(by(&points), named("E7_when_120_points", "_sprints"));
    let told = |draws: &Draws, steps: usize| {
        let sums = draws.how_many(steps).unwrap();
        [50, 70, 85, 95].map(|p| json!(sums.at_least(p).to_f64()))
    };
    let decimals = |name: &str| named(name, "").map(|number| as_decimals(&number));
    assert_eq!(told(&velocities, 3), decimals("E7_how_many_points_in_3_sprints"));
    let daily = draws(worked.input("E7_daily_items"));
    assert_eq!(by(&When::of(&daily, Points::whole(25), MOST_DAYS)), named("E7_when_25_items", "_days"));
    assert_eq!(told(&daily, 10), decimals("E7_how_many_items_in_10_days"));
}

#[test]
fn two_teams() {
    let Some(worked) = Worked::find() else { return };
    let teams = worked.input("E17_two_teams_both_needed");
    let need = |team: &str| (draws(&teams[team]["history"]), Points::whole(teams[team]["points"].as_i64().unwrap()));
    let ((one, first), (other, second)) = (need("team_a"), need("team_b"));
    let both = When::all(&[(&one, first), (&other, second)], MOST_SPRINTS);
    let found = json!({
        "team_a": chances(&When::of(&one, first, MOST_SPRINTS), 6),
        "team_b": chances(&When::of(&other, second, MOST_SPRINTS), 6),
        "both": chances(&both, 6),
        "p85_a": When::of(&one, first, MOST_SPRINTS).by(85),
        "p85_b": When::of(&other, second, MOST_SPRINTS).by(85),
        "p85_both": both.by(85),
    });
    worked.compare_all(&found, "E17_joint_when");
}
