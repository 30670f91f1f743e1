//! The summary of a sprint: what a stakeholder asks, short enough for chat and mail. Was the goal met, what was delivered,
//! what is in the way, what is next, when is it done.

use jiff::civil::Date;

use super::calibration::calibration_sentences;
use super::forecast::{Forecast, Question};
use super::markdown;
use super::sprint_report::SprintReport;
use super::words;
use crate::sprints::{Item, Log, Part, Points, Recommendation, Sprint, State};

/// How many lines one part may have. More would be scrolled past.
const MOST: usize = 10;

type Belongs = fn(&Part<'_>) -> bool;

/// The summary of one sprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// "Sprint 24 · Kestrel · 16–27 November 2026 · active".
    pub title: String,
    /// "Goal: Harbour masters change a tariff themselves".
    pub goal: Option<String>,
    /// What happened, one sentence each.
    pub told: Vec<String>,
    /// What was delivered and so on, each with at least one line.
    pub parts: Vec<SummaryPart>,
}

/// One part of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryPart {
    /// What its lines are.
    pub heading: &'static str,
    /// The lines.
    pub lines: Vec<String>,
}

/// The summary of `sprint`, whose report as of `today` is `report`.
#[must_use]
pub fn summary(log: &Log, sprint: &Sprint, report: &SprintReport, today: Date) -> Summary {
    let open = if sprint.state(today) == State::Closed { "Not done" } else { "Still to do" };
    let (done, left): (Belongs, Belongs) = (|part| part.is_completed(), |part| part.is_open());
    let parts = [
        ("Delivered", items(sprint, done)),
        (open, items(sprint, left)),
        ("In the way", in_the_way(report)),
        ("Next", next(log, sprint, today)),
        ("When", when(log, sprint, today)),
    ];
    let parts = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    Summary {
        title: title(report),
        goal: report.goal.text.as_ref().map(|goal| format!("Goal: {goal}")),
        told: report.summary.clone(),
        parts: parts.map(|(heading, lines)| SummaryPart { heading, lines: at_most(lines) }).collect(),
    }
}

impl Summary {
    /// For chat and mail: lines that need no markup and are wrapped by whatever shows them. `link` is the address of the report.
    #[must_use]
    pub fn text(&self, link: Option<&str>) -> String {
        let mut blocks = vec![plain(&self.title)];
        blocks.extend(self.goal.as_deref().map(plain));
        blocks.extend(Some(plain(&self.told.join(" "))).filter(|told| !told.is_empty()));
        blocks.extend(self.parts.iter().map(|part| {
            let lines = part.lines.iter().map(|line| format!("\n• {}", plain(line)));
            format!("{}:{}", part.heading, lines.collect::<String>())
        }));
        blocks.extend(link.map(|link| format!("The whole report: {link}")));
        blocks.join("\n\n") + "\n"
    }

    /// For a merge request, an issue or a wiki.
    #[must_use]
    pub fn markdown(&self, link: Option<&str>) -> String {
        let safe = |text: &str| markdown::escaped(&plain(text));
        let mut blocks = vec![format!("## {}", safe(&self.title))];
        blocks.extend(self.goal.as_deref().map(|goal| format!("> {}", safe(goal))));
        blocks.extend(Some(safe(&self.told.join(" "))).filter(|told| !told.is_empty()));
        blocks.extend(self.parts.iter().map(|part| {
            let lines = part.lines.iter().map(|one| format!("\n- {}", safe(one)));
            format!("**{}**\n{}", part.heading, lines.collect::<String>())
        }));
        blocks.extend(link.map(|link| format!("[The whole report](<{link}>)")));
        blocks.join("\n\n") + "\n"
    }
}

fn title(report: &SprintReport) -> String {
    let parts = [Some(&report.title), report.team.as_ref(), Some(&report.dates.words)];
    let mut parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    if report.state != State::Closed.word() {
        parts.push(report.state);
    }
    parts.join(" · ")
}

/// The items of `sprint` that belong, as their summaries for readers or as their titles.
fn items(sprint: &Sprint, belongs: Belongs) -> Vec<String> {
    let told = |item: &Item| item.summary.clone().unwrap_or_else(|| item.title.clone());
    Part::all(sprint).iter().filter(|part| belongs(part)).map(|part| told(part.item)).collect()
}

fn in_the_way(report: &SprintReport) -> Vec<String> {
    let open = report.blockers.iter().flat_map(|blockers| &blockers.rows).filter(|row| row.open);
    open.map(|row| {
        let days = row.days.and_then(|days| usize::try_from(days).ok()).map(|days| words::counted(days, "day"));
        let parts = [Some(row.cause.clone()), days, row.owner.as_ref().map(|owner| format!("with the {owner}"))];
        format!("{} ({})", row.title, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    })
    .collect()
}

/// The sprint after this one, and what to commit to while that is still to be decided.
fn next(log: &Log, sprint: &Sprint, today: Date) -> Vec<String> {
    let after = log.sprints.iter().find(|other| other.dates.start > sprint.dates.end);
    let goal = |next: &Sprint| next.goal.text.as_ref().map_or_else(String::new, |goal| format!(": {goal}"));
    let mut told: Vec<String> = after.map(|next| format!("{}{}", next.title(), goal(next))).into_iter().collect();
    if is_newest(log, sprint, today) {
        told.extend(commitment(log, today));
    }
    told
}

/// What the past says of the next commitment.
fn commitment(log: &Log, today: Date) -> Option<String> {
    let recommendation = Recommendation::next(log, today);
    let amount = |number: i64| words::amount(Points::whole(number), log.team.unit);
    let likely = recommendation.likely()?;
    Some(match recommendation.safe() {
        Some(safe) => format!("To commit to: {} is safe, {likely} is likely.", amount(safe)),
        None => format!("To commit to: {} is likely; for a safe number there are too few sprints yet.", amount(likely)),
    })
}

/// The forecast and how well such forecasts held, where this sprint is what is known last.
fn when(log: &Log, sprint: &Sprint, today: Date) -> Vec<String> {
    if !is_newest(log, sprint, today) {
        return Vec::new();
    }
    let forecast = Forecast::of(log, &Question::default(), today);
    let mut told = forecast.when_sentences();
    if !told.is_empty() {
        told.extend(calibration_sentences(log, forecast.unit, today));
    }
    told
}

/// Whether no later sprint has begun: what is said of the future from here still holds.
fn is_newest(log: &Log, sprint: &Sprint, today: Date) -> bool {
    let later = |other: &&Sprint| other.dates.start > sprint.dates.start && other.state(today) != State::Planned;
    sprint.state(today) != State::Planned && !log.sprints.iter().any(|other| later(&other))
}

fn at_most(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST {
        let more = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(format!("and {more} more"));
    }
    lines
}

/// One line that is nothing but text: no line breaks, nothing that steers a terminal or turns the direction of what follows.
fn plain(text: &str) -> String {
    let steers =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut line = String::with_capacity(text.len());
    for (place, word) in text.split_whitespace().enumerate() {
        line.push_str(if place == 0 { "" } else { " " });
        line.extend(word.split(steers));
    }
    line
}
