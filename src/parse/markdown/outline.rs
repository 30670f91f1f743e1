//! The headings of a document before its HTML is written: their ids, their levels under the page's title, and which of them
//! is that title.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::body::Heading;
use super::slug::{Ids, slug};

/// Events of a document, each with its place in the prepared text.
pub(crate) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// The headings of a document.
#[derive(Default)]
pub(crate) struct Outline {
    /// In order, without the one that became the title.
    pub(crate) headings: Vec<Heading>,
    /// Which heading starts at which event.
    pub(crate) at_event: BTreeMap<usize, usize>,
    /// The events of the heading that is printed as the page's title instead.
    pub(crate) title_events: Range<usize>,
    /// The words of that heading.
    pub(crate) title: Option<String>,
}

struct Found {
    event: usize,
    end: usize,
    level: u8,
    id: Option<String>,
    words: String,
}

/// The outline of `events`. The first heading is the title if the front matter gives none (or the same words), and is then
/// not printed twice; if `#` is used for sections too, every heading moves down one level.
pub(crate) fn outline(events: &Events<'_>, title: Option<&str>) -> Outline {
    let mut found = find(events);
    let mut outline = Outline::default();
    if found.first().is_some_and(|first| is_title(first, title)) {
        let first = found.remove(0);
        outline.title_events = first.event..first.end;
        outline.title = Some(first.words);
    }
    let shift = u8::from(found.iter().any(|heading| heading.level == 1));
    let mut ids = Ids::default();
    for heading in found {
        outline.at_event.insert(heading.event, outline.headings.len());
        let id = ids.unique(&heading.id.unwrap_or_else(|| slug(&heading.words)));
        outline.headings.push(Heading { level: (heading.level + shift).min(6), id, title: heading.words });
    }
    outline
}

/// A `#` heading names the page wherever it stands first; a lower one only if nothing stands before it.
fn is_title(first: &Found, title: Option<&str>) -> bool {
    let named = title.is_none_or(|title| title.trim() == first.words.trim());
    named && !first.words.trim().is_empty() && (first.level == 1 || (first.event == 0 && title.is_none()))
}

fn find(events: &Events<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<Found> = None;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let id = id.as_ref().map(ToString::to_string);
                open = Some(Found { event: index, end: index, level: *level as u8, id, words: String::new() });
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take().map(|open| Found { end: index + 1, ..open })),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut open {
                    heading.words.push_str(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut open {
                    heading.words.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}
