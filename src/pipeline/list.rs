//! Lists of what a site is made of: its pages, and where each link leads.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::parse::{Link, LinkKind};
use crate::site::{PageKind, Site, Target};
use crate::source::{Position, SourcePath, SourceTree};

/// What a site is made of, to be listed.
#[derive(Debug)]
pub struct Listing {
    pub(super) site: Arc<Site>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedPage {
    /// Its address in the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// `home`, `page`, `section`, `sprints` or `sprint`.
    pub kind: &'static str,
    /// The file that makes it, if there is one.
    pub source: Option<String>,
    /// Its place among its siblings, where one is given.
    pub order: Option<f64>,
}

/// One link or picture of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedLink {
    /// The file that it stands in.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The page that it stands on.
    pub page: String,
    /// `link` or `picture`.
    pub kind: &'static str,
    /// The target as written.
    pub written: String,
    /// The address in the site or elsewhere that it leads to; `None` if it leads nowhere.
    pub leads_to: Option<String>,
    /// `fine`, `external`, or the code of what is wrong with it.
    pub state: &'static str,
}

impl Listing {
    /// Every page, in menu order.
    #[must_use]
    pub fn pages(&self) -> Vec<ListedPage> {
        let pages = self.site.pages.iter().map(|page| ListedPage {
            address: page.url.clone(),
            title: page.title.clone(),
            kind: kind_word(page.kind),
            source: page.source.as_ref().map(ToString::to_string),
            order: page.order,
        });
        pages.collect()
    }

    /// Every link and picture, in the order of pages and places. `diagnostics` are those of the same build.
    #[must_use]
    pub fn links(&self, tree: &SourceTree, diagnostics: &[Diagnostic]) -> Vec<ListedLink> {
        let mut wrong: HashMap<&SourcePath, Vec<&Diagnostic>> = HashMap::new();
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.code.as_str().starts_with("link/")) {
            wrong.entry(&diagnostic.span.file).or_default().push(diagnostic);
        }
        let mut links = Vec::new();
        for (page, targets) in self.site.pages.iter().zip(&self.site.links) {
            let Some(facts) = &page.facts else { continue };
            let text = tree.get(&facts.source).and_then(|file| file.text().ok()).unwrap_or_default();
            let of_file = wrong.get(&facts.source).map_or(&[][..], Vec::as_slice);
            for (link, target) in facts.links.iter().zip(targets) {
                let Position { line, column } = Position::of(text, link.at.start);
                links.push(ListedLink {
                    file: tree.shown(&facts.source),
                    line,
                    column,
                    page: page.url.clone(),
                    kind: if link.kind == LinkKind::Image { "picture" } else { "link" },
                    written: link.target.clone(),
                    leads_to: self.address(&page.url, target),
                    state: state(link, target, of_file),
                });
            }
        }
        links
    }

    fn address(&self, here: &str, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => Some(url.clone()),
            Target::Here(place) => Some(format!("{here}{place}")),
            Target::Page(page, rest) => Some(format!("{}{rest}", self.site.pages[*page].url)),
            Target::File(url, rest) => Some(format!("{url}{rest}")),
            Target::Nowhere(_) => None,
        }
    }
}

fn state(link: &Link, target: &Target, wrong: &[&Diagnostic]) -> &'static str {
    let told = wrong.iter().find(|told| link.at.start <= told.span.start && told.span.end <= link.at.end);
    match (told, target) {
        (Some(told), _) => told.code.as_str(),
        (None, Target::External(_)) => "external",
        (None, _) => "fine",
    }
}

fn kind_word(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Page => "page",
        PageKind::Section => "section",
        PageKind::Sprints(_) => "sprints",
        PageKind::Sprint(..) => "sprint",
        PageKind::Horizon(_) => "horizon",
        PageKind::Numbers(_) => "numbers",
        PageKind::Teams => "teams",
        PageKind::Tags => "tags",
        PageKind::Tag(_) => "tag",
    }
}
