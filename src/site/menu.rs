//! The menu as somebody wrote it down, laid over the tree of folders.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::parse::{NavItem, NavTarget, Navigation, slug};
use crate::source::SourcePath;

use super::address::{address_of, normal};
use super::page::{Outside, Page, PageKind};
use super::problems::tell_elsewhere;
use super::sections::{Places, parent_url};

/// A menu that somebody wrote down, and what it may name.
pub(super) struct Menu<'a> {
    pub(super) navigation: &'a Navigation,
    /// The content folder.
    pub(super) content: &'a str,
    /// Documents that are left out of the site.
    pub(super) hidden: BTreeSet<&'a SourcePath>,
    /// Paths of other files that are in the site.
    pub(super) files: BTreeSet<&'a str>,
}

/// Where a page stands that the menu names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rank {
    /// The place of the page above it.
    pub(super) parent: String,
    /// Its number among all entries of the menu.
    pub(super) number: usize,
}

/// Where each page stands that the menu names, by the place that it has in the tree of folders. Entries that only group
/// others become pages; those that lead to other sites are noted on the page above them.
pub(super) fn arrange(menu: &Menu<'_>, places: &mut Places) -> (BTreeMap<String, Rank>, Vec<Diagnostic>) {
    let sources = places.iter().filter_map(|(place, page)| {
        let path = page.source.as_ref()?.below(menu.content)?;
        Some((normal(path).into_owned(), place.clone()))
    });
    let mut arranging = Arranging {
        menu,
        sources: sources.collect(),
        ranks: BTreeMap::new(),
        before: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    arranging.list(&menu.navigation.items, "/", places);
    arranging.settle_folders(places);
    arranging.tell_unnamed(places);
    (arranging.ranks, arranging.diagnostics)
}

struct Arranging<'a> {
    menu: &'a Menu<'a>,
    /// Places by the path of the source below the content folder.
    sources: BTreeMap<String, String>,
    ranks: BTreeMap<String, Rank>,
    /// How many pages stand so far below each place.
    before: BTreeMap<String, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Arranging<'_> {
    fn list(&mut self, items: &[NavItem], parent: &str, places: &mut Places) {
        for item in items {
            let place = match &item.target {
                NavTarget::Outside(url) => {
                    self.outside(item, url, parent, places);
                    None
                }
                NavTarget::Page(path) => self.page(item, path, parent, places),
                NavTarget::Group => Some(self.group(item, parent, places)),
            };
            // What lies below an entry that leads nowhere takes its place.
            let below = place.unwrap_or_else(|| parent.to_owned());
            self.list(&item.children, &below, places);
        }
    }

    fn outside(&mut self, item: &NavItem, url: &str, parent: &str, places: &mut Places) {
        self.diagnostics.extend(tell_elsewhere(url, &item.span));
        let before = self.before.get(parent).copied().unwrap_or_default();
        if let Some(page) = places.get_mut(parent) {
            let title = item.title.clone().unwrap_or_else(|| url.to_owned());
            page.outside.push(Outside { title, url: url.to_owned(), before });
        }
    }

    fn page(&mut self, item: &NavItem, path: &str, parent: &str, places: &mut Places) -> Option<String> {
        let path = normal(path);
        let bare = path.split(['#', '?']).next().unwrap_or_default();
        let place = self.sources.get(&*path).or_else(|| self.sources.get(bare)).cloned();
        let by_address = || Some(address_of(bare.trim_end_matches('/'))).filter(|place| places.contains_key(place));
        let folder = || Some(format!("/{}/", bare.trim_matches('/'))).filter(|place| places.contains_key(place));
        let Some(place) = place.or_else(by_address).or_else(folder) else {
            self.tell_missing(item, bare);
            return None;
        };
        let page = places.get_mut(&place).expect("places of sources are places");
        if let Some(title) = &item.title {
            page.label.clone_from(title);
        }
        if place == "/" || self.ranks.contains_key(&place) {
            // The home page is above all others; a page that is named twice stays where it was first.
            return Some(place);
        }
        self.rank(&place, parent);
        Some(place)
    }

    fn rank(&mut self, place: &str, parent: &str) {
        let number = self.ranks.len();
        self.ranks.insert(place.to_owned(), Rank { parent: parent.to_owned(), number });
        *self.before.entry(parent.to_owned()).or_default() += 1;
    }

    /// The page of a group: that of the folder in which everything in it lies, else one of its own.
    fn group(&mut self, item: &NavItem, parent: &str, places: &mut Places) -> String {
        let title = item.title.clone().unwrap_or_default();
        let folder = self.folder_of(item).filter(|folder| {
            folder != "/" && folder != parent && !self.ranks.contains_key(folder) && places.contains_key(folder)
        });
        let named_below = |place: &str| self.names(&item.children[1.min(item.children.len())..], place);
        let place = match folder.filter(|folder| !named_below(folder)) {
            Some(folder) => folder,
            None => new_place(&title, places),
        };
        let page = places.entry(place.clone()).or_insert_with(|| Page::new(&place, PageKind::Section, &title));
        page.label.clone_from(&title);
        if page.facts.is_none() {
            page.title = title;
        }
        self.rank(&place, parent);
        place
    }

    /// Whether one of `items` or what lies below is the page at `place`.
    fn names(&self, items: &[NavItem], place: &str) -> bool {
        items.iter().any(|item| {
            let own = matches!(&item.target, NavTarget::Page(path) if self.place(path).as_deref() == Some(place));
            own || self.names(&item.children, place)
        })
    }

    fn place(&self, path: &str) -> Option<String> {
        self.sources.get(&*normal(path)).cloned()
    }

    /// The innermost folder that holds every page of a group.
    fn folder_of(&self, group: &NavItem) -> Option<String> {
        let mut folder: Option<String> = None;
        let mut waiting: Vec<&NavItem> = group.children.iter().collect();
        while let Some(item) = waiting.pop() {
            waiting.extend(&item.children);
            let NavTarget::Page(path) = &item.target else { continue };
            let Some(place) = self.place(path) else { continue };
            let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
            let is_index = ["index.", "_index.", "readme."].iter().any(|index| name.starts_with(index));
            let own = if is_index { &*place } else { parent_url(&place).unwrap_or("/") };
            folder = Some(folder.map_or_else(|| own.to_owned(), |folder| shared(&folder, own)));
        }
        folder
    }

    /// A generated page of a folder whose pages all stand elsewhere is no entry of the menu.
    fn settle_folders(&mut self, places: &mut Places) {
        let mut needed: BTreeSet<String> = self.ranks.values().map(|rank| rank.parent.clone()).collect();
        let unranked = places.iter().filter(|(place, page)| page.source.is_some() && !self.ranks.contains_key(*place));
        for (place, _) in unranked {
            needed.extend(std::iter::successors(parent_url(place), |place| parent_url(place)).map(str::to_owned));
        }
        for (place, page) in places.iter_mut() {
            let generated = page.source.is_none() && matches!(page.kind, PageKind::Section);
            if generated && !needed.contains(place) && !self.ranks.contains_key(place) && place != "/" {
                page.in_menu = false;
                page.in_search = false;
            }
        }
    }

    fn tell_missing(&mut self, item: &NavItem, path: &str) {
        let whole = SourcePath::new(self.menu.content).join(path);
        let hidden = self.menu.hidden.iter().any(|hidden| normal(hidden.as_str()) == normal(whole.as_str()));
        if hidden || self.menu.files.contains(path) {
            return;
        }
        let message = format!("the menu names `{path}`, and there is no such page");
        let help = match nearest(path, self.sources.keys().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the path of a page below the content folder, or take the line away".to_owned(),
        };
        let tell = if self.menu.navigation.own { Diagnostic::error } else { Diagnostic::warning };
        self.diagnostics.push(tell(Code::NavNoSuchPage, item.span.clone(), message).help(help));
    }

    fn tell_unnamed(&mut self, places: &Places) {
        const SHOWN: usize = 8;
        let unnamed = places.iter().filter(|(place, page)| {
            let document = page.facts.is_some() && matches!(page.kind, PageKind::Page | PageKind::Section);
            document && page.in_menu && *place != "/" && !self.ranks.contains_key(*place)
        });
        let names: Vec<String> = unnamed.filter_map(|(_, page)| Some(format!("`{}`", page.source.as_ref()?))).collect();
        if names.is_empty() {
            return;
        }
        let more = if names.len() > SHOWN { format!(" and {} more", names.len() - SHOWN) } else { String::new() };
        let list = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = format!("pages that the menu does not name come after the others: {list}{more}");
        let span = self.menu.navigation.span.clone();
        self.diagnostics.push(
            Diagnostic::note(Code::NavUnnamedPage, span, message).help("name them, or hide one with `hidden: true`"),
        );
    }
}

/// The innermost folder that holds two folders.
fn shared(one: &str, other: &str) -> String {
    let folders = std::iter::successors(Some(one), |folder| parent_url(folder));
    let mut folders = folders.filter(|folder| other.starts_with(folder));
    folders.next().unwrap_or("/").to_owned()
}

/// An address for a group that has no folder.
fn new_place(title: &str, places: &Places) -> String {
    let word = slug(title);
    let word = if word.is_empty() { "section".to_owned() } else { word };
    let taken = |place: &String| places.contains_key(place) || places.values().any(|page| page.url == *place);
    let numbered = (2..).map(|number| format!("/{word}-{number}/"));
    std::iter::once(format!("/{word}/")).chain(numbered).find(|place| !taken(place)).expect("numbers do not end")
}
