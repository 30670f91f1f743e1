//! `SUMMARY.md`: the menu of mdBook and GitBook, a list of links in Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::document::text_of;
use crate::source::{SourceFile, Span};

use super::item::{NavItem, NavTarget, Navigation};

/// The menu in `file`; `None` if it is a page like any other, one without a list of links to pages.
#[must_use]
pub fn parse_summary(file: &SourceFile) -> Option<Navigation> {
    let text = text_of(file).ok()?;
    let mut summary = Summary { file, text, open: vec![Open::default()], current: None, links: 0 };
    for (event, at) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        summary.event(event, at);
    }
    summary.close_to(0);
    let items = summary.open.pop().map(|open| open.items).unwrap_or_default();
    (summary.links > 0).then(|| Navigation { items, span: Span::top(&file.path), own: false })
}

/// A list whose entries are still being read.
#[derive(Default)]
struct Open {
    /// The entry that the list hangs below.
    parent: Option<NavItem>,
    /// Whether a heading opened it.
    by_heading: bool,
    items: Vec<NavItem>,
}

/// An entry or heading whose words are still being read.
struct Current {
    words: String,
    target: Option<(String, Range<usize>)>,
    in_link: bool,
    at: Range<usize>,
}

struct Summary<'a> {
    file: &'a SourceFile,
    text: &'a str,
    open: Vec<Open>,
    current: Option<Current>,
    /// How many links to pages there are.
    links: usize,
}

impl Summary<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::Item | Tag::Paragraph | Tag::Heading { .. }) => self.begin(at),
            Event::Rule => self.close_to(0),
            Event::Start(Tag::List(_)) => self.open_list(),
            Event::End(TagEnd::List(_)) => {
                self.finish_item();
                self.close_to(self.open.len().saturating_sub(2));
            }
            Event::End(TagEnd::Item | TagEnd::Paragraph) => self.finish_item(),
            Event::End(TagEnd::Heading(_)) => self.heading(),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, at),
            Event::End(TagEnd::Link) => {
                if let Some(current) = &mut self.current {
                    current.in_link = false;
                }
            }
            Event::Text(words) | Event::Code(words) => self.words(&words),
            _ => {}
        }
    }

    /// Begins an entry. The paragraph of an entry is no entry of its own.
    fn begin(&mut self, at: Range<usize>) {
        if self.current.as_ref().is_none_or(|current| !current.words.is_empty()) {
            self.finish_item();
            self.current = Some(Current { words: String::new(), target: None, in_link: false, at });
        }
    }

    fn words(&mut self, words: &str) {
        // Of an entry with a link, the words of the link are its title.
        if let Some(current) = self.current.as_mut().filter(|current| current.in_link || current.target.is_none()) {
            current.words.push_str(words);
        }
    }

    fn link(&mut self, target: &str, at: Range<usize>) {
        let Some(current) = self.current.as_mut().filter(|current| current.target.is_none()) else { return };
        let written = self.text.get(at.clone()).unwrap_or_default();
        let narrowed = match written.rfind(target) {
            Some(found) if !target.is_empty() => at.start + found..at.start + found + target.len(),
            _ => at,
        };
        self.links += usize::from(is_page(target));
        current.words.clear();
        current.in_link = true;
        current.target = Some((target.to_owned(), narrowed));
    }

    /// Puts the entry that was being read into the innermost list. An entry whose link is empty is a chapter still to be
    /// written, and has no page.
    fn finish_item(&mut self) {
        let Some(current) = self.current.take() else { return };
        let title = current.words.trim().to_owned();
        let in_list = self.open.len() > 1 && self.open.last().is_some_and(|open| !open.by_heading);
        let (target, at) = match current.target {
            Some((target, at)) if !target.is_empty() => (target_of(&target), at),
            None if in_list => (NavTarget::Group, current.at),
            _ => return,
        };
        if title.is_empty() && target == NavTarget::Group {
            return;
        }
        let span = Span::new(&self.file.path, at.start..at.end);
        let item = NavItem { title: Some(title).filter(|title| !title.is_empty()), target, span, children: Vec::new() };
        self.open.last_mut().expect("the outermost list stays open").items.push(item);
    }

    fn open_list(&mut self) {
        self.finish_item();
        // A list below an entry; the outermost lists are below none.
        let nested = self.open.len() > 1 && !self.open.last().is_some_and(|open| open.by_heading);
        let parent = if nested { self.open.last_mut().and_then(|open| open.items.pop()) } else { None };
        self.open.push(Open { parent, ..Open::default() });
    }

    /// A heading below the first level begins a part of the book; the first one is the title of the file.
    fn heading(&mut self) {
        let Some(current) = self.current.take() else { return };
        let title = current.words.trim().to_owned();
        self.close_to(0);
        let first = self.open[0].items.is_empty() && title.eq_ignore_ascii_case("summary");
        let first = first || title.eq_ignore_ascii_case("table of contents") || title.is_empty();
        if !first {
            let span = Span::new(&self.file.path, current.at);
            let parent = NavItem { title: Some(title), target: NavTarget::Group, span, children: Vec::new() };
            self.open.push(Open { parent: Some(parent), by_heading: true, items: Vec::new() });
        }
    }

    /// Closes lists until `depth` lists lie around what comes next.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth + 1 {
            let closed = self.open.pop().expect("there is one more than wanted");
            let outer = self.open.last_mut().expect("the outermost list stays open");
            match closed.parent {
                Some(mut parent) if !(closed.by_heading && closed.items.is_empty()) => {
                    parent.children.extend(closed.items);
                    outer.items.push(parent);
                }
                Some(_) => {}
                None => outer.items.extend(closed.items),
            }
        }
    }
}

fn is_page(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

fn target_of(written: &str) -> NavTarget {
    let path = written.split(['#', '?']).next().unwrap_or_default();
    match NavTarget::of(written, "") {
        NavTarget::Page(_) => NavTarget::of(&percent_encoding::percent_decode_str(path).decode_utf8_lossy(), ""),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{NavItem, NavTarget, SourceFile, parse_summary};
    use crate::source::SourcePath;

    fn shown(items: &[NavItem]) -> String {
        let shown = items.iter().map(|item| {
            let target = match &item.target {
                NavTarget::Page(path) | NavTarget::Outside(path) => format!("={path}"),
                NavTarget::Group => String::new(),
            };
            let below = if item.children.is_empty() { String::new() } else { format!("({})", shown(&item.children)) };
            format!("{}{target}{below}", item.title.clone().unwrap_or_default())
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn read(text: &str) -> String {
        let file = SourceFile::new(SourcePath::new("SUMMARY.md"), text.into());
        parse_summary(&file).map_or("a page".to_owned(), |navigation| shown(&navigation.items))
    }

    #[test]
    fn books_have_parts_chapters_and_chapters_below() {
        let text = "# Summary\n\n[Intro](intro.md)\n\n# Work\n\n- [One](one.md)\n  - [Two](a/two.md)\n    - [Three](three.md)\n- [Four](./four.md)\n- [Later]()\n\n---\n\n[End](end.md)\n";
        assert_eq!(read(text), "Intro=intro.md Work(One=one.md(Two=a/two.md(Three=three.md)) Four=four.md) End=end.md");
    }

    #[test]
    fn groups_without_a_page_and_links_elsewhere_are_kept() {
        let text = "# Table of contents\n\n* [Home](README.md)\n* Team\n  * [Roles](my%20roles.md#top)\n* [Code](https://example.org/)\n\n## Extra\n\n* [More](more.md)\n";
        assert_eq!(read(text), "Home=README.md Team(Roles=my roles.md) Code=https://example.org/ Extra(More=more.md)");
    }

    #[test]
    fn text_without_links_to_pages_is_a_page() {
        assert_eq!(read("# Summary\n\nWe did well. See [this](https://example.org).\n"), "a page");
    }
}
