//! What can be typed to begin a handbook, and to learn about the program.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args_sprint::NewSprintArguments;

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder for the handbook; made if it is not there, and the current one if none is named.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Which workflow to write; `github` for a new handbook, none where there is Markdown already.
    #[arg(long, value_name = "HOST")]
    pub(super) ci: Option<Workflow>,
    /// Write over files that are there.
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Workflow {
    Github,
    Gitlab,
    None,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    pub(super) thing: NewThing,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewThing {
    /// The file of the next sprint: dates, people, what to commit to, what goes on, what still stands in the way.
    #[command(after_help = "Example:\n  sprintbook new sprint 2026-s25")]
    Sprint(NewSprintArguments),
    /// A page.
    #[command(after_help = "Example:\n  sprintbook new page ways-of-working/on-call")]
    Page {
        /// Its path below the content folder, without its ending.
        #[arg(value_name = "PATH")]
        path: String,
        /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
        #[arg(short = 'C', long = "dir", value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// The page of a role, in `roles/`.
    #[command(after_help = "Example:\n  sprintbook new role \"User researcher\"")]
    Role {
        /// What it is called.
        #[arg(value_name = "NAME")]
        name: String,
        /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
        #[arg(short = 'C', long = "dir", value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// The log of one more team, in `teams/`.
    #[command(after_help = "Example:\n  sprintbook new team Kestrel")]
    Team {
        /// What it is called.
        #[arg(value_name = "NAME")]
        name: String,
        /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
        #[arg(short = 'C', long = "dir", value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    pub(super) what: ThemeWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeWhat {
    /// Copy a file of the built-in theme into the project's theme, where it can be changed; without a file, list them all.
    #[command(after_help = "Example:\n  sprintbook theme eject templates/section.html")]
    Eject(EjectArguments),
}

#[derive(Debug, Args)]
pub(super) struct EjectArguments {
    /// The file, by its path in the theme or by its name alone.
    #[arg(value_name = "FILE")]
    pub(super) file: Option<String>,
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(short = 'C', long = "dir", value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command, such as `sprint close`; without one, the page of all of them.
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct DoctorArguments {
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}
