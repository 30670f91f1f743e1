//! Sprint files through the whole pipeline: what stands on the pages and in the files for machines.

use serde_json::{Value, json};

use crate::project::{Made, Page, Project, shared};

/// The worked examples as a log, where this machine has them.
fn examples() -> Option<Made> {
    let folder = shared("examples/sprints")?;
    let project = ["2026-s07.yaml", "history.yaml", "minimal.yaml"]
        .into_iter()
        .fold(Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")]), |project, name| {
            project.with(&format!("content/sprints/{name}"), std::fs::read(folder.join(name)).unwrap())
        });
    Some(project.build())
}

fn json_of(made: &Made, path: &str) -> Value {
    serde_json::from_str(&made.text(path)).unwrap()
}

/// The cells of the row of a table that begins with `label`.
fn row(page: &Page, table: &str, label: &str) -> Vec<String> {
    let rows = page.elements(&format!("{table} tbody tr"));
    let cells = rows.iter().map(|row| {
        let cells = row
            .child_elements()
            .map(|cell| cell.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "));
        cells.collect::<Vec<String>>()
    });
    cells.into_iter().find(|cells| cells[0].starts_with(label)).unwrap_or_else(|| panic!("no row {label} in {table}"))
}

#[test]
fn the_rich_example_reads_as_its_worked_numbers() {
    let Some(made) = examples() else { return };
    // The minimal example and the history cover the same fortnight of January, and 2026-s06 is not among the examples.
    let codes: Vec<String> = made.told().iter().map(|told| told.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(codes, ["sprint/gap", "sprint/unknown-sprint", "sprint/overlap"], "{:?}", made.told());
    let page = made.page("sprints/2026-s07/index.html");
    // E1 of the worked numbers: points and items.
    let ledger = [
        ("Committed", "26", "7"),
        ("Added", "5", "2"),
        ("Re-estimated", "+2", "0"),
        ("Completed", "23", "6"),
        ("Not completed", "7", "2"),
        ("Removed", "3", "1"),
        ("Done before the start", "3", "1"),
    ];
    for (label, points, items) in ledger {
        assert_eq!(row(&page, "table.ledger", label)[1..], [points, items], "{label}");
    }
    assert!(page.texts(".proof")[0].starts_with("26 + 5 + 2 = 23 + 7 + 3"), "{:?}", page.texts(".proof"));
    let words = page.texts(".prose > p").join(" ");
    assert!(words.contains("23 points against 26 planned (88 %)") && words.contains("69 %"), "{words}");
    let ratios = page.elements("details table");
    assert!(!ratios.is_empty());
    let numbers = json_of(&made, "sprints/2026-s07.json");
    assert_eq!(numbers["points"]["committed_and_done"], json!(18));
    assert_eq!(numbers["ratios"]["points"]["throughput_vs_plan"], json!(0.8846));
    assert_eq!(numbers["ratios"]["items"]["commitment_reliability"], json!(0.7143));
    assert_eq!(numbers["done_by_type"]["feature"], json!({"items": 4, "points": 18}));
}

#[test]
fn the_history_reads_as_its_worked_numbers() {
    let Some(folder) = shared("examples/sprints") else { return };
    let made = Project::new(&[("content/index.md", "Home")])
        .with("content/sprints/history.yaml", std::fs::read(folder.join("history.yaml")).unwrap())
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    let json = json_of(&made, "sprints/velocity.json");
    // E3 of the worked numbers; what 10 sprints cannot say (95 %) is null.
    let velocity = &json["velocity"];
    for (key, wanted) in [
        ("n", json!(10)),
        ("mean", json!(22.8)),
        ("median", json!(23.5)),
        ("min", json!(12)),
        ("max", json!(30)),
        ("stdev_sample", json!(5.0509)),
        ("p50_at_least", json!(24)),
        ("p70_at_least", json!(22)),
        ("p85_at_least", json!(18)),
        ("p95_at_least", Value::Null),
    ] {
        assert_eq!(velocity[key], wanted, "{key}");
    }
    assert_eq!(velocity["rolling3"][2], json!(21.3333));
    assert_eq!(json["saydo"]["ratio_of_sums"], json!(0.8803));
    let page = made.page("sprints/index.html");
    let lines = page.texts("dl.rows > div").join("\n");
    for wanted in ["22.8", "23.5", "12", "30", "24", "22", "18"] {
        assert!(lines.contains(wanted), "{wanted} in {lines}");
    }
    assert!(page.texts("figure.chart figcaption")[0].contains("24"), "{:?}", page.texts("figcaption"));
    assert_eq!(page.elements("h2#report-sprints + .table tbody tr").len(), 10);
}

#[test]
fn every_sprint_has_a_page_and_its_prose() {
    let made = Project::new(&[
        ("content/index.md", "Home"),
        ("content/teams/kestrel/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
        ("content/teams/kestrel/sprints/s1.md", "---\ntitle: Ignored\n---\n## What we learned\n\nMuch.\n"),
        (
            "content/teams/kestrel/sprints/s2.yaml",
            "start: 2026-01-26\nend: 2026-02-06\nname: The second\ncommitted: 24\ncompleted: 22.5\n",
        ),
        ("content/teams/kestrel/sprints/index.md", "---\ntitle: Our sprints\n---\nThe log.\n"),
    ])
    .build();
    assert_eq!(made.told(), Vec::<String>::new());
    let report = made.page("teams/kestrel/sprints/s1/index.html");
    assert_eq!(report.texts("h1"), ["s1"]);
    assert!(report.texts("h2").contains(&"What we learned".to_owned()), "{:?}", report.texts("h2"));
    let overview = made.page("teams/kestrel/sprints/index.html");
    assert_eq!(overview.texts("h1"), ["Our sprints"]);
    assert_eq!(overview.attributes("h2#report-sprints + .table tbody th a", "href"), ["s2/", "s1/"]);
    assert_eq!(json_of(&made, "teams/kestrel/sprints/s2.json")["points"]["completed"], json!(22.5));
    let newer = report.texts("nav.pager a.next");
    assert_eq!(newer, ["Next The second"], "the next sprint is the later one");
}

#[test]
fn titles_and_goals_cannot_become_script() {
    let sprint = "start: 2026-01-12\nend: 2026-01-23\nname: <script>alert(1)</script>\ngoal: {text: \"<img src=x onerror=alert(1)>\", evidence: \"https://x/\\\"><script>\"}\nitems:\n  - {id: A, title: \"</title><script>x\", points: 3, done: 2026-01-14, url: \"https://x/'\\\"><script>\"}\n";
    let made = Project::new(&[("content/index.md", "Home"), ("content/sprints/s1.yaml", sprint)]).build();
    let text = made.text("sprints/s1/index.html") + &made.text("sprints/index.html");
    assert!(!text.contains("<script>") && !text.contains("<img src=x"), "script in the page: {:?}", made.told());
}

#[test]
fn charts_are_named_and_have_no_styles() {
    let made = Project::new(&[
        ("content/index.md", "Home"),
        (
            "content/sprints/s1.yaml",
            "start: 2026-01-12\nend: 2026-01-23\nitems:\n  - {id: A, points: 3, done: 2026-01-14}\n",
        ),
        ("content/sprints/s2.yaml", "start: 2026-01-26\nend: 2026-02-06\ncommitted: 24\ncompleted: 22\n"),
    ])
    .build();
    for path in ["sprints/index.html", "sprints/s1/index.html"] {
        let page = made.page(path);
        assert!(!page.elements("figure.chart svg[role=img]").is_empty(), "{path}");
        assert!(page.elements("[style], style, [onclick]").is_empty(), "{path}");
        let ids = page.attributes("[id]", "id");
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice");
        for figure in page.elements("figure.chart") {
            let named = figure.child_elements().any(|child| child.value().name() == "figcaption");
            let numbers = figure.child_elements().any(|child| child.value().name() == "details");
            assert!(named && numbers, "{path}: a figure has a sentence and its numbers as a table");
        }
    }
}

#[test]
fn logs_of_every_size_make_sensible_pages() {
    let sprint = |numbers: &str| format!("start: 2026-01-12\nend: 2026-01-23\n{numbers}");
    for numbers in [
        "committed: 0\ncompleted: 0\n",
        "completed: 5\n",
        "remaining: {2026-01-12: 5, 2026-01-13: 3}\n",
        "exclude: odd\n",
    ] {
        let made =
            Project::new(&[("content/index.md", "Home")]).with("content/sprints/s1.yaml", sprint(numbers)).build();
        let text =
            made.text("sprints/index.html") + &made.text("sprints/s1/index.html") + &made.text("sprints/velocity.json");
        assert!(!text.contains("NaN") && !text.contains("inf"), "{numbers}");
        assert!(!made.told().iter().any(|told| told.starts_with("template/")), "{numbers}: {:?}", made.told());
    }
}
