//! `sprintbook new sprint`: the file of the next sprint, filled in with what is known.

use jiff::civil::Date;

use crate::disk::{Failure, write_new};

use super::args_sprint::NewSprintArguments;
use super::logs::read;
use super::run::{FAILED, FINE, MISTAKES};
use super::terminal::Terminal;

pub(super) fn run(arguments: &NewSprintArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let project = read(arguments.log.folder.as_deref(), today)?;
    if project.has_errors() {
        return Ok(MISTAKES);
    }
    let new = match project.logs.new_sprint(arguments.id.as_deref(), arguments.log.team.as_deref(), &project.tree) {
        Ok(new) => new,
        Err(why) => {
            Terminal::wrong(&why);
            return Ok(FAILED);
        }
    };
    if arguments.dry_run {
        Terminal::result(&new.text);
        terminal.say("nothing was written: this was a dry run");
        return Ok(FINE);
    }
    let shown = project.tree.shown(&new.path);
    if !write_new(&project.root, &new.path, &new.text, false)? {
        Terminal::usage(&format!("`{shown}` is there already"), "choose another id, or change that file");
        return Ok(FAILED);
    }
    terminal.say(&format!("{shown}: written"));
    terminal.say("next: write down the goal and the items, then ask `sprintbook sprint plan`");
    Ok(FINE)
}
