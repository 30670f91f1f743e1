//! Links from a report to the same numbers in other forms.

use crate::site::{Form, Linker, PageKind, Site, SprintLog};

use super::publication::Publication;
use super::view::OutputView;

/// What is beside a page of this kind.
pub(super) fn outputs(site: &Site, kind: PageKind, publication: &Publication, linker: &Linker<'_>) -> Vec<OutputView> {
    let (PageKind::Sprints(number) | PageKind::Sprint(number, _)) = kind else { return Vec::new() };
    let log = &site.logs[number];
    let forms = Form::beside(kind).iter().filter(|form| **form != Form::Feed || has_log_feed(log, publication));
    let view = |form: &Form| {
        let url = match kind {
            PageKind::Sprint(_, sprint) => log.report_output(sprint, *form),
            _ => log.overview_output(*form),
        };
        OutputView { title: word(*form), media_type: media_type(*form), href: linker.to(&url) }
    };
    forms.map(view).collect()
}

/// Whether the log has a feed: it needs whole addresses, and something to tell.
fn has_log_feed(log: &SprintLog, publication: &Publication) -> bool {
    publication.base.is_some() && !log.closed(publication.today).is_empty()
}

const fn word(form: Form) -> &'static str {
    match form {
        Form::Text => "text for chat and mail",
        Form::Markdown => "Markdown",
        Form::Csv => "CSV",
        Form::Json => "JSON",
        Form::Badge => "badge",
        Form::Feed => "feed",
    }
}

const fn media_type(form: Form) -> &'static str {
    match form {
        Form::Text => "text/plain",
        Form::Markdown => "text/markdown",
        Form::Csv => "text/csv",
        Form::Json => "application/json",
        Form::Badge => "image/svg+xml",
        Form::Feed => "application/atom+xml",
    }
}
