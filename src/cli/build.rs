//! `sprintbook build`: make the site and write it, unless it is there already.

use std::path::Path;

use jiff::civil::Date;

use crate::disk::{Failure, Origin, Site, Written, unchanged, write};
use crate::pipeline::Counts;
use crate::source::Fingerprint;

use super::args::BuildArguments;
use super::run::FINE;
use super::site::{Project, Wish, read_project};
use super::terminal::{Terminal, counted};

pub(super) fn run(arguments: &BuildArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let output = arguments.output.as_deref();
    let wish = Wish { today, output, offline: arguments.offline, broken_links_fail: false };
    let project = read_project(&arguments.source, &wish)?;
    let fingerprint = fingerprint(&project);
    // Who asks for details wants to know what the pipeline left out.
    let known = if terminal.tells_details() { None } else { unchanged(site(&project), fingerprint)? };
    if let Some(Origin { pages, sprints, .. }) = known {
        let counts = Counts { pages, sprints };
        project.tell(&[], counts, arguments.source.format)?;
        tell_end(&project, &project.summary(&[], counts), terminal);
        return Ok(FINE);
    }
    let made = project.make(false, arguments.source.strict);
    made.tell(arguments.source.format)?;
    let verdict = made.verdict();
    if verdict != FINE {
        terminal.say(&format!("nothing was written: {}", made.summary()));
        return Ok(verdict);
    }
    let Counts { pages, sprints } = made.counts;
    let origin = made.diagnostics.is_empty().then_some(Origin { fingerprint, pages, sprints });
    let written = write(&made.plan, site(&made.project), origin)?;
    tell_end(&made.project, &made.summary(), terminal);
    made.remarks.iter().for_each(|remark| terminal.detail(remark));
    let Written { changed, unchanged, removed } = written;
    terminal.detail(&format!("{} written, {unchanged} as before, {removed} removed", counted(changed, "file")));
    Ok(FINE)
}

/// Of everything that the site is made from, and of what makes it.
fn fingerprint(project: &Project) -> Fingerprint {
    Fingerprint::of(&(env!("SPRINTBOOK_MADE_OF"), project.tree.fingerprint(), &project.settings))
}

fn site(project: &Project) -> Site<'_> {
    Site { output: &project.output, root: &project.root, content: &project.tree.content }
}

fn tell_end(project: &Project, summary: &str, terminal: &Terminal) {
    terminal.say(&format!("site: {summary}"));
    terminal.say(&format!("      {}", shown(&project.output)));
}

/// Where to open the site.
fn shown(output: &Path) -> String {
    let output = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    output.join("index.html").display().to_string()
}
