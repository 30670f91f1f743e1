//! Every mistake is told in one run, at its place, and the last good site stays.

use serde_json::Value;

use crate::project::Project;

fn good() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Handbook\n"),
        ("content/index.md", "---\ntitle: Home\n---\n## Start\n"),
        ("content/roles/developer.md", "---\ntitle: Developer\n---\nSee [home](../index.md#start).\n"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
}

/// Ten different mistakes: code, file, line, column.
const TEN: &[(&str, &str, u64, u64)] = &[
    ("yaml/syntax", "content/broken.md", 2, 15),
    ("yaml/wrong-type", "content/wrong-type.md", 3, 8),
    ("sprint/unknown-key", "content/sprints/s2.yaml", 3, 1),
    ("sprint/end-before-start", "content/sprints/s3.yaml", 2, 6),
    ("sprint/unbalanced", "content/sprints/s4.yaml", 0, 0),
    ("link/no-such-page", "content/links.md", 4, 5),
    ("link/no-such-heading", "content/links.md", 5, 13),
    ("page/duplicate-address", "content/same/index.md", 1, 1),
    ("template/render", "themes/default/templates/page.html", 2, 26),
    ("source/not-utf8", "content/latin.md", 2, 1),
];

fn with_ten_mistakes() -> Project {
    good()
        .with("content/broken.md", "---\ntitle: a colon: here\n---\n")
        .with("content/wrong-type.md", "---\ntitle: Fine\ndraft: perhaps\n---\n")
        .with("content/sprints/s2.yaml", "start: 2026-01-26\nend: 2026-02-06\ncommited: 24\ncompleted: 21\n")
        .with("content/sprints/s3.yaml", "start: 2026-02-20\nend: 2026-02-09\ncommitted: 24\ncompleted: 21\n")
        .with(
            "content/sprints/s4.yaml",
            "start: 2026-02-23\nend: 2026-03-06\ncommitted: 24\nadded: 2\nreestimated: 0\nremoved: 1\ncompleted: 21\nnot_completed: 5\n",
        )
        .with("content/links.md", "---\ntitle: Links\n---\n[x](nowhere.md)\n[x](index.md#strat)\n")
        .with("content/same.md", "One")
        .with("content/same/index.md", "Two")
        .with("themes/default/templates/page.html", "{% extends \"builtin/page.html\" %}\n{% block pager %}{{ page.titel }}{% endblock %}")
        .with("content/latin.md", b"One\n\xe9")
}

#[test]
fn ten_mistakes_are_told_in_one_run_and_the_last_good_site_stays() {
    let project = good().on_disk();
    assert_eq!(project.run(&["build"]).code, 0);
    let before = site(&project);
    assert!(before.len() > 6, "{before:?}");
    let broken = with_ten_mistakes().on_disk();
    std::fs::rename(project.path().join("site"), broken.path().join("site")).unwrap();
    let ran = broken.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    for (code, file, line, column) in TEN {
        let of_code: Vec<&Value> = told.iter().filter(|entry| entry["code"] == *code).collect();
        assert_eq!(of_code.len(), 1, "{code}: {}", ran.out);
        assert_eq!(of_code[0]["file"], *file);
        assert_eq!(of_code[0]["severity"], "error", "{code}");
        if *line > 0 {
            assert_eq!(
                (of_code[0]["line"].as_u64(), of_code[0]["column"].as_u64()),
                (Some(*line), Some(*column)),
                "{code}"
            );
        }
        assert!(of_code[0]["line"].as_u64() >= Some(1), "{code}");
    }
    assert_eq!(told.len(), TEN.len(), "{}", ran.out);
    let ran = broken.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    assert_eq!(site(&broken), before, "the last good site is untouched");
}

/// Every file of the site with its content and the time of its last change.
fn site(project: &crate::project::OnDisk) -> Vec<(String, Vec<u8>, std::time::SystemTime)> {
    let files = walkdir::WalkDir::new(project.path().join("site")).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let name = entry.path().strip_prefix(project.path()).unwrap().display().to_string();
        (name, std::fs::read(entry.path()).unwrap(), entry.metadata().unwrap().modified().unwrap())
    });
    read.collect()
}

/// Code and place of each mistake in a front matter.
fn front_matter(text: &str) -> Vec<String> {
    good().with("content/p.md", text).build().told()
}

#[test]
fn front_matter_mistakes_have_their_place() {
    assert_eq!(front_matter("---\ntitle: A\ntitle: B\n---\n"), ["yaml/duplicate-key content/p.md:3:1"]);
    assert_eq!(front_matter("---\ntitle: [a\n---\n"), ["yaml/syntax content/p.md:3:1"]);
    assert_eq!(front_matter("---\ntitle: A\n"), ["front-matter/unclosed content/p.md:1:1"]);
    assert_eq!(front_matter("---\n- a\n- b\n---\n"), ["yaml/wrong-type content/p.md:2:1"]);
    assert_eq!(
        front_matter("---\ntitle: {a: b}\ndraft: 3\n---\n"),
        ["yaml/wrong-type content/p.md:2:8", "yaml/wrong-type content/p.md:3:8"]
    );
    assert_eq!(front_matter("---\r\ndecription: x\r\n---\r\n"), ["front-matter/near-miss content/p.md:2:1"]);
    assert_eq!(front_matter("---\norder: {a: b}\n---\n"), ["front-matter/odd-value content/p.md:2:8"]);
}

#[test]
fn odd_front_matter_is_tolerated() {
    for text in [
        "---\n---\n",
        "---\ntitle:\ndescription: null\ntags: foo\n---\n",
        "---\norder: -1.5\n---\n",
        "---\n1: x\ntrue: y\n---\n",
    ] {
        assert_eq!(front_matter(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_text_that_needs_quotes_is_explained() {
    let made = good().with("content/p.md", "---\ntitle: Goal: ship it\n---\n").build();
    assert_eq!(
        made.diagnostics()[0].help.as_deref(),
        Some("a text that contains `: ` needs quotes: `\"Goal: ship it\"`")
    );
}

#[test]
fn the_configuration_is_checked() {
    let told = |text: &str| good().with("sprintbook.yaml", text).build();
    let made = told("titel: x\n");
    assert_eq!(made.told(), ["config/unknown-key sprintbook.yaml:1:1"]);
    assert_eq!(made.diagnostics()[0].help.as_deref(), Some("did you mean `title`?"));
    assert_eq!(
        told("urls: neat\ncontent: ../x\n").told(),
        ["yaml/wrong-type sprintbook.yaml:1:7", "yaml/wrong-type sprintbook.yaml:2:10"]
    );
    assert_eq!(told("theme: none\n").told(), ["theme/not-found sprintbook.yaml:1:8"]);
}

#[test]
fn sprints_are_checked_against_each_other() {
    let told = good()
        .with("content/sprints/s2.yaml", "start: 2026-01-23\nend: 2026-02-06\ncommitted: 2\ncompleted: 1\n")
        .with(
            "content/sprints/history.yaml",
            "sprints:\n  - {id: s1, start: 2025-01-12, end: 2025-01-23, committed: 2, completed: 1}\n",
        )
        .build()
        .told();
    assert_eq!(
        told,
        ["sprint/duplicate-id content/sprints/history.yaml:2:10", "sprint/overlap content/sprints/s2.yaml:1:8"]
    );
}

#[test]
fn pages_at_one_address_are_told_with_both_files() {
    let made = good().with("content/Same.md", "A").with("content/same.md", "B").build();
    assert_eq!(made.told(), ["output/collision content/same.md:1:1"]);
    assert_eq!(made.diagnostics()[0].related[0].span.file.as_str(), "content/Same.md");
    let made = good().with("content/con.md", "A").build();
    assert_eq!(made.told(), ["page/bad-address content/con.md:1:1"]);
}

#[test]
fn text_for_people_shows_the_line_and_what_to_do() {
    let project = good().with("content/links.md", "---\ntitle: Links\n---\nA [link](devloper.md) here.\n").on_disk();
    let ran = project.run(&["check", "--color", "never"]);
    let wanted = "error[link/no-such-page]: no page at `devloper.md`
 --> content/links.md:4:10
  |
4 | A [link](devloper.md) here.
  |          ^^^^^^^^^^^
  |
  = help: did you mean `/roles/developer`?
";
    assert!(ran.err.starts_with(wanted), "{}", ran.err);
    assert_eq!(ran.code, 1);
    assert!(ran.out.is_empty());
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let project = good().with("content/p.md", "---\ntitle: P\n---\n[x](<\u{1b}]0;owned\u{7}.md>)\n").on_disk();
    let ran = project.run(&["check", "--color", "never"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.err.contains('\u{1b}') && !ran.err.contains('\u{7}'), "{:?}", ran.err);
}
