//! What all pages of a site have in common. As long as it is equal, a page can differ from the last build only by its own
//! document.

use std::collections::HashSet;
use std::sync::Arc;

use crate::parse::Facts;
use crate::site::Asset;
use crate::source::{Fingerprint, History, SourcePath, SourceTree};

use super::build::Settings;
use super::memory::Parsed;
use super::sort::Sorted;

/// Everything that a build is made from, but for the bodies and links of documents and the bytes of copied files.
#[derive(Debug)]
pub(super) struct Common {
    settings: Settings,
    content: String,
    on_demand: bool,
    documents: Vec<Arc<Facts>>,
    /// The files that are copied as they are; of what is in them, pages show only how large a picture is.
    assets: Vec<Asset>,
    /// All other files: configuration, menus, sprint logs, themes.
    others: Vec<(SourcePath, Fingerprint)>,
    history: Arc<History>,
}

impl Common {
    pub(super) fn new(tree: &SourceTree, sorted: &Sorted<'_>, settings: &Settings, parsed: &[Parsed]) -> Self {
        let copied: HashSet<&SourcePath> = sorted.assets.iter().map(|asset| &asset.source).collect();
        let mut pages = sorted.pages.iter().peekable();
        // Pages are in the order of the tree.
        let others = tree.files().filter(|file| pages.next_if(|page| page.path == file.path).is_none());
        let others = others.filter(|file| !copied.contains(&file.path));
        Self {
            settings: settings.clone(),
            content: tree.content.clone(),
            on_demand: tree.on_demand,
            documents: parsed.iter().map(|parsed| parsed.0.facts.clone()).collect(),
            assets: sorted.assets.clone(),
            others: others.map(|file| (file.path.clone(), file.fingerprint)).collect(),
            history: tree.history.clone(),
        }
    }

    /// The new facts of documents that differ in their links; `None` if more than that is different from `known`.
    pub(super) fn relinked(&self, known: &Self) -> Option<Vec<Arc<Facts>>> {
        let Self { settings, content, on_demand, documents, assets, others, history } = self;
        let same = *settings == known.settings
            && *content == known.content
            && *on_demand == known.on_demand
            && *assets == known.assets
            && *others == known.others
            && (Arc::ptr_eq(history, &known.history) || *history == known.history)
            && documents.len() == known.documents.len();
        if !same {
            return None;
        }
        let mut relinked = Vec::new();
        for (facts, known) in documents.iter().zip(&known.documents) {
            if Arc::ptr_eq(facts, known) {
                continue;
            }
            if !facts.looks_like(known) {
                return None;
            }
            if facts.links != known.links {
                relinked.push(facts.clone());
            }
        }
        Some(relinked)
    }
}
