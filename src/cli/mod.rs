//! The command line: arguments as typed, one file per command, and the only place that prints.

mod args;
mod build;
mod check;
mod forecast;
mod logs;
mod run;
mod site;
mod sprint;
mod terminal;

pub use args::Arguments;
pub use run::run;
