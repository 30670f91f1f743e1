//! `sprintbook theme eject`: a file of the built-in theme as the project's own, to be changed.

use crate::diagnostics::nearest;
use crate::disk::{Failure, find_project, read_configuration, write_new};
use crate::output::OutputPath;
use crate::pipeline::{THEMES, built_in_files, configuration};
use crate::source::{SourcePath, SourceTree};

use super::args_start::{EjectArguments, ThemeArguments, ThemeWhat};
use super::run::{FAILED, FINE};
use super::site::overrides;
use super::terminal::Terminal;

pub(super) fn run(arguments: &ThemeArguments, terminal: &Terminal) -> Result<u8, Failure> {
    let ThemeWhat::Eject(EjectArguments { file, folder }) = &arguments.what;
    let Some(wanted) = file else {
        let names = built_in_files().into_iter().map(|(path, _)| path + "\n");
        Terminal::result(&names.collect::<String>());
        return Ok(FINE);
    };
    let Some((path, text)) = find(wanted) else {
        Terminal::usage(&format!("the built-in theme has no file `{}`", wanted.escape_debug()), &meant(wanted));
        return Ok(FAILED);
    };
    let root = find_project(folder.as_deref())?;
    let configured = SourceTree::new("", read_configuration(&root)?);
    let (config, _) = configuration(&configured, &overrides());
    let theme = config.theme.as_ref().map_or("default", |(name, _)| name);
    let place = format!("{THEMES}/{theme}/{path}");
    if OutputPath::of_url(&place).is_err() {
        let message = format!("`{}` is no name of a folder in `{THEMES}/`", theme.escape_debug());
        Terminal::usage(&message, "write another name after `theme` in `sprintbook.yaml`");
        return Ok(FAILED);
    }
    let shown = root.join(&place);
    if !write_new(&root, &SourcePath::new(&place), &text, false)? {
        Terminal::usage(&format!("`{}` is there already", shown.display()), "change that file, or take it away first");
        return Ok(FAILED);
    }
    terminal.say(&format!("{}: yours to change; updates of sprintbook leave it alone", shown.display()));
    Ok(FINE)
}

/// The file of the built-in theme that is called so: by its path in the theme, or by its name alone.
fn find(wanted: &str) -> Option<(String, String)> {
    let is_meant = |path: &str| path == wanted || path.rsplit('/').next() == Some(wanted);
    built_in_files().into_iter().find(|(path, _)| is_meant(path))
}

fn meant(wanted: &str) -> String {
    let files = built_in_files();
    let paths = || files.iter().map(|(path, _)| path.as_str());
    let names = paths().filter_map(|path| path.rsplit('/').next());
    match nearest(wanted, paths().chain(names)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its files are {}", paths().collect::<Vec<_>>().join(", ")),
    }
}
