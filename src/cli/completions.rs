//! `sprintbook completions` and `sprintbook man`: what shells and `man` know of the commands, made from the arguments.

use clap::{Command, CommandFactory};
use clap_complete::generate;

use super::args::Arguments;
use super::args_start::{CompletionsArguments, ManArguments};
use super::run::{FAILED, FINE};
use super::terminal::Terminal;

const NAME: &str = "sprintbook";

/// Prints the script for one shell.
pub(super) fn completions(arguments: &CompletionsArguments) -> u8 {
    let mut script = Vec::new();
    generate(arguments.shell, &mut Arguments::command(), NAME, &mut script);
    Terminal::result(&String::from_utf8_lossy(&script));
    FINE
}

/// Prints the page of the manual for all of it, or for one command.
pub(super) fn man(arguments: &ManArguments) -> u8 {
    let mut name = NAME.to_owned();
    let mut command = Arguments::command();
    command.build();
    for word in &arguments.command {
        let Some(inside) = command.find_subcommand(word).cloned() else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let message = format!("there is no command `{name} {word}`");
            Terminal::usage(&message, &format!("the commands here are {}", known.join(", ")));
            return FAILED;
        };
        name = format!("{name}-{word}");
        command = inside;
    }
    let mut page = Vec::new();
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => Terminal::result(&String::from_utf8_lossy(&page)),
        Err(error) => unreachable!("writing to memory does not fail: {error}"),
    }
    FINE
}
