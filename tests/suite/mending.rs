//! `check --fix`: what is mended, and that nothing else is touched.

use crate::project::{OnDisk, Project};

fn project() -> Project {
    Project::new(&[
        ("content/index.md", "# Home\n\n## Start here\n"),
        ("content/roles/index.md", "# Roles\n"),
        ("content/roles/tester.md", "# Tester\n\n## Day by day\n"),
    ])
}

/// The text of `content/a.md` after `check --fix`, what was said, and the exit code.
fn mended(text: &str) -> (String, String, i32) {
    let project = project().with("content/a.md", text).on_disk();
    let ran = project.run(&["check", "--fix", "--color", "never"]);
    let lines: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("mended:")).collect();
    let said = lines.join("\n");
    let first = project.read("content/a.md");
    let again = project.run(&["check", "--fix", "--color", "never"]);
    assert!(!again.err.contains("mended:"), "a second run finds nothing to mend: {}", again.err);
    assert_eq!((project.read("content/a.md"), again.code), (first.clone(), ran.code));
    (first, said, ran.code)
}

#[test]
fn only_the_bytes_of_the_target_change() {
    let (text, said, code) = mended(
        "---\r\ntitle:  A\r\n---\r\n[é](Roles/Tester.md#Day-By-Day \"t\")\t[x]( <old/tester.md> )  \r\n\r\n[r]: /ROLES/  'Roles'\r\n\r\n[one][r] [two][r]",
    );
    assert_eq!(
        text,
        "---\r\ntitle:  A\r\n---\r\n[é](roles/tester.md#day-by-day \"t\")\t[x]( <roles/tester.md> )  \r\n\r\n[r]: /roles/  'Roles'\r\n\r\n[one][r] [two][r]"
    );
    assert_eq!(
        said,
        "mended: content/a.md: 4 changes: `Roles/Tester.md` is now `roles/tester.md`, `#Day-By-Day` is now \
         `#day-by-day`, `old/tester.md` is now `roles/tester.md` and 1 more"
    );
    assert_eq!(code, 0);
}

#[test]
fn what_is_not_sure_stays() {
    let text = "[a](rolse/tester.md) [b](roles/tester.md#day-to-day) [c](gone.md) [d](#) [e](old/index.md) [f](&#84;ester.md)\n";
    let (after, said, code) = mended(text);
    assert_eq!((after.as_str(), code), (text.replace("rolse/", "roles/").as_str(), 1));
    assert_eq!(said, "mended: content/a.md: 1 change: `rolse/tester.md` is now `roles/tester.md`");
}

/// A broken link of every kind.
const BROKEN: &str = "# Twenty-five\n\n\
    [a](roles/testr.md) [b](nowhere-near) [c](roles/tester.md#day-by-dya) [d](#nothing) ![e](pictures/teem.png)\n\
    [f](Roles/Tester.md) [g]() [h](#) [i](TODO) [j](http:///x) [k](http:/example.org/x) [l](gone%zz.md)\n\
    [m](example.org/x) [n](..\\roles\\tester.md) [o](javascript:alert(1)) [p](file:///C:/notes.md) [q](plan.md)\n\
    [r](pictures) [s](../../outside.md) [t](roles/tester.md#Day-By-Day) [u](roles/tester.md#Day_by_day)\n\
    [v](old/tester.md) ![w](Pictures/Team.PNG) <a href=\"Roles/\">x</a> [y][r]\n\n[r]: roles/TESTER.md#DAY\n";

#[test]
fn of_broken_links_of_every_kind_those_are_mended_that_can_be() {
    let project = project()
        .with("content/plan.md", "---\ndraft: true\n---\n")
        .with("content/pictures/team.png", "x")
        .with("content/a.md", BROKEN)
        .on_disk();
    let check = |flags: &[&str]| -> Vec<serde_json::Value> {
        serde_json::from_str(&project.run(&[&["check", "--format", "json"], flags].concat()).out).unwrap()
    };
    let codes = |told: &[serde_json::Value]| -> std::collections::BTreeMap<String, usize> {
        told.iter().fold(std::collections::BTreeMap::new(), |mut counts, told| {
            *counts.entry(told["code"].as_str().unwrap().to_owned()).or_default() += 1;
            counts
        })
    };
    let counted = |counts: &[(&str, usize)]| counts.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect();
    let before = check(&[]);
    let left = [
        ("link/empty", 1),
        ("link/malformed", 5),
        ("link/no-such-file", 1),
        ("link/no-such-heading", 3),
        ("link/no-such-page", 4),
        ("link/placeholder", 2),
        ("link/scheme", 2),
        ("link/to-draft", 1),
    ];
    let (mended, unsure): (Vec<_>, Vec<_>) = before.into_iter().partition(|told| told.get("fix").is_some());
    assert_eq!(codes(&mended), counted(&[("link/case", 4), ("link/loose-heading", 2), ("link/no-such-page", 1)]));
    assert_eq!(codes(&unsure), counted(&left));
    assert!(unsure.iter().all(|told| told["help"].is_string()), "{unsure:?}");
    assert_eq!(codes(&check(&["--fix"])), counted(&left));
    let once = project.read("content/a.md");
    let wanted = BROKEN
        .replace("Roles/", "roles/")
        .replace("/Tester.md", "/tester.md")
        .replace("#Day-By-Day", "#day-by-day")
        .replace("#Day_by_day", "#day-by-day")
        .replace("old/", "roles/")
        .replace("Pictures/Team.PNG", "pictures/team.png")
        .replace("/TESTER.md", "/tester.md");
    assert_eq!(once, wanted);
    assert!(check(&["--fix"]).iter().all(|told| told.get("fix").is_none()));
    assert_eq!(project.read("content/a.md"), once);
}

#[test]
fn code_and_text_that_look_like_links_stay() {
    let text = "`[a](Roles/Tester.md)`\n\n    [a](Roles/Tester.md)\n\n\\[a](Roles/Tester.md)\n";
    assert_eq!(mended(text), (text.to_owned(), String::new(), 0));
}

#[test]
fn two_pages_of_one_name_are_not_guessed() {
    let project =
        project().with("content/teams/tester.md", "# T\n").with("content/a.md", "[x](old/tester.md)\n").on_disk();
    let ran = project.run(&["check", "--fix"]);
    assert_eq!((ran.code, project.read("content/a.md").as_str()), (1, "[x](old/tester.md)\n"));
}

#[test]
fn without_the_flag_nothing_is_written_and_the_json_says_what_would_be() {
    let text = "[x](roles/tester.md#Day)\n[y](Roles/)\n";
    let project = project().with("content/a.md", text).on_disk();
    let ran = project.run(&["check", "--format", "json"]);
    assert_eq!((ran.code, project.read("content/a.md").as_str()), (1, text));
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told[0]["code"], "link/no-such-heading");
    assert_eq!(told[0].get("fix"), None);
    let fix = serde_json::json!({
        "file": "content/a.md", "line": 2, "column": 5, "end_line": 2, "end_column": 11,
        "written": "Roles/", "replacement": "roles/",
    });
    assert_eq!(told[1]["fix"], fix);
    let ran = project.run(&["check", "--color", "never"]);
    assert!(ran.err.contains("write it as `roles/`; `sprintbook check --fix` does it for you"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let project = project().with("content/real.md", "[x](Roles/)\n").on_disk();
    let path = |name: &str| project.path().join("content").join(name);
    std::fs::set_permissions(path("real.md"), std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.md", path("twin.md")).unwrap();
    assert_eq!(project.run(&["check", "--fix"]).code, 0);
    assert_eq!(project.read("content/real.md"), "[x](roles/)\n");
    assert!(path("twin.md").is_symlink());
    assert_eq!(std::fs::metadata(path("real.md")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&project), ["index.md", "real.md", "roles", "twin.md"]);
}

fn names(project: &OnDisk) -> Vec<String> {
    let entries = std::fs::read_dir(project.path().join("content")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_same_mistake_in_many_places_is_drawn_once_and_counted() {
    let pages = (0..100)
        .fold(project(), |project, page| project.with(&format!("content/p{page:03}.md"), "[x](gone-for-good.md)\n"));
    let project = pages.on_disk();
    let ran = project.run(&["check", "--color", "never"]);
    assert_eq!(ran.err.matches("error[link/no-such-page]").count(), 1, "{}", ran.err);
    assert!(ran.err.contains("the same in 99 more places: content/p001.md:1:5, content/p002.md:1:5"), "{}", ran.err);
    assert!(ran.err.contains("and 91 more") && ran.err.contains("100 errors"), "{}", ran.err);
    let told: Vec<serde_json::Value> = serde_json::from_str(&project.run(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(told.len(), 100);
}
