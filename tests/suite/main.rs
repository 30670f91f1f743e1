//! Every test that needs more than one room. Modules mirror stages and commands; `project` makes a site from text.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may panic, touch files, and say what it left out"
)]

mod asking;
mod commands;
mod example;
mod expected;
mod external;
mod files;
mod fixtures;
mod git;
mod house;
mod incremental;
mod links;
mod markdown;
mod markdown_more;
mod mending;
mod messages;
mod mistakes;
mod outputs;
mod project;
mod raw_html;
mod report;
mod sites;
mod sprint_pages;
mod sprints;
mod theme;
mod writing;
