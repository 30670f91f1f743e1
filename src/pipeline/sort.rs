//! Which file is what: a page, a sprint file, a file to copy.

use std::collections::BTreeMap;

use crate::site::Asset;
use crate::source::{SourceFile, SourceTree};

/// The files of a project by what they are.
#[derive(Default)]
pub(super) struct Sorted<'a> {
    pub(super) pages: Vec<&'a SourceFile>,
    /// Sprint logs by their folder below the content folder.
    pub(super) logs: BTreeMap<String, LogFiles<'a>>,
    pub(super) assets: Vec<Asset>,
}

/// The YAML files of one `sprints/` folder.
#[derive(Default)]
pub(super) struct LogFiles<'a> {
    pub(super) team: Option<&'a SourceFile>,
    pub(super) history: Option<&'a SourceFile>,
    pub(super) sprints: Vec<&'a SourceFile>,
    pub(super) lock: Option<&'a SourceFile>,
}

/// Name of a folder that is a sprint log if it has a YAML file.
const LOG: &str = "sprints";

/// Name of the file that keeps closed sprints closed.
pub(super) const LOCK: &str = "sprints.lock";

pub(super) fn sort(tree: &SourceTree) -> Sorted<'_> {
    let mut sorted = Sorted::default();
    for (path, file) in tree.below(&tree.content) {
        let own = tree.content.is_empty() && (path.starts_with("themes/") || path.starts_with("static/"));
        let configuration = tree.content.is_empty() && path == "sprintbook.yaml";
        if own || configuration || is_underscored(path) {
            continue;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let in_log = folder.rsplit('/').next() == Some(LOG);
        if file.path.has_extension(&["md", "markdown"]) {
            sorted.pages.push(file);
        } else if in_log && file.path.has_extension(&["yaml", "yml"]) {
            add_to_log(sorted.logs.entry(folder.to_owned()).or_default(), file);
        } else if in_log && file.path.name() == LOCK {
            sorted.logs.entry(folder.to_owned()).or_default().lock = Some(file);
        } else {
            sorted.assets.push(Asset { source: file.path.clone(), url: format!("/{path}") });
        }
    }
    // A lock alone makes no log: its sprints are told as gone only where there are others.
    sorted.logs.retain(|_, log| log.team.is_some() || log.history.is_some() || !log.sprints.is_empty());
    let copied = tree.below("static").map(|(path, file)| Asset { source: file.path.clone(), url: format!("/{path}") });
    sorted.assets.extend(copied);
    sorted
}

/// Names that start with `_` are for other tools, except the page of a folder.
fn is_underscored(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('_') && part.rsplit_once('.').is_none_or(|(stem, _)| stem != "_index"))
}

fn add_to_log<'a>(log: &mut LogFiles<'a>, file: &'a SourceFile) {
    match file.path.stem() {
        "team" => log.team = Some(file),
        "history" => log.history = Some(file),
        _ => log.sprints.push(file),
    }
}
