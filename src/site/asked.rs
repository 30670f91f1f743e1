//! Which team and which sprint a page speaks of when it asks for a chart or a number.

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};
use crate::parse::{Asked, AskedWord};
use crate::source::{SourcePath, Span};
use crate::sprints::State;

use super::log::SprintLog;
use super::near::listed;
use super::page::Page;

/// What a page asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The number of the log.
    pub log: usize,
    /// The number of the sprint in it, where the page names one.
    pub sprint: Option<usize>,
}

/// Words for a sprint that stay true while time goes on.
const MOVING: [&str; 3] = ["current", "last", "next"];

/// The subject of everything that each page asks for, in the order of its document; `None` where that cannot be told, with
/// the reason as a diagnostic.
pub(super) fn subjects(
    pages: &[Page],
    logs: &[SprintLog],
    today: Date,
) -> (Vec<Vec<Option<Subject>>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let subjects = pages.iter().map(|page| {
        let Some(facts) = page.facts.as_ref().filter(|facts| !facts.asked.is_empty()) else { return Vec::new() };
        let asking = Asking { page, logs, source: &facts.source, today };
        let subject = |asked: &Asked| asking.subject(asked).map_err(|told| diagnostics.push(told)).ok();
        facts.asked.iter().map(subject).collect()
    });
    let subjects = subjects.collect();
    (subjects, diagnostics)
}

/// A page that asks.
struct Asking<'a> {
    page: &'a Page,
    logs: &'a [SprintLog],
    source: &'a SourcePath,
    today: Date,
}

impl Asking<'_> {
    fn subject(&self, asked: &Asked) -> Result<Subject, Diagnostic> {
        let log = match &asked.team {
            Some(team) => self.named(team)?,
            None => self.nearest(asked)?,
        };
        let sprint = asked.sprint.as_ref().map(|sprint| self.sprint(log, sprint)).transpose()?;
        Ok(Subject { log, sprint })
    }

    fn named(&self, team: &AskedWord) -> Result<usize, Diagnostic> {
        let wanted = team.text.to_lowercase();
        let is_it = |log: &SprintLog| {
            let name = log.log.team.name.as_ref().map(|name| name.to_lowercase());
            log.name().to_lowercase() == wanted || name.is_some_and(|name| name == wanted)
        };
        self.logs.iter().position(is_it).ok_or_else(|| {
            let message = format!("there is no team `{}` with a sprint log", team.text);
            let help = did_you_mean(&team.text, self.logs.iter().map(SprintLog::name)).unwrap_or_else(|| self.teams());
            self.error(Code::TeamUnknown, team, message).help(help)
        })
    }

    /// The only log; or the one of the team to whose pages this one belongs.
    fn nearest(&self, asked: &Asked) -> Result<usize, Diagnostic> {
        if self.logs.len() == 1 {
            return Ok(0);
        }
        let home =
            |log: &SprintLog| log.url.trim_end_matches('/').rsplit_once('/').map_or(0, |(above, _)| above.len() + 1);
        let around = self.logs.iter().enumerate().filter(|(_, log)| self.page.url.starts_with(&log.url[..home(log)]));
        let nearest = around.max_by_key(|(_, log)| home(log)).filter(|(_, log)| home(log) > 1);
        nearest.map(|(number, _)| number).ok_or_else(|| {
            let (message, help) = if self.logs.is_empty() {
                (
                    "there is no sprint log in this handbook".to_owned(),
                    "a folder `sprints` with a YAML file in it is one".to_owned(),
                )
            } else {
                (
                    format!(
                        "there are {} teams with a sprint log, and this does not say which one is meant",
                        self.logs.len()
                    ),
                    self.teams(),
                )
            };
            self.error(Code::TeamNotNamed, &asked.name, message).help(help)
        })
    }

    fn teams(&self) -> String {
        match self.logs {
            [] => "no folder `sprints` with a YAML file in it is there".to_owned(),
            _ => format!(
                "the teams are {}; the option is `team`",
                listed(self.logs.iter().map(|log| format!("`{}`", log.name())))
            ),
        }
    }

    fn sprint(&self, log: usize, written: &AskedWord) -> Result<usize, Diagnostic> {
        let sprints = &self.logs[log].log.sprints;
        let state = |sprint: &crate::sprints::Sprint| sprint.state(self.today);
        let found = sprints.iter().position(|sprint| sprint.id == written.text);
        let found = found.or_else(|| match written.text.as_str() {
            "current" => sprints.iter().rposition(|sprint| state(sprint) == State::Active),
            "last" => sprints.iter().rposition(|sprint| state(sprint) == State::Closed),
            "next" => sprints.iter().position(|sprint| state(sprint) == State::Planned),
            _ => None,
        });
        found.ok_or_else(|| {
            let name = self.logs[log].name();
            let message = match written.text.as_str() {
                "current" => format!("no sprint of {name} is under way"),
                "last" => format!("no sprint of {name} is closed yet"),
                "next" => format!("no sprint of {name} is planned"),
                id => format!("{name} has no sprint `{id}`"),
            };
            let known = sprints.iter().rev().map(|sprint| sprint.id.as_str()).chain(MOVING);
            let newest = sprints
                .last()
                .map(|sprint| format!("the newest is `{}`; `last`, `current` and `next` move with time", sprint.id));
            let help = did_you_mean(&written.text, known.filter(|known| *known != written.text)).or(newest);
            self.error(Code::SprintNoSuch, written, message).maybe_help(help)
        })
    }

    fn error(&self, code: Code, written: &AskedWord, message: String) -> Diagnostic {
        Diagnostic::error(code, Span::new(self.source, written.at.clone()), message)
    }
}
