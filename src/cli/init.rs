//! `sprintbook init`: a working handbook in an empty folder, or one file for a folder of Markdown that is there already.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::civil::{Date, Weekday};

use crate::disk::{CONFIGURATION, Failure, Folders, find_project, make_folder, read, write_new};
use crate::source::SourcePath;

use super::args_start::{InitArguments, Workflow};
use super::run::{FAILED, FINE};
use super::site::today;
use super::terminal::Terminal;

/// The files of a new handbook. `@2+3@` in them is the fourth day of the second sprint.
static HANDBOOK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/handbook");

const GITHUB: &str = include_str!("starter/ci/github.yml");
const GITLAB: &str = include_str!("starter/ci/gitlab.yml");

/// A new file, and what it says.
type NewFile = (String, String);

pub(super) fn run(arguments: &InitArguments, day: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let root = arguments.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    make_folder(&root)?;
    let root = find_project(Some(&root))?;
    let tree = read(&root, &Folders::default())?;
    let has_pages = tree.files().any(|file| file.path.has_extension(&["md", "markdown", "mdx"]));
    let has_configuration = tree.get(&SourcePath::new(CONFIGURATION)).is_some();
    if has_configuration && !arguments.force {
        let message = format!("there is a handbook already: `{}`", root.join(CONFIGURATION).display());
        Terminal::usage(&message, "`--force` writes the files of a new one over its own");
        return Ok(FAILED);
    }
    let mut files =
        if has_pages && !arguments.force { vec![configuration()] } else { handbook(day.unwrap_or_else(today)) };
    files.extend(workflow(arguments.ci, has_pages && !arguments.force));
    for (path, text) in &files {
        let written = write_new(&root, &SourcePath::new(path), text, arguments.force)?;
        terminal.say(&format!("{}: {}", shown(&root, path), if written { "new" } else { "kept as it is" }));
    }
    terminal.say(&next_steps(&root));
    Ok(FINE)
}

fn configuration() -> NewFile {
    let file = HANDBOOK.get_file(CONFIGURATION).and_then(|file| file.contents_utf8());
    (CONFIGURATION.to_owned(), file.expect("it is embedded").to_owned())
}

/// Every file of a new handbook, with sprints around `today`: two that are over, and one that began this week.
fn handbook(today: Date) -> Vec<NewFile> {
    let mut files = Vec::new();
    let mut folders = vec![&HANDBOOK];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let path = if path == "gitignore" { ".gitignore".to_owned() } else { path };
            let text = file.contents_utf8().expect("the starter is text");
            files.push((path, dated(text, today)));
        }
    }
    files.sort();
    files
}

/// `text` with a day in the place of each `@2+3@`.
fn dated(text: &str, today: Date) -> String {
    let since_monday = today.weekday().since(Weekday::Monday);
    let day = |sprint: i64, days: i64| {
        let back = jiff::Span::new().days(i64::from(since_monday) + (3 - sprint) * 14 - days);
        today.checked_sub(back).unwrap_or(today)
    };
    let mut parts = text.split('@');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let numbers = part.split_once('+').and_then(|(sprint, days)| Some((sprint.parse().ok()?, days.parse().ok()?)));
        match numbers {
            Some((sprint, days)) => text + &day(sprint, days).to_string(),
            None => text + part,
        }
    })
}

fn workflow(wanted: Option<Workflow>, existing: bool) -> Option<NewFile> {
    let version = |text: &str| text.replace("@version@", env!("CARGO_PKG_VERSION"));
    match wanted {
        None if existing => None,
        None | Some(Workflow::Github) => Some((".github/workflows/handbook.yml".to_owned(), version(GITHUB))),
        Some(Workflow::Gitlab) => Some((".gitlab-ci.yml".to_owned(), version(GITLAB))),
        Some(Workflow::None) => None,
    }
}

fn shown(root: &Path, path: &str) -> String {
    root.join(path).display().to_string()
}

fn next_steps(root: &Path) -> String {
    let here = root.as_os_str().is_empty() || root == Path::new(".");
    let folder = if here { String::new() } else { format!(" {}", root.display()) };
    format!("next: sprintbook serve{folder}")
}
