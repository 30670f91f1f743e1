//! The output folder: what is written, what is left alone, what is refused.

use crate::project::{OnDisk, Project};

fn project() -> OnDisk {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n![x](team.png)\n"),
        ("content/team.png", "picture"),
        ("content/old.md", "Old"),
        ("static/robots.txt", "User-agent: *\n"),
    ])
    .on_disk()
}

fn refused(project: &OnDisk, output: &str) -> String {
    let ran = project.run(&["build", "-o", output]);
    assert_eq!(ran.code, 2, "{output}: {}", ran.err);
    assert!(ran.err.contains("refused to write"), "{}", ran.err);
    ran.err
}

#[test]
fn a_build_writes_pages_assets_and_static_files() {
    let project = project();
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.starts_with("site: 2 pages · "), "{}", ran.err);
    assert_eq!(project.read("site/team.png"), "picture");
    assert_eq!(project.read("site/robots.txt"), "User-agent: *\n");
    assert!(project.read("site/old/index.html").contains("<h1>Old</h1>"));
}

#[test]
fn what_has_not_changed_is_not_touched() {
    let project = project();
    project.run(&["build"]);
    let changed = |path: &str| std::fs::metadata(project.path().join("site").join(path)).unwrap().modified().unwrap();
    let (home, old) = (changed("index.html"), changed("old/index.html"));
    std::thread::sleep(std::time::Duration::from_millis(20));
    project.write("content/old.md", "Newer");
    project.run(&["build"]);
    assert_eq!(changed("index.html"), home);
    assert_ne!(changed("old/index.html"), old);
}

#[test]
fn what_is_no_longer_made_goes_and_what_was_put_there_stays() {
    let project = project();
    project.run(&["build"]);
    project.write("site/CNAME", "example.org");
    project.write("site/old/notes.txt", "mine");
    project.write("site/.nojekyll", "");
    std::fs::remove_file(project.path().join("content/old.md")).unwrap();
    std::fs::remove_file(project.path().join("static/robots.txt")).unwrap();
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(!project.path().join("site/old/index.html").exists());
    assert!(project.read("site/robots.txt").contains("Allow: /"), "without one of its own the site gets one");
    assert_eq!((project.read("site/CNAME"), project.read("site/old/notes.txt")), ("example.org".into(), "mine".into()));
    assert!(project.path().join("site/.nojekyll").exists());
}

#[test]
fn a_killed_build_is_cleared_up_by_the_next_one() {
    let project = project();
    project.run(&["build"]);
    // As a build leaves it that was killed between two files: the manifest names one that the next plan has not.
    let manifest = project.read("site/.sprintbook-manifest");
    project.write("site/.sprintbook-manifest", manifest + "- half/index.html\n");
    project.write("site/half/index.html", "half");
    project.write("site/.sprintbook-new/7", "half a file");
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(!project.path().join("site/half").exists());
    assert!(!project.path().join("site/.sprintbook-new").exists());
}

#[test]
fn a_manifest_cannot_make_a_build_remove_files_elsewhere() {
    let project = project();
    project.run(&["build"]);
    let manifest = project.read("site/.sprintbook-manifest");
    let elsewhere = "- ../content/old.md\n- /etc/hostname\n- x/../../content/old.md\n- ./../content/old.md\n";
    project.write("site/.sprintbook-manifest", manifest + elsewhere);
    assert_eq!(project.run(&["build"]).code, 0);
    assert_eq!(project.read("content/old.md"), "Old");
}

#[test]
fn a_manifest_of_an_older_version_is_understood() {
    let project = project();
    project.write("site/.sprintbook-manifest", "sprintbook manifest 1\nhalf/index.html\n");
    project.write("site/half/index.html", "older");
    project.write("site/mine.txt", "mine");
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(!project.path().join("site/half").exists());
    assert!(project.path().join("site/mine.txt").exists());
}

#[test]
fn a_build_with_a_mistake_leaves_nothing_new() {
    let project = project();
    let mistake = "---\ntitle: [a\n---\n";
    project.write("content/old.md", mistake);
    let ran = project.run(&["build", "-o", "new/deep/site"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(!project.path().join("new").exists(), "folders were left");
    project.write("content/old.md", "Old");
    project.run(&["build"]);
    project.write("content/old.md", mistake);
    assert_eq!(project.run(&["build"]).code, 1);
    assert!(!project.path().join("site/.sprintbook-new").exists(), "the desk was left");
    assert!(project.read("site/old/index.html").contains("<h1>Old</h1>"));
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let project = project();
    for output in [".", "content", "content/site", "themes/..", "..", "static/x"] {
        refused(&project, output);
    }
    project.write("mine/thesis.txt", "years of work");
    assert!(refused(&project, "mine").contains("did not write"));
    assert_eq!(project.read("mine/thesis.txt"), "years of work");
    project.write("file", "x");
    refused(&project, "file");
    assert_eq!(project.read("content/old.md"), "Old");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_the_project() {
    let project = project();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.md"), "secret").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), project.path().join("away")).unwrap();
    assert!(refused(&project, "away").contains("link"));
    std::os::unix::fs::symlink(elsewhere.path(), project.path().join("content/away")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("secret.md"), project.path().join("content/leak.md")).unwrap();
    std::fs::remove_dir_all(project.path().join("static")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), project.path().join("static")).unwrap();
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.err.matches("warning[source/unread]").count(), 3, "{}", ran.err);
    assert!(!project.path().join("site/leak").exists() && !project.path().join("site/away").exists());
    assert!(!project.path().join("site/secret.md").exists(), "`static` is a link too");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_in_a_circle_stop_nothing() {
    let project = project();
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, project.path().join("content").join(at)).unwrap();
    link(".", "circle");
    link("itself", "itself");
    link("gone.md", "dangling.md");
    let ran = project.run(&["build", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    let told = |words: &str| ran.out.lines().filter(|line| line.contains(words)).count();
    assert_eq!((told("leads back to a folder"), told("leads to nothing")), (1, 2), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_content_folder_outside_is_an_error_and_the_last_site_stays() {
    let project = project();
    assert_eq!(project.run(&["build"]).code, 0);
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::rename(project.path().join("content"), elsewhere.path().join("content")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path().join("content"), project.path().join("content")).unwrap();
    let ran = project.run(&["build"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("the folder of the pages is a link that leads out of the project"), "{}", ran.err);
    assert!(project.path().join("site/index.html").exists());
}

#[cfg(unix)]
#[test]
fn a_failing_disk_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let project = project();
    let locked = project.path().join("locked");
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o500)).unwrap();
    let root_may_write_anywhere = std::fs::write(locked.join("probe"), "").is_ok();
    if root_may_write_anywhere {
        // The superuser is never refused by permissions: a file where a folder should be stands in for it.
        std::fs::remove_file(locked.join("probe")).unwrap();
        std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o700)).unwrap();
        project.write("locked/site", "");
    }
    let ran = project.run(&["build", "-o", "locked/site/deep"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("locked/site"), "{}", ran.err);
}

/// Lets the last build have made 77 pages, so that the next one says so if it has made none.
fn say_77_pages(project: &OnDisk) {
    let manifest = project.read("site/.sprintbook-manifest");
    let mut lines: Vec<&str> = manifest.lines().collect();
    let origin = format!("{} 77 0", lines[1].split(' ').next().unwrap());
    lines[1] = &origin;
    project.write("site/.sprintbook-manifest", lines.join("\n"));
}

fn pages_said(project: &OnDisk, flags: &[&str]) -> String {
    let ran = project.run(&[&["build"], flags].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.err.lines().find_map(|line| line.strip_prefix("site: ")).unwrap().split(" · ").next().unwrap().to_owned()
}

#[test]
fn what_would_be_the_same_is_not_made_again() {
    let project = project();
    project.run(&["build"]);
    say_77_pages(&project);
    assert_eq!(pages_said(&project, &[]), "77 pages");
    assert_eq!(pages_said(&project, &[]), "77 pages");
    assert_eq!(pages_said(&project, &["--base-url", "https://example.org/x/"]), "2 pages", "it would be another site");
    project.run(&["build"]);
    say_77_pages(&project);
    assert_eq!(pages_said(&project, &["--today", "2026-11-24"]), "2 pages", "another day may say something else");
}

type Change = fn(&OnDisk);

#[test]
fn what_was_changed_by_hand_is_made_again() {
    let changes: [(&str, Change); 4] = [
        ("another text", |project| project.write("site/old/index.html", "mine")),
        ("no file", |project| std::fs::remove_file(project.path().join("site/robots.txt")).unwrap()),
        ("another source", |project| project.write("content/old.md", "Newer")),
        ("another file", |project| project.write("static/more.txt", "More")),
    ];
    for (what, change) in changes {
        let project = project();
        project.run(&["build"]);
        say_77_pages(&project);
        change(&project);
        assert_eq!(pages_said(&project, &[]), "2 pages", "{what}");
        project.run(&["build", "-o", "clean"]);
        assert_eq!(project.read("clean/old/index.html"), project.read("site/old/index.html"), "{what}");
        assert!(project.path().join("site/robots.txt").exists(), "{what}");
    }
}

#[test]
fn what_was_told_is_told_again() {
    let project = Project::new(&[("content/index.md", "---\ntitle: Home\n---\n[x](nowhere.md)\n")]).on_disk();
    let first = project.run(&["build"]).err;
    assert!(first.contains("link/no-such-page"), "{first}");
    assert!(project.run(&["build"]).err.contains("link/no-such-page"));
}

#[test]
fn a_file_that_is_also_a_folder_is_told_by_name_into_an_empty_folder_and_over_a_site() {
    let project = project();
    project.write("content/old/page.md", "Page");
    project.write("static/old", "a file");
    let told = |ran: &crate::project::Ran| {
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains("`old` would be a file of the site and also a folder"), "{}", ran.err);
    };
    told(&project.run(&["build"]));
    assert!(!project.path().join("site").exists());
    std::fs::remove_file(project.path().join("static/old")).unwrap();
    assert_eq!(project.run(&["build"]).code, 0);
    project.write("static/old", "a file");
    told(&project.run(&["build"]));
    assert!(project.read("site/old/page/index.html").contains("Page"));
}
