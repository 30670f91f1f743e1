//! The `sprintbook` binary: parse arguments, run, exit code.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use sprintbook::cli::{Arguments, run};

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    run(&Arguments::parse())
}
