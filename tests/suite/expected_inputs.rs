//! Logs made from the inputs that the worked numbers come with, and what the commands say of them.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::worked::{Proof, Worked, log, said};

/// Every test of this file.
pub(crate) const FROM_INPUTS: &[Proof] = &[
    people,
    items_by_the_working_day,
    the_service_level,
    retrospectives,
    estimates,
    money,
    health,
    goals,
    carried_work,
    two_teams,
];

/// Ten working days, and people with leave and parts of a week; for each of them alone as well, since outputs have no people.
const PEOPLE: [&str; 5] = [
    "{role: developer}",
    "{role: developer, leave: 2}",
    "{role: tester, allocation: 80}",
    "{role: designer, allocation: 50, leave: 1}",
    "{role: developer, leave: 5}",
];

fn people(worked: &Worked) {
    let of = |people: &[&str]| {
        let people = people.join(", ");
        let text = format!(
            "start: 2026-05-04\nend: 2026-05-15\nitems: [{{id: K-1, points: 1}}]\ncapacity: {{people: [{people}]}}\n"
        );
        said(&log(&[("sprints/s1.yaml".to_owned(), text)]), &["sprint", "show", "s1"])
    };
    let all = of(&PEOPLE);
    let capacity = &all["capacity"];
    let found = json!({
        "working_days": all["burndown"]["working_days"],
        "person_days": PEOPLE.map(|person| of(&[person])["capacity"]["person_days"].clone()),
        "available": capacity["person_days"],
        "nominal": capacity["nominal"],
        "availability": capacity["availability"],
    });
    worked.compare_all(&found, "E6_capacity");
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

fn items_by_the_working_day(worked: &Worked) {
    let mut files = vec![("sprints/team.yaml".to_owned(), TWENTY.to_owned())];
    let counts = worked.input("E7_daily_items").as_array().unwrap();
    for (place, (day, count)) in twenty_days().into_iter().zip(counts).enumerate() {
        let mut text = format!("start: {day}\nend: {day}\nitems:\n  - {{id: open-{place}}}\n");
        for item in 0..count.as_u64().unwrap() {
            writeln!(text, "  - {{id: K-{place}-{item}, started: {day}, done: {day}}}").unwrap();
        }
        files.push((format!("sprints/s{place:02}.yaml"), text));
    }
    let json = said(&log(&files), &["forecast", "--items", "25", "--days", "10", "--today", "2026-04-07"]);
    worked.compare(&json["how_many"], "E7_how_many_items_in_10_days", &["p50", "p70", "p85", "p95", "mean"]);
    let dates = "E7_when_25_items_dates_from_2026-04-07_last_completed_day";
    for claim in ["p50", "p70", "p85", "p95"] {
        worked.compare_all(&json["when"][claim], &format!("E7_when_25_items/{claim}_days"));
        worked.compare_all(&json["when"]["dates"][claim], &format!("{dates}/{claim}_days"));
    }
}

fn the_service_level(worked: &Worked) {
    let mut files = vec![("sprints/team.yaml".to_owned(), TWENTY.to_owned())];
    let took = worked.input("E9_sle_20_items").as_array().unwrap();
    for (place, (day, took)) in twenty_days().into_iter().zip(took).enumerate() {
        let started = day.checked_sub(jiff::Span::new().days(took.as_i64().unwrap() - 1)).unwrap();
        let text = format!("start: {day}\nend: {day}\nitems: [{{id: K-{place}, started: {started}, done: {day}}}]\n");
        files.push((format!("sprints/s{place:02}.yaml"), text));
    }
    let json = said(&log(&files), &["sprint", "show", "--all", "--today", "2026-04-07"]);
    worked.compare(&json["cycle_time"], "E9_sle_20_items", &["p50", "p85", "p95", "share_within_p85"]);
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
    said(&log(&files), arguments)
}

fn retrospectives(worked: &Worked) {
    let (mut actions, mut closed) = (vec![String::new(); 8], vec![String::new(); 8]);
    for action in worked.input("E12_retro")["actions_id_from_due_state_closed"].as_array().unwrap() {
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
    worked.compare_all(&json["retro"], "E12_retro");
}

fn estimates(worked: &Worked) {
    let mut items = "items:\n".to_owned();
    for (place, pair) in worked.input("E13_points_and_cycle_days").as_array().unwrap().iter().enumerate() {
        let done = date(2026, 1, 9);
        let started = done.checked_sub(jiff::Span::new().days(pair[1].as_i64().unwrap() - 1)).unwrap();
        writeln!(items, "  - {{id: K-{place}, points: {}, started: {started}, done: {done}}}", pair[0]).unwrap();
    }
    let json = of_weeks(&[items], "name: K\n", &["sprint", "show", "--all"]);
    worked.compare_all(&json["estimation"], "E13_estimation");
}

fn money(worked: &Worked) {
    let spent = worked.input("E14_spent").as_array().unwrap();
    let lines: Vec<String> = spent.iter().map(|spent| format!("money: {{spent: {spent}}}\n")).collect();
    let [budget, sprints] = [0, 1].map(|place| worked.input("E14_budget_and_planned_sprints")[place].clone());
    let team = format!("budget: {{amount: {budget}, sprints: {sprints}}}\n");
    let mut json = of_weeks(&lines, &team, &["sprint", "show", "--all"])["money"].clone();
    assert_eq!(json.as_object_mut().unwrap().remove("currency"), Some(Value::Null), "none is given");
    worked.compare_all(&json, "E14_budget");
}

fn health(worked: &Worked) {
    let of = |responses: &[Value]| {
        let lines: Vec<String> =
            responses.iter().map(|one| format!("health: {{responses: {one}, scale: 5}}\n")).collect();
        of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"])["health"].clone()
    };
    let asked = of(worked.input("E14_health_responses").as_array().unwrap());
    for key in ["n", "mean", "median"] {
        let found: Value = asked.as_object().unwrap().values().map(|one| one[key].clone()).collect();
        worked.compare_all(&found, &format!("E14_morale/{key}"));
    }
    let growing: Vec<Value> = (1..=6).map(|n| json!(vec![3; n])).collect();
    let shown = of(&growing);
    let fewest = shown.as_object().unwrap().values().find(|one| !one["mean"].is_null()).unwrap();
    worked.compare_all(&fewest["n"], "E14_morale/min_responses");
}

fn goals(worked: &Worked) {
    let outcomes = worked.input("E14_goal_outcomes").as_array().unwrap();
    let lines: Vec<String> = outcomes.iter().map(|one| format!("goal: {{text: Go, outcome: {one}}}\n")).collect();
    let json = of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"]);
    worked.compare_all(&json["goals"], "E14_goals");
}

fn carried_work(worked: &Worked) {
    let mut lines = vec!["items: [{id: other}]\n".to_owned(); 8];
    for (place, line) in lines.iter_mut().enumerate() {
        *line = format!("items:\n  - {{id: own-{place}}}\n");
    }
    for (id, sprints) in worked.input("E16_item_in_sprints").as_object().unwrap() {
        for sprint in sprints.as_array().unwrap() {
            let place = sprint.as_str().unwrap()[1..].parse::<usize>().unwrap() - 1;
            writeln!(lines[place], "  - {{id: {id}}}").unwrap();
        }
    }
    let carry = of_weeks(&lines, "name: K\n", &["sprint", "show", "--all"])["carry"].clone();
    worked.compare_all(&carry["zombies_3plus"], "E16_carry/zombies_3plus");
    for id in worked.input("E16_item_in_sprints").as_object().unwrap().keys() {
        // A log has thousands of items that nobody carries; they are not listed.
        let times = carry["carries"].get(id).cloned().unwrap_or(json!(0));
        worked.compare_all(&times, &format!("E16_carry/carries/{id}"));
    }
    assert!(carry["carries"].as_object().unwrap().values().all(|times| *times != json!(0)));
}

fn two_teams(worked: &Worked) {
    let mut files = Vec::new();
    for (team, name) in [("team_a", "a"), ("team_b", "b")] {
        let inputs = &worked.input("E17_two_teams_both_needed")[team];
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
    let json = said(&log(&files), &["forecast", "--team", "a", "--team", "b"]);
    let within = |told: &Value, k: usize| told["probability"].get(k.to_string()).cloned().unwrap_or(json!(1.0));
    let six = |told: &Value| (1..=6).map(|k| within(told, k)).collect::<Value>();
    let (one, other, all) = (&json["teams"][0], &json["teams"][1], &json["all"]);
    let found = json!({
        "team_a": six(one),
        "team_b": six(other),
        "both": six(all),
        "p85_a": one["p85"],
        "p85_b": other["p85"],
        "p85_both": all["p85"],
    });
    worked.compare_all(&found, "E17_joint_when");
}
