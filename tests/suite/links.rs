//! Where links lead, and what is told of those that lead nowhere.

use crate::project::{Made, Project};

/// A handbook in which `text` stands on the page `content/teams/roles/lead.md`.
fn with_link(text: &str) -> Made {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n## Start here\n"),
        ("content/teams/index.md", "---\ntitle: Teams\n---\n# The unit is the team\n"),
        ("content/teams/roles/index.md", "---\ntitle: Roles\n---\n"),
        ("content/teams/roles/lead.md", &format!("---\ntitle: Lead\n---\n{text}\n")),
        ("content/teams/roles/tester.md", "---\ntitle: Tester\n---\n## Day by day\n"),
        ("content/teams/roles/secret.md", "---\ntitle: Secret\ndraft: true\n---\n"),
        ("content/teams/roles/team.png", "picture"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
    .build()
}

fn href(target: &str) -> String {
    let made = with_link(&format!("[x]({target})"));
    assert_eq!(made.told(), Vec::<String>::new(), "{target}");
    made.page("teams/roles/lead/index.html").attributes(".prose a", "href").concat()
}

fn told(target: &str) -> (String, String) {
    let made = with_link(&format!("[x]({target})"));
    assert_eq!(made.told().len(), 1, "{target}: {:?}", made.told());
    (made.told().concat(), made.diagnostics()[0].help.clone().unwrap_or_default())
}

#[test]
fn links_to_files_lead_to_their_pages() {
    assert_eq!(href("tester.md"), "../tester/");
    assert_eq!(href("./tester.md#day-by-day"), "../tester/#day-by-day");
    assert_eq!(href("../index.md"), "../../");
    assert_eq!(href("/teams/roles/tester.md"), "../tester/");
    assert_eq!(href("/teams/roles/tester.html"), "../tester/");
    assert_eq!(href("team.png"), "../team.png");
    assert_eq!(href("../../sprints/s1.yaml"), "../../../sprints/s1/");
}

#[test]
fn links_to_addresses_are_read_both_ways() {
    assert_eq!(href("tester/"), "../tester/", "from the folder of the file");
    assert_eq!(href("../tester/"), "../tester/", "from the address of the page");
    assert_eq!(href("../../../sprints"), "../../../sprints/");
    assert_eq!(href("/sprints/s1/"), "../../../sprints/s1/");
    assert_eq!(href("../../#the-unit-is-the-team"), "../../#the-unit-is-the-team", "the reading that has the heading");
    assert_eq!(href("../../#start-here"), "../../../#start-here", "the reading that has the heading");
    assert_eq!(href("/?q=1#start-here"), "../../../?q=1#start-here");
}

#[test]
fn links_elsewhere_stay_as_they_are() {
    assert_eq!(href("https://example.org/a?b=c&d"), "https://example.org/a?b=c&d");
    assert_eq!(href("mailto:a@example.org"), "mailto:a@example.org");
    assert_eq!(href("//example.org"), "//example.org");
}

#[test]
fn each_kind_of_broken_link_is_told_apart() {
    let cases = [
        ("testr.md", "link/no-such-page", "did you mean `/teams/roles/tester`?"),
        ("nowhere-near", "link/no-such-page", "the nearest is"),
        ("tester.md#day-by-dya", "link/no-such-heading", "did you mean `#day-by-day`?"),
        ("#nothing", "link/no-such-heading", "that page has no headings"),
        ("teem.png", "link/no-such-file", "did you mean `/teams/roles/team.png`?"),
        ("Tester.md", "link/case", "`/teams/roles/tester/`"),
        ("", "link/empty", "write where"),
        ("#", "link/placeholder", "placeholder"),
        ("http:///x", "link/malformed", "https://example.org/page"),
        ("secret.md", "link/to-draft", "--drafts"),
        ("../../", "link/ambiguous", "`/` is taken"),
        ("../../../../outside.md", "link/no-such-page", ""),
    ];
    for (target, code, help) in cases {
        let (told, found) = told(target);
        assert!(told.starts_with(&format!("{code} content/teams/roles/lead.md:4:")), "{target}: {told}");
        assert!(found.contains(help), "{target}: {found}");
    }
}

#[test]
fn places_are_those_of_the_target() {
    assert_eq!(told("nowhere.md").0, "link/no-such-page content/teams/roles/lead.md:4:5");
    let made = with_link("é [a][ref] and ![b](b.png)\n\n[ref]: gone.md");
    assert_eq!(
        made.told(),
        ["link/no-such-page content/teams/roles/lead.md:4:3", "link/no-such-file content/teams/roles/lead.md:4:21"]
    );
}

#[test]
fn ids_in_html_can_be_linked_to() {
    assert_eq!(with_link("[x](#here)\n\n<a id=\"here\"></a>").told(), Vec::<String>::new());
}

#[test]
fn a_draft_section_hides_what_lies_below() {
    let mut project = Project::new(&[
        ("content/index.md", "Home"),
        ("content/plans/index.md", "---\ntitle: Plans\ndraft: true\n---\n"),
        ("content/plans/next.md", "---\ntitle: Next\n---\n"),
    ]);
    assert!(!project.build().paths().iter().any(|path| path.starts_with("plans/")));
    project.drafts = true;
    assert!(project.build().paths().contains(&"plans/next/index.html".to_owned()));
}

#[test]
fn scripts_are_no_links() {
    let made = with_link("[x](javascript:alert(1)) <javascript:alert(1)>");
    let hrefs = made.page("teams/roles/lead/index.html").attributes(".prose a", "href");
    assert!(hrefs.iter().all(|href| href == "#"), "{hrefs:?}");
}
