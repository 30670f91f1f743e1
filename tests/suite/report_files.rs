//! The files beside the reports: for chat, for a merge request, for a spreadsheet, for a code host and for feed readers.

use crate::project::{Made, Project};

const LAST: &str = r#"
name: Sprint 2
start: 2026-11-02
end: 2026-11-13
goal: {text: Berths without a phone call, outcome: met}
items:
  - {id: A-1, title: Berth list, points: 3, started: 2026-11-02, done: 2026-11-04, goal: true, summary: See every berth.}
  - {id: A-2, title: "=HYPERLINK(\"http://x\")", points: 2, started: 2026-11-03, done: 2026-11-06}
  - {id: A-3, title: "Größe, \"Länge\"", points: 5}
blockers:
  - {id: B-1, title: No test quay, cause: waiting for others, opened: 2026-11-09, items: [A-3], owner: delivery manager}
"#;

fn log() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Ours\nbase_url: https://example.org/team\n"),
        ("content/index.md", "# Home\n"),
        ("content/sprints/team.yaml", "name: Kestrel\n"),
        ("content/sprints/s1.yaml", "start: 2026-10-19\nend: 2026-10-30\ncommitted: 6\ncompleted: 4\n"),
        ("content/sprints/s2.yaml", LAST),
        (
            "content/sprints/s3.yaml",
            "name: Sprint 3\nstart: 2026-11-30\nend: 2026-12-11\ncommitted: 5\ngoal: {text: Pay at the quay}\n",
        ),
    ])
}

/// Gaps between sprints are no matter here.
fn quiet(made: &Made) -> Vec<String> {
    made.told().into_iter().filter(|told| !told.starts_with("sprint/gap")).collect()
}

#[test]
fn a_summary_pastes_into_chat_and_mail() {
    let made = log().build();
    assert_eq!(quiet(&made), Vec::<String>::new());
    let text = made.text("sprints/s2/summary.txt");
    assert_eq!(
        text,
        "Sprint 2 · Kestrel · 2–13 November 2026\n\n\
         Goal: Berths without a phone call\n\n\
         The goal was met. The team finished 5 points against 10 planned (50 %); of the planned work itself 50 %. \
         5 points were left open. The sprint before, s1, finished 4 points, so this is 1 more. \
         1 blocker stood in the way for 4 days in all.\n\n\
         Delivered:\n• See every berth.\n• =HYPERLINK(\"http://x\")\n\n\
         Not done:\n• Größe, \"Länge\"\n\n\
         In the way:\n• No test quay (waiting for others, 4 days, with the delivery manager)\n\n\
         Next:\n• Sprint 3: Pay at the quay\n\
         • To commit to: 5 points is likely; for a safe number there are too few sprints yet.\n\n\
         The whole report: https://example.org/team/sprints/s2/\n"
    );
    assert!(!text.contains("null") && !text.contains("NaN"), "{text}");
    let markdown = made.text("sprints/s2/summary.md");
    assert!(markdown.starts_with("## Sprint 2 · Kestrel · 2–13 November 2026\n\n> Goal: Berths"), "{markdown}");
    assert!(markdown.contains("\n\n**Delivered**\n\n- See every berth.\n- =HYPERLINK(\"http://x\")\n"), "{markdown}");
    assert!(markdown.ends_with("[The whole report](<https://example.org/team/sprints/s2/>)\n"), "{markdown}");
}

#[test]
fn an_old_summary_says_nothing_of_the_future_that_has_passed() {
    let text = log().build().text("sprints/s1/summary.txt");
    assert!(text.contains("Next:\n• Sprint 2: Berths without a phone call\n"), "{text}");
    assert!(!text.contains("To commit to"), "{text}");
}

#[test]
fn rows_for_a_spreadsheet_are_no_formulas() {
    let made = log().build();
    let rows = made.text("sprints/s2.csv");
    let lines: Vec<&str> = rows.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "id,title,type,outcome,points,first_points,added,removed,started,done,cycle_days,goal,escaped,sprints"
    );
    assert_eq!(
        lines[2],
        "A-2,\"'=HYPERLINK(\"\"http://x\"\")\",other,done,2,2,,,2026-11-03,2026-11-06,4,false,false,1"
    );
    assert_eq!(lines[3], "A-3,\"Größe, \"\"Länge\"\"\",other,not done,5,5,,,,,,false,false,1");
    assert_eq!(lines.last(), Some(&""), "each line ends, the last one too");
    let sprints = made.text("sprints/velocity.csv");
    assert_eq!(
        sprints,
        "id,name,start,end,state,committed,completed,person_days,goal,excluded\r\n\
         s1,,2026-10-19,2026-10-30,closed,6,4,,,\r\n\
         s2,Sprint 2,2026-11-02,2026-11-13,closed,10,5,,met,\r\n\
         s3,Sprint 3,2026-11-30,2026-12-11,planned,5,,,,\r\n"
    );
}

#[test]
fn a_badge_says_what_became_of_the_sprint() {
    let made = log().build();
    let title = |path: &str| {
        let svg = made.text(path);
        let parsed = roxmltree::Document::parse(&svg).expect("well-formed");
        let root = parsed.root_element();
        assert_eq!((root.attribute("role"), root.attribute("height")), (Some("img"), Some("20")));
        assert!(svg.len() < 1500, "{} bytes", svg.len());
        let title = root.children().find(|child| child.has_tag_name(("http://www.w3.org/2000/svg", "title")));
        title.unwrap().text().unwrap().to_owned()
    };
    assert_eq!(title("sprints/s1/badge.svg"), "s1: 4 points");
    assert_eq!(title("sprints/s2/badge.svg"), "Sprint 2: goal met · 5 points");
    assert_eq!(title("sprints/s3/badge.svg"), "Sprint 3: 5 points planned");
    assert_eq!(title("sprints/badge.svg"), "Sprint 2: goal met · 5 points", "the newest one that has begun");
}

#[test]
fn closed_sprints_are_entries_of_a_feed() {
    let made = log().build();
    let feed = made.text("sprints/feed.xml");
    let parsed = roxmltree::Document::parse(&feed).expect("well-formed");
    let texts = |name: &str| -> Vec<String> {
        let named = parsed.descendants().filter(|node| node.tag_name().name() == name);
        named.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    assert_eq!(texts("title"), ["Sprints of Kestrel", "Sprint 2", "s1"]);
    assert_eq!(texts("updated"), ["2026-11-13T00:00:00Z", "2026-11-13T00:00:00Z", "2026-10-30T00:00:00Z"]);
    assert_eq!(
        texts("id"),
        [
            "https://example.org/team/sprints/",
            "https://example.org/team/sprints/s2/",
            "https://example.org/team/sprints/s1/"
        ]
    );
    assert!(texts("summary")[0].starts_with("Goal: Berths without a phone call. The goal was met."));
    let without = log().with("sprintbook.yaml", "title: Ours\n").build();
    assert!(!without.paths().iter().any(|path| path.ends_with("feed.xml")), "a feed needs whole addresses");
    assert!(!without.text("sprints/s2/summary.txt").contains("report:"), "and so does a link in a message");
}

#[test]
fn pages_link_to_their_files_and_the_projects_own_win() {
    let made = log().with("content/sprints/velocity.csv", "mine\n").build();
    assert_eq!(quiet(&made), Vec::<String>::new());
    assert_eq!(made.text("sprints/velocity.csv"), "mine\n");
    let report = made.page("sprints/s2/index.html");
    assert_eq!(
        report.attributes(".outputs a", "href"),
        ["summary.txt", "summary.md", "../s2.csv", "../s2.json", "badge.svg"]
    );
    let overview = made.page("sprints/index.html");
    assert_eq!(overview.attributes(".outputs a", "href"), ["velocity.csv", "velocity.json", "badge.svg", "feed.xml"]);
    assert_eq!(overview.attributes("link[type='application/atom+xml'][title=Sprints]", "href"), ["feed.xml"]);
    assert!(made.page("index.html").elements(".outputs").is_empty());
}

#[test]
fn nothing_in_a_sprint_becomes_markup_or_steers_a_screen() {
    let evil = "</text><script>alert(1)</script>]]> & \\u0007\\u202E\\u001b[2J";
    let sprint = format!(
        "name: \"{evil}\"\nstart: 2026-11-02\nend: 2026-11-13\ngoal: {{text: \"{evil}\", outcome: met}}\nitems:\n  - {{id: \"=1\", title: \"@SUM(1)\\n\\n# {evil}\", points: 1, done: 2026-11-05}}\n"
    );
    let made = log().with("content/sprints/s2.yaml", sprint).build();
    for path in ["sprints/s2/badge.svg", "sprints/badge.svg", "sprints/feed.xml"] {
        let text = made.text(path);
        let parsed = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(!parsed.descendants().any(|node| node.tag_name().name() == "script"), "{path}");
    }
    let text = made.text("sprints/s2/summary.txt");
    assert!(text.contains("• @SUM(1) # </text><script>"), "one line: {text}");
    assert!(!text.contains(|letter: char| letter != '\n' && letter.is_control() || letter == '\u{202e}'), "{text:?}");
    let markdown = made.text("sprints/s2/summary.md");
    assert_eq!(markdown.replace("\\<", "").matches('<').count(), 1, "that of the link alone: {markdown}");
    assert!(made.text("sprints/s2.csv").contains("'=1,\"'@SUM(1)"), "{}", made.text("sprints/s2.csv"));
}
