//! The headings of a document before its HTML is written: their ids, their levels under the page's title, and which of them
//! is that title.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::body::Heading;
use super::slug::{Ids, slug};
use super::words::with_emoji;

/// Events of a document, each with its place in the prepared text.
pub(crate) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// The headings of a document.
#[derive(Default)]
pub(crate) struct Outline {
    /// In order, without the one that became the title.
    pub(crate) headings: Vec<Heading>,
    /// Which heading starts at which event.
    pub(crate) at_event: BTreeMap<usize, Place>,
    /// Paragraphs that are only the attributes of the heading before them, by their events.
    pub(crate) attributes: BTreeSet<usize>,
    /// The events of the heading that is printed as the page's title instead.
    pub(crate) title_events: Range<usize>,
    /// The words of that heading.
    pub(crate) title: Option<String>,
}

/// What the writer needs of a heading beyond what other pages may know.
pub(crate) struct Place {
    pub(crate) number: usize,
    pub(crate) classes: Vec<String>,
}

struct Found {
    event: usize,
    end: usize,
    level: u8,
    id: Option<String>,
    classes: Vec<String>,
    words: String,
}

/// The outline of `events`. The first heading is the title if the front matter gives none (or the same words), and is then
/// not printed twice; if `#` is used for sections too, every heading moves down one level.
pub(crate) fn outline(events: &Events<'_>, text: &str, title: Option<&str>) -> Outline {
    let mut found = find(events);
    let mut outline = Outline::default();
    for heading in &mut found {
        if heading.read_attributes_below(events, text) {
            outline.attributes.insert(heading.end);
        }
    }
    if found.first().is_some_and(|first| is_title(first, title)) {
        let first = found.remove(0);
        outline.title_events = first.event..first.end;
        outline.title = Some(with_emoji(&first.words));
    }
    let shift = u8::from(found.iter().any(|heading| heading.level == 1));
    let mut ids = Ids::default();
    for heading in found {
        let id = ids.unique(&heading.own_id().unwrap_or_else(|| slug(&heading.words)));
        let place = Place { number: outline.headings.len(), classes: heading.classes };
        outline.at_event.insert(heading.event, place);
        outline.headings.push(Heading { level: (heading.level + shift).min(6), id, title: with_emoji(&heading.words) });
    }
    outline
}

impl Found {
    /// The id that the heading was given, without signs that no link could be written with.
    fn own_id(&self) -> Option<String> {
        let id = self.id.as_ref()?.replace(char::is_control, "");
        (!id.is_empty()).then_some(id)
    }

    /// `#id` or `.class`, perhaps after the colon that kramdown and `MkDocs` write: `{: #id .class}`.
    fn read_attribute(&mut self, word: &str) {
        let word = word.trim_start_matches(':');
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            self.id = Some(id.to_owned());
        } else if let Some(class) = word.strip_prefix('.').filter(|class| !class.is_empty()) {
            self.classes.push(class.to_owned());
        }
    }

    /// `{: #id .class}` alone in the paragraph below the heading; says whether it was there.
    fn read_attributes_below(&mut self, events: &Events<'_>, text: &str) -> bool {
        let Some((Event::Start(Tag::Paragraph), range)) = events.get(self.end) else { return false };
        let inside = text[range.clone()].trim().strip_prefix("{:").and_then(|rest| rest.strip_suffix('}'));
        let Some(inside) = inside.filter(|inside| !inside.contains(['\n', '{', '}'])) else { return false };
        let gap = text.get(..range.start).is_some_and(|before| before.trim_end_matches([' ', '\t']).ends_with("\n\n"));
        let known = inside.trim() != "toc" && inside.split_whitespace().all(|word| word.starts_with(['#', '.']));
        if gap || !known {
            return false;
        }
        for word in inside.split_whitespace() {
            self.read_attribute(word);
        }
        true
    }
}

/// A `#` heading names the page wherever it stands first; a lower one only if nothing stands before it.
fn is_title(first: &Found, title: Option<&str>) -> bool {
    let named = title.is_none_or(|title| title.trim() == first.words.trim() || is_title_tag(&first.words));
    named && !first.words.trim().is_empty() && (first.level == 1 || (first.event == 0 && title.is_none()))
}

/// Whether a heading is only the tag with which a template writes the page's title: `{{ page.title }}`,
/// `<%= current_page.data.title %>`.
fn is_title_tag(words: &str) -> bool {
    let words = words.trim();
    let value = words.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    let value = value.or_else(|| words.strip_prefix("<%=").and_then(|rest| rest.strip_suffix("%>")));
    value.is_some_and(|value| {
        let name = value.trim_matches([' ', '-']);
        let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || "._$".contains(letter));
        plain && name.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("title"))
    })
}

fn find(events: &Events<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open: Option<Found> = None;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                let mut heading = Found {
                    event: index,
                    end: index,
                    level: *level as u8,
                    id: id.as_ref().map(ToString::to_string),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    words: String::new(),
                };
                for (name, _) in attrs {
                    heading.read_attribute(name);
                }
                open = Some(heading);
            }
            Event::End(TagEnd::Heading(_)) => found.extend(open.take().map(|open| Found { end: index + 1, ..open })),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => {
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
