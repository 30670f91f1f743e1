//! The `sprintbook` binary: parse arguments, run, exit code.

use std::process::ExitCode;

use clap::Parser;
use sprintbook::cli::{Arguments, run};

fn main() -> ExitCode {
    run(&Arguments::parse())
}
