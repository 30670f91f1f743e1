//! One page through its template.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::parse::{Body, Config, PictureSize, UrlStyle};
use crate::report::{Horizon, NumbersPage, Overview, SprintReport, Teams};
use crate::site::{Linker, Page, PageId, PageKind, Site};
use crate::source::Fingerprint;
use crate::theme::{Asset, Shared, Theme, fingerprint_of};

use super::asked::Answer;
use super::body::{Filling, fill};
use super::edit::edit_address;
use super::feeds::FEED;
use super::frame::{Frame, Frames};
use super::front::{add_front_matter, after, before, children, listed_levels};
use super::handbook::handbook;
use super::menu::{Menus, menu_html};
use super::outputs::outputs;
use super::pack::pack_address;
use super::publication::{Publication, in_words};
use super::redirect::{TEMPLATE, redirect_view};
use super::search::search_address;
use super::social::picture;
use super::twin::{has_twin, twin_url};
use super::view::{AssetView, HeadingView, LinkView, LogLinks, PageView, SiteView, View};

/// How sprintbook names itself on the pages that it makes.
const GENERATOR: &str = concat!("sprintbook ", env!("CARGO_PKG_VERSION"));

/// About the bytes of a page around its menu and its text.
pub(super) const FRAME: usize = 6_000;

/// What every page of a build has in common.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// How links are written.
    pub urls: UrlStyle,
    /// Where and when it is published.
    pub publication: &'a Publication,
    /// What each page gets where it asks for charts and numbers.
    answers: &'a [Vec<Answer>],
    menus: Menus,
    /// How large the pictures of the site are, by their addresses.
    pub(super) pictures: BTreeMap<&'a str, PictureSize>,
    pub(super) frames: Frames,
    /// Whether pages are remembered, which wants a fingerprint of each.
    pub(super) remembers: bool,
}

impl<'a> Renderer<'a> {
    /// Makes the pages of `site` with `theme`, to be published as `publication` says.
    #[must_use]
    pub fn new(
        config: &'a Config,
        site: &'a Site,
        theme: &'a Theme,
        urls: UrlStyle,
        publication: &'a Publication,
    ) -> Self {
        Self {
            config,
            site,
            theme,
            urls,
            publication,
            answers: &[],
            menus: Menus::new(site),
            pictures: site.assets.iter().filter_map(|asset| Some((asset.url.as_str(), asset.size?))).collect(),
            frames: Frames::new(),
            remembers: true,
        }
    }

    /// With what each page gets where it asks.
    #[must_use]
    pub fn answering(self, answers: &'a [Vec<Answer>]) -> Self {
        Self { answers, ..self }
    }

    /// What page `id` gets where it asks.
    #[must_use]
    pub fn answers_of(&self, id: PageId) -> &'a [Answer] {
        self.answers.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whoever does not remember pages spares their fingerprints.
    #[must_use]
    pub fn remembering(self, remembers: bool) -> Self {
        Self { remembers, ..self }
    }
}

/// The numbers of a sprint page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Report {
    /// Of a whole log.
    Overview(Box<Overview>),
    /// Of one sprint.
    Sprint(Box<SprintReport>),
    /// What is on the horizon of a log.
    Horizon(Box<Horizon>),
    /// How to read the numbers of a log.
    Numbers(Box<NumbersPage>),
    /// All teams side by side.
    Teams(Box<Teams>),
}

/// One page as HTML.
#[derive(Debug, Clone)]
pub struct RenderedPage {
    /// Of the view that it was made from and the theme that made it, where pages are remembered.
    pub fingerprint: Option<Fingerprint>,
    /// The HTML.
    pub html: Arc<Vec<u8>>,
}

/// Page number `id`, whose document has the body `body` and whose numbers are `report`. `known` is the same page as it was
/// made before: if nothing in its view has changed it is given back.
pub fn render_page(
    renderer: &Renderer<'_>,
    id: PageId,
    body: Option<&Body>,
    report: Option<&Report>,
    known: Option<&RenderedPage>,
) -> Result<RenderedPage, Vec<Diagnostic>> {
    let page = &renderer.site.pages[id];
    if let Some(target) = &renderer.site.front[id].moved_to {
        let sheet = Sheet { template: TEMPLATE, menu: Shared::nothing(), url: &page.url, size: FRAME };
        return made(renderer, &sheet, &redirect_view(renderer, &page.url, target), known);
    }
    let linker = Linker::on_page(&page.url, renderer.urls);
    let view = View {
        page: page_view(renderer, id, body, &linker),
        report,
        sprints: sprint_links(renderer.site, page.kind, report, &linker),
        log: log_links(renderer.site, page.kind, &linker),
        print: None,
    };
    let template = template(renderer, page);
    let menu = renderer.menus.of(renderer, id)?;
    let size = view.page.content.len() + menu.html_length() + FRAME;
    made(renderer, &Sheet { template: &template, menu, url: &page.url, size }, &view, known)
}

/// What a page is written on: a template, the menu beside it, and its address.
struct Sheet<'a> {
    template: &'a str,
    menu: Shared,
    url: &'a str,
    /// About how many bytes it takes.
    size: usize,
}

fn made(
    renderer: &Renderer<'_>,
    sheet: &Sheet<'_>,
    view: &impl Serialize,
    known: Option<&RenderedPage>,
) -> Result<RenderedPage, Vec<Diagnostic>> {
    let Sheet { template, menu, url, size } = sheet;
    let frame = renderer.frames.of(renderer, url);
    let shared = frame.with(menu);
    let fingerprint = renderer.remembers.then(|| {
        let shared = shared.map(|(_, value)| value.fingerprint());
        Fingerprint::of(&(template, renderer.theme.fingerprint(), shared, fingerprint_of(view)))
    });
    if let Some(known) = known.filter(|known| fingerprint.is_some() && known.fingerprint == fingerprint) {
        return Ok(known.clone());
    }
    let mut html = Vec::with_capacity(*size);
    renderer.theme.render_to(&mut html, template, (view, &shared), url)?;
    Ok(RenderedPage { fingerprint, html: Arc::new(html) })
}

/// The page for an address that does not exist. It can be shown anywhere, so its links start with the path of the site.
pub fn missing_page(renderer: &Renderer<'_>, base: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let linker = Linker::anywhere(base, renderer.urls);
    let page = Page::new("/404.html", PageKind::Page, "Page not found");
    let view = View {
        page: PageView { title: &page.title, url: &page.url, kind: "missing", unsearched: true, ..PageView::default() },
        report: None::<()>,
        sprints: BTreeMap::new(),
        log: None,
        print: None,
    };
    let menu = Shared::html(&menu_html(renderer, None, &linker, &page.url)?);
    let frame = Frame::new(renderer, &linker);
    renderer.theme.render("404.html", &view, &frame.with(&menu), &page.url).map(String::into_bytes)
}

/// The template that a page asks for, or that of its kind.
pub(super) fn template<'a>(renderer: &Renderer<'_>, page: &'a Page) -> Cow<'a, str> {
    let usual = match page.kind {
        PageKind::Page => "page.html",
        PageKind::Home | PageKind::Section => "section.html",
        PageKind::Sprints(_) => return "sprints.html".into(),
        PageKind::Sprint(..) => return "sprint.html".into(),
        PageKind::Horizon(_) => return "horizon.html".into(),
        PageKind::Numbers(_) => return "numbers.html".into(),
        PageKind::Teams => return "teams.html".into(),
        PageKind::Tags | PageKind::Tag(_) => return "tag.html".into(),
    };
    let wanted = page.facts.as_ref().and_then(|facts| facts.front_matter.looks.template.as_ref());
    let own = wanted.and_then(|wanted| renderer.theme.page_template(&wanted.text));
    own.filter(|own| own != "page.html").map_or(usual.into(), Cow::Owned)
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

/// Whether the page shows numbers of sprints, which want the sheet of charts and reports.
fn is_report(kind: PageKind) -> bool {
    !matches!(kind, PageKind::Home | PageKind::Page | PageKind::Section | PageKind::Tags | PageKind::Tag(_))
}

/// The links to the reports of a log by the ids of its sprints, on a report those to itself and to the sprint before; on the page of all teams those to the overviews by the
/// addresses of the logs.
pub(super) fn sprint_links<'a>(
    site: &'a Site,
    kind: PageKind,
    report: Option<&Report>,
    linker: &Linker<'_>,
) -> BTreeMap<&'a str, String> {
    if kind == PageKind::Teams {
        return site.logs.iter().map(|log| (log.url.as_str(), linker.to(&log.url))).collect();
    }
    let Some(log) = log_of(kind).map(|log| &site.logs[log]) else { return BTreeMap::new() };
    let link = |index: usize| (log.log.sprints[index].id.as_str(), linker.to(&log.report_url(index)));
    match (kind, report) {
        // All of them on each report would be the square of a long log.
        (PageKind::Sprint(_, own), Some(Report::Sprint(report))) => {
            let before = report.before.as_ref().and_then(|before| log.log.place(&before.id));
            before.into_iter().chain([own]).map(link).collect()
        }
        _ => (0..log.log.sprints.len()).map(link).collect(),
    }
}

/// The number of the log that a page belongs to.
fn log_of(kind: PageKind) -> Option<usize> {
    match kind {
        PageKind::Sprints(log) | PageKind::Sprint(log, _) | PageKind::Horizon(log) | PageKind::Numbers(log) => {
            Some(log)
        }
        _ => None,
    }
}

/// The links to the pages of the log that a page belongs to, and to what the handbook adds.
pub(super) fn log_links<'a>(site: &'a Site, kind: PageKind, linker: &Linker<'_>) -> Option<LogLinks<'a>> {
    let number = log_of(kind)?;
    let log = &site.logs[number];
    let beside = |name: &str| linker.to(&format!("{}{name}/", log.url));
    Some(LogLinks {
        overview: linker.to(&log.url),
        horizon: beside("horizon"),
        numbers: beside("numbers"),
        handbook: handbook(site, number, kind, linker),
    })
}

pub(super) fn site_view<'a>(renderer: &Renderer<'a>, linker: &Linker<'_>) -> SiteView<'a> {
    SiteView {
        title: &renderer.site.title,
        description: renderer.config.description.as_deref(),
        language: &renderer.config.language,
        home: linker.to("/"),
        generator: GENERATOR,
        feed: renderer.publication.has_feed().then(|| linker.to(FEED)),
        search: search_address(renderer, linker),
        extra: &renderer.config.extra,
    }
}

pub(super) fn page_view<'a>(
    renderer: &Renderer<'a>,
    id: PageId,
    body: Option<&Body>,
    linker: &Linker<'_>,
) -> PageView<'a> {
    let site = renderer.site;
    let page = &site.pages[id];
    let link = |id: PageId| link_view(&site.pages[id], linker);
    let facts = page.facts.as_deref();
    let changed = renderer.publication.changed[id];
    let mut crumbs: Vec<LinkView<'a>> =
        std::iter::successors(page.parent, |parent| site.pages[*parent].parent).map(link).collect();
    crumbs.reverse();
    let mut view = PageView {
        title: &page.title,
        description: page.description.as_deref(),
        url: &page.url,
        kind: kind_word(page.kind),
        content: content(renderer, id, body, linker),
        crumbs,
        children: children(site, page, linker),
        on_this_page: headings(page),
        previous: before(site, id, linker),
        next: after(site, id, linker),
        charts: is_report(page.kind) || renderer.answers_of(id).iter().any(Answer::is_chart),
        draft: page.draft,
        unsearched: !page.in_search,
        address: renderer.publication.address(&page.url, renderer.urls),
        image: picture(site, id, renderer.publication),
        changed: changed.map(|changed| changed.to_string()),
        changed_words: changed.map(in_words),
        edit: edit_address(renderer.config, page),
        markdown: has_twin(page).then(|| linker.to(&twin_url(&page.url))),
        print: pack_address(site, id).map(|url| linker.to(&url)),
        outputs: outputs(site, page.kind, renderer.publication, linker),
        extra: facts.map(|facts| &facts.front_matter.extra),
        ..PageView::default()
    };
    if let Some(facts) = facts {
        add_front_matter(&mut view, facts, renderer, id, linker);
    }
    view
}

/// The text of page `id`, whose document has the body `body`, as HTML.
pub(super) fn content(renderer: &Renderer<'_>, id: PageId, body: Option<&Body>, linker: &Linker<'_>) -> String {
    let site = renderer.site;
    let (Some(body), Some(facts)) = (body, &site.pages[id].facts) else { return String::new() };
    let filling = Filling {
        targets: &site.links[id],
        answers: renderer.answers_of(id),
        site,
        linker,
        pictures: &renderer.pictures,
    };
    fill(body, &facts.links, &filling)
}

pub(super) fn link_view<'a>(page: &'a Page, linker: &Linker<'_>) -> LinkView<'a> {
    let description = page.description.as_deref().map(Cow::Borrowed);
    LinkView { title: &page.label, href: linker.to(&page.url), description }
}

fn headings(page: &Page) -> Vec<HeadingView<'_>> {
    let Some(facts) = page.facts.as_deref().filter(|facts| !facts.has_contents) else { return Vec::new() };
    let listed: Vec<HeadingView<'_>> = facts
        .headings
        .iter()
        .filter(|heading| heading.level >= 2 && heading.level < 2 + listed_levels(facts))
        .map(|heading| HeadingView { title: &heading.title, id: &heading.id, depth: heading.level - 1 })
        .collect();
    if listed.len() < 2 { Vec::new() } else { listed }
}

pub(super) fn assets_view<'a>(renderer: &Renderer<'a>, linker: &Linker<'_>) -> BTreeMap<&'a str, AssetView<'a>> {
    // From a folder, browsers load style sheets and scripts but may not look into them.
    let compared = renderer.urls != UrlStyle::Files;
    let view = |asset: &'a Asset| AssetView {
        href: linker.to(&asset.url),
        integrity: compared.then_some(asset.integrity.as_str()),
    };
    renderer.theme.assets().map(|(path, asset)| (path, view(asset))).collect()
}
