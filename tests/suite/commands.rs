//! The command line as scripts rely on it: exit codes, streams, flags.

use crate::project::{Project, run_in};

fn project() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Handbook\nlanguage: en-GB\noutput: public\n"),
        ("content/index.md", "---\ntitle: Home\n---\n[day](day.md)\n"),
        ("content/day.md", "---\ntitle: Day\n---\n"),
        ("content/plan.md", "---\ntitle: Plan\ndraft: true\n---\n"),
    ])
}

#[test]
fn the_project_is_found_from_below_and_the_configuration_holds() {
    let project = project().on_disk();
    let ran = run_in(&project.path().join("content"), &["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let home = project.read("public/index.html");
    assert!(home.contains("<html lang=\"en-GB\"") && home.contains("href=\"day/\""), "{home}");
    assert!(ran.err.lines().nth(1).unwrap().ends_with("public/index.html"), "{}", ran.err);
}

#[test]
fn a_folder_can_be_named_and_messages_begin_with_it() {
    let project = project().with("content/day.md", "[x](gone.md)").on_disk();
    let name = project.path().file_name().unwrap().to_str().unwrap().to_owned();
    let ran = run_in(project.path().parent().unwrap(), &["check", &name, "--color", "never"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains(&format!("--> {name}/content/day.md:1:5")), "{}", ran.err);
}

#[test]
fn a_folder_of_markdown_is_a_project() {
    let project = Project::new(&[("README.md", "# Ours\n\n[a](docs/a.md)\n"), ("docs/a.md", "# A\n")]).on_disk();
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    assert!(project.read("site/index.html").contains("href=\"docs/a/\""));
    assert_eq!(project.run(&["build"]).code, 0, "the site itself is not read as content");
    assert!(!project.path().join("site/site").exists());
}

#[test]
fn drafts_are_pages_only_when_asked_for() {
    let project = project().on_disk();
    project.run(&["build"]);
    assert!(!project.path().join("public/plan").exists());
    project.run(&["build", "--drafts"]);
    assert!(project.read("public/plan/index.html").contains("Plan"));
    project.run(&["build"]);
    assert!(!project.path().join("public/plan").exists());
}

#[test]
fn broken_links_warn_in_build_and_fail_in_check_and_strict() {
    let project = project().with("content/day.md", "[x](gone.md)").on_disk();
    let built = project.run(&["build"]);
    assert_eq!(built.code, 0);
    assert!(built.err.contains("warning[link/no-such-page]") && built.err.contains("1 warning"), "{}", built.err);
    assert_eq!(project.run(&["build", "--strict"]).code, 1);
    assert_eq!(project.run(&["check"]).code, 1);
}

#[test]
fn json_goes_to_the_standard_output_and_words_do_not() {
    let project = project().on_disk();
    let fine = project.run(&["check", "--format", "json"]);
    assert_eq!((fine.code, fine.out.trim()), (0, "[]"));
    assert!(fine.err.starts_with("checked: 2 pages"), "{}", fine.err);
    let quiet = project.run(&["build", "-q"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn wrong_usage_ends_with_two() {
    let project = project().on_disk();
    for arguments in
        [&["bild"][..], &["build", "--outptu", "x"], &["build", "--today", "soon"], &["build", "nowhere"], &[]]
    {
        assert_eq!(project.run(arguments).code, 2, "{arguments:?}");
    }
    let misspelt = project.run(&["bild"]);
    assert!(misspelt.err.contains("build"), "{}", misspelt.err);
}

#[test]
fn a_wrong_configuration_ends_with_two_and_writes_nothing() {
    let project = project().with("sprintbook.yaml", "titel: Handbook\n").on_disk();
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("config/unknown-key") && !project.path().join("site").exists());
}

#[test]
fn offline_links_name_their_files() {
    let project = project().on_disk();
    project.run(&["build", "--offline"]);
    assert!(project.read("public/index.html").contains("href=\"day/index.html\""));
    assert!(project.read("public/day/index.html").contains("href=\"../index.html\""));
}

#[test]
fn the_page_for_what_is_not_found_links_from_the_base() {
    let project = project().on_disk();
    project.run(&["build", "-u", "https://example.org/team/"]);
    let page = project.read("public/404.html");
    assert!(page.contains("href=\"/team/day/\"") && page.contains("href=\"/team/assets/style."), "{page}");
}

#[test]
fn today_decides_where_a_sprint_stands() {
    let sprint = "start: 2026-11-16\nend: 2026-11-27\ncommitted: 5\ncompleted: 2\n";
    let project = project().with("content/sprints/s1.yaml", sprint).on_disk();
    let state = |today: &str| {
        assert_eq!(project.run(&["build", "--today", today]).code, 0);
        let json: serde_json::Value = serde_json::from_str(&project.read("public/sprints/s1.json")).unwrap();
        json["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state("2026-11-15"), "planned");
    assert_eq!(state("2026-11-16"), "active");
    assert_eq!(state("2026-11-28"), "closed");
}

#[test]
fn help_fits_the_terminal_and_has_an_example() {
    let project = project().on_disk();
    for arguments in [
        &["--help"][..],
        &["build", "--help"],
        &["check", "--help"],
        &["forecast", "--help"],
        &["sprint", "show", "--help"],
        &["sprint", "diff", "--help"],
        &["sprint", "close", "--help"],
    ] {
        let ran = project.run(arguments);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("Example:"), "{arguments:?}");
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
    }
}
