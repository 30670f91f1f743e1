//! The handbook as the pages of a log show it: what changed in it during a sprint, and where it explains what reports speak of.

use crate::site::{Explained, Linker, PageChange, PageId, PageKind, Site, SprintChanges};

use super::front::date_view;
use super::page::link_view;
use super::view::{ChangeView, HandbookView, LinkView, SweepView};

/// What the handbook adds to a page of log number `log`, whose kind is `kind`.
pub(super) fn handbook<'a>(site: &'a Site, log: usize, kind: PageKind, linker: &Linker<'_>) -> HandbookView<'a> {
    let changes = match kind {
        PageKind::Sprint(_, sprint) => site.changes[log][sprint].as_ref(),
        _ => None,
    };
    let Explained { roles, topics } = &site.explained[log];
    let topic = |page: PageId| LinkView { description: None, ..link_view(&site.pages[page], linker) };
    HandbookView {
        roles: roles.iter().map(|(role, page)| (role.as_str(), linker.to(&site.pages[*page].url))).collect(),
        topics: topics.iter().map(|(key, page)| (*key, topic(*page))).collect(),
        changes: changes.map(|changes| changed(site, changes, linker)).unwrap_or_default(),
        sweeps: changes.map(swept).unwrap_or_default(),
    }
}

fn changed<'a>(site: &'a Site, changes: &SprintChanges, linker: &Linker<'_>) -> Vec<ChangeView<'a>> {
    let view = |change: &PageChange| {
        let page = &site.pages[change.page];
        ChangeView { title: &page.label, href: linker.to(&page.url), day: date_view(change.day), new: change.new }
    };
    changes.pages.iter().map(view).collect()
}

fn swept(changes: &SprintChanges) -> Vec<SweepView> {
    changes.sweeps.iter().map(|sweep| SweepView { day: date_view(sweep.day), pages: sweep.pages }).collect()
}
