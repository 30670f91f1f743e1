//! From parsed parts to the site.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::parse::{Category, CodeOwners, Config, Facts, LinkReading, Navigation, PictureSize};
use crate::source::{History, SourcePath};

use super::asked::{Subject, subjects};
use super::changes::{SprintChanges, changes, mark};
use super::documents::document_pages;
use super::front_links::{FrontLinks, resolve_front};
use super::handbook::{Explained, Territories, explained};
use super::links::{Target, resolve_all, resolve_page};
use super::log::{LogPart, SprintLog};
use super::menu::Menu;
use super::page::{Page, PageId};
use super::published::{Published, place, published};
use super::redirects::{Redirect, aliases};
use super::resolver::Resolver;
use super::review::{PageReview, reviews};
use super::sections::{Shape, grow};
use super::sprint_pages::add_sprint_pages;
use super::tags::{Tag, add_tag_pages, count_pages};

/// Everything that a site is made of.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The content folder, relative to the project.
    pub content: String,
    /// The facts of every document.
    pub documents: Vec<Arc<Facts>>,
    /// Who looks after files, where pages do not say.
    pub owners: CodeOwners,
    /// Every sprint log.
    pub logs: Vec<LogPart>,
    /// Every other file, to be copied.
    pub assets: Vec<Asset>,
    /// What folders say of themselves beside their pages.
    pub categories: Vec<Category>,
    /// The name of the site that another program's file gives, where the configuration gives none.
    pub title: Option<String>,
    /// The menu that another program's file gives, where the configuration gives none.
    pub navigation: Option<Navigation>,
    /// Whether relative links are seen from addresses before they are seen from files, unless the configuration says it.
    pub links_by_address: bool,
    /// What version control knows of the files.
    pub history: Arc<History>,
    /// The day of the build, which decides what is published.
    pub today: Date,
    /// Whether drafts are pages too.
    pub drafts: bool,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it comes from.
    pub source: SourcePath,
    /// Its address in the site: `/roles/team.png`.
    pub url: String,
    /// Whether it is copied only if a page links to it or shows it.
    pub on_demand: bool,
    /// How large it is, if it is a picture.
    pub size: Option<PictureSize>,
}

/// The whole site: pages in menu order, what their links lead to, sprint logs, files.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name.
    pub title: String,
    /// The pages in menu order; the home page is the first.
    pub pages: Vec<Page>,
    /// What the links of each page lead to, in the order of its document.
    pub links: Vec<Vec<Target>>,
    /// What the charts and numbers are about that each page asks for, in the order of its document.
    pub asked: Vec<Vec<Option<Subject>>>,
    /// What the links in the front matter of each page lead to.
    pub front: Vec<FrontLinks>,
    /// Who looks after each page, and when it must be reviewed.
    pub reviews: Vec<PageReview>,
    /// Addresses that pages had before.
    pub redirects: Vec<Redirect>,
    /// What pages are about, by address.
    pub tags: Vec<Tag>,
    /// How many pages the menu shows.
    pub listed: usize,
    /// The sprint logs, by folder.
    pub logs: Vec<SprintLog>,
    /// What changed in the handbook during each sprint of each log; `None` where version control cannot know it.
    pub changes: Vec<Vec<Option<SprintChanges>>>,
    /// Where the handbook explains what each log speaks of.
    pub explained: Vec<Explained>,
    /// The files that are copied.
    pub assets: Vec<Asset>,
}

/// A site, and what is needed to look at the links of some of its documents again.
#[derive(Debug)]
pub struct Assembled {
    /// The site.
    pub site: Arc<Site>,
    /// What is wrong between its parts, but for the links in bodies.
    diagnostics: Vec<Diagnostic>,
    /// What is wrong with the links of each page.
    of_links: Vec<Vec<Diagnostic>>,
    ground: Ground,
}

/// What links may lead to beside pages, and how they are read.
#[derive(Debug)]
struct Ground {
    files: Vec<String>,
    drafts: Vec<String>,
    aliases: BTreeMap<String, PageId>,
    content: String,
    reading: LinkReading,
    /// Every file that might be copied.
    assets: Vec<Asset>,
}

impl Ground {
    fn resolver<'a>(&'a self, pages: &'a [Page]) -> Resolver<'a> {
        let around = self.assets.iter().filter(|asset| asset.on_demand).map(|asset| &asset.source);
        let around = around.filter(|source| source.below(&self.content).is_none()).map(SourcePath::as_str);
        let resolver = Resolver::new(pages, &self.files, &self.drafts, &self.aliases, &self.content);
        resolver.reading(self.reading).with_files_around(around)
    }
}

impl Assembled {
    /// What is wrong between the parts of the site.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().chain(self.of_links.iter().flatten())
    }

    /// Takes over `changed`, the new facts of documents that look as they did before to all other pages: only where their
    /// own links lead is found anew.
    pub fn relink(&mut self, changed: &[Arc<Facts>]) {
        let changed: HashMap<&SourcePath, &Arc<Facts>> = changed.iter().map(|facts| (&facts.source, facts)).collect();
        let site = Arc::make_mut(&mut self.site);
        let mut again: Vec<PageId> = Vec::new();
        for (id, page) in site.pages.iter_mut().enumerate() {
            let Some(known) = &mut page.facts else { continue };
            let Some(facts) = changed.get(&known.source) else { continue };
            let same = known.links.iter().map(|link| (link.kind, &link.target));
            let same = same.eq(facts.links.iter().map(|link| (link.kind, &link.target)));
            if !same || !self.of_links[id].is_empty() {
                again.push(id);
            }
            // What the sections above give is in the known front matter already.
            let front_matter = known.front_matter.clone();
            *known = Arc::new(Facts { front_matter, ..Facts::clone(facts) });
        }
        if again.is_empty() {
            return;
        }
        let resolver = self.ground.resolver(&site.pages);
        let found: Vec<_> = again.iter().map(|id| resolve_page(*id, &site.pages, &resolver)).collect();
        for (id, (targets, told)) in again.into_iter().zip(found) {
            site.links[id] = targets;
            self.of_links[id] = told;
        }
        site.assets = wanted(&self.ground.assets, &site.links, &site.front);
    }
}

/// The site that `parts` make, and what is wrong between them.
#[must_use]
pub fn assemble(config: &Config, mut parts: Parts) -> Assembled {
    let mut diagnostics = Vec::new();
    let Published { documents, hidden } = published(&parts.documents, &parts.content, parts.today, parts.drafts);
    let mut logs = sprint_logs(std::mem::take(&mut parts.logs), &mut diagnostics);
    let mut pages = document_pages(&documents, &parts.content, parts.today, &mut diagnostics);
    add_sprint_pages(&mut pages, &logs);
    let mut tags = add_tag_pages(&mut pages);
    let title = config.title.clone().or(parts.title.clone()).unwrap_or_else(|| home_title(&pages));
    let shape = Shape {
        title: &title,
        content: &parts.content,
        categories: &parts.categories,
        menu: config
            .navigation
            .as_ref()
            .or(parts.navigation.as_ref())
            .map(|navigation| menu(navigation, &parts, &hidden)),
    };
    let (pages, found) = grow(pages.into_values().collect(), &shape);
    diagnostics.extend(found);
    count_pages(&mut tags, &pages);
    let (changes, explained) = joined(&pages, &mut logs, &parts);
    let aliases = aliases(&pages, &mut diagnostics);
    let ground = Ground {
        reading: reading(config, &parts),
        files: parts.assets.iter().map(|asset| asset.url.clone()).collect(),
        drafts: hidden.iter().map(|facts| place(facts, &parts.content)).collect(),
        aliases: aliases.targets,
        content: parts.content,
        assets: parts.assets,
    };
    let resolver = ground.resolver(&pages);
    let (links, of_links) = resolve_all(&pages, &resolver);
    let (mut front, found) = resolve_front(&pages, &resolver);
    diagnostics.extend(found);
    for (section, page) in aliases.sent_on {
        front[section].moved_to = Some(Target::Page(page, String::new()));
    }
    let (asked, found) = subjects(&pages, &logs, parts.today);
    diagnostics.extend(found);
    let assets = wanted(&ground.assets, &links, &front);
    let listed = pages.iter().filter(|page| page.listed).count();
    let reviews = reviews(&pages, config, &parts.owners);
    let redirects = aliases.redirects;
    let site =
        Site { title, pages, links, asked, front, reviews, redirects, tags, listed, logs, changes, explained, assets };
    Assembled { site: Arc::new(site), diagnostics, of_links, ground }
}

/// What the handbook tells the reports of sprints. Ways of working that changed become marks in `logs`.
fn joined(pages: &[Page], logs: &mut [SprintLog], parts: &Parts) -> (Vec<Vec<Option<SprintChanges>>>, Vec<Explained>) {
    let territories = Territories::new(pages, logs);
    let changes = changes(pages, logs, &territories, &parts.history, parts.today);
    let explained = explained(pages, logs, &territories);
    mark(logs, &changes, pages);
    (changes, explained)
}

/// Eleventy and Middleman leave relative links as they are, so there they are written as browsers see them.
fn reading(config: &Config, parts: &Parts) -> LinkReading {
    match config.links {
        LinkReading::Auto if parts.links_by_address => LinkReading::Url,
        reading => reading,
    }
}

fn sprint_logs(parts: Vec<LogPart>, diagnostics: &mut Vec<Diagnostic>) -> Vec<SprintLog> {
    let (logs, found): (Vec<SprintLog>, Vec<Vec<Diagnostic>>) = parts.into_par_iter().map(SprintLog::new).unzip();
    diagnostics.extend(found.into_iter().flatten());
    logs
}

fn menu<'a>(navigation: &'a Navigation, parts: &'a Parts, hidden: &'a [Arc<Facts>]) -> Menu<'a> {
    Menu {
        navigation,
        content: &parts.content,
        hidden: hidden.iter().map(|facts| &facts.source).collect(),
        files: parts.assets.iter().map(|asset| asset.url.trim_start_matches('/')).collect(),
    }
}

/// The files that are copied: of those that nobody asked for, only what a page links to or shows.
fn wanted(assets: &[Asset], links: &[Vec<Target>], front: &[FrontLinks]) -> Vec<Asset> {
    if !assets.iter().any(|asset| asset.on_demand) {
        return assets.to_vec();
    }
    let fronts = front.iter().flat_map(|front| {
        let related = front.related.iter().map(|(target, _)| target);
        related.chain(&front.image).chain(&front.banner).chain(&front.moved_to)
    });
    let targets = links.iter().flatten().chain(fronts);
    let used: BTreeSet<&str> = targets
        .filter_map(|target| match target {
            Target::File(url, _) => Some(url.as_str()),
            _ => None,
        })
        .collect();
    assets.iter().filter(|asset| !asset.on_demand || used.contains(asset.url.as_str())).cloned().collect()
}

fn home_title(pages: &BTreeMap<String, Page>) -> String {
    pages.get("/").map_or_else(|| "Handbook".to_owned(), |page| page.title.clone())
}
