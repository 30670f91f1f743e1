//! An outline as text for a terminal: eighty columns, nothing but plain characters.

use jiff::civil::Date;

use super::outline::{Block, log_outline, sprint_outline};
use super::planning::plan_outline;
use crate::sprints::{Limit, Log, Planning, Sprint};

/// How wide a line of words may be.
const WIDTH: usize = 80;

/// The report of `sprint` as of `today`, for a terminal.
#[must_use]
pub fn sprint_text(log: &Log, sprint: &Sprint, today: Date) -> String {
    text(&sprint_outline(log, sprint, today))
}

/// The overview of `log` as of `today`, for a terminal.
#[must_use]
pub fn log_text(log: &Log, today: Date) -> String {
    text(&log_outline(log, today))
}

/// The planning check of a sprint, for a terminal.
#[must_use]
pub fn plan_text(log: &Log, planning: &Planning<'_>, limit: Option<Limit>) -> String {
    text(&plan_outline(log, planning, limit))
}

/// The sentences as lines of a terminal, each wrapped.
#[must_use]
pub fn sentences_text(sentences: &[String]) -> String {
    clean(&sentences.iter().flat_map(|line| wrapped(line, "", "  ")).map(|line| line + "\n").collect::<String>())
}

fn text(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).filter(|part| !part.is_empty()).collect();
    clean(&parts.join("\n"))
}

fn block(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Title(title) => vec![title.clone(), "=".repeat(title.chars().count().min(WIDTH))],
        Block::Heading(heading) => vec![heading.clone(), "-".repeat(heading.chars().count().min(WIDTH))],
        Block::Paragraph(sentences) if sentences.is_empty() => return String::new(),
        Block::Paragraph(sentences) => wrapped(&sentences.join(" "), "", ""),
        Block::List(lines) => lines.iter().flat_map(|line| wrapped(line, "- ", "  ")).collect(),
        Block::Table { rows, numeric } => table(rows, *numeric),
    };
    // A heading stands right above what it is the heading of.
    let end = if matches!(block, Block::Heading(_)) { "" } else { "\n" };
    lines.join("\n") + end
}

/// `words` in lines of at most [`WIDTH`] characters; the first begins with `first`, the others with `rest`.
fn wrapped(words: &str, first: &str, rest: &str) -> Vec<String> {
    let mut lines = vec![first.to_owned()];
    let mut length = first.chars().count();
    let mut fresh = true;
    for word in words.split_whitespace() {
        let word_length = word.chars().count();
        if !fresh && length + 1 + word_length > WIDTH {
            lines.push(rest.to_owned());
            (length, fresh) = (rest.chars().count(), true);
        }
        let line = lines.last_mut().expect("there is always a line");
        if !fresh {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word_length;
        fresh = false;
    }
    lines
}

fn table(rows: &[Vec<String>], numeric: bool) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, width))| {
                let space = " ".repeat(width - cell.chars().count());
                if numeric && column > 0 { space + cell } else { cell.clone() + &space }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Without characters that could steer a terminal.
fn clean(text: &str) -> String {
    text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, clean, table, wrapped};

    #[test]
    fn words_are_wrapped_and_long_ones_stay_whole() {
        let lines = wrapped(&"word ".repeat(40), "- ", "  ");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[0].starts_with("- word") && lines[1].starts_with("  word"));
        assert_eq!(wrapped(&"x".repeat(100), "", ""), ["x".repeat(100)]);
    }

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [vec![String::new(), "points".into()], vec!["Committed".into(), "26".into()]];
        assert_eq!(table(&rows, true), ["           points", "Committed      26"]);
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\u{7}\n"), "a[2Jb\n");
    }
}
