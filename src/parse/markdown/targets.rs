//! Where the target of a link stands: between the brackets, or in the definition that the link refers to.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs, Tag};

use super::outline::Events;

/// Narrows the place of each link and picture of `events` from all of `[words](target "title")` to its target. A link by
/// reference gets the place of the target in its definition, since that is where it can be changed.
pub(crate) fn narrow(events: &mut Events<'_>, definitions: &RefDefs<'_>, text: &str) {
    for at in 0..events.len() {
        let (Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }), whole) = &events[at]
        else {
            continue;
        };
        let target = match link_type {
            LinkType::Inline => inline(text, words_end(events, at), whole.end),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                definitions.get(id).and_then(|definition| defined(text, &definition.span))
            }
            LinkType::Autolink | LinkType::Email => {
                Some(whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1))
            }
            _ => None,
        };
        if let Some(target) = target {
            events[at].1 = target;
        }
    }
}

/// Where the words of the link that starts at event `at` end.
fn words_end(events: &Events<'_>, at: usize) -> usize {
    let mut depth = 0_usize;
    let mut end = events[at].1.start + 1;
    for (event, range) in &events[at + 1..] {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        // The place of a link within these words may lie elsewhere; its end does not.
        if !matches!(event, Event::Start(_)) {
            end = end.max(range.end);
        }
    }
    end
}

fn inline(text: &str, words_end: usize, end: usize) -> Option<Range<usize>> {
    let rest = text.get(words_end..end)?;
    let opening = rest.find("](")?;
    destination(text, words_end + opening + 2, end)
}

fn defined(text: &str, definition: &Range<usize>) -> Option<Range<usize>> {
    let written = text.get(definition.clone())?;
    let label = written.find("]:")?;
    destination(text, definition.start + label + 2, definition.end)
}

/// The destination that begins after white space at `from`, as CommonMark reads it: in angle brackets, or up to white space
/// or the bracket that closes the link.
fn destination(text: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let rest = text.get(from..end)?;
    let start = from + (rest.len() - rest.trim_start().len());
    let written = &text[start..end];
    if written.starts_with('<') {
        let closing = unescaped(written).find(|(_, letter)| *letter == '>')?;
        return Some(start + 1..start + closing.0);
    }
    let mut open = 0_usize;
    for (offset, letter) in unescaped(written) {
        match letter {
            '(' => open += 1,
            ')' if open == 0 => return Some(start..start + offset),
            ')' => open -= 1,
            _ if letter.is_whitespace() => return Some(start..start + offset),
            _ => {}
        }
    }
    Some(start..end)
}

/// The letters of `text` that no backslash takes the meaning of.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escaped = false;
    text.char_indices().filter(move |(_, letter)| {
        let plain = !escaped;
        escaped = plain && *letter == '\\';
        plain && !escaped
    })
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::narrow;

    fn targets(text: &str) -> Vec<&str> {
        let mut parsed = Parser::new_ext(text, Options::all()).into_offset_iter();
        let mut events: Vec<_> = parsed.by_ref().collect();
        narrow(&mut events, parsed.reference_definitions(), text);
        let links =
            events.into_iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })));
        links.map(|(_, range)| &text[range]).collect()
    }

    #[test]
    fn the_place_of_a_link_is_that_of_its_target() {
        let cases = [
            ("[a.md](a.md)", "a.md"),
            ("[](a.md)", "a.md"),
            ("[*x* `](y`](a.md \"a.md\")", "a.md"),
            ("[x]( <a b.md> 'title' )", "a b.md"),
            ("[x](a_(b).md)", "a_(b).md"),
            ("[x](a\\)b.md)", "a\\)b.md"),
            ("[x \\] y](a.md)", "a.md"),
            ("![x\ny](a.md)", "a.md"),
            ("<https://example.org>", "https://example.org"),
            ("[x]()", ""),
        ];
        for (text, target) in cases {
            assert_eq!(targets(text), [target], "{text}");
        }
    }

    #[test]
    fn a_link_by_reference_has_the_place_of_its_definition() {
        assert_eq!(targets("[x][Some  Ref]\n\n[some ref]: a.md 'x'"), ["a.md"]);
        assert_eq!(targets("[x][]\n\n[X]:\n  <a b.md>\n"), ["a b.md"]);
        assert_eq!(targets("[x]\n\n[x]: a.md\n"), ["a.md"]);
    }

    #[test]
    fn a_picture_in_a_link_hides_nothing() {
        assert_eq!(targets("[![x](a.png)](a.md)"), ["a.md", "a.png"]);
        assert_eq!(targets("[![x][p]](a.md)\n\n[p]: a.png"), ["a.md", "a.png"]);
    }
}
