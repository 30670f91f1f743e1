//! The one resolver of links inside the site. It knows every page by its address and by its source, every file, every draft.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::parse::LinkReading;

use super::address::{address_of, encoded, normal};
use super::fragment::{Fragments, Place};
use super::kind::{bad_escape, escape_help, is_placeholder};
use super::links::Target;
use super::near::Names;
use super::page::{Page, PageId};
use super::problems::Problem;
use super::written::{Written, climbs, decoded, is_page_name, join, names_file, names_its_folder, web_host};

/// Everything that a link may lead to.
pub(super) struct Resolver<'a> {
    pub(super) pages: &'a [Page],
    pub(super) fragments: Fragments<'a>,
    by_url: HashMap<&'a str, PageId>,
    /// Pages by the path of their source below the content folder.
    by_source: HashMap<Cow<'a, str>, PageId>,
    /// Files by their path in the site.
    files: HashMap<&'a str, &'a str>,
    /// Folders that files lie in.
    folders: HashSet<&'a str>,
    /// Pages by addresses that are not their own: those that they had before.
    aliases: &'a BTreeMap<String, PageId>,
    /// Addresses of drafts that are left out.
    drafts: &'a [String],
    /// Everything by its path in lower case; nothing where several things have the same one.
    folded: HashMap<String, Option<Found<'a>>>,
    /// Names of everything, for what is not found.
    pub(super) names: Names<'a>,
    reading: LinkReading,
    content: &'a str,
    /// Files that lie around the content folder, by their path in the project.
    around: HashSet<&'a str>,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'a> {
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
        let by_source: HashMap<Cow<'a, str>, PageId> =
            sources.filter_map(|(id, page)| Some((normal(page.source.as_ref()?.below(content)?), id))).collect();
        let files: HashMap<&str, &str> = files.iter().map(|url| (url.trim_start_matches('/'), url.as_str())).collect();
        let folders = files.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
        let mut resolver = Self {
            pages,
            fragments: Fragments::of(pages),
            by_url,
            by_source,
            files,
            folders,
            aliases,
            drafts,
            folded: HashMap::new(),
            names: Names::default(),
            reading: LinkReading::Auto,
            content,
            around: HashSet::new(),
        };
        resolver.folded = resolver.fold();
        resolver
    }

    /// Knows which of the files lie around the content folder.
    pub(super) fn with_files_around(self, around: impl Iterator<Item = &'a str>) -> Self {
        Self { around: around.collect(), ..self }
    }

    pub(super) fn reading(self, reading: LinkReading) -> Self {
        Self { reading, ..self }
    }

    /// What the link `target` on page `id` leads to, and everything that is wrong with it.
    pub(super) fn resolve(&self, id: PageId, target: &str) -> (Target, Vec<Problem>) {
        let written = Written::new(target);
        if written.path.is_empty() {
            let (rest, problem) = self.place(id, &written);
            let rest = if rest.is_empty() && written.fragment.is_some() { "#top".to_owned() } else { rest };
            return (Target::Here(rest), problem.into_iter().collect());
        }
        let path = decoded(written.path);
        let readings = self.readings(id, &path);
        let (chosen, mut problems) = match self.look_up(&readings, &path, written.fragment().as_deref()) {
            Some((found, ambiguous)) => (found, ambiguous.into_iter().collect()),
            None => match self.look_up_folded(&readings, &path) {
                Some(found) => (
                    found,
                    vec![Problem::Case { right: self.shown(found), mended: self.mended_case(id, &written, found) }],
                ),
                None => return (Target::Nowhere(target.to_owned()), vec![self.why_not(id, &readings, &written)]),
            },
        };
        let target = match chosen {
            Found::Page(page) => {
                let (rest, problem) = self.place(page, &written);
                problems.extend(problem);
                Target::Page(page, rest)
            }
            Found::File(url) => Target::File(url.to_owned(), written.rest.to_owned()),
        };
        (target, problems)
    }

    /// What a link leads to that may also give the mere name of a page or file.
    pub(super) fn resolve_link(&self, id: PageId, target: &str, by_name: bool) -> (Target, Vec<Problem>) {
        let mut found = self.resolve(id, target);
        if by_name {
            // A name is no path: upper and lower case are all the same.
            found.1.retain(|problem| !matches!(problem, Problem::Case { .. }));
        }
        if !by_name || !matches!(found.0, Target::Nowhere(_)) {
            return found;
        }
        let written = Written::new(target);
        let named = self.names.best(&decoded(written.path), &self.pages[id].url, self);
        match named {
            // The address says all; no second look-up can miss it.
            Some(address) => self.resolve(id, &format!("/{}{}", encoded(address), written.rest)),
            None => found,
        }
    }

    /// What is to follow the address of `page`, with its fragment as the page has it.
    fn place(&self, page: PageId, written: &Written<'_>) -> (String, Option<Problem>) {
        let Some(fragment) = written.fragment() else { return (written.rest.to_owned(), None) };
        match self.fragments.place(&fragment, page) {
            Place::Exact => (written.rest.to_owned(), None),
            Place::Title => (written.query().to_owned(), None),
            Place::Loose(id) => (
                format!("{}#{id}", written.query()),
                Some(Problem::LooseHeading { page, fragment: fragment.into_owned(), id }),
            ),
            Place::Nowhere if is_placeholder(&fragment) => (written.rest.to_owned(), Some(Problem::Placeholder)),
            Place::Nowhere => {
                (written.rest.to_owned(), Some(Problem::NoSuchHeading { page, fragment: fragment.into_owned() }))
            }
        }
    }

    /// The path below the content folder in each way that a relative link can be read: from the source's folder first, then
    /// from the page's own address. `None` where a reading climbs out of the content.
    pub(super) fn readings(&self, id: PageId, path: &str) -> Vec<Option<String>> {
        if path.starts_with('/') {
            return vec![join("", path)];
        }
        let page = &self.pages[id];
        let from_source = match &page.source {
            // Seen from the project, since `../../docs/a.md` may leave the content folder and come back.
            Some(source) => join(source.folder(), path).and_then(|path| self.below_content(&path)),
            None => join("", path),
        };
        let from_url = join(&page.url, path);
        let mut readings = vec![from_source];
        if readings[0] != from_url {
            readings.push(from_url);
        }
        readings
    }

    /// A path of the project as the site has it: below the content folder, or among the static files.
    fn below_content(&self, path: &str) -> Option<String> {
        if path == self.content {
            return Some(String::new());
        }
        let below = || path.strip_prefix(self.content)?.strip_prefix('/');
        let inside = if self.content.is_empty() { Some(path) } else { below() };
        let around = || self.around.contains(path).then_some(path);
        inside.or_else(|| path.strip_prefix("static/")).or_else(around).map(str::to_owned)
    }

    /// What `readings` of `path` lead to, and whether that is in doubt.
    pub(super) fn look_up(
        &self,
        readings: &[Option<String>],
        path: &str,
        fragment: Option<&str>,
    ) -> Option<(Found<'a>, Option<Problem>)> {
        let mut found: Vec<Found<'_>> = readings.iter().filter_map(|path| self.find(path.as_deref()?)).collect();
        if names_file(path) {
            // Whoever writes `../index.md` means that file, seen from the file that it stands in.
            found.truncate(1);
        }
        if found.is_empty() && path.starts_with('/') {
            // On the pages of a code host, `/` is the project and not the content folder.
            found.extend(join("", path).and_then(|path| self.below_content(&path)).and_then(|path| self.find(&path)));
        }
        self.choose(&found, fragment)
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
        let page = *self.by_url.get(url.as_str()).or_else(old)?;
        // `roles/roles.md` names the page of `roles/` only if somebody wrote it; `roles/index.md` is where it would be.
        let written = self.pages[page].source.is_some() || !names_its_folder(path);
        written.then_some(Found::Page(page))
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
            for is_there in [|place: &Place| *place == Place::Exact, |place: &Place| *place != Place::Nowhere] {
                let has = |found| matches!(found, Found::Page(page) if is_there(&self.fragments.place(fragment, page)));
                match (has(first), has(second)) {
                    (true, false) => return Some((first, None)),
                    (false, true) => return Some((second, None)),
                    _ => {}
                }
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

    /// How `found` is named in a message.
    pub(super) fn shown(&self, found: Found<'_>) -> String {
        match found {
            Found::Page(page) => self.pages[page].url.clone(),
            Found::File(url) => url.to_owned(),
        }
    }

    fn fold(&self) -> HashMap<String, Option<Found<'a>>> {
        let pages = self.pages.iter().enumerate();
        let urls = pages.map(|(id, page)| (page.url.trim_matches('/').to_lowercase(), Found::Page(id)));
        let sources = self.by_source.iter().map(|(path, id)| (path.to_lowercase(), Found::Page(*id)));
        let files = self.files.iter().map(|(path, url)| (path.to_lowercase(), Found::File(url)));
        let aliases = self.aliases.iter().map(|(url, id)| (url.trim_matches('/').to_lowercase(), Found::Page(*id)));
        let mut folded: HashMap<String, Option<Found<'a>>> = HashMap::new();
        for (key, found) in urls.chain(sources).chain(files).chain(aliases) {
            let known = folded.entry(key).or_insert(Some(found));
            *known = known.filter(|known| *known == found);
        }
        folded
    }

    /// What would be found in another upper and lower case, if that is only one thing.
    fn look_up_folded(&self, readings: &[Option<String>], path: &str) -> Option<Found<'a>> {
        let shown = if names_file(path) { 1 } else { readings.len() };
        readings.iter().flatten().take(shown).find_map(|path| {
            let lower = path.trim_matches('/').to_lowercase();
            let named = is_page_name(&lower) && !names_its_folder(&lower);
            let page = || named.then(|| address_of(&lower).trim_matches('/').to_owned());
            let known = |key: &str| self.folded.get(key).copied().flatten();
            known(&lower).or_else(|| page().and_then(|page| known(&page)))
        })
    }

    fn why_not(&self, id: PageId, readings: &[Option<String>], written: &Written<'_>) -> Problem {
        let path = &*decoded(written.path);
        let paths: Vec<&str> = readings.iter().flatten().map(String::as_str).collect();
        let is_draft =
            |path: &&str| self.drafts.contains(&address_of(path)) || self.drafts.contains(&format!("/{path}/"));
        if paths.iter().any(is_draft) {
            return Problem::ToDraft;
        }
        if is_placeholder(path) {
            return Problem::Placeholder;
        }
        if let Some(escape) = bad_escape(written.path) {
            return Problem::Malformed { help: escape_help(&escape) };
        }
        if path.contains('\\') {
            return Problem::Malformed { help: "write `/` between folders, on every system".to_owned() };
        }
        let help = match paths.first() {
            None if climbs(path) => Some(self.outside()),
            Some(path) if self.folders.contains(path.trim_matches('/')) => {
                Some("that folder has files but no page; link to one of its files, or give it an `index.md`".to_owned())
            }
            _ => None,
        };
        if let Some(host) = web_host(path) {
            return Problem::Malformed { help: format!("did you mean `https://{host}{}`?", &path[host.len()..]) };
        }
        let wanted = paths.first().copied().unwrap_or(path).to_owned();
        if names_file(path) && !is_page_name(path) {
            return Problem::NoSuchFile { wanted, help };
        }
        Problem::NoSuchPage { mended: self.mended_move(id, written, &wanted), wanted, help }
    }

    fn outside(&self) -> String {
        let folder = if self.content.is_empty() { "the project".to_owned() } else { format!("`{}/`", self.content) };
        format!("this leads out of {folder}, and only what lies in it is published")
    }

    /// The addresses of all pages and files.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &'a str> {
        let mut files: Vec<&str> = self.files.values().copied().collect();
        files.sort_unstable();
        self.pages.iter().map(|page| page.url.as_str()).chain(files)
    }

    /// The page at the address `url`.
    pub(super) fn page_at(&self, url: &str) -> Option<PageId> {
        self.by_url.get(url).copied()
    }

    /// The path of the source of `page`, below the content folder.
    pub(super) fn source_of(&self, page: PageId) -> Option<&'a str> {
        self.pages[page].source.as_ref()?.below(self.content)
    }
}
