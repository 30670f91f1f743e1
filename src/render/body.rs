//! The HTML of a document with its links filled in.

use pulldown_cmark_escape::escape_html;

use crate::parse::{Body, Link, LinkKind};
use crate::site::{Linker, Site, Target};

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
    url.starts_with("data:image/")
}

/// Schemes that a link may have; anything else, like `javascript:`, becomes a link to nowhere.
const SCHEMES: &[&str] =
    &["http", "https", "mailto", "tel", "ftp", "sms", "irc", "xmpp", "slack", "msteams", "zoommtg", "geo"];

pub(super) fn safe(url: &str) -> &str {
    // Browsers pass over tabs, line ends and leading control characters before they look for a scheme.
    let plain: String = url.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let scheme = plain.split([':', '/', '?', '#']).next().unwrap_or_default();
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let has_scheme = letters && plain[scheme.len()..].starts_with(':');
    let allowed = !has_scheme || SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
    if allowed { url } else { "#" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn scripts_are_no_links() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert_eq!(safe(url), "#", "{url:?}");
        }
        for url in ["https://example.org/a:b", "mailto:a@b.c", "roles/x:y", "?a:b", "#a:b", "a):b", "//cdn/x"] {
            assert_eq!(safe(url), url);
        }
    }
}
