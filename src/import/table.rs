//! A table of an export: its header, and rows that know where they stand.

use csv::{ReaderBuilder, StringRecord};

use crate::diagnostics::{Code, Diagnostic};
use crate::source::{SourcePath, Span};

/// A table with a header.
pub(super) struct Table {
    /// Names of the columns, as they stand there. The same name may stand several times.
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row.
pub(super) struct Row {
    cells: StringRecord,
    /// Where it starts and ends, in bytes.
    range: std::ops::Range<usize>,
}

/// The table in `text`, which `file` holds.
pub(super) fn read(file: &SourcePath, text: &str) -> Result<Table, Diagnostic> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - body.len();
    if body.matches('"').count() % 2 == 1 {
        let at = offset + body.rfind('"').unwrap_or_default();
        let message = "this quote is opened and never closed: the file is cut off, or a quote in a cell is not doubled";
        let span = Span::new(file, at..at + 1);
        return Err(Diagnostic::error(Code::ImportUnreadable, span, message).help("export the file again"));
    }
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(body)).flexible(true).has_headers(false).from_reader(body.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let Ok(cells) = record else { break };
        let start = cells.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or_default());
        rows.push(Row { cells, range: offset + start..text.len() });
    }
    for at in 1..rows.len() {
        rows[at - 1].range.end = rows[at].range.start;
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    if rows.is_empty() {
        let help = "export the issues again, as CSV";
        return Err(Diagnostic::error(Code::ImportUnreadable, Span::top(file), "this file is empty").help(help));
    }
    let header: Vec<String> = rows.remove(0).cells.iter().map(|name| name.trim().to_owned()).collect();
    match rows.iter().find(|row| !row.fits(header.len())) {
        None => Ok(Table { header, rows }),
        Some(row) => {
            let message = format!("this row has {} cells, and the header {}", row.cells.len(), header.len());
            let help = "the file is cut off, or was saved with another separator: export it again";
            Err(Diagnostic::error(Code::ImportUnreadable, row.span(file, text, None), message).help(help))
        }
    }
}

impl Table {
    /// The places of the columns whose name `is_it` accepts.
    pub(super) fn columns(&self, is_it: impl Fn(&str) -> bool) -> Vec<usize> {
        (0..self.header.len()).filter(|at| is_it(&self.header[*at])).collect()
    }
}

impl Row {
    /// The cell in column `column`, without space around it; `None` where it is empty.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// The place of `cell` in the row, or of its first line.
    pub(super) fn span(&self, file: &SourcePath, text: &str, cell: Option<&str>) -> Span {
        let row = text.get(self.range.clone()).unwrap_or_default();
        let line = row.lines().next().unwrap_or_default();
        match cell.and_then(|cell| Some((row.find(cell)?, cell.len()))) {
            Some((at, length)) => Span::new(file, self.range.start + at..self.range.start + at + length),
            None => Span::new(file, self.range.start..self.range.start + line.len()),
        }
    }

    fn fits(&self, width: usize) -> bool {
        // Some programs end each row with an empty cell more.
        let surplus_is_empty = self.cells.iter().skip(width).all(str::is_empty);
        self.cells.len() == width || (self.cells.len() > width && surplus_is_empty)
    }
}

/// What stands between the cells: what the header has most of.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in text.bytes().take_while(|byte| *byte != b'\n') {
        quoted ^= byte == b'"';
        counts.iter_mut().filter(|(known, _)| *known == byte && !quoted).for_each(|(_, count)| *count += 1);
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::SourcePath;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = read(&SourcePath::new("a.csv"), text).map_err(|told| told.message).unwrap();
        let row = |row: &super::Row| (0..table.header.len()).map(|at| row.cell(at).unwrap_or("").to_owned()).collect();
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn separators_quotes_lines_and_marks_are_as_spreadsheets_write_them() {
        let wanted = [["1", "a, \"b\"\nc"]];
        assert_eq!(cells("\u{feff}id,title\r\n1,\"a, \"\"b\"\"\nc\"\r\n"), wanted);
        assert_eq!(cells("id;title\n1;\"a, \"\"b\"\"\nc\"\n\n;\n"), wanted);
        assert_eq!(cells("id\ttitle\n1\t\"a, \"\"b\"\"\nc\""), wanted);
        assert_eq!(cells("id,title\n1,\"a, \"\"b\"\"\nc\",,\n"), wanted);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let refused = |text: &str| read(&SourcePath::new("a.csv"), text).map(|_| ()).unwrap_err().message;
        assert_eq!(refused(""), "this file is empty");
        assert_eq!(refused("id,title\n1\n"), "this row has 1 cells, and the header 2");
        assert!(refused("id,title\n1,\"a").starts_with("this quote is opened"));
    }
}
