//! What other programs read first: the list of all addresses, the feed of changed pages, and the word to search engines.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::report::{SprintReport, team_name};
use crate::site::{Form, PageId, SprintLog};

use super::page::Renderer;
use super::publication::is_announced;

/// The address of the list of all pages.
pub const SITEMAP: &str = "/sitemap.xml";
/// The address of the feed of changed pages.
pub const FEED: &str = "/feed.xml";
/// The address of the word to search engines.
pub const ROBOTS: &str = "/robots.txt";

/// Pages that the feed tells of.
const RECENT: usize = 20;

#[derive(Serialize)]
struct FeedView<'a> {
    site: FeedSite<'a>,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct FeedSite<'a> {
    title: Cow<'a, str>,
    description: Option<&'a str>,
    language: &'a str,
    address: String,
    feed: String,
    /// The day of the newest entry.
    updated: Option<String>,
}

#[derive(Serialize)]
struct Entry<'a> {
    title: Cow<'a, str>,
    description: Option<Cow<'a, str>>,
    address: String,
    updated: Option<String>,
}

/// The feed of the pages that were changed last; `None` without a base address or any date.
pub fn feed(renderer: &Renderer<'_>) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    if !renderer.publication.has_feed() {
        return Ok(None);
    }
    let recent = renderer.publication.recent(renderer.site, RECENT);
    let entries = recent.into_iter().filter_map(|(_, page)| entry(renderer, page)).collect();
    xml(renderer, "feed.xml", FEED, entries)
}

/// The feed of the closed sprints of `log`, the newest first, whose reports are `reports`; `None` without a base address or
/// before the first close.
pub fn log_feed(
    renderer: &Renderer<'_>,
    log: &SprintLog,
    reports: &[&SprintReport],
) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let whole = |url: &str| renderer.publication.address(url, renderer.urls);
    let url = log.overview_output(Form::Feed);
    let (Some(address), Some(feed)) = (whole(&log.url), whole(&url)) else { return Ok(None) };
    let entry = |number: usize| {
        let sprint = &log.log.sprints[number];
        let told = reports.get(number).map(|report| told(report));
        Some(Entry {
            title: legal(sprint.title()),
            description: told.map(|told| Cow::Owned(legal(&told).into_owned())),
            address: whole(&log.report_url(number))?,
            updated: Some(log.last_word(number).to_string()),
        })
    };
    let closed = log.closed(renderer.publication.today).into_iter().rev().take(RECENT);
    let entries: Vec<Entry<'_>> = closed.filter_map(entry).collect();
    let Some(updated) = entries.iter().map(|entry| entry.updated.clone()).max() else { return Ok(None) };
    let site = FeedSite {
        title: Cow::Owned(format!("Sprints of {}", legal(team_name(&log.log)))),
        description: None,
        language: &renderer.config.language,
        address,
        feed,
        updated,
    };
    let made = renderer.theme.render("feed.xml", &FeedView { site, entries }, &[], &url)?;
    Ok(Some(made.into_bytes()))
}

/// The goal and what happened.
fn told(report: &SprintReport) -> String {
    let goal = report.goal.text.as_ref().map(|goal| format!("Goal: {}.", goal.trim_end_matches('.')));
    let told: Vec<&str> = goal.iter().chain(&report.summary).map(String::as_str).collect();
    told.join(" ")
}

/// The text without what no XML file may hold, not even escaped.
fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |letter: char| (letter.is_control() && letter != '\n') || matches!(letter, '\u{fffe}' | '\u{ffff}');
    if text.contains(illegal) { Cow::Owned(text.replace(illegal, " ")) } else { Cow::Borrowed(text) }
}

/// The list of all pages; `None` without a base address.
pub fn sitemap(renderer: &Renderer<'_>) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let entries = (0..renderer.site.pages.len()).filter(|page| is_announced(renderer.site, *page));
    let entries = entries.filter_map(|page| entry(renderer, page)).collect();
    xml(renderer, "sitemap.xml", SITEMAP, entries)
}

/// Lets every search engine in, and shows it the list of all pages if there is one.
#[must_use]
pub fn robots(renderer: &Renderer<'_>) -> Vec<u8> {
    let sitemap = renderer.publication.address(SITEMAP, renderer.urls);
    let sitemap = sitemap.map(|sitemap| format!("\nSitemap: {sitemap}\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}

fn xml(
    renderer: &Renderer<'_>,
    template: &str,
    url: &str,
    entries: Vec<Entry<'_>>,
) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
    let whole = |url: &str| renderer.publication.address(url, renderer.urls);
    let (Some(address), Some(feed)) = (whole("/"), whole(FEED)) else { return Ok(None) };
    let site = FeedSite {
        title: legal(&renderer.site.title),
        description: renderer.config.description.as_deref(),
        language: &renderer.config.language,
        address,
        feed,
        updated: entries.first().and_then(|entry| entry.updated.clone()),
    };
    let made = renderer.theme.render(template, &FeedView { site, entries }, &[], url)?;
    Ok(Some(made.into_bytes()))
}

fn entry<'a>(renderer: &Renderer<'a>, id: PageId) -> Option<Entry<'a>> {
    let page = &renderer.site.pages[id];
    Some(Entry {
        title: legal(&page.title),
        description: page.description.as_deref().map(legal),
        address: renderer.publication.address(&page.url, renderer.urls)?,
        updated: renderer.publication.changed[id].map(|changed| changed.to_string()),
    })
}
