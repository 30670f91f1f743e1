//! One page of the site and its place in the tree.

use std::sync::Arc;

use crate::parse::Facts;
use crate::source::SourcePath;

/// The number of a page: its place in menu order. The home page is 0.
pub type PageId = usize;

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The front page.
    Home,
    /// A page without pages below it.
    Page,
    /// The page of a folder.
    Section,
    /// The overview of a sprint log: the number of the log.
    Sprints(usize),
    /// The report of a sprint: the number of the log and of the sprint in it.
    Sprint(usize, usize),
    /// What is on the horizon of a sprint log: the number of the log.
    Horizon(usize),
    /// How to read the numbers of a sprint log: the number of the log.
    Numbers(usize),
    /// All teams side by side.
    Teams,
    /// The list of all tags.
    Tags,
    /// The pages with one tag: the number of the tag.
    Tag(usize),
}

/// One page.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Page {
    /// Its address in the site, with `/` at both ends: `/teams/roles/`.
    pub url: String,
    /// Where it hangs in the tree of pages: the address that its file would have by itself. Differs from `url` where the page
    /// asks for another address.
    pub place: String,
    /// What it shows.
    pub kind: PageKind,
    /// Its `h1`.
    pub title: String,
    /// Its name in the menu.
    pub label: String,
    /// One sentence on it.
    pub description: Option<String>,
    /// The file that makes it; a generated section page has none.
    pub source: Option<SourcePath>,
    /// The document that it shows, if any.
    pub facts: Option<Arc<Facts>>,
    /// Its place among its siblings, where one is given.
    pub order: Option<f64>,
    /// Whether it is shown only because drafts are asked for.
    pub draft: bool,
    /// Whether it is to be in the menu and in lists.
    pub in_menu: bool,
    /// Whether a search is to find it.
    pub in_search: bool,
    /// Whether the menu shows it: it and all pages above it are to be there.
    pub listed: bool,
    /// The page above it; only the home page has none.
    pub parent: Option<PageId>,
    /// The pages below it, in menu order.
    pub children: Vec<PageId>,
    /// What the menu shows below it that is no page of the site.
    pub outside: Vec<Outside>,
}

/// An entry of the menu that leads to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// What the menu calls it.
    pub title: String,
    /// Its address.
    pub url: String,
    /// How many of the children stand before it.
    pub before: usize,
}

impl Page {
    /// A page with this address and title and nothing else.
    #[must_use]
    pub fn new(url: impl Into<String>, kind: PageKind, title: impl Into<String>) -> Self {
        let (url, title) = (url.into(), title.into());
        Self {
            place: url.clone(),
            url,
            kind,
            label: title.clone(),
            title,
            description: None,
            source: None,
            facts: None,
            order: None,
            draft: false,
            in_menu: true,
            in_search: true,
            listed: true,
            parent: None,
            children: Vec::new(),
            outside: Vec::new(),
        }
    }

    /// Whether the page has an element with this id. Pages that no document makes are not known so well, and have any.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        let Some(facts) = &self.facts else { return true };
        let generated = !matches!(self.kind, PageKind::Home | PageKind::Page | PageKind::Section);
        generated
            || facts.headings.iter().any(|heading| heading.id == id)
            || facts.anchors.iter().any(|anchor| anchor == id)
    }
}
