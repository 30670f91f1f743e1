//! A sprint or a log as an outline: headings, sentences and tables, before it becomes text or Markdown.

use jiff::civil::Date;

use super::calibration::calibration_sentences;
use super::forecast::{Forecast, Question};
use super::overview::overview;
use super::sprint_report::{SprintReport, sprint_report};
use super::words;
use crate::sprints::{Log, ServiceLevel, Spending, Sprint};

/// One block of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// What it is about, in one line.
    Title(String),
    /// A heading.
    Heading(String),
    /// Sentences that belong together.
    Paragraph(Vec<String>),
    /// Lines of their own.
    List(Vec<String>),
    /// A table: its first row is the head, and its cells but the first are numbers where `numeric` says so.
    Table { rows: Vec<Vec<String>>, numeric: bool },
}

/// The report of `sprint`.
pub(crate) fn sprint_outline(log: &Log, sprint: &Sprint, today: Date) -> Vec<Block> {
    let report = sprint_report(log, sprint, today);
    let mut blocks = vec![Block::Title(title(&report))];
    blocks.extend(goal(&report));
    blocks.push(Block::Paragraph(report.summary.clone()));
    blocks.extend(
        report.fault.iter().map(|fault| Block::Paragraph(vec![format!("The numbers contradict each other: {fault}.")])),
    );
    blocks.extend(ledger(&report));
    blocks.extend(commitment(&report));
    blocks.extend(items(&report));
    blocks.extend(
        report
            .blockers
            .iter()
            .flat_map(|blockers| [Block::Heading("Blockers".to_owned()), Block::Paragraph(blockers.sentences.clone())]),
    );
    blocks.extend(retro(&report));
    let amended = Some(report.amended).filter(|lines| !lines.is_empty());
    blocks.extend(
        amended
            .into_iter()
            .flat_map(|lines| [Block::Heading("Changed after the close".to_owned()), Block::List(lines)]),
    );
    blocks
}

/// The overview of `log`.
pub(crate) fn log_outline(log: &Log, today: Date) -> Vec<Block> {
    let view = overview(log, today);
    let team = view.team.clone().unwrap_or_else(|| "All sprints".to_owned());
    let mut blocks = vec![Block::Title(team), Block::Paragraph(view.sentences.clone())];
    blocks.extend([Block::Heading("The next commitment".to_owned()), Block::Paragraph(view.next.sentences.clone())]);
    let forecast = Forecast::of(log, &Question::default(), today);
    if !forecast.history.is_empty() {
        let told = forecast.sentences().into_iter().chain(calibration_sentences(log, forecast.unit, today)).collect();
        blocks.extend([Block::Heading("Forecast".to_owned()), Block::List(told)]);
    }
    let told: Vec<String> = service_level(log, today).into_iter().chain(money(log, today)).collect();
    if !told.is_empty() {
        blocks.extend([Block::Heading("Items and money".to_owned()), Block::List(told)]);
    }
    let head = ["Sprint", "Dates", "Committed", "Completed", "Against plan", "Goal"].map(str::to_owned).to_vec();
    let or_dash = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "–".to_owned());
    let rows = view.sprints.iter().map(|row| {
        let goal = row.goal.unwrap_or("–").to_owned();
        vec![
            row.title.clone(),
            row.dates.clone(),
            or_dash(&row.committed),
            or_dash(&row.completed),
            or_dash(&row.throughput),
            goal,
        ]
    });
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    blocks.extend([Block::Heading("All sprints".to_owned()), Block::Table { rows, numeric: false }]);
    blocks
}

/// "85 % of the items of the last 6 sprints were finished within 9 days."
pub(crate) fn service_level(log: &Log, today: Date) -> Option<String> {
    let level = ServiceLevel::of(log, today);
    let days = level.within(85)?;
    let (items, sprints) = (words::counted(level.days.len(), "item"), words::counted(level.sprints, "sprint"));
    let days = words::counted(usize::try_from(days).unwrap_or_default(), "day");
    Some(format!("85 % of items are finished within {days} of their start ({items} of the last {sprints})."))
}

/// "39 % of the budget is spent and 43 % of its sprints are over; at the mean of 39,167 a sprint it lasts for 9 more."
pub(crate) fn money(log: &Log, today: Date) -> Option<String> {
    let spending = Spending::of(log, today)?;
    let burn = words::percent(spending.burn()?);
    let over = spending.elapsed().map(|share| format!(" and {} of its sprints are over", words::percent(share)));
    let lasts = spending.runway().map(|sprints| {
        let sprints = usize::try_from(sprints.floor()).unwrap_or(0);
        format!("; at the mean cost so far it lasts for {}", words::counted(sprints, "more sprint"))
    });
    Some(format!("{burn} of the budget is spent{}{}.", over.unwrap_or_default(), lasts.unwrap_or_default()))
}

fn title(report: &SprintReport) -> String {
    let team = report.team.iter().cloned();
    let parts: Vec<String> = std::iter::once(report.title.clone())
        .chain(team)
        .chain([report.dates.words.clone(), report.state.to_owned()])
        .collect();
    parts.join(" · ")
}

fn goal(report: &SprintReport) -> Option<Block> {
    let text = report.goal.text.as_ref()?;
    let told = if report.goal.outcome.is_some() { report.goal.words.as_str() } else { "Goal" };
    Some(Block::Paragraph(vec![format!("{told}: {text}")]))
}

fn ledger(report: &SprintReport) -> Vec<Block> {
    let Some(ledger) = &report.ledger else { return Vec::new() };
    let cell = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "–".to_owned());
    let head = || vec![String::new(), "points".to_owned(), "items".to_owned()];
    let rows = ledger.rows.iter().map(|row| vec![row.label.to_owned(), cell(&row.points), cell(&row.items)]);
    let mut blocks = vec![
        Block::Heading("Ledger".to_owned()),
        Block::Table { rows: std::iter::once(head()).chain(rows).collect(), numeric: true },
    ];
    let proofs: Vec<String> = ledger.proofs.iter().map(|proof| format!("{} ({})", proof.line, proof.unit)).collect();
    if !proofs.is_empty() {
        blocks.push(Block::List(proofs));
    }
    let ratios = ledger.ratios.iter().map(|row| vec![row.label.to_owned(), cell(&row.points), cell(&row.items)]);
    let ratios: Vec<Vec<String>> = std::iter::once(head()).chain(ratios).collect();
    if ratios.len() > 1 {
        blocks.push(Block::Table { rows: ratios, numeric: true });
    }
    blocks
}

fn commitment(report: &SprintReport) -> Vec<Block> {
    let recommendation = &report.recommendation;
    let mut told: Vec<String> = report.capacity.iter().map(|capacity| capacity.sentence.clone()).collect();
    told.extend(recommendation.likely.map(|likely| match recommendation.safe {
        Some(safe) => format!("From the past: {safe} is safe, {likely} is likely."),
        None => format!("From the past: {likely} is likely."),
    }));
    told.extend(recommendation.verdict.as_ref().map(|verdict| format!("The commitment: {verdict}.")));
    if told.is_empty() { Vec::new() } else { vec![Block::Heading("Capacity".to_owned()), Block::Paragraph(told)] }
}

fn items(report: &SprintReport) -> Vec<Block> {
    let groups = report.item_groups.iter().filter(|group| !group.items.is_empty());
    let blocks = groups.flat_map(|group| {
        let line = |item: &super::items::ItemView| {
            let points = item.points.as_ref().map(|points| format!(" ({points})")).unwrap_or_default();
            let remarks =
                if item.remarks.is_empty() { String::new() } else { format!(" – {}", item.remarks.join(", ")) };
            format!("{} {}{points}{remarks}", item.id, item.title)
        };
        let heading = format!("{}: {}", group.title, group.total);
        [Block::Heading(heading), Block::List(group.items.iter().map(line).collect())]
    });
    blocks.collect()
}

fn retro(report: &SprintReport) -> Vec<Block> {
    let Some(retro) = &report.retro else { return Vec::new() };
    let mut lines: Vec<String> = retro.sentences.clone();
    lines.extend(retro.actions.iter().map(|action| {
        let due = action.due.as_ref().map(|due| format!(", due {due}")).unwrap_or_default();
        format!("{} {} ({}{due})", action.id, action.what, action.state)
    }));
    lines.extend(retro.actions.iter().filter_map(|action| action.experiment.clone()));
    if lines.is_empty() { Vec::new() } else { vec![Block::Heading("Retrospective".to_owned()), Block::List(lines)] }
}
