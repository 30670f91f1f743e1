//! The commands on the files of the worked examples give every one of the worked numbers, where this machine has them. What
//! has no file there is made from the inputs that the numbers come with, in `expected_inputs`.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::expected_inputs::FROM_INPUTS;
use crate::project::OnDisk;
use crate::worked::{Proof, Worked, log, said};

/// Those that are made from the files.
const FROM_FILES: &[Proof] =
    &[ledgers, days_and_blockers, velocity, cohn, recommendation, commitments, one_sprint, forecast];

#[test]
fn no_worked_number_is_left_out() {
    let Some(worked) = Worked::find() else { return };
    for proof in FROM_FILES.iter().chain(FROM_INPUTS) {
        proof(&worked);
    }
    assert_eq!(worked.unseen(), Vec::<String>::new());
}

fn file(name: &str, text: impl Into<String>) -> (String, String) {
    (format!("sprints/{name}"), text.into())
}

fn rich(worked: &Worked, team: &str) -> Value {
    let files = [file("2026-s07.yaml", worked.file("2026-s07.yaml")), file("team.yaml", team)];
    said(&log(&files), &["sprint", "show", "2026-s07"])
}

fn ledgers(worked: &Worked) {
    let json = rich(worked, "id: kestrel\n");
    for (unit, name) in [("points", "E1_ledger_points"), ("items", "E1_ledger_count")] {
        worked.compare_ledger(&json[unit], &json["ratios"][unit], name);
    }
    worked.compare_all(&json["done_by_type"], "E1_done_by_type");
    let jira = rich(worked, "commitment: jira\n");
    worked.compare_ledger(&jira["points"], &jira["ratios"]["points"], "E1_ledger_points_jira_mode");
}

fn days_and_blockers(worked: &Worked) {
    let json = rich(worked, "id: kestrel\n");
    worked.compare_all(&json["burndown"]["working_days"], "E2_working_days");
    worked.compare_all(&json["burndown"]["days"], "E2_burndown");
    let flow = &json["flow"];
    worked.compare(&flow["cycle_time"], "E9_cycle_time", &["per_item", "working_days", "p50", "p70", "p85", "mean"]);
    let mut days: Vec<u64> =
        flow["cycle_time"]["per_item"].as_object().unwrap().values().filter_map(Value::as_u64).collect();
    days.sort_unstable();
    worked.compare_all(&json!(days), "E9_cycle_time/sorted");
    worked.compare_all(&flow["age"], "E9_age_at_sprint_end");
    worked.compare_all(&flow["throughput"], "E10_throughput_per_working_day");
    let days = flow["days"].as_array().unwrap();
    let days: Value = days.iter().map(|day| json!([day["date"], day["todo"], day["doing"], day["done"]])).collect();
    worked.compare_all(&days, "E10_cfd_end_of_day_todo_wip_done");
    worked.compare_all(&json["blockers"], "E11_blockers");
}

/// The ten sprints of the history, and a planned one with these lines.
fn planned(worked: &Worked, lines: &str) -> OnDisk {
    let next = format!("start: 2026-03-09\nend: 2026-03-20\nstate: planned\n{lines}");
    log(&[file("history.yaml", worked.file("history.yaml")), file("2026-s06.yaml", next)])
}

fn velocity(worked: &Worked) {
    let project = planned(worked, "committed: 16\n");
    let json = said(&project, &["sprint", "show", "--all"]);
    let keys = ["n", "mean", "median", "min", "max", "stdev_sample", "cv", "last3_mean", "rolling3"];
    worked.compare(&json["velocity"], "E3_velocity", &keys);
    worked.compare(&json["velocity"], "E3_velocity", &["p50_at_least", "p70_at_least", "p85_at_least"]);
    assert_eq!(json["velocity"]["p95_at_least"], Value::Null, "gated: 95 % needs 19 sprints");
    let last3 = json["velocity"]["last3_mean"].as_f64().unwrap();
    worked.compare_all(&json!(last3.round()), "E3_velocity/jira_release_burndown_velocity");
    worked.compare_all(&json["saydo"], "E3_saydo");
    worked.compare_all(&json["cohn_interval"], "E4_cohn_interval");
    worked.compare_all(&json["xmr"], "E5_xmr");
    worked.compare_all(&json["goals"], "E14_goals");
    let without = worked.file("history.yaml").replace("note: Christmas", "exclude: Christmas");
    project.write("content/sprints/history.yaml", without);
    let json = said(&project, &["sprint", "show", "--all"]);
    worked.compare_all(&json["velocity"]["mean"], "E3_velocity/mean_excluding_S6");
}

/// The history twice over: the same shares of twice as many sprints, so that they are enough to claim 95 %.
fn twenty(worked: &Worked) -> OnDisk {
    let again: String = worked.file("history.yaml").lines().filter(|line| line.contains("{id: ")).fold(
        String::new(),
        |mut text, line| {
            // A year later, as 2035 and 2036.
            writeln!(text, "{}", line.replace("2025-", "2035-").replace("2026-", "2036-")).unwrap();
            text
        },
    );
    let both = format!("{}{again}", worked.file("history.yaml"));
    log(&[file("history.yaml", both), file("team.yaml", "window: 20\n")])
}

fn cohn(worked: &Worked) {
    let history: String = (1..=26).fold("sprints:\n".to_owned(), |mut text, week| {
        let day = jiff::civil::date(2025, 1, 6).checked_add(jiff::Span::new().weeks(week)).unwrap();
        writeln!(text, "  - {{id: s{week}, start: {day}, end: {day}, committed: 5, completed: {week}}}").unwrap();
        text
    });
    let project = log(&[file("history.yaml", history)]);
    for window in 1..=26 {
        project.write("content/sprints/team.yaml", format!("window: {window}\n"));
        let interval = &said(&project, &["sprint", "show", "--all"])["cohn_interval"];
        worked.compare_all(&interval["discard"], &format!("E4_cohn_table/{window}"));
        assert_eq!(interval.is_null(), window < 5, "{window}");
    }
}

fn recommendation(worked: &Worked) {
    let name = "E6_recommendation";
    for planned_points in ["16", "20", "25"] {
        let project = planned(worked, &format!("capacity: 35.5\ncommitted: {planned_points}\n"));
        let plan = said(&project, &["sprint", "plan", "2026-s06"]);
        let rates =
            ["per_day_rate", "mean_rate", "pooled_rate", "adjusted", "p50_at_least", "p70_at_least", "p85_at_least"];
        worked.compare(&plan["rates"], name, &rates);
        worked.compare_all(&plan["capacity"]["person_days"], &format!("{name}/next_capacity"));
        worked.compare_all(&plan["recommendation"]["safe"], &format!("{name}/recommended_floor_p85"));
        worked.compare_all(&plan["recommendation"]["likely"], &format!("{name}/recommended_stretch_p50"));
        worked.compare_all(&share(&plan["reached"]), &format!("{name}/chance_of_{planned_points}"));
    }
}

fn share(reached: &Value) -> Value {
    json!(reached["sprints"].as_f64().unwrap() / reached["of"].as_f64().unwrap())
}

fn commitments(worked: &Worked) {
    for planned_points in (10..=30).step_by(2) {
        let project = planned(worked, &format!("committed: {planned_points}\n"));
        let plan = said(&project, &["sprint", "plan", "2026-s06"]);
        worked.compare_all(&share(&plan["reached"]), &format!("E6_commit_curve_unadjusted/{planned_points}"));
    }
}

/// Kniberg's focus factor is the rate of the one sprint before.
fn one_sprint(worked: &Worked) {
    let name = "E6_kniberg";
    let [velocity, days, next] =
        ["last_velocity", "last_man_days", "next_man_days"].map(|key| worked.at(&format!("{name}/{key}")).clone());
    let past = format!("start: 2026-03-02\nend: 2026-03-13\ncommitted: 20\ncompleted: {velocity}\ncapacity: {days}\n");
    let coming = format!("start: 2026-03-16\nend: 2026-03-27\nstate: planned\ncapacity: {next}\n");
    let project = log(&[file("s1.yaml", past), file("s2.yaml", coming)]);
    let rates = &said(&project, &["sprint", "plan", "s2"])["rates"];
    worked.compare_all(&rates["pooled_rate"], &format!("{name}/focus_factor"));
    worked.compare_all(&rates["adjusted"][0], &format!("{name}/estimated_velocity"));
}

fn forecast(worked: &Worked) {
    let question = ["forecast", "--points", "120", "--sprints", "3"];
    let (sums, when) = ("E7_how_many_points_in_3_sprints", "E7_when_120_points");
    let json = said(&planned(worked, "committed: 16\n"), &question);
    worked.compare(&json["how_many"], sums, &["p50", "p70", "p85", "mean"]);
    worked.compare_all(&json["when"]["probability"], &format!("{when}/P_done_within_k"));
    for claim in ["p50", "p70", "p85"] {
        worked.compare_all(&json["when"][claim], &format!("{when}/{claim}_sprints"));
    }
    assert_eq!((&json["how_many"]["p95"], &json["when"]["p95"]), (&Value::Null, &Value::Null), "gated");
    let enough = twenty(worked);
    let json = said(&enough, &[&question[..], &["--today", "2036-11-23"]].concat());
    worked.compare(&json["how_many"], sums, &["p50", "p70", "p85", "p95", "mean"]);
    worked.compare_all(&json["when"]["p95"], &format!("{when}/p95_sprints"));
    let json = said(&enough, &["sprint", "show", "--all", "--today", "2036-11-23"]);
    worked.compare(&json["velocity"], "E3_velocity", &["p95_at_least"]);
}
