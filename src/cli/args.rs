//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Span;
use jiff::civil::Date;

use super::args_import::ImportArguments;
use super::args_sprint::{ForecastArguments, SprintArguments};
use super::args_start::{
    CompletionsArguments, DoctorArguments, InitArguments, ManArguments, NewArguments, ThemeArguments,
};

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
    /// Say more: what was left out and why, and how many files were written.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Colour,
    /// The day that reports speak of, like 2026-03-23, so that a build can be repeated.
    #[arg(long, global = true, value_name = "DATE", env = "SPRINTBOOK_TODAY", hide_env = true)]
    pub(super) today: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a working handbook in a folder, or let a folder of Markdown become one.
    #[command(after_help = "Example:\n  sprintbook init handbook\n  sprintbook init --ci gitlab")]
    Init(InitArguments),
    /// Make a page, a role, a team or the next sprint, filled in with what is known.
    #[command(after_help = "Example:\n  sprintbook new page ways-of-working/on-call\n  sprintbook new sprint")]
    New(NewArguments),
    /// Make the site and write it to a folder.
    #[command(
        after_help = "Example:\n  sprintbook build handbook --output public --base-url https://example.org/team/"
    )]
    Build(BuildArguments),
    /// Show the handbook in the browser, and every change as soon as it is saved; writes nothing.
    #[command(after_help = "Example:\n  sprintbook serve handbook --open")]
    Serve(ServeArguments),
    /// Find every mistake, broken links included, and write nothing unless asked to.
    #[command(after_help = "Example:\n  sprintbook check --format json > mistakes.json")]
    Check(CheckArguments),
    /// Tell which pages somebody must read again, or note that they have been read.
    #[command(
        after_help = "Examples:\n  sprintbook review --within 30d\n  sprintbook review --format ics > reviews.ics\n  sprintbook review --mark content/roles/developer.md"
    )]
    Review(ReviewArguments),
    /// Tell about sprints, and close them.
    #[command(after_help = "Example:\n  sprintbook sprint show 2026-s23")]
    Sprint(SprintArguments),
    /// Say when something is done, or how much the next sprints bring: exactly, from past sprints.
    #[command(
        after_help = "Example:\n  sprintbook forecast --points 120\n  sprintbook forecast --sprints 4 --format json"
    )]
    Forecast(ForecastArguments),
    /// Make sprint files of an export of a tracker; a second import brings them up to date.
    #[command(
        after_help = "Example:\n  sprintbook import jira issues.csv sprints.json\n  sprintbook import csv past.csv --map map.yaml --dry-run"
    )]
    Import(ImportArguments),
    /// List every page, every link and where it leads, or every sprint.
    #[command(after_help = "Example:\n  sprintbook list links --format json > links.json")]
    List(ListArguments),
    /// Print the JSON Schema of a kind of file, for editors.
    #[command(after_help = "Example:\n  sprintbook schema config > sprintbook.schema.json")]
    Schema(SchemaArguments),
    /// Take over files of the built-in theme, to change them.
    #[command(after_help = "Example:\n  sprintbook theme eject section.html")]
    Theme(ThemeArguments),
    /// Print the script with which a shell completes commands and flags.
    #[command(
        after_help = "Example:\n  sprintbook completions bash > ~/.local/share/bash-completion/completions/sprintbook"
    )]
    Completions(CompletionsArguments),
    /// Print a page of the manual, for `man`.
    #[command(
        after_help = "Example:\n  sprintbook man > sprintbook.1\n  sprintbook man sprint close > sprintbook-sprint-close.1"
    )]
    Man(ManArguments),
    /// Say what sprintbook sees of this machine and project.
    #[command(after_help = "Example:\n  sprintbook doctor")]
    Doctor(DoctorArguments),
    /// Say what the code of a message means and how to mend it.
    #[command(after_help = "Example:\n  sprintbook explain link/no-such-page")]
    Explain(ExplainArguments),
}

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    /// Folder of the handbook; otherwise the nearest one upward with a `sprintbook.yaml`, or this one.
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
    /// Tell also what is due within this time, like `30d`, `6 weeks` or `2 months`.
    #[arg(long, value_name = "TIME", value_parser = super::review::length)]
    pub(super) within: Option<Span>,
    /// How to write it. A calendar has all days to come, unless `--within` says how far.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ReviewFormat,
    /// Note in this page that it was reviewed today; can be given several times.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["within", "format", "strict"])]
    pub(super) mark: Vec<PathBuf>,
    /// Fail if a page is overdue.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReviewFormat {
    Text,
    Json,
    Md,
    Ics,
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
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) source: SourceArguments,
    /// Mend links that are sure: headings and paths but for their spelling, pages that moved.
    #[arg(long)]
    pub(super) fix: bool,
    /// Ask other sites too whether links to them still lead somewhere.
    #[arg(long)]
    pub(super) external: bool,
    /// Tell only what is wrong in files that differ from where the branch left this revision; and links, if pages went.
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,
    /// Pass over what this file knows, which `check --format json` has written.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(super) external_arguments: ExternalArguments,
}

#[derive(Debug, Args)]
pub(super) struct ExternalArguments {
    /// File that keeps which external links were fine; `.sprintbook-links.json` in the project otherwise.
    #[arg(long, value_name = "FILE", requires = "external")]
    pub(super) cache: Option<PathBuf>,
    /// For so many days an external link that was fine is not asked for again.
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "external")]
    pub(super) cache_days: u32,
    /// How long to wait for an answer of another site.
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "external", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) timeout: u32,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// What to list.
    #[arg(value_name = "WHAT")]
    pub(super) what: Listed,
    #[command(flatten)]
    pub(super) source: SourceArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    Pages,
    Links,
    Sprints,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Which files it is for: the configuration, the front matter of pages, sprints, or teams.
    #[arg(value_name = "KIND")]
    pub(super) kind: SchemaKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaKind {
    Config,
    FrontMatter,
    Sprint,
    Team,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The code, as it stands in the brackets of the message.
    #[arg(value_name = "CODE")]
    pub(super) code: String,
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
        value_parser = web_address,
        help = "Address that the site will have, like https://example.org/team/"
    )]
    pub(super) base_url: Option<String>,
    /// Include pages that are marked as drafts.
    #[arg(long)]
    pub(super) drafts: bool,
    /// Fail on warnings too.
    #[arg(long)]
    pub(super) strict: bool,
    /// How to tell mistakes: for people on the error stream, all others on the standard output.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ToldFormat,
}

fn web_address(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') => Ok(text.to_owned()),
        _ => Err("an address on the web begins with https:// or http://".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// How mistakes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ToldFormat {
    Text,
    Short,
    Json,
    Sarif,
    Github,
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}
