//! `sprintbook list`: every page, every link and where it leads, or every sprint.

use jiff::civil::Date;
use serde::Serialize;

use crate::disk::Failure;
use crate::pipeline::{ListedLink, ListedPage, ListedSprint};

use super::args::{ListArguments, Listed, ToldFormat};
use super::logs::read;
use super::run::{FAILED, FINE};
use super::site::{Made, Wish, make};
use super::terminal::{Terminal, counted};

/// Lists also what has mistakes; they are for `check` to tell.
pub(super) fn run(arguments: &ListArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    if arguments.what == Listed::Sprints {
        return sprints(arguments, today, terminal);
    }
    let wish = Wish { today, output: None, offline: false, broken_links_fail: true };
    let made = make(&arguments.source, &wish)?;
    if arguments.what == Listed::Links {
        show(&links(&made), arguments.source.format, link_row);
    } else {
        show(&made.listing.pages(), arguments.source.format, page_row);
    }
    terminal.say(&format!("listed: {}", made.summary()));
    let mistakes = made.diagnostics.len();
    if mistakes > 0 {
        terminal.say(&format!("        {}: see `sprintbook check`", counted(mistakes, "message")));
    }
    // A wrong configuration may have led to another folder altogether.
    Ok(if made.verdict() == FAILED { FAILED } else { FINE })
}

/// The sprints come from their files alone, so that no page has to be made.
fn sprints(arguments: &ListArguments, today: Option<Date>, terminal: &Terminal) -> Result<u8, Failure> {
    let project = read(arguments.source.folder.as_deref(), today)?;
    let sprints = project.logs.list(&project.tree);
    show(&sprints, arguments.source.format, sprint_row);
    terminal.say(&format!("listed: {}", counted(sprints.len(), "sprint")));
    let mistakes = project.logs.diagnostics.len();
    if mistakes > 0 {
        terminal.say(&format!("        {}: see `sprintbook check`", counted(mistakes, "message")));
    }
    Ok(FINE)
}

fn links(made: &Made) -> Vec<ListedLink> {
    made.listing.links(&made.project.tree, &made.diagnostics)
}

fn show<T: Serialize>(rows: &[T], format: ToldFormat, row: impl Fn(&T) -> [String; 4]) {
    match format {
        ToldFormat::Json => {
            Terminal::result(&serde_json::to_string_pretty(rows).expect("strings and numbers always serialise"));
        }
        _ => Terminal::result(&columns(rows.iter().map(row).collect())),
    }
}

fn page_row(page: &ListedPage) -> [String; 4] {
    let order = page.order.map(|order| order.to_string()).unwrap_or_default();
    let source = page.source.clone().unwrap_or_else(|| "(made for its folder)".to_owned());
    [page.address.clone(), page.title.clone(), order, source]
}

fn sprint_row(sprint: &ListedSprint) -> [String; 4] {
    let goal = sprint.goal.map(|goal| format!(", goal {goal}")).unwrap_or_default();
    let days = format!("{} – {}", sprint.start, sprint.end);
    [sprint.id.clone(), days, format!("{}{goal}", sprint.state), sprint.source.clone()]
}

fn link_row(link: &ListedLink) -> [String; 4] {
    let place = format!("{}:{}:{}", link.file, link.line, link.column);
    let leads_to = link.leads_to.clone().unwrap_or_else(|| "nowhere".to_owned());
    [place, link.written.clone(), leads_to, link.state.to_owned()]
}

/// Rows with each column as wide as its widest cell. Control characters are shown, never sent to the terminal.
fn columns(rows: Vec<[String; 4]>) -> String {
    let rows: Vec<[String; 4]> = rows.into_iter().map(|row| row.map(|cell| visible(&cell))).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let lines = rows.iter().map(|[first, second, third, last]| {
        let line = format!("{first:0$}  {second:1$}  {third:2$}  {last}", widths[0], widths[1], widths[2]);
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
