//! `sprintbook check`: find every mistake, and write nothing unless asked to mend.

use jiff::civil::Date;

use crate::disk::Failure;

use super::args::CheckArguments;
use super::external::external;
use super::fix::fix;
use super::narrow::narrow;
use super::site::{Wish, make};
use super::terminal::Terminal;

pub(super) fn run(arguments: &CheckArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let wish = Wish { today, output: None, offline: false, broken_links_fail: true };
    let mut made = make(&arguments.source, &wish)?;
    if arguments.fix && fix(&made, terminal)? {
        made = make(&arguments.source, &wish)?;
    }
    made.tell_overdue(arguments.source.strict);
    if arguments.external {
        let found = external(&made, &arguments.external_arguments, terminal)?;
        made.diagnostics.extend(found);
        made.diagnostics.sort_by(|one, other| one.span.cmp(&other.span));
    }
    narrow(&mut made, arguments, terminal)?;
    made.tell(arguments.source.format)?;
    terminal.say(&format!("checked: {}", made.summary()));
    made.remarks.iter().for_each(|remark| terminal.detail(remark));
    Ok(made.verdict())
}
