//! The HTML of a document with its links filled in.

use std::collections::BTreeMap;
use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use super::asked::Answer;
use crate::parse::{Body, Hole, Link, LinkKind, PictureSize};
use crate::site::{Linker, Site, Target, is_harmless};

/// The body with each hole filled by where its link leads, or by what it asks for.
pub(super) fn fill(body: &Body, links: &[Link], filling: &Filling<'_>) -> String {
    let Filling { targets, answers, site, linker, pictures } = *filling;
    body.filled_with(|hole, html| {
        let number = match hole {
            Hole::Link(number) => number,
            Hole::Asked(number) => {
                if let Some(answer) = answers.get(number) {
                    answer_in(answer, linker, html);
                }
                return;
            }
        };
        let (Some(link), Some(target)) = (links.get(number), targets.get(number)) else { return };
        let (href, class) = match target {
            Target::External(url) if link.kind != LinkKind::Link && is_picture(url) => (url.clone(), ""),
            Target::External(url) => (safe(url).to_owned(), " rel=\"external\""),
            Target::Here(place) => (place.clone(), ""),
            Target::Page(page, rest) => (linker.to(&site.pages[*page].url) + rest, ""),
            Target::File(url, rest) => (linker.to(url) + rest, ""),
            Target::Nowhere(written) => (safe(written).to_owned(), " class=\"broken\""),
        };
        html.push_str(match link.kind {
            LinkKind::Link => "href=\"",
            LinkKind::Image => "src=\"",
            LinkKind::Source => "",
        });
        escape_html(&mut *html, &href).expect("writing to a string never fails");
        html.push_str(if link.kind == LinkKind::Source { "" } else { "\"" });
        if link.kind == LinkKind::Link {
            html.push_str(class);
        }
        if let (LinkKind::Image, false, Target::File(url, _)) = (link.kind, link.sized, target)
            && let Some(PictureSize { width, height }) = pictures.get(url.as_str())
        {
            write!(html, " width=\"{width}\" height=\"{height}\"").expect("writing to a string never fails");
        }
    })
}

/// What the holes of a body are filled from.
#[derive(Clone, Copy)]
pub(super) struct Filling<'a> {
    /// Where its links lead.
    pub(super) targets: &'a [Target],
    /// What it gets where it asks.
    pub(super) answers: &'a [Answer],
    pub(super) site: &'a Site,
    pub(super) linker: &'a Linker<'a>,
    /// How large pictures are, by their addresses.
    pub(super) pictures: &'a BTreeMap<&'a str, PictureSize>,
}

fn answer_in(answer: &Answer, linker: &Linker<'_>, html: &mut String) {
    match answer {
        Answer::Chart(chart, _) => html.push_str(chart),
        Answer::NoChart(why) => {
            html.push_str("<div class=\"box box-note\" role=\"note\"><p>");
            escape_html(&mut *html, why).expect("writing to a string never fails");
            html.push_str("</p></div>\n");
        }
        Answer::Number(words, address) => {
            let (page, line) = address.split_once('#').unwrap_or((address, ""));
            let line = if line.is_empty() { String::new() } else { format!("#{line}") };
            html.push_str("<a class=\"metric\" href=\"");
            escape_html(&mut *html, &(linker.to(page) + &line)).expect("writing to a string never fails");
            html.push_str("\">");
            escape_html(&mut *html, words).expect("writing to a string never fails");
            html.push_str("</a>");
        }
        Answer::Nothing => {}
    }
}

/// Whether an address is a picture in itself, which no browser runs.
fn is_picture(url: &str) -> bool {
    url.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

/// The address, unless following it could run something: that becomes a link to nowhere.
pub(super) fn safe(url: &str) -> &str {
    if is_harmless(url) { url } else { "#" }
}

/// The address as an attribute holds it.
pub(super) fn escaped(href: &str) -> String {
    let mut escaped = String::with_capacity(href.len());
    escape_html(&mut escaped, href).expect("writing to a string never fails");
    escaped
}
