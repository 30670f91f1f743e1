//! The handbook that is measured, and what earlier stages make of it.

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use sprintbook::disk::{Folders, read};
use sprintbook::parse::{Config, Document, parse_document, parse_sprint, parse_team};
use sprintbook::pipeline::{Build, Memory, Settings, build, configuration};
use sprintbook::site::{Assembled, LogPart, Parts, assemble};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};
use sprintbook_benches::handbook::{Options, write};

pub const TODAY: Date = date(2026, 11, 23);
/// A year of sprints with items, so that reports have something to say.
const SPRINTS: usize = 26;

pub static TREE: LazyLock<SourceTree> = LazyLock::new(generated);
pub static CONFIG: LazyLock<Config> = LazyLock::new(|| configuration(&TREE, &[]).0);
pub static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| pages().map(|file| parse_document(file, CONFIG.markup).0).collect());
pub static ASSEMBLED: LazyLock<Assembled> = LazyLock::new(|| assemble(&CONFIG, parts()));
pub static BUILT: LazyLock<Build> = LazyLock::new(|| build(&TREE, &settings(), &mut Memory::none()));

fn generated() -> SourceTree {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let mut options = Options::of(folder.path().to_string_lossy().into_owned());
    options.pages = std::env::var("PAGES").map_or(1000, |pages| pages.parse().expect("PAGES is a number"));
    options.sprints = SPRINTS;
    write(&options).expect("the handbook can be written");
    let folders = Folders { output: folder.path().join("site"), ..Folders::default() };
    read(Path::new(&options.out), &folders).expect("the handbook can be read")
}

/// The same handbook with another configuration.
pub fn configured(text: &str) -> SourceTree {
    let configuration = SourceFile::new(SourcePath::new("sprintbook.yaml"), text.as_bytes().to_vec());
    SourceTree::new("content", TREE.files().cloned().chain([configuration]))
}

/// The same handbook with one more sentence on a page, another one for each number.
pub fn edited(tree: &SourceTree, number: usize) -> SourceTree {
    let page = some_page();
    let mut bytes = page.bytes.to_vec();
    bytes.extend(format!("\nSentence {number}.\n").bytes());
    SourceTree::new("content", tree.files().cloned().chain([SourceFile::new(page.path.clone(), bytes)]))
}

pub fn settings() -> Settings {
    Settings { today: TODAY, drafts: false, base_url: None, urls: None, overrides: Vec::new() }
}

pub fn pages() -> impl Iterator<Item = &'static SourceFile> {
    TREE.files().filter(|file| file.path.has_extension(&["md"]))
}

/// A page in the middle of the handbook.
pub fn some_page() -> &'static SourceFile {
    pages().nth(pages().count() / 2).expect("there is a page")
}

/// What the site is assembled from.
pub fn parts() -> Parts {
    let documents = DOCUMENTS.iter().map(|document| document.facts.clone()).collect();
    Parts { content: "content".into(), documents, logs: vec![log()], today: TODAY, ..Parts::default() }
}

fn log() -> LogPart {
    let mut log = LogPart { folder: "sprints".into(), ..LogPart::default() };
    for (path, file) in TREE.below("content/sprints") {
        match path {
            "team.yaml" => log.team = parse_team(file).0,
            _ => log.sprints.extend(parse_sprint(file).0),
        }
    }
    log
}
