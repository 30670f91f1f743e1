//! What the front matter of a page shows: who looks after it, what it is about, where to go from here.

use jiff::civil::Date;

use crate::parse::{Contents, Facts};
use crate::site::{Linker, Page, PageId, PageKind, Site, Target, Way, is_picture, tag_numbers};

use super::body::safe;
use super::page::{Renderer, link_view};
use super::view::{DateView, LinkView, PageView};

/// Fills in what `facts`, those of page number `id`, say beside the text.
pub(super) fn add_front_matter<'a>(
    view: &mut PageView<'a>,
    facts: &'a Facts,
    renderer: &Renderer<'a>,
    id: PageId,
    linker: &Linker<'_>,
) {
    let (site, front_matter) = (renderer.site, &facts.front_matter);
    let review = &site.reviews[id];
    view.language = front_matter.looks.language.as_deref();
    view.owners = &review.owners;
    view.reviewed = review.reviewed.map(date_view);
    view.review_due = review.due.map(date_view);
    view.overdue = review.is_overdue(renderer.publication.today);
    let page = &site.pages[id];
    let tags = tag_numbers(page, &site.tags).into_iter().map(|tag| &site.tags[tag]);
    view.tags = tags.map(|tag| LinkView { title: &tag.name, href: linker.to(&tag.url), description: None }).collect();
    let front = &site.front[id];
    let related = front.related.iter();
    view.related = related.filter_map(|(target, words)| to_target(site, target, words, linker)).collect();
    let banner = front_matter.looks.banner.as_ref().map(|banner| banner.text.as_str());
    view.banner = banner.filter(|banner| !is_picture(banner));
    view.banner_image = front.banner.as_ref().and_then(|target| href(site, target, linker));
    view.banner_size = match &front.banner {
        Some(Target::File(url, _)) => renderer.pictures.get(url.as_str()).copied(),
        _ => None,
    };
}

pub(super) fn date_view(day: Date) -> DateView {
    DateView { date: day.to_string(), words: day.strftime("%-d %B %Y").to_string() }
}

/// How many levels of headings "On this page" lists, from 2 on.
pub(super) fn listed_levels(facts: &Facts) -> u8 {
    match facts.front_matter.looks.contents {
        Some(Contents::Nothing) => 0,
        Some(Contents::Levels(levels)) => levels,
        Some(Contents::Usual) | None => 2,
    }
}

/// The page before this one: as it says, else in menu order; among sprints the earlier one, although the menu has the newest
/// first.
pub(super) fn before<'a>(site: &'a Site, id: PageId, linker: &Linker<'_>) -> Option<LinkView<'a>> {
    way(site, &site.front[id].previous, linker, || match site.pages[id].kind {
        _ if !site.pages[id].listed => None,
        PageKind::Sprint(..) => neighbour(site, id, 1),
        _ => (0..id).rev().find(|other| site.pages[*other].listed),
    })
}

/// The page after this one, by the same order. A page that the menu does not show has no place in it.
pub(super) fn after<'a>(site: &'a Site, id: PageId, linker: &Linker<'_>) -> Option<LinkView<'a>> {
    way(site, &site.front[id].next, linker, || match site.pages[id].kind {
        _ if !site.pages[id].listed => None,
        PageKind::Sprint(..) => neighbour(site, id, -1),
        _ => (id + 1..site.pages.len()).find(|other| site.pages[*other].listed),
    })
}

fn way<'a>(
    site: &'a Site,
    way: &'a Way,
    linker: &Linker<'_>,
    by_order: impl Fn() -> Option<PageId>,
) -> Option<LinkView<'a>> {
    match way {
        Way::Nobody => None,
        Way::ByOrder => by_order().map(|page| link_view(&site.pages[page], linker)),
        Way::To(target, title) => {
            let view = to_target(site, target, title.as_deref().unwrap_or("Read on"), linker)?;
            Some(LinkView { title: title.as_deref().unwrap_or(view.title), ..view })
        }
    }
}

/// The sprint that stands `steps` lower in the menu.
fn neighbour(site: &Site, id: PageId, steps: isize) -> Option<PageId> {
    let reports = &site.pages[site.pages[id].parent?].children;
    let place = reports.iter().position(|report| *report == id)?;
    let other = *reports.get(place.checked_add_signed(steps)?)?;
    matches!(site.pages[other].kind, PageKind::Sprint(..)).then_some(other)
}

fn to_target<'a>(site: &'a Site, target: &'a Target, words: &'a str, linker: &Linker<'_>) -> Option<LinkView<'a>> {
    let href = href(site, target, linker)?;
    Some(match target {
        Target::Page(page, _) => LinkView { href, ..link_view(&site.pages[*page], linker) },
        _ => LinkView { title: words, href, description: None },
    })
}

fn href(site: &Site, target: &Target, linker: &Linker<'_>) -> Option<String> {
    match target {
        Target::External(url) => Some(safe(url).to_owned()),
        Target::Here(place) => Some(place.clone()),
        Target::Page(page, rest) => Some(linker.to(&site.pages[*page].url) + rest),
        Target::File(url, rest) => Some(linker.to(url) + rest),
        Target::Nowhere(_) => None,
    }
}

/// The pages that `page` lists: those below it, or those that carry a tag.
pub(super) fn children<'a>(site: &'a Site, page: &'a Page, linker: &Linker<'_>) -> Vec<LinkView<'a>> {
    match page.kind {
        PageKind::Tag(tag) => site.tags[tag].pages.iter().map(|page| link_view(&site.pages[*page], linker)).collect(),
        PageKind::Tags => site.tags.iter().map(|tag| tag_view(site, tag.page, tag.pages.len(), linker)).collect(),
        _ => page.children.iter().map(|child| link_view(&site.pages[*child], linker)).collect(),
    }
}

fn tag_view<'a>(site: &'a Site, page: PageId, pages: usize, linker: &Linker<'_>) -> LinkView<'a> {
    let count = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    LinkView { description: Some(count.into()), ..link_view(&site.pages[page], linker) }
}
