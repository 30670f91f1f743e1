//! Pages that only send their readers on.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::site::{Linker, Redirect, Target};

use super::page::Renderer;
use crate::theme::Shared;

/// What the template of such a page gets.
#[derive(Debug, Serialize)]
pub(super) struct RedirectView<'a> {
    language: &'a str,
    /// Name of the page that is meant, or its address.
    title: &'a str,
    /// The link to it.
    href: String,
}

/// The page at an old address.
pub fn redirect_page(renderer: &Renderer<'_>, redirect: &Redirect) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let target = Target::Page(redirect.page, String::new());
    let view = redirect_view(renderer, &redirect.url, &target);
    let frame = renderer.frames.of(renderer, &redirect.url);
    renderer.theme.render(TEMPLATE, &view, &frame.with(&Shared::nothing()), &redirect.url).map(String::into_bytes)
}

/// The template of such pages.
pub(super) const TEMPLATE: &str = "redirect.html";

/// The view of a page at `url` whose readers are sent to `target`.
pub(super) fn redirect_view<'a>(renderer: &Renderer<'a>, url: &str, target: &'a Target) -> RedirectView<'a> {
    let linker = Linker::on_page(url, renderer.urls);
    let (title, href) = match target {
        Target::Page(page, rest) => {
            let page = &renderer.site.pages[*page];
            (page.title.as_str(), linker.to(&page.url) + rest)
        }
        Target::File(file, rest) => (file.as_str(), linker.to(file) + rest),
        Target::External(written) | Target::Here(written) | Target::Nowhere(written) => (&**written, written.clone()),
    };
    RedirectView { language: &renderer.config.language, title, href }
}
