//! What is near to something that is not there: for help, and for pages that have moved.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::diagnostics::Letters;

use super::resolver::Resolver;

/// Names of pages that say nothing of what is on them, so that an equal name is no proof of a move.
const COMMON: &[&str] = &[
    "index",
    "readme",
    "home",
    "about",
    "intro",
    "introduction",
    "overview",
    "summary",
    "faq",
    "glossary",
    "contents",
    "contributing",
    "changelog",
    "notes",
    "guide",
    "resources",
    "templates",
    "template",
    "examples",
    "example",
    "team",
];

/// The addresses of a site by their names, made when the first broken link asks for them.
#[derive(Default)]
pub(super) struct Names<'a> {
    made: OnceLock<Table<'a>>,
}

struct Table<'a> {
    addresses: Vec<Named<'a>>,
    /// By name in lower case.
    by_name: BTreeMap<String, Vec<usize>>,
    /// The letters of each name of `by_name`, in the same order.
    letters: Vec<Letters>,
    by_folder: HashMap<&'a str, Vec<usize>>,
}

/// An address without the slashes at its ends.
#[derive(Clone, Copy)]
struct Named<'a> {
    address: &'a str,
    name: &'a str,
}

impl<'a> Names<'a> {
    /// The address of the only page or file whose name is `name`, unless many things could have it.
    pub(super) fn only(&self, name: &str, resolver: &Resolver<'a>) -> Option<&'a str> {
        let table = self.table(resolver);
        match table.by_name.get(&name.to_lowercase()).map(Vec::as_slice) {
            Some([only]) if !COMMON.contains(&name.to_lowercase().as_str()) => Some(table.addresses[*only].address),
            _ => None,
        }
    }

    /// The address of what is called `name`: of several the one nearest to `here`, then the shortest. Spaces may be hyphens in the address.
    pub(super) fn best(&self, name: &str, here: &str, resolver: &Resolver<'a>) -> Option<&'a str> {
        let table = self.table(resolver);
        let (folder, name) = name.trim_matches('/').rsplit_once('/').unwrap_or(("", name));
        let name = name.strip_suffix(".md").unwrap_or(name).to_lowercase();
        let same = table.by_name.get(&name).or_else(|| table.by_name.get(&name.replace(' ', "-")))?;
        let within = |address: &str| folder.is_empty() || folder_of(address).ends_with(folder);
        let addresses = same.iter().map(|index| table.addresses[*index].address).filter(|address| within(address));
        let shared = |address: &str| {
            here.trim_matches('/').split('/').zip(address.split('/')).take_while(|(one, other)| one == other).count()
        };
        addresses.min_by_key(|address| (std::cmp::Reverse(shared(address)), address.len()))
    }

    /// What to say to somebody who wanted `wanted`: the same name elsewhere, a name like it, or what its folder has.
    pub(super) fn suggestion(&self, wanted: &str, resolver: &Resolver<'a>) -> String {
        let table = self.table(resolver);
        let wanted = wanted.trim_matches('/');
        let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
        let name = name.strip_suffix(".md").unwrap_or(name);
        let same = table.by_name.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let like = |index: &&usize| strsim::jaro_winkler(wanted, table.addresses[**index].address);
        if let Some(same) = same.iter().max_by(|one, other| like(one).total_cmp(&like(other))) {
            return format!("did you mean `/{}`?", table.addresses[*same].address);
        }
        if let Some(near) = table.nearest(folder, name) {
            return format!("did you mean `/{near}`?");
        }
        table.siblings(folder, name)
    }

    fn table(&self, resolver: &Resolver<'a>) -> &Table<'a> {
        self.made.get_or_init(|| Table::new(resolver.addresses()))
    }
}

impl<'a> Table<'a> {
    fn new(addresses: impl Iterator<Item = &'a str>) -> Self {
        let addresses: Vec<Named<'a>> = addresses.map(|address| Named::new(address.trim_matches('/'))).collect();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_folder: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, named) in addresses.iter().enumerate().filter(|(_, named)| !named.name.is_empty()) {
            by_name.entry(named.name.to_lowercase()).or_default().push(index);
            by_folder.entry(folder_of(named.address)).or_default().push(index);
        }
        let letters = by_name.keys().map(|name| Letters::of(name)).collect();
        Self { addresses, by_name, letters, by_folder }
    }

    /// The address with the name nearest to `name`, in the folder most like `folder`.
    fn nearest(&self, folder: &str, name: &str) -> Option<&'a str> {
        let lower = name.to_lowercase();
        let letters = Letters::of(&lower);
        let mut best: Option<(usize, &[usize])> = None;
        for ((known, addresses), known_letters) in self.by_name.iter().zip(&self.letters) {
            let tolerance = (lower.len().max(known.len()) / 3).max(1);
            let enough = best.map_or(tolerance, |(least, _)| tolerance.min(least.saturating_sub(1)));
            // Counting letters is quick and never more than the distance, which is slow.
            if letters.distance(known_letters) > enough {
                continue;
            }
            let distance = strsim::osa_distance(&lower, known);
            if distance <= enough {
                best = Some((distance, addresses));
            }
        }
        let likeness = |index: &usize| strsim::jaro_winkler(folder, folder_of(self.addresses[*index].address));
        let (_, addresses) = best?;
        let most = addresses.iter().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        most.map(|index| self.addresses[*index].address)
    }

    fn siblings(&self, folder: &str, name: &str) -> String {
        let siblings = self.by_folder.get(folder).map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = siblings.iter().map(|index| self.addresses[*index].name).collect();
        let likeness = |other: &str| strsim::jaro_winkler(name, other);
        match siblings.iter().zip(&names).max_by(|one, other| likeness(one.1).total_cmp(&likeness(other.1))) {
            Some((closest, _)) => format!(
                "the nearest is `/{}`; the folder `{folder}/` has {}",
                self.addresses[*closest].address,
                listed(names.iter().map(|name| format!("`{name}`")))
            ),
            None => "nothing of the site has a name like this".to_owned(),
        }
    }
}

impl<'a> Named<'a> {
    fn new(address: &'a str) -> Self {
        let name = address.rsplit('/').next().unwrap_or_default();
        Self { address, name }
    }
}

fn folder_of(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The first few of many names.
pub(super) fn listed(names: impl ExactSizeIterator<Item = String>) -> String {
    const SHOWN: usize = 8;
    let more = names.len().saturating_sub(SHOWN);
    let list = names.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}
