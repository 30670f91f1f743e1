//! Which documents are in the site on the day of the build, with the defaults of the sections above them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::parse::Facts;

use super::address::address_of;
use super::sections::parent_url;

/// The documents of a site.
pub(super) struct Published {
    /// Those that are in the site.
    pub(super) documents: Vec<Arc<Facts>>,
    /// Those that are left out: drafts, pages before their first or after their last day, and whatever lies below a section
    /// that is left out.
    pub(super) hidden: Vec<Arc<Facts>>,
}

/// Divides `documents`, which lie below the folder `content`, into those that readers find on the day `today` and the others.
/// `all` publishes every one.
pub(super) fn published(documents: &[Arc<Facts>], content: &str, today: Date, all: bool) -> Published {
    let documents = with_defaults(documents, content);
    if all {
        return Published { documents, hidden: Vec::new() };
    }
    let marked: BTreeSet<String> = documents
        .iter()
        .filter(|facts| !facts.front_matter.state.is_published(today))
        .map(|facts| place(facts, content))
        .collect();
    let is_hidden = |facts: &Arc<Facts>| {
        let own = place(facts, content);
        marked.contains(&own) || above(&own).any(|folder| folder != "/" && marked.contains(folder))
    };
    let (hidden, documents) = documents.into_iter().partition(is_hidden);
    Published { documents, hidden }
}

/// The address that the file of a document has by itself.
pub(super) fn place(facts: &Facts, content: &str) -> String {
    address_of(facts.source.below(content).unwrap_or_default())
}

/// The documents with what the sections above them give as a default, the nearest section first.
fn with_defaults(documents: &[Arc<Facts>], content: &str) -> Vec<Arc<Facts>> {
    let sections = documents.iter().filter(|facts| !facts.front_matter.cascade.is_empty());
    let defaults: BTreeMap<String, &Arc<Facts>> = sections.map(|facts| (place(facts, content), facts)).collect();
    if defaults.is_empty() {
        return documents.to_vec();
    }
    let filled = documents.iter().map(|facts| {
        let own = place(facts, content);
        let groups =
            above(&own).filter_map(|folder| defaults.get(folder)).flat_map(|facts| &facts.front_matter.cascade);
        let filled =
            groups.fold(None, |filled, group| Some(filled.as_ref().unwrap_or(&facts.front_matter).over(group)));
        match filled {
            Some(front_matter) => Arc::new(Facts { front_matter, ..Facts::clone(facts) }),
            None => facts.clone(),
        }
    });
    filled.collect()
}

/// The addresses above `url`, the nearest first.
fn above(url: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent_url(url), |folder| parent_url(folder))
}
