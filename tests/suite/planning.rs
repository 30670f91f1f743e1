//! `sprint plan` and `new sprint`: the plan of the worked example's next sprint, and the file that a sprint begins with.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::project::{OnDisk, Project, Ran};

/// Start, end, committed, completed and person-days of ten sprints.
const ROWS: [(&str, &str, &str, [u32; 3]); 10] = [
    ("2025-s20", "2025-10-06", "2025-10-17", [24, 21, 40]),
    ("2025-s21", "2025-10-20", "2025-10-31", [26, 25, 42]),
    ("2025-s22", "2025-11-03", "2025-11-14", [25, 18, 36]),
    ("2025-s23", "2025-11-17", "2025-11-28", [28, 30, 45]),
    ("2025-s24", "2025-12-01", "2025-12-12", [30, 24, 42]),
    ("2026-s01", "2025-12-15", "2026-01-09", [20, 12, 24]),
    ("2026-s02", "2026-01-12", "2026-01-23", [28, 27, 43]),
    ("2026-s03", "2026-01-26", "2026-02-06", [27, 26, 44]),
    ("2026-s04", "2026-02-09", "2026-02-20", [25, 22, 40]),
    ("2026-s05", "2026-02-23", "2026-03-06", [26, 23, 41]),
];

/// E6 of the worked numbers: ten working days, five people, 35.5 person-days.
const CAPACITY: &str = "\
capacity:
  people:
    - {role: developer}
    - {role: developer, leave: 2}
    - {role: tester, allocation: 80}
    - {role: designer, allocation: 50, leave: 1}
    - {role: developer, leave: 5}
";

fn history(rows: usize) -> String {
    let mut text = "sprints:\n".to_owned();
    for (id, start, end, [committed, completed, capacity]) in &ROWS[..rows] {
        writeln!(text, "  - {{id: {id}, start: {start}, end: {end}, committed: {committed}, completed: {completed}, capacity: {capacity}}}")
            .unwrap();
    }
    text
}

/// The ten sprints, and a next one with these lines.
fn project(lines: &str) -> OnDisk {
    Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/history.yaml", history(10))
        .with("content/sprints/2026-s06.yaml", format!("start: 2026-03-09\nend: 2026-03-20\n{CAPACITY}{lines}"))
        .on_disk()
}

fn plan(project: &OnDisk, arguments: &[&str]) -> Ran {
    project.run(&[&["--today", "2026-03-07", "sprint", "plan"], arguments].concat())
}

#[test]
fn verdicts_and_exit_codes_of_the_worked_example() {
    let (room, fits, never) = ("room to spare, you may finish early", "fits", "never reached yet");
    let stretch = "a stretch: reached in 3 of 10 sprints";
    // Planned, verdict, and the exit codes when held to safe, likely and best.
    let rows = [
        (16, room, [0, 0, 0]),
        (17, room, [0, 0, 0]),
        (18, fits, [1, 0, 0]),
        (20, fits, [1, 0, 0]),
        (21, stretch, [1, 1, 0]),
        (24, never, [1, 1, 1]),
        (31, never, [1, 1, 1]),
    ];
    for (planned, verdict, codes) in rows {
        let project = project(&format!("committed: {planned}\n"));
        let json: Value = serde_json::from_str(&plan(&project, &["--format", "json"]).out).unwrap();
        let recommended = json!({"n": 10, "safe": 17, "likely": 20, "best": 23, "verdict": verdict});
        assert_eq!(json["recommendation"], recommended, "{planned}");
        assert_eq!(json["planned"]["committed"], planned);
        let found = ["safe", "likely", "best"].map(|limit| plan(&project, &["--fail-over", limit]).code);
        assert_eq!(found, codes, "{planned}");
        assert_eq!(plan(&project, &[]).code, 0, "held to nothing");
    }
}

#[test]
fn e6_rates_and_outcomes() {
    let json: Value = serde_json::from_str(&plan(&project("committed: 21\n"), &["--format", "json"]).out).unwrap();
    assert_eq!(json["capacity"], json!({"person_days": 35.5, "nominal": 43, "availability": 0.8256}));
    let rates = &json["rates"];
    let per_day = json!([0.525, 0.5952, 0.5, 0.6667, 0.5714, 0.5, 0.6279, 0.5909, 0.55, 0.561]);
    let adjusted = json!([18.6375, 21.131, 17.75, 23.6667, 20.2857, 17.75, 22.2907, 20.9773, 19.525, 19.9146]);
    assert_eq!((&rates["per_day_rate"], &rates["adjusted"]), (&per_day, &adjusted));
    assert_eq!(rates["pooled_rate"], json!(0.5743));
    let claims = ["p50_at_least", "p70_at_least", "p85_at_least"].map(|claim| rates[claim].clone());
    assert_eq!(claims, [json!(20.2857), json!(19.525), json!(17.75)]);
    assert_eq!(json["reached"], json!({"sprints": 3, "of": 10}));
}

/// A plan with something of everything that should be known first.
fn full() -> OnDisk {
    let before = "\
start: 2026-02-23
end: 2026-03-06
goal: {text: Pay by card, outcome: met}
items:
  - {id: K-1, title: Refund, points: 5, started: 2026-03-02}
  - {id: K-2, title: Receipt, points: 3, done: 2026-03-03}
  - {id: K-3, title: Logo, points: 2}
blockers:
  - {id: B-1, title: No API key, cause: provider, opened: 2026-03-02, items: [K-1]}
risks:
  - {id: R-1, title: Audit may slip, near: 2026-03-16, response: Book another}
  - {id: R-2, title: Over, near: 2026-03-16, state: closed}
dependencies:
  - {id: D-1, team: platform, what: Secrets store, needed_by: 2026-03-18, state: agreed}
  - {id: D-2, team: platform, what: Later, needed_by: 2026-05-01}
retro:
  actions:
    - {id: RA-7, what: Ask for a status page, due: 2026-s06}
    - {id: RA-8, what: For later, due: 2026-s09}
";
    let next = format!(
        "name: Sprint 6\nstart: 2026-03-09\nend: 2026-03-20\n{CAPACITY}items:\n  - {{id: K-1, title: Refund, points: 5}}\n  \
         - {{id: K-9, title: New, points: 23}}\n  - {{id: K-10, title: Rough}}\n"
    );
    Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/history.yaml", history(9))
        .with("content/sprints/2026-s05.yaml", before)
        .with("content/sprints/2026-s06.yaml", next)
        .on_disk()
}

#[test]
fn says_what_to_know_before_committing() {
    let ran = plan(&full(), &["--format", "json", "--fail-over", "likely"]);
    assert_eq!(ran.code, 1);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        json["remarks"],
        json!([
            "There is no goal yet.",
            "1 planned item has no estimate and counts as 0 points.",
            "The person-days of some past sprints are not written down, so past sprints count as they were.",
            "Carried over from earlier sprints: K-1.",
            "Open at the end of 2026-s05 and not planned is K-3.",
            "D-1 (Secrets store, from platform) is needed by 18 March, before this ends; it is agreed.",
            "B-1 is still in the way, since 2 March: No API key.",
            "R-1 could bite on 16 March: Audit may slip (response: Book another).",
            "RA-7 is still open: Ask for a status page, due in this sprint.",
        ])
    );
    assert_eq!((&json["fail_over"], &json["over"]), (&json!("likely"), &json!(true)));
    assert_eq!(json["planned"], json!({"committed": 28, "items": 3, "unestimated": 1}));
    let lists = ["left_behind", "blockers", "risks", "actions"].map(|list| json[list].clone());
    assert_eq!(lists, [json!(["K-3"]), json!(["B-1"]), json!(["R-1"]), json!(["RA-7"])]);
}

#[test]
fn one_sentence_says_it() {
    let ran = plan(&project("goal: {text: Pay by card}\ncommitted: 28\n"), &[]);
    let expected = "\
2026-s06 · 9–20 March 2026
==========================

Goal: Pay by card

28 points planned; with 35.5 person-days you reached 28 in 0 of 10 sprints;
likely 20, safe 17. Never reached yet.

         points  sprints that reached it
planned      28                  0 of 10
safe         17                 10 of 10
likely       20                  5 of 10
best         23                  1 of 10
";
    assert_eq!(ran.out, expected);
}

#[test]
fn annotations_and_comments_stay_within_their_lines() {
    let project = project("name: \"a%b, c: d\"\ngoal: {text: \"<b>\"}\ncommitted: 28\n");
    let ran = plan(&project, &["--format", "github", "--fail-over", "best"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1), "{}", ran.out);
    let begins =
        "::error file=content/sprints/2026-s06.yaml,line=12,title=Plan of a%25b%2C c%3A d::28 points planned; with";
    assert!(ran.out.starts_with(begins), "{}", ran.out);
    let markdown = plan(&project, &["--format", "md"]).out;
    assert!(markdown.starts_with("# a%b, c: d · 9–20 March 2026\n\nGoal: \\<b\\>\n\n28 points planned;"), "{markdown}");
    assert!(markdown.contains("\n| safe | 17 | 10 of 10 |\n"), "{markdown}");
}

#[test]
fn little_history_claims_little() {
    let with = |rows: usize, lines: &str| {
        Project::new(&[("content/index.md", "Home")])
            .with("content/sprints/history.yaml", history(rows))
            .with("content/sprints/2026-s06.yaml", format!("start: 2026-03-09\nend: 2026-03-20\n{lines}"))
            .on_disk()
    };
    let three = with(3, "committed: 90\n");
    let ran = plan(&three, &["--fail-over", "safe"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.replace('\n', " ").contains("likely 21; 3 more closed sprints are needed to say what is safe."),
        "{}",
        ran.out
    );
    assert_eq!(plan(&three, &["--fail-over", "likely"]).code, 1);
    let nothing = plan(&with(3, ""), &["--fail-over", "likely"]);
    assert!(nothing.code == 0 && nothing.out.contains("Nothing is planned yet; likely 21"), "{}", nothing.out);
    let none = Project::new(&[("content/index.md", "Home")]).with("content/sprints/history.yaml", history(3)).on_disk();
    let ran = plan(&none, &[]);
    assert!(ran.code == 2 && ran.err.contains("`sprintbook new sprint`"), "{}", ran.err);
}

#[test]
fn a_new_sprint_begins_with_what_is_known() {
    let project = full();
    std::fs::remove_file(project.path().join("content/sprints/2026-s06.yaml")).unwrap();
    project.write(
        "content/sprints/team.yaml",
        "name: Kestrel\npeople:\n  - {role: developer, leave: [2026-03-10, 2026-05-01]}\n  - {role: tester, allocation: 80}\nholidays: [{date: 2026-03-17, name: St Patrick's Day}]\n",
    );
    let expected = "\
# 2026-s06 of Kestrel, 9–20 March 2026.
# Safe 12, likely 24, best 30 points, from the last 10 sprints.
# Nobody works on 17 March: St Patrick's Day.
schema: 1
start: 2026-03-09
end: 2026-03-20
# What the sprint is for, in one sentence:
# goal: {text: \"\"}
capacity:
  # Days off: `leave: [2026-03-26]`, or how many: `leave: 2`.
  people:
    - {role: developer, allocation: 100, leave: [2026-03-10]}
    - {role: tester, allocation: 80}
items:
  # Not finished in 2026-s05.
  - {id: K-1, title: Refund, type: other, points: 5, started: 2026-03-02}
  - {id: K-3, title: Logo, type: other, points: 2}
blockers:
  # Still in the way.
  - {id: B-1, title: No API key, cause: provider, opened: 2026-03-02, items: [K-1]}
dependencies:
  # Needed from other teams before this ends.
  - {id: D-1, team: platform, what: Secrets store, needed_by: 2026-03-18, state: agreed}
# Actions of retrospectives that are still open:
# - RA-7, from 2026-s05: Ask for a status page.
# Once one is done: `retro: {closed: [{id: …, from: …, outcome: …}]}`.
";
    let new = |arguments: &[&str]| project.run(&[&["--today", "2026-03-07", "new", "sprint"], arguments].concat());
    let dry = new(&["--dry-run"]);
    assert_eq!((dry.code, dry.out.as_str()), (0, expected), "{}", dry.err);
    assert!(!project.path().join("content/sprints/2026-s06.yaml").exists());
    assert_eq!(new(&[]).code, 0);
    assert_eq!(project.read("content/sprints/2026-s06.yaml"), expected);
    let checked = project.run(&["--today", "2026-03-07", "check", "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let again = new(&["2026-s06"]);
    assert!(again.code == 2 && again.err.contains("there is a sprint `2026-s06` already"), "{}", again.err);
    for hostile in ["../../evil", "a/b", "..", ".hidden", "CON?", "team", ""] {
        assert_eq!(new(&[hostile]).code, 2, "{hostile}");
    }
    assert!(!project.path().join("evil.yaml").exists());
}

#[test]
fn the_first_sprint_of_a_handbook_makes_its_log() {
    let project = Project::new(&[("content/index.md", "Home")]).on_disk();
    let ran = project.run(&["--today", "2026-03-07", "new", "sprint"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(project.read("content/sprints/s01.yaml").contains("\nstart: 2026-03-09\nend: 2026-03-20\n"));
    assert_eq!(project.run(&["--today", "2026-03-07", "check", "--strict"]).code, 0);
}

#[test]
fn sprints_are_listed() {
    let project = project("committed: 28\n");
    let ran = project.run(&["--today", "2026-03-07", "list", "sprints", "--format", "json"]);
    let listed: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, listed.len()), (0, 11));
    assert_eq!(
        listed[10],
        json!({"id": "2026-s06", "team": "sprints", "name": null, "start": "2026-03-09", "end": "2026-03-20", "state": "planned",
               "goal": null, "committed": 28.0, "completed": null, "excluded": null, "address": "/sprints/2026-s06/",
               "source": "content/sprints/2026-s06.yaml"})
    );
    let text = project.run(&["--today", "2026-03-07", "list", "sprints"]).out;
    assert!(text.ends_with("2026-s06  2026-03-09 – 2026-03-20  planned  content/sprints/2026-s06.yaml\n"), "{text}");
}
