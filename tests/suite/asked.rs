//! Charts and numbers of the sprints in any page: what becomes of them, what is wrong with them, and what is made again.

use sprintbook::diagnostics::Severity;
use sprintbook::pipeline::Memory;
use sprintbook::report::{CHART_KINDS, METRICS};

use crate::project::{Made, Page, Project};

fn handbook(page: &str) -> Project {
    let sprint =
        |day: &str, end: &str, done: u32| format!("start: {day}\nend: {end}\ncommitted: 20\ncompleted: {done}\n");
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/plan.md", &format!("---\ntitle: Plan\n---\n{page}")),
        ("content/sprints/team.yaml", "id: kestrel\nname: Kestrel\n"),
        ("content/sprints/s1.yaml", &sprint("2026-10-12", "2026-10-23", 18)),
        ("content/sprints/s2.yaml", &sprint("2026-10-26", "2026-11-06", 21)),
        ("content/sprints/s3.yaml", &sprint("2026-11-09", "2026-11-20", 1)),
    ])
}

fn text(made: &Made) -> String {
    made.page("plan/index.html").texts(".prose").concat()
}

#[test]
fn a_link_to_a_number_becomes_the_number() {
    let made = handbook(
        "We plan for [about 20 points](metric:likely_commitment), at most [20](metric:best_commitment).\n\
         We finished [*many* points][last], [of the plan](metric:throughput_vs_plan?sprint=s1), by <metric:end_date>.\n\n\
         [last]: metric:completed?team=kestrel&sprint=s2 'Last'\n",
    )
    .build();
    let said = text(&made);
    assert!(said.contains("We plan for about 18 points, at most 21."), "{said}");
    assert!(said.contains("We finished 21 points, 90 %, by 20 November 2026."), "{said}");
    let page = made.page("plan/index.html");
    assert_eq!(page.elements("a.metric").len(), 5);
    assert!(page.attributes("a.metric", "href").iter().all(|href| href.starts_with("../sprints/")), "{said}");
    assert!(!made.text("plan/index.html").contains("metric:"), "no address is left behind");
}

#[test]
fn the_text_is_told_where_it_has_grown_old() {
    let made = handbook("x\n\n[about 20 points](metric:likely_commitment) [18](metric:likely_commitment)\n").build();
    assert_eq!(made.told(), ["metric/differs content/plan.md:6:2"]);
    let told = &made.diagnostics()[0];
    assert_eq!(told.severity, Severity::Note, "a build shows the number of now anyway");
    let fix = told.fix.as_ref().unwrap();
    assert_eq!((fix.written.as_str(), fix.replacement.as_str()), ("20", "18"));
    let folder = handbook("[about 20 points](metric:likely_commitment)\n").on_disk();
    let ran = folder.run(&["check"]);
    assert!(ran.err.contains("warning[metric/differs]") && ran.code == 0, "{}", ran.err);
    assert_eq!(folder.run(&["check", "--strict"]).code, 1);
    assert_eq!(folder.run(&["check", "--fix", "--strict"]).code, 0);
    assert!(folder.read("content/plan.md").ends_with("[about 18 points](metric:likely_commitment)\n"));
}

#[test]
fn what_is_not_known_yet_is_said_and_not_made_up() {
    let made = handbook("We plan for [about 20 points](metric:safe_commitment).\n\n```chart burndown\n```\n").build();
    assert_eq!(made.told(), ["metric/not-known content/plan.md:4:38", "chart/not-drawn content/plan.md:6:10"]);
    let said = text(&made);
    assert!(said.contains("We plan for not known yet (3 more closed sprints are needed)."), "{said}");
    assert!(said.contains("Not drawn yet:"), "{said}");
}

#[test]
fn a_fence_becomes_a_chart_with_its_table() {
    let made =
        handbook("```chart velocity\nlast: 2\ntitle: Two <sprints>\n```\n\n> - ```chart velocity\n>   ```\n").build();
    assert_eq!(made.told(), Vec::<String>::new());
    let page = made.page("plan/index.html");
    let sheets = |page: &Page| page.attributes("link[rel=stylesheet]", "href").join(" ");
    assert!(sheets(&page).contains("charts."), "a chart needs its sheet: {}", sheets(&page));
    assert!(!sheets(&made.page("index.html")).contains("charts."), "and nothing else does");
    let ids = page.attributes("figure.chart", "id");
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1], "one chart can stand on a page twice");
    let rows = |id: &str| page.elements(&format!("#{id} tbody tr")).len();
    assert_eq!((rows(&ids[0]), rows(&ids[1])), (2, 3));
    assert_eq!(page.texts(".chart-title"), ["Two <sprints>"]);
    assert!(page.texts("svg title")[0] == "Two <sprints>");
    assert_eq!(page.elements("blockquote li figure.chart").len(), 1);
    assert!(page.elements("pre").is_empty());
}

#[test]
fn mistakes_have_their_place_and_a_suggestion() {
    for (page, told, help) in [
        ("```chart velocty\n```\n", "chart/unknown-kind content/plan.md:4:10", "did you mean `velocity`?"),
        ("```chart\nlast: 3\n```\n", "chart/no-kind content/plan.md:4:1", "chart velocity"),
        ("> ```chart velocity\n> lasst: 3\n> ```\n", "chart/option content/plan.md:5:3", "did you mean `last`?"),
        ("1. ```chart velocity\n   last: three\n   ```\n", "yaml/wrong-type content/plan.md:5:10", ""),
        ("```chart velocity\nlast: 0\n```\n", "yaml/wrong-type content/plan.md:5:7", ""),
        ("```chart velocity\nlast: 3\nteam: [\n```\n", "yaml/syntax content/plan.md:6", ""),
        ("```chart velocity\nteam: kestrl\n```\n", "team/unknown content/plan.md:5:7", "did you mean `kestrel`?"),
        ("```chart velocity\nsprint: s1\n```\n", "chart/option content/plan.md:5:9", "take the option away"),
        ("```chart burndown\nlast: 3\n```\n", "chart/option content/plan.md:5:7", "take the option away"),
        ("```chart burndown\nsprint: s33\n```\n", "sprint/no-such-sprint content/plan.md:5:9", "did you mean `s3`?"),
        ("```chart burndown\nsprint: next\n```\n", "sprint/no-such-sprint content/plan.md:5:9", ""),
        ("[x](metric:safe_comitment)\n", "metric/unknown content/plan.md:4:12", "did you mean `safe_commitment`?"),
        ("[x](metric:)\n", "metric/unknown content/plan.md:4:12", "the numbers are"),
        ("[x](metric:completed?sprnt=s1)\n", "metric/option content/plan.md:4:22", "did you mean `sprint`?"),
        ("[x](metric:completed?sprint=)\n", "metric/option content/plan.md:4:22", "team=kestrel"),
        ("[x](metric:velocity_mean?sprint=s1)\n", "metric/option content/plan.md:4:26", "take the option away"),
        ("[x](metric:completed?team=kestrl)\n", "team/unknown content/plan.md:4:22", "did you mean `kestrel`?"),
        ("![x](metric:completed)\n", "link/scheme content/plan.md:4:6", "[20 points](metric:safe_commitment)"),
    ] {
        let made = handbook(page).build();
        let found = made.told();
        assert_eq!(found.len(), 1, "{page}: {found:?}");
        assert!(found[0].starts_with(told), "{page}: {found:?}");
        assert!(made.diagnostics()[0].help.clone().unwrap_or_default().contains(help), "{:?}", made.diagnostics()[0]);
    }
}

#[test]
fn a_page_of_a_team_speaks_of_that_team() {
    let sprint = |done: u32| format!("start: 2026-11-09\nend: 2026-11-20\ncommitted: 20\ncompleted: {done}\n");
    let number = "[x](metric:velocity_mean)\n";
    let project = Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/teams/kestrel/plan.md", number),
        ("content/teams/osprey/plan.md", number),
        ("content/teams/kestrel/sprints/s1.yaml", &sprint(11)),
        ("content/teams/osprey/sprints/s1.yaml", &sprint(44)),
    ]);
    let made = project.build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.page("teams/kestrel/plan/index.html").texts(".metric"), ["11 points"]);
    assert_eq!(made.page("teams/osprey/plan/index.html").texts(".metric"), ["44 points"]);
    let made = project.with("content/all.md", number).build();
    assert_eq!(made.told(), ["team/not-named content/all.md:1:12"]);
    assert!(made.diagnostics()[0].help.as_deref().unwrap().contains("`kestrel`, `osprey`"));
    let made = Project::new(&[("content/index.md", number)]).build();
    assert_eq!(made.told(), ["team/not-named content/index.md:1:12"]);
}

#[test]
fn nothing_fires_inside_other_code() {
    let made = handbook(
        "````markdown\n```chart velocity\n```\n[x](metric:completed)\n````\n\n`[x](metric:completed)`\n\n    [x](metric:completed)\n\n~~~charts velocity\n~~~\n",
    )
    .build();
    assert_eq!(made.told(), Vec::<String>::new());
    let page = made.page("plan/index.html");
    assert!(page.elements("a.metric, figure.chart").is_empty());
    assert_eq!(made.text("plan/index.html").matches("metric:completed").count(), 3);
}

#[test]
fn only_pages_that_ask_are_made_again() {
    let mut memory = Memory::default();
    let project =
        handbook("[x](metric:velocity_max)\n\n```chart velocity\n```\n").with("content/other.md", "# Other\n");
    project.build_with(&mut memory);
    let made = project.build_with(&mut memory);
    assert_eq!(memory.rendered(), 0);
    assert_eq!(made.page("plan/index.html").texts(".metric"), ["21 points"]);
    let project =
        project.with("content/sprints/s2.yaml", "start: 2026-10-26\nend: 2026-11-06\ncommitted: 20\ncompleted: 30\n");
    let made = project.build_with(&mut memory);
    assert_eq!(made.page("plan/index.html").texts(".metric"), ["30 points"]);
    let fresh = project.build();
    assert_eq!(made.text("plan/index.html"), fresh.text("plan/index.html"));
    assert_eq!(made.text("other/index.html"), fresh.text("other/index.html"));
    let reports =
        made.paths().iter().filter(|path| path.starts_with("sprints/") && path.ends_with("index.html")).count();
    assert!(memory.rendered() <= reports + 1, "the reports and the page that asks, not {}", memory.rendered());
}

#[test]
fn hostile_words_stay_words() {
    let evil = "</title><script>alert(1)</script>";
    let made = handbook(&format!(
        "[{evil}](metric:goal_outcome)\n\n```chart velocity\ntitle: \"{evil}\"\n```\n\n```chart <script>\n```\n"
    ))
    .with(
        "content/sprints/s3.yaml",
        format!("name: \"{evil}\"\nstart: 2026-11-09\nend: 2026-11-20\ncommitted: 2\ncompleted: 1\n"),
    )
    .build();
    assert!(
        made.told().iter().any(|told| told.starts_with("chart/unknown-kind content/plan.md:10:10")),
        "{:?}",
        made.told()
    );
    assert!(!made.text("plan/index.html").contains("<script>alert"), "nothing runs");
}

#[test]
fn the_guide_lists_every_chart_and_number() {
    let guide = include_str!("../../content/guide/charts-in-pages.md");
    let charts = CHART_KINDS.iter().map(|kind| (kind.name, kind.shows));
    for (name, shows) in charts.chain(METRICS.iter().map(|kind| (kind.name, kind.shows))) {
        let row = format!("| `{name}` | {shows} |");
        assert!(guide.contains(&row), "content/guide/charts-in-pages.md needs the row\n{row}");
    }
}

#[test]
fn the_twin_of_a_page_has_the_numbers_of_now() {
    let made =
        handbook("We plan for [about 20 points](metric:likely_commitment).\n\n```chart velocity\nlast: 1\n```\n")
            .build();
    let twin = made.text("plan/index.md");
    assert!(twin.starts_with("# Plan\n\nWe plan for [about 18 points](../sprints/"), "{twin}");
    assert!(twin.contains("**Velocity of Kestrel, in points.** Half of the last 3 sprints"), "{twin}");
    assert!(twin.contains("| s3 | 9–20 November 2026 | 20 | 1 | 5 % |  |"), "{twin}");
}
