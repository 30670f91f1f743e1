//! What can be wrong between the sprints of one log.

use sprintbook::diagnostics::Severity;

use crate::project::{Made, Project};

/// A log of three sprints, of which the second has these lines too.
fn log(lines: &str) -> Made {
    let sprint =
        |start: &str, end: &str, more: &str| format!("start: {start}\nend: {end}\ncommitted: 5\ncompleted: 5\n{more}");
    let actions = "risks: [{id: R-1, title: Slow}]\nretro: {actions: [{id: RA-1, what: Ask, due: s8}]}\n";
    Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/s8.yaml", sprint("2026-01-05", "2026-01-09", actions))
        .with("content/sprints/s9.yaml", sprint("2026-01-12", "2026-01-16", lines))
        .with("content/sprints/s10.yaml", sprint("2026-01-19", "2026-01-23", ""))
        .build()
}

fn told(lines: &str) -> Vec<String> {
    log(lines).told()
}

#[test]
fn ids_of_sprints_are_known_or_still_to_come() {
    let fine = Vec::<String>::new();
    assert_eq!(told("retro: {actions: [{id: A, what: Ask, due: s10}], closed: [{id: RA-1, from: s8}]}\n"), fine);
    assert_eq!(told("retro: {actions: [{id: A, what: Ask, due: s11}]}\n"), fine, "a sprint to come");
    assert_eq!(told("retro: {closed: [{id: RA-0, from: s7}]}\n"), fine, "older than the log");
    let warned = "sprint/unknown-sprint content/sprints/s9.yaml";
    assert_eq!(told("retro: {actions: [{id: A, what: Ask, due: s09x}]}\n"), [format!("{warned}:5:43")]);
    assert_eq!(told("retro: {closed: [{id: RA-1, from: s8b}]}\n"), [format!("{warned}:5:35")]);
}

#[test]
fn actions_are_closed_where_they_were_decided() {
    let made = log("retro: {closed: [{id: RA-2, from: s8}]}\n");
    assert_eq!(made.told(), ["sprint/unknown-action content/sprints/s9.yaml:5:23"]);
    let told = &made.diagnostics()[0];
    assert_eq!(told.message, "action RA-2 is closed here, but not sprint s8 decided on it");
    assert_eq!(told.help.as_deref(), Some("did you mean `RA-1`?"));
    assert_eq!(log("retro: {closed: [{id: RA-1}]}\n").told(), Vec::<String>::new());
}

#[test]
fn risks_of_blockers_are_known() {
    assert_eq!(told("blockers: [{id: B-1, opened: 2026-01-12, risk: R-1}]\n"), Vec::<String>::new());
    let unknown = told("blockers: [{id: B-1, opened: 2026-01-12, risk: R-7}]\n");
    assert_eq!(unknown, ["sprint/unknown-risk content/sprints/s9.yaml:5:48"]);
}

#[test]
fn a_long_sprint_overlaps_all_within_it() {
    let sprint = |start: &str, end: &str| format!("start: {start}\nend: {end}\ncommitted: 5\ncompleted: 5\n");
    let made = Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/s1.yaml", sprint("2026-01-05", "2026-02-27"))
        .with("content/sprints/s2.yaml", sprint("2026-01-12", "2026-01-16"))
        .with("content/sprints/s3.yaml", sprint("2026-01-19", "2026-01-23"))
        .build();
    let told = ["sprint/overlap content/sprints/s2.yaml:1:8", "sprint/overlap content/sprints/s3.yaml:1:8"];
    assert_eq!(made.told(), told);
}

#[test]
fn a_gap_is_worth_a_note() {
    let gap = |start: &str, team: &str| {
        Project::new(&[("content/index.md", "Home")])
            .with("content/sprints/team.yaml", team)
            .with("content/sprints/s1.yaml", "start: 2026-01-05\nend: 2026-01-09\ncommitted: 5\ncompleted: 5\n")
            .with("content/sprints/s2.yaml", format!("start: {start}\nend: 2026-02-20\ncommitted: 5\ncompleted: 5\n"))
            .build()
    };
    assert_eq!(gap("2026-01-12", "").told(), Vec::<String>::new(), "a weekend is no gap");
    let made = gap("2026-01-19", "");
    assert_eq!(made.told(), ["sprint/gap content/sprints/s2.yaml:1:8"]);
    let note = &made.diagnostics()[0];
    assert_eq!(
        (note.severity, note.message.as_str()),
        (Severity::Note, "5 working days between this sprint and `s1` are in no sprint")
    );
    assert_eq!(note.related[0].span.file.as_str(), "content/sprints/s1.yaml");
    let free = "holidays: [{date: 2026-01-12}, {date: 2026-01-13}]\n";
    assert_eq!(gap("2026-01-14", free).told(), Vec::<String>::new(), "holidays are no gap");
}

#[test]
fn nothing_is_missing_while_a_file_cannot_be_read() {
    let made = Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/s1.yaml", "start: 2026-01-05\nend: 2026-01-09\ncommitted: 5\ncompleted: 5\n")
        .with("content/sprints/s2.yaml", "start: [\n")
        .with(
            "content/sprints/s3.yaml",
            "start: 2026-01-19\nend: 2026-01-23\ncommitted: 5\ncompleted: 5\nretro: {closed: [{id: A, from: s2}]}\n",
        )
        .build();
    assert_eq!(made.told(), ["yaml/syntax content/sprints/s2.yaml:2:1"]);
}

#[test]
fn a_sprint_that_was_closed_early_does_not_overlap_the_next() {
    let next = |closed: &str| {
        let early = format!("start: 2026-01-05\nend: 2026-01-16\ncommitted: 5\ncompleted: 5\n{closed}");
        let made = Project::new(&[("content/index.md", "Home")])
            .with("content/sprints/s1.yaml", early)
            .with("content/sprints/s2.yaml", "start: 2026-01-13\nend: 2026-01-23\ncommitted: 5\ncompleted: 5\n")
            .build();
        made.told()
    };
    assert_eq!(next("closed_on: 2026-01-13\n"), Vec::<String>::new());
    assert_eq!(next("closed_on: 2026-01-14\n"), ["sprint/overlap content/sprints/s2.yaml:1:8"]);
    assert_eq!(next(""), ["sprint/overlap content/sprints/s2.yaml:1:8"]);
}
