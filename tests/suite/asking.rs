//! Commands that answer a question: `list`, `schema`, `explain`; what `-v` says; values from the environment.

use std::process::Command;

use serde_json::Value;

use crate::project::{OnDisk, Project, Ran, TODAY};

fn project() -> OnDisk {
    Project::new(&[
        ("sprintbook.yaml", "title: Handbook\n"),
        (
            "content/index.md",
            "---\ntitle: Home\n---\n[day](day.md#noon), [gone](gone.md)\n\n![x](board.svg) [web](https://example.org/) [here](#top)\n",
        ),
        ("content/day.md", "---\ntitle: Day\norder: 2.5\n---\n## Dawn\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\n---\n"),
        ("content/board.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
    .on_disk()
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out))
}

#[test]
fn pages_are_listed_in_menu_order() {
    let project = project();
    let ran = project.run(&["list", "pages", "-q"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "/               Home    content/index.md\n/day/           Day     2.5  content/day.md\n\
         /roles/         Roles        (made for its folder)\n/roles/tester/  Tester       content/roles/tester.md\n"
            .replace("Home    content", "Home         content")
    );
    let pages = json(&project.run(&["list", "pages", "--format", "json"]));
    assert_eq!(
        pages[1],
        serde_json::json!({"address": "/day/", "title": "Day", "kind": "page", "source": "content/day.md", "order": 2.5})
    );
    assert_eq!(pages[2]["source"], Value::Null);
}

#[test]
fn links_are_listed_with_where_they_lead_and_their_state() {
    let project = project();
    let links = json(&project.run(&["list", "links", "--format", "json"]));
    let rows: Vec<[&str; 4]> = links
        .as_array()
        .unwrap()
        .iter()
        .map(|link| ["kind", "written", "leads_to", "state"].map(|key| link[key].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        rows,
        [
            ["link", "day.md#noon", "/day/#noon", "link/no-such-heading"],
            ["link", "gone.md", "-", "link/no-such-page"],
            ["picture", "board.svg", "/board.svg", "fine"],
            ["link", "https://example.org/", "https://example.org/", "external"],
            ["link", "#top", "/#top", "fine"],
        ]
    );
    assert_eq!(
        (&links[2]["file"], &links[2]["line"], &links[2]["column"], &links[2]["page"]),
        (&Value::from("content/index.md"), &Value::from(6), &Value::from(6), &Value::from("/"))
    );
    let text = project.run(&["list", "links"]);
    assert_eq!(text.code, 0);
    assert!(text.out.starts_with("content/index.md:4:7   day.md#noon"), "{}", text.out);
    assert!(text.out.contains("gone.md               nowhere               link/no-such-page\n"), "{}", text.out);
    assert!(text.err.contains("2 messages: see `sprintbook check`"), "{}", text.err);
}

#[test]
fn a_list_of_a_wrong_configuration_is_not_believed() {
    let project = project();
    project.write("sprintbook.yaml", "titel: x\n");
    assert_eq!(project.run(&["list", "pages"]).code, 2);
    assert_eq!(project.run(&["list", "sprints-of-others"]).code, 2);
}

#[test]
fn schemas_are_json_schemas() {
    let project = project();
    let config = json(&project.run(&["schema", "config"]));
    assert_eq!(config["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(config["additionalProperties"], false);
    assert_eq!(config["properties"]["urls"]["enum"], serde_json::json!(["pretty", "files"]));
    let front_matter = json(&project.run(&["schema", "front-matter"]));
    assert_eq!(front_matter["additionalProperties"], true);
    assert_eq!(front_matter["properties"]["draft"]["type"], serde_json::json!(["boolean", "null"]));
    assert_eq!(project.run(&["schema", "menu"]).code, 2);
}

#[test]
fn a_code_is_explained_and_a_slip_is_forgiven() {
    let project = project();
    let ran = project.run(&["explain", "link/case"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("link/case\n\nThe link would be right"), "{}", ran.out);
    assert!(ran.out.contains("## How to mend it") && !ran.out.contains("---"), "{}", ran.out);
    assert_eq!(project.run(&["explain", "[Link/Case]"]).out, ran.out);
    for (typed, meant) in [
        ("link/no-such-pge", "did you mean `link/no-such-page`?"),
        ("no-such-heading", "did you mean `link/no-such-heading`?"),
        ("no-such-hedding", "did you mean `link/no-such-heading`?"),
        ("front-matter/x", "the codes are front-matter/unclosed, "),
        ("", "the codes are source/not-utf8, "),
    ] {
        let ran = project.run(&["explain", typed, "--color", "never"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{typed}");
        assert!(ran.err.starts_with("error: there is no code `") && ran.err.contains(meant), "{typed}: {}", ran.err);
    }
}

#[test]
fn details_are_said_when_asked_for() {
    let project = project();
    let ran = project.run(&["build", "-v"]);
    assert!(ran.err.contains("no sitemap.xml, feed.xml and whole addresses: they need `base_url`\n"), "{}", ran.err);
    assert!(ran.err.contains(" files written, 0 as before, 0 removed\n"), "{}", ran.err);
    let again = project.run(&["build", "--verbose"]);
    assert!(again.err.contains("0 files written, "), "{}", again.err);
    assert!(!project.run(&["build"]).err.contains("sitemap"));
    assert_eq!(project.run(&["build", "-v", "-q"]).code, 2);
}

/// A run with one more variable in its environment.
fn with_variable(project: &OnDisk, arguments: &[&str], name: &str, value: &str) -> (i32, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(arguments)
        .current_dir(project.path())
        .env("SPRINTBOOK_TODAY", TODAY.to_string())
        .env(name, value)
        .output()
        .unwrap();
    (ran.status.code().unwrap(), String::from_utf8(ran.stderr).unwrap())
}

#[test]
fn the_environment_overrides_the_configuration_and_flags_override_both() {
    let project = project();
    let sitemap = || project.read("site/sitemap.xml");
    let variable = |arguments: &[&str], name: &str, value: &str| with_variable(&project, arguments, name, value);
    assert_eq!(variable(&["build"], "SPRINTBOOK_BASE_URL", "https://example.org/a").0, 0);
    assert!(sitemap().contains("<loc>https://example.org/a/day/</loc>"));
    let flag = ["build", "-u", "https://example.org/b/"];
    assert_eq!(variable(&flag, "SPRINTBOOK_BASE_URL", "https://example.org/a").0, 0);
    assert!(sitemap().contains("<loc>https://example.org/b/day/</loc>"));
    assert_eq!(variable(&["build"], "SPRINTBOOK_OUTPUT", "public").0, 0);
    assert!(project.path().join("public/index.html").exists());
    assert_eq!(variable(&["build"], "SPRINTBOOK_TITLE", "Other").0, 0);
    assert!(project.read("site/day/index.html").contains("<title>Day – Other</title>"));
    assert_eq!(variable(&["build"], "SPRINTBOOK_TITLE", "").0, 0);
    assert!(project.read("site/day/index.html").contains("<title>Day – Handbook</title>"));
}

#[test]
fn a_value_from_the_environment_that_cannot_be_is_told() {
    let project = project();
    for (name, value) in [
        ("SPRINTBOOK_BASE_URL", "example.org"),
        ("SPRINTBOOK_CONTENT", "../x"),
        ("SPRINTBOOK_EDIT_URL", "javascript:x"),
    ] {
        let (code, err) = with_variable(&project, &["check"], name, value);
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains(&format!("`{name}` must be ")), "{err}");
    }
    assert_eq!(project.run(&["build", "-u", "example.org"]).code, 2);
}
