//! Charts: their colours, their size, their form.

use std::collections::BTreeMap;
use std::io::Write as _;

use jiff::civil::Date;
use sprintbook::report::{self, CHART_KINDS, Figure, Topic};

use crate::chart_pages::{figures_of, full_log};
use crate::example::{TODAY, rich, whole_log};

const STYLE: &str = include_str!("../../themes/default/assets/style.css");
const CHARTS: &str = include_str!("../../themes/default/assets/charts.css");

/// The two values of `light-dark(…)` that the sheet gives to a variable.
fn colours(sheet: &str, variable: &str) -> [String; 2] {
    let from = sheet.find(&format!("{variable}: light-dark(")).unwrap_or_else(|| panic!("no {variable}"));
    let inner = &sheet[from + variable.len() + ": light-dark(".len()..];
    let (light, rest) = inner.split_once(", ").unwrap();
    [light.to_owned(), rest.split(')').next().unwrap().to_owned()]
}

/// Red, green and blue, from 0 to 255.
fn channels(colour: &str) -> [u8; 3] {
    let hex = colour.trim_start_matches('#');
    let full: String = if hex.len() == 3 { hex.chars().flat_map(|one| [one, one]).collect() } else { hex.to_owned() };
    let part = |at: usize| u8::from_str_radix(&full[at..at + 2], 16).unwrap_or_else(|_| panic!("{colour}"));
    [0, 2, 4].map(part)
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(colour: &str) -> f64 {
    let [red, green, blue] = channels(colour).map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// The second colour over the ground, as thin as the sheet makes it for the usual range.
fn range(second: &[String; 2], paper: &[String; 2]) -> [String; 2] {
    let rule = CHARTS.split(".c-band { ").nth(1).expect("a rule").split('}').next().expect("an end");
    let opacity = rule.split("fill-opacity: .").nth(1).expect("two digits").split(';').next().unwrap();
    let per_cent: u32 = opacity.parse().unwrap();
    assert!(rule.contains("stroke: var(--chart-2)"), "the pale range has an edge that can be seen");
    let mixed = |mode: usize| {
        let (over, under) = (channels(&second[mode]), channels(&paper[mode]));
        let part = |at: usize| (u32::from(over[at]) * per_cent + u32::from(under[at]) * (100 - per_cent)) / 100;
        format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
    };
    [mixed(0), mixed(1)]
}

#[test]
fn neighbours_in_charts_keep_three_to_one() {
    let of_theme = |variable| colours(STYLE, variable);
    let (first, second) = (colours(CHARTS, "--chart-1"), colours(CHARTS, "--chart-2"));
    let hatch = colours(CHARTS, "--chart-hatch");
    let (paper, sunk) = (of_theme("--paper"), of_theme("--sunk"));
    let (ink, soft, edge) = (of_theme("--ink"), of_theme("--soft"), of_theme("--edge"));
    for (mode, name) in ["light", "dark"].into_iter().enumerate() {
        let pairs = [
            (&first, &paper, 3.0, "bars and lines on the ground"),
            (&second, &paper, 3.0, "the second colour on the ground"),
            (&first, &second, 3.0, "the two colours side by side"),
            (&first, &sunk, 3.0, "lines over days off"),
            (&second, &sunk, 3.0, "the second colour over days off"),
            (&second, &paper, 3.0, "the edge of the usual range"),
            (&first, &range(&second, &paper), 3.0, "bars and lines over the usual range"),
            (&ink, &range(&second, &paper), 4.5, "labels over the usual range"),
            (&hatch, &paper, 3.0, "hatching on the ground"),
            (&hatch, &first, 3.0, "hatching beside solid bars"),
            (&edge, &paper, 3.0, "axis and ideal line"),
            (&ink, &paper, 4.5, "labels"),
            (&soft, &paper, 4.5, "quiet words"),
            (&soft, &sunk, 4.5, "quiet words over days off"),
        ];
        for (one, other, least, what) in pairs {
            let found = contrast(&one[mode], &other[mode]);
            assert!(found >= least, "{name}: {what}: {} and {} have {found:.2}", one[mode], other[mode]);
        }
    }
    assert!((contrast("#12436d", "#fff") - 10.25).abs() < 0.01, "the formula is that of WCAG");
}

/// Every figure of a log and of its last sprint that can be drawn.
fn figures(log: &sprintbook::sprints::Log, today: Date) -> BTreeMap<&'static str, Figure> {
    let sprint = log.sprints.last().expect("a sprint");
    let drawn = CHART_KINDS.iter().filter_map(|kind| {
        let topic = match kind.about {
            report::About::Log => Topic::log(log, today),
            report::About::Sprint => Topic::sprint(log, sprint, today),
        };
        Some((kind.name, (kind.figure)(&topic).ok()?))
    });
    drawn.collect()
}

/// Tags close in the order in which they open, attributes are quoted and stand once, and `&` begins a known entity.
fn assert_well_formed(svg: &str, name: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        let text = &rest[..start];
        for after in text.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
            assert!(known.iter().any(|entity| after.starts_with(entity)), "{name}: &{after}");
        }
        let end = rest[start..].find('>').unwrap_or_else(|| panic!("{name}: a tag without an end")) + start;
        let tag = &rest[start + 1..end];
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{name}");
        } else {
            let inner = tag.strip_suffix('/').unwrap_or(tag);
            let element = inner.split(' ').next().unwrap();
            assert_eq!(inner.matches('"').count() % 2, 0, "{name}: {tag}");
            assert!(!inner.contains('\''), "{name}: {tag}");
            let names: Vec<&str> = inner
                .split('"')
                .step_by(2)
                .filter_map(|one| one.trim().strip_suffix('='))
                .map(|one| one.rsplit(' ').next().unwrap())
                .collect();
            let once: std::collections::BTreeSet<&&str> = names.iter().collect();
            assert_eq!(names.len(), once.len(), "{name}: {tag}");
            if !tag.ends_with('/') {
                open.push(element);
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{name}: {open:?} stay open");
}

/// As a server sends it.
fn compressed(text: &str) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

fn assert_sound(name: &str, figure: &Figure) {
    assert_well_formed(&figure.svg, name);
    for forbidden in ["style=", "NaN", "inf\"", "<script", "onload"] {
        assert!(!figure.svg.contains(forbidden), "{name}: {forbidden}");
    }
    let marks = ["c-done", "c-plan", "c-open", "c-other", "c-ring", "c-scope"];
    let drawn = marks.iter().any(|mark| figure.svg.contains(&format!("class=\"{mark}\"")));
    assert!(drawn, "{name}: an axis with nothing on it");
    assert!(figure.reading.ends_with('.') && !figure.reading.contains("NaN"), "{name}: {}", figure.reading);
    assert!(!figure.title.is_empty() && !figure.description.is_empty() && !figure.table.rows.is_empty(), "{name}");
    assert!(figure.table.rows.iter().all(|row| row.len() == figure.table.head.len()), "{name}");
    assert_eq!(figure.svg.matches("role=\"img\"").count(), 2, "{name}: one drawing for each size");
}

#[test]
fn every_kind_has_one_form_and_a_name_of_its_own() {
    let names: Vec<&str> = CHART_KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(
        names,
        [
            "velocity",
            "say-do",
            "scope",
            "burnup",
            "burndown",
            "flow",
            "cycle-time",
            "age",
            "throughput",
            "forecast",
            "calibration",
            "capacity",
            "blockers",
            "retro",
            "health",
            "money",
        ]
    );
    for name in names {
        assert_eq!(report::chart_kind(name).unwrap().name, name);
    }
    let empty = sprintbook::sprints::Log::default();
    for kind in CHART_KINDS {
        let gap = (kind.figure)(&Topic::log(&empty, TODAY)).unwrap_err();
        assert!(!gap.missing.is_empty() && !gap.gives.is_empty(), "{}", kind.name);
    }
}

#[test]
fn charts_of_the_worked_example_are_sound() {
    let figures = figures(&whole_log(), TODAY);
    for (name, figure) in &figures {
        assert_sound(name, figure);
    }
    let drawn: Vec<&str> = figures.keys().copied().collect();
    for wanted in
        ["velocity", "say-do", "scope", "burnup", "burndown", "flow", "throughput", "forecast", "capacity", "blockers"]
    {
        assert!(drawn.contains(&wanted), "{wanted} is not among {drawn:?}");
    }
    // 23 of 30 points; 7 are open.
    assert!(
        figures["burnup"].reading.starts_with("By 3 April 23 of 30 points were done"),
        "{}",
        figures["burnup"].reading
    );
    assert!(figures["flow"].reading.contains("6 of 8 items were done"), "{}", figures["flow"].reading);
}

#[test]
fn every_chart_of_24_sprints_fits_into_12_kilobytes() {
    let made = full_log(24).build();
    assert!(!made.told().iter().any(|told| !told.starts_with("sprint/")), "{:?}", made.told());
    let mut found = figures_of(&made, "sprints/index.html");
    found.extend(figures_of(&made, "sprints/s023/index.html"));
    assert!(found.len() >= 14, "{:?}", found.iter().map(|one| &one.0).collect::<Vec<_>>());
    for (id, svg) in found {
        let size = compressed(&svg);
        assert!(size <= 12 * 1024, "{id} takes {size} bytes");
    }
}

#[test]
fn pages_of_reports_stay_light() {
    let made = full_log(24).build();
    let sheets = compressed(STYLE) + compressed(CHARTS);
    for path in
        ["sprints/index.html", "sprints/s023/index.html", "sprints/horizon/index.html", "sprints/numbers/index.html"]
    {
        let size = compressed(&made.text(path)) + sheets;
        assert!(size <= 30 * 1024, "{path} takes {size} bytes with its sheets");
    }
}

#[test]
fn the_report_of_a_sprint_answers_what_people_ask() {
    let view = report::sprint_report(&whole_log(), &rich(), TODAY);
    assert_eq!(view.changes[0], "The goal was met, as in 2026-s05.");
    let questions: Vec<&str> = view.outlook.iter().map(|one| one.question).collect();
    assert_eq!(questions, ["What was delivered?", "What is in the way?"]);
    assert!(view.outlook[0].answer.starts_with("6 items and 23 points."), "{}", view.outlook[0].answer);
}
