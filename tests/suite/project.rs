//! The one way to make a site in a test: from text.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::civil::{Date, date};
use scraper::{ElementRef, Html, Selector};
use sprintbook::diagnostics::{Diagnostic, to_json};
use sprintbook::pipeline::{Build, Memory, Settings, build};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};

/// The day of every test.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// The files of a project.
#[derive(Clone, Default)]
pub(crate) struct Project {
    files: Vec<(String, Vec<u8>)>,
    pub(crate) drafts: bool,
}

impl Project {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::default(), |project, (path, text)| project.with(path, text))
    }

    /// With one more file, or another text for one.
    pub(crate) fn with(mut self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.as_ref().to_vec()));
        self
    }

    pub(crate) fn tree(&self) -> SourceTree {
        let files = self.files.iter().map(|(path, bytes)| SourceFile::new(SourcePath::new(path), bytes.clone()));
        SourceTree::new("content", files)
    }

    pub(crate) fn build(&self) -> Made {
        self.build_with(&mut Memory::default())
    }

    pub(crate) fn build_with(&self, memory: &mut Memory) -> Made {
        let settings =
            Settings { today: TODAY, drafts: self.drafts, base_url: None, urls: None, overrides: Vec::new() };
        let tree = self.tree();
        Made { build: build(&tree, &settings, memory), tree }
    }

    /// Writes the files to a folder of their own, for tests of commands.
    pub(crate) fn on_disk(&self) -> OnDisk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, bytes) in &self.files {
            write(&folder.path().join(path), bytes);
        }
        OnDisk { folder }
    }
}

/// A built project.
pub(crate) struct Made {
    pub(crate) build: Build,
    tree: SourceTree,
}

impl Made {
    /// The page at `path`, such as `roles/index.html`.
    pub(crate) fn page(&self, path: &str) -> Page {
        let artifact =
            self.build.plan.get(path).unwrap_or_else(|| panic!("no file `{path}`; there are {:?}", self.paths()));
        Page::new(std::str::from_utf8(artifact.bytes()).expect("pages are text"))
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.build.plan.get(path).unwrap_or_else(|| panic!("no file `{path}`")).bytes().to_vec())
            .unwrap()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.build.plan.artifacts().map(|(path, _)| path.to_string()).collect()
    }

    pub(crate) fn diagnostics(&self) -> &[Diagnostic] {
        &self.build.diagnostics
    }

    /// Each diagnostic as `code file:line:column`.
    pub(crate) fn told(&self) -> Vec<String> {
        let json: Vec<serde_json::Value> = serde_json::from_str(&to_json(self.diagnostics(), &self.tree)).unwrap();
        let words = json.iter().map(|entry| {
            let word = |key: &str| entry[key].as_str().map_or_else(|| entry[key].to_string(), str::to_owned);
            format!("{} {}:{}:{}", word("code"), word("file"), word("line"), word("column"))
        });
        words.collect()
    }
}

/// One HTML page.
pub(crate) struct Page {
    parsed: Html,
}

impl Page {
    pub(crate) fn new(html: &str) -> Self {
        Self { parsed: Html::parse_document(html) }
    }

    /// The text of every element that `selector` finds, without what is only shown to point at headings.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.elements(selector).into_iter().map(words).collect()
    }

    /// The attribute `name` of every element that `selector` finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.elements(selector).into_iter().filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    pub(crate) fn elements(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.parsed.select(&Selector::parse(selector).expect("a selector")).collect()
    }
}

fn words(element: ElementRef<'_>) -> String {
    let anchor = Selector::parse("a.anchor").expect("a selector");
    let skipped: String = element.select(&anchor).flat_map(|anchor| anchor.text()).collect();
    let text: String = element.text().collect();
    text.strip_suffix(&skipped).unwrap_or(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A project in a folder of its own.
pub(crate) struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(&self.path().join(path), text.as_ref());
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs sprintbook in the project's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.path(), arguments)
    }
}

/// How a run of sprintbook ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_sprintbook"))
        .args(arguments)
        .current_dir(folder)
        .env("SPRINTBOOK_TODAY", TODAY.to_string())
        .output()
        .expect("sprintbook runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    Ran { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// The folder of the design's examples and fixtures, where this machine has it. A test that needs it says so when it is
/// not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !folder.exists() {
        eprintln!("left out: this machine has no {}", folder.display());
        return None;
    }
    Some(folder)
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    std::fs::write(path, bytes).expect("a new file");
}
