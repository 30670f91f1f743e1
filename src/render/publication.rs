//! Where and when a site is published: its address, and the day on which each of its pages was last changed.

use jiff::civil::Date;

use crate::parse::UrlStyle;
use crate::site::{Linker, Page, PageId, Site};
use crate::source::{Commit, History, SourcePath};

/// Where and when a site is published.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The address that the site will have, with `/` at its end; without it nothing can be said of addresses elsewhere.
    pub base: Option<String>,
    /// The day that reports speak of.
    pub today: Date,
    /// The commit that the content is from.
    pub commit: Option<Commit>,
    /// When each page was last changed, where that is known. What a page says itself is believed before git.
    pub changed: Vec<Option<Date>>,
    /// Pages of which only git would know, if it had all of its history.
    pub hidden: Vec<SourcePath>,
}

impl Publication {
    /// The publication of `site`, whose files have this `history`, at the address `base`.
    #[must_use]
    pub fn new(site: &Site, history: &History, base: Option<&str>, today: Date) -> Self {
        let changed: Vec<Option<Date>> = site.pages.iter().map(|page| changed(page, history)).collect();
        let unknown = site.pages.iter().zip(&changed).filter(|(_, changed)| changed.is_none());
        let sources = unknown.filter_map(|(page, _)| page.source.clone());
        let hidden = sources.filter(|source| history.hidden.contains(source)).collect();
        let base = base.filter(|base| is_web_address(base)).map(|base| format!("{}/", base.trim_end_matches('/')));
        Self { base, today, commit: history.commit.clone(), changed, hidden }
    }

    /// The whole address of what has the address `url` in the site; `None` if nobody knows where the site will be.
    #[must_use]
    pub fn address(&self, url: &str, urls: UrlStyle) -> Option<String> {
        let path = Linker::on_page("/", urls).to(url);
        Some(format!("{}{}", self.base.as_deref()?, path.trim_start_matches("./")))
    }

    /// The pages of `site` that were changed last, the newest first and at most `most`.
    #[must_use]
    pub fn recent(&self, site: &Site, most: usize) -> Vec<(Date, PageId)> {
        let announced = self.changed.iter().enumerate().filter(|(page, _)| is_announced(site, *page));
        let mut dated: Vec<(Date, PageId)> =
            announced.filter_map(|(page, changed)| Some(((*changed)?, page))).collect();
        dated.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        dated.truncate(most);
        dated
    }

    /// Whether there is a feed: it needs whole addresses, and something with a date.
    #[must_use]
    pub fn has_feed(&self) -> bool {
        self.base.is_some() && self.changed.iter().any(Option::is_some)
    }
}

/// Whether lists for other programs name the page: not if it is hidden, or only sends its readers on.
pub(super) fn is_announced(site: &Site, page: PageId) -> bool {
    site.pages[page].listed && site.pages[page].in_search && site.front[page].moved_to.is_none()
}

/// "20 November 2026".
pub(super) fn in_words(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

pub(super) fn is_web_address(url: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn changed(page: &Page, history: &History) -> Option<Date> {
    let dates = page.facts.as_ref().map(|facts| &facts.front_matter.dates);
    let committed = || history.changed.get(page.source.as_ref()?).copied();
    dates.and_then(|dates| dates.updated).or_else(committed).or_else(|| dates?.date)
}
