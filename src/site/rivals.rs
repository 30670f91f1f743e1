//! Files that are all the page of one folder: one stays it, the others get addresses of their own, so that no text is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::{Facts, page_stem};
use crate::source::{SourcePath, Span};

use super::documents::asked_for;
use super::published::place;

/// Files that are the page of a folder beside a stronger one, each with the place that it gets instead.
#[derive(Debug, Default)]
pub(super) struct Rivals(BTreeMap<SourcePath, String>);

impl Rivals {
    /// The place of a document in the tree.
    pub(super) fn place(&self, facts: &Facts, content: &str) -> String {
        self.0.get(&facts.source).cloned().unwrap_or_else(|| place(facts, content))
    }
}

/// The rivals among `documents`. Each pair is told: readers would hardly expect two pages for one folder.
pub(super) fn rivals(documents: &[Arc<Facts>], content: &str, diagnostics: &mut Vec<Diagnostic>) -> Rivals {
    let mut by_place: BTreeMap<String, Vec<&Arc<Facts>>> = BTreeMap::new();
    for facts in documents {
        by_place.entry(place(facts, content)).or_default().push(facts);
    }
    let mut rivals = Rivals::default();
    if by_place.len() == documents.len() {
        return rivals;
    }
    let mut taken: BTreeSet<String> = by_place.keys().cloned().collect();
    taken.extend(documents.iter().filter_map(|facts| Some(asked_for(facts, &place(facts, content)).ok()??.url)));
    for (folder, mut files) in by_place {
        files.sort_by_key(|facts| claim(facts, &folder));
        let Some((strongest, others)) = files.split_first() else { continue };
        for facts in others {
            let own = free(&own_place(facts, &folder), &taken);
            taken.insert(own.clone());
            diagnostics.push(tell(strongest, facts, &folder, &own));
            rivals.0.insert(facts.source.clone(), own);
        }
    }
    rivals
}

/// How strong the claim of a file on `folder` is; the strongest is the least.
fn claim(facts: &Facts, folder: &str) -> usize {
    let stem = page_stem(facts.source.name()).to_lowercase();
    match stem.as_str() {
        "index" => 0,
        "_index" => 1,
        "readme" => 2,
        _ if is_in(facts, folder) => 4,
        _ => 3,
    }
}

/// Whether the file lies in `folder`, as `teams/teams.md` does, and not beside it.
fn is_in(facts: &Facts, folder: &str) -> bool {
    let parents = facts.source.folder().split('/').filter(|part| !part.is_empty()).rev();
    parents.zip(folder.trim_matches('/').rsplit('/')).next().is_some_and(|(parent, name)| parent == name)
}

/// `teams/README.md` is `/teams/readme/`, `teams/teams.md` is `/teams/teams/`; a file beside its folder has no such name left.
fn own_place(facts: &Facts, folder: &str) -> String {
    let stem = page_stem(facts.source.name()).to_lowercase();
    match claim(facts, folder) {
        3 => folder.to_owned(),
        _ => format!("{folder}{}/", stem.trim_start_matches('_')),
    }
}

/// `wanted`, or the first of `/teams-1/`, `/teams-2/` … that is not taken.
fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (1..).map(|number| format!("{}-{number}/", wanted.trim_end_matches('/')));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|place| !taken.contains(place)).expect("numbers do not end")
}

fn tell(strongest: &Facts, other: &Facts, folder: &str, own: &str) -> Diagnostic {
    let (first, second) = if strongest.source < other.source { (strongest, other) } else { (other, strongest) };
    let addresses = &second.front_matter.addresses;
    let asked = addresses.permalink.as_ref().or(addresses.slug.as_ref());
    let span = asked.map_or_else(|| Span::top(&second.source), |asked| Span::new(&second.source, asked.at.clone()));
    let message = format!("two files make the page `{folder}`; `{}` gets an address of its own", other.source);
    Diagnostic::warning(Code::PageDuplicateAddress, span, message)
        .related(Span::top(&first.source), "the other one is this file")
        .help(format!("`{own}` is used; rename one of the two files, or put their text into one"))
}
