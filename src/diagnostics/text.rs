//! Diagnostics for people: drawn as rustc draws them, with the line in question.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use memchr::{memchr, memrchr};

use crate::source::{Position, SourceFile, SourceTree, Span};

use super::code::Code;
use super::diagnostic::{Diagnostic, Severity};

/// A longer line is not drawn.
const LONGEST_LINE: usize = 2_000;

/// The same mistake in so many places is drawn in each of them; in more, only in the first.
const DRAWN: usize = 3;

/// So many of the other places are named.
const NAMED: usize = 8;

/// All diagnostics as text, one after the other with an empty line between. Colour codes are always in it: print it
/// through a stream that drops them where they are not wanted.
#[must_use]
pub fn to_text(diagnostics: &[Diagnostic], tree: &SourceTree) -> String {
    let renderer = Renderer::styled();
    let mut text = String::new();
    for Told { first, others } in without_repeats(diagnostics) {
        let more = more(&others, tree);
        text.push_str(&renderer.render(&[group(first, more.as_deref(), tree)]));
        text.push_str("\n\n");
    }
    text
}

/// Where a mistake is, with the lines around it: the middle of what [`to_text`] draws, and without colour.
#[must_use]
pub fn to_excerpt(diagnostic: &Diagnostic, tree: &SourceTree) -> String {
    let mut group = Group::with_level(Level::ERROR).element(excerpt(&diagnostic.span, None, tree));
    for related in &diagnostic.related {
        group = group.element(excerpt(&related.span, Some(&related.label), tree));
    }
    Renderer::plain().render(&[group])
}

/// A mistake as it is drawn: in full, or with the places of those that are equal to it.
struct Told<'a> {
    first: &'a Diagnostic,
    others: Vec<&'a Diagnostic>,
}

/// Every mistake once. Where the same one was made more than [`DRAWN`] times, the first stands for all of them.
fn without_repeats(diagnostics: &[Diagnostic]) -> Vec<Told<'_>> {
    let mut same: HashMap<(Severity, Code, &str), Vec<&Diagnostic>> = HashMap::new();
    for diagnostic in diagnostics {
        same.entry(kind(diagnostic)).or_default().push(diagnostic);
    }
    let mut told = Vec::new();
    for diagnostic in diagnostics {
        let all = same.get(&kind(diagnostic)).map(Vec::as_slice).unwrap_or_default();
        let is_first = all.first().is_some_and(|first| std::ptr::eq(*first, diagnostic));
        if all.len() <= DRAWN {
            told.push(Told { first: diagnostic, others: Vec::new() });
        } else if is_first {
            told.push(Told { first: diagnostic, others: all[1..].to_vec() });
        }
    }
    told
}

fn kind(diagnostic: &Diagnostic) -> (Severity, Code, &str) {
    (diagnostic.severity, diagnostic.code, &diagnostic.message)
}

/// "the same in 99 more places: a.md:3:4, b.md:9:1 and 97 more".
fn more(others: &[&Diagnostic], tree: &SourceTree) -> Option<String> {
    let places = others.iter().take(NAMED).map(|other| {
        let path = tree.shown(&other.span.file);
        let position = tree.get(&other.span.file).map(|file| file.position(other.span.start));
        position.map_or(path.clone(), |at| format!("{path}:{}:{}", at.line, at.column))
    });
    let places = places.collect::<Vec<_>>().join(", ");
    match others.len() {
        0 => None,
        count if count <= NAMED => Some(format!("the same in {count} more places: {places}")),
        count => Some(format!("the same in {count} more places: {places} and {} more", count - NAMED)),
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, more: Option<&str>, tree: &'a SourceTree) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut group = title.element(excerpt(&diagnostic.span, None, tree));
    for related in &diagnostic.related {
        group = group.element(excerpt(&related.span, Some(&related.label), tree));
    }
    if let Some(help) = &diagnostic.help {
        let mends = if diagnostic.fix.is_some() { "; `sprintbook check --fix` does it for you" } else { "" };
        group = group.element(Level::HELP.message(visible(&format!("{help}{mends}"))));
    }
    match more {
        Some(more) => group.element(Level::NOTE.message(visible(more))),
        None => group,
    }
}

/// The lines around a span, or only its address where the text cannot be shown.
fn excerpt<'a>(span: &Span, label: Option<&'a str>, tree: &'a SourceTree) -> Element<'a> {
    let path = visible(&tree.shown(&span.file));
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let Some(file) = tree.get(&span.file) else { return Element::Origin(Origin::path(path)) };
    let Position { line, column } = file.position(span.start);
    let Some((text, range)) = drawable(file, span) else {
        return Element::Origin(Origin::path(path).line(line).char_column(column));
    };
    let annotation = kind.span(range).label(label.map(visible));
    Element::Cause(Snippet::source(text).line_start(line).path(path).fold(true).annotation(annotation))
}

/// The line in which a span begins, and how much of it the span is, unless a terminal would choke on the line. The drawing
/// library panics on a range that is reversed, past the end, or inside a character.
fn drawable<'a>(file: &'a SourceFile, span: &Span) -> Option<(&'a str, Range<usize>)> {
    let bytes = file.bytes.as_slice();
    let at = span.start.min(bytes.len());
    let before = &bytes[at.saturating_sub(LONGEST_LINE)..at];
    let start = at - memrchr(b'\n', before).map_or(before.len(), |newline| before.len() - newline - 1);
    let after = &bytes[at..bytes.len().min(at + LONGEST_LINE)];
    let end = at + memchr(b'\n', after).map_or(after.len(), |newline| newline + 1);
    let text = std::str::from_utf8(&bytes[start..end]).ok()?;
    let whole = (start == 0 || bytes[start - 1] == b'\n') && (end == bytes.len() || text.ends_with('\n'));
    let harmless = !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
    let boundary = |offset: usize| (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let from = boundary(at - start)?;
    let line = text.trim_end_matches(['\n', '\r']).len();
    let to = boundary(span.end.saturating_sub(start))?.clamp(from, line.max(from));
    (whole && harmless && text.len() <= LONGEST_LINE && !bytes.is_empty()).then_some((text, from..to))
}

/// Control characters of a message are shown, never sent to the terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars()
        .flat_map(
            |letter| {
                if letter.is_control() && letter != '\n' { letter.escape_default().collect() } else { vec![letter] }
            },
        )
        .collect()
}
