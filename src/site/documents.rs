//! A page for each document, at the address that it asks for or that its file has.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::Facts;
use crate::source::{SourcePath, Span};

use super::given::{Given, given};
use super::page::{Page, PageKind};
use super::rivals::rivals;
use super::sections::parent_url;

/// The pages of `documents` by their address. Of two that ask for one address the first stays, and the other is told.
pub(super) fn document_pages(
    documents: &[Arc<Facts>],
    content: &str,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Page> {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let rivals = rivals(documents, content, diagnostics);
    for facts in documents {
        let page = document_page(facts, rivals.place(facts, content), today, diagnostics);
        if let Some(first) = pages.get(&page.url) {
            diagnostics.push(same_address(&page, first));
        } else {
            pages.insert(page.url.clone(), page);
        }
    }
    pages
}

fn document_page(facts: &Arc<Facts>, place: String, today: Date, diagnostics: &mut Vec<Diagnostic>) -> Page {
    let front_matter = &facts.front_matter;
    let asked = asked_for(facts, &place).unwrap_or_else(|refused| {
        diagnostics.push(*refused);
        None
    });
    // Other generators keep their page for what is not found among the others.
    let not_found = asked.as_ref().is_some_and(|asked| asked.file.as_deref() == Some(MISSING)) || place == "/404/";
    let url = asked.map_or_else(|| place.clone(), |asked| asked.url);
    let mut page = Page::new(url, PageKind::Page, facts.title.clone());
    page.place = place;
    page.label = front_matter.nav_title.clone().unwrap_or_else(|| facts.title.clone());
    page.description.clone_from(&front_matter.description);
    page.order = front_matter.order;
    page.draft = !front_matter.state.is_published(today);
    let moved = front_matter.addresses.redirect_to.is_some();
    page.in_menu = front_matter.state.in_menu.unwrap_or(!not_found && !moved);
    page.in_search = front_matter.state.in_search.unwrap_or(!not_found && !moved);
    page.source = Some(facts.source.clone());
    page.facts = Some(facts.clone());
    page
}

/// The address of the page for what is not found.
pub(super) const MISSING: &str = "/404.html";

/// The address that a document asks for, other than the one of its file.
pub(super) fn asked_for(facts: &Facts, place: &str) -> Result<Option<Given>, Box<Diagnostic>> {
    let addresses = &facts.front_matter.addresses;
    if let Some(permalink) = &addresses.permalink {
        return given(permalink, "/", &facts.source).map(Some);
    }
    let Some(slug) = &addresses.slug else { return Ok(None) };
    given(slug, parent_url(place).unwrap_or("/"), &facts.source).map(Some)
}

fn same_address(page: &Page, first: &Page) -> Diagnostic {
    let source = |page: &Page| page.source.clone().unwrap_or_else(|| SourcePath::new(""));
    let asked = page.facts.as_ref().map(|facts| &facts.front_matter.addresses);
    let asked = asked.and_then(|addresses| addresses.permalink.as_ref().or(addresses.slug.as_ref()));
    let span = asked.map_or_else(|| Span::top(&source(page)), |asked| Span::new(&source(page), asked.at.clone()));
    Diagnostic::error(Code::PageDuplicateAddress, span, format!("two pages have the address `{}`", page.url))
        .related(Span::top(&source(first)), "the other one is this file")
        .help("rename one of the two files, or put their text into one")
}
