//! Every test that needs more than one room. Modules mirror stages and commands; `project` makes a site from text.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may panic, touch files, and say what it left out"
)]

mod closing;
mod commands;
mod example;
mod expected;
mod fixtures;
mod forecast;
mod house;
mod incremental;
mod links;
mod log_checks;
mod markdown;
mod mistakes;
mod project;
mod properties;
mod report;
mod sprint_commands;
mod sprint_pages;
mod sprints;
mod team_numbers;
mod theme;
mod writing;
