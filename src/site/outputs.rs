//! Files beside the report of a sprint and beside the overview of a log: the same numbers in other forms.

use jiff::civil::Date;

use crate::sprints::State;

use super::log::SprintLog;
use super::page::PageKind;

/// A form of a report beside its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For chat and mail.
    Text,
    /// For a merge request or a wiki.
    Markdown,
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
    /// A picture for the front page of a repository.
    Badge,
    /// For feed readers.
    Feed,
}

/// What is beside the report of a sprint, in the order of a reader's wishes.
const OF_SPRINT: &[Form] = &[Form::Text, Form::Markdown, Form::Csv, Form::Json, Form::Badge];

/// What is beside the overview of a log.
const OF_LOG: &[Form] = &[Form::Csv, Form::Json, Form::Badge, Form::Feed];

impl Form {
    /// The forms that a page of this kind has beside it.
    #[must_use]
    pub const fn beside(kind: PageKind) -> &'static [Self] {
        match kind {
            PageKind::Sprints(_) => OF_LOG,
            PageKind::Sprint(..) => OF_SPRINT,
            _ => &[],
        }
    }
}

impl SprintLog {
    /// The address of the overview in this form. Its badge is that of the newest sprint, at an address that stays.
    #[must_use]
    pub fn overview_output(&self, form: Form) -> String {
        let name = match form {
            Form::Text => "summary.txt",
            Form::Markdown => "summary.md",
            Form::Csv => "velocity.csv",
            Form::Json => "velocity.json",
            Form::Badge => "badge.svg",
            Form::Feed => "feed.xml",
        };
        format!("{}{name}", self.url)
    }

    /// The address of the report of sprint number `sprint` in this form.
    #[must_use]
    pub fn report_output(&self, sprint: usize, form: Form) -> String {
        let report = self.report_url(sprint);
        match form {
            Form::Text => format!("{report}summary.txt"),
            Form::Markdown => format!("{report}summary.md"),
            Form::Badge => format!("{report}badge.svg"),
            Form::Feed => format!("{report}feed.xml"),
            Form::Csv => format!("{}.csv", report.trim_end_matches('/')),
            Form::Json => format!("{}.json", report.trim_end_matches('/')),
        }
    }

    /// The numbers of the sprints that are closed on `today`, oldest first.
    #[must_use]
    pub fn closed(&self, today: Date) -> Vec<usize> {
        self.in_state(|state| state == State::Closed, today).collect()
    }

    /// The number of the newest sprint that has begun on `today`.
    #[must_use]
    pub fn newest(&self, today: Date) -> Option<usize> {
        self.in_state(|state| state != State::Planned, today).last()
    }

    fn in_state(&self, wanted: impl Fn(State) -> bool, today: Date) -> impl Iterator<Item = usize> {
        let sprints = self.log.sprints.iter().enumerate();
        sprints.filter(move |(_, sprint)| wanted(sprint.state(today))).map(|(number, _)| number)
    }

    /// The day of the last word on sprint number `sprint`: its close, or its last amendment.
    #[must_use]
    pub fn last_word(&self, sprint: usize) -> Date {
        let sprint = &self.log.sprints[sprint];
        sprint.amended.iter().map(|one| one.date).fold(sprint.dates.close(), Date::max)
    }
}
