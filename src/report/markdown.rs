//! An outline as Markdown, for a merge request or a wiki.

use jiff::civil::Date;

use super::figure::Figure;
use super::outline::{Block, log_outline, sprint_outline};
use super::planning::plan_outline;
use crate::sprints::{Limit, Log, Planning, Sprint};

/// The report of `sprint` as of `today`, as Markdown.
#[must_use]
pub fn sprint_markdown(log: &Log, sprint: &Sprint, today: Date) -> String {
    markdown(&sprint_outline(log, sprint, today))
}

/// The overview of `log` as of `today`, as Markdown.
#[must_use]
pub fn log_markdown(log: &Log, today: Date) -> String {
    markdown(&log_outline(log, today))
}

/// The planning check of a sprint as Markdown.
#[must_use]
pub fn plan_markdown(log: &Log, planning: &Planning<'_>, limit: Option<Limit>) -> String {
    markdown(&plan_outline(log, planning, limit))
}

fn markdown(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// What a reader should take away from `figure`, and its numbers as a table.
#[must_use]
pub fn figure_markdown(figure: &Figure) -> String {
    let head = figure.table.head.iter().map(|column| column.text.clone()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(figure.table.rows.iter().cloned()).collect();
    format!("**{}.** {}\n\n{}\n", escaped(&figure.title), escaped(&figure.reading), table(&rows, false))
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {}", escaped(title)),
        Block::Heading(heading) => format!("## {}", escaped(heading)),
        Block::Paragraph(sentences) => escaped(&sentences.join(" ")),
        Block::List(lines) => lines.iter().map(|line| format!("- {}", escaped(line))).collect::<Vec<_>>().join("\n"),
        Block::Table { rows, numeric } => table(rows, *numeric),
    }
}

fn table(rows: &[Vec<String>], numeric: bool) -> String {
    let line =
        |cells: &[String]| format!("| {} |", cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | "));
    let Some((head, body)) = rows.split_first() else { return String::new() };
    let rule = |column: usize| if numeric && column > 0 { "--:" } else { "---" };
    let rules: Vec<&str> = (0..head.len()).map(rule).collect();
    let mut lines = vec![line(head), format!("|{}|", rules.join("|"))];
    lines.extend(body.iter().map(|row| line(row)));
    lines.join("\n")
}

/// Text that is nothing but text: what has a meaning in Markdown or HTML is escaped, and a line stays one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (place, letter) in text.char_indices() {
        let means = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~');
        if means || letter.is_control() {
            out.push_str(&text[copied..place]);
            out.push(if means { '\\' } else { ' ' });
            copied = if means { place } else { place + letter.len_utf8() };
        }
    }
    out.push_str(&text[copied..]);
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn titles_stay_titles() {
        assert_eq!(escaped("a|b <script>*x*\n# y"), "a\\|b \\<script\\>\\*x\\* \\# y");
    }
}
