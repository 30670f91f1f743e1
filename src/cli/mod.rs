//! The command line: arguments as typed, one file per command, and the only place that prints.

mod args;
mod build;
mod check;
mod explain;
mod external;
mod fix;
mod list;
mod run;
mod schema;
mod site;
mod terminal;

pub use args::Arguments;
pub use run::run;
