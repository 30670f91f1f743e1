//! Every test that needs more than one room. Modules mirror stages and commands; `project` makes a site from text.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may panic, touch files, and say what it left out"
)]

mod asked;
mod asking;
mod bad_data;
mod broken;
mod chart_pages;
mod charts;
mod closing;
mod commands;
mod commonmark;
mod crashing;
mod example;
mod expected;
mod expected_commands;
mod expected_inputs;
mod external;
mod files;
mod fixtures;
mod forecast;
mod formats;
mod git;
mod house;
mod importing;
mod incremental;
mod joined;
mod links;
mod log_checks;
mod manual;
mod markdown;
mod markdown_more;
mod mending;
mod messages;
mod mistakes;
mod obstructed;
mod outputs;
mod planning;
mod poured;
mod preview;
mod project;
mod properties;
mod raw_html;
mod repeatable;
mod report;
mod report_files;
mod reviews;
mod search;
mod serving;
mod sites;
mod sprint_commands;
mod sprint_pages;
mod sprints;
mod starting;
mod team_numbers;
mod theme;
mod theme_readme;
mod theme_values;
mod worked;
mod writing;
