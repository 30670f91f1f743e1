//! `sprintbook build`: make the site and write it, unless it is there already.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::disk::{Destination, Failure, Interrupt, Origin, Site, Writer, Written, unchanged};
use crate::pipeline::Counts;
use crate::source::Fingerprint;

use super::args::BuildArguments;
use super::run::{FINE, INTERRUPTED};
use super::site::{Project, Wish, read_project};
use super::terminal::{Terminal, counted};

pub(super) fn run(arguments: &BuildArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    // Where all else is made too, so that no thread takes memory for this alone.
    rayon::scope(|_| build(arguments, today, terminal))
}

fn build(arguments: &BuildArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let interrupt = listen();
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
    let (output, root, content) = (project.output.clone(), project.root.clone(), project.tree.content.clone());
    let waits = || terminal.say(&format!("waiting: another build writes to `{}`", output.display()));
    let site = Site { output: &output, root: &root, content: &content };
    let writer = Writer::new(Destination { site, interrupt: &interrupt, waits: &waits });
    let made = project.make(&writer, false, arguments.source.strict);
    if interrupt.is_asked() {
        return Err(Failure::Interrupted);
    }
    made.tell(arguments.source.format)?;
    let verdict = made.verdict();
    if verdict != FINE {
        terminal.say(&format!("nothing was written: {}", made.summary()));
        return Ok(verdict);
    }
    let Counts { pages, sprints } = made.counts;
    let origin = made.diagnostics.is_empty().then_some(Origin { fingerprint, pages, sprints });
    let written = writer.write(&made.plan, origin)?;
    if interrupt.is_asked() {
        terminal.say("interrupted too late: the new site is in place, and whole");
        return Ok(INTERRUPTED);
    }
    tell_end(&made.project, &made.summary(), terminal);
    made.remarks.iter().for_each(|remark| terminal.detail(remark));
    let Written { changed, unchanged, removed } = written;
    terminal.detail(&format!("{} written, {unchanged} as before, {removed} removed", counted(changed, "file")));
    // The process ends here, and with it all memory: to give back each small piece before takes longer.
    std::mem::forget(made);
    Ok(FINE)
}

/// From now on Ctrl-C ends the build, and never in the middle of a change.
fn listen() -> Arc<Interrupt> {
    let interrupt = Arc::new(Interrupt::default());
    let asked = interrupt.clone();
    ctrlc::set_handler(move || {
        if asked.ask() {
            Terminal::failure(&Failure::Interrupted);
            std::process::exit(INTERRUPTED.into());
        }
    })
    .expect("no other handler is set");
    interrupt
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
