//! Every kind of bad data that a sprint log can hold, in one site and one run: each with its code, file and line.

use crate::project::{Project, run_in};

/// A log of ten sprints with every mistake of its kind; what each line is wrong about stands behind it.
const FILES: &[(&str, &str)] = &[
    ("s01", "start: 2026-01-05\nend: 2026-01-02\ncommitted: 5\ncompleted: 5\n"),
    ("s02", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 5\ncompleted: 5\nnote: Ticket #42 took all week\n"),
    (
        "s03",
        "start: 2026-01-21
end: 2026-01-30
items:
  - {id: K-1, points: 1, started: 2026-01-27, done: 2026-01-26}
  - {id: K-2, points: 1, done: 2026-02-03}
  - {id: K-3, points: 1, added: 2026-02-04}
  - {id: K-4, points: 1, removed: 2026-01-26, done: 2026-01-27}
  - {id: K-5, points: 1}
  - {id: K-5, points: 2}
  - {id: K-6, points: 1, blocked: [{from: 2026-01-26, blocker: B-9}]}
  - {id: K-7, points: -1}
  - {id: K-8, points: 0.3}
blockers:
  - {id: B-1, title: Down, opened: 2026-01-26, risk: R-9}
retro: {actions: [{id: RA-1, what: Ask, due: s02x}]}
",
    ),
    ("s04", "start: 2026-02-16\nend: 2026-02-27\nstate: closed\n"),
    (
        "s05",
        "start: 2026-03-02\nend: 2026-03-13\ncommitted: 10\nadded: 2\nremoved: 0\nreestimated: 0\ncompleted: 9\nnot_completed: 2\n",
    ),
    ("s06", "start: 2026-03-16\nend: 2026-03-27\ncommited: 10\ncompleted: 9\non: push\n"),
    ("s07", "start: 2026-03-30\nend: 2026-04-10\ncommitted: 5\nnote: Done: at last\n"),
    ("s08", "start: 2026-02-30\nend: 202-04-24\ncommitted: 5\n"),
    ("s10", "start: 2026-05-25\nend: 2026-06-05\ncommitted: 5\nname: ? which one\n"),
    ("s09", "start: 2026-04-27\nend: 2026-05-08\ncommitted: 5\ncompleted: 4\n"),
];

/// Code and place of each mistake, in the order of files and lines.
const TOLD: &[&str] = &[
    "error sprint/end-before-start s01.yaml:2",
    "error yaml/cut-text s02.yaml:5",
    "error sprint/overlap s03.yaml:1",
    "error sprint/item-dates s03.yaml:4",
    "error sprint/after-close s03.yaml:5",
    "error sprint/after-close s03.yaml:6",
    "error sprint/removed-and-done s03.yaml:7",
    "error sprint/duplicate-item s03.yaml:9",
    "error sprint/unknown-blocker s03.yaml:10",
    "error sprint/negative s03.yaml:11",
    "error sprint/odd-points s03.yaml:12",
    "error sprint/unknown-risk s03.yaml:14",
    "error sprint/unknown-sprint s03.yaml:15",
    "note sprint/gap s04.yaml:1",
    "error sprint/empty s04.yaml:3",
    "error sprint/unbalanced s05.yaml:3",
    "error sprint/unknown-key s06.yaml:3",
    "error yaml/truth-word s06.yaml:5",
    "error yaml/syntax s07.yaml:4",
    "error yaml/no-such-day s08.yaml:1",
    "error sprint/odd-date s08.yaml:2",
    "error sprint/changed-after-close s09.yaml:5",
    "error sprint/duplicate-id s09.yml:1",
    "error yaml/syntax s10.yaml:4",
];

#[test]
fn one_run_shows_all_of_it() {
    let (last, last_text) = FILES[FILES.len() - 1];
    let file = |name: &str| format!("content/sprints/{name}.yaml");
    let project = Project::new(&[("content/index.md", "Home")]).with(&file(last), last_text).on_disk();
    let closed = project.run(&["sprint", "close", "s09"]);
    assert_eq!(closed.code, 0, "{}", closed.err);
    for (name, text) in &FILES[..FILES.len() - 1] {
        project.write(&file(name), text);
    }
    let changed = project.read(&file(last)).replace("completed: 4", "completed: 5");
    project.write(&file(last), changed);
    project.write("content/sprints/s09.yml", "start: 2026-05-11\nend: 2026-05-22\ncommitted: 5\ncompleted: 5\n");
    let ran = run_in(project.path(), &["check", "--strict", "--format", "json", "--today", "2026-11-23"]);
    assert_eq!(ran.code, 1);
    let told: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    let told: Vec<String> = told
        .iter()
        .map(|one| {
            let word = |key: &str| one[key].as_str().unwrap().to_owned();
            let file = word("file").replace("content/sprints/", "");
            format!("{} {} {file}:{}", word("severity"), word("code"), one["line"])
        })
        .collect();
    assert_eq!(told, TOLD);
}

#[test]
fn what_cannot_be_read_explains_what_seems_missing() {
    let good = |start: &str, end: &str| format!("start: {start}\nend: {end}\ncommitted: 5\ncompleted: 5\n");
    let made = Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/s1.yaml", good("2026-01-05", "2026-01-09"))
        .with("content/sprints/s2.yaml", "start: [\n")
        .with("content/sprints/s3.yaml", good("2026-01-19", "2026-01-23") + "retro: {closed: [{id: RA-1, from: s2}]}\n")
        .with("content/sprints/s4.yaml", good("2026-02-02", "2026-02-06"))
        .build();
    // No word of the gap that s2 fills, nor of its action; but of the gap after it.
    assert_eq!(made.told(), ["yaml/syntax content/sprints/s2.yaml:2:1", "sprint/gap content/sprints/s4.yaml:1:8"]);
}
