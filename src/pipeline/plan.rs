//! The planning check of one sprint, as text that is ready to print.

use crate::diagnostics::{Severity, annotation};
use crate::report::{plan_headline, plan_json, plan_markdown, plan_remarks, plan_text, plan_verdict};
use crate::source::{Position, SourceTree};
use crate::sprints::{Limit, Planning, Verdict};

use super::answers::pretty;
use super::logs::Logs;

/// How a planning check is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanShape {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For machines.
    Json,
    /// As an annotation of a GitHub workflow.
    Github,
}

/// Which check is asked for.
#[derive(Debug, Clone, Copy)]
pub struct PlanQuestion<'a> {
    /// The id of the sprint; otherwise the next planned one.
    pub id: Option<&'a str>,
    /// The team, where there are several.
    pub team: Option<&'a str>,
    /// What the plan is held to.
    pub limit: Option<Limit>,
    /// How the answer is written.
    pub shape: PlanShape,
}

/// A planning check.
#[derive(Debug, Clone)]
pub struct PlanAnswer {
    /// What it says.
    pub text: String,
    /// The same as Markdown, for the summary of a workflow.
    pub markdown: String,
    /// Whether the plan is over the limit that it is held to.
    pub over: bool,
}

impl Logs {
    /// The planning check of one sprint of the logs in `tree`; or why there is none.
    pub fn plan(&self, question: &PlanQuestion<'_>, tree: &SourceTree) -> Result<PlanAnswer, String> {
        let (log, sprint) = if question.id.is_some() {
            self.sprint(question.id, question.team)?
        } else {
            let log = self.of_team(question.team)?;
            let none = "no sprint is planned; `sprintbook new sprint` writes the file of the next one";
            (log, log.log.next(self.today).ok_or(none)?)
        };
        let planning = Planning::of(&log.log, sprint, self.today);
        let limit = question.limit;
        let over = limit.is_some_and(|limit| planning.is_over(limit) == Some(true));
        let markdown = plan_markdown(&log.log, &planning, limit);
        let text = match question.shape {
            PlanShape::Text => plan_text(&log.log, &planning, limit),
            PlanShape::Markdown => markdown.clone(),
            PlanShape::Json => pretty(&plan_json(&log.log, &planning, limit, self.today)),
            PlanShape::Github => {
                let file = log.files.iter().find(|file| file.sprint.id == sprint.id).expect("each sprint has its file");
                let at = file.span_of(if sprint.items.is_empty() { "committed" } else { "items" });
                let text = tree.get(&at.file).and_then(|file| file.text().ok()).unwrap_or_default();
                let told = std::iter::once(plan_headline(&log.log, &planning))
                    .chain(plan_verdict(&planning, limit))
                    .chain(plan_remarks(&log.log, &planning));
                let line = Position::of(text, at.start).line;
                let title = format!("Plan of {}", sprint.title());
                let told = told.collect::<Vec<String>>().join("\n");
                annotation(severity(planning.verdict(), over), &tree.shown(&at.file), line, &title, &told)
            }
        };
        Ok(PlanAnswer { text, markdown, over })
    }
}

fn severity(verdict: Option<Verdict>, over: bool) -> Severity {
    match verdict {
        _ if over => Severity::Error,
        Some(Verdict::Stretch { .. } | Verdict::NeverReached) => Severity::Warning,
        _ => Severity::Note,
    }
}
