//! Imports as people run them: real exports where this machine has them, and every tracker in its own form.

use sprintbook::diagnostics::Code;
use sprintbook::import::{ImportMap, Imported, Tracker, import, parse_import_map};
use sprintbook::source::{SourceFile, SourcePath};
use sprintbook::sprints::{ItemType, Sprint};

use crate::project::{OnDisk, Project, Ran, TODAY, shared};

fn files(texts: &[&str]) -> Vec<SourceFile> {
    let file =
        |(at, text): (usize, &&str)| SourceFile::new(SourcePath::new(&format!("e{at}.txt")), text.as_bytes().to_vec());
    texts.iter().enumerate().map(file).collect()
}

fn map(text: &str) -> ImportMap {
    let (map, told) = parse_import_map(&SourceFile::new(SourcePath::new("map.yaml"), text.as_bytes().to_vec()));
    assert!(told.is_empty(), "{told:?}");
    map
}

fn run(tracker: Tracker, texts: &[&str], map_text: &str) -> Imported {
    import(tracker, &files(texts), &map(map_text), TODAY)
}

fn made(tracker: Tracker, texts: &[&str], map_text: &str) -> Vec<Sprint> {
    let imported = run(tracker, texts, map_text);
    let told: Vec<&str> = imported.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(told.is_empty(), "{told:?}");
    imported.sprints
}

fn codes(tracker: Tracker, text: &str, map_text: &str) -> Vec<Code> {
    run(tracker, &[text], map_text).diagnostics.iter().map(|one| one.code).collect()
}

/// `id start..end (closed_on)`.
fn days(sprint: &Sprint) -> String {
    let dates = sprint.dates;
    let closed = dates.closed_on.map(|day| format!(" ({day})")).unwrap_or_default();
    format!("{} {}..{}{closed}", sprint.id, dates.start, dates.end)
}

/// `id points +added -removed >started =done` of each item.
fn items(sprint: &Sprint) -> Vec<String> {
    let one = |item: &sprintbook::sprints::Item| {
        let points = item.estimates.iter().map(|one| one.points.to_string()).collect::<Vec<_>>().join("/");
        let days = [("+", item.added), ("-", item.removed), (">", item.started), ("=", item.done)];
        let days: Vec<String> = days.iter().filter_map(|(sign, day)| Some(format!(" {sign}{}", (*day)?))).collect();
        format!("{} {points}{}", item.id, days.concat())
    };
    sprint.items.iter().map(one).collect()
}

fn home() -> OnDisk {
    Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")]).on_disk()
}

/// What `sprintbook import` says of a file beside the project.
fn imported(project: &OnDisk, tracker: &str, names: &[&str], map: Option<&str>) -> Ran {
    let folder = shared("fixtures/imports").unwrap();
    let paths: Vec<String> = names.iter().map(|name| folder.join(name).to_str().unwrap().to_owned()).collect();
    let mut arguments = vec!["import", tracker];
    arguments.extend(paths.iter().map(String::as_str));
    if let Some(map) = map {
        project.write("map.yaml", map);
        arguments.extend(["--map", "map.yaml"]);
    }
    project.run(&arguments)
}

const W2: &str = "sprints:\n  W2 Sprint 1: {start: 2022-11-16, end: 2022-11-23}\n  W2 Sprint 2: {start: 2022-11-23, end: 2022-12-07}\n  \
                  W2 Sprint 3: {start: 2022-12-07, end: 2022-12-21}\n  W2 Sprint 4: {start: 2022-12-21, end: 2023-01-18}\n";

#[test]
fn a_real_csv_of_jira_with_three_sprint_columns_counts_as_it_should() {
    if shared("fixtures/imports").is_none() {
        return;
    }
    let name = ["jira-csv-en-three-sprint-columns.csv"];
    let project = home();
    let refused = imported(&project, "jira", &name, None);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("import/no-dates") && refused.err.contains("W2 Sprint 1: {start:"), "{}", refused.err);
    assert!(!project.path().join("content/sprints").exists());
    let ran = imported(&project, "jira", &name, Some(W2));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("read: 26 items: 14 in no sprint, 9 in one, 2 in two, 1 in three"), "{}", ran.err);
    assert!(ran.err.contains("statuses: To Do (3) → to do; Done (9) → done"), "{}", ran.err);
    assert!(ran.err.contains("people: dropped Assignee, Assignee Id, Creator"), "{}", ran.err);
    assert!(ran.err.contains("unknown: committed is unknown in this export"), "{}", ran.err);
    let read = |sprint: usize| project.read(&format!("content/sprints/w2-sprint-{sprint}.yaml"));
    let done = |sprint: usize| read(sprint).matches(", done: ").count();
    assert_eq!([1, 2, 3, 4].map(done), [2, 2, 4, 1]);
    let open = |sprint: usize| -> Vec<String> {
        read(sprint)
            .lines()
            .filter(|line| line.contains("{id: ") && !line.contains("done: "))
            .map(|line| line.split("id: ").nth(1).unwrap().split(',').next().unwrap().to_owned())
            .collect()
    };
    // Carried on from the first and second sprint, and in the last sprint of each one that is open to this day.
    assert_eq!(open(1), ["W2-21", "W2-20", "W2-17"]);
    assert_eq!(open(2), ["W2-21", "W2-17"]);
    assert_eq!([open(3), open(4)], [["W2-24"], ["W2-30"]]);
    assert!(!read(1).contains("person-") && read(1).contains("unit: items"));
    // Without this, the statistics would look for points, of which there are none.
    assert!(project.read("content/sprints/team.yaml").ends_with("\nunit: items\n"));
    let shown = project.run(&["sprint", "show", "--all", "--today", "2026-11-23"]);
    assert!(shown.out.contains("items") && !shown.out.contains("points"), "{}", shown.out);
    let before = [1, 2, 3, 4].map(read);
    let lock = project.read("content/sprints/imports.lock");
    let again = imported(&project, "jira", &name, Some(W2));
    assert_eq!(again.err.matches(": as before").count(), 4, "{}", again.err);
    assert_eq!(([1, 2, 3, 4].map(read), project.read("content/sprints/imports.lock")), (before, lock));
    let checked = project.run(&["check", "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
}

#[test]
fn every_real_export_becomes_sprint_files_that_pass_check() {
    if shared("fixtures/imports").is_none() {
        return;
    }
    let v0110 = "sprints: {v0.11.0: {start: 2018-07-23, end: 2018-12-07}}\n";
    let v10 = "sprints: {v1.0: {start: 2020-01-13, end: 2020-02-28}}\n";
    let gitlab = "sprints: {19.12: {end: 2019-07-02}}\n";
    let montecarlo = "columns: {sprint: sprint_name, completed: completed_story_points}\nsprints:\n  41: {start: 2026-01-05, end: 2026-01-16}\n  \
                      42: {start: 2026-01-19, end: 2026-01-30}\n  43: {start: 2026-02-02, end: 2026-02-13}\n";
    let trello = "all_in: Board\nsprints: {Board: {start: 2019-02-18, end: 2019-10-31}}\nstatuses:\n  New Client Onboarding: to do\n  \
                  Attorney Assigned: doing\n  Win: done\n  Lost: dropped\n";
    let velocity = "sprints: {Sprint 42: {start: 2026-01-05, end: 2026-01-16}}\n";
    let cases: &[(&str, &[&str], Option<&str>, usize)] = &[
        ("jira", &["jira-csv-en-three-sprint-columns.csv"], Some(W2), 4),
        ("jira", &["jira-agile-board-sprints.json"], None, 5),
        ("jira", &["jira-agile-board-sprints.json", "jira-agile-boards.json"], None, 5),
        ("jira", &["jira-agile-board-sprints-merico.json"], None, 29),
        ("jira", &["SHAPE-jira-greenhopper-velocity.json"], Some(velocity), 1),
        ("github", &["github-api-issues.json"], Some(v0110), 1),
        ("gitlab", &["gitlab-api-issues.json"], Some(gitlab), 5),
        ("gitlab", &["gitlab-issues-export.csv"], Some(v10), 1),
        ("linear", &["linear-graphql-cycles.json"], None, 2),
        ("linear", &["linear-graphql-cycles.json", "linear-graphql-issues.json"], None, 2),
        ("trello", &["trello-lists.json", "trello-cards.json"], Some(trello), 1),
        ("csv", &["montecarlo-rs-sprints.csv"], Some(montecarlo), 3),
    ];
    for (tracker, names, map, sprints) in cases {
        let project = home();
        let ran = imported(&project, tracker, names, *map);
        assert_eq!(ran.code, 0, "{names:?}: {}", ran.err);
        assert_eq!(ran.err.matches(": new, ").count(), *sprints, "{names:?}: {}", ran.err);
        let checked = project.run(&["check"]);
        assert_eq!(checked.code, 0, "{names:?}: {}", checked.err);
        assert_eq!(project.run(&["build"]).code, 0, "{names:?}");
        let again = imported(&project, tracker, names, *map);
        assert_eq!(again.err.matches(": as before").count(), *sprints, "{names:?}: {}", again.err);
    }
    let empty = imported(&home(), "linear", &["SHAPE-linear-csv-header.csv"], None);
    assert!(empty.code == 1 && empty.err.contains("import/nothing"), "a header alone is nothing: {}", empty.err);
    let boards = imported(&home(), "jira", &["jira-agile-boards.json"], None);
    assert!(boards.code == 1 && boards.err.contains("lists 2 boards and no sprints"), "{}", boards.err);
}

#[test]
fn jira_speaks_many_languages() {
    let sprints = "sprints: {Sprint 1: {start: 2022-12-19, end: 2022-12-30}}";
    let german = "\u{feff}Zusammenfassung;Vorgangsschlüssel;Vorgangstyp;Status;Bearbeiter;Erstellt;Erledigt;Sprint;Sprint;Benutzerdefiniertes Feld (Story Points)\n\
                  Kartenformular;K-1;Story;Fertig;Erika;19.12.2022 09:00;21.12.2022 15:31;Sprint 1;;3,5\n\
                  \"Rück;zahlung\";K-2;Fehler;In Arbeit;Max;21/Dez/22 3:31 PM;;Sprint 1;;\n";
    let imported = run(Tracker::Jira, &[german], sprints);
    assert_eq!(items(&imported.sprints[0]), ["K-1 3.5 =2022-12-21", "K-2  +2022-12-21"]);
    assert_eq!(imported.sprints[0].items[1].kind, ItemType::Bug);
    assert!(imported.said.contains(&"people: dropped Bearbeiter".to_owned()), "{:?}", imported.said);
    for (header, row) in [
        ("Résumé,Clé de ticket,État,Sprint,Résolu", "Formulaire,K-1,Terminé(e),Sprint 1,21/déc./22 3:31 PM"),
        ("Resumen,Clave de incidencia,Estado,Sprint,Resuelta", "Formulario,K-1,Finalizada,Sprint 1,21/dic/22 3:31 PM"),
        ("要約,課題キー,ステータス,スプリント,解決日", "フォーム,K-1,完了,Sprint 1,2022/12/21 15:31"),
        ("Тема,Ключ проблемы,Статус,Спринт,Решено", "Форма,K-1,Готово,Sprint 1,21.12.2022 15:31"),
    ] {
        let sprints = made(Tracker::Jira, &[&format!("{header}\n{row}\n")], sprints);
        assert_eq!(items(&sprints[0]), ["K-1  =2022-12-21"], "{header}");
    }
}

#[test]
fn jira_reports_say_what_came_and_went_and_their_sums_are_not_trusted() {
    let issue = |key: &str, first: &str, last: &str| {
        format!(
            "{{\"key\":\"{key}\",\"summary\":\"S\",\"typeName\":\"Story\",\"statusName\":\"QA?\",\"estimateStatistic\":{{\"statFieldValue\":{{{first}}}}},\"currentEstimateStatistic\":{{\"statFieldValue\":{{{last}}}}}}}"
        )
    };
    let report = format!(
        "{{\"contents\":{{\"completedIssues\":[{},{}],\"issuesNotCompletedInCurrentSprint\":[{}],\"puntedIssues\":[{}],\
         \"completedIssuesEstimateSum\":{{\"value\":21.0}},\"issueKeysAddedDuringSprint\":{{\"K-2\":true}}}},\
         \"sprint\":{{\"id\":7,\"name\":\"Sprint 7\",\"state\":\"CLOSED\",\"startDate\":\"23/Mar/26 9:00 AM\",\"endDate\":\"03/Apr/26 5:00 PM\",\"completeDate\":\"03/Apr/26 5:10 PM\"}}}}",
        issue("K-1", "\"value\":3.0", "\"value\":5.0"),
        issue("K-2", "\"value\":2", "\"value\":2"),
        issue("K-3", "", ""),
        issue("K-4", "\"value\":8", "\"value\":8"),
    );
    let imported = run(Tracker::Jira, &[&report], "");
    assert_eq!(imported.diagnostics, []);
    assert_eq!(days(&imported.sprints[0]), "sprint-7 2026-03-23..2026-04-03");
    assert_eq!(
        items(&imported.sprints[0]),
        ["K-1 3/5 =2026-04-03", "K-2 2 +2026-03-24 =2026-04-03", "K-3 ", "K-4 8 -2026-04-03"]
    );
    let said = imported.said.join("\n");
    assert!(said.contains("the report says 21 completed points, and its issues add up to 7"), "{said}");
    assert!(!said.contains("committed is unknown"), "{said}");
}

#[test]
fn old_cells_of_jira_hold_whole_sprints_and_other_boards_are_left_out() {
    let csv = "Issue key,Status,Sprint\nK-1,Open,\"com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,rapidViewId=2,state=CLOSED,name=Sprint 1,startDate=2019-03-04T09:00:00.000Z,endDate=2019-03-15T17:00:00.000Z,completeDate=2019-03-18T08:00:00.000Z,sequence=1]\"\n";
    let sprints = made(Tracker::Jira, &[csv], "");
    assert_eq!(sprints.iter().map(days).collect::<Vec<_>>(), ["sprint-1 2019-03-04..2019-03-15 (2019-03-18)"]);
    let board = |id: u8, board: u8, start: &str, end: &str| {
        format!(
            "{{\"id\":{id},\"name\":\"S {id}\",\"state\":\"closed\",\"startDate\":\"{start}T09:00:00.000Z\",\"endDate\":\"{end}T09:00:00.000Z\",\"completeDate\":\"{end}T09:01:00.000Z\",\"originBoardId\":{board}}}"
        )
    };
    let list = format!(
        "{{\"values\":[{},{},{},{{\"id\":9,\"name\":\"Later\",\"state\":\"future\"}}]}}",
        board(1, 8, "2026-03-02", "2026-03-16"),
        board(2, 8, "2026-03-16", "2026-03-30"),
        board(3, 13, "2026-03-09", "2026-03-20")
    );
    let imported = run(Tracker::Jira, &[&list], "");
    let found: Vec<String> = imported.sprints.iter().map(days).collect();
    assert_eq!(found, ["s-1 2026-03-02..2026-03-15 (2026-03-16)", "s-2 2026-03-16..2026-03-30"]);
    assert!(imported.sprints[0].exclude.as_deref().unwrap().contains("only its dates"));
    let said = imported.said.join("\n");
    assert!(said.contains("sprints of other boards than 8 (`S 3`)") && said.contains("sprint `Later`"), "{said}");
    assert_eq!(made(Tracker::Jira, &[&list], "board: 13").len(), 1);
}

#[test]
fn several_files_of_jira_know_more_together() {
    let csv = "Issue key,Status,Status Category,Resolution,Sprint,Story Points,Resolved\n\
               K-1,Shipped it,Done,Done,Sprint 1,3,2026-03-25\nK-2,Closed,Done,Won't Do,Sprint 1,5,2026-03-26\n\
               K-3,Waiting for legal,In Progress,,Sprint 1,2,\nK-4,Done,Done,Done,Sprint 1,1,2026-05-01\n";
    let list = "{\"values\":[{\"id\":4,\"name\":\"Sprint 1\",\"state\":\"closed\",\"startDate\":\"2026-03-23T09:00:00Z\",\"endDate\":\"2026-04-03T09:00:00Z\"}]}";
    let velocity = "{\"sprints\":[{\"id\":4,\"name\":\"Sprint 1\",\"state\":\"CLOSED\"}],\"velocityStatEntries\":{\"4\":{\"estimated\":{\"value\":9.0},\"completed\":{\"value\":12.0}}}}";
    let imported = run(Tracker::Jira, &[csv, list, velocity], "");
    assert_eq!(imported.diagnostics, []);
    assert_eq!(items(&imported.sprints[0]), ["K-1 3 =2026-03-25", "K-2 5 -2026-03-26", "K-3 2", "K-4 1"]);
    let said = imported.said.join("\n");
    assert!(said.contains("Closed, Won't Do (1) → dropped"), "{said}");
    assert!(said.contains("the export says 12 completed points, and its items add up to 3"), "{said}");
    assert!(said.contains("1 item done after the close of the last sprint"), "{said}");
    let totals = made(Tracker::Jira, &[velocity, list], "");
    assert_eq!(totals[0].totals.committed.unwrap().to_string(), "9");
    assert_eq!(totals[0].exclude, None);
}

#[test]
fn projects_of_github_have_iterations_and_numbers() {
    let item = |number: u8, status: &str, kind: &str| {
        format!(
            "{{\"id\":\"PVTI_{number}\",\"title\":\"T{number}\",\"status\":\"{status}\",\"story Points\":3,\"assignees\":[\"ada\"],\
                 \"iteration\":{{\"title\":\"Sprint 4\",\"startDate\":\"2026-03-23\",\"duration\":14}},\"labels\":[\"bug\"],\
                 \"content\":{{\"type\":\"{kind}\",\"number\":{number},\"title\":\"T{number}\",\"url\":\"https://github.com/o/shop/issues/{number}\"}}}}"
        )
    };
    let json = format!(
        "{{\"items\":[{},{},{}],\"totalCount\":3}}",
        item(1, "Done", "Issue"),
        item(2, "In Progress", "Issue"),
        item(3, "Done", "PullRequest")
    );
    let imported = run(Tracker::GitHub, &[&json], "");
    assert_eq!(imported.diagnostics, []);
    assert_eq!(days(&imported.sprints[0]), "sprint-4 2026-03-23..2026-04-05");
    assert_eq!(items(&imported.sprints[0]), ["shop#1 3 =2026-04-05", "shop#2 3"]);
    let said = imported.said.join("\n");
    assert!(said.contains("pull requests, which are no items of work (1)"), "{said}");
    assert!(said.contains("1 item done on a day that the export does not tell"), "{said}");
}

#[test]
fn linear_azure_and_gitlab_in_their_tables() {
    let linear = "ID,Team,Title,Status,Estimate,Creator,Assignee,Labels,Cycle Number,Cycle Name,Cycle Start,Cycle End,Created,Started,Completed,Canceled\n\
                  ENG-1,Eng,Login,Merged!,3,a@x.org,b@x.org,\"Bug, P1\",12,,2026-03-23T00:00:00.000Z,2026-04-06T00:00:00.000Z,Mon Mar 02 2026 09:00:00 GMT+0000 (GMT),2026-03-24T10:00:00Z,2026-03-26T10:00:00Z,\n\
                  ENG-2,Eng,Dark,Todo,,a@x.org,,,,,,,2026-03-02T09:00:00Z,,,\n";
    let sprints = made(Tracker::Linear, &[linear], "");
    assert_eq!(days(&sprints[0]), "cycle-12 2026-03-23..2026-04-05");
    assert_eq!(items(&sprints[0]), ["ENG-1 3 >2026-03-24 =2026-03-26"]);
    let azure = "\u{feff}\"ID\",\"Work Item Type\",\"Title 1\",\"Title 2\",\"Assigned To\",\"State\",\"Iteration Path\",\"Story Points\",\"Closed Date\"\n\
                 \"7\",\"User Story\",\"Card form\",\"\",\"Ada <ada@x.org>\",\"Closed\",\"Shop\\Team\\Sprint 3\",\"5\",\"3/25/2026 4:05:00 PM\"\n\
                 \"8\",\"Bug\",\"\",\"Rounding\",\"\",\"Resolved\",\"Shop\\Team\\Sprint 3\",\"\",\"\"\n\"9\",\"Bug\",\"\",\"Later\",\"\",\"New\",\"Shop\",\"\",\"\"\n";
    let sprints = made(Tracker::Azure, &[azure], "sprints: {Sprint 3: {start: 2026-03-23, end: 2026-04-03}}");
    assert_eq!(items(&sprints[0]), ["7 5 =2026-03-25", "8 "]);
    assert_eq!(sprints[0].items[1].title, "Rounding");
    let gitlab = "Title,Description,Issue ID,URL,State,Author,Created At (UTC),Closed At (UTC),Iteration,Milestone,Weight,Labels\n\
                  '=SUM(A1),x,4,https://gitlab.com/g/shop/-/issues/4,Closed,Ada,2026-03-20 10:00:00,2026-03-25 10:00:00,It 1,v1,2,\"bug,shop\"\n";
    let sprints = made(Tracker::GitLab, &[gitlab], "sprints: {It 1: {start: 2026-03-23, end: 2026-04-03}}");
    assert_eq!(items(&sprints[0]), ["shop#4 2 =2026-03-25"]);
    assert_eq!(sprints[0].items[0].title, "=SUM(A1)");
}

#[test]
fn a_board_of_trello_tells_when_cards_were_done() {
    let board = r#"{"name":"Shop","lists":[{"id":"l1","name":"Doing"},{"id":"l2","name":"Done 🎉"}],
        "customFields":[{"id":"f1","name":"Points"}],
        "actions":[{"type":"updateCard","date":"2026-03-26T10:00:00.000Z","data":{"card":{"id":"c1"},"listAfter":{"id":"l2"}}}],
        "cards":[{"id":"c1","shortLink":"AbC","idList":"l2","name":"(3) Card form","labels":[{"name":"Sprint 4"}],"closed":false},
                 {"id":"c2","shortLink":"DeF","idList":"l1","name":"Refunds","labels":[{"name":"Sprint 4"}],"closed":false,
                  "customFieldItems":[{"idCustomField":"f1","value":{"number":"5"}}]},
                 {"id":"c3","shortLink":"GhI","idList":"l1","name":"Old","labels":[],"closed":true}]}"#;
    let sprints = made(Tracker::Trello, &[board], "sprints: {Sprint 4: {id: s4, start: 2026-03-23, end: 2026-04-03}}");
    assert_eq!(sprints[0].id, "s4");
    assert_eq!(items(&sprints[0]), ["AbC 3 =2026-03-26", "DeF 5"]);
}

#[test]
fn what_is_hostile_is_refused_with_a_name() {
    let csv = "id,title,status,sprint,done,start,end\n";
    let row = "K-1,a,Done,S 1,05/03/2026,2026-03-02,2026-03-13\n";
    for (tracker, text, code) in [
        (Tracker::Csv, "", Code::ImportUnreadable),
        (Tracker::Csv, "  \n ", Code::ImportUnreadable),
        (Tracker::Jira, "PK\u{3}\u{4}rest", Code::ImportUnreadable),
        (Tracker::Jira, "<html><body>Log in", Code::ImportUnreadable),
        (Tracker::Jira, "%PDF-1.7", Code::ImportUnreadable),
        (Tracker::Jira, "{\"values\":[{\"id\":1,\"name\":\"S", Code::ImportUnreadable),
        (Tracker::Jira, "{\"hello\":1}", Code::ImportUnreadable),
        (Tracker::Jira, "[1,2,3]", Code::ImportUnreadable),
        (Tracker::GitHub, "{\"message\":\"Bad credentials\"}", Code::ImportUnreadable),
        (Tracker::GitHub, "number,title\n1,a\n", Code::ImportUnreadable),
        (Tracker::GitLab, "[{\"number\":1}]", Code::ImportUnreadable),
        (Tracker::Trello, "{\"cards\":[{\"id\":\"c\",\"idList\":\"l\",\"name\":\"x\"}]}", Code::ImportUnreadable),
        (Tracker::Azure, "{}", Code::ImportUnreadable),
        (Tracker::Linear, "a,b\n1,2\n", Code::ImportNoColumn),
        (Tracker::Csv, "id,title,status,sprint\nK-1,\"a\n", Code::ImportUnreadable),
        (Tracker::Csv, "id\0,sprint\n1,2\n", Code::ImportUnreadable),
        (Tracker::Csv, &format!("{csv}{row}"), Code::ImportAmbiguousDate),
        (Tracker::Csv, &format!("{csv}{}", row.replace("05/03/2026", "soon")), Code::ImportBadValue),
        (
            Tracker::Csv,
            &format!("{csv}{}", row.replace("2026-03-13", "2026-02-13").replace("05/03/2026", "05.03.2026")),
            Code::ImportNoDates,
        ),
        (
            Tracker::Csv,
            &format!("{csv}{}", row.replace("Done", "Sorted").replace("05/03", "05.03").replace("05.03/", "05.03.")),
            Code::ImportUnknownStatus,
        ),
    ] {
        assert_eq!(codes(tracker, text, ""), [code], "{text:?}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(codes(Tracker::Jira, &deep, ""), [Code::ImportUnreadable]);
    let day_first = run(Tracker::Csv, &[&format!("{csv}{row}")], "dates: day-first");
    assert_eq!(items(&day_first.sprints[0]), ["K-1  =2026-03-05"]);
}

#[test]
fn a_mistake_in_json_is_told_at_a_whole_letter() {
    let text = "{\"labels\"Τ[]}";
    let told = run(Tracker::GitHub, &[text], "").diagnostics;
    assert_eq!(told[0].code, Code::ImportUnreadable);
    assert_eq!(&text[told[0].span.start..told[0].span.end], "Τ");
}

#[test]
fn what_is_said_of_an_export_sends_nothing_to_the_terminal() {
    let project = home();
    project.write("e.csv", "id,title,status,sprint,start,end,assignee\u{7}\nK-1,a,Done,S,2026-03-02,2026-03-13,Ada\n");
    let ran = project.run(&["import", "csv", "e.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("people: dropped assignee\\u{7}"), "{}", ran.err);
}

#[test]
fn cells_come_through_whatever_is_in_them() {
    let csv = "id,title,status,sprint,points,start,end,labels\n\
               K-1,\"two\nlines, \"\"quoted\"\" # no: comment\",Done,\"S: 1 #x\",1,2026-03-02,2026-03-13,\"a,{b}\"\n\
               no,\"=HYPERLINK(\"\"javascript:alert(1)\"\")\",To Do,\"S: 1 #x\",0.5,2026-03-02,2026-03-13,\n\
               1e3,\u{2028}\u{7},To Do,\"S: 1 #x\",,2026-03-02,2026-03-13,\n";
    let project = home();
    project.write("e.csv", csv);
    let ran = project.run(&["import", "csv", "e.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = project.read("content/sprints/s-1-x.yaml");
    assert!(
        text.contains("title: \"two lines, \\\"quoted\\\" # no: comment\"") && text.contains("id: \"no\""),
        "{text}"
    );
    let checked = project.run(&["check", "--strict"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let shown = project.run(&["sprint", "show", "s-1-x", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(json["points"]["completed"], 1, "{}", shown.out);
}

#[test]
fn imports_add_up_and_leave_hands_alone() {
    let project = home();
    let row = |id: &str, rest: &str| format!("{id},T {id},{rest},S 1,2026-11-02,2026-11-13\n");
    let head = "id,title,status,done,sprint,start,end\n";
    project.write("one.csv", format!("{head}{}{}", row("K-1", "Doing,"), row("K-2", "To Do,")));
    project.write("two.csv", format!("{head}{}{}", row("K-1", "Done,2026-11-05"), row("K-3", "To Do,")));
    assert_eq!(project.run(&["import", "csv", "one.csv"]).code, 0);
    let edited = project
        .read("content/sprints/s-1.yaml")
        .replace("title: T K-2", "title: Ours, goal: true")
        .replace("start:", "# by hand\nstart:");
    project.write("content/sprints/s-1.yaml", &edited);
    let dry = project.run(&["import", "csv", "two.csv", "--dry-run"]);
    assert!(dry.out.contains("done: 2026-11-05") && dry.err.contains("dry run"), "{}", dry.out);
    assert_eq!(project.read("content/sprints/s-1.yaml"), edited);
    let ran = project.run(&["import", "csv", "two.csv"]);
    assert!(ran.err.contains("not in this export, and kept: K-2"), "{}", ran.err);
    let text = project.read("content/sprints/s-1.yaml");
    for part in [
        "# by hand\nstart:",
        "title: Ours, goal: true",
        "{id: K-1, title: T K-1, type: other, done: 2026-11-05}",
        "id: K-3",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    project.run(&["import", "csv", "one.csv"]);
    assert!(project.read("content/sprints/s-1.yaml").contains("title: Ours, goal: true"));
    assert_eq!(project.run(&["sprint", "close", "s-1"]).code, 0);
    let closed = project.read("content/sprints/s-1.yaml");
    let ran = project.run(&["import", "csv", "two.csv"]);
    assert!(ran.err.contains("closed and locked"), "{}", ran.err);
    assert_eq!(project.read("content/sprints/s-1.yaml"), closed);
    assert_eq!(project.run(&["build"]).code, 0);
    assert!(!project.path().join("site/sprints/imports.lock").exists());
}

#[test]
fn teams_and_folders_are_found_or_asked_for() {
    let csv = "id,status,sprint,start,end\nK-1,To Do,S 1,2026-11-02,2026-11-13\n";
    let project = home();
    project.write("e.csv", csv);
    assert_eq!(project.run(&["import", "csv", "e.csv", "--team", "Kestrel"]).code, 0);
    assert!(project.path().join("content/teams/kestrel/sprints/s-1.yaml").exists());
    assert_eq!(project.run(&["import", "csv", "e.csv", "--team", "merlin"]).code, 0);
    let several = project.run(&["import", "csv", "e.csv"]);
    assert!(several.code == 2 && several.err.contains("--team"), "{}", several.err);
    assert_eq!(project.run(&["import", "csv", "e.csv", "--out", "elsewhere"]).code, 0);
    assert!(project.path().join("elsewhere/s-1.yaml").exists());
    let large = project.path().join("large.csv");
    std::fs::File::create(&large).unwrap().set_len(100 * 1024 * 1024).unwrap();
    let ran = project.run(&["import", "csv", "large.csv"]);
    assert!(ran.code == 1 && ran.err.contains("larger than 64 MB"), "{}", ran.err);
    assert_eq!(project.run(&["import", "csv", "gone.csv"]).code, 2);
}
