//! Dates from a real repository: commits, moves, files that are not committed, shallow clones, and no git at all.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::project::{OnDisk, Page, Project, run_in};

/// Runs git in `folder` on the day `date`. Whoever runs the tests may have settings of their own; none of them counts.
pub(crate) fn git(folder: &Path, date: &str, arguments: &[&str]) {
    let ran = Command::new("git")
        .args(["-c", "user.name=Kestrel", "-c", "user.email=team@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_AUTHOR_DATE", format!("{date}T12:00:00Z"))
        .env("GIT_COMMITTER_DATE", format!("{date}T12:00:00Z"))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdout(Stdio::null())
        .output()
        .expect("git runs");
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

pub(crate) fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        eprintln!("left out: this machine has no git");
    }
    there
}

/// Two commits: three pages on 5 January, and on 9 February one of them is changed and another one is moved.
fn repository() -> OnDisk {
    let project = Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/old name.md", "---\ntitle: Moved\n---\nText\n"),
        ("content/plan.md", "---\ntitle: Plan\n---\nFirst\n"),
        (".gitignore", "site/\n"),
    ])
    .on_disk();
    let folder = project.path();
    git(folder, "2026-01-05", &["init", "-q"]);
    git(folder, "2026-01-05", &["add", "."]);
    git(folder, "2026-01-05", &["commit", "-qm", "one"]);
    git(folder, "2026-02-09", &["mv", "content/old name.md", "content/né w.md"]);
    project.write("content/plan.md", "---\ntitle: Plan\n---\nSecond\n");
    git(folder, "2026-02-09", &["commit", "-qam", "two"]);
    project
}

fn day(folder: &Path, page: &str) -> String {
    let html = std::fs::read_to_string(folder.join("site").join(page).join("index.html")).unwrap();
    Page::new(&html).attributes(".source time", "datetime").concat()
}

#[test]
fn a_page_has_the_day_of_its_last_commit() {
    if !has_git() {
        return;
    }
    let project = repository();
    project.write("content/new.md", "---\ntitle: New\n---\n");
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    let folder = project.path();
    assert_eq!(day(folder, ""), "2026-01-05");
    assert_eq!(day(folder, "plan"), "2026-02-09");
    assert_eq!(day(folder, "né w"), "2026-01-05", "a page that was only moved has not changed");
    assert_eq!(day(folder, "new"), "", "what is not committed has no date");
    git(folder, "2026-03-02", &["rm", "-q", "content/plan.md"]);
    git(folder, "2026-03-02", &["commit", "-qm", "three"]);
    project.write("content/plan.md", "---\ntitle: Plan again\n---\n");
    assert_eq!(project.run(&["build"]).code, 0);
    assert_eq!(day(folder, "plan"), "", "nor has what was removed and lies there again");
}

#[test]
fn a_handbook_below_the_top_of_a_repository_has_dates_too() {
    if !has_git() {
        return;
    }
    let project = Project::new(&[("docs/team/content/index.md", "---\ntitle: Home\n---\n"), ("code.rs", "")]).on_disk();
    git(project.path(), "2026-01-05", &["init", "-q"]);
    git(project.path(), "2026-01-05", &["add", "."]);
    git(project.path(), "2026-01-05", &["commit", "-qm", "one"]);
    assert_eq!(project.run(&["build", "docs/team"]).code, 0);
    assert_eq!(day(&project.path().join("docs/team"), ""), "2026-01-05");
}

#[test]
fn a_shallow_clone_shows_what_it_knows_and_warns_once() {
    if !has_git() {
        return;
    }
    let project = repository();
    project.write("content/plan.md", "---\ntitle: Plan\n---\nThird\n");
    git(project.path(), "2026-03-02", &["commit", "-qam", "three"]);
    let place = tempfile::tempdir().unwrap();
    let from = format!("file://{}", project.path().display());
    git(place.path(), "2026-03-02", &["clone", "-q", "--depth", "2", &from, "clone"]);
    let clone = place.path().join("clone");
    let ran = run_in(&clone, &["build", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.err.matches("source/shallow-history").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("when 2 pages were last changed"), "{}", ran.err);
    assert_eq!(day(&clone, "plan"), "2026-03-02");
    assert_eq!(day(&clone, "né w"), "", "the clone begins with the commit that moved it");
    assert_eq!(day(&clone, ""), "");
}

#[test]
fn without_git_or_a_commit_there_are_no_dates_and_no_words() {
    let project = Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")]).on_disk();
    std::fs::create_dir(project.path().join(".git")).unwrap();
    let ran = project.run(&["build", "--strict"]);
    assert_eq!((ran.code, day(project.path(), "").as_str()), (0, ""), "{}", ran.err);
    let without = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(["build", "--strict"])
        .current_dir(project.path())
        .env("PATH", "")
        .output()
        .unwrap();
    assert!(without.status.success(), "{}", String::from_utf8_lossy(&without.stderr));
}

#[cfg(unix)]
#[test]
fn a_repository_cannot_make_a_build_run_its_programs() {
    if !has_git() {
        return;
    }
    let project = repository();
    let mark = project.path().join("ran");
    let script = project.path().join("evil.sh");
    std::fs::write(&script, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).unwrap();
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let evil = script.display().to_string();
    for (key, value) in [
        ("log.showSignature", "true"),
        ("gpg.program", evil.as_str()),
        ("core.pager", &evil),
        ("core.fsmonitor", &evil),
        ("diff.external", &evil),
        ("diff.evil.textconv", &evil),
    ] {
        git(project.path(), "2026-03-02", &["config", key, value]);
    }
    project.write(".gitattributes", "*.md diff=evil\n");
    assert_eq!(project.run(&["build"]).code, 0);
    assert_eq!(day(project.path(), "plan"), "2026-02-09");
    assert!(!mark.exists());
}
