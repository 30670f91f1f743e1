//! From nothing to a handbook: `init`, `new`, `doctor`, and what shells and `man` know.

use crate::project::{Project, run_in};

#[test]
fn an_empty_folder_becomes_a_handbook_that_is_green() {
    let project = Project::default().on_disk();
    let ran = project.run(&["init", "ours"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("ours/content/sprints/sprint-3.yaml: new") && ran.err.contains("next: sprintbook serve ours"),
        "{}",
        ran.err
    );
    let folder = project.path().join("ours");
    for arguments in
        [&["build"][..], &["check", "--strict"], &["sprint", "show", "--all"], &["build", "--offline", "-o", "offline"]]
    {
        let ran = run_in(&folder, arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains("warning"), "{}", ran.err);
    }
    assert!(folder.join("site/sprints/sprint-2/index.html").exists());
    let workflow = project.read("ours/.github/workflows/handbook.yml");
    assert!(workflow.contains("fetch-depth: 0") && workflow.contains("check --strict --format github"), "{workflow}");
    assert!(workflow.contains("sprint plan --format md") && !workflow.contains("@version@"));
    let again = project.run(&["init", "ours"]);
    assert!(again.code == 2 && again.err.contains("--force"), "{}", again.err);
    project.write("ours/content/index.md", "ours");
    assert_eq!(project.run(&["init", "ours", "--force"]).code, 0);
    assert!(project.read("ours/content/index.md").contains("title: Our handbook"));
}

#[test]
fn the_sprints_of_a_new_handbook_are_of_these_weeks() {
    for today in ["2026-11-23", "2026-11-29", "2028-02-29"] {
        let project = Project::default().on_disk();
        assert_eq!(project.run(&["init", "--today", today]).code, 0);
        let ran = project.run(&["check", "--strict", "--today", today]);
        assert_eq!(ran.code, 0, "{today}: {}", ran.err);
    }
    let project = Project::default().on_disk();
    project.run(&["init", "--today", "2026-11-25"]);
    assert!(project.read("content/sprints/sprint-3.yaml").contains("start: 2026-11-23\nend: 2026-12-04\n"));
}

#[test]
fn a_folder_of_markdown_gets_one_file() {
    let project = Project::new(&[("README.md", "# Ours\n\n[a](docs/a.md)\n"), ("docs/a.md", "# A\n")]).on_disk();
    let ran = project.run(&["init"]);
    assert_eq!((ran.code, ran.err.lines().count()), (0, 2), "{}", ran.err);
    let mut names: Vec<String> = std::fs::read_dir(project.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["README.md", "docs", "sprintbook.yaml"]);
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    let gitlab = Project::default().on_disk();
    assert_eq!(gitlab.run(&["init", "--ci", "gitlab"]).code, 0);
    assert!(gitlab.read(".gitlab-ci.yml").contains("GIT_DEPTH: \"0\"") && !gitlab.path().join(".github").exists());
}

#[test]
fn new_makes_pages_roles_and_teams_and_never_writes_over_one() {
    let project = Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")]).on_disk();
    for (arguments, path, part) in [
        (&["new", "page", "ways-of-working/on-call"][..], "content/ways-of-working/on-call.md", "title: \"On call\""),
        (&["new", "page", "content/a.md"], "content/a.md", "title: \"A\""),
        (&["new", "role", "User researcher"], "content/roles/user-researcher.md", "## Decides"),
        (&["new", "team", "Kestrel: two"], "content/teams/kestrel-two/sprints/team.yaml", "name: \"Kestrel: two\""),
    ] {
        let ran = project.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(project.read(path).contains(part), "{}", project.read(path));
        let again = project.run(arguments);
        assert!(again.code == 2 && again.err.contains("is there already"), "{}", again.err);
    }
    for name in ["../out", "", "a/../b", ".hidden", "a\\b", "con:x"] {
        assert_eq!(project.run(&["new", "page", name]).code, 2, "{name}");
    }
    assert_eq!(project.run(&["check", "--strict"]).code, 0);
}

#[test]
fn doctor_says_what_it_sees_and_why() {
    let project =
        Project::new(&[("sprintbook.yaml", "title: X\n"), ("content/index.md", "---\ntitle: Home\n---\n")]).on_disk();
    let ran = run_in(&project.path().join("content"), &["doctor"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let starts: Vec<&str> = ran.out.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(starts, ["version", "root", "configuration", "content", "output", "today", "watches", "port", "git"]);
    for part in [
        "(the nearest folder upward with sprintbook.yaml)",
        "sprintbook.yaml",
        "content (by its name), 1 Markdown files",
        "2026-11-23 (as `--today`",
        "no repository",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}

#[test]
fn shells_load_their_completions() {
    let project = Project::default().on_disk();
    for (shell, load) in [
        ("bash", "source ./script && complete -p sprintbook"),
        ("zsh", "autoload -U compinit && compinit -u -D && source ./script && (( ${+functions[_sprintbook]} ))"),
        ("fish", "source ./script; and complete -C 'sprintbook imp' | string match -q 'import*'"),
    ] {
        let ran = project.run(&["completions", shell]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("changed-since") && ran.out.contains("gitlab"), "{shell}");
        project.write("script", &ran.out);
        match std::process::Command::new(shell).args(["-c", load]).current_dir(project.path()).output() {
            Ok(loaded) => assert!(loaded.status.success(), "{shell}: {}", String::from_utf8_lossy(&loaded.stderr)),
            Err(_) => eprintln!("left out: this machine has no {shell}"),
        }
    }
    assert_eq!(project.run(&["completions", "cobol"]).code, 2);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let project = Project::default().on_disk();
    let all = project.run(&["man"]);
    assert!(all.code == 0 && all.out.contains(".TH sprintbook 1") && all.out.contains("import"), "{}", all.out);
    let close = project.run(&["man", "sprint", "close"]);
    assert!(close.out.contains("sprintbook\\-sprint\\-close") && close.out.contains("dry\\-run"), "{}", close.out);
    let wrong = project.run(&["man", "bild"]);
    assert!(wrong.code == 2 && wrong.err.contains("build"), "{}", wrong.err);
}

/// The commands that the help of `command` lists.
fn below(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_help_of_every_command_fits_and_has_an_example() {
    let project = Project::default().on_disk();
    let mut waiting: Vec<Vec<String>> = vec![Vec::new()];
    let mut seen = 0;
    while let Some(command) = waiting.pop() {
        let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
        arguments.push("--help");
        let ran = project.run(&arguments);
        assert_eq!(ran.code, 0, "{arguments:?}");
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{arguments:?}: {}", ran.out);
        let inside = below(&ran.out);
        assert!(!inside.is_empty() || ran.out.contains("\nExample"), "{arguments:?} has no example: {}", ran.out);
        waiting.extend(inside.into_iter().map(|name| [command.clone(), vec![name]].concat()));
        seen += 1;
    }
    assert!(seen > 15, "only {seen} commands were found");
}
