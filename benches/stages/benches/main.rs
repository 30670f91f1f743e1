//! What each stage of a build costs. Figures of one run can be compared, and those of two runs on a quiet machine.

mod handbook;

use std::sync::Arc;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use mimalloc::MiMalloc;
use sprintbook::output::Artifact;
use sprintbook::parse::{parse_document, parse_sprint, plain_parts};
use sprintbook::pipeline::{Memory, build};
use sprintbook::render::{Publication, Renderer, render_page};
use sprintbook::report::{overview, sprint_report};
use sprintbook::search::{Entry, Passage, SearchPage, index};
use sprintbook::site::{Page, assemble};
use sprintbook::source::SourceTree;
use sprintbook::theme::{Choice, load};

use handbook::{ASSEMBLED, BUILT, CONFIG, DOCUMENTS, TODAY, TREE, configured, edited, parts, settings, some_page};

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// One page of about 6 KB.
#[divan::bench]
fn parse_a_page(bencher: Bencher<'_, '_>) {
    let page = some_page();
    bencher.counter(BytesCount::new(page.bytes.len())).bench(|| parse_document(page, CONFIG.markup));
}

/// One sprint of 30 items.
#[divan::bench]
fn parse_a_sprint(bencher: Bencher<'_, '_>) {
    let (_, file) = TREE.below("content/sprints").next().expect("there is a sprint");
    bencher.counter(BytesCount::new(file.bytes.len())).bench(|| parse_sprint(file));
}

/// Menu, links and addresses of all pages.
#[divan::bench(sample_count = 20)]
fn assemble_the_site(bencher: Bencher<'_, '_>) {
    let documents = ItemsCount::new(DOCUMENTS.len());
    bencher.counter(documents).with_inputs(parts).bench_values(|parts| assemble(&CONFIG, parts));
}

#[divan::bench]
fn report_of_a_sprint(bencher: Bencher<'_, '_>) {
    let log = &ASSEMBLED.site.logs[0].log;
    let sprint = log.sprints.last().expect("there is a sprint");
    bencher.bench(|| sprint_report(log, sprint, TODAY));
}

#[divan::bench]
fn report_of_the_log(bencher: Bencher<'_, '_>) {
    let log = &ASSEMBLED.site.logs[0].log;
    bencher.bench(|| overview(log, TODAY));
}

#[divan::bench]
fn load_the_theme() -> impl Sized {
    load(&TREE, &Choice::default())
}

/// One page through its template, with a menu that its neighbours have had made already.
#[divan::bench]
fn render_a_page(bencher: Bencher<'_, '_>) {
    let (theme, _) = load(&TREE, &Choice::default());
    let site = &ASSEMBLED.site;
    let publication = Publication::new(site, &TREE.history, None, TODAY);
    let renderer = Renderer::new(&CONFIG, site, &theme, CONFIG.urls, &publication).remembering(false);
    let is_it = |page: &Page| page.source.as_ref() == Some(&some_page().path);
    let id = site.pages.iter().position(is_it).expect("the page is in the site");
    let (document, _) = parse_document(some_page(), CONFIG.markup);
    bencher.bench(|| render_page(&renderer, id, Some(&*document.body), None, None));
}

/// The words of one page.
#[divan::bench]
fn search_a_page(bencher: Bencher<'_, '_>) {
    bencher.bench(|| searched(DOCUMENTS.len() / 2));
}

/// The files of the index, from the words of all pages.
#[divan::bench(sample_count = 10)]
fn search_index(bencher: Bencher<'_, '_>) {
    let pages: Vec<Arc<SearchPage>> = (0..DOCUMENTS.len()).map(|number| Arc::new(searched(number))).collect();
    bencher.counter(ItemsCount::new(pages.len())).bench_local(|| index(&pages, &CONFIG.language));
}

fn searched(number: usize) -> SearchPage {
    let document = &DOCUMENTS[number];
    let passages = plain_parts(&document.body, &document.facts.headings).into_iter().map(|(heading, text)| {
        let (id, title) = heading.map(|heading| (heading.id.clone(), heading.title.clone())).unwrap_or_default();
        Passage { id, title, text }
    });
    let href = document.facts.source.to_string();
    let title = &document.facts.title;
    SearchPage::new(&Entry { href, title, names: Vec::new(), place: "", passages: passages.collect() })
}

/// Where every file of the site lies.
#[divan::bench(sample_count = 20)]
fn plan_the_output(bencher: Bencher<'_, '_>) {
    let artifacts = || BUILT.plan.artifacts().map(|(_, artifact)| artifact.clone()).collect::<Vec<Artifact>>();
    let files = ItemsCount::new(BUILT.plan.artifacts().len());
    bencher.counter(files).with_inputs(artifacts).bench_values(|artifacts| sprintbook::output::plan(artifacts, None));
}

/// Everything between reading and writing, on all cores.
#[divan::bench(sample_count = 10, args = ["search: false", "search: true"])]
fn build_all(bencher: Bencher<'_, '_>, configuration: &str) {
    let tree = configured(configuration);
    let pages = ItemsCount::new(DOCUMENTS.len());
    bencher.counter(pages).bench_local(|| build(&tree, &settings(), &mut Memory::none()));
}

/// The same after a sentence was added to one page, as in the preview.
#[divan::bench(sample_count = 20)]
fn build_after_an_edit(bencher: Bencher<'_, '_>) {
    let tree = configured("search: false");
    let mut memory = Memory::default();
    drop(build(&tree, &settings(), &mut memory));
    let mut number = 0;
    let next = || -> SourceTree {
        number += 1;
        edited(&tree, number)
    };
    bencher.with_inputs(next).bench_local_values(|tree| build(&tree, &settings(), &mut memory));
}
