//! What is done to a text before CommonMark reads it. Box lines would be read as text, and as a part of the list before
//! them, so each is replaced by a comment, which CommonMark knows to be a block of its own, and found again by its place.
//! Bodies of boxes that are marked by their indentation lose it, and definitions of abbreviations are taken out.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::abbreviations::{Abbreviations, read_definition};
use super::boxes::{BoxLine, BoxMark, Marks};
use super::copy::{Copy, Shifts};
use super::indented::dedent;
use super::tag_targets::{fill, has_tag_targets, verbatim};

/// What stands in the text for a box line. Only its place makes it a box: the same comment typed by a user is a comment.
pub(super) const STAND_IN: &str = "<!--:::-->";

/// The lines around what Foam generates.
const GENERATED: (&str, &str) = ("[//begin]: # ", "[//end]: # ");

/// Boxes inside boxes inside boxes that are still told by their indentation.
const DEEPEST: usize = 16;

/// A text in which every box line is a block of its own.
pub(crate) struct Prepared<'text> {
    pub(crate) text: Cow<'text, str>,
    pub(crate) lines: Vec<BoxLine>,
    pub(crate) abbreviations: Abbreviations,
    /// From each copy to the text before it, the first copy first.
    layers: Vec<Shifts>,
    /// As it was written.
    source: &'text str,
}

impl<'text> Prepared<'text> {
    fn new(text: &'text str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            lines: Vec::new(),
            abbreviations: Abbreviations::default(),
            layers: Vec::new(),
            source: text,
        }
    }

    /// The place in the written text of a place in the prepared one. Within words that stand for others it is somewhere in
    /// those, which may have longer letters; half a letter cannot be shown.
    pub(crate) fn written(&self, range: &Range<usize>) -> Range<usize> {
        let written = self.layers.iter().rev().fold(range.clone(), |range, layer| layer.back(&range));
        let start = self.source.floor_char_boundary(written.start);
        start..self.source.ceil_char_boundary(written.end).max(start)
    }

    /// Whether `words` stand at `range` of the written text, letter by letter.
    pub(super) fn has(&self, words: &str, range: &Range<usize>) -> bool {
        self.source.get(range.clone()) == Some(words)
    }

    /// The box line that stands within `range` of the prepared text.
    pub(crate) fn line_in(&self, range: &Range<usize>) -> Option<&BoxLine> {
        let next = self.lines.partition_point(|line| line.at.start < range.start);
        self.lines.get(next).filter(|line| line.at.end <= range.end)
    }

    /// Goes on with `copy`, in which `lines` are new.
    pub(super) fn replace(&mut self, copy: (String, Shifts), lines: Vec<BoxLine>) {
        let (text, shifts) = copy;
        for line in &mut self.lines {
            line.at = shifts.forth(line.at.start)..shifts.forth(line.at.start) + STAND_IN.len();
        }
        self.text = Cow::Owned(text);
        self.layers.push(shifts);
        self.lines.extend(lines);
        self.lines.sort_by_key(|line| line.at.start);
    }
}

/// Leaves out the definitions that Foam writes for links by name, since those links are read without them.
fn leave_out_generated(prepared: &mut Prepared<'_>) {
    let text = std::mem::take(&mut prepared.text);
    let begin = text.find(GENERATED.0).unwrap_or(text.len());
    let end = text[begin..].find(GENERATED.1).map_or(begin, |end| begin + end);
    let end = text[end..].find('\n').map_or(text.len(), |line| end + line);
    let mut copy = Copy::new(&text);
    copy.keep(begin);
    copy.skip(end);
    copy.keep(text.len());
    let copy = (copy.text, copy.shifts);
    prepared.replace(copy, Vec::new());
}

/// A page written in HTML as one block of it: an empty line would end the block, and what is indented after it would be code.
pub(crate) fn prepare_html(text: &str) -> Prepared<'_> {
    let mut prepared = Prepared::new(text);
    if has_tag_targets(text) {
        fill(&mut prepared, &[]);
    }
    let text = std::mem::take(&mut prepared.text);
    let mut copy = Copy::new(&text);
    copy.insert("<div>\n");
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            copy.keep(at);
            copy.skip(at + line.len());
        }
        at += line.len();
    }
    copy.keep(text.len());
    copy.insert("\n</div>\n");
    let copy = (copy.text, copy.shifts);
    prepared.replace(copy, Vec::new());
    prepared
}

/// Finds boxes and abbreviations in `text`, where they are not in code.
pub(crate) fn prepare(text: &str, options: Options) -> Prepared<'_> {
    let mut prepared = Prepared::new(text);
    if text.contains(GENERATED.0) {
        leave_out_generated(&mut prepared);
    }
    if has_tag_targets(text) {
        let code = verbatim(&prepared.text, options);
        fill(&mut prepared, &code);
    }
    if holds_one(&prepared.text, &["!!!", "???"]) {
        let mut rounds = 0;
        while rounds < DEEPEST && dedent(&mut prepared, options) {
            rounds += 1;
        }
    }
    if holds_one(&prepared.text, &[":::", "!!!", "{%", "*["]) {
        flat(&mut prepared, options);
    }
    prepared
}

/// Whether `text` has one of `signs` at all: most pages have none, and pay only for this look.
fn holds_one(text: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

/// Boxes that are closed by a line of their own, and abbreviations.
fn flat(prepared: &mut Prepared<'_>, options: Options) {
    let text = std::mem::take(&mut prepared.text);
    let code = code_ranges(&text, options);
    let mut copy = Copy::new(&text);
    let (mut lines, mut marks) = (Vec::new(), Marks::new(&text));
    let mut definitions = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let start = at + (content.len() - content.trim_start().len());
        let written = start..at + content.len();
        at += line.len();
        if within(&code, start) {
            continue;
        }
        if let Some(definition) = read_definition(&text[written.clone()]) {
            copy.keep(at - line.len());
            copy.skip(at);
            definitions.push(definition);
        } else if let Some(mark) = marks.read(&text[written.clone()], start) {
            copy.keep(start);
            copy.skip(written.end);
            let stand_in = copy.insert(STAND_IN);
            lines.push(BoxLine { at: stand_in, written: prepared.written(&written), mark });
        }
    }
    if lines.is_empty() && definitions.is_empty() {
        prepared.text = text;
        return;
    }
    copy.keep(text.len());
    let copy = (copy.text, copy.shifts);
    prepared.replace(copy, lines);
    prepared.abbreviations = Abbreviations::new(definitions);
}

/// The code and the raw HTML of `text`, in order.
pub(super) fn code_ranges(text: &str, options: Options) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)));
    code.map(|(_, range)| range).collect()
}

/// Whether `offset` is in one of `ranges`, which are in order.
pub(super) fn within(ranges: &[Range<usize>], offset: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= offset);
    ranges.get(next).is_some_and(|range| range.contains(&offset))
}

/// The opening line of a box and its closing line, as they stand in a copy.
pub(super) fn pair(open: Range<usize>, close: Range<usize>, written: Range<usize>, mark: BoxMark) -> [BoxLine; 2] {
    let end = BoxLine { at: close, written: written.clone(), mark: BoxMark::Close(super::boxes::Family::Indentation) };
    [BoxLine { at: open, written, mark }, end]
}

#[cfg(test)]
mod tests {
    use super::{Options, prepare};

    #[test]
    fn places_after_a_box_line_are_those_of_the_written_text() {
        let text = "::: warning A long title\nbody\n:::\nafter";
        let prepared = prepare(text, Options::empty());
        let at = prepared.text.find("after").unwrap();
        assert_eq!(&text[prepared.written(&(at..at + 5))], "after");
        assert_eq!(prepared.lines.len(), 2);
    }

    #[test]
    fn places_in_indented_bodies_are_those_of_the_written_text() {
        let text = "a\n\n!!! note \"Outer\"\n    body\n\n    ??? tip\n        inner\n\n    last\n\nafter\n";
        let prepared = prepare(text, Options::empty());
        let plain = prepared.text.replace(super::STAND_IN, "@");
        assert_eq!(plain, "a\n\n@\nbody\n\n@\ninner\n@\n\nlast\n@\n\nafter\n");
        for word in ["body", "inner", "last", "after"] {
            let at = prepared.text.find(word).unwrap();
            assert_eq!(&text[prepared.written(&(at..at + word.len()))], word);
        }
        let opened = prepared.lines.iter().map(|line| &text[line.written.clone()]);
        assert_eq!(opened.collect::<Vec<_>>(), ["!!! note \"Outer\"", "??? tip", "??? tip", "!!! note \"Outer\""]);
        for line in &prepared.lines {
            assert_eq!(&prepared.text[line.at.clone()], super::STAND_IN);
        }
    }

    #[test]
    fn nothing_fires_inside_code() {
        let text = "```\n::: info\n:::\n!!! note\n    body\n*[A]: b\n```\n\n    ::: note\n";
        let prepared = prepare(text, Options::empty());
        assert!(prepared.lines.is_empty());
        assert_eq!(prepared.text, text);
    }
}
