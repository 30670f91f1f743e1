//! Which file is what: a page, a sprint file, a file to copy.

use std::collections::BTreeMap;

use crate::parse::{CODE_OWNERS, Navigation, is_page_source, parse_summary, picture_size};
use crate::site::{Asset, normal};
use crate::source::{SourceFile, SourcePath, SourceTree};

/// The files of a project by what they are.
#[derive(Default)]
pub(super) struct Sorted<'a> {
    pub(super) pages: Vec<&'a SourceFile>,
    /// Sprint logs by their folder below the content folder.
    pub(super) logs: BTreeMap<String, LogFiles<'a>>,
    pub(super) assets: Vec<Asset>,
    /// What Docusaurus keeps of folders.
    pub(super) categories: Vec<&'a SourceFile>,
    /// The menu of mdBook or GitBook.
    pub(super) summary: Option<Navigation>,
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

/// The menu of mdBook and GitBook, in the content folder itself.
const SUMMARY: &str = "SUMMARY.md";

/// What Docusaurus says of a folder.
const CATEGORIES: &[&str] = &["_category_.json", "_category_.yml", "_category_.yaml"];
/// Name of the file that keeps closed sprints closed.
pub(super) const LOCK: &str = "sprints.lock";
/// Name of the file by which imports know what people have changed.
pub(super) const IMPORTS: &str = "imports.lock";

pub(super) fn sort(tree: &SourceTree) -> Sorted<'_> {
    let mut sorted = Sorted::default();
    // Where a whole repository is the content, most of its files are no part of the handbook.
    let whole_repository = tree.content.is_empty();
    let on_demand = whole_repository || tree.on_demand;
    for (path, file) in tree.below(&tree.content) {
        let own = whole_repository && (path.starts_with("themes/") || path.starts_with("static/"));
        if own || (whole_repository && path == "sprintbook.yaml") || CODE_OWNERS.contains(&file.path.as_str()) {
            continue;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let in_log = folder.rsplit('/').next() == Some(LOG);
        if is_set_aside(path) {
            if CATEGORIES.contains(&file.path.name()) {
                sorted.categories.push(file);
            } else if !is_page_source(file) {
                sorted.assets.push(asset(path, file, true));
            }
        } else if path == SUMMARY && sorted.read_summary(file) {
        } else if is_page_source(file) {
            sorted.pages.push(file);
        } else if in_log && file.path.has_extension(&["yaml", "yml"]) {
            add_to_log(sorted.logs.entry(folder.to_owned()).or_default(), file);
        } else if in_log && file.path.name() == LOCK {
            sorted.logs.entry(folder.to_owned()).or_default().lock = Some(file);
        } else if !(in_log && file.path.name() == IMPORTS) {
            sorted.assets.push(asset(path, file, on_demand));
        }
    }
    // A lock alone makes no log: its sprints are told as gone only where there are others.
    sorted.logs.retain(|_, log| log.team.is_some() || log.history.is_some() || !log.sprints.is_empty());
    if !whole_repository && tree.on_demand {
        sorted.assets.extend(around(tree));
    }
    sorted.assets.extend(tree.below("static").map(|(path, file)| asset(path, file, false)));
    sorted
}

/// Files around the content folder, which pages may show too. Each has the address of its place in the project, unless a file
/// in the content has it.
fn around(tree: &SourceTree) -> impl Iterator<Item = Asset> {
    let outside = tree.files().filter(|file| {
        let own = ["themes", "static", &tree.content].iter().any(|folder| file.path.below(folder).is_some());
        let inside = || tree.get(&SourcePath::new(&tree.content).join(file.path.as_str())).is_some();
        !own && !is_page_source(file) && !inside()
    });
    outside.map(|file| asset(file.path.as_str(), file, true))
}

impl Sorted<'_> {
    /// Whether `file` is a menu rather than a page.
    fn read_summary(&mut self, file: &SourceFile) -> bool {
        self.summary = parse_summary(file);
        self.summary.is_some()
    }
}

fn asset(path: &str, file: &SourceFile, on_demand: bool) -> Asset {
    Asset { source: file.path.clone(), url: format!("/{}", normal(path)), on_demand, size: picture_size(file) }
}

/// Names that start with `_` or `.` are for other tools, except the page of a folder. Only a file that a page shows is taken
/// from there: some tools keep pictures so.
fn is_set_aside(path: &str) -> bool {
    path.split('/').any(|part| {
        let index = part.rsplit_once('.').is_some_and(|(stem, _)| stem == "_index");
        part.starts_with(['_', '.']) && !index
    })
}

fn add_to_log<'a>(log: &mut LogFiles<'a>, file: &'a SourceFile) {
    match file.path.stem() {
        "team" => log.team = Some(file),
        "history" => log.history = Some(file),
        _ => log.sprints.push(file),
    }
}
