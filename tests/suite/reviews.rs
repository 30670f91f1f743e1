//! Who looks after a page, what is overdue, and what is written when it was read.

use serde_json::Value;

use crate::project::{OnDisk, Project};

fn handbook() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "base_url: https://example.org/team/\nreview: 1 year\n"),
        ("CODEOWNERS", "* @harbour/kestrel\n/content/roles/ @harbour/people ada@example.org\n"),
        ("content/index.md", "# Handbook\n"),
        (
            "content/rota.md",
            "---\ntitle: Rota, for all\nowner: [Bo, \"#kestrel\"]\nlast_reviewed_on: 2026-03-23\nreview_in: 6 months\n---\nText\n",
        ),
        ("content/roles/developer.md", "---\ntitle: Developer\nlast_reviewed_on: 2025-12-01\n---\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\nreview_by: 2026-11-23\n---\n"),
        ("content/roles/late.md", "---\ntitle: Late\nowner: Cy\nreview_by: 2026-11-22\n---\n"),
    ])
}

fn json(project: &OnDisk, more: &[&str]) -> Vec<Value> {
    let ran = project.run(&[&["review", "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn rows(pages: &[Value]) -> Vec<String> {
    pages
        .iter()
        .map(|page| {
            format!("{} {} {}", page["path"].as_str().unwrap(), page["state"].as_str().unwrap(), page["days_overdue"])
        })
        .collect()
}

#[test]
fn what_is_overdue_comes_with_its_owners() {
    let project = handbook().on_disk();
    let overdue = json(&project, &[]);
    // 23 September to 23 November has 61 days.
    assert_eq!(rows(&overdue), ["content/rota.md overdue 61", "content/roles/late.md overdue 1"]);
    assert_eq!(overdue[0]["owners"], serde_json::json!(["Bo", "#kestrel"]));
    assert_eq!(overdue[0]["last_reviewed_on"], "2026-03-23");
    assert_eq!(overdue[0]["due"], "2026-09-23");
    let soon = json(&project, &["--within", "8d"]);
    assert_eq!(rows(&soon)[2..], ["content/roles/tester.md due 0", "content/roles/developer.md due -8"]);
    assert_eq!(soon[3]["owners"], serde_json::json!(["@harbour/people", "ada"]));
    assert_eq!(json(&project, &["--within", "1 week"]).len(), 3);
}

#[test]
fn the_page_shows_whom_code_owners_names() {
    let made = handbook().build();
    assert_eq!(
        made.page("roles/developer/index.html").texts(".review"),
        ["Looked after by @harbour/people, ada · Reviewed 1 December 2025 · Next review 1 December 2026"]
    );
    assert_eq!(made.page("index.html").texts(".review"), ["Looked after by @harbour/kestrel"]);
    assert_eq!(made.page("rota/index.html").elements(".review.late").len(), 1);
    assert!(made.paths().iter().all(|path| !path.contains("CODEOWNERS")));
    let first = handbook().with(".github/CODEOWNERS", "* @first\n").build();
    assert_eq!(first.page("index.html").texts(".review"), ["Looked after by @first"]);
}

#[test]
fn the_list_is_for_people() {
    let ran = handbook().on_disk().run(&["review", "--within", "30d"]);
    let wanted = "Overdue for review\n  #kestrel\n    content/rota.md             Rota, for all  since 23 September 2026, 61 days\n  Bo\n    content/rota.md             Rota, for all  since 23 September 2026, 61 days\n  Cy\n    content/roles/late.md       Late           since 22 November 2026, 1 day\n\nDue by 23 December 2026\n  @harbour/people\n    content/roles/tester.md     Tester         today\n    content/roles/developer.md  Developer      on 1 December 2026, in 8 days\n  ada\n    content/roles/tester.md     Tester         today\n    content/roles/developer.md  Developer      on 1 December 2026, in 8 days\n";
    assert_eq!(ran.out, wanted);
    assert_eq!(ran.err, "reviews: 5 pages: 2 overdue, 2 due by then, 1 without a day\n");
    let none =
        Project::new(&[("content/a.md", "---\ntitle: A\nreview_by: 2027-01-01\n---\n")]).on_disk().run(&["review"]);
    assert_eq!(none.out, "No page is overdue for review. The next one is due on 1 January 2027: content/a.md.\n");
}

#[test]
fn a_list_to_tick_off_takes_titles_as_they_are() {
    let project =
        handbook().with("content/odd.md", "---\ntitle: \"[x](y) \\e[31m <b>\"\nreview_by: 2026-01-01\n---\n").on_disk();
    let ran = project.run(&["review", "--format", "md"]);
    assert!(ran.out.starts_with("## Overdue for review\n\n### \\#kestrel\n\n- [ ] Rota, for all (`content/rota.md`), since 23 September 2026, 61 days\n"), "{}", ran.out);
    assert!(ran.out.contains("- [ ] \\[x\\](y) \u{fffd}\\[31m \\<b\\> (`content/odd.md`)"), "{}", ran.out);
    for format in ["text", "md", "ics"] {
        assert!(!project.run(&["review", "--format", format]).out.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn a_calendar_has_every_day() {
    let project = handbook().on_disk();
    let ran = project.run(&["review", "--format", "ics"]);
    assert_eq!(ran.out.matches("BEGIN:VEVENT\r\n").count(), 4);
    assert!(ran.out.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && ran.out.ends_with("END:VCALENDAR\r\n"));
    for line in [
        "DTSTAMP:20261123T000000Z",
        "DTSTART;VALUE=DATE:20260923",
        "SUMMARY:Review: Rota\\, for all",
        "URL:https://example.org/team/rota/",
    ] {
        assert!(ran.out.contains(&format!("{line}\r\n")), "{line} in {}", ran.out);
    }
    assert_eq!(
        project.run(&["review", "--format", "ics", "--within", "0d"]).out.matches("BEGIN:VEVENT\r\n").count(),
        3
    );
}

#[test]
fn a_mark_changes_one_line() {
    let project = handbook().on_disk();
    let ran =
        project.run(&["review", "--mark", "content/rota.md", "--mark", "/roles/developer/", "--mark", "index.md"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.err,
        "marked: content/rota.md: reviewed on 23 November 2026, due again on 23 May 2027\nmarked: content/roles/developer.md: reviewed on 23 November 2026\nmarked: content/index.md: reviewed on 23 November 2026\n"
    );
    assert_eq!(
        project.read("content/rota.md"),
        "---\ntitle: Rota, for all\nowner: [Bo, \"#kestrel\"]\nlast_reviewed_on: 2026-11-23\nreview_in: 6 months\n---\nText\n"
    );
    assert_eq!(
        project.read("content/roles/developer.md"),
        "---\ntitle: Developer\nlast_reviewed_on: 2026-11-23\n---\n"
    );
    assert_eq!(project.read("content/index.md"), "---\nlast_reviewed_on: 2026-11-23\n---\n\n# Handbook\n");
    let fixed = project.run(&["review", "--mark", "content/roles/late.md"]);
    assert!(
        fixed.err.contains("it still asks for a review by 22 November 2026, so change that day too"),
        "{}",
        fixed.err
    );
}

#[test]
fn what_cannot_be_marked_is_told_and_nothing_is_written() {
    let project = handbook().with("content/flow.md", "---\n{title: Flow}\n---\n").on_disk();
    let ran = project.run(&["review", "--mark", "content/rota.md", "--mark", "content/roles/tster.md"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("there is no page `content/roles/tster.md`")
            && ran.err.contains("did you mean `content/roles/tester.md`?"),
        "{}",
        ran.err
    );
    let ran = project.run(&["review", "--mark", "content/rota.md", "--mark", "content/flow.md"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("write `last_reviewed_on: 2026-11-23` by hand"), "{}", ran.err);
    assert!(project.read("content/rota.md").contains("2026-03-23"), "the first one was not written either");
    for outside in ["../x.md", "/etc/passwd", "content/../../x.md", ""] {
        assert_eq!(project.run(&["review", "--mark", outside]).code, 2, "{outside}");
    }
}

#[test]
fn check_tells_what_is_overdue_and_build_does_not() {
    let project = handbook().on_disk();
    let ran = project.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let told: Vec<String> = told
        .iter()
        .map(|told| {
            format!(
                "{} {}:{}:{}",
                told["code"].as_str().unwrap(),
                told["file"].as_str().unwrap(),
                told["line"],
                told["column"]
            )
        })
        .collect();
    assert_eq!(told, ["review/overdue content/roles/late.md:4:1", "review/overdue content/rota.md:5:1"]);
    assert!(ran.err.contains("2 warnings"), "{}", ran.err);
    assert_eq!(project.run(&["check", "--strict"]).code, 1);
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    assert_eq!((project.run(&["review"]).code, project.run(&["review", "--strict"]).code), (0, 1));
}

#[test]
fn wrong_usage_ends_with_two() {
    let project = handbook().on_disk();
    for wrong in [
        &["--within", "soon"][..],
        &["--within", "3 hours"],
        &["--within", "-2d"],
        &["--format", "xml"],
        &["--mark", "content/rota.md", "--within", "3d"],
        &["nowhere"],
    ] {
        let ran = project.run(&[&["review"], wrong].concat());
        assert_eq!(ran.code, 2, "{wrong:?}: {}", ran.out);
    }
    project.write("sprintbook.yaml", "review: often\n");
    assert_eq!(project.run(&["review"]).code, 2, "a configuration that is wrong");
}
