//! What can be typed to import.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args_sprint::LogArguments;

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Where the export comes from.
    #[arg(value_name = "TRACKER")]
    pub(super) tracker: TrackerName,
    /// Files of the export; what one lacks, such as the days of sprints, another may have.
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// YAML file that says what the export does not: statuses, columns, days of sprints, the order of day and month.
    #[arg(long, value_name = "FILE")]
    pub(super) map: Option<PathBuf>,
    /// Folder to write the sprint files to; otherwise the log of the team, or `sprints` in the content folder.
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["team", "folder"])]
    pub(super) out: Option<PathBuf>,
    /// Print what would be written, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TrackerName {
    Jira,
    Github,
    Gitlab,
    Linear,
    Azure,
    Trello,
    Csv,
}
