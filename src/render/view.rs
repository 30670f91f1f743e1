//! What a template gets: typed, complete, and nothing else. `themes/default/README.md` tells the same to theme authors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

/// Everything that a template receives.
#[derive(Debug, Serialize)]
pub(super) struct View<'a, R: Serialize> {
    /// The site as a whole.
    pub(super) site: SiteView<'a>,
    /// This page.
    pub(super) page: PageView<'a>,
    /// The menu, as a flat list in its order.
    pub(super) menu: Vec<MenuEntry<'a>>,
    /// Where the theme's own files are.
    pub(super) assets: AssetsView,
    /// The options of the theme.
    pub(super) theme: &'a BTreeMap<String, String>,
    /// On the overview of a sprint log and on a sprint's report: its numbers.
    pub(super) report: Option<R>,
    /// There, too: the link to each sprint's report by the id of the sprint.
    pub(super) sprints: BTreeMap<&'a str, String>,
}

#[derive(Debug, Serialize)]
pub(super) struct SiteView<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) language: &'a str,
    /// The link to the home page from this page.
    pub(super) home: String,
    pub(super) generator: &'static str,
    /// What the configuration keeps under `extra`.
    pub(super) extra: &'a Map<String, Value>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct PageView<'a> {
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    pub(super) url: &'a str,
    /// `home`, `page`, `section`, `sprints`, `sprint`, `tags`, `tag` or `missing`.
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
    pub(super) draft: bool,
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
    /// The address of the picture that stands above it, and of the one that stands for it elsewhere.
    pub(super) banner_image: Option<String>,
    pub(super) image: Option<String>,
    /// Every front matter key that sprintbook gives no meaning to.
    pub(super) extra: Option<&'a Map<String, Value>>,
}

#[derive(Debug, Serialize)]
pub(super) struct LinkView<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    pub(super) description: Option<Cow<'a, str>>,
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

#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask each question by itself")]
pub(super) struct MenuEntry<'a> {
    pub(super) title: &'a str,
    pub(super) href: String,
    /// 1 for the pages below the home page.
    pub(super) depth: usize,
    /// Whether it leads to another site.
    pub(super) external: bool,
    /// Whether it is this very page.
    pub(super) current: bool,
    /// Whether it is this page or one above it.
    pub(super) open: bool,
    /// Whether entries below it follow.
    pub(super) has_children: bool,
    /// How many lists end after it.
    pub(super) closes: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct AssetsView {
    pub(super) style: String,
    pub(super) icon: String,
    pub(super) script: String,
    /// The script of pages that send their readers on.
    pub(super) redirect: String,
}
