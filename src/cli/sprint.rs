//! `sprintbook sprint`: show one, plan one, compare two, close one.

use jiff::civil::Date;

use crate::disk::{Failure, replace_source};
use crate::pipeline::Shape;

use super::args_sprint::{CloseArguments, DiffArguments, ShowArguments, ShowFormat, SprintArguments, SprintCommand};
use super::logs::{answer, read};
use super::plan;
use super::run::{FAILED, FINE, MISTAKES};
use super::terminal::Terminal;

pub(super) fn run(arguments: &SprintArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    match &arguments.command {
        SprintCommand::Show(arguments) => show(arguments, today),
        SprintCommand::Plan(arguments) => plan::run(arguments, today),
        SprintCommand::Diff(arguments) => diff(arguments, today),
        SprintCommand::Close(arguments) => close(arguments, today, terminal),
    }
}

fn show(arguments: &ShowArguments, today: Option<Date>) -> Result<u8, Failure> {
    let shape = match arguments.format {
        ShowFormat::Text => Shape::Text,
        ShowFormat::Json => Shape::Json,
        ShowFormat::Csv => Shape::Csv,
        ShowFormat::Md => Shape::Markdown,
    };
    let team = arguments.log.team.as_deref();
    answer(arguments.log.folder.as_deref(), today, |logs| {
        if arguments.all { logs.show_all(team, shape) } else { logs.show(arguments.id.as_deref(), team, shape) }
    })
}

fn diff(arguments: &DiffArguments, today: Option<Date>) -> Result<u8, Failure> {
    let team = arguments.log.team.as_deref();
    answer(arguments.log.folder.as_deref(), today, |logs| logs.diff(&arguments.before, &arguments.after, team))
}

fn close(arguments: &CloseArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let project = read(arguments.log.folder.as_deref(), today)?;
    if project.has_errors() {
        return Ok(MISTAKES);
    }
    let closing = match project.logs.close(&arguments.id, arguments.log.team.as_deref(), arguments.day) {
        Ok(closing) => closing,
        Err(why) => {
            Terminal::wrong(&why);
            return Ok(FAILED);
        }
    };
    if !arguments.dry_run {
        for (path, text) in &closing.writes {
            replace_source(&project.root, path, text)?;
        }
    }
    for done in &closing.done {
        terminal.say(done);
    }
    if arguments.dry_run {
        terminal.say("nothing was written: this was a dry run");
    }
    if !closing.carried.is_empty() {
        terminal.say("what goes on, for the file of the next sprint:");
        Terminal::result(&closing.carried);
    }
    Ok(FINE)
}
