//! The command line: arguments as typed, one file per command, and the only place that prints.

mod args;
mod build;
mod check;
mod explain;
mod external;
mod fix;
mod forecast;
mod list;
mod logs;
mod new;
mod plan;
mod review;
mod review_shapes;
mod run;
mod schema;
mod serve;
mod site;
mod sprint;
mod terminal;

pub use args::Arguments;
pub use run::run;
