//! Writes raw HTML, by what the settings say of it: `html: safe`, `trusted` or `off`.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostics::Code;

use super::boxes::BoxMark;
use super::contents::{Marker, comment_marker};
use super::markup::HtmlPolicy;
use super::open::Opened;
use super::raw::{Element, Token, Verdict, is_void, judge_attribute, judge_element, tokens};
use super::raw_links::is_foreign_frame;
use super::writer::Writer;

/// A piece of raw HTML, and where its lines stand in the prepared text.
pub(super) struct Piece {
    pub(super) html: String,
    lines: Vec<(usize, usize)>,
}

impl Piece {
    /// The place in the prepared text of a place in the piece.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let back = |offset: usize| {
            let passed = self.lines.partition_point(|(at, _)| *at <= offset);
            let (at, prepared) = passed.checked_sub(1).map_or((0, 0), |last| self.lines[last]);
            prepared + offset - at
        };
        back(range.start)..back(range.end.saturating_sub(1).max(range.start)) + usize::from(!range.is_empty())
    }
}

impl Writer<'_> {
    /// A block of raw HTML, or the stand-in of a box line, from the event at `at` on; says which event comes next.
    pub(super) fn html_block(&mut self, at: usize) -> usize {
        let (prepared, events) = (self.prepared, self.events);
        let end = self.end_of(at);
        if let Some(line) = prepared.line_in(&events[at].1) {
            match &line.mark {
                BoxMark::Open { kind, title, fold, family } => {
                    self.open_box(kind, title, (*fold, *family), &line.written);
                }
                BoxMark::Close(family) => self.close_box(*family),
            }
            return end;
        }
        let mut piece = Piece { html: String::new(), lines: Vec::new() };
        for (event, range) in &events[at..end] {
            if let Event::Html(html) | Event::Text(html) = event {
                piece.lines.push((piece.html.len(), range.start));
                piece.html.push_str(html);
            }
        }
        if comment_marker(&piece.html) == Some(Marker::Contents) && !prepared.text.contains("tocstop") {
            self.contents();
        } else if self.markup.html == HtmlPolicy::Off {
            self.push("<p>");
            self.shown(&piece.html);
            self.push("</p>\n");
        } else {
            self.raw(&piece);
        }
        end
    }

    /// A tag or comment in running text.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.markup.html == HtmlPolicy::Off {
            return self.shown(html);
        }
        self.raw(&Piece { html: html.to_owned(), lines: vec![(0, range.start)] });
    }

    /// Raw HTML as the text that it is, without its comments.
    fn shown(&mut self, html: &str) {
        let mut from = 0;
        for token in tokens(html) {
            if let Token::Comment(comment) = token {
                self.text(html[from..comment.start].trim_end_matches('\n'));
                from = comment.end;
            }
        }
        self.text(html[from..].trim_end_matches('\n'));
    }

    fn raw(&mut self, piece: &Piece) {
        let html = piece.html.as_str();
        for token in tokens(html) {
            match token {
                _ if self.markup.html == HtmlPolicy::Trusted => self.kept(token, piece),
                Token::Text(range) => {
                    self.template_tags(&html[range.clone()], piece.place(&range).start);
                    self.push(&html[range].replace('<', "&lt;"));
                }
                Token::Comment(_) | Token::Verbatim(_) => {}
                Token::Start(element) => {
                    self.template_tags(&html[element.whole.clone()], piece.place(&element.whole).start);
                    self.start_tag(&element, piece);
                }
                Token::End { name, whole } => {
                    if judge_element(&name) == Verdict::Keep || self.is_open(&name) {
                        let written = self.prepared.written(&piece.place(&whole));
                        self.close_element(&name, &format!("</{name}>"), written);
                    }
                }
                // A tag in running text is a piece of its own: what follows it is not missing.
                Token::Broken(range) if range.is_empty() => {}
                Token::Broken(range) => {
                    self.tell_broken(piece, &range, "it is shown as text");
                    self.text(&html[range]);
                }
            }
        }
    }

    /// Trusted HTML stays as it is written, whatever a browser makes of it; only its addresses are ours.
    fn kept(&mut self, token: Token, piece: &Piece) {
        let html = piece.html.as_str();
        match token {
            Token::Start(element) => {
                self.template_tags(&html[element.whole.clone()], piece.place(&element.whole).start);
                self.write_tag(&element, piece, true);
            }
            Token::Text(range) => {
                self.template_tags(&html[range.clone()], piece.place(&range).start);
                self.push(&html[range]);
            }
            Token::Broken(range) => {
                if !range.is_empty() {
                    self.tell_broken(piece, &range, "it may swallow what follows");
                }
                self.push(&html[range]);
            }
            Token::Comment(range) | Token::Verbatim(range) | Token::End { whole: range, .. } => self.push(&html[range]),
        }
    }

    fn tell_broken(&mut self, piece: &Piece, range: &Range<usize>, then: &str) {
        let written = self.prepared.written(&piece.place(range));
        let first = piece.html[range.clone()].lines().next().unwrap_or_default();
        let shown: String = first.chars().take(40).collect();
        let message = format!("`{shown}` begins a tag, comment or script that never ends; {then}");
        let help = "close it before the next empty line, or write `&lt;` for a plain `<`";
        self.tell_grouped(Code::MarkdownUnbalancedHtml, written, message, help);
    }

    fn start_tag(&mut self, element: &Element, piece: &Piece) {
        match judge_element(&element.name) {
            Verdict::Drop | Verdict::DropAll => {
                return self.tell_dropped(&format!("`<{}>`", element.name), &element.whole, piece);
            }
            Verdict::Frame if is_foreign_frame(element, piece) => return self.frame_as_link(element, piece),
            Verdict::Frame | Verdict::Keep => {}
        }
        self.close_implied(&element.name);
        let written = self.prepared.written(&piece.place(&element.whole));
        if self.is_too_deep(&written) {
            return;
        }
        self.write_tag(element, piece, false);
        let name = element.name.as_str();
        if is_void(name) {
            return;
        }
        // Browsers pass over the slash of `<path/>` outside of a drawing, and would leave it open; and in a frame that is left
        // open, all that follows is nothing but words to them, which they hide.
        if name == "iframe" || (element.self_closing && name != "p") {
            return self.push(&format!("</{name}>"));
        }
        self.open(Opened::Element(name.to_owned()), written);
    }

    fn write_tag(&mut self, element: &Element, piece: &Piece, trusted: bool) {
        let html = piece.html.as_str();
        let name_end = element.whole.start + 1 + element.name.len();
        self.push(&if trusted { html[element.whole.start..name_end].to_owned() } else { format!("<{}", element.name) });
        let mut seen = HashSet::new();
        let mut from = name_end;
        for attribute in &element.attributes {
            from = attribute.whole.end;
            let name = html[attribute.name.clone()].to_ascii_lowercase();
            let value = attribute.value.clone().map_or("", |value| &html[value]);
            if !seen.insert(name.clone()) {
                continue;
            }
            if name == "id" || (name == "name" && element.name == "a") {
                self.out.anchors.push(super::raw::decoded(value));
            }
            if !trusted && !judge_attribute(&name) {
                self.tell_attribute(&name, &attribute.whole, piece);
            } else if !self.address(element, attribute, &name, piece) {
                if trusted {
                    self.push(&html[attribute.whole.clone()]);
                } else {
                    self.push(&format!(" {name}=\"{}\"", value.replace('"', "&quot;").replace('<', "&lt;")));
                }
            }
        }
        self.push(if trusted { &html[from..element.whole.end] } else { ">" });
    }

    fn tell_attribute(&mut self, name: &str, whole: &Range<usize>, piece: &Piece) {
        let what = match name {
            "style" => "the attribute `style`".to_owned(),
            _ if name.starts_with("on") => format!("the script in `{}`", shortened(name)),
            _ => format!("the attribute `{}`", shortened(name)),
        };
        self.tell_dropped(&what, whole, piece);
    }

    /// Tells that something was left out, once a page for each kind of thing.
    pub(super) fn tell_dropped(&mut self, what: &str, place: &Range<usize>, piece: &Piece) {
        let written = self.prepared.written(&piece.place(place));
        // The blanks before an attribute belong to it, but are no good place to point at.
        let blanks = piece.html[place.clone()].len() - piece.html[place.clone()].trim_start().len();
        let at = (written.start + blanks).min(written.end)..written.end;
        let message = format!("{what} is left out");
        let help = "raw HTML is made safe; if every author of these pages is trusted, set `html: trusted` in `sprintbook.yaml`";
        self.tell_grouped(Code::MarkdownUnsafeHtml, at, message, help);
    }
}

/// The first letters of a name that somebody may have made very long.
fn shortened(name: &str) -> String {
    name.chars().take(30).collect()
}
