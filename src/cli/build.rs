//! `sprintbook build`: make the site and write it.

use std::path::Path;

use jiff::civil::Date;

use crate::disk::{Failure, write};

use super::args::BuildArguments;
use super::run::FINE;
use super::site::{Made, Wish, make};
use super::terminal::{Terminal, counted};

pub(super) fn run(arguments: &BuildArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let output = arguments.output.as_deref();
    let wish = Wish { today, output, offline: arguments.offline, broken_links_fail: false };
    let made = make(&arguments.source, &wish)?;
    made.tell(arguments.source.format)?;
    let verdict = made.verdict();
    if verdict != FINE {
        terminal.say(&format!("nothing was written: {}", made.summary()));
        return Ok(verdict);
    }
    let written = write(&made.plan, &made.output, &made.root, &made.tree.content)?;
    terminal.say(&format!("site: {}", made.summary()));
    terminal.say(&format!("      {}", shown(&made)));
    made.remarks.iter().for_each(|remark| terminal.detail(remark));
    terminal.detail(&format!(
        "{} written, {} as before, {} removed",
        counted(written.changed, "file"),
        written.unchanged,
        written.removed
    ));
    Ok(FINE)
}

/// Where to open the site.
fn shown(made: &Made) -> String {
    std::path::absolute(&made.output)
        .unwrap_or_else(|_| made.output.clone())
        .join(Path::new("index.html"))
        .display()
        .to_string()
}
