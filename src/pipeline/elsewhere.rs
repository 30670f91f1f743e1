//! The links of a project to other sites.

use rayon::prelude::*;

use crate::parse::{Document, parse_document};
use crate::site::web_address;
use crate::source::{SourceTree, Span};

use super::build::configuration;
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
    let markup = configuration(tree, &[]).0.markup;
    let documents = sort(tree).pages.into_par_iter().map(|file| parse_document(file, markup).0);
    let mut links = Vec::new();
    for Document { facts, .. } in documents.collect::<Vec<_>>() {
        links.extend(facts.links.iter().filter_map(|link| {
            Some(ExternalLink { url: web_address(&link.target)?, span: Span::new(&facts.source, link.at.clone()) })
        }));
    }
    links.dedup();
    links
}
