//! Addresses that pages had before: each sends its readers on, and links may use it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::Facts;
use crate::source::{SourcePath, Span};

use super::documents::{MISSING, asked_for};
use super::given::given;
use super::page::{Page, PageId, PageKind};
use super::sections::parent_url;

/// An address that sends its readers on to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The old address, with `/` at its end or the name of a file.
    pub url: String,
    /// The page that is meant.
    pub page: PageId,
    /// The file that gives the old address.
    pub source: SourcePath,
}

/// Old addresses, and what links may lead to.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// One for each file that must be written.
    pub(super) redirects: Vec<Redirect>,
    /// Every address that is not a page's own, and the page that it means.
    pub(super) targets: BTreeMap<String, PageId>,
    /// Pages of folders that nobody wrote, at whose address readers are sent on: to which page.
    pub(super) sent_on: BTreeMap<PageId, PageId>,
}

/// The old addresses of all `pages`. One that is taken by a page, or given by two, is told.
pub(super) fn aliases(pages: &[Page], diagnostics: &mut Vec<Diagnostic>) -> Aliases {
    let taken: BTreeMap<String, PageId> =
        pages.iter().enumerate().map(|(id, page)| (page.url.to_lowercase(), id)).collect();
    let mut aliases = Aliases::default();
    let mut first: BTreeMap<String, (PageId, Span)> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate() {
        let Some(facts) = &page.facts else { continue };
        for old in old_addresses(page, facts, diagnostics) {
            let folded = old.url.to_lowercase();
            match (taken.get(&folded), first.get(&folded)) {
                (Some(other), _) if *other == id => {}
                (Some(other), _) if is_generated(&pages[*other]) => {
                    aliases.sent_on.insert(*other, id);
                }
                (Some(other), _) => diagnostics.push(taken_by_page(&old, &pages[*other])),
                (None, Some((other, _))) if *other == id => {}
                (None, Some((_, span))) => diagnostics.push(given_twice(&old, span)),
                (None, None) => {
                    first.insert(folded, (id, old.span));
                    aliases.targets.insert(old.url.clone(), id);
                    aliases.redirects.push(Redirect { url: old.url, page: id, source: facts.source.clone() });
                }
            }
        }
    }
    add_places(pages, &mut aliases);
    aliases
}

fn is_generated(page: &Page) -> bool {
    page.source.is_none() && page.kind == PageKind::Section
}

/// Links may also use the address that a file has by itself; nobody was ever sent there, so it needs no file of its own.
fn add_places(pages: &[Page], aliases: &mut Aliases) {
    let own: BTreeSet<&str> = pages.iter().map(|page| page.url.as_str()).collect();
    for (id, page) in pages.iter().enumerate().filter(|(_, page)| page.place != page.url) {
        if !own.contains(page.place.as_str()) {
            aliases.targets.entry(page.place.clone()).or_insert(id);
        }
    }
}

struct Old {
    url: String,
    written: String,
    span: Span,
}

fn old_addresses(page: &Page, facts: &Facts, diagnostics: &mut Vec<Diagnostic>) -> Vec<Old> {
    let addresses = &facts.front_matter.addresses;
    let mut old = Vec::new();
    let mut add = |url: String, written: &str, span: Span| old.push(Old { url, written: written.to_owned(), span });
    // A page that asks for `/roles.html` is `/roles/`; the file that was asked for leads there.
    let asked = asked_for(facts, &page.place).ok().flatten().and_then(|asked| asked.file);
    if let (Some(file), Some(written)) = (asked.filter(|file| file != MISSING), &addresses.permalink) {
        add(file, &written.text, Span::new(&facts.source, written.at.clone()));
    }
    let folder = parent_url(&page.place).unwrap_or("/");
    for written in &addresses.aliases {
        let span = Span::new(&facts.source, written.at.clone());
        let end = written.text.find(['#', '?']).unwrap_or(written.text.len());
        let mut bare = written.clone();
        bare.text.truncate(end);
        match given(&bare, folder, &facts.source) {
            Ok(alias) => add(alias.file.unwrap_or(alias.url), &written.text, span),
            Err(refused) => diagnostics.push(*refused),
        }
    }
    old
}

fn taken_by_page(old: &Old, page: &Page) -> Diagnostic {
    let message = format!("the old address `{}` is the address of another page", old.written);
    let source = page.source.clone().unwrap_or_else(|| SourcePath::new(page.url.trim_matches('/')));
    Diagnostic::error(Code::PageDuplicateAddress, old.span.clone(), message)
        .related(Span::top(&source), format!("this page is at `{}`", page.url))
        .help("take the old address away, or move one of the two pages")
}

fn given_twice(old: &Old, first: &Span) -> Diagnostic {
    let message = format!("two pages have the old address `{}`", old.written);
    Diagnostic::error(Code::PageDuplicateAddress, old.span.clone(), message)
        .related(first.clone(), "the other page gives it here")
        .help("keep it on the page that readers should find there")
}
