//! The HTML of a document with its links filled in.

use pulldown_cmark_escape::escape_html;

use crate::parse::{Body, Link, LinkKind};
use crate::site::{Linker, Site, Target, is_harmless};

/// The body with each hole filled by where its link leads.
pub(super) fn fill(body: &Body, links: &[Link], targets: &[Target], site: &Site, linker: &Linker<'_>) -> String {
    body.filled(|number, html| {
        let (Some(link), Some(target)) = (links.get(number), targets.get(number)) else { return };
        let (href, class) = match target {
            Target::External(url) => (safe(url, link.kind).to_owned(), " rel=\"external\""),
            Target::Here(place) => (place.clone(), ""),
            Target::Page(page, rest) => (linker.to(&site.pages[*page].url) + rest, ""),
            Target::File(url, rest) => (linker.to(url) + rest, ""),
            Target::Nowhere(written) => (safe(written, link.kind).to_owned(), " class=\"broken\""),
        };
        html.push_str(if link.kind == LinkKind::Image { "src=\"" } else { "href=\"" });
        escape_html(&mut *html, &href).expect("writing to a string never fails");
        html.push('"');
        if link.kind == LinkKind::Link {
            html.push_str(class);
        }
    })
}

/// The address, unless following it could run something: that becomes a link to nowhere. A picture written out in its own
/// address runs nothing.
fn safe(url: &str, kind: LinkKind) -> &str {
    let picture =
        kind == LinkKind::Image && url.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"));
    if picture || is_harmless(url) { url } else { "#" }
}
