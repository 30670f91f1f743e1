//! A team's sprint log as a part of the site.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{Lock, SprintFile, UnreadSprints};
use crate::source::SourcePath;
use crate::sprints::{Log, SprintDates, Team};

use super::log_checks;

/// What the files of one `sprints/` folder say.
#[derive(Debug, Clone, Default)]
pub struct LogPart {
    /// The folder below the content folder: `teams/kestrel/sprints`.
    pub folder: String,
    /// The team's settings.
    pub team: Team,
    /// Its sprints, from their own files and from `history.yaml`.
    pub sprints: Vec<SprintFile>,
    /// What closed sprints were like, and what forecasts said.
    pub lock: Lock,
    /// Sprints that are there but could not be read.
    pub unread: UnreadSprints,
}

/// A sprint log with its address.
#[derive(Debug, Clone)]
pub struct SprintLog {
    /// The address of its overview.
    pub url: String,
    /// The team and its sprints, oldest first.
    pub log: Log,
    /// The file of each sprint of the log.
    pub files: Vec<SprintFile>,
    /// What closed sprints were like, and what forecasts said.
    pub lock: Lock,
}

impl SprintLog {
    /// The log of one folder, and what is wrong between its files.
    #[must_use]
    pub fn new(part: LogPart) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let name = named_otherwise(&part);
        let LogPart { folder, team, sprints, lock, unread } = part;
        let mut files = without_repeats(sprints, &mut diagnostics);
        files.sort_by(|one, other| {
            let key = |file: &SprintFile| (file.sprint.dates.start, file.sprint.id.clone());
            key(one).cmp(&key(other))
        });
        tell_overlaps(&files, &mut diagnostics);
        let mut log = Log::new(team, files.iter().map(|file| file.sprint.clone()).collect());
        diagnostics.extend(log_checks::check(&log, &files, &unread));
        log.journal.clone_from(&lock.journal);
        log.team.id = log.team.id.take().or(name);
        (Self { url: format!("/{folder}/"), log, files, lock }, diagnostics)
    }

    /// What the folder is called: the team's id, or the folder above the log.
    #[must_use]
    pub fn name(&self) -> &str {
        let above = || self.url.trim_matches('/').rsplit('/').nth(1).unwrap_or("sprints");
        self.log.team.id.as_deref().unwrap_or_else(above)
    }

    /// The folder of the log's files, in which its lock lies.
    #[must_use]
    pub fn source_folder(&self) -> SourcePath {
        self.files.first().map_or_else(|| SourcePath::new(""), |file| SourcePath::new(file.source.folder()))
    }

    /// The address of the report of sprint number `sprint`.
    #[must_use]
    pub fn report_url(&self, sprint: usize) -> String {
        format!("{}{}/", self.url, self.log.sprints[sprint].id)
    }
}

/// The id of a team whose `team.yaml` gives none: the folder above its log, or what its newest sprint with a name for it says.
fn named_otherwise(part: &LogPart) -> Option<String> {
    let above = part.folder.rsplit('/').nth(1).map(str::to_owned);
    above.or_else(|| part.sprints.iter().rev().find_map(|file| file.sprint.team.clone()))
}

fn without_repeats(sprints: Vec<SprintFile>, diagnostics: &mut Vec<Diagnostic>) -> Vec<SprintFile> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<SprintFile> = Vec::with_capacity(sprints.len());
    for file in sprints {
        if let Some(earlier) = first.get(&file.sprint.id).map(|place| &kept[*place]) {
            let message = format!("there are two sprints with the id `{}`", file.sprint.id);
            diagnostics.push(
                Diagnostic::error(Code::SprintDuplicateId, file.span_of("id"), message)
                    .related(earlier.span_of("id"), "the first one is here")
                    .help("give each sprint of a team an id of its own; a sprint with its own file needs no line in the history"),
            );
            continue;
        }
        first.insert(file.sprint.id.clone(), kept.len());
        kept.push(file);
    }
    kept
}

/// Each sprint is held against the one before it that ends last, which need not be its neighbour.
fn tell_overlaps(files: &[SprintFile], diagnostics: &mut Vec<Diagnostic>) {
    let mut last: Option<&SprintFile> = None;
    for later in files {
        if let Some(earlier) = last.filter(|earlier| later.sprint.dates.start <= last_day(&earlier.sprint.dates)) {
            let message = format!("this sprint starts before `{}` ends", earlier.sprint.id);
            diagnostics.push(
                Diagnostic::warning(Code::SprintOverlap, later.span_of("start"), message)
                    .related(earlier.span_of("end"), "which is here")
                    .help("let each sprint start the day after the one before it, or later"),
            );
        }
        if last.is_none_or(|earlier| later.sprint.dates.end > earlier.sprint.dates.end) {
            last = Some(later);
        }
    }
}

/// The last day that is the sprint's alone: one that was closed early leaves the day of its close to the next one.
fn last_day(dates: &SprintDates) -> Date {
    let early = dates.closed_on.filter(|day| *day < dates.end);
    early.and_then(|day| day.yesterday().ok()).unwrap_or(dates.end)
}
