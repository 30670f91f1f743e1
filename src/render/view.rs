//! What a template gets: typed, complete, and nothing else. `themes/default/README.md` tells the same to theme authors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::parse::PictureSize;

/// What a template receives that is of this page alone. All pages at one depth share the rest: see `frame`.
#[derive(Debug, Serialize)]
pub(super) struct View<'a, R: Serialize> {
    /// This page.
    pub(super) page: PageView<'a>,
    /// On the overview of a sprint log and on a sprint's report: its numbers.
    pub(super) report: Option<R>,
    /// There, too: the link to each sprint's report by the id of the sprint.
    pub(super) sprints: BTreeMap<&'a str, String>,
    /// There, too: the links to the pages of the log.
    pub(super) log: Option<LogLinks<'a>>,
    /// On a page to print: everything on it.
    pub(super) print: Option<PackView<'a>>,
}

/// Where the pages of a log are.
#[derive(Debug, Serialize)]
pub(super) struct LogLinks<'a> {
    /// The overview.
    pub(super) overview: String,
    /// What is on the horizon.
    pub(super) horizon: String,
    /// How to read the numbers.
    pub(super) numbers: String,
    /// What the handbook adds.
    pub(super) handbook: HandbookView<'a>,
}

/// What the handbook adds to the pages of a log.
#[derive(Debug, Serialize)]
pub(super) struct HandbookView<'a> {
    /// The link to the page about each role that the log names.
    pub(super) roles: BTreeMap<&'a str, String>,
    /// The pages about `planning`, `review`, `retrospective`, `done`, `blockers` and `estimation`, where there are such.
    pub(super) topics: BTreeMap<&'a str, LinkView<'a>>,
    /// On the report of a sprint: the pages that changed while it ran, the newest first.
    pub(super) changes: Vec<ChangeView<'a>>,
    /// There, too: what changed too many pages at once to be listed.
    pub(super) sweeps: Vec<SweepView>,
}

/// A page that changed during a sprint.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    pub(super) day: DateView,
    /// Whether it was new.
    pub(super) new: bool,
}

/// A commit that changed very many pages at once.
#[derive(Debug, Serialize)]
pub(super) struct SweepView {
    pub(super) day: DateView,
    /// How many pages.
    pub(super) pages: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct SiteView<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) language: &'a str,
    /// The link to the home page from this page.
    pub(super) home: String,
    pub(super) generator: &'static str,
    /// The link to the feed of changed pages, if there is one.
    pub(super) feed: Option<String>,
    /// The link to the first file of the search index, if the site has one. All others lie beside it, and the site begins two
    /// folders above it.
    pub(super) search: Option<String>,
    /// What the configuration keeps under `extra`.
    pub(super) extra: &'a Map<String, Value>,
}

#[derive(Debug, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(super) struct PageView<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) url: &'a str,
    /// `home`, `page`, `section`, `sprints`, `sprint`, `horizon`, `numbers`, `teams`, `tags`, `tag`, `print` or `missing`.
    pub(super) kind: &'static str,
    /// The body as HTML.
    pub(super) content: String,
    /// The pages above this one, the home page first.
    pub(super) crumbs: Vec<LinkView<'a>>,
    /// "In this section": the pages right below this one.
    pub(super) children: Vec<LinkView<'a>>,
    /// The headings of the body; empty if there are fewer than two, or if the body lists them itself.
    pub(super) on_this_page: Vec<HeadingView<'a>>,
    pub(super) previous: Option<LinkView<'a>>,
    pub(super) next: Option<LinkView<'a>>,
    /// Whether there is a chart or a report on it, which wants the sheet of charts.
    pub(super) charts: bool,
    pub(super) draft: bool,
    /// Whether search engines are asked to pass over it.
    pub(super) unsearched: bool,
    /// Its whole address, if it is known where the site will be.
    pub(super) address: Option<String>,
    /// The whole address of its picture.
    pub(super) image: Option<String>,
    /// The day of its last change, as in "2026-11-20".
    pub(super) changed: Option<String>,
    /// The same, as in "20 November 2026".
    pub(super) changed_words: Option<String>,
    /// Where its source is edited.
    pub(super) edit: Option<String>,
    /// The link to its text as Markdown.
    pub(super) markdown: Option<String>,
    /// The link to it and the pages below it as one page to print.
    pub(super) print: Option<String>,
    /// The same report in other forms, in the files beside it.
    pub(super) outputs: Vec<OutputView>,
    /// Its language, where that is not the one of the site.
    pub(super) language: Option<&'a str>,
    /// Who looks after it.
    pub(super) owners: &'a [String],
    /// When it was last read with care, and when that is due again.
    pub(super) reviewed: Option<DateView>,
    pub(super) review_due: Option<DateView>,
    /// Whether the review is due before today.
    pub(super) overdue: bool,
    /// What it is about.
    pub(super) tags: Vec<LinkView<'a>>,
    /// What else to read.
    pub(super) related: Vec<LinkView<'a>>,
    /// A sentence that stands above it.
    pub(super) banner: Option<&'a str>,
    /// The address of the picture that stands above it.
    pub(super) banner_image: Option<String>,
    /// How large that is, where it is known.
    pub(super) banner_size: Option<PictureSize>,
    /// Every front matter key that sprintbook gives no meaning to.
    pub(super) extra: Option<&'a Map<String, Value>>,
}

#[derive(Debug, Serialize)]
pub(super) struct LinkView<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    pub(super) description: Option<Cow<'a, str>>,
}

/// A report in another form.
#[derive(Debug, Serialize)]
pub(super) struct OutputView {
    /// What the form is called.
    pub(super) title: &'static str,
    /// As in `text/csv`.
    pub(super) media_type: &'static str,
    pub(super) href: String,
}

/// A day for machines and for people.
#[derive(Debug, Serialize)]
pub(super) struct DateView {
    /// `2026-03-23`.
    pub(super) date: String,
    /// `23 March 2026`.
    pub(super) words: String,
}

#[derive(Debug, Serialize)]
pub(super) struct HeadingView<'a> {
    pub(super) title: &'a str,
    pub(super) id: &'a str,
    /// 1 for a section of the page, 2 for a part of one.
    pub(super) depth: u8,
}

/// What the template of the menu gets.
#[derive(Debug, Serialize)]
pub(super) struct MenuView<'a> {
    /// The entries in order, those of all depths in one list.
    pub(super) entries: Vec<MenuEntry<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct MenuEntry<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    /// The address in the site.
    pub(super) url: &'a str,
    /// 1 for the pages below the home page.
    pub(super) depth: usize,
    /// Whether it leads to another site.
    pub(super) external: bool,
    /// Whether it is a page with entries below it that are shown because this page is among them.
    pub(super) open: bool,
    /// Whether entries below it follow.
    pub(super) has_children: bool,
    /// How many lists end after it.
    pub(super) closes: usize,
}

/// A file of the theme, as a page links to it.
#[derive(Debug, Serialize)]
pub(super) struct AssetView<'a> {
    pub(super) href: String,
    /// Its digest; not in a site that is opened from a folder, where browsers cannot compare it.
    pub(super) integrity: Option<&'a str>,
}

/// A section, or the whole handbook, as one page to print.
#[derive(Debug, Serialize)]
pub(super) struct PackView<'a> {
    /// The name of the handbook, if this is only a part of it.
    pub(super) of: Option<&'a str>,
    /// The day of the commit, else of the build: "20 November 2026".
    pub(super) date: String,
    /// The commit that it is from.
    pub(super) commit: Option<&'a str>,
    /// The pages, in menu order.
    pub(super) pages: Vec<PackedView<'a>>,
}

/// What the template of a page's text gets in a pack.
#[derive(Debug, Serialize)]
pub(super) struct BodyView {
    pub(super) page: ContentView,
}

#[derive(Debug, Serialize)]
pub(super) struct ContentView {
    /// As in the view of the page itself.
    pub(super) content: String,
}

/// One page of a pack.
#[derive(Debug, Serialize)]
pub(super) struct PackedView<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    /// The id of its place in the pack.
    pub(super) id: String,
    /// 0 for the page that the pack is named after, 1 for the pages right below it.
    pub(super) depth: usize,
    /// Its body as HTML.
    pub(super) content: &'a str,
}
