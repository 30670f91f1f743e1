//! The handbook and the sprints of one site: pages that changed while a sprint ran, ways of working as marks, and links from
//! reports to pages about roles and ceremonies.

use std::path::Path;

use crate::git::{git, has_git};
use crate::project::{Made, OnDisk, Page, Project, run_in};

const SPRINTS: [(&str, &str); 3] = [
    ("content/sprints/s1.yaml", "start: 2026-01-05\nend: 2026-01-16\ncommitted: 9\ncompleted: 8\n"),
    ("content/sprints/s2.yaml", "start: 2026-01-19\nend: 2026-01-30\ncommitted: 9\ncompleted: 9\n"),
    ("content/sprints/s3.yaml", "start: 2026-02-02\nend: 2026-02-13\ncommitted: 8\ncompleted: 8\n"),
];

/// A handbook of before the first sprint. The commits of a test are to change it.
fn repository(files: &[(&str, &str)]) -> OnDisk {
    let shared = [
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/roles/tester.md", "---\ntitle: Tester\n---\n"),
        ("content/ways-of-working/estimation.md", "---\ntitle: Estimation\n---\n"),
        ("content/old.md", "---\ntitle: Moved\n---\nA text of some length, so that a move is seen as one.\n"),
        (".gitignore", "site/\n"),
    ];
    let project = [&shared, &SPRINTS[..], files].concat();
    let project = Project::new(&project).on_disk();
    git(project.path(), "2026-01-02", &["init", "-q"]);
    commit(&project, "2026-01-02");
    project
}

fn commit(project: &OnDisk, day: &str) {
    git(project.path(), day, &["add", "."]);
    git(project.path(), day, &["commit", "-qm", "change"]);
}

fn read(folder: &Path, page: &str) -> Page {
    Page::new(&std::fs::read_to_string(folder.join("site").join(page).join("index.html")).unwrap())
}

/// What the report of a sprint lists as changed.
fn listed(folder: &Path, sprint: &str) -> Vec<String> {
    let page = read(folder, &format!("sprints/{sprint}"));
    let found = page.texts("#report-handbook ~ ul li");
    assert_eq!(found.is_empty(), page.texts("#report-handbook").is_empty(), "a heading only above a list");
    found
}

/// The words on the marks of the velocity chart.
fn marks(folder: &Path) -> Vec<String> {
    let page = read(folder, "sprints");
    let mut words = page.texts("[id^=velocity] .chart-wide .c-event title");
    words.retain(|word| word.contains("Way of working"));
    words
}

#[test]
fn a_report_lists_the_pages_that_changed_while_its_sprint_ran() {
    if !has_git() {
        return;
    }
    let project = repository(&[]);
    project.write("content/roles/tester.md", "---\ntitle: Tester\n---\nOne\n");
    project.write("content/roles/new.md", "---\ntitle: Newcomer\n---\n");
    commit(&project, "2026-01-05");
    project.write("content/roles/tester.md", "---\ntitle: Tester\n---\nTwo\n");
    project.write(
        "content/sprints/index.md",
        "---\ntitle: Sprints\n---\nThe prose of the log is no page of the handbook.\n",
    );
    project.write("content/sprints/s1.md", "Nor is that of a report.\n");
    project.write("content/secret.md", "---\ntitle: Secret\nunlisted: true\n---\n");
    project.write("content/gone.md", "---\ntitle: Gone\n---\n");
    commit(&project, "2026-01-16");
    git(project.path(), "2026-01-20", &["mv", "content/old.md", "content/moved.md"]);
    git(project.path(), "2026-01-20", &["rm", "-q", "content/gone.md"]);
    commit(&project, "2026-01-20");
    project
        .write("content/moved.md", "---\ntitle: Moved\n---\nA text of some length, so that a move is seen as one!\n");
    commit(&project, "2026-02-14");
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    let first = ["Tester 16 January 2026", "Newcomer new, 5 January 2026"];
    assert_eq!(listed(project.path(), "s1"), first, "the newest first, each once, both end days belong to the sprint");
    let links = read(project.path(), "sprints/s1").attributes("#report-handbook ~ ul a", "href");
    assert_eq!(links, ["../../roles/tester/", "../../roles/new/"]);
    assert!(listed(project.path(), "s2").is_empty(), "what was moved or removed is not a page that changed");
    assert!(listed(project.path(), "s3").is_empty(), "the day after a sprint is not in it");
    let contents = read(project.path(), "sprints/s1").texts("nav.onpage a");
    assert!(contents.contains(&"Changed in the handbook".to_owned()), "{contents:?}");
    assert!(marks(project.path()).is_empty(), "roles are no ways of working");
}

#[test]
fn an_import_of_many_pages_is_counted_and_not_listed() {
    if !has_git() {
        return;
    }
    let project = repository(&[]);
    for number in 0..41 {
        project.write(&format!("content/ways-of-working/many-{number:02}.md"), "Text\n");
    }
    commit(&project, "2026-01-06");
    for number in 0..40 {
        project.write(&format!("content/many-{number:02}.md"), "Text\n");
    }
    commit(&project, "2026-01-21");
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    let words = read(project.path(), "sprints/s1").texts("main").join(" ");
    assert!(words.contains("41 pages changed at once on 6 January 2026 and are not listed."), "{words}");
    assert!(read(project.path(), "sprints/s1").texts("#report-handbook ~ ul li").is_empty());
    assert_eq!(listed(project.path(), "s2").len(), 8, "the first ones, the others folded");
    assert_eq!(read(project.path(), "sprints/s2").texts("#report-handbook ~ details summary"), ["32 more pages"]);
    assert!(marks(project.path()).is_empty());
}

#[test]
fn a_changed_way_of_working_is_one_mark_on_the_velocity_chart() {
    if !has_git() {
        return;
    }
    let project = repository(&[
        ("content/miteinander/index.md", "---\ntitle: Miteinander\ncascade: {way_of_working: true}\n---\n"),
        ("content/miteinander/schätzen.md", "---\ntitle: Schätzen\n---\n"),
        ("content/ways-of-working/words.md", "---\ntitle: Words\nway_of_working: false\n---\n"),
    ]);
    project.write("content/ways-of-working/estimation.md", "---\ntitle: Estimation\n---\nOne\n");
    project.write("content/ways-of-working/rota.md", "---\ntitle: Rota\n---\n");
    project.write("content/ways-of-working/start.md", "---\ntitle: Start\n---\n");
    project.write("content/definition-of-done.md", "---\ntitle: Done\n---\n");
    commit(&project, "2026-01-07");
    project.write("content/ways-of-working/estimation.md", "---\ntitle: Estimation\n---\nTwo\n");
    commit(&project, "2026-01-08");
    project.write("content/miteinander/schätzen.md", "---\ntitle: Schätzen\n---\nNeu\n");
    commit(&project, "2026-01-22");
    project.write("content/ways-of-working/words.md", "---\ntitle: Words\nway_of_working: false\n---\nMore\n");
    commit(&project, "2026-02-03");
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    assert_eq!(
        marks(project.path()),
        ["Way of working changed: Estimation, Done and 2 more", "Way of working changed: Schätzen"],
        "the newest change first, in menu order; one mark a sprint"
    );
    let rows = read(project.path(), "sprints").texts("[id^=velocity] table tbody tr");
    assert!(rows[0].ends_with("Way of working changed: Estimation, Done and 2 more"), "{rows:?}");
    assert_eq!(listed(project.path(), "s3"), ["Words 3 February 2026"], "still a page that changed");
    let closed = project.run(&["sprint", "close", "s1"]);
    assert_eq!(closed.code, 0, "{}", closed.err);
    std::fs::remove_dir_all(project.path().join(".git")).unwrap();
    let ran = project.run(&["check", "--strict"]);
    assert_eq!(ran.code, 0, "a mark of the handbook is no fact of a closed sprint: {}", ran.err);
}

#[test]
fn without_the_whole_history_there_is_no_list() {
    if !has_git() {
        return;
    }
    let project = repository(&[]);
    for (day, text) in [("2026-01-07", "One"), ("2026-01-21", "Two"), ("2026-02-04", "Three")] {
        project.write("content/ways-of-working/estimation.md", format!("---\ntitle: Estimation\n---\n{text}\n"));
        commit(&project, day);
    }
    let place = tempfile::tempdir().unwrap();
    let from = format!("file://{}", project.path().display());
    git(place.path(), "2026-03-02", &["clone", "-q", "--depth", "2", &from, "clone"]);
    let clone = place.path().join("clone");
    let ran = run_in(&clone, &["build", "--strict", "--verbose"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        listed(&clone, "s1").is_empty() && listed(&clone, "s2").is_empty(),
        "the clone begins in the second sprint"
    );
    assert_eq!(listed(&clone, "s3"), ["Estimation 4 February 2026"]);
    assert_eq!(marks(&clone).len(), 1);
    assert!(ran.err.contains("reports of sprints that began by 2026-01-21 do not list"), "{}", ran.err);
    std::fs::remove_dir_all(project.path().join(".git")).unwrap();
    let ran = project.run(&["build", "--strict", "--verbose"]);
    assert_eq!(ran.code, 0);
    assert!(["s1", "s2", "s3"].iter().all(|sprint| listed(project.path(), sprint).is_empty()));
    assert!(!ran.err.contains("do not list") && marks(project.path()).is_empty(), "{}", ran.err);
}

#[test]
fn the_pages_of_another_team_are_no_business_of_a_report() {
    if !has_git() {
        return;
    }
    let (_, sprint) = SPRINTS[0];
    let project = repository(&[
        ("content/teams/kestrel/sprints/s1.yaml", sprint),
        ("content/teams/osprey/sprints/s1.yaml", sprint),
    ]);
    std::fs::remove_dir_all(project.path().join("content/sprints")).unwrap();
    project.write("content/teams/kestrel/definition-of-done.md", "---\ntitle: Done at Kestrel\n---\n");
    project.write("content/teams/osprey/rota.md", "---\ntitle: Rota of Osprey\npermalink: /rota/\n---\n");
    project.write("content/teams/index.md", "---\ntitle: Teams\n---\n");
    commit(&project, "2026-01-07");
    assert_eq!(project.run(&["build", "--strict"]).code, 0);
    let listed =
        |team: &str| read(project.path(), &format!("teams/{team}/sprints/s1")).texts("#report-handbook ~ ul li a");
    assert_eq!(listed("kestrel"), ["Teams", "Done at Kestrel"]);
    assert_eq!(listed("osprey"), ["Teams", "Rota of Osprey"], "also where its address is elsewhere");
}

/// A report that names roles and speaks of everything that a handbook may explain.
fn report(sprint: &str, pages: &[(&str, &str)]) -> Made {
    let files = [("content/index.md", "Home"), ("content/sprints/s1.yaml", sprint)];
    let project = Project::new(&[&files[..], pages].concat());
    let made = project.build();
    assert!(!made.told().iter().any(|told| told.starts_with("template/")), "{:?}", made.told());
    made
}

const EVERYTHING: &str = "start: 2026-01-05\nend: 2026-01-16\nitems:\n  - {id: A, points: 3, done: 2026-01-09}\n\
    capacity: {people: [{role: Tester, allocation: 100}, {role: tester on the night shift, allocation: 50}, {role: cook, allocation: 100}]}\n\
    blockers: [{id: B, title: Waiting, cause: delivery, opened: 2026-01-06, resolved: 2026-01-08, owner: skipper}]\n\
    risks: [{id: R, title: Fog, likelihood: 2, impact: 2, owner: skipper, near: 2026-12-01}]\n\
    retro: {actions: [{id: X, what: Ask sooner, owner: tester}]}\n";

fn explained(made: &Made) -> Vec<String> {
    made.page("sprints/s1/index.html").attributes("p.how a:not([href*=numbers])", "href")
}

fn roles(made: &Made) -> Vec<String> {
    let mut links = made.page("sprints/s1/index.html").attributes(".table th a:not(.n)", "href");
    links.dedup();
    links
}

#[test]
fn reports_lead_to_the_pages_about_roles_and_ceremonies() {
    let made = report(
        EVERYTHING,
        &[
            ("content/roles/tester.md", "Tester"),
            ("content/roles/02-skipper.md", "Skipper"),
            ("content/jobs/tester.md", "We look for a tester"),
            ("content/cooking/food.md", "---\ntitle: Cook\nunlisted: true\n---\n"),
            ("content/ceremonies/retrospective.md", "Retrospective"),
            ("content/ceremonies/sprint-planning.md", "Planning"),
            ("content/ceremonies/sprint-review.md", "Review"),
            ("content/done.md", "---\ntitle: Definition of done\n---\n"),
            ("content/blockers.md", "Blockers"),
        ],
    );
    let topics = [
        "../../blockers/",
        "../../done/",
        "../../ceremonies/sprint-review/",
        "../../ceremonies/retrospective/",
        "../../ceremonies/sprint-planning/",
    ];
    assert_eq!(explained(&made), topics);
    assert_eq!(
        roles(&made),
        ["../../roles/02-skipper/", "../../roles/tester/", "../../cooking/food/"],
        "of two pages about testers the one among other roles; a role with more words is the one that it begins with"
    );
    let horizon = made.page("sprints/horizon/index.html").attributes(".table th a:not(.n)", "href");
    assert_eq!(horizon, ["../../roles/02-skipper/"]);
}

#[test]
fn a_handbook_in_another_language_says_what_its_pages_explain() {
    let made = report(
        EVERYTHING,
        &[
            ("content/rollen/prüferin.md", "---\ntitle: Prüferin\nexplains: [Tester, cook]\n---\n"),
            ("content/rollen/skipper.md", "Skipper"),
            ("content/fertig.md", "---\ntitle: Fertig heißt fertig\nexplains: definition of done\n---\n"),
            ("content/definition-of-done.md", "An English draft"),
            ("content/rückschau.md", "---\ntitle: Rückschau\nexplains: [Retro, review]\n---\n"),
            ("content/weg.md", "---\nexplains: blockers\nredirect_to: fertig.md\n---\n"),
        ],
    );
    assert_eq!(explained(&made), ["../../fertig/", "../../r%C3%BCckschau/", "../../r%C3%BCckschau/"]);
    assert_eq!(roles(&made), ["../../rollen/skipper/", "../../rollen/pr%C3%BCferin/"]);
}

#[test]
fn reports_of_a_handbook_that_explains_nothing_lead_nowhere() {
    let made = report(EVERYTHING, &[("content/tester-wanted.md", "Text")]);
    assert!(explained(&made).is_empty() && roles(&made).is_empty());
    let words = made.page("sprints/s1/index.html").texts(".table th").join(" ");
    assert!(words.contains("skipper") && words.contains("Tester on the night shift"), "{words}");
}

#[test]
fn each_team_is_led_to_its_own_page_before_that_of_all() {
    let sprint = "start: 2026-01-05\nend: 2026-01-16\ncommitted: 9\ncompleted: 8\n";
    let made = Project::new(&[
        ("content/index.md", "Home"),
        ("content/planning.md", "Planning for all"),
        ("content/teams/kestrel/planning.md", "Planning at Kestrel"),
        ("content/teams/kestrel/sprints/s1.yaml", sprint),
        ("content/teams/osprey/sprints/s1.yaml", sprint),
    ])
    .build();
    let planning = |team: &str| made.page(&format!("teams/{team}/sprints/s1/index.html")).attributes("p.how a", "href");
    assert_eq!(planning("kestrel").last().unwrap(), "../../planning/");
    assert_eq!(planning("osprey").last().unwrap(), "../../../../planning/");
}

#[test]
fn what_is_wrong_in_these_keys_is_told() {
    let made = Project::new(&[
        ("content/index.md", "---\ntitle: Home\nway_of_working: perhaps\nexplains: {a: 1}\n---\n"),
        ("content/a.md", "---\ntitle: A\nexplain: tester\nway_of_workin: true\n---\n"),
    ])
    .build();
    let told = [
        "front-matter/near-miss content/a.md:3:1",
        "front-matter/near-miss content/a.md:4:1",
        "yaml/wrong-type content/index.md:3:17",
        "yaml/wrong-type content/index.md:4:11",
    ];
    assert_eq!(made.told(), told);
}
