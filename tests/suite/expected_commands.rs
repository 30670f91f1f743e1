//! The commands on files, against a file of worked numbers, where the folder with the examples stands beside the project.
//! What has no file there is written from the inputs that the numbers come with.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::expected::{LEDGER, RATIOS, as_decimals, compare, expected};
use crate::project::Project;

/// A file of the examples; only called where there are any.
fn example(name: &str) -> String {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let file = beside.map(|folder| folder.join("shared/examples/sprints").join(name)).find(|file| file.is_file());
    std::fs::read_to_string(file.expect("the examples are beside the project")).unwrap()
}

/// What a command prints as JSON for a log of these files, each with its name and text.
fn said(files: &[(&str, String)], arguments: &[&str]) -> Value {
    let mut project = Project::new(&[("content/index.md", "Home")]);
    for (name, text) in files {
        project = project.with(&format!("content/{name}"), text);
    }
    let ran = project.on_disk().run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn rich(team: &str) -> Value {
    let files = [("sprints/2026-s07.yaml", example("2026-s07.yaml")), ("sprints/team.yaml", team.to_owned())];
    said(&files, &["sprint", "show", "2026-s07"])
}

#[test]
fn e1_e2_e9_e10_e11_of_the_rich_file() {
    let Some(expected) = expected() else { return };
    let json = rich("id: kestrel\n");
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
    let jira = rich("commitment: jira\n");
    compare(&jira["points"], &expected["E1_ledger_points_jira_mode"], &LEDGER);
    compare(&jira["ratios"]["points"], &expected["E1_ledger_points_jira_mode"], &RATIOS);
}

#[test]
fn e3_to_e7_of_the_history_file() {
    let Some(expected) = expected() else { return };
    let next = "start: 2026-03-09\nend: 2026-03-20\nstate: planned\ncapacity: 35.5\ncommitted: 16\n";
    let files = [("sprints/history.yaml", example("history.yaml")), ("sprints/2026-s06.yaml", next.to_owned())];
    let json = said(&files, &["sprint", "show", "--all"]);
    let velocity = ["n", "mean", "median", "min", "max", "stdev_sample", "rolling3", "p50_at_least", "p70_at_least"];
    compare(&json["velocity"], &expected["E3_velocity"], &velocity);
    compare(&json["velocity"], &expected["E3_velocity"], &["p85_at_least"]);
    compare(&json["saydo"], &expected["E3_saydo"], &["per_sprint", "ratio_of_sums"]);
    compare(&json["cohn_interval"], &expected["E4_cohn_interval"], &["n", "discard", "low", "high", "coverage"]);
    compare(&json["xmr"], &expected["E5_xmr"], &["moving_ranges", "mean_mr", "mean", "unpl", "lnpl", "signals"]);
    compare(&json["goals"], &expected["E14_goals"], &["met", "with_goal", "met_rate"]);
    let plan = said(&files, &["sprint", "plan", "2026-s06"]);
    let recommended = &expected["E6_recommendation"];
    let rates = ["per_day_rate", "pooled_rate", "adjusted", "p50_at_least", "p70_at_least", "p85_at_least"];
    compare(&plan["rates"], recommended, &rates);
    assert_eq!(plan["recommendation"]["safe"], recommended["recommended_floor_p85"]);
    assert_eq!(plan["recommendation"]["likely"], recommended["recommended_stretch_p50"]);
    assert_eq!(plan["reached"], json!({"sprints": 10, "of": 10}), "chance_of_16 is 1");
    let forecast = said(&files, &["forecast", "--points", "120", "--sprints", "3"]);
    compare(&forecast["how_many"], &expected["E7_how_many_points_in_3_sprints"], &["p50", "p70", "p85", "mean"]);
    let when = &expected["E7_when_120_points"];
    assert_eq!(forecast["when"]["probability"], when["P_done_within_k"]);
    for claim in ["p50", "p70", "p85"] {
        assert_eq!(forecast["when"][claim], when[format!("{claim}_sprints")], "{claim}");
    }
}

/// Twenty sprints of one day each, so that every claim has enough history: the working days before 7 April 2026.
fn twenty_days() -> Vec<Date> {
    let working = |day: &Date| day.weekday().to_monday_zero_offset() < 5;
    let mut days: Vec<Date> = std::iter::successors(date(2026, 4, 6).yesterday().ok(), |day| day.yesterday().ok())
        .filter(working)
        .take(20)
        .collect();
    days.reverse();
    days
}

const TWENTY: &str = "window: 20\nunit: items\n";

#[test]
fn e7_items_by_the_working_day() {
    let Some(expected) = expected() else { return };
    let mut files = vec![("sprints/team.yaml".to_owned(), TWENTY.to_owned())];
    let counts = expected["inputs"]["E7_daily_items"].as_array().unwrap();
    for (place, (day, count)) in twenty_days().into_iter().zip(counts).enumerate() {
        let mut text = format!("start: {day}\nend: {day}\nitems:\n  - {{id: open-{place}}}\n");
        for item in 0..count.as_u64().unwrap() {
            writeln!(text, "  - {{id: K-{place}-{item}, started: {day}, done: {day}}}").unwrap();
        }
        files.push((format!("sprints/s{place:02}.yaml"), text));
    }
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let json = said(&files, &["forecast", "--items", "25", "--days", "10", "--today", "2026-04-07"]);
    compare(&json["how_many"], &expected["E7_how_many_items_in_10_days"], &["p50", "p70", "p85", "p95", "mean"]);
    let last_days = &expected["E7_when_25_items_dates_from_2026-04-07_last_completed_day"];
    for claim in ["p50", "p70", "p85", "p95"] {
        assert_eq!(json["when"][claim], expected["E7_when_25_items"][format!("{claim}_days")], "{claim}");
        assert_eq!(json["when"]["dates"][claim], last_days[format!("{claim}_days")], "{claim}");
    }
}

#[test]
fn e9_the_service_level_of_twenty_items() {
    let Some(expected) = expected() else { return };
    let mut files = vec![("sprints/team.yaml".to_owned(), TWENTY.to_owned())];
    let took = expected["inputs"]["E9_sle_20_items"].as_array().unwrap();
    for (place, (day, took)) in twenty_days().into_iter().zip(took).enumerate() {
        let started = day.checked_sub(jiff::Span::new().days(took.as_i64().unwrap() - 1)).unwrap();
        let text = format!("start: {day}\nend: {day}\nitems: [{{id: K-{place}, started: {started}, done: {day}}}]\n");
        files.push((format!("sprints/s{place:02}.yaml"), text));
    }
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let json = said(&files, &["sprint", "show", "--all", "--today", "2026-04-07"]);
    compare(&json["cycle_time"], &expected["E9_sle_20_items"], &["p50", "p85", "p95", "share_within_p85"]);
}

/// Sprints S01, S02, …, a week each, with these lines.
fn weeks(lines: &[String]) -> Vec<(String, String)> {
    let week = |(place, lines): (usize, &String)| {
        let start = date(2026, 1, 5).checked_add(jiff::Span::new().weeks(i64::try_from(place).unwrap())).unwrap();
        let end = start.checked_add(jiff::Span::new().days(4)).unwrap();
        let totals = if lines.contains("items:") { "" } else { "committed: 5\ncompleted: 5\n" };
        (format!("sprints/S{:02}.yaml", place + 1), format!("start: {start}\nend: {end}\n{totals}{lines}"))
    };
    lines.iter().enumerate().map(week).collect()
}

fn of_weeks(lines: &[String], team: &str, arguments: &[&str]) -> Value {
    let mut files = weeks(lines);
    files.push(("sprints/team.yaml".to_owned(), team.to_owned()));
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    said(&files, arguments)
}

#[test]
fn e12_retrospectives() {
    let Some(expected) = expected() else { return };
    let (mut actions, mut closed) = (vec![String::new(); 8], vec![String::new(); 8]);
    for action in expected["inputs"]["E12_retro"]["actions_id_from_due_state_closed"].as_array().unwrap() {
        let [id, from, due, state] = [0, 1, 2, 3].map(|place| action[place].as_str().unwrap());
        let place = |sprint: &str| sprint[1..].parse::<usize>().unwrap() - 1;
        write!(actions[place(from)], "{{id: {id}, what: Ask, due: {due}, state: {state}}}, ").unwrap();
        if let Some(closed_in) = action[4].as_str() {
            write!(closed[place(closed_in)], "{{id: {id}, from: {from}}}, ").unwrap();
        }
    }
    let lines: Vec<String> = actions
        .iter()
        .zip(&closed)
        .map(|(actions, closed)| format!("retro: {{actions: [{actions}], closed: [{closed}]}}\n"))
        .collect();
    let json = of_weeks(&lines, "name: K\n", &["sprint", "show", "S07"]);
    let keys: Vec<&str> = expected["E12_retro"].as_object().unwrap().keys().map(String::as_str).collect();
    compare(&json["retro"], &expected["E12_retro"], &keys);
}

#[test]
fn e13_estimates() {
    let Some(expected) = expected() else { return };
    let mut items = "items:\n".to_owned();
    for (place, pair) in expected["inputs"]["E13_points_and_cycle_days"].as_array().unwrap().iter().enumerate() {
        let done = date(2026, 1, 9);
        let started = done.checked_sub(jiff::Span::new().days(pair[1].as_i64().unwrap() - 1)).unwrap();
        writeln!(items, "  - {{id: K-{place}, points: {}, started: {started}, done: {done}}}", pair[0]).unwrap();
    }
    let json = of_weeks(&[items], "name: K\n", &["sprint", "show", "--all"]);
    compare(&json["estimation"], &expected["E13_estimation"], &["by_size", "spearman", "overlap_pairs"]);
}

#[test]
fn e14_money_health_and_goals() {
    let Some(expected) = expected() else { return };
    let inputs = &expected["inputs"];
    let spent = inputs["E14_spent"].as_array().unwrap();
    let lines: Vec<String> = spent.iter().map(|spent| format!("money: {{spent: {spent}}}\n")).collect();
    let [budget, sprints] = [0, 1].map(|place| inputs["E14_budget_and_planned_sprints"][place].clone());
    let team = format!("budget: {{amount: {budget}, sprints: {sprints}}}\n");
    let json = of_weeks(&lines, &team, &["sprint", "show", "--all"]);
    let keys: Vec<&str> = expected["E14_budget"].as_object().unwrap().keys().map(String::as_str).collect();
    compare(&json["money"], &expected["E14_budget"], &keys);
    let responses = inputs["E14_health_responses"].as_array().unwrap();
    let lines: Vec<String> = responses.iter().map(|one| format!("health: {{responses: {one}, scale: 5}}\n")).collect();
    let health = of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"])["health"].clone();
    for key in ["n", "mean", "median"] {
        let found: Value = health.as_object().unwrap().values().map(|one| one[key].clone()).collect();
        assert_eq!(as_decimals(&found), as_decimals(&expected["E14_morale"][key]), "{key}");
    }
    let outcomes = inputs["E14_goal_outcomes"].as_array().unwrap();
    let lines: Vec<String> = outcomes.iter().map(|one| format!("goal: {{text: Go, outcome: {one}}}\n")).collect();
    let json = of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"]);
    compare(&json["goals"], &expected["E14_goals"], &["met", "with_goal", "met_rate"]);
}

#[test]
fn e16_carried_work() {
    let Some(expected) = expected() else { return };
    let mut lines = vec!["items: [{id: other}]\n".to_owned(); 8];
    for (place, line) in lines.iter_mut().enumerate() {
        *line = format!("items:\n  - {{id: own-{place}}}\n");
    }
    for (id, sprints) in expected["inputs"]["E16_item_in_sprints"].as_object().unwrap() {
        for sprint in sprints.as_array().unwrap() {
            let place = sprint.as_str().unwrap()[1..].parse::<usize>().unwrap() - 1;
            writeln!(lines[place], "  - {{id: {id}}}").unwrap();
        }
    }
    let carry = of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"])["carry"].clone();
    let mut wanted = expected["E16_carry"].clone();
    // A log has thousands of items that nobody carries; they are not listed.
    wanted["carries"].as_object_mut().unwrap().retain(|_, times| times.as_u64() != Some(0));
    assert_eq!(carry, wanted);
}

#[test]
fn e17_two_teams() {
    let Some(expected) = expected() else { return };
    let mut files = Vec::new();
    for (team, name) in [("team_a", "a"), ("team_b", "b")] {
        let inputs = &expected["inputs"]["E17_two_teams_both_needed"][team];
        files.push((format!("teams/{name}/sprints/team.yaml"), format!("backlog: {{points: {}}}\n", inputs["points"])));
        let mut text = "sprints:\n".to_owned();
        for (week, completed) in inputs["history"].as_array().unwrap().iter().enumerate() {
            let start = date(2026, 1, 5).checked_add(jiff::Span::new().weeks(i64::try_from(week).unwrap())).unwrap();
            let end = start.checked_add(jiff::Span::new().days(4)).unwrap();
            writeln!(text, "  - {{id: s{week}, start: {start}, end: {end}, committed: 5, completed: {completed}}}")
                .unwrap();
        }
        files.push((format!("teams/{name}/sprints/history.yaml"), text));
    }
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let json = said(&files, &["forecast", "--team", "a", "--team", "b"]);
    let joint = &expected["E17_joint_when"];
    let within = |told: &Value, k: usize| told["probability"].get(k.to_string()).cloned().unwrap_or(json!(1.0));
    for (told, name) in [(&json["teams"][0], "team_a"), (&json["teams"][1], "team_b"), (&json["all"], "both")] {
        let found: Value = (1..=6).map(|k| within(told, k)).collect();
        assert_eq!(found, joint[name], "{name}");
    }
    assert_eq!((&json["teams"][0]["p85"], &json["teams"][1]["p85"]), (&joint["p85_a"], &joint["p85_b"]));
    assert_eq!(json["all"]["p85"], joint["p85_both"]);
}
