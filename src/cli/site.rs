//! What `build` and `check` share: read the project, run the pipeline, judge what was found.

use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostics::{Code, Diagnostic, Severity, to_summary};
use crate::disk::{CONFIGURATION, Failure, Folders, Foreign, append, find_project, read, read_configuration};
use crate::output::{Nowhere, OutputPlan, Sink};
use crate::pipeline::{
    Build, Counts, Listing, OVERRIDABLE, Settings, UrlStyle, build_into, configuration, foreign_content,
};
use crate::source::SourceTree;

use super::args::{SourceArguments, ToldFormat};
use super::run::{FAILED, FINE, MISTAKES};
use super::terminal::{Terminal, counted, tally};

/// A project as it was read, and how it is to be built.
pub(super) struct Project {
    pub(super) tree: SourceTree,
    pub(super) root: PathBuf,
    /// The folder that the site belongs in.
    pub(super) output: PathBuf,
    pub(super) settings: Settings,
    started: Instant,
}

/// A project, read and built, but not written.
pub(super) struct Made {
    pub(super) project: Project,
    pub(super) plan: OutputPlan,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was left out and why.
    pub(super) remarks: Vec<String>,
    pub(super) listing: Listing,
    pub(super) counts: Counts,
}

/// What a command wants of a build beyond its arguments.
pub(super) struct Wish<'a> {
    pub(super) today: Option<Date>,
    /// The output folder, where the command line names one.
    pub(super) output: Option<&'a Path>,
    pub(super) offline: bool,
    /// Whether a broken link is an error.
    pub(super) broken_links_fail: bool,
}

/// Reads and builds the project that `arguments` name, to see what is wrong with it and what it holds.
pub(super) fn make(arguments: &SourceArguments, wish: &Wish<'_>) -> Result<Made, Failure> {
    Ok(read_project(arguments, wish)?.make(&Nowhere, wish.broken_links_fail, arguments.strict))
}

/// Reads the project that `arguments` name.
pub(super) fn read_project(arguments: &SourceArguments, wish: &Wish<'_>) -> Result<Project, Failure> {
    let started = Instant::now();
    let root = find_project(arguments.folder.as_deref())?;
    let (folders, output) = folders(&root, wish.output)?;
    let tree = read(&root, &folders)?;
    let today = wish.today.unwrap_or_else(today);
    let settings = Settings {
        today,
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        urls: wish.offline.then_some(UrlStyle::Files),
        overrides: overrides(),
    };
    Ok(Project { tree, root, output, settings, started })
}

impl Project {
    /// Builds it into `sink`, and judges what was found.
    pub(super) fn make(self, sink: &dyn Sink, broken_links_fail: bool, strict: bool) -> Made {
        let built = build_into(&self.tree, &self.settings, sink);
        let Build { plan, mut diagnostics, counts, remarks, listing, .. } = built;
        judge(&mut diagnostics, broken_links_fail, strict);
        Made { project: self, plan, diagnostics, remarks, listing, counts }
    }

    /// Tells these mistakes; in a workflow of GitHub also in the summary of the job.
    pub(super) fn tell(&self, found: &[Diagnostic], counts: Counts, format: ToldFormat) -> Result<(), Failure> {
        Terminal::diagnostics(found, &self.tree, format);
        let summary = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
        match summary.filter(|_| format == ToldFormat::Github) {
            Some(path) => append(Path::new(&path), &to_summary(found, &self.tree, &self.summary(found, counts))),
            None => Ok(()),
        }
    }

    /// "23 pages, 12 sprints · 2 warnings · 38 ms".
    pub(super) fn summary(&self, found: &[Diagnostic], counts: Counts) -> String {
        let mut made = vec![counted(counts.pages, "page")];
        if counts.sprints > 0 {
            made.push(counted(counts.sprints, "sprint"));
        }
        let time = format!("{} ms", self.started.elapsed().as_millis());
        [Some(made.join(", ")), tally(found), Some(time)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Which folders of the project in `root` matter, and the output folder as messages name it; all by the configuration, but
/// for what the command line names.
pub(super) fn folders(root: &Path, output: Option<&Path>) -> Result<(Folders, PathBuf), Failure> {
    let configured = SourceTree::new("", read_configuration(root)?);
    let (config, _) = configuration(&configured, &overrides());
    let output = output.map_or_else(|| root.join(&config.output), Path::to_owned);
    let from_root = std::path::absolute(&output).unwrap_or_else(|_| output.clone());
    let foreign = foreign_content(&configured).map(|(folder, machinery)| Foreign { folder, machinery });
    Ok((Folders { content: config.content, foreign, output: from_root }, output))
}

impl Made {
    /// Tells its mistakes.
    pub(super) fn tell(&self, format: ToldFormat) -> Result<(), Failure> {
        self.project.tell(&self.diagnostics, self.counts, format)
    }

    /// The exit code that the mistakes ask for.
    pub(super) fn verdict(&self) -> u8 {
        let errors = || self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        if errors().any(|error| error.span.file.as_str() == CONFIGURATION) {
            return FAILED;
        }
        if errors().next().is_some() { MISTAKES } else { FINE }
    }

    /// Tells which pages somebody should have read again by now.
    pub(super) fn tell_overdue(&mut self, strict: bool) {
        let mut overdue = self.listing.overdue(&self.project.tree, self.project.settings.today);
        judge(&mut overdue, false, strict);
        self.diagnostics.extend(overdue);
        self.diagnostics.sort_by(|one, other| one.span.cmp(&other.span));
    }

    /// What was made, what is wrong with it, how long it took.
    pub(super) fn summary(&self) -> String {
        self.project.summary(&self.diagnostics, self.counts)
    }
}

/// Makes errors of what the command does not let pass.
fn judge(diagnostics: &mut [Diagnostic], broken_links_fail: bool, strict: bool) {
    for diagnostic in diagnostics {
        let broken_link = diagnostic.code.as_str().starts_with("link/");
        // Both pages are there and can be read, but one of them is not where its author thinks.
        let displaced = diagnostic.code == Code::PageDuplicateAddress;
        let fails = broken_links_fail && (broken_link || displaced);
        // A build shows the number of now; whoever checks wants to know what the text says.
        if broken_links_fail && diagnostic.code == Code::MetricDiffers {
            diagnostic.severity = Severity::Warning;
        }
        // A shallow clone is no fault of the handbook, and it is what most machines build from.
        let ours = diagnostic.code != Code::SourceShallow;
        if diagnostic.severity == Severity::Warning && ours && (strict || fails) {
            diagnostic.severity = Severity::Error;
        }
    }
}

/// Values for keys of the configuration that come from the environment, like `SPRINTBOOK_BASE_URL`. Empty ones do not count.
pub(super) fn overrides() -> Vec<(String, String)> {
    let keys = OVERRIDABLE.iter().filter_map(|key| {
        let value = std::env::var(format!("SPRINTBOOK_{}", key.to_uppercase())).ok()?;
        Some(((*key).to_owned(), value)).filter(|(_, value)| !value.is_empty())
    });
    keys.collect()
}

/// The day of the build: `SOURCE_DATE_EPOCH`, as reproducible builds set it, or the calendar's.
pub(super) fn today() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let stamp = epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match stamp {
        Some(stamp) => stamp.to_zoned_datetime(TimeZone::UTC).date(),
        None => jiff::Timestamp::now().to_zoned_datetime(TimeZone::system()).date(),
    }
}
