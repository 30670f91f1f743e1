//! The HTML of a document with its links filled in.

use pulldown_cmark_escape::escape_html;

use crate::parse::{Body, Link, LinkKind};
use crate::site::{Linker, Site, Target, is_harmless};

/// The body with each hole filled by where its link leads.
pub(super) fn fill(body: &Body, links: &[Link], targets: &[Target], site: &Site, linker: &Linker<'_>) -> String {
    body.filled(|number, html| {
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
    })
}

/// Whether an address is a picture in itself, which no browser runs.
fn is_picture(url: &str) -> bool {
    url.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

/// The address, unless following it could run something: that becomes a link to nowhere.
pub(super) fn safe(url: &str) -> &str {
    if is_harmless(url) { url } else { "#" }
}
