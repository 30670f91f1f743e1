//! What an earlier build made, so that the next one makes only what differs. An entry is used only where everything that it
//! was made from is equal, so a build with a memory and one without make the same site.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::output::{Artifact, Layout};
use crate::parse::{Document, Markup, parse_document};
use crate::render::{RenderedPack, RenderedPage};
use crate::search::SearchPage;
use crate::site::{PageId, Site};
use crate::source::{Fingerprint, SourceFile, SourcePath, SourceTree};
use crate::theme::{Choice, Theme, load};

use super::beside::Lists;
use super::in_common::Common;
use super::whole::Whole;

/// A document, and what is wrong with it.
pub(super) type Parsed = Arc<(Document, Vec<Diagnostic>)>;

/// Documents, the theme, the site and pages of the last build.
#[derive(Debug)]
pub struct Memory {
    /// Whether there will be a next build that can use them.
    pub(super) keeps: bool,
    documents: KeptDocuments,
    theme: KeptTheme,
    whole: Option<(Common, Whole)>,
    /// What was made of each page, by its number.
    pub(super) pages: Vec<KeptPage>,
    /// Packs, by the number of the page that they are named after.
    pub(super) packs: HashMap<PageId, RenderedPack>,
    pub(super) lists: Option<Lists>,
    pub(super) layout: Option<Arc<Layout>>,
    /// What search knows of pages, by their address.
    pub(super) searched: HashMap<String, (Fingerprint, Arc<SearchPage>)>,
    /// The files of the search index.
    pub(super) search_files: Option<Vec<Artifact>>,
    /// Whether the next build may leave the search index as it is, since pages are waited for.
    pub(super) puts_off: bool,
    /// Whether the last build did.
    pub(super) is_behind: bool,
    /// How many pages the last build rendered anew.
    pub(super) rendered: usize,
}

/// Documents by their file, and how they were read.
#[derive(Debug, Default)]
struct KeptDocuments {
    by_path: HashMap<SourcePath, (Fingerprint, Parsed)>,
    markup: Markup,
}

/// A theme, what is wrong with it, and the fingerprint of what it was made from.
#[derive(Debug, Default)]
struct KeptTheme(Option<(Fingerprint, Arc<Theme>, Vec<Diagnostic>)>);

/// What was made of one page, and of which version of its document.
#[derive(Debug, Default)]
pub(super) struct KeptPage {
    pub(super) url: String,
    pub(super) own: Option<Fingerprint>,
    /// Whether anything else that it may show is different now.
    pub(super) doubtful: bool,
    pub(super) page: Option<RenderedPage>,
    /// Its text as Markdown.
    pub(super) twin: Option<Arc<Vec<u8>>>,
}

impl KeptPage {
    /// Whether everything that it was made from is equal.
    pub(super) fn holds(&self, own: Option<Fingerprint>) -> bool {
        !self.doubtful && self.own == own
    }
}

impl KeptDocuments {
    fn read(&mut self, files: &[&SourceFile], markup: Markup, keeps: bool) -> Vec<Parsed> {
        if std::mem::replace(&mut self.markup, markup) != markup {
            self.by_path.clear();
        }
        let known = &self.by_path;
        let parsed: Vec<Parsed> = files
            .par_iter()
            .map(|file| match known.get(&file.path) {
                Some((fingerprint, parsed)) if *fingerprint == file.fingerprint => parsed.clone(),
                _ => Arc::new(parse_document(file, markup)),
            })
            .collect();
        if !keeps {
            return parsed;
        }
        if self.by_path.len() != files.len() {
            self.by_path.clear();
        }
        for (file, parsed) in files.iter().zip(&parsed) {
            match self.by_path.get_mut(&file.path) {
                Some(known) if known.0 == file.fingerprint => {}
                Some(known) => *known = (file.fingerprint, parsed.clone()),
                None => drop(self.by_path.insert(file.path.clone(), (file.fingerprint, parsed.clone()))),
            }
        }
        parsed
    }
}

impl KeptTheme {
    fn load(&mut self, tree: &SourceTree, choice: &Choice) -> (Arc<Theme>, Vec<Diagnostic>) {
        let files: Vec<(&str, Fingerprint)> =
            tree.below("themes").map(|(path, file)| (path, file.fingerprint)).collect();
        let fingerprint = Fingerprint::of(&(choice, files));
        if let Some((known, theme, diagnostics)) = &self.0
            && *known == fingerprint
        {
            return (theme.clone(), diagnostics.clone());
        }
        let (theme, diagnostics) = load(tree, choice);
        let theme = Arc::new(theme);
        self.0 = Some((fingerprint, theme.clone(), diagnostics.clone()));
        (theme, diagnostics)
    }
}

impl Default for Memory {
    /// A memory of nothing yet.
    fn default() -> Self {
        Self {
            keeps: true,
            documents: KeptDocuments::default(),
            theme: KeptTheme::default(),
            whole: None,
            pages: Vec::new(),
            packs: HashMap::new(),
            lists: None,
            layout: None,
            searched: HashMap::new(),
            search_files: None,
            puts_off: false,
            is_behind: false,
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

    /// Whether the next builds may leave the search index as it is, so that pages come sooner. Such a build is not yet what one
    /// without a memory makes.
    pub fn put_off_search(&mut self, puts_off: bool) {
        self.puts_off = puts_off;
    }

    /// Whether the last build left the search index as it was.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// The documents in `files`, in the same order, and the theme that the project chooses. Only those documents are parsed
    /// that differ from the last build, and the theme is loaded only if one of its files does.
    pub(super) fn parsed(
        &mut self,
        files: &[&SourceFile],
        markup: Markup,
        (tree, choice): (&SourceTree, &Choice),
    ) -> (Vec<Parsed>, (Arc<Theme>, Vec<Diagnostic>)) {
        let Self { documents, theme, keeps, .. } = self;
        rayon::join(|| documents.read(files, markup, *keeps), || theme.load(tree, choice))
    }

    /// The site as a whole. If it is as it was, but for links of documents, the last one is used, and everything that was
    /// made of its pages holds as long as their own documents are the same; otherwise `make` makes it.
    pub(super) fn whole(&mut self, common: Option<&Common>, make: impl FnOnce() -> Whole) -> Whole {
        let known = self.whole.take().zip(common).and_then(|((known, whole), common)| {
            let relinked = common.relinked(&known)?;
            Some((whole, relinked))
        });
        let Some((mut whole, relinked)) = known else {
            self.doubt_all();
            return make();
        };
        if !relinked.is_empty() {
            whole.assembled.relink(&relinked);
        }
        whole
    }

    /// Pages stay known, since the fingerprint of what a template sees tells whether they are still right.
    fn doubt_all(&mut self) {
        for kept in &mut self.pages {
            kept.doubtful = true;
        }
        self.packs.clear();
        self.lists = None;
    }

    /// Puts what is known of pages into the order of `site`.
    pub(super) fn begin(&mut self, site: &Site) {
        let in_order = self.pages.len() == site.pages.len()
            && self.pages.iter().zip(&site.pages).all(|(kept, page)| kept.url == page.url);
        if in_order {
            return;
        }
        let mut known: HashMap<String, KeptPage> = self.pages.drain(..).map(|kept| (kept.url.clone(), kept)).collect();
        let pages = site.pages.iter().map(|page| {
            let kept = known.remove(&page.url);
            kept.unwrap_or_else(|| KeptPage { url: page.url.clone(), ..KeptPage::default() })
        });
        self.pages = pages.collect();
    }

    /// Keeps what the next build may use. `own` are the fingerprints of the documents that pages were made from.
    pub(super) fn end(&mut self, own: &[Option<Fingerprint>], layout: Arc<Layout>, whole: Option<(Common, Whole)>) {
        if !self.keeps {
            return;
        }
        for (kept, own) in self.pages.iter_mut().zip(own) {
            (kept.own, kept.doubtful) = (*own, false);
        }
        self.layout = Some(layout);
        self.whole = whole;
    }
}
