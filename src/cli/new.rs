//! `sprintbook new`: a page, a role or a team from a pattern, or the next sprint.

use std::path::Path;

use jiff::civil::Date;

use crate::disk::{Failure, find_project, read_configuration, write_new};
use crate::pipeline::configuration;
use crate::source::{SourcePath, SourceTree};

use super::args_start::{NewArguments, NewThing};
use super::new_sprint;
use super::run::{FAILED, FINE};
use super::site::overrides;
use super::terminal::Terminal;

pub(super) fn run(arguments: &NewArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let (name, folder) = match &arguments.thing {
        NewThing::Sprint(sprint) => return new_sprint::run(sprint, today, terminal),
        NewThing::Page { path, folder } => (path, folder),
        NewThing::Role { name, folder } | NewThing::Team { name, folder } => (name, folder),
    };
    let root = find_project(folder.as_deref())?;
    let configured = SourceTree::new("", read_configuration(&root)?);
    let (config, _) = configuration(&configured, &overrides());
    let content =
        config.content.unwrap_or_else(|| if root.join("content").is_dir() { "content".into() } else { String::new() });
    let Some((path, text)) = made(&arguments.thing, &content) else {
        let message = format!("no file can be called so: `{name}`");
        Terminal::usage(&message, "use letters, digits, `-` and, for pages in folders, `/`");
        return Ok(FAILED);
    };
    let shown = root.join(path.as_str());
    if !write_new(&root, &path, &text, false)? {
        Terminal::usage(&format!("`{}` is there already", shown.display()), "choose another name, or change that file");
        return Ok(FAILED);
    }
    terminal.say(&format!("{}: new", shown.display()));
    Ok(FINE)
}

/// The path and text of the new file; `None` where the name makes no path.
fn made(thing: &NewThing, content: &str) -> Option<(SourcePath, String)> {
    let (path, text) = match thing {
        // That file has no pattern: it is made from its log.
        NewThing::Sprint(_) => return None,
        NewThing::Page { path, .. } => {
            let path = path.strip_prefix(&format!("{content}/")).unwrap_or(path);
            let path = path.strip_suffix(".md").unwrap_or(path);
            (parts(path)?, page(&title(path)))
        }
        NewThing::Role { name, .. } => (format!("roles/{}", parts(&slug(name))?), role(name)),
        NewThing::Team { name, .. } => (format!("teams/{}/sprints/team", parts(&slug(name))?), team(name)),
    };
    let ending = if matches!(thing, NewThing::Team { .. }) { "yaml" } else { "md" };
    Some((SourcePath::new(content).join(&format!("{path}.{ending}")), text))
}

/// The path, if each of its parts can be the name of a file on every system.
fn parts(path: &str) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ' ');
    let fine =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part.trim() == part && part.chars().all(plain);
    let path = path.trim_matches('/');
    (!path.is_empty() && path.split('/').all(fine)).then(|| path.to_owned())
}

fn slug(name: &str) -> String {
    let letters: String =
        name.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

/// `On call` of `ways-of-working/on-call`.
fn title(path: &str) -> String {
    let last = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let words = last.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn quoted(words: &str) -> String {
    serde_json::to_string(words).expect("a string is always JSON")
}

fn page(title: &str) -> String {
    format!("---\ntitle: {}\ndescription: \"\"\n---\n\n", quoted(title))
}

fn role(name: &str) -> String {
    let title = quoted(name);
    format!("---\ntitle: {title}\ndescription: \"\"\n---\n\n## Does\n\n- \n\n## Decides\n\n\n## Works with\n\n")
}

fn team(name: &str) -> String {
    format!(
        "name: {}\n# points, or items where the team does not estimate\nunit: points\n# roles, never names\npeople:\n  \
         - {{role: developer, allocation: 100}}\n",
        quoted(name)
    )
}
