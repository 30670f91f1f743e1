//! The commands about sprints: what they print, and how they end.

use serde_json::{Value, json};

use crate::project::{OnDisk, Project, shared};

/// The worked examples without the smallest one, which overlaps with the others.
fn examples() -> Option<OnDisk> {
    let folder = shared("examples/sprints")?;
    let project = ["2026-s07.yaml", "history.yaml"]
        .into_iter()
        .fold(Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")]), |project, name| {
            project.with(&format!("content/sprints/{name}"), std::fs::read(folder.join(name)).unwrap())
        });
    Some(project.on_disk())
}

const HISTORY: &str = "\
team: kestrel
sprints:
  - {id: s1, start: 2026-01-05, end: 2026-01-16, committed: 24, completed: 21, goal: {outcome: met}}
  - {id: s2, start: 2026-01-19, end: 2026-01-30, committed: 26, completed: 25, capacity: 40}
  - {id: s3, start: 2026-02-02, end: 2026-02-13, committed: 25, completed: 18}
";

fn small() -> Project {
    Project::new(&[("content/index.md", "---\ntitle: Home\n---\n"), ("content/sprints/history.yaml", HISTORY)])
}

#[test]
fn a_forecast_in_words() {
    let ran = small().on_disk().run(&["forecast", "--points", "60", "--sprints", "2"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.out,
        "60 points are done with 50 and 70 % within 3 sprints (by 1 January 2027).\n\
         In 2 sprints: at least 43 points with 50 % and at least 39 points with 70 %.\n\
         3 more closed sprints are needed to claim 85 %.\n\
         Had this been said before each past sprint, “50 %” held in 1 of 2 sprints.\n"
    );
    assert_eq!(ran.err, "");
}

#[test]
fn the_worked_forecast_by_the_command() {
    let Some(project) = examples() else { return };
    let forecast = |arguments: &[&str]| -> Value {
        let ran = project.run(&[&["forecast", "--format", "json", "--today", "2026-03-07"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    // E7: the history alone, on the day after its last sprint. The rich sprint says `closed`, so it is taken away.
    std::fs::remove_file(project.path().join("content/sprints/2026-s07.yaml")).unwrap();
    let when = &forecast(&["--points", "120"])["when"];
    assert_eq!(
        when["probability"],
        json!({"1": 0.0, "2": 0.0, "3": 0.0, "4": 0.0001, "5": 0.32495, "6": 0.92114, "7": 0.997_919, "8": 0.999_984, "9": 1.0})
    );
    assert_eq!(
        [&when["p50"], &when["p70"], &when["p85"], &when["p95"]],
        [&json!(6), &json!(6), &json!(6), &Value::Null]
    );
    let how_many = &forecast(&["--sprints", "3"])["how_many"];
    assert_eq!(
        *how_many,
        json!({"sprints": 3, "days": null, "p50": 69, "p70": 65, "p85": 60, "p95": null, "mean": 68.4})
    );
}

#[test]
fn commands_print_the_same_bytes_as_the_files_beside_the_pages() {
    let Some(project) = examples() else { return };
    assert_eq!(project.run(&["build"]).code, 0);
    assert_eq!(
        project.run(&["sprint", "show", "2026-s07", "--format", "json"]).out,
        project.read("site/sprints/2026-s07.json")
    );
    assert_eq!(
        project.run(&["sprint", "show", "--all", "--format", "json"]).out,
        project.read("site/sprints/velocity.json")
    );
    let first = project.run(&["forecast", "--points", "120", "--format", "json"]).out;
    assert_eq!(first, project.run(&["forecast", "--points", "120", "--format", "json"]).out);
}

#[test]
fn a_sprint_in_each_shape() {
    let Some(project) = examples() else { return };
    let show = |format: &str| project.run(&["sprint", "show", "2026-s07", "--format", format]).out;
    let text = show("text");
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
    let narrow: String = text.lines().map(words).collect();
    for wanted in [
        "Sprint 7 · kestrel · 23 March – 3 April 2026 · closed\n",
        "Goal met: A customer can pay by card in the staging shop\n",
        "Committed 26 7\n",
        "- 26 + 5 + 2 = 23 + 7 + 3 (points)\n",
        "Completed against plan 88 % 86 %\n",
    ] {
        assert!(narrow.contains(wanted), "{wanted} in {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(show("md").contains("\n| Committed | 26 | 7 |\n"));
    let csv = show("csv");
    assert!(csv.starts_with("id,title,type,outcome,points,first_points,"), "{csv}");
    assert!(
        csv.contains("\r\nK-104,Receipt e-mail,feature,done,5,3,,,2026-03-25,2026-03-31,7,false,false,1\r\n"),
        "{csv}"
    );
}

#[test]
fn without_an_id_the_running_or_the_last_closed_sprint_is_shown() {
    let project = small().on_disk();
    assert!(project.run(&["sprint", "show"]).out.starts_with("s3 · kestrel"));
    assert!(project.run(&["sprint", "show", "--today", "2026-01-20"]).out.starts_with("s2 · kestrel"));
    let none = project.run(&["sprint", "show", "--today", "2026-01-01"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    let all = project.run(&["sprint", "show", "--all", "--format", "csv"]).out;
    assert!(all.ends_with("s3,,2026-02-02,2026-02-13,closed,25,18,,,\r\n"), "{all}");
}

#[test]
fn a_comparison_in_sentences() {
    let ran = small().on_disk().run(&["sprint", "diff", "s1", "s2"]);
    assert_eq!(
        ran.out,
        "s1: goal met; s2: outcome not known.\n\
         Committed: 26 points instead of 24 (2 more).\n\
         Completed: 25 points instead of 21 (4 more).\n\
         Throughput against plan: 96 % instead of 88 %.\n"
    );
}

#[test]
fn several_teams_are_asked_for_by_name() {
    let team = |points: u32| format!("backlog: {{points: {points}}}\n");
    let project = Project::new(&[("content/index.md", "Home")])
        .with("content/teams/a/sprints/history.yaml", HISTORY)
        .with("content/teams/a/sprints/team.yaml", team(60))
        .with("content/teams/b/sprints/history.yaml", HISTORY)
        .with("content/teams/b/sprints/team.yaml", team(40))
        .on_disk();
    let unsure = project.run(&["forecast"]);
    assert!(unsure.code == 2 && unsure.err.contains("say which with `--team`: `a`, `b`"), "{}", unsure.err);
    assert!(project.run(&["sprint", "show", "s1"]).err.contains("several teams have a sprint `s1`"));
    assert!(project.run(&["forecast", "--team", "b"]).out.starts_with("40 points are done"));
    let both = project.run(&["forecast", "--team", "a", "--team", "b", "--format", "json"]);
    let json: Value = serde_json::from_str(&both.out).unwrap();
    assert_eq!((&json["all"]["p70"], json["teams"].as_array().unwrap().len()), (&json!(3), 2));
    assert!(project.run(&["forecast", "--team", "c"]).err.contains("there is no team `c`"));
}

#[test]
fn there_are_no_numbers_from_wrong_files() {
    let wrong =
        small().with("content/sprints/history.yaml", HISTORY.replace("completed: 18", "completed: -18")).on_disk();
    for arguments in [&["forecast"][..], &["sprint", "show"], &["sprint", "diff", "s1", "s2"]] {
        let ran = wrong.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.err.contains("sprint/negative"), "{}", ran.err);
    }
    let project = small().on_disk();
    for arguments in [
        &["forecast", "--points", "many"][..],
        &["forecast", "--points", "3", "--items", "4"],
        &["forecast", "--sprints", "-1"],
        &["sprint", "show", "s1", "--all"],
        &["sprint", "show", "--format", "xml"],
        &["sprint", "diff", "s1"],
    ] {
        assert_eq!(project.run(arguments).code, 2, "{arguments:?}");
    }
    let nothing = Project::new(&[("content/index.md", "Home")]).on_disk().run(&["forecast"]);
    assert!(nothing.code == 2 && nothing.err.contains("there is no sprint log"), "{}", nothing.err);
}
