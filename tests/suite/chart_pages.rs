//! The pages that carry charts: logs of every shape, and that pages and JSON say the same.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::project::{Made, Page, Project, shared};

/// A log with everything in it: `sprints` fortnights that end before the day of the tests.
pub(crate) fn full_log(sprints: usize) -> Project {
    let mut project = Project::new(&[
        ("content/index.md", "Home"),
        (
            "content/sprints/team.yaml",
            "name: Osprey\nbudget: {amount: 1000000, currency: EUR, sprints: 40}\nbacklog: {points: 120, name: Harbour}\n",
        ),
    ]);
    let first = date(2026, 11, 9) - (14 * (i64::try_from(sprints).unwrap() - 1)).days();
    for number in 0..sprints {
        let start = first + (14 * i64::try_from(number).unwrap()).days();
        project = project.with(&format!("content/sprints/s{number:03}.yaml"), full_sprint(number, start));
    }
    project
}

fn full_sprint(number: usize, start: Date) -> String {
    let day = |days: i64| start + days.days();
    let mut text = format!(
        "start: {start}\nend: {}\ngoal: {{text: Goal {number}, outcome: {}}}\ncapacity: {}\nmoney: {{spent: {}, currency: EUR}}\n\
         health: {{scale: 5, questions: {{pace: [3, 4, {}, 4], mood: [4, 4, 5, 3]}}}}\n\
         events: [{{date: {}, what: Somebody joined}}]\nretro: {{actions: [{{id: A{number}, what: Try it, due: s{:03}}}]}}\n",
        day(11),
        ["met", "missed", "partly"][number % 3],
        30 + number % 7,
        20_000 + 700 * (number % 5),
        1 + number % 5,
        day(3),
        number + 1,
    );
    let _ = writeln!(
        text,
        "blockers: [{{id: B{number}, title: Waiting, cause: cause {}, opened: {}, resolved: {}}}]",
        number % 4,
        day(1),
        day(4)
    );
    text.push_str("items:\n");
    for item in 0..8 {
        let done = if item == 7 { String::new() } else { format!(", done: {}", day(i64::from(item) + 2)) };
        let added = if item == 5 { format!(", added: {}", day(2)) } else { String::new() };
        let _ = writeln!(
            text,
            "  - {{id: I{number}-{item}, title: Item {item} of sprint {number}, points: {}, started: {}{done}{added}}}",
            1 + (number + usize::try_from(item).unwrap()) % 5,
            day(i64::from(item) / 2 + 2),
        );
    }
    text
}

/// The id of each figure of a page, with its drawings.
pub(crate) fn figures_of(made: &Made, path: &str) -> Vec<(String, String)> {
    let page = made.page(path);
    let found = page.elements("figure.chart");
    found
        .iter()
        .map(|figure| {
            let svgs: String =
                figure.child_elements().filter(|child| child.value().name() == "svg").map(|svg| svg.html()).collect();
            (figure.attr("id").unwrap_or_default().to_owned(), svgs)
        })
        .collect()
}

/// Reads a page as one text and holds what no page may show.
fn sensible(made: &Made, path: &str) -> String {
    let html = made.text(path);
    for forbidden in ["NaN", "null", "undefined", ">inf<", "Infinity"] {
        let visible = Page::new(&html).texts("main").join(" ");
        assert!(!visible.contains(forbidden), "{path}: {forbidden}");
    }
    for (id, svg) in figures_of(made, path) {
        let marks = ["c-done", "c-plan", "c-open", "c-other", "c-ring", "c-scope", "c-ideal"];
        assert!(marks.iter().any(|mark| svg.contains(mark)), "{path}: {id} is an empty axis");
        assert!(!svg.contains("NaN"), "{path}: {id}");
    }
    made.page(path).texts("main").join(" ")
}

fn pages_of(made: &Made) -> Vec<String> {
    made.paths().into_iter().filter(|path| path.starts_with("sprints/") && path.ends_with("index.html")).collect()
}

#[test]
fn logs_of_every_shape_make_sensible_pages() {
    let totals = |number: usize, start: Date, numbers: &str| {
        (
            format!("content/sprints/s{number:03}.yaml"),
            format!("start: {start}\nend: {}\n{numbers}\n", start + 11.days()),
        )
    };
    let fortnight = |number: i64| date(2026, 1, 12) + (14 * number).days();
    let shapes: Vec<(&str, Vec<(String, String)>)> = vec![
        ("one sprint", vec![totals(0, fortnight(0), "committed: 24\ncompleted: 21")]),
        ("no sprint", vec![("content/sprints/team.yaml".to_owned(), "name: Osprey\n".to_owned())]),
        (
            "all zeros",
            (0..8)
                .map(|number| totals(usize::try_from(number).unwrap(), fortnight(number), "committed: 0\ncompleted: 0"))
                .collect(),
        ),
        (
            "gaps and overlaps",
            [0, 1, 5, 5, 9]
                .into_iter()
                .enumerate()
                .map(|(number, place)| {
                    totals(
                        number,
                        fortnight(place) + i64::try_from(number).unwrap().days(),
                        "committed: 9\ncompleted: 8",
                    )
                })
                .collect(),
        ),
        ("only remaining", vec![totals(0, fortnight(0), "remaining: {2026-01-12: 20, 2026-01-14: 12, 2026-01-20: 3}")]),
        ("no numbers", vec![totals(0, fortnight(0), "exclude: nobody counted\ncommitted: 1\ncompleted: 1")]),
    ];
    for (shape, files) in shapes {
        let project = files
            .iter()
            .fold(Project::new(&[("content/index.md", "Home")]), |project, (path, text)| project.with(path, text));
        let made = project.build();
        assert!(!made.told().iter().any(|told| told.starts_with("template/")), "{shape}: {:?}", made.told());
        let pages = pages_of(&made);
        assert!(pages.len() >= 3, "{shape}: {pages:?}");
        if shape == "no sprint" {
            let page = made.page("sprints/index.html");
            assert!(page.elements("#report-sprints ~ .table").is_empty(), "a table without a row");
            assert!(page.texts("main").join(" ").contains("No sprint is written down yet."));
        }
        if shape == "only remaining" {
            let drawn: String = figures_of(&made, "sprints/s000/index.html").into_iter().map(|(_, svg)| svg).collect();
            assert!(
                drawn.contains("left 3") && !drawn.contains("today"),
                "the last figure of a closed sprint is not of today"
            );
        }
        for path in pages {
            assert!(sensible(&made, &path).len() > 100, "{shape}: {path}");
        }
    }
}

/// A project of nothing but past sprints, each with what it committed and completed.
fn history(first: Date, amounts: impl IntoIterator<Item = (i64, i64)>) -> Project {
    let mut text = "sprints:\n".to_owned();
    for (number, (committed, completed)) in (0_i64..).zip(amounts) {
        let start = first + (14 * number).days();
        let end = start + 11.days();
        let amounts = format!("committed: {committed}, completed: {completed}");
        let _ = writeln!(text, "  - {{id: h{number}, start: {start}, end: {end}, {amounts}}}");
    }
    Project::new(&[("content/index.md", "Home")]).with("content/sprints/history.yaml", text)
}

#[test]
fn two_hundred_sprints_are_a_page_like_any_other() {
    let amounts = (0_i64..200).map(|number| (20 + number % 9, 15 + number % 13));
    let made = history(date(2019, 1, 7), amounts).build();
    let overview = sensible(&made, "sprints/index.html");
    assert!(overview.contains("h199") && overview.contains("Half of the last 10 sprints"), "{overview}");
    assert_eq!(made.page("sprints/index.html").elements("h2#report-sprints + .table tbody tr").len(), 200);
}

#[test]
fn a_team_that_dissolves_is_told_that_its_velocity_falls() {
    let completed = [84_i64, 69, 41, 78, 33, 28, 14, 1, 16, 10];
    let made = history(date(2026, 1, 12), completed.map(|completed| (60, completed))).build();
    for path in pages_of(&made) {
        sensible(&made, &path);
    }
    let overview = sensible(&made, "sprints/index.html");
    assert!(overview.contains("these numbers may be too high; the mean of the last three sprints is 9."), "{overview}");
    assert!(!overview.contains("the noise there always is"), "{overview}");
    assert!(
        overview.contains("Velocity is falling: in 40 of 45 pairs of sprints the later one finished less"),
        "{overview}"
    );
}

fn value<'a>(json: &'a Value, path: &str) -> &'a Value {
    path.split('.').fold(json, |json, key| &json[key])
}

/// "88 %" of 0.8846, "23" of 23, "−2" of -2.
fn shown(number: &Value, percent: bool) -> String {
    match number {
        Value::Null => "–".to_owned(),
        number if percent => format!("{} %", (number.as_f64().unwrap() * 100.0).round()).replace('-', "−"),
        number => number.to_string().replace('-', "−"),
    }
}

fn assert_page_equals_json(made: &Made, id: &str) {
    let page = made.page(&format!("sprints/{id}/index.html"));
    let json: Value = serde_json::from_str(&made.text(&format!("sprints/{id}.json"))).unwrap();
    let mut compared = 0;
    for row in page.elements("table.ledger tbody tr") {
        let cells: Vec<String> =
            row.child_elements().map(|cell| cell.text().collect::<String>().trim().replace('\u{a0}', " ")).collect();
        let Some(link) = row.select(&scraper::Selector::parse("a.n").unwrap()).next() else { continue };
        let key = link.attr("href").unwrap().rsplit_once('#').unwrap().1.to_owned();
        for (unit, cell) in [("points", &cells[1]), ("items", &cells[2])] {
            let ratio = !value(&json, &format!("ratios.{unit}"))[&key].is_null();
            let number = if ratio { &json["ratios"][unit][&key] } else { &json[unit][&key] };
            assert_eq!(cell.trim_start_matches('+'), shown(number, ratio), "{id}: {key} by {unit}");
            compared += 1;
        }
    }
    assert!(compared >= 28, "{id}: only {compared} numbers were compared");
    let days = json["burndown"]["days"].as_array().unwrap();
    let rows = page.elements("figure.chart table");
    let burnup = rows[0].select(&scraper::Selector::parse("tbody tr").unwrap()).collect::<Vec<_>>();
    assert_eq!(burnup.len(), days.len());
    for (row, day) in burnup.iter().zip(days) {
        let cells: Vec<String> = row.child_elements().map(|cell| cell.text().collect()).collect();
        for (cell, key) in cells[1..4].iter().zip(["scope", "done", "remaining"]) {
            assert_eq!(cell, &shown(&day[key], false), "{id}: {key} on {}", day["date"]);
        }
    }
    let words = page.texts(".prose").join(" ");
    let blocked: i64 =
        json["blockers"]["per"].as_object().unwrap().values().filter_map(|one| one["days"].as_i64()).sum();
    assert!(blocked == 0 || words.contains(&format!("{blocked} day")), "{id}: {blocked} days blocked");
    for key in ["safe", "likely", "best"] {
        let number = &json["recommendation"][key];
        assert!(number.is_null() || words.contains(&number.to_string()), "{id}: {key} {number}");
    }
}

#[test]
fn the_page_of_the_rich_example_equals_its_json() {
    let Some(folder) = shared("examples/sprints") else { return };
    let made = ["2026-s07.yaml", "history.yaml"]
        .into_iter()
        .fold(Project::new(&[("content/index.md", "Home")]), |project, name| {
            project.with(&format!("content/sprints/{name}"), std::fs::read(folder.join(name)).unwrap())
        })
        .build();
    assert_page_equals_json(&made, "2026-s07");
}

#[test]
fn the_pages_of_a_full_log_equal_their_json() {
    let made = full_log(8).build();
    assert_page_equals_json(&made, "s007");
    assert_page_equals_json(&made, "s003");
    let json: Value = serde_json::from_str(&made.text("sprints/velocity.json")).unwrap();
    let page = made.page("sprints/index.html");
    let mut compared = 0;
    for row in page.elements("dl.rows > div") {
        let key = row.select(&scraper::Selector::parse("a.n").unwrap()).next().unwrap();
        let key = key.attr("href").unwrap().rsplit_once('#').unwrap().1.to_owned();
        let number = &json["velocity"][&key];
        let told: String = row.select(&scraper::Selector::parse("dd").unwrap()).next().unwrap().text().collect();
        if number.is_array() || !json["velocity"].as_object().unwrap().contains_key(&key) {
            continue;
        }
        let wanted = number.as_f64().map(|number| (number * 10.0).round() / 10.0);
        assert!(wanted.is_none_or(|wanted| told == wanted.to_string()), "{key}: {told} and {number}");
        assert!(wanted.is_some() || told.contains("needed"), "{key}: {told}");
        compared += 1;
    }
    assert!(compared >= 8, "only {compared} numbers were compared");
    let money = page.texts("dl.rows > div").join(" ");
    assert!(
        money.contains(&format!("({} %)", (json["money"]["burn_pct"].as_f64().unwrap() * 100.0).round())),
        "{money}"
    );
}

#[test]
fn every_number_leads_to_its_line() {
    let made = full_log(8).build();
    let explained = made.page("sprints/numbers/index.html").attributes("[id]", "id");
    for path in ["sprints/index.html", "sprints/s007/index.html", "sprints/horizon/index.html"] {
        let links = made.page(path).attributes("a[href*='numbers/#']", "href");
        assert!(links.len() >= 2, "{path}: {links:?}");
        for link in links {
            let key = link.rsplit_once('#').unwrap().1;
            assert!(
                explained.iter().any(|line| line == key),
                "{path} leads to #{key}, which is not on the numbers page"
            );
        }
    }
    let text = made.page("sprints/numbers/index.html").texts("main").join(" ");
    assert!(text.contains("How not to use them") && text.contains("Which sprints count"), "{text}");
}

#[test]
fn several_teams_stand_side_by_side_and_points_stay_apart() {
    let sprint = "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\ngoal: {text: Sail, outcome: met}\n";
    let made = Project::new(&[
        ("content/index.md", "Home"),
        ("content/teams/index.md", "---\ntitle: Who we are\n---\nTwo teams.\n"),
        ("content/teams/kestrel/sprints/s1.yaml", sprint),
        ("content/teams/osprey/sprints/s1.yaml", sprint),
    ])
    .build();
    assert_eq!(made.told(), Vec::<String>::new());
    let page = made.page("teams/index.html");
    assert_eq!(page.texts("h1"), ["Who we are"], "the page of the author stays");
    assert!(page.texts(".prose").join(" ").contains("Two teams."));
    assert_eq!(page.attributes("#teams ~ .table th a", "href"), ["kestrel/sprints/", "osprey/sprints/"]);
    let words = page.texts("main").join(" ");
    assert!(words.contains("Together the teams met 2 of the 2 goals that they set."), "{words}");
    assert!(!words.contains("42"), "points of two teams are never added: {words}");
    let apart = Project::new(&[
        ("content/index.md", "Home"),
        ("content/a/sprints/s1.yaml", sprint),
        ("content/b/sprints/s1.yaml", sprint),
    ])
    .build();
    assert_eq!(apart.page("teams/index.html").texts("h1"), ["Teams"]);
}

#[test]
fn a_sprint_that_is_called_horizon_keeps_its_page() {
    let made = Project::new(&[
        ("content/index.md", "Home"),
        ("content/sprints/horizon.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
    .build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.page("sprints/horizon/index.html").texts("h1"), ["horizon"]);
}
