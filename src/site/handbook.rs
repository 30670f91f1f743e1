//! The handbook as the reports of a log see it: which of its pages are about how the team works, about a role, or about
//! something else that reports speak of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::parse::{slug, without_number};
use crate::sprints::{Capacity, Log};

use super::log::SprintLog;
use super::page::{Page, PageId, PageKind};
use super::sections::parent_url;

/// Where a handbook explains what the reports of a log speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explained {
    /// The page about each role that the log names, by the name that the log uses.
    pub roles: BTreeMap<String, PageId>,
    /// The page about each of `TOPICS`, by its key.
    pub topics: BTreeMap<&'static str, PageId>,
}

/// What else reports speak of: a key, and names that English handbooks give the page about it, the surest first. Any page may
/// say `explains` instead.
const TOPICS: &[(&str, &[&str])] = &[
    ("planning", &["sprint-planning", "planning"]),
    ("review", &["sprint-review", "review", "show-and-tell", "sprint-demo"]),
    ("retrospective", &["retrospective", "retrospectives", "sprint-retrospective", "retro"]),
    ("done", &["definition-of-done", "dod"]),
    ("blockers", &["handling-blockers", "blockers", "impediments"]),
    ("estimation", &["estimation", "estimating", "estimates", "story-points"]),
];

/// Folders whose pages say how a team works, in English. Any page may say `way_of_working` instead, also for those below it.
const FOLDERS: &[&str] =
    &["ways-of-working", "way-of-working", "how-we-work", "working-agreements", "agreements", "ceremonies"];

/// Names of pages that say so wherever they are.
const PAGES: &[&str] =
    &["definition-of-done", "definition-of-ready", "working-agreement", "ways-of-working", "how-we-work"];

/// Whether somebody wrote the page, and not as the prose of a report.
pub(super) fn is_of_handbook(page: &Page) -> bool {
    let kind = matches!(page.kind, PageKind::Home | PageKind::Page | PageKind::Section | PageKind::Teams);
    kind && page.facts.as_ref().is_some_and(|facts| facts.front_matter.addresses.redirect_to.is_none())
}

/// Whether the page says how a team works: as it says itself, or by its name or folder.
pub(super) fn is_way_of_working(page: &Page) -> bool {
    let says = page.facts.as_ref().and_then(|facts| facts.front_matter.joining.way_of_working);
    says.unwrap_or_else(|| {
        let mut parts = page.place.trim_matches('/').split('/').map(|part| without_number(part).1);
        let name = parts.next_back().unwrap_or_default();
        PAGES.contains(&name) || FOLDERS.contains(&name) || parts.any(|folder| FOLDERS.contains(&folder))
    })
}

/// Which team's folder each page lies in. What lies in none is everybody's.
pub(super) struct Territories<'a> {
    /// By log: the folder that the team has for itself.
    homes: Vec<&'a str>,
    /// By page: the innermost of those folders that it lies in.
    of_page: Vec<Option<&'a str>>,
}

impl<'a> Territories<'a> {
    pub(super) fn new(pages: &'a [Page], logs: &'a [SprintLog]) -> Self {
        let homes: Vec<&str> = logs.iter().map(|log| parent_url(&log.url).unwrap_or("/")).collect();
        let known: HashSet<&str> = homes.iter().copied().collect();
        let above = |page: &'a Page| std::iter::successors(Some(page.place.as_str()), |place| parent_url(place));
        let of_page = pages.iter().map(|page| above(page).find(|place| known.contains(place))).collect();
        Self { homes, of_page }
    }

    /// Whether the page is not in the folder of another team than that of the log.
    pub(super) fn is_open_to(&self, log: usize, page: PageId) -> bool {
        self.of_page[page].is_none_or(|home| self.homes[log].starts_with(home))
    }

    /// How near the page is to the team: longer is nearer.
    fn nearness(&self, page: PageId) -> usize {
        self.of_page[page].map_or(0, str::len)
    }
}

/// Where the handbook explains what each log speaks of.
pub(super) fn explained(pages: &[Page], logs: &[SprintLog], territories: &Territories<'_>) -> Vec<Explained> {
    let named = Named::new(pages);
    let of_log = |(number, log): (usize, &SprintLog)| {
        let open = |page: &PageId| territories.is_open_to(number, *page);
        // Of several pages that of the team itself, then the first one in the menu.
        let nearest = |found: &mut dyn Iterator<Item = PageId>| {
            found.filter(open).max_by_key(|page| (territories.nearness(*page), std::cmp::Reverse(*page)))
        };
        let topics = TOPICS.iter().filter_map(|(key, names)| {
            let says = nearest(&mut names.iter().chain([key]).flat_map(|name| named.explaining(name)));
            let by_name = || names.iter().find_map(|name| nearest(&mut named.called(name)));
            Some((*key, says.or_else(by_name)?))
        });
        Explained { roles: roles(pages, &named, &log.log, open), topics: topics.collect() }
    };
    logs.iter().enumerate().map(of_log).collect()
}

/// Pages by what they are called and by what they say that they explain, both as slugs.
struct Named {
    names: HashMap<String, Vec<PageId>>,
    explains: HashMap<String, Vec<PageId>>,
}

impl Named {
    fn new(pages: &[Page]) -> Self {
        let mut found = Self { names: HashMap::new(), explains: HashMap::new() };
        for (id, page) in pages.iter().enumerate().filter(|(_, page)| is_of_handbook(page)) {
            let names: BTreeSet<String> = [slug(own_name(page)), slug(&page.title), slug(&page.label)].into();
            for name in names {
                found.names.entry(name).or_default().push(id);
            }
            for word in page.facts.iter().flat_map(|facts| &facts.front_matter.joining.explains) {
                found.explains.entry(slug(word)).or_default().push(id);
            }
        }
        found
    }

    fn called<'a>(&'a self, name: &str) -> impl Iterator<Item = PageId> + use<'a> {
        self.names.get(name).into_iter().flatten().copied()
    }

    fn explaining<'a>(&'a self, word: &str) -> impl Iterator<Item = PageId> + use<'a> {
        self.explains.get(word).into_iter().flatten().copied()
    }
}

/// The last part of where a page stands, without a number before it.
fn own_name(page: &Page) -> &str {
    without_number(page.place.trim_matches('/').rsplit('/').next().unwrap_or_default()).1
}

fn folder(page: &Page) -> &str {
    parent_url(&page.place).unwrap_or("/")
}

/// The pages about the roles of `log`. Where several pages have the name of a role, that one counts which stands among most
/// pages with names of roles: no name of a folder needs to be known for that.
fn roles(pages: &[Page], named: &Named, log: &Log, open: impl Fn(&PageId) -> bool) -> BTreeMap<String, PageId> {
    let roles = roles_of(log);
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for role in &roles {
        let found: BTreeSet<&str> = named.called(&slug(role)).filter(&open).map(|page| folder(&pages[page])).collect();
        for folder in found {
            *folders.entry(folder).or_default() += 1;
        }
    }
    let rank = |page: &PageId| (folders.get(folder(&pages[*page])).copied().unwrap_or(0), std::cmp::Reverse(*page));
    let page_of = |role: &str| {
        let whole = slug(role);
        let says = named.explaining(&whole).filter(&open).min();
        let by_name = || named.called(&whole).filter(&open).max_by_key(rank);
        says.or_else(by_name).or_else(|| {
            // "Developer on the support rota" is a developer, if there are pages about roles and one is about developers.
            let words: Vec<&str> = role.split_whitespace().collect();
            let mut shorter = (1..words.len()).rev().map(|most| slug(&words[..most].join(" ")));
            shorter.find_map(|name| {
                let says = named.explaining(&name).filter(&open).min();
                let among_roles = |page: &PageId| folders.contains_key(folder(&pages[*page]));
                says.or_else(|| named.called(&name).filter(&open).filter(among_roles).max_by_key(rank))
            })
        })
    };
    roles.into_iter().filter_map(|role| Some((role.to_owned(), page_of(role)?))).collect()
}

/// Every role that the log names.
fn roles_of(log: &Log) -> BTreeSet<&str> {
    let mut roles: BTreeSet<&str> = log.team.people.iter().map(|person| person.role.as_str()).collect();
    for sprint in &log.sprints {
        if let Some(Capacity::People(people)) = &sprint.capacity {
            roles.extend(people.iter().map(|person| person.role.as_str()));
        }
        let blockers = sprint.blockers.iter().filter_map(|blocker| blocker.owner.as_deref());
        let actions = sprint.retro.actions.iter().filter_map(|action| action.owner.as_deref());
        let risks = sprint.risks.iter().filter_map(|risk| risk.owner.as_deref());
        roles.extend(blockers.chain(actions).chain(risks));
    }
    roles
}
