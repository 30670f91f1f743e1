//! Links and pictures, each with a hole for its address.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::body::{Link, LinkKind};
use super::words::{Piece, Wanted, may_hold_more, pieces, with_emoji};
use super::writer::Writer;

impl Writer<'_> {
    /// Running text, with what is found in it: bare addresses, emoji, abbreviations.
    pub(super) fn words(&mut self, text: &str, range: &Range<usize>) {
        let prepared = self.prepared;
        let source = prepared.text.get(range.clone()).unwrap_or_default();
        self.template_tags(source, range.start);
        if prepared.abbreviations.is_empty() && !may_hold_more(text) {
            return self.text(text);
        }
        let wanted = Wanted {
            addresses: self.links == 0 && !self.is_open("a"),
            names: self.links == 0 && !source.contains("\\[") && !self.is_open("a"),
            abbreviations: &prepared.abbreviations,
            before: prepared.text.get(..range.start).and_then(|before| before.chars().next_back()),
        };
        let mut from = 0;
        for piece in pieces(text, wanted) {
            match piece {
                Piece::Plain(words) => self.text(words),
                Piece::Emoji(emoji) => self.push(emoji),
                Piece::Short(short) => {
                    self.push("<abbr title=\"");
                    self.text(&short.meaning);
                    self.push("\">");
                    self.text(&short.short);
                    self.push("</abbr>");
                }
                Piece::Named { target, words, shown } => {
                    let at = source.find(target).map(|found| range.start + found..range.start + found + target.len());
                    self.named(target, words, shown, at.unwrap_or(range.clone()));
                }
                Piece::Address { words, target } => {
                    // With an escape in it, an address is not found as it was written: then the whole text is its place.
                    let found = source.get(from..).and_then(|rest| rest.find(words));
                    let start = found.map(|found| from + found);
                    from = start.map_or(source.len(), |start| start + words.len());
                    let at = start.map_or(range.clone(), |start| range.start + start..range.start + from);
                    self.push("<a ");
                    self.hole(LinkKind::Link, target, at);
                    self.push(">");
                    self.text(words);
                    self.push("</a>");
                }
            }
        }
    }

    /// A link by name, or a picture by name that is to be shown.
    fn named(&mut self, target: &str, words: &str, shown: bool, at: Range<usize>) {
        self.push(if shown { "<img " } else { "<a " });
        self.hole(if shown { LinkKind::Image } else { LinkKind::Link }, target.to_owned(), at);
        if let Some(link) = self.out.links.last_mut() {
            link.by_name = true;
        }
        if shown {
            self.push(" alt=\"");
            self.text(if words == target { "" } else { words });
            self.push("\" loading=\"lazy\">");
        } else {
            self.push(">");
            self.text(words);
            self.push("</a>");
        }
    }

    pub(super) fn link(&mut self, at: usize, link_type: LinkType, target: &str, title: &str) {
        let target = if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let place = self.events[at].1.clone();
        self.template_tags(&target, place.start);
        self.push("<a ");
        self.hole(LinkKind::Link, target, place);
        self.title(title);
        self.push(">");
        self.links += 1;
    }

    pub(super) fn image(&mut self, at: usize, target: &str, title: &str) -> usize {
        let place = self.events[at].1.clone();
        self.template_tags(target, place.start);
        self.push("<img ");
        self.hole(LinkKind::Image, target.to_owned(), place);
        self.push(" alt=\"");
        let end = self.end_of(at);
        let events = self.events;
        for (event, _) in &events[at + 1..end] {
            match event {
                Event::Text(text) => self.text(&with_emoji(text)),
                Event::Code(text) | Event::InlineMath(text) => self.text(text),
                Event::SoftBreak | Event::HardBreak => self.push(" "),
                _ => {}
            }
        }
        self.push("\"");
        self.title(title);
        self.push(" loading=\"lazy\">");
        end
    }

    pub(super) fn hole(&mut self, kind: LinkKind, target: String, at: Range<usize>) {
        self.out.body.holes.push((self.out.body.html.len(), self.out.links.len()));
        self.out.links.push(Link { kind, target, at, verbatim: false, by_name: false, sized: false });
    }

    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.text(title);
            self.push("\"");
        }
    }
}
