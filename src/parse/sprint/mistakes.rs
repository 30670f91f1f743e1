//! A text with one mistake must give exactly its code, at exactly its place, and nothing else.

use crate::diagnostics::{Diagnostic, Severity};
use crate::source::{Position, SourceFile, SourcePath, Span};
use crate::sprints::{CommitmentMode, Unit};

use super::file::{parse_history, parse_sprint};
use super::ledger::check_ledger;
use super::team::parse_team;

const DATES: &str = "start: 2026-03-23\nend: 2026-04-03\n";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile::new(SourcePath::new(path), text.as_bytes().to_vec())
}

/// `error sprint/unknown-key 3:1`, with the places that belong to it behind an arrow.
fn shown(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let place = |span: &Span| {
        let Position { line, column } = Position::of(text, span.start);
        format!("{line}:{column}")
    };
    let line = |one: &Diagnostic| {
        let places: Vec<String> =
            std::iter::once(&one.span).chain(one.related.iter().map(|other| &other.span)).map(place).collect();
        format!("{} {} {}", one.severity.as_str(), one.code, places.join(" -> "))
    };
    diagnostics.iter().map(line).collect()
}

#[track_caller]
fn sprint_gives(text: &str, expected: &[&str]) -> Vec<Diagnostic> {
    let (_, diagnostics) = parse_sprint(&file("content/sprints/2026-s07.yaml", text));
    assert_eq!(shown(text, &diagnostics), expected, "{diagnostics:#?}");
    diagnostics
}

/// What `lines` after the two dates give; the first of them is line 3.
#[track_caller]
fn lines_give(lines: &str, expected: &[&str]) -> Vec<Diagnostic> {
    sprint_gives(&format!("{DATES}{lines}"), expected)
}

#[track_caller]
fn team_gives(text: &str, expected: &[&str]) {
    let (_, diagnostics) = parse_team(&file("content/sprints/team.yaml", text));
    assert_eq!(shown(text, &diagnostics), expected, "{diagnostics:#?}");
}

fn help(diagnostics: &[Diagnostic]) -> &str {
    diagnostics[0].help.as_deref().unwrap_or_default()
}

#[test]
fn a_sprint_needs_two_dates_that_exist() {
    sprint_gives("committed: 3\n", &["error yaml/missing-key 1:1", "error yaml/missing-key 1:1"]);
    sprint_gives("start: 2026-03-23\nend:\ncompleted: 3\n", &["error yaml/missing-key 1:1"]);
    sprint_gives("start: 2026-02-30\nend: 2026-03-06\n", &["error yaml/no-such-day 1:8"]);
    sprint_gives("start: 202-03-23\nend: 2026-04-03\n", &["error sprint/odd-date 1:8"]);
    sprint_gives("start: 23.03.2026\nend: 2026-04-03\n", &["error yaml/wrong-type 1:8"]);
    sprint_gives("start: 0202-03-23\nend: 2026-04-03\n", &["error sprint/odd-date 1:8"]);
}

#[test]
fn the_end_is_not_before_the_start() {
    let told = sprint_gives("start: 2026-04-03\nend: 2026-03-23\n", &["error sprint/end-before-start 2:6 -> 1:8"]);
    assert_eq!(told[0].message, "the sprint ends on 2026-03-23, before it starts on 2026-04-03");
    lines_give("closed_on: 2026-03-20\n", &["error sprint/end-before-start 3:12 -> 1:8"]);
    sprint_gives("start: 2026-03-23\nend: 2027-04-03\n", &["warning sprint/odd-date 2:6 -> 1:8"]);
}

#[test]
fn the_name_of_the_file_is_the_id() {
    let told = lines_give("id: 2026-s7\n", &["warning sprint/id-differs 3:5"]);
    assert!(help(&told).starts_with("the name of the file wins"));
    lines_give("id: 2026-s07\n", &[]);
}

#[test]
fn unknown_keys_are_told_at_every_depth() {
    assert_eq!(help(&lines_give("commited: 24\n", &["error sprint/unknown-key 3:1"])), "did you mean `committed`?");
    lines_give("goal:\n  txt: Pay by card\n", &["error sprint/unknown-key 4:3"]);
    lines_give("items:\n  - {id: K-1, assignee: Ann}\n", &["error sprint/unknown-key 4:15"]);
    lines_give(
        "items:\n  - id: K-1\n    estimates: [{day: 2026-03-23, points: 3}]\n",
        &["error sprint/unknown-key 5:18"],
    );
    lines_give("capacity: {people: [{role: tester, name: Ann}]}\n", &["error sprint/unknown-key 3:36"]);
    lines_give("calendar: {holiday: []}\n", &["error sprint/unknown-key 3:12"]);
    lines_give("blockers: [{id: B-1, open: 2026-03-24}]\n", &["error sprint/unknown-key 3:22"]);
    lines_give("risks: [{id: R-1, likely: 3}]\n", &["error sprint/unknown-key 3:19"]);
    lines_give("dependencies: [{id: D-1, what: Secrets, need: 2026-04-01}]\n", &["error sprint/unknown-key 3:41"]);
    lines_give("retro: {good: []}\n", &["error sprint/unknown-key 3:9"]);
    lines_give("retro: {actions: [{id: A, what: Ask, who: Ann}]}\n", &["error sprint/unknown-key 3:38"]);
    lines_give("retro: {closed: [{id: A, result: Asked}]}\n", &["error sprint/unknown-key 3:26"]);
    lines_give("health: {scales: 5}\n", &["error sprint/unknown-key 3:10"]);
    lines_give("quality: {bugs: 5}\n", &["error sprint/unknown-key 3:11"]);
    lines_give("money: {spend: 5}\n", &["error sprint/unknown-key 3:9"]);
    lines_give("releases: [{version: 1.10, day: 2026-04-01}]\n", &["error sprint/unknown-key 3:28"]);
    lines_give("events: [{date: 2026-04-01, what: Fair, where: Hall}]\n", &["error sprint/unknown-key 3:41"]);
    lines_give("amended: [{date: 2026-04-01, what: Total, who: Ann}]\n", &["error sprint/unknown-key 3:43"]);
}

#[test]
fn a_key_that_yaml_may_take_for_a_truth_value_is_explained() {
    for (key, meaning) in [("on", "true"), ("no", "false"), ("Y", "true"), ("off", "false")] {
        let told = lines_give(&format!("{key}: 2026-03-24\n"), &["error yaml/truth-word 3:1"]);
        let expected = format!("many YAML readers take `{key}` for `{meaning}`, so no key has that name");
        assert!(help(&told).starts_with(&expected), "{}", help(&told));
    }
}

#[test]
fn values_of_another_kind_are_told() {
    lines_give("state: done\n", &["error yaml/wrong-type 3:8"]);
    lines_give("unit: hours\n", &["error yaml/wrong-type 3:7"]);
    lines_give("exclude: true\n", &["error yaml/wrong-type 3:10"]);
    lines_give("goal: Pay by card\n", &["error yaml/wrong-type 3:7"]);
    lines_give("goal: {outcome: reached}\n", &["error yaml/wrong-type 3:17"]);
    lines_give("goal: {evidence: \"javascript:alert(1)\"}\n", &["error yaml/wrong-type 3:18"]);
    lines_give("committed: many\n", &["error yaml/wrong-type 3:12"]);
    lines_give("items: 3\n", &["error yaml/wrong-type 3:8"]);
    lines_give("items:\n  - K-1\n", &["error yaml/wrong-type 4:5"]);
    lines_give("items: [{id: K-1, goal: yes}]\n", &["error yaml/wrong-type 3:25"]);
    lines_give("items: [{id: K-1, type: story}]\n", &["error yaml/wrong-type 3:25"]);
    lines_give("capacity: all of us\n", &["error yaml/wrong-type 3:11"]);
    lines_give("capacity: {people: [{role: tester, allocation: 0.8}]}\n", &["error yaml/wrong-type 3:48"]);
    lines_give("capacity: {people: [{role: tester, leave: [Monday]}]}\n", &["error yaml/wrong-type 3:43"]);
    lines_give("calendar: {working_days: [mon]}\n", &["error yaml/wrong-type 3:26"]);
    lines_give("calendar: {working_days: []}\n", &["error yaml/wrong-type 3:26"]);
    lines_give("risks: [{id: R-1, impact: 6}]\n", &["error yaml/wrong-type 3:27"]);
    lines_give("dependencies: [{id: D-1, what: A, state: soon}]\n", &["error yaml/wrong-type 3:42"]);
    lines_give("health: {responses: [4, good]}\n", &["error yaml/wrong-type 3:25"]);
    lines_give("health: {questions: {trust: 4}}\n", &["error yaml/wrong-type 3:29"]);
    lines_give("remaining: {monday: 4}\n", &["error yaml/wrong-type 3:13"]);
    lines_give("remaining: {2026-03-23: four}\n", &["error yaml/wrong-type 3:25"]);
    lines_give("schema: 2\n", &["error sprint/schema 3:9"]);
}

#[test]
fn a_text_with_a_colon_says_that_it_needs_quotes() {
    let told = lines_give("retro:\n  well:\n    - We learned: ask first\n", &["error yaml/wrong-type 5:7"]);
    assert_eq!(help(&told), "put a text that contains `: ` in quotes");
    let told = lines_give("note: Late: ask first\n", &["error yaml/syntax 3:11"]);
    assert!(help(&told).contains("needs quotes"), "{}", help(&told));
}

#[test]
fn numbers_are_not_below_zero_and_points_are_halves() {
    lines_give("committed: -3\ncompleted: 0.25\n", &["error sprint/negative 3:12", "warning sprint/odd-points 4:12"]);
    lines_give("items: [{id: K-1, points: -1}]\n", &["error sprint/negative 3:27"]);
    lines_give("items: [{id: K-1, points: 2.3}]\n", &["warning sprint/odd-points 3:27"]);
    lines_give(
        "items: [{id: K-1, estimates: [{points: 1.5}, {date: 2026-03-24, points: -2}]}]\n",
        &["error sprint/negative 3:73"],
    );
    lines_give("items: [{id: K-1, points: 0.125}]\n", &["error yaml/wrong-type 3:27"]);
    lines_give("reestimated: -2\n", &[]);
    lines_give("capacity: -1\n", &["error sprint/negative 3:11"]);
    lines_give("capacity: {people: [{role: tester, leave: -1}]}\n", &["error sprint/negative 3:43"]);
    lines_give("money: {spent: -4.20}\n", &["error sprint/negative 3:16"]);
    lines_give(
        "remaining: {2026-03-23: -4, 2026-03-24: 1.1}\n",
        &["error sprint/negative 3:25", "warning sprint/odd-points 3:41"],
    );
    lines_give("health: {scale: 5, responses: [4, 44]}\n", &["error sprint/off-scale 3:35"]);
    lines_give("health: {scale: 5, questions: {trust: [3, -1]}}\n", &["error sprint/off-scale 3:43"]);
}

#[test]
fn entries_need_what_makes_them_one() {
    lines_give("items: [{title: Card form}]\n", &["error yaml/missing-key 3:9"]);
    lines_give("items: [{id: K-1, estimates: [{date: 2026-03-23}]}]\n", &["error yaml/missing-key 3:31"]);
    lines_give("items: [{id: K-1, blocked: [{to: 2026-03-24}]}]\n", &["error yaml/missing-key 3:29"]);
    lines_give("capacity: {}\n", &["error yaml/missing-key 3:11"]);
    lines_give("capacity: {people: [{allocation: 80}]}\n", &["error yaml/missing-key 3:21"]);
    lines_give("events: [{what: Fair}]\n", &["error yaml/missing-key 3:10"]);
    lines_give("amended: [{date: 2026-04-04}]\n", &["error yaml/missing-key 3:11"]);
    lines_give("items: [{id: K-1, points: 3, estimates: [{points: 5}]}]\n", &["error sprint/two-sizes 3:19 -> 3:30"]);
}

#[test]
fn dates_of_an_item_are_possible() {
    let item = |fields: &str, expected: &[&str]| lines_give(&format!("items:\n  - {{id: K-1, {fields}}}\n"), expected);
    item("started: 2026-03-25, done: 2026-03-24", &["error sprint/item-dates 4:42 -> 4:24"]);
    item("added: 2026-03-25, removed: 2026-03-24", &["error sprint/item-dates 4:43 -> 4:22"]);
    item("blocked: [{from: 2026-03-25, to: 2026-03-24}]", &["error sprint/item-dates 4:48 -> 4:32"]);
    item("done: 2026-04-04", &["error sprint/after-close 4:21 -> 2:6"]);
    item("added: 2026-04-04", &["error sprint/after-close 4:22 -> 2:6"]);
    item("removed: 2026-04-04", &["error sprint/after-close 4:24 -> 2:6"]);
    item("removed: 2026-03-25, done: 2026-03-26", &["error sprint/removed-and-done 4:24 -> 4:42"]);
    item("done: 2026-04-03", &[]);
    item("done: 2026-03-20, started: 2026-03-20", &[]);
    lines_give(
        "closed_on: 2026-04-02\nitems: [{id: K-1, done: 2026-04-03}]\n",
        &["error sprint/after-close 4:25 -> 3:12"],
    );
    lines_give("closed_on: 2026-04-06\nitems: [{id: K-1, done: 2026-04-06}]\n", &[]);
}

#[test]
fn ids_are_known_and_given_once() {
    lines_give("items:\n  - id: K-1\n  - id: K-2\n  - id: K-1\n", &["error sprint/duplicate-item 6:9 -> 4:9"]);
    lines_give("blockers: [{id: B-1}, {id: B-1}]\n", &["error sprint/duplicate-entry 3:28 -> 3:17"]);
    lines_give(
        "retro: {actions: [{id: A, what: Ask}, {id: A, what: Act}]}\n",
        &["error sprint/duplicate-entry 3:44 -> 3:24"],
    );
    let told = lines_give(
        "items: [{id: K-1, blocked: [{from: 2026-03-24, blocker: B11}]}]\nblockers: [{id: B-11}]\n",
        &["error sprint/unknown-blocker 3:57"],
    );
    assert_eq!(help(&told), "did you mean `B-11`?");
    lines_give(
        "blockers: [{id: B-1, opened: 2026-03-24, resolved: 2026-03-23}]\n",
        &["error sprint/blocker-dates 3:52 -> 3:30"],
    );
}

#[test]
fn places_hold_where_an_earlier_entry_cannot_be_read() {
    lines_give(
        "items:\n  - K-1\n  - {id: K-2, done: 2026-05-01}\n",
        &["error yaml/wrong-type 4:5", "error sprint/after-close 5:21 -> 2:6"],
    );
}

#[test]
fn totals_balance() {
    let all = "committed: 26\nadded: 5\nreestimated: 2\ncompleted: 23\nnot_completed: 7\nremoved: 2\n";
    let told = lines_give(all, &["error sprint/unbalanced 3:12"]);
    assert_eq!(told[0].message, "the totals do not balance: 26 + 5 + 2 = 33, but 23 + 7 + 2 = 32");
    lines_give(&all.replace("removed: 2", "removed: 3"), &[]);
    let told = lines_give(&all.replace("reestimated: 2", "reestimated: -1.5"), &["error sprint/unbalanced 3:12"]);
    assert_eq!(told[0].message, "the totals do not balance: 26 + 5 - 1.5 = 29.5, but 23 + 7 + 2 = 32");
    lines_give("committed: 26\ncompleted: 23\n", &[]);
    let told = lines_give(
        "added: 0\nreestimated: -1.5\nremoved: 0\ncommitted: 24\ncompleted: 30\n",
        &["error sprint/unbalanced 6:12"],
    );
    assert_eq!(told[0].message, "the totals cannot balance: `not_completed` would have to be -7.5");
}

#[test]
fn a_sprint_that_has_begun_says_something_of_its_work() {
    lines_give("state: closed\n", &["error sprint/empty 3:8"]);
    lines_give("state: active\nexclude: Everybody was ill\n", &[]);
    lines_give("state: planned\n", &[]);
    lines_give("state: active\nremaining: {2026-03-23: 26}\n", &[]);
}

#[test]
fn totals_that_differ_from_the_items_are_named() {
    let text = format!("{DATES}committed: 6\ncompleted: 5\nitems: [{{id: K-1, points: 5, done: 2026-03-24}}]\n");
    let (sprint, diagnostics) = parse_sprint(&file("content/sprints/2026-s07.yaml", &text));
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let sprint = sprint.unwrap();
    let told = check_ledger(&sprint, Unit::Points, CommitmentMode::OpenAtStart);
    assert_eq!(shown(&text, &told), ["error sprint/totals-differ 3:12"]);
    assert_eq!(told[0].message, "`committed` says 6, but the items add up to 5 points");
    let told = check_ledger(&sprint, Unit::Items, CommitmentMode::OpenAtStart);
    assert_eq!(shown(&text, &told), ["error sprint/totals-differ 3:12", "error sprint/totals-differ 4:12"]);
}

#[test]
fn a_history_is_read_entry_by_entry() {
    let text = "team: kestrel\nsprints:\n  - {id: s1, start: 2026-01-05, end: 2026-01-16, committed: 3, completed: 2}\n  \
                - {id: s2, start: 2026-01-30, end: 2026-01-19, commited: 3}\n  \
                - {start: 2026-02-02, end: 2026-02-13}\n  \
                - {id: ../s3, start: 2026-02-16, end: 2026-02-27}\n  - s4\n";
    let (sprints, diagnostics) = parse_history(&file("content/sprints/history.yaml", text));
    assert_eq!(
        shown(text, &diagnostics),
        [
            "error sprint/end-before-start 4:38 -> 4:21",
            "error sprint/unknown-key 4:50",
            "error yaml/missing-key 5:5",
            "error sprint/bad-id 6:10",
            "error yaml/wrong-type 7:5",
        ]
    );
    let ids: Vec<&str> = sprints.iter().map(|one| one.sprint.id.as_str()).collect();
    assert_eq!(ids, ["s1", "s2"]);
    assert_eq!(sprints[0].sprint.team.as_deref(), Some("kestrel"));
    let place = |path: &str| Position::of(text, sprints[1].span_of(path).start);
    assert_eq!(place("end"), Position { line: 4, column: 38 });
    assert_eq!(place(""), Position { line: 4, column: 5 });
    assert_eq!(place("completed"), Position { line: 4, column: 5 }, "what is not there: the whole entry");
}

#[test]
fn a_history_without_sprints_says_so() {
    let (sprints, diagnostics) = parse_history(&file("content/sprints/history.yaml", "team: kestrel\n"));
    assert!(sprints.is_empty());
    assert_eq!(shown("team: kestrel\n", &diagnostics), ["error yaml/missing-key 1:1"]);
}

#[test]
fn a_team_file_is_checked_as_well() {
    team_gives("name: Kestrel\nunit: points\ncommitment: jira\n", &[]);
    team_gives("nam: Kestrel\n", &["error sprint/unknown-key 1:1"]);
    team_gives("window: 0\n", &["error yaml/wrong-type 1:9"]);
    team_gives("commitment: scrum\n", &["error yaml/wrong-type 1:13"]);
    team_gives("holidays: [{name: Christmas}]\n", &["error yaml/missing-key 1:12"]);
    team_gives("budget: {currency: EUR}\n", &["error yaml/missing-key 1:9"]);
    team_gives("budget: {amount: -1}\n", &["error sprint/negative 1:18"]);
    team_gives(
        "budget: {amount: 10, from: 2026-04-01, to: 2026-03-31}\n",
        &["error sprint/end-before-start 1:44 -> 1:28"],
    );
    team_gives("backlog: {by: 2027-02-19}\n", &["error yaml/missing-key 1:10"]);
    team_gives("backlog: {points: 3, items: 4}\n", &["error sprint/two-sizes 1:22 -> 1:11"]);
}

#[test]
fn one_run_shows_every_mistake() {
    let text = "start: 2026-03-23\nend: soon\ncommited: 3\ngoal: {outcome: won}\nitems: [{points: -1}]\n";
    let told = sprint_gives(
        text,
        &[
            "error yaml/wrong-type 2:6",
            "error sprint/unknown-key 3:1",
            "error yaml/wrong-type 4:17",
            "error yaml/missing-key 5:9",
            "error sprint/negative 5:18",
        ],
    );
    assert!(told.iter().all(|one| one.severity == Severity::Error && !one.message.ends_with('.')));
}
