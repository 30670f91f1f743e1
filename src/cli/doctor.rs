//! `sprintbook doctor`: what sprintbook sees of this machine and project, for when something is not as expected.

use std::path::Path;

use jiff::civil::Date;

use crate::disk::{CONFIGURATION, Failure, Machine, find_project, look_at, read, read_configuration};
use crate::pipeline::configuration;
use crate::serve::Server;
use crate::source::SourceTree;

use super::args_start::DoctorArguments;
use super::run::FINE;
use super::site::{folders, overrides, today};
use super::terminal::Terminal;

/// Where the preview is unless something else is there.
const PORT: u16 = 4000;

pub(super) fn run(arguments: &DoctorArguments, day: Option<Date>) -> Result<u8, Failure> {
    let root = find_project(arguments.folder.as_deref())?;
    let (folders, output) = folders(&root, None)?;
    let tree = read(&root, &folders)?;
    let machine = look_at(&root);
    let rows = [
        ("version", version()),
        ("root", why_root(&root, arguments.folder.as_deref())),
        ("configuration", why_configuration(&root)?),
        ("content", why_content(&tree, folders.content.as_deref())),
        ("output", output.display().to_string()),
        ("today", why_today(day)),
        ("watches", watches(&machine, &tree)),
        ("port", port()),
        ("git", git(&machine)),
    ];
    let lines: Vec<String> = rows.iter().map(|(name, said)| format!("{name:<14} {said}")).collect();
    Terminal::result(&lines.join("\n"));
    Ok(FINE)
}

fn version() -> String {
    let highlight = if cfg!(feature = "highlight") { "with coloured code" } else { "without coloured code" };
    format!("{} for {} {}, {highlight}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}

fn why_root(root: &Path, named: Option<&Path>) -> String {
    let path = std::path::absolute(if root.as_os_str().is_empty() { Path::new(".") } else { root });
    let path = path.unwrap_or_else(|_| root.to_owned()).display().to_string();
    match named {
        Some(_) => format!("{path} (named on the command line)"),
        None if root.join(CONFIGURATION).is_file() => {
            format!("{path} (the nearest folder upward with {CONFIGURATION})")
        }
        None => format!("{path} (the current folder, since none upward has {CONFIGURATION})"),
    }
}

fn why_configuration(root: &Path) -> Result<String, Failure> {
    let files = read_configuration(root)?;
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let configured = SourceTree::new("", files.clone());
    let (_, told) = configuration(&configured, &overrides());
    let from = if names.is_empty() { "none: every setting has its default".to_owned() } else { names.join(", ") };
    let set: Vec<String> = overrides().iter().map(|(key, _)| format!("SPRINTBOOK_{}", key.to_uppercase())).collect();
    let set = if set.is_empty() { String::new() } else { format!("; from the environment: {}", set.join(", ")) };
    let wrong = if told.is_empty() { "" } else { "; it has mistakes, which `sprintbook check` shows" };
    Ok(format!("{from}{set}{wrong}"))
}

fn why_content(tree: &SourceTree, configured: Option<&str>) -> String {
    let pages = tree.files().filter(|file| file.path.has_extension(&["md", "markdown", "mdx"])).count();
    let folder = if tree.content.is_empty() { "the whole folder" } else { &tree.content };
    let why = match configured {
        Some(_) => "as configured",
        None if tree.content == "content" => "by its name",
        None if tree.content.is_empty() => "since there is no folder `content`",
        None => "as the configuration of another generator says",
    };
    format!("{folder} ({why}), {pages} Markdown files")
}

fn why_today(day: Option<Date>) -> String {
    match day {
        Some(day) => format!("{day} (as `--today` or SPRINTBOOK_TODAY says)"),
        None if std::env::var_os("SOURCE_DATE_EPOCH").is_some() => format!("{} (as SOURCE_DATE_EPOCH says)", today()),
        None => format!("{} (by the clock)", today()),
    }
}

/// The preview watches folders; a machine has only so many watches.
fn watches(machine: &Machine, tree: &SourceTree) -> String {
    let folders: std::collections::BTreeSet<&str> = tree.files().map(|file| file.path.folder()).collect();
    let needed = folders.len();
    match machine.watches {
        Some(limit) if needed > limit => {
            format!("{needed} needed, {limit} allowed: the preview looks twice a second instead")
        }
        Some(limit) => format!("{needed} needed, {limit} allowed"),
        None => format!("{needed} needed; this system sets no limit"),
    }
}

fn port() -> String {
    match Server::bind_near("127.0.0.1", PORT) {
        Ok(server) if server.port() == PORT => format!("{PORT} is free"),
        Ok(server) => format!("{PORT} is taken: the preview goes to {}", server.port()),
        Err(failure) => failure.to_string(),
    }
}

fn git(machine: &Machine) -> String {
    match (machine.commits, machine.shallow) {
        (None, _) => "no repository, or no git: pages have no date of their last change".to_owned(),
        (Some(commits), true) => format!(
            "{commits} commits, a shallow clone: pages do not know when they were last changed; fetch the whole history \
             (`git fetch --unshallow`, in CI `fetch-depth: 0`)"
        ),
        (Some(commits), false) => format!("{commits} commits, the whole history"),
    }
}
