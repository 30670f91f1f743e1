//! Imported sprints into the files of a log: which are new, what changes in the others, and what is left as a hand wrote it.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Severity};
use crate::parse::{
    Base, Lock, Locked, Merged, import_lock_text, merged_text, parse_history, parse_import_lock, parse_lock,
    parse_sprint, sprint_text,
};
use crate::site::SprintLog;
use crate::source::{SourceFile, SourcePath, SourceTree};
use crate::sprints::{Sprint, Unit};

use super::logs::Logs;
use super::sort::{IMPORTS, LOCK};

/// What holds for all sprints of a log.
const TEAM: &str = "team.yaml";

/// What an import does to the files of a log.
#[derive(Debug, Default)]
pub struct Importing {
    /// Files to write, with their whole text.
    pub writes: Vec<(SourcePath, String)>,
    /// What was done, one sentence each.
    pub done: Vec<String>,
    /// Why nothing may be written, with the files that are meant.
    pub refused: Option<(Vec<Diagnostic>, SourceTree)>,
}

impl Logs {
    /// The folder for the sprints of `team`: of its log, or where a new one belongs, below the folder `content`.
    pub fn folder_of(&self, team: Option<&str>, content: &str) -> Result<SourcePath, String> {
        if self.of_teams.is_empty() || (team.is_some() && self.of_team(team).is_err()) {
            let team = team.map(|team| team.trim().to_lowercase().replace(char::is_whitespace, "-"));
            let below = team.map_or_else(|| "sprints".to_owned(), |team| format!("teams/{team}/sprints"));
            return Ok(SourcePath::new(content).join(&below));
        }
        self.of_team(team).map(SprintLog::source_folder)
    }
}

/// `sprints` into the log in `folder`, whose files are those of `tree`.
#[must_use]
pub fn merge_import(tree: &SourceTree, folder: &SourcePath, sprints: &[Sprint]) -> Importing {
    let file = |name: &str| tree.get(&folder.join(name));
    let (mut bases, told) = file(IMPORTS).map(parse_import_lock).unwrap_or_default();
    let (lock, wrong) = file(LOCK).map(parse_lock).unwrap_or_default();
    let told: Vec<Diagnostic> = told.into_iter().chain(wrong).collect();
    if !told.is_empty() {
        return Importing { refused: Some((told, tree.clone())), ..Importing::default() };
    }
    let before = bases.clone();
    let log = Existing::read(tree, folder, before.clone(), lock);
    let mut importing = Importing::default();
    for sprint in sprints {
        let (path, merged) = log.merge(folder, sprint, &mut importing);
        if let Some(merged) = merged {
            bases.insert(path.stem().to_owned(), merged.base.clone());
            importing.take(tree, path, merged, sprint.items.len());
        }
    }
    if bases != before {
        importing.writes.push((folder.join(IMPORTS), import_lock_text(&bases)));
    }
    if let Some(team) = log.is_empty().then(|| team_text(tree, folder, sprints)).flatten() {
        importing.done.push(format!("{}: says from now on that the team counts items", folder.join(TEAM)));
        importing.writes.push((folder.join(TEAM), team));
    }
    importing.check(folder);
    importing
}

/// What says, for a new log whose sprints all count items, that its statistics do; nothing where the team has a file.
fn team_text(tree: &SourceTree, folder: &SourcePath, sprints: &[Sprint]) -> Option<String> {
    let is_there = [TEAM, "team.yml"].iter().any(|name| tree.get(&folder.join(name)).is_some());
    let counts_items = !sprints.is_empty() && sprints.iter().all(|sprint| sprint.unit == Some(Unit::Items));
    let text = "# Nothing in the import had an estimate. With estimates, write `unit: points`.\nunit: items\n";
    (counts_items && !is_there).then(|| text.to_owned())
}

/// The sprints that a log has already.
struct Existing<'a> {
    by_id: BTreeMap<String, (&'a SourceFile, Option<Sprint>)>,
    in_history: Vec<String>,
    /// What the last import wrote.
    bases: BTreeMap<String, Base>,
    lock: Lock,
}

impl<'a> Existing<'a> {
    fn is_empty(&self) -> bool {
        self.by_id.is_empty() && self.in_history.is_empty()
    }

    fn read(tree: &'a SourceTree, folder: &SourcePath, bases: BTreeMap<String, Base>, lock: Lock) -> Self {
        let mut existing = Self { by_id: BTreeMap::new(), in_history: Vec::new(), bases, lock };
        for file in tree.files().filter(|file| file.path.folder() == folder.as_str()) {
            match file.path.stem() {
                "history" => {
                    let (sprints, _) = parse_history(file);
                    existing.in_history = sprints.into_iter().map(|one| one.sprint.id).collect();
                }
                "team" => {}
                stem if file.path.has_extension(&["yaml", "yml"]) => {
                    let (sprint, told) = parse_sprint(file);
                    let wrong = told.iter().any(|one| one.severity == Severity::Error);
                    let sprint = sprint.filter(|_| !wrong).map(|one| one.sprint);
                    existing.by_id.insert(stem.to_owned(), (file, sprint));
                }
                _ => {}
            }
        }
        existing
    }

    /// The file of `sprint`, and what becomes of it; nothing where it is left alone, which is said.
    fn merge(&self, folder: &SourcePath, sprint: &Sprint, importing: &mut Importing) -> (SourcePath, Option<Merged>) {
        let id = self.id_of(sprint);
        let new = folder.join(&format!("{id}.yaml"));
        if self.in_history.contains(&id) {
            importing.done.push(format!("{id}: left as it is: it stands in history.yaml"));
            return (new, None);
        }
        let Some((file, existing)) = self.by_id.get(&id) else { return (new, Some(sprint_text(sprint))) };
        let path = file.path.clone();
        if existing.is_none() {
            importing.done.push(format!("{path}: left as it is: it has mistakes, which `sprintbook check` shows"));
            return (path, None);
        }
        let Some(merged) = merged_text(file, sprint, self.bases.get(&id).unwrap_or(&BTreeMap::new())) else {
            importing.done.push(format!("{path}: left as it is: its YAML is too unusual to change it with certainty"));
            return (path, None);
        };
        if changes_locked(&path, &merged, &id, &self.lock) {
            importing.done.push(format!(
                "{path}: left as it is: the sprint is closed and locked, and the export says something else"
            ));
            return (path, None);
        }
        (path, Some(merged))
    }

    /// The id of the file that `sprint` has here: its own, or that of a file that somebody has renamed.
    fn id_of(&self, sprint: &Sprint) -> String {
        let same = |other: &Sprint| {
            other.name.is_some() && other.name == sprint.name && other.dates.start == sprint.dates.start
        };
        let renamed = || self.by_id.iter().find(|(_, (_, other))| other.as_ref().is_some_and(same));
        if self.by_id.contains_key(&sprint.id) {
            return sprint.id.clone();
        }
        renamed().map_or_else(|| sprint.id.clone(), |(id, _)| id.clone())
    }
}

/// Whether the facts of a locked sprint would not be those that were locked.
fn changes_locked(path: &SourcePath, merged: &Merged, id: &str, lock: &Lock) -> bool {
    let Some(locked) = lock.sprints.get(id) else { return false };
    let (sprint, _) = parse_sprint(&SourceFile::new(path.clone(), merged.text.clone().into_bytes()));
    sprint.is_none_or(|sprint| Locked::of(&sprint.sprint).fingerprint != locked.fingerprint)
}

impl Importing {
    fn take(&mut self, tree: &SourceTree, path: SourcePath, merged: Merged, items: usize) {
        let existing = tree.get(&path).and_then(|file| file.text().ok());
        let items = if items == 1 { "1 item".to_owned() } else { format!("{items} items") };
        if !merged.kept.is_empty() {
            self.done.push(format!("{path}: kept as edited here: {}", merged.kept.join(", ")));
        }
        if !merged.gone.is_empty() {
            self.done.push(format!("{path}: not in this export, and kept: {}", merged.gone.join(", ")));
        }
        match existing {
            None => self.done.push(format!("{path}: new, {items}")),
            Some(text) if text == merged.text => return self.done.push(format!("{path}: as before")),
            Some(_) => self.done.push(format!("{path}: changed, {items}")),
        }
        self.writes.push((path, merged.text));
    }

    /// What is written must be right by the rules that hold for files of people.
    fn check(&mut self, folder: &SourcePath) {
        let files = self.writes.iter().filter(|(path, _)| ![IMPORTS, TEAM].contains(&path.name()));
        let files: Vec<SourceFile> =
            files.map(|(path, text)| SourceFile::new(path.clone(), text.clone().into_bytes())).collect();
        let told = files.iter().flat_map(|file| parse_sprint(file).1);
        let errors: Vec<Diagnostic> = told.filter(|one| one.severity == Severity::Error).collect();
        if !errors.is_empty() {
            self.writes.clear();
            self.refused = Some((errors, SourceTree::new(folder.as_str(), files)));
        }
    }
}
