//! Who looks after each page, and when somebody must read it again.

use jiff::civil::Date;

use crate::parse::{CodeOwners, Config, Review};

use super::page::Page;

/// Who looks after a page, and when somebody must read it again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageReview {
    /// Whom the page names; else whom `CODEOWNERS` names for its file.
    pub owners: Vec<String>,
    /// The day on which somebody last read it with care.
    pub reviewed: Option<Date>,
    /// The day by which that must happen again.
    pub due: Option<Date>,
}

impl PageReview {
    /// Whether that should have happened before `today`.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}

/// The reviews of `pages`, in order.
pub(super) fn reviews(pages: &[Page], config: &Config, owners: &CodeOwners) -> Vec<PageReview> {
    pages.iter().map(|page| review(page, config, owners)).collect()
}

fn review(page: &Page, config: &Config, owners: &CodeOwners) -> PageReview {
    let Some(facts) = &page.facts else { return PageReview::default() };
    let own = &facts.front_matter.review;
    let named = || owners.of(facts.source.as_str()).to_vec();
    let usual = Review { due: own.due.or(config.review), ..own.clone() };
    PageReview { owners: own.owners.clone().unwrap_or_else(named), reviewed: own.reviewed, due: usual.due_on() }
}
