//! `::: info Title … :::` boxes. CommonMark would read their lines as text, and as a part of the list before them, so each
//! such line is replaced by a comment that CommonMark knows to be a block of its own, and found again by its place.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// What stands in the text for a box line. Only its place makes it a box: the same comment typed by a user is a comment.
const STAND_IN: &str = "<!--:::-->";

/// One line that opens or closes a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BoxLine {
    /// The stand-in, in bytes of the prepared text.
    pub(crate) at: Range<usize>,
    /// The line as written, in bytes of the text.
    pub(crate) written: Range<usize>,
    pub(crate) mark: BoxMark,
}

/// What a box line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BoxMark {
    Open { kind: String, title: String },
    Close,
}

/// A text in which every box line is a block of its own.
pub(crate) struct Prepared<'text> {
    pub(crate) text: Cow<'text, str>,
    pub(crate) lines: Vec<BoxLine>,
    /// After each of these bytes of the prepared text, the written text is so many bytes ahead.
    shifts: Vec<(usize, isize)>,
}

impl Prepared<'_> {
    /// The place in the written text of a place in the prepared one.
    pub(crate) fn written(&self, range: &Range<usize>) -> Range<usize> {
        self.written_offset(range.start)..self.written_offset(range.end)
    }

    /// The box line that stands within `range` of the prepared text.
    pub(crate) fn line_in(&self, range: &Range<usize>) -> Option<&BoxLine> {
        let next = self.lines.partition_point(|line| line.at.start < range.start);
        self.lines.get(next).filter(|line| line.at.end <= range.end)
    }

    fn written_offset(&self, offset: usize) -> usize {
        let passed = self.shifts.partition_point(|(at, _)| *at <= offset);
        let ahead = passed.checked_sub(1).map_or(0, |last| self.shifts[last].1);
        offset.saturating_add_signed(ahead)
    }
}

/// Finds the box lines of `text` that are not in code.
pub(crate) fn prepare(text: &str, options: Options) -> Prepared<'_> {
    if !text.contains(":::") {
        return Prepared { text: Cow::Borrowed(text), lines: Vec::new(), shifts: Vec::new() };
    }
    let code = code_ranges(text, options);
    let mut prepared = String::with_capacity(text.len() + 64);
    let (mut lines, mut shifts, mut open, mut at) = (Vec::new(), Vec::new(), 0_usize, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let start = at + (content.len() - content.trim_start().len());
        let written = start..at + content.len();
        let mark = if within(&code, start) { None } else { read_mark(&text[written.clone()], open > 0) };
        if let Some(mark) = mark {
            open = if mark == BoxMark::Close { open - 1 } else { open + 1 };
            prepared.push_str(&text[at..start]);
            let stand_in = prepared.len()..prepared.len() + STAND_IN.len();
            prepared.push_str(STAND_IN);
            prepared.push_str(&line[content.len()..]);
            shifts.push((stand_in.end, signed(written.end) - signed(stand_in.end)));
            lines.push(BoxLine { at: stand_in, written, mark });
        } else {
            prepared.push_str(line);
        }
        at += line.len();
    }
    Prepared { text: Cow::Owned(prepared), lines, shifts }
}

fn signed(offset: usize) -> isize {
    isize::try_from(offset).expect("no file is half of the address space")
}

fn code_ranges(text: &str, options: Options) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)));
    code.map(|(_, range)| range).collect()
}

fn within(ranges: &[Range<usize>], offset: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= offset);
    ranges.get(next).is_some_and(|range| range.contains(&offset))
}

/// `::: info Title`, `:::info[Title]`, and `:::` where a box is open.
fn read_mark(line: &str, open: bool) -> Option<BoxMark> {
    let rest = line.trim_start_matches(':');
    if line.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return open.then_some(BoxMark::Close);
    }
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(rest.len());
    let (kind, title) = rest.split_at(end);
    let separated = title.is_empty() || title.starts_with([' ', '\t', '[']);
    if kind.is_empty() || !separated {
        return None;
    }
    let title = title.trim().trim_end_matches(':').trim();
    let title = title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(title);
    Some(BoxMark::Open { kind: kind.to_ascii_lowercase(), title: title.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{BoxMark, Options, prepare, read_mark};

    #[test]
    fn reads_the_forms_of_a_box_line() {
        let open = |kind: &str, title: &str| Some(BoxMark::Open { kind: kind.into(), title: title.into() });
        assert_eq!(read_mark("::: info", false), open("info", ""));
        assert_eq!(read_mark(":::Note[Mind the gap]", false), open("note", "Mind the gap"));
        assert_eq!(read_mark(":::: details More than this :::", false), open("details", "More than this"));
        assert_eq!(read_mark(":::", true), Some(BoxMark::Close));
        assert_eq!(read_mark(":::", false), None);
        assert_eq!(read_mark(":: info", false), None);
    }

    #[test]
    fn places_after_a_box_line_are_those_of_the_written_text() {
        let text = "::: warning A long title\nbody\n:::\nafter";
        let prepared = prepare(text, Options::empty());
        let at = prepared.text.find("after").unwrap();
        assert_eq!(&text[prepared.written(&(at..at + 5))], "after");
        assert_eq!(prepared.lines.len(), 2);
    }

    #[test]
    fn nothing_fires_inside_code() {
        let text = "```\n::: info\n:::\n```\n\n    ::: note\n";
        assert!(prepare(text, Options::empty()).lines.is_empty());
    }
}
