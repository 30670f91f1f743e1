//! The site as a whole: everything that is made from more than one document.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::output::OutputPath;
use crate::parse::{Body, Config};
use crate::render::{Answer, Publication, Report, answers, has_twin, pack_address};
use crate::site::{Assembled, Page, PageId, Parts, Site, assemble};
use crate::source::{Fingerprint, SourcePath, SourceTree};
use crate::theme::Theme;

use super::beside::{remarks, tell_hidden};
use super::build::Settings;
use super::memory::Parsed;
use super::navigation::{categories, foreign_site};
use super::numbers::{read_log, reports};
use super::reviews::owners;
use super::sort::Sorted;
use super::templates;

/// What a whole is made from.
pub(super) struct Given<'a> {
    pub(super) config: &'a Config,
    pub(super) tree: &'a SourceTree,
    pub(super) sorted: &'a Sorted<'a>,
    pub(super) settings: &'a Settings,
    pub(super) parsed: &'a [Parsed],
    pub(super) theme: &'a Theme,
}

/// The site, and what follows from it without the bodies of pages.
#[derive(Debug)]
pub(super) struct Whole {
    pub(super) assembled: Assembled,
    diagnostics: Vec<Diagnostic>,
    pub(super) publication: Publication,
    /// The numbers of each page that has some.
    pub(super) reports: Vec<Option<Report>>,
    /// What each page gets where it asks for charts and numbers.
    pub(super) answers: Vec<Vec<Answer>>,
    /// By page: which of the documents it shows.
    documents: Vec<Option<usize>>,
    /// The pages that have a text of their own and a place in the output.
    pub(super) written: Vec<PageId>,
    /// Pages that are also the first of a pack, with its address.
    pub(super) packs: Vec<(PageId, String)>,
    pub(super) remarks: Vec<String>,
}

impl Whole {
    pub(super) fn new(given: &Given<'_>) -> Self {
        let mut diagnostics = Vec::new();
        let assembled = assemble(given.config, parts(given, &mut diagnostics));
        let site = &assembled.site;
        diagnostics.extend(templates::tell_missing(site, given.theme));
        let publication = Publication::new(site, &given.tree.history, given.base(), given.settings.today);
        diagnostics.extend(tell_hidden(&publication));
        let (answers, found) = answers(site, given.theme, given.settings.today);
        diagnostics.extend(found);
        let written = written(site);
        Self {
            diagnostics,
            reports: reports(site, given.settings.today),
            answers,
            documents: documents(site, given.sorted),
            packs: written.iter().filter_map(|id| Some((*id, pack_address(site, *id)?))).collect(),
            remarks: remarks(site, &publication, &given.tree.history),
            written,
            publication,
            assembled,
        }
    }

    /// What is wrong between documents.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().chain(self.assembled.diagnostics())
    }

    /// By page: the body of its document.
    pub(super) fn bodies<'a>(&self, parsed: &'a [Parsed]) -> Vec<Option<&'a Body>> {
        self.documents.iter().map(|document| Some(&*parsed[(*document)?].0.body)).collect()
    }

    /// By page: the fingerprint of its document.
    pub(super) fn own(&self, sorted: &Sorted<'_>) -> Vec<Option<Fingerprint>> {
        self.documents.iter().map(|document| Some(sorted.pages[(*document)?].fingerprint)).collect()
    }
}

impl Given<'_> {
    /// The address that the site will have.
    pub(super) fn base(&self) -> Option<&str> {
        self.settings.base_url.as_deref().or(self.config.base_url.as_deref())
    }
}

fn parts(given: &Given<'_>, diagnostics: &mut Vec<Diagnostic>) -> Parts {
    let Given { tree, sorted, settings, .. } = given;
    let logs = sorted.logs.iter();
    let (title, navigation) = foreign_site(tree).map(|site| (site.title, site.navigation)).unwrap_or_default();
    Parts {
        title,
        content: tree.content.clone(),
        documents: given.parsed.iter().map(|parsed| parsed.0.facts.clone()).collect(),
        owners: owners(tree, diagnostics),
        navigation: sorted.summary.clone().or(navigation),
        categories: categories(sorted, diagnostics),
        logs: logs.map(|(folder, files)| read_log(folder, files, settings.today, diagnostics)).collect(),
        assets: sorted.assets.clone(),
        links_by_address: tree.on_demand && !tree.content.is_empty(),
        history: tree.history.clone(),
        today: settings.today,
        drafts: settings.drafts,
    }
}

fn documents(site: &Site, sorted: &Sorted<'_>) -> Vec<Option<usize>> {
    let numbers: HashMap<&SourcePath, usize> =
        sorted.pages.iter().enumerate().map(|(number, file)| (&file.path, number)).collect();
    let of_page = |page: &Page| numbers.get(&page.facts.as_ref()?.source).copied();
    site.pages.par_iter().map(of_page).collect()
}

/// The pages that have a text of their own and a place in the output; of two at one place the first. The others are told when
/// that is planned, and what is written beside them would only say the same again.
fn written(site: &Site) -> Vec<PageId> {
    let mut taken = HashSet::new();
    let mut place = |page: &Page| OutputPath::of_url(&page.url).is_ok_and(|path| taken.insert(path.folded()));
    let has_text = |id: &PageId| has_twin(&site.pages[*id]) && site.front[*id].moved_to.is_none();
    (0..site.pages.len()).filter(has_text).filter(|id| place(&site.pages[*id])).collect()
}
