//! What a page says of itself, as values, and how a section's defaults fill the gaps.

use std::ops::Range;

use serde_json::Map;

use super::address::Addresses;
use super::joining::Joining;
use super::looks::Looks;
use super::review::Review;
use super::state::{Dates, State};

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// Its name; the only `h1` of the page.
    pub title: Option<String>,
    /// Its name in the menu, where that differs.
    pub nav_title: Option<String>,
    /// Its place among its siblings: smaller comes first. Pages without one come after.
    pub order: Option<f64>,
    /// One sentence on it.
    pub description: Option<String>,
    /// Who sees it, and where.
    pub state: State,
    /// When it was written.
    pub dates: Dates,
    /// Who looks after it, and how often.
    pub review: Review,
    /// Where it is found, and where it was.
    pub addresses: Addresses,
    /// What it is about, each word once; `None` if it does not say.
    pub tags: Option<Vec<String>>,
    /// Links to what else to read.
    pub related: Vec<Written>,
    /// What the reports of sprints make of it.
    pub joining: Joining,
    /// How it is shown.
    pub looks: Looks,
    /// Defaults for the pages below a section's page; the first that says something wins.
    pub cascade: Vec<Self>,
    /// Every other key, for templates.
    pub extra: Map<String, serde_json::Value>,
}

/// A text of the front matter that other rooms must find again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
    /// Whether it stands there letter by letter, but for blanks around it.
    pub verbatim: bool,
}

impl FrontMatter {
    /// Whether the page is left out of the site.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.state.draft.unwrap_or_default()
    }

    /// The same with `defaults` wherever it says nothing. What only one page can have, like a title or an address, has no
    /// default.
    #[must_use]
    pub fn over(&self, defaults: &Self) -> Self {
        let mut merged = self.clone();
        merged.description = merged.description.or_else(|| defaults.description.clone());
        merged.state = merged.state.over(&defaults.state);
        merged.review = merged.review.over(&defaults.review);
        merged.joining = merged.joining.over(&defaults.joining);
        merged.looks = merged.looks.over(&defaults.looks);
        merged.tags = merged.tags.or_else(|| defaults.tags.clone());
        for (key, value) in &defaults.extra {
            merged.extra.entry(key.clone()).or_insert_with(|| value.clone());
        }
        merged
    }
}
