//! `sprintbook check`: find every mistake and write nothing.

use jiff::civil::Date;

use crate::disk::Failure;

use super::args::CheckArguments;
use super::site::{Wish, make};
use super::terminal::Terminal;

pub(super) fn run(arguments: &CheckArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let wish = Wish { today, output: None, offline: false, broken_links_fail: true };
    let made = make(&arguments.source, &wish)?;
    Terminal::diagnostics(&made.diagnostics, &made.tree, arguments.source.format);
    terminal.say(&format!("checked: {}", made.summary()));
    made.remarks.iter().for_each(|remark| terminal.detail(remark));
    Ok(made.verdict())
}
