//! `llms.txt`: the way through a site for language models, as <https://llmstxt.org> describes it.

use std::fmt::Write as _;

use crate::parse::UrlStyle;
use crate::site::{Linker, PageId, Site};

use super::page::Renderer;
use super::publication::is_announced;
use super::twin::{entry, one_line, twin_url};

/// The address of the list.
pub const LLMS: &str = "/llms.txt";

/// The twin of each page by section, with one line on it.
#[must_use]
pub fn llms(renderer: &Renderer<'_>) -> Vec<u8> {
    let site = renderer.site;
    let mut text = format!("# {}\n", one_line(&site.title));
    let about = renderer.config.description.as_deref().or(site.pages[0].description.as_deref());
    if let Some(about) = about {
        let _ = write!(text, "\n> {}\n", one_line(about));
    }
    let (sections, single): (Vec<PageId>, Vec<PageId>) =
        site.pages[0].children.iter().partition(|child| !site.pages[**child].children.is_empty());
    section(renderer, &mut text, "Pages", std::iter::once(0).chain(single));
    for id in sections {
        section(renderer, &mut text, &site.pages[id].title, below(site, id));
    }
    text.into_bytes()
}

fn section(renderer: &Renderer<'_>, text: &mut String, title: &str, pages: impl IntoIterator<Item = PageId>) {
    let mut pages = pages.into_iter().filter(|id| is_announced(renderer.site, *id)).peekable();
    if pages.peek().is_some() {
        let _ = write!(text, "\n## {}\n\n", one_line(title));
    }
    for id in pages {
        let url = twin_url(&renderer.site.pages[id].url);
        let whole = renderer.publication.address(&url, renderer.urls);
        let href = whole.unwrap_or_else(|| Linker::on_page("/", UrlStyle::Pretty).to(&url));
        text.push_str(&entry(renderer.site, id, &href));
    }
}

/// A page and all pages below it, in menu order.
fn below(site: &Site, top: PageId) -> Vec<PageId> {
    let mut waiting = vec![top];
    let mut pages = Vec::new();
    while let Some(id) = waiting.pop() {
        pages.push(id);
        waiting.extend(site.pages[id].children.iter().rev());
    }
    pages
}
