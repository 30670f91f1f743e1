//! What an earlier build made, so that the next one makes only what differs. An entry is used only where everything that it
//! was made from is equal, so a build with a memory and one without make the same site.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::parse::{Document, Markup, parse_document};
use crate::render::RenderedPage;
use crate::search::SearchPage;
use crate::source::{Fingerprint, SourceFile, SourcePath, SourceTree};
use crate::theme::{Choice, Theme, load};

/// A document, and what is wrong with it.
pub(super) type Parsed = Arc<(Document, Vec<Diagnostic>)>;

/// Documents, the theme and pages of the last build.
#[derive(Debug)]
pub struct Memory {
    /// Whether there will be a next build that can use them.
    pub(super) keeps: bool,
    documents: HashMap<SourcePath, (Fingerprint, Parsed)>,
    /// How they were read.
    markup: Markup,
    theme: Option<(Fingerprint, Arc<Theme>, Vec<Diagnostic>)>,
    /// Pages by their address.
    pub(super) pages: HashMap<String, RenderedPage>,
    /// What search knows of pages, by their address.
    pub(super) searched: HashMap<String, (Fingerprint, Arc<SearchPage>)>,
    /// How many pages the last build rendered anew.
    pub(super) rendered: usize,
}

impl Default for Memory {
    /// A memory of nothing yet.
    fn default() -> Self {
        Self {
            keeps: true,
            documents: HashMap::new(),
            markup: Markup::default(),
            theme: None,
            pages: HashMap::new(),
            searched: HashMap::new(),
            rendered: 0,
        }
    }
}

impl Memory {
    /// A memory that keeps nothing, for a process that builds once: it spares what only remembering costs.
    #[must_use]
    pub fn none() -> Self {
        Self { keeps: false, ..Self::default() }
    }

    /// How many pages the last build had to render; the others were as before.
    #[must_use]
    pub fn rendered(&self) -> usize {
        self.rendered
    }

    /// The documents in `files`, in the same order; only those that differ from the last build are parsed.
    pub(super) fn documents(&mut self, files: &[&SourceFile], markup: Markup) -> Vec<Parsed> {
        if std::mem::replace(&mut self.markup, markup) != markup {
            self.documents.clear();
        }
        let known = &self.documents;
        let parsed: Vec<Parsed> = files
            .par_iter()
            .map(|file| match known.get(&file.path) {
                Some((fingerprint, parsed)) if *fingerprint == file.fingerprint => parsed.clone(),
                _ => Arc::new(parse_document(file, markup)),
            })
            .collect();
        if !self.keeps {
            return parsed;
        }
        let entries = files.iter().zip(&parsed);
        self.documents =
            entries.map(|(file, parsed)| (file.path.clone(), (file.fingerprint, parsed.clone()))).collect();
        parsed
    }

    /// The theme that the project chooses, loaded again only if one of its files differs.
    pub(super) fn theme(&mut self, tree: &SourceTree, choice: &Choice) -> (Arc<Theme>, Vec<Diagnostic>) {
        let files: Vec<(&str, Fingerprint)> =
            tree.below("themes").map(|(path, file)| (path, file.fingerprint)).collect();
        let fingerprint = Fingerprint::of(&(choice, files));
        if let Some((known, theme, diagnostics)) = &self.theme
            && *known == fingerprint
        {
            return (theme.clone(), diagnostics.clone());
        }
        let (theme, diagnostics) = load(tree, choice);
        let theme = Arc::new(theme);
        self.theme = Some((fingerprint, theme.clone(), diagnostics.clone()));
        (theme, diagnostics)
    }
}
