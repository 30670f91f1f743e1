//! `sprintbook import`: an export of a tracker into the files of a sprint log.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::disk::{Failure, find_project, read_configuration, read_export, read_log_folder, replace_source};
use crate::import::{ImportMap, Imported, Tracker, import, parse_import_map};
use crate::pipeline::{Importing, configuration, merge_import};
use crate::source::{SourceFile, SourcePath, SourceTree, Span, Unread, UnreadReason};

use super::args::ToldFormat;
use super::args_import::{ImportArguments, TrackerName};
use super::logs::read;
use super::run::{FAILED, FINE, MISTAKES};
use super::site::{overrides, today};
use super::terminal::Terminal;

pub(super) fn run(arguments: &ImportArguments, day: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let mut told = Told::default();
    let files = read_all(&arguments.files, &mut told)?;
    let map = read_map(arguments.map.as_deref(), &mut told)?;
    if told.has_errors() {
        return Ok(MISTAKES);
    }
    let Imported { sprints, sources, diagnostics, said } =
        import(tracker(arguments.tracker), &files, &map, day.unwrap_or_else(today));
    told.add(diagnostics, sources);
    let wrong = told.has_errors();
    for line in &said {
        terminal.say(line);
    }
    if wrong {
        terminal.say("nothing was written");
        return Ok(MISTAKES);
    }
    let (root, folder) = match place(arguments, day)? {
        Ok(place) => place,
        Err(why) => {
            Terminal::wrong(&why);
            return Ok(FAILED);
        }
    };
    let tree = SourceTree::new("", read_log_folder(&root, &folder)?);
    let importing = merge_import(&tree, &folder, &sprints);
    finish(arguments, &root, &importing, terminal)
}

fn finish(arguments: &ImportArguments, root: &Path, importing: &Importing, terminal: &Terminal) -> Result<u8, Failure> {
    if let Some((diagnostics, tree)) = &importing.refused {
        Terminal::diagnostics(diagnostics, tree, ToldFormat::Text);
        terminal.say("nothing was written");
        return Ok(MISTAKES);
    }
    // Paths in a tree have no slash at their beginning.
    let prefix = if root == Path::new("/") { "/" } else { "" };
    for done in &importing.done {
        terminal.say(&format!("{prefix}{done}"));
    }
    for (path, text) in &importing.writes {
        if arguments.dry_run {
            Terminal::result(&format!("# {path}\n{text}"));
        } else {
            replace_source(root, path, text)?;
        }
    }
    if arguments.dry_run {
        terminal.say("nothing was written: this was a dry run");
    }
    Ok(FINE)
}

/// Mistakes, and the files that they are in.
#[derive(Default)]
struct Told {
    diagnostics: Vec<Diagnostic>,
    sources: Vec<SourceFile>,
}

impl Told {
    fn add(&mut self, diagnostics: Vec<Diagnostic>, sources: Vec<SourceFile>) {
        self.diagnostics.extend(diagnostics);
        self.sources.extend(sources);
    }

    /// Tells everything so far.
    fn has_errors(&mut self) -> bool {
        let mut tree = SourceTree::new("", std::mem::take(&mut self.sources));
        // A path from the root of the disk loses its first slash in the tree.
        if self.diagnostics.iter().any(|one| Path::new("/").join(one.span.file.as_str()).exists()) {
            "/".clone_into(&mut tree.prefix);
        }
        Terminal::diagnostics(&self.diagnostics, &tree, ToldFormat::Text);
        std::mem::take(&mut self.diagnostics).iter().any(|one| one.severity == Severity::Error)
    }
}

fn read_all(paths: &[PathBuf], told: &mut Told) -> Result<Vec<SourceFile>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        match read_export(path)? {
            Ok(file) => files.push(file),
            Err(unread) => told.add(vec![refused(&unread)], Vec::new()),
        }
    }
    Ok(files)
}

fn refused(unread: &Unread) -> Diagnostic {
    let span = Span::top(&unread.path);
    match &unread.reason {
        UnreadReason::TooLarge { limit } => {
            let message = format!("this export is larger than {} MB", limit / (1024 * 1024));
            let help = "export fewer sprints at a time: several imports add up";
            Diagnostic::error(Code::SourceTooLarge, span, message).help(help)
        }
        _ => Diagnostic::error(Code::SourceUnread, span, "this is not a regular file").help("name a file"),
    }
}

fn read_map(path: Option<&Path>, told: &mut Told) -> Result<ImportMap, Failure> {
    let Some(path) = path else { return Ok(ImportMap::default()) };
    match read_export(path)? {
        Ok(file) => {
            let (map, diagnostics) = parse_import_map(&file);
            told.add(diagnostics, vec![file]);
            Ok(map)
        }
        Err(unread) => {
            told.add(vec![refused(&unread)], Vec::new());
            Ok(ImportMap::default())
        }
    }
}

/// The project and the folder in it that the sprints go to; or why that is not clear.
fn place(arguments: &ImportArguments, day: Option<Date>) -> Result<Result<(PathBuf, SourcePath), String>, Failure> {
    if let Some(out) = &arguments.out {
        let root = if out.is_absolute() { PathBuf::from("/") } else { PathBuf::new() };
        let shown = out.to_string_lossy().replace('\\', "/");
        return Ok(Ok((root, SourcePath::new(shown.trim_start_matches("./")))));
    }
    let folder = arguments.log.folder.as_deref();
    let team = arguments.log.team.as_deref();
    let root = find_project(folder)?;
    let configured = SourceTree::new("", read_configuration(&root)?);
    let (config, _) = configuration(&configured, &overrides());
    let content = config.content.unwrap_or_else(|| "content".to_owned());
    if !root.join(&content).is_dir() {
        return Ok(Ok((root, SourcePath::new(&content).join("sprints"))));
    }
    let project = read(folder, day)?;
    Ok(project.logs.folder_of(team, &content).map(|folder| (project.root, folder)))
}

fn tracker(name: TrackerName) -> Tracker {
    match name {
        TrackerName::Jira => Tracker::Jira,
        TrackerName::Github => Tracker::GitHub,
        TrackerName::Gitlab => Tracker::GitLab,
        TrackerName::Linear => Tracker::Linear,
        TrackerName::Azure => Tracker::Azure,
        TrackerName::Trello => Tracker::Trello,
        TrackerName::Csv => Tracker::Csv,
    }
}
