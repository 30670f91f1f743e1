//! `sprintbook new`: a file to begin with, filled in with what is known.

use jiff::civil::Date;

use crate::disk::{Failure, create_source};

use super::args::{NewArguments, NewCommand, NewSprintArguments};
use super::logs::read;
use super::run::{FAILED, FINE, MISTAKES};
use super::terminal::Terminal;

pub(super) fn run(arguments: &NewArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    match &arguments.command {
        NewCommand::Sprint(arguments) => sprint(arguments, today, terminal),
    }
}

fn sprint(arguments: &NewSprintArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
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
    create_source(&project.root, &new.path, &new.text)?;
    terminal.say(&format!("{}: written", project.tree.shown(&new.path)));
    terminal.say("next: write down the goal and the items, then ask `sprintbook sprint plan`");
    Ok(FINE)
}
