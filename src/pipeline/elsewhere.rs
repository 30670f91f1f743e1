//! The links of a project to other sites.

use crate::site::web_address;
use crate::source::{SourceTree, Span};

use super::build::configuration;
use super::memory::Memory;
use super::sort::sort;

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLink {
    /// Its address, without a fragment.
    pub url: String,
    /// Where it is written.
    pub span: Span,
}

/// Every link of every document to another site, drafts included: they are to be right before they are published.
#[must_use]
pub fn external_links(tree: &SourceTree) -> Vec<ExternalLink> {
    let documents = Memory::none().documents(&sort(tree).pages, configuration(tree, &[]).0.markup);
    let mut links = Vec::new();
    for document in &documents {
        let facts = &document.0.facts;
        links.extend(facts.links.iter().filter_map(|link| {
            Some(ExternalLink { url: web_address(&link.target)?, span: Span::new(&facts.source, link.at.clone()) })
        }));
    }
    links.dedup();
    links
}
