//! The command line: arguments as typed, one file per command, and the only place that prints.

mod args;
mod args_import;
mod args_sprint;
mod args_start;
mod build;
mod check;
mod completions;
mod doctor;
mod explain;
mod external;
mod fix;
mod forecast;
mod import;
mod init;
mod list;
mod logs;
mod narrow;
mod new;
mod new_sprint;
mod plan;
mod review;
mod review_shapes;
mod run;
mod schema;
mod serve;
mod site;
mod sprint;
mod terminal;
mod theme;

pub use args::Arguments;
pub use run::run;
