//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// A team's handbook and its delivery evidence as one site, from plain files in git.
#[derive(Debug, Parser)]
#[command(name = "sprintbook", version, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Example:\n  sprintbook build --strict --output public")]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Say nothing but mistakes.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
    /// The day that reports speak of, like 2026-03-23, so that a build can be repeated.
    #[arg(long, global = true, value_name = "DATE", env = "SPRINTBOOK_TODAY", hide_env = true)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the site and write it to a folder.
    #[command(
        after_help = "Example:\n  sprintbook build handbook --output public --base-url https://example.org/team/"
    )]
    Build(BuildArguments),
    /// Find every mistake, broken links included, and write nothing.
    #[command(after_help = "Example:\n  sprintbook check --format json > mistakes.json")]
    Check(CheckArguments),
    /// Show the handbook in the browser, and every change as soon as it is saved; writes nothing.
    #[command(after_help = "Example:\n  sprintbook serve handbook --open")]
    Serve(ServeArguments),
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) source: SourceArguments,
    /// Folder to write the site to; `site` unless the configuration says otherwise.
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// Write links that also work without a web server, from a folder or an archive.
    #[arg(long)]
    pub(super) offline: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) source: SourceArguments,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Port to answer at, 0 for any; without it 4000, or the next one that is free.
    #[arg(short, long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Name or address to answer at, like 0.0.0.0 so that other devices in your network can read along.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// Open the preview in the browser.
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Include pages that are marked as drafts.
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct SourceArguments {
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    #[arg(
        short = 'u',
        long,
        value_name = "URL",
        help = "Address that the site will have, like https://example.org/team/"
    )]
    pub(super) base_url: Option<String>,
    /// Include pages that are marked as drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Fail on warnings too.
    #[arg(long)]
    pub(super) strict: bool,
    /// How to tell mistakes: for people on the error stream, or for programs on the standard output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}
