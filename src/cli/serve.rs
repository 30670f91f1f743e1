//! `sprintbook serve`: the live preview.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostics::Diagnostic;
use crate::disk::{Failure, Noticed, Reading, Watch, find_project, read_again, read_files};
use crate::pipeline::Settings;
use crate::serve::{Guard, Project, Reach, Screen, Server, Session, Update};

use super::args::{ServeArguments, ToldFormat};
use super::run::INTERRUPTED;
use super::site::{folders, overrides, today};
use super::terminal::{Terminal, counted, tally};

/// Where the preview is unless something else is there.
const PORT: u16 = 4000;

pub(super) fn run(arguments: &ServeArguments, day: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    // Nothing is under way that could be left half done: nothing is ever written.
    ctrlc::set_handler(|| std::process::exit(INTERRUPTED.into())).expect("no other handler is set");
    let root = find_project(arguments.folder.as_deref())?;
    let server = match arguments.port {
        Some(port) => Server::bind(&arguments.host, port)?,
        None => Server::bind_near(&arguments.host, PORT)?,
    };
    let guard = Arc::new(Guard::new(&arguments.host, &token()));
    let screen = Arc::new(Screen::default());
    let handbook = Handbook { root, drafts: arguments.drafts, today: day };
    let mut session = Session::new(handbook, Watch::new(), screen.clone());
    let mut told = Told::default();
    tell_outcome(session.refresh(&Noticed::Anything, |update| told.first(update, terminal)));
    let reach = Reach::of(&arguments.host);
    let address = format!("http://{}:{}{}", reach.name, server.port(), screen.now().base_path());
    server.start(&screen, &guard);
    greet(&address, &reach, terminal);
    if arguments.open {
        open(&address);
    }
    let mut polls = false;
    loop {
        if session.polls() && !polls {
            polls = true;
            terminal
                .say("The system has no watches left for this many folders, so changes are looked for twice a second.");
        }
        let noticed = session.wait();
        tell_outcome(session.refresh(&noticed, |update| told.next(update, terminal)));
    }
}

/// The handbook that is previewed.
struct Handbook {
    root: PathBuf,
    drafts: bool,
    today: Option<Date>,
}

impl Project for Handbook {
    fn read(&self, known: Option<&Reading>) -> Result<Reading, Failure> {
        let (folders, _) = folders(&self.root, None)?;
        read_again(&self.root, &folders, known)
    }

    fn read_files(&self, known: &Reading, paths: &BTreeSet<PathBuf>) -> Option<Reading> {
        read_files(&self.root, known, paths)
    }

    fn settings(&self) -> Settings {
        let today = self.today.unwrap_or_else(today);
        Settings { today, drafts: self.drafts, base_url: None, urls: None, overrides: overrides() }
    }
}

/// What was told of mistakes, so that it is not told after each save again.
#[derive(Default)]
struct Told {
    diagnostics: Vec<Diagnostic>,
}

impl Told {
    fn first(&mut self, update: &Update<'_>, terminal: &Terminal) {
        self.mistakes(update);
        let made = format!("{} in {} ms", counted(update.pages, "page"), update.took.as_millis());
        let line: Vec<String> = [Some(made), tally(update.diagnostics)].into_iter().flatten().collect();
        terminal.say(&line.join(" · "));
    }

    fn next(&mut self, update: &Update<'_>, terminal: &Terminal) {
        let made = match (update.pages, update.files) {
            (0, 0) => "no page is different".to_owned(),
            (0, files) => counted(files, "file"),
            (pages, _) => counted(pages, "page"),
        };
        let made = format!("{made} in {} ms", update.took.as_millis());
        let line: Vec<String> = [Some(made), tally(update.diagnostics)].into_iter().flatten().collect();
        terminal.say(&format!("{} {} → {}", clock(), changed(update), line.join(" · ")));
        self.mistakes(update);
    }

    fn mistakes(&mut self, update: &Update<'_>) {
        if self.diagnostics != update.diagnostics {
            Terminal::diagnostics(update.diagnostics, update.tree, ToldFormat::Text);
            self.diagnostics = update.diagnostics.to_vec();
        }
    }
}

/// 10:31:07
fn clock() -> String {
    let now = jiff::Timestamp::now().to_zoned_datetime(TimeZone::system()).time();
    format!("{:02}:{:02}:{:02}", now.hour(), now.minute(), now.second())
}

fn changed(update: &Update<'_>) -> String {
    match update.changed.as_slice() {
        [] => "a new day".to_owned(),
        [one] => update.tree.shown(one),
        many => counted(many.len(), "file"),
    }
}

/// The preview lives on: what failed now may work after the next save.
fn tell_outcome(outcome: Result<(), Failure>) {
    if let Err(failure) = outcome {
        Terminal::failure(&failure);
    }
}

fn greet(address: &str, reach: &Reach, terminal: &Terminal) {
    terminal.say(&format!("Preview: {address}   (Ctrl-C ends it)"));
    if reach.only_here {
        return;
    }
    terminal.say("Anybody in your network can read it while it runs, drafts and all.");
    if let Some(own) = reach.elsewhere {
        let (_, rest) = address.rsplit_once(':').unwrap_or_default();
        terminal.say(&format!("From other devices: http://{own}:{rest}"));
    }
}

/// Known only to the pages that this preview serves.
fn token() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    format!("{:032x}", u128::from_ne_bytes(bytes))
}

/// Opens the browser; whoever has none sees the address.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let started = Command::new(program).args(before).arg(address).spawn();
    if started.is_err() {
        anstream::eprintln!("No browser could be opened with `{program}`: open the address yourself.");
    }
}
