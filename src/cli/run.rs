//! From arguments to an exit code.

use std::process::ExitCode;

use crate::disk::Failure;

use super::args::{Arguments, Command};
use super::terminal::Terminal;
use super::{
    build, check, completions, doctor, explain, forecast, import, init, list, new, review, schema, serve, sprint, theme,
};

/// The handbook is fine.
pub(super) const FINE: u8 = 0;
/// The handbook or its data has errors.
pub(super) const MISTAKES: u8 = 1;
/// The machine failed, or the configuration is wrong.
pub(super) const FAILED: u8 = 2;
/// Ctrl-C: 128 and the number of the signal, as shells count.
pub(super) const INTERRUPTED: u8 = 130;

/// Runs the command and says how it ended: 0 fine, 1 the handbook has errors, 2 the configuration is wrong or the machine failed.
#[must_use]
pub fn run(arguments: &Arguments) -> ExitCode {
    let terminal = Terminal::new(arguments.color, arguments.quiet, arguments.verbose);
    let ended = match &arguments.command {
        Command::Build(build) => build::run(build, arguments.today, &terminal),
        Command::Check(check) => check::run(check, arguments.today, &terminal),
        Command::Serve(serve) => serve::run(serve, arguments.today, &terminal),
        Command::Review(review) => review::run(review, arguments.today, &terminal),
        Command::Init(init) => init::run(init, arguments.today, &terminal),
        Command::Theme(theme) => theme::run(theme, &terminal),
        Command::Completions(shell) => Ok(completions::completions(shell)),
        Command::Man(man) => Ok(completions::man(man)),
        Command::Doctor(doctor) => doctor::run(doctor, arguments.today),
        Command::Import(import) => import::run(import, arguments.today, &terminal),
        Command::List(list) => list::run(list, arguments.today, &terminal),
        Command::Schema(schema) => Ok(schema::run(schema)),
        Command::Explain(explain) => Ok(explain::run(explain)),
        Command::Sprint(sprint) => sprint::run(sprint, arguments.today, &terminal),
        Command::New(new) => new::run(new, arguments.today, &terminal),
        Command::Forecast(forecast) => forecast::run(forecast, arguments.today),
    };
    ExitCode::from(ended.unwrap_or_else(|failure: Failure| {
        Terminal::failure(&failure);
        if matches!(failure, Failure::Interrupted) { INTERRUPTED } else { FAILED }
    }))
}
