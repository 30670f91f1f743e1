//! An export of any text, for each of the seven trackers: what is wrong is told, what is imported reads back without an error,
//! and a second import changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::diagnostics::Severity;
use sprintbook::import::{ImportMap, Tracker, import, parse_import_map};
use sprintbook::pipeline::{Importing, logs, merge_import};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};
use sprintbook::sprints::Sprint;
use sprintbook_fuzz::{TODAY, files, tell};

/// What a line names: the tracker of all files, and the file that follows.
const TRACKERS: &[(&str, Tracker)] = &[
    ("jira", Tracker::Jira),
    ("github", Tracker::GitHub),
    ("gitlab", Tracker::GitLab),
    ("linear", Tracker::Linear),
    ("azure", Tracker::Azure),
    ("trello", Tracker::Trello),
    ("csv", Tracker::Csv),
];

const MAP: &str = "map.yaml";

fuzz_target!(|text: &[u8]| {
    let mut tracker = Tracker::Csv;
    let mut exports = Vec::new();
    let mut map = ImportMap::default();
    let known = |name: &str| (name == MAP || TRACKERS.iter().any(|(word, _)| *word == name)).then(|| name.to_owned());
    for (name, bytes) in files(text, "csv", known) {
        if name == MAP {
            let file = SourceFile::new(SourcePath::new(MAP), bytes);
            let (read, told) = parse_import_map(&file);
            tell(&told, &SourceTree::new("", [file]));
            map = read;
        } else {
            tracker = TRACKERS.iter().find(|(word, _)| *word == name).map_or(Tracker::Csv, |(_, tracker)| *tracker);
            exports.push(SourceFile::new(SourcePath::new(&format!("export-{}", exports.len())), bytes));
        }
    }
    let imported = import(tracker, &exports, &map, TODAY);
    tell(&imported.diagnostics, &SourceTree::new("", imported.sources.iter().cloned()));
    let wrong = imported.diagnostics.iter().any(|one| one.severity == Severity::Error);
    assert!(!exports.is_empty() || imported.sprints.is_empty(), "sprints of no export");
    if !wrong {
        look_at(&imported.sprints);
    }
});

fn look_at(sprints: &[Sprint]) {
    let folder = SourcePath::new("content/sprints");
    let empty = SourceTree::new("content", []);
    let first = merge_import(&empty, &folder, sprints);
    let Some(tree) = written(&empty, &first) else { return };
    for (path, _) in &first.writes {
        let inside = path.below(folder.as_str()).unwrap_or_default();
        assert!(
            !inside.is_empty() && !inside.contains(['/', '\\', '\0']) && inside != "..",
            "{path} is no file of the log"
        );
    }
    let read = logs(&tree, TODAY);
    tell(&read.diagnostics, &tree);
    let errors: Vec<_> = read.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "imported with errors: {errors:#?} {:#?}", first.writes);
    let second = merge_import(&tree, &folder, sprints);
    assert!(
        second.refused.is_none() && second.writes.is_empty(),
        "a second import changes {:#?}, from {:#?}",
        second.writes,
        first.writes
    );
}

/// The log after an import; nothing where it was refused, which has its reason.
fn written(tree: &SourceTree, importing: &Importing) -> Option<SourceTree> {
    if let Some((told, files)) = &importing.refused {
        assert!(!told.is_empty() && importing.writes.is_empty(), "refused without a reason");
        tell(told, files);
        return None;
    }
    let files = importing.writes.iter();
    Some(tree.with(files.map(|(path, text)| SourceFile::new(path.clone(), text.clone().into_bytes()))))
}
