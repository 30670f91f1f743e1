//! One session of the preview: read, build, show, wait, and again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostics::{Diagnostic, Severity};
use crate::disk::{Failure, Noticed, Reading, Watch};
use crate::output::OutputPlan;
use crate::pipeline::{Build, Memory, Settings, build};
use crate::source::{SourcePath, SourceTree};

use super::answer::is_html;
use super::mistakes::Mistakes;
use super::shown::Screen;
use super::stand_in::stand_in;

/// What a session previews: how it is read, and what is asked of its build.
pub trait Project {
    /// The project as it is now; what has not changed since `known` need not be read again.
    fn read(&self, known: Option<&Reading>) -> Result<Reading, Failure>;
    /// The project with what the files at `paths` hold now; `None` if that is not enough to know it.
    fn read_files(&self, known: &Reading, paths: &BTreeSet<PathBuf>) -> Option<Reading>;
    /// What a build is asked for now. It may differ tomorrow.
    fn settings(&self) -> Settings;
}

/// What changed, and what came of it.
#[derive(Debug)]
pub struct Update<'a> {
    /// The files that changed; empty at first.
    pub changed: Vec<SourcePath>,
    /// Pages that are new, gone or different now.
    pub pages: usize,
    /// Other files of the site of which the same is true.
    pub files: usize,
    /// Pages that went through their template.
    pub rendered: usize,
    /// From the first look at the files until the browser was told.
    pub took: Duration,
    /// Every mistake.
    pub diagnostics: &'a [Diagnostic],
    /// The files, for excerpts.
    pub tree: &'a SourceTree,
}

/// A preview under way.
pub struct Session<P> {
    project: P,
    watch: Watch,
    screen: Arc<Screen>,
    memory: Memory,
    known: Option<(Reading, Settings)>,
    /// The files of the last build without an error.
    good: Option<Arc<SourceTree>>,
    plan: Arc<OutputPlan>,
    /// What the machine could not do the last time, in its words.
    failed: Option<String>,
    /// Whether only single files were read since the last walk through the project.
    unproven: bool,
    /// How long that walk took.
    walked: Duration,
    /// How long it took the last time, with that walk, to make what the search needs.
    caught_up: Duration,
}

/// How often the project is walked though nothing is noticed.
const IDLE: Duration = Duration::from_secs(3);

/// How much longer than a walk it is at rest.
const SHARE: u32 = 50;

/// How soon a walk follows at the earliest after single files were read, and what the search needs with it.
const PROOF: Duration = Duration::from_millis(250);

/// How much longer than that took the last time it has to be quiet first: whoever saves again meanwhile would wait for it.
const REST: u32 = 2;

impl<P: Project> Session<P> {
    /// A session that shows `project` on `screen`; nothing is read yet.
    #[must_use]
    pub fn new(project: P, watch: Watch, screen: Arc<Screen>) -> Self {
        let memory = Memory::default();
        Self {
            project,
            watch,
            screen,
            memory,
            known: None,
            good: None,
            plan: Arc::default(),
            failed: None,
            unproven: false,
            walked: Duration::ZERO,
            caught_up: Duration::ZERO,
        }
    }

    /// Whether the system does not tell of changes, so that the project is read again and again.
    #[must_use]
    pub fn polls(&self) -> bool {
        self.watch.polls()
    }

    /// Waits until something may have changed.
    pub fn wait(&mut self) -> Noticed {
        // A walk through a large project is not for nothing, so it takes a small part of the time.
        let idle = if self.unproven { PROOF.max(self.caught_up * REST) } else { IDLE.max(self.walked * SHARE) };
        self.watch.wait(idle)
    }

    /// Reads what is `noticed` of the project, and if anything is different shows what it makes now and gives it to `tell`.
    /// A failure of the machine is shown as well, and given back once.
    pub fn refresh(&mut self, noticed: &Noticed, tell: impl FnOnce(&Update<'_>)) -> Result<(), Failure> {
        let started = Instant::now();
        let reading = match self.read(noticed) {
            Ok(reading) => reading,
            Err(failure) => return self.show_failure(failure),
        };
        let settings = self.project.settings();
        // Pages come first; what only the search needs follows with the walk.
        self.memory.put_off_search(self.unproven);
        if let Some(changed) = self.changes(&reading, &settings) {
            let before = self.plan.clone();
            let (diagnostics, rendered) = self.show(&reading.tree, &settings);
            let took = started.elapsed();
            let (pages, files) = counts(&self.plan, &before);
            tell(&Update { changed, pages, files, rendered, took, diagnostics: &diagnostics, tree: &reading.tree });
        } else if self.memory.is_behind() && !self.unproven {
            self.show(&reading.tree, &settings);
            self.caught_up = started.elapsed();
        }
        self.known = Some((reading, settings));
        Ok(())
    }

    /// The project as it is now. Files that are known to be there are read by themselves, so that a page on the screen need
    /// not wait for a walk through the whole project; that follows once it is quiet, since systems lose events.
    fn read(&mut self, noticed: &Noticed) -> Result<Reading, Failure> {
        let known = self.known.as_ref().map(|(known, _)| known);
        if let (Noticed::Paths(paths), Some(known), None) = (noticed, known, &self.failed)
            && let Some(reading) = self.project.read_files(known, paths)
        {
            self.unproven = true;
            return Ok(reading);
        }
        let started = Instant::now();
        let mut reading = self.project.read(known)?;
        // What is new in it is watched before it is read for the last time.
        while self.watch.follow(&reading.folders) {
            reading = self.project.read(Some(&reading))?;
        }
        (self.unproven, self.walked) = (false, started.elapsed());
        Ok(reading)
    }

    /// The files that changed; `None` if there is nothing to do.
    fn changes(&mut self, reading: &Reading, settings: &Settings) -> Option<Vec<SourcePath>> {
        let mended = self.failed.take().is_some();
        let Some((known, known_settings)) = &self.known else { return Some(Vec::new()) };
        let changes = reading.tree.changes_since(&known.tree);
        let same = changes.is_empty() && reading.tree.unread == known.tree.unread && settings == known_settings;
        (!same || mended).then_some(changes)
    }

    /// Shows what the files of `tree` make, and gives what is wrong with them and how many pages were rendered.
    fn show(&mut self, tree: &Arc<SourceTree>, settings: &Settings) -> (Vec<Diagnostic>, usize) {
        let made = build(tree, settings, &mut self.memory);
        let rendered = self.memory.rendered();
        let diagnostics = made.diagnostics.clone();
        let mistakes = Arc::new(Mistakes::new(&diagnostics, tree));
        if mistakes.errors == 0 {
            self.good = Some(tree.clone());
            self.put(made, mistakes);
            return (diagnostics, rendered);
        }
        let Some(good) = self.good.clone() else {
            self.put(made, mistakes);
            return (diagnostics, rendered);
        };
        // The panel does not wait for what is behind it.
        let base = self.screen.now().base.clone();
        self.screen.show(self.plan.clone(), &base, mistakes.clone());
        let whole = stand_in(tree, &good, &diagnostics);
        let behind = whole.map(|whole| (build(&whole, settings, &mut self.memory), whole));
        if let Some((made, whole)) = behind.filter(|(made, _)| is_sound(made)) {
            self.good = Some(Arc::new(whole));
            self.put(made, mistakes);
        }
        (diagnostics, rendered)
    }

    fn put(&mut self, made: Build, mistakes: Arc<Mistakes>) {
        self.plan = Arc::new(made.plan);
        self.screen.show(self.plan.clone(), &made.base, mistakes);
    }

    fn show_failure(&mut self, failure: Failure) -> Result<(), Failure> {
        let words = failure.to_string();
        if self.failed.as_ref() == Some(&words) {
            return Ok(());
        }
        let base = self.screen.now().base.clone();
        self.screen.show(self.plan.clone(), &base, Arc::new(Mistakes::of_the_machine(&words)));
        self.failed = Some(words);
        Err(failure)
    }
}

fn is_sound(made: &Build) -> bool {
    made.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
}

/// How many pages and how many other files differ. Pages to print repeat what is on others, so they are no pages here.
fn counts(plan: &OutputPlan, before: &OutputPlan) -> (usize, usize) {
    let changed = plan.changes_since(before);
    let is_page = |path: &str| is_html(path) && path.rsplit('/').next() != Some("print.html");
    let pages = changed.iter().filter(|path| is_page(path.as_str())).count();
    (pages, changed.len() - pages)
}
