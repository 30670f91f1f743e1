//! What can be typed about sprints: to show, plan, close and compare them, and to look ahead.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::args::Format;

#[derive(Debug, Args)]
pub(super) struct NewSprintArguments {
    /// Id of the sprint, which names its file; otherwise the one after the last sprint.
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// Show the file, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Args)]
pub(super) struct SprintArguments {
    #[command(subcommand)]
    pub(super) command: SprintCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum SprintCommand {
    /// Show one sprint, or all of them.
    #[command(after_help = "Example:\n  sprintbook sprint show 2026-s23 --format md\n  sprintbook sprint show --all")]
    Show(ShowArguments),
    /// Hold the plan of a sprint against what past sprints reached.
    #[command(
        after_help = "Example:\n  sprintbook sprint plan --fail-over likely\n  sprintbook sprint plan 2026-s25 --format md > comment.md"
    )]
    Plan(PlanArguments),
    /// Say what changed from one sprint to another.
    #[command(after_help = "Example:\n  sprintbook sprint diff 2026-s22 2026-s23")]
    Diff(DiffArguments),
    /// Close a sprint: check it, lock its facts, and propose what goes on in the next one.
    #[command(after_help = "Example:\n  sprintbook sprint close 2026-s24 --dry-run")]
    Close(CloseArguments),
}

#[derive(Debug, Args)]
pub(super) struct CloseArguments {
    /// Id of the sprint.
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// The day of the close; otherwise the one in the file, or the last day of the sprint, or today if that is earlier.
    #[arg(long, value_name = "DATE")]
    pub(super) day: Option<Date>,
    /// Say what would be done, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Id of the sprint; without one, the running sprint or the last closed one.
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// Show the whole log instead.
    #[arg(long, conflicts_with = "id")]
    pub(super) all: bool,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ShowFormat,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Args)]
pub(super) struct PlanArguments {
    /// Id of the sprint; without one, the next planned sprint.
    #[arg(value_name = "ID")]
    pub(super) id: Option<String>,
    /// How to write it: `github` makes an annotation, and a summary where a workflow wants one.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: PlanFormat,
    /// End with 1 where the plan is more than what is safe, likely, or the best so far.
    #[arg(long, value_name = "LIMIT")]
    pub(super) fail_over: Option<FailOver>,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanFormat {
    Text,
    Md,
    Json,
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOver {
    Safe,
    Likely,
    Best,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Id of the earlier sprint.
    #[arg(value_name = "BEFORE")]
    pub(super) before: String,
    /// Id of the later sprint.
    #[arg(value_name = "AFTER")]
    pub(super) after: String,
    #[command(flatten)]
    pub(super) log: LogArguments,
}

#[derive(Debug, Args)]
pub(super) struct ForecastArguments {
    /// Points that are still to be done; without any, the backlog in team.yaml.
    #[arg(long, value_name = "N", conflicts_with = "items")]
    pub(super) points: Option<String>,
    /// Items that are still to be done.
    #[arg(long, value_name = "N")]
    pub(super) items: Option<u32>,
    /// How many sprints to look ahead.
    #[arg(long, value_name = "K")]
    pub(super) sprints: Option<usize>,
    /// How many working days to look ahead, in items.
    #[arg(long, value_name = "K", conflicts_with_all = ["sprints", "points"])]
    pub(super) days: Option<usize>,
    /// The team; give several to see when the backlogs of all of them are done.
    #[arg(long, value_name = "TEAM")]
    pub(super) team: Vec<String>,
    /// How to write it.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct LogArguments {
    /// The team, where there are several.
    #[arg(long, value_name = "TEAM")]
    pub(super) team: Option<String>,
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(short = 'C', long = "dir", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    Text,
    Json,
    Csv,
    Md,
}
