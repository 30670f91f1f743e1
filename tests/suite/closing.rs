//! Closed means closed: `sprint close`, `sprints.lock`, and what happens to a closed sprint that changes.

use serde_json::Value;
use sprintbook::diagnostics::Severity;

use crate::project::{OnDisk, Project};

const SPRINT: &str = "\
# Ours
start: 2026-11-02
end: 2026-11-13   # a Friday
goal: {text: Pay by card, outcome: met}
items:
  - {id: K-1, title: Card form, points: 5, started: 2026-11-02, done: 2026-11-05}
  - {id: K-2, title: \"Refunds: part two\", points: 3, started: 2026-11-09}
money: {spent: 100}
";

fn project() -> Project {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/sprints/s1.yaml", "start: 2026-10-19\nend: 2026-10-30\ncommitted: 8\ncompleted: 6\n"),
        ("content/sprints/s2.yaml", SPRINT),
        ("content/sprints/s3.yaml", "start: 2026-11-16\nend: 2026-11-27\ncommitted: 8\n"),
    ])
}

fn closed() -> OnDisk {
    let project = project().on_disk();
    let ran = project.run(&["sprint", "close", "s2"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    project
}

/// What `check` tells, as `severity code file:line`.
fn told(project: &OnDisk) -> Vec<String> {
    let ran = project.run(&["check", "--format", "json"]);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let word = |entry: &Value, key: &str| entry[key].as_str().unwrap().to_owned();
    told.iter()
        .map(|entry| {
            format!("{} {} {}:{}", word(entry, "severity"), word(entry, "code"), word(entry, "file"), entry["line"])
        })
        .collect()
}

fn change(project: &OnDisk, from: &str, to: &str) {
    let text = project.read("content/sprints/s2.yaml");
    assert!(text.contains(from), "{text}");
    project.write("content/sprints/s2.yaml", text.replacen(from, to, 1));
}

#[test]
fn a_close_writes_a_line_and_a_lock_and_proposes_what_goes_on() {
    let project = project().on_disk();
    let ran = project.run(&["sprint", "close", "s2", "--dry-run"]);
    assert_eq!((ran.code, project.read("content/sprints/s2.yaml").as_str()), (0, SPRINT));
    assert!(!project.path().join("content/sprints/sprints.lock").exists());
    let ran = project.run(&["sprint", "close", "s2"]);
    assert_eq!(
        ran.out,
        "items:\n  - {id: K-2, title: \"Refunds: part two\", type: other, points: 3, started: 2026-11-09}\n"
    );
    let wanted = SPRINT.replace("# a Friday\n", "# a Friday\nclosed_on: 2026-11-13\n");
    assert_eq!(project.read("content/sprints/s2.yaml"), wanted);
    let lock = project.read("content/sprints/sprints.lock");
    assert!(lock.contains("  - id: \"s2\"\n    closed_on: 2026-11-13\n"), "{lock}");
    assert!(
        lock.ends_with("journal:\n  - {after: \"s2\", date: 2026-11-23, unit: points, sprints: 2, p50: 6}\n"),
        "{lock}"
    );
    assert_eq!(told(&project), Vec::<String>::new());
    let again = project.run(&["sprint", "close", "s2"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is closed already"), "{}", again.err);
    assert_eq!(project.read("content/sprints/sprints.lock"), lock);
}

#[test]
fn a_changed_number_is_an_error_with_sprint_and_field() {
    let project = closed();
    change(&project, "points: 5", "points: 8");
    assert_eq!(told(&project), ["error sprint/changed-after-close content/sprints/s2.yaml:7"]);
    let ran = project.run(&["check", "--color", "never"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("sprint s2 is closed, but `points` of item K-1 changed: it is 8 now"), "{}", ran.err);
    assert!(
        ran.err.contains("content/sprints/sprints.lock:5:9") && ran.err.contains("closed here with other facts"),
        "{}",
        ran.err
    );
    assert_eq!(project.run(&["build"]).code, 1);
}

#[test]
fn each_kind_of_change_is_named() {
    for (from, to, wanted) in [
        ("spent: 100", "spent: 101", "`money.spent` changed: it is 101 now"),
        ("outcome: met", "outcome: missed", "`goal.outcome` changed: it is missed now"),
        ("end: 2026-11-13", "end: 2026-11-14", "`end` changed: it is 2026-11-14 now"),
        (", done: 2026-11-05", "", "`done` of item K-1 is gone"),
        ("money: {spent: 100}", "money: {spent: 100, planned: 90}", "`money.planned` is new: 90"),
        ("money: {spent: 100}", "quality: {escaped: 1}", "`money.spent` is gone"),
        ("{id: K-1,", "{id: K-9,", "item K-1 is gone"),
        ("{id: K-1,", "{id: K-9,", "item K-9 is new"),
    ] {
        let project = closed();
        change(&project, from, to);
        let ran = project.run(&["check", "--color", "never"]);
        assert_eq!(ran.code, 1, "{from} to {to}");
        assert!(ran.err.contains(&format!("sprint s2 is closed, but {wanted}")), "{from} to {to}: {}", ran.err);
    }
}

#[test]
fn what_is_no_fact_may_change() {
    let project = closed();
    change(&project, "# Ours", "# Ours, with a remark");
    change(&project, "title: Card form, points: 5", "points: 5.0, title: Card form, labels: [cards]");
    change(&project, "money: {spent: 100}", "note: Fine\nname: Second\nmoney: {spent: 100}");
    assert_eq!(told(&project), Vec::<String>::new());
}

#[test]
fn an_amendment_explains_a_change_and_the_page_says_so() {
    let project = closed();
    change(&project, "points: 5", "points: 8");
    change(&project, "money:", "amended: [{date: 2026-11-20, what: K-1 was an 8, why: Miscounted}]\nmoney:");
    assert_eq!(told(&project), ["note sprint/amended content/sprints/s2.yaml:9"]);
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    assert!(project.read("site/sprints/s2/index.html").contains("Amended 20 November 2026: K-1 was an 8 (Miscounted)"));
    let ran = project.run(&["sprint", "close", "s2"]);
    assert!(ran.err.contains("the amended facts of sprint s2 are locked"), "{}", ran.err);
    assert_eq!(told(&project), Vec::<String>::new());
    change(&project, "points: 8", "points: 13");
    assert_eq!(
        told(&project),
        ["error sprint/changed-after-close content/sprints/s2.yaml:7"],
        "one line for one change"
    );
    assert_eq!(project.run(&["sprint", "close", "s2"]).code, 1, "a close does not hide a change");
}

#[test]
fn a_sprint_that_is_gone_and_a_lock_that_cannot_be_read_are_told() {
    let project = closed();
    std::fs::remove_file(project.path().join("content/sprints/s2.yaml")).unwrap();
    assert!(told(&project).contains(&"error sprint/changed-after-close content/sprints/sprints.lock:5".to_owned()));
    let project = closed();
    project.write("content/sprints/s2.yaml", "start: [\n");
    assert_eq!(told(&project), ["error yaml/syntax content/sprints/s2.yaml:2"], "one mistake is told once");
    let project = closed();
    let lock = project.read("content/sprints/sprints.lock");
    project.write("content/sprints/sprints.lock", format!("<<<<<<< ours\n{lock}"));
    let told = told(&project);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("content/sprints/sprints.lock"), "{told:?}");
}

#[test]
fn a_close_waits_for_what_belongs_to_it() {
    let refused = |arguments: &[&str], project: &Project, wanted: &str| {
        let project = project.on_disk();
        let ran = project.run(&[&["sprint", "close"], arguments].concat());
        assert!(ran.code != 0 && ran.err.contains(wanted), "{arguments:?}: {}", ran.err);
        assert!(!project.path().join("content/sprints/sprints.lock").exists());
    };
    refused(&["s9"], &project(), "there is no sprint `s9`; did you mean");
    refused(&["s3", "--day", "2026-11-30"], &project(), "2026-11-30 is not over yet");
    refused(&["s2", "--day", "2026-11-01"], &project(), "before the sprint begins");
    refused(&["s2", "--day", "2026-11-04"], &project(), "cannot be closed on 2026-11-04");
    let open = project().with("content/sprints/s2.yaml", SPRINT.replace(", outcome: met", ""));
    refused(&["s2"], &open, "a goal without an outcome");
    let coming = project().with("content/sprints/s4.yaml", "start: 2026-11-30\nend: 2026-12-11\n");
    refused(&["s4"], &coming, "begins on 2026-11-30");
    let flow =
        project().with("content/sprints/s2.yaml", "{start: 2026-11-02, end: 2026-11-13, committed: 3, completed: 3}\n");
    refused(&["s2", "--day", "2026-11-12"], &flow, "by hand");
}

#[test]
fn sprints_of_a_history_are_locked_as_they_stand() {
    let history = "sprints:\n  - {id: h1, start: 2026-01-12, end: 2026-01-23, committed: 3, completed: 3}\n";
    let project = Project::new(&[("content/index.md", "Home"), ("content/sprints/history.yaml", history)]).on_disk();
    assert_eq!(project.run(&["sprint", "close", "h1"]).code, 0);
    assert_eq!(project.read("content/sprints/history.yaml"), history);
    project.write("content/sprints/history.yaml", history.replace("completed: 3", "completed: 4"));
    assert_eq!(told(&project), ["error sprint/changed-after-close content/sprints/history.yaml:2"]);
}

#[test]
fn the_lock_is_not_a_part_of_the_site() {
    let project = closed();
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(!project.path().join("site/sprints/sprints.lock").exists());
    let made = project_with_lock(&project.read("content/sprints/sprints.lock")).build();
    assert!(made.diagnostics().iter().all(|one| one.severity != Severity::Error), "{:?}", made.told());
    let json: Value = serde_json::from_str(&made.text("sprints/velocity.json")).unwrap();
    assert_eq!(json["calibration"]["journal"], Value::Null, "no sprint came after the close yet");
}

fn project_with_lock(lock: &str) -> Project {
    let closed = SPRINT.replace("# a Friday\n", "# a Friday\nclosed_on: 2026-11-13\n");
    project().with("content/sprints/s2.yaml", closed).with("content/sprints/sprints.lock", lock)
}

#[test]
fn what_was_said_is_held_against_what_came() {
    let project = closed();
    project.write("content/sprints/s3.yaml", "start: 2026-11-16\nend: 2026-11-22\ncommitted: 8\ncompleted: 9\n");
    let ran = project.run(&["forecast", "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["calibration"]["journal"]["p50"], serde_json::json!({"held": 1, "of": 1}), "{}", ran.out);
    let words = project.run(&["forecast"]).out;
    assert!(words.contains("Of what was really said when sprints were closed, “50 %” held in 1 of 1"), "{words}");
}
