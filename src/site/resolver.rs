//! The one resolver of links inside the site. It knows every page by its address and by its source, every file, every draft.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use percent_encoding::percent_decode_str;

use crate::parse::LinkReading;

use super::address::{address_of, normal};
use super::links::Target;
use super::page::{Page, PageId};
use super::problems::Problem;

/// Everything that a link may lead to.
pub(super) struct Resolver<'a> {
    pub(super) pages: &'a [Page],
    by_url: HashMap<&'a str, PageId>,
    /// Pages by the path of their source below the content folder.
    by_source: HashMap<Cow<'a, str>, PageId>,
    /// Files by their path in the site.
    files: HashMap<&'a str, &'a str>,
    /// Pages by addresses that are not their own: those that they had before.
    aliases: &'a BTreeMap<String, PageId>,
    /// Addresses of drafts that are left out.
    drafts: &'a [String],
    /// Lower-case address or path of everything, and how it is really written.
    folded: HashMap<String, &'a str>,
    reading: LinkReading,
    content: &'a str,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found<'a> {
    Page(PageId),
    File(&'a str),
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        pages: &'a [Page],
        files: &'a [String],
        drafts: &'a [String],
        aliases: &'a BTreeMap<String, PageId>,
        content: &'a str,
    ) -> Self {
        let by_url: HashMap<&str, PageId> =
            pages.iter().enumerate().map(|(id, page)| (page.url.as_str(), id)).collect();
        let sources = pages.iter().enumerate();
        let by_source =
            sources.filter_map(|(id, page)| Some((normal(page.source.as_ref()?.below(content)?), id))).collect();
        let files: HashMap<&str, &str> = files.iter().map(|url| (url.trim_start_matches('/'), url.as_str())).collect();
        let folded = pages.iter().map(|page| page.url.as_str()).chain(files.values().copied());
        let folded = folded.map(|url| (url.trim_matches('/').to_lowercase(), url)).collect();
        Self { pages, by_url, by_source, files, drafts, aliases, folded, reading: LinkReading::Auto, content }
    }

    pub(super) fn reading(self, reading: LinkReading) -> Self {
        Self { reading, ..self }
    }

    /// What the link `written` on page `id` leads to, and what is wrong with it.
    pub(super) fn resolve(&self, id: PageId, written: &str) -> (Target, Option<Problem>) {
        let (path, rest) = split_target(written);
        let fragment =
            rest.split_once('#').map(|(_, fragment)| decoded(fragment)).filter(|fragment| !fragment.is_empty());
        if path.is_empty() {
            let problem = fragment.and_then(|fragment| self.missing_heading(id, &fragment));
            return (Target::Here(rest.to_owned()), problem);
        }
        let path = decoded(path);
        let readings = self.readings(id, &path);
        let mut found: Vec<Found<'_>> = readings.iter().filter_map(|path| self.find(path.as_deref()?)).collect();
        if names_file(&path) {
            // Whoever writes `../index.md` means that file, seen from the file that it stands in.
            found.truncate(1);
        }
        let Some((chosen, ambiguous)) = self.choose(&found, fragment.as_deref()) else {
            return (Target::Nowhere(written.to_owned()), Some(self.why_not(&readings, &path)));
        };
        let problem = match (chosen, &fragment) {
            (Found::Page(page), Some(fragment)) => self.missing_heading(page, fragment),
            _ => None,
        };
        let target = match chosen {
            Found::Page(page) => Target::Page(page, rest.to_owned()),
            Found::File(url) => Target::File(url.to_owned(), rest.to_owned()),
        };
        (target, problem.or(ambiguous))
    }

    /// The path below the content folder in each way that a relative link can be read: from the source's folder first, then
    /// from the page's own address. `None` where a reading climbs out of the content.
    fn readings(&self, id: PageId, path: &str) -> Vec<Option<String>> {
        if path.starts_with('/') {
            return vec![join("", path)];
        }
        let page = &self.pages[id];
        let folder = page.source.as_ref().and_then(|source| source.below(self.content)).unwrap_or_default();
        let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut readings = vec![join(folder, path)];
        let from_url = join(&page.url, path);
        if readings[0] != from_url {
            readings.push(from_url);
        }
        readings
    }

    /// The page or file at `path`, which may name a source, an address, or either without its ending.
    fn find(&self, path: &str) -> Option<Found<'a>> {
        let path = path.trim_matches('/');
        if let Some(page) = self.by_source.get(path) {
            return Some(Found::Page(*page));
        }
        if let Some(url) = self.files.get(path) {
            return Some(Found::File(url));
        }
        let url = match path {
            "" => "/".to_owned(),
            _ if is_page_name(path) => address_of(path),
            _ => format!("/{path}/"),
        };
        let old = || self.aliases.get(&url).or_else(|| self.aliases.get(&format!("/{path}")));
        self.by_url.get(url.as_str()).or_else(old).map(|page| Found::Page(*page))
    }

    /// Which of the things found is meant: the only one, or the one that has the fragment, or what the settings say.
    fn choose(&self, found: &[Found<'a>], fragment: Option<&str>) -> Option<(Found<'a>, Option<Problem>)> {
        let (first, second) = match found {
            [] => return None,
            [first] => return Some((*first, None)),
            [first, second, ..] => (*first, *second),
        };
        if first == second {
            return Some((first, None));
        }
        if let Some(fragment) = fragment {
            let has = |found: Found<'_>| matches!(found, Found::Page(page) if self.pages[page].has_id(fragment));
            match (has(first), has(second)) {
                (true, false) => return Some((first, None)),
                (false, true) => return Some((second, None)),
                _ => {}
            }
        }
        Some(match self.reading {
            LinkReading::Source => (first, None),
            LinkReading::Url => (second, None),
            LinkReading::Auto => {
                let (chosen, other) = (self.shown(first), self.shown(second));
                (first, Some(Problem::Ambiguous { chosen, other }))
            }
        })
    }

    fn shown(&self, found: Found<'_>) -> String {
        match found {
            Found::Page(page) => self.pages[page].url.clone(),
            Found::File(url) => url.to_owned(),
        }
    }

    fn missing_heading(&self, page: PageId, fragment: &str) -> Option<Problem> {
        let known = self.pages[page].has_id(fragment) || fragment == "top";
        (!known).then(|| Problem::NoSuchHeading { page, fragment: fragment.to_owned() })
    }

    fn why_not(&self, readings: &[Option<String>], path: &str) -> Problem {
        let paths: Vec<&str> = readings.iter().flatten().map(String::as_str).collect();
        let address = |path: &&str| address_of(path);
        if paths.iter().any(|path| self.drafts.contains(&address(path)) || self.drafts.contains(&format!("/{path}/"))) {
            return Problem::ToDraft;
        }
        let as_page = |path: &str| address_of(path).trim_matches('/').to_lowercase();
        let cased = paths
            .iter()
            .find_map(|path| self.folded.get(&path.to_lowercase()).or_else(|| self.folded.get(&as_page(path))));
        if let Some(cased) = cased {
            return Problem::Case { right: (*cased).to_owned() };
        }
        let wanted = paths.first().copied().unwrap_or(path).to_owned();
        if names_file(path) && !is_page_name(path) {
            Problem::NoSuchFile { wanted }
        } else {
            Problem::NoSuchPage { wanted }
        }
    }

    /// The addresses of all pages and files.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &'a str> {
        let mut files: Vec<&str> = self.files.values().copied().collect();
        files.sort_unstable();
        self.pages.iter().map(|page| page.url.as_str()).chain(files)
    }
}

/// Whether the last part of `path` has an ending, like `.md` or `.png`.
fn names_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.is_empty() && (1..=8).contains(&ending.len()) && stem != ".")
}

fn is_page_name(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "md" | "markdown" | "html" | "htm"))
}

/// The path of a target, and its query and fragment.
fn split_target(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}

fn decoded(text: &str) -> String {
    normal(&percent_decode_str(text).decode_utf8_lossy()).into_owned()
}

/// `path` as seen from `folder`, without `.` and `..`. `None` if it climbs above the content folder.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
