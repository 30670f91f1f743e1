//! What a link should say instead, in the manner in which it is written. Whatever is proposed here has been looked up, and
//! leads to the one thing that is meant.

use crate::parse::UrlStyle;

use super::address::{Linker, address_of};
use super::fragment::Place;
use super::page::PageId;
use super::resolver::{Found, Resolver};
use super::written::{Written, decoded, is_page_name};

impl Resolver<'_> {
    /// The path of a link that differs from `found` in upper and lower case only, written as it should be.
    pub(super) fn mended_case(&self, id: PageId, written: &Written<'_>, found: Found<'_>) -> Option<String> {
        let forms: Vec<String> = match found {
            Found::File(url) => vec![url.to_owned()],
            Found::Page(page) => {
                let url = &self.pages[page].url;
                let source = self.source_of(page).map(str::to_owned);
                let ending = written.path.rsplit_once('.').map_or("", |(_, ending)| ending);
                source.into_iter().chain([url.clone(), format!("{}.{ending}", url.trim_end_matches('/'))]).collect()
            }
        };
        forms.iter().map(|real| aligned(written.path, real)).find(|path| self.leads_to(id, path, written, found))
    }

    /// The path to the only page that has the name of what `written` does not lead to: most likely it was moved.
    pub(super) fn mended_move(&self, id: PageId, written: &Written<'_>, wanted: &str) -> Option<String> {
        let address = address_of(&page_path(wanted));
        let name = address.trim_matches('/').rsplit('/').next()?;
        let page = self.page_at(&format!("/{}/", self.names.only(name, self)?))?;
        let has_place =
            written.fragment().is_none_or(|fragment| self.fragments.place(&fragment, page) != Place::Nowhere);
        if !has_place || page == id {
            return None;
        }
        let found = Found::Page(page);
        self.ways_to(id, written.path, page).into_iter().find(|path| self.leads_to(id, path, written, found))
    }

    /// The ways to write a path to `page`, the one most like `path` first.
    fn ways_to(&self, id: PageId, path: &str, page: PageId) -> Vec<String> {
        let url = &self.pages[page].url;
        let ending = path.rsplit_once('.').filter(|_| is_page_name(path)).map(|(_, ending)| ending);
        let Some(real) = (match ending {
            Some("md" | "markdown" | "mdx") => self.source_of(page).map(|source| format!("/{source}")),
            Some(ending) => Some(format!("{}.{ending}", url.trim_end_matches('/'))),
            None if path.ends_with('/') => Some(url.clone()),
            None => Some(url.trim_end_matches('/').to_owned()),
        }) else {
            return Vec::new();
        };
        if path.starts_with('/') {
            return vec![Linker::on_page("/", UrlStyle::Pretty).to(&real)]
                .into_iter()
                .map(|path| plain(&format!("/{}", path.trim_start_matches("./"))))
                .collect();
        }
        let source = self.source_of(id).unwrap_or_default();
        let folder = source.rsplit_once('/').map_or("/".to_owned(), |(folder, _)| format!("/{folder}/"));
        let from = |place: &str| plain(&Linker::on_page(place, UrlStyle::Pretty).to(&real));
        let dotted =
            |way: String| if path.starts_with("./") && !way.starts_with('.') { format!("./{way}") } else { way };
        vec![dotted(from(&folder)), dotted(from(&self.pages[id].url))]
    }

    fn leads_to(&self, id: PageId, path: &str, written: &Written<'_>, wanted: Found<'_>) -> bool {
        let path = decoded(path);
        let found = self.look_up(&self.readings(id, &path), &path, written.fragment().as_deref());
        matches!(found, Some((found, None)) if found == wanted)
    }
}

/// `wanted` as the path of a page, so that an address without an ending is not cut at a dot in it.
fn page_path(wanted: &str) -> String {
    if is_page_name(wanted) { wanted.to_owned() } else { format!("{}.md", wanted.trim_matches('/')) }
}

/// `path` with each of its parts as `real` writes it, matched from the end.
fn aligned(path: &str, real: &str) -> String {
    let mut wanted = real.split('/').filter(|part| !part.is_empty()).rev();
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    for part in parts.iter_mut().rev().filter(|part| !matches!(part.as_str(), "" | ".")) {
        let Some(wanted) = wanted.next().filter(|_| part != "..") else { break };
        let written = decoded(part).into_owned();
        if written != wanted && written.to_lowercase() == wanted.to_lowercase() {
            *part = plain(&Linker::on_page("/", UrlStyle::Pretty).to(&format!("/{wanted}")));
        }
    }
    parts.join("/")
}

/// Without brackets, which may mean something where the link stands.
fn plain(path: &str) -> String {
    path.replace('(', "%28").replace(')', "%29")
}
