//! The command line: arguments as typed, one file per command, and the only place that prints.

mod args;
mod build;
mod check;
mod run;
mod serve;
mod site;
mod terminal;

pub use args::Arguments;
pub use run::run;
