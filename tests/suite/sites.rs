//! Small handbooks under `tests/sites/`, each with what must become of it in its `expected.yaml`:
//!
//! - `told`: every mistake as `code file:line:column`, in order;
//! - `menu`: what the menu of the home page shows, as `address label`;
//! - `pages`, `files`: the paths of all pages but 404.html, or of all files but the theme's; in both without what is written
//!   beside every page, which has tests of its own;
//! - `texts`: by page and selector, the text of what it finds;
//! - `attributes`: by page and `selector attribute`, the values.
//!
//! A site may have a folder `expected/` with the HTML of the body of each page, to the letter: `tables.html` for the page
//! `/tables/`. `UPDATE_SITES=1` writes them, to be read before they are committed.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::project::{Page, run_in};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    told: Vec<String>,
    menu: Option<Vec<String>>,
    pages: Option<Vec<String>>,
    files: Option<Vec<String>>,
    #[serde(default)]
    texts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    attributes: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

#[test]
fn every_site_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut sites: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    sites.sort();
    assert!(sites.len() >= 32, "{sites:?}");
    let wrong: Vec<String> = sites.iter().flat_map(|site| check(site)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Everything that is not as expected.
fn check(site: &Path) -> Vec<String> {
    let expected = std::fs::read_to_string(site.join("expected.yaml")).unwrap();
    let expected: Expected =
        serde_yaml::from_str(&expected).unwrap_or_else(|error| panic!("{}: {error}", site.display()));
    let output = tempfile::tempdir().unwrap();
    let output = output.path().join("site");
    let ran = run_in(site, &["build", ".", "-o", output.to_str().unwrap(), "--format", "json"]);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap_or_default();
    let mut compare = Compare { site: site.file_name().unwrap().to_string_lossy().into_owned(), wrong: Vec::new() };
    compare.one("told", &told.iter().map(place).collect(), &expected.told);
    let files = files(&output);
    if let Some(wanted) = &expected.menu {
        compare.one("menu", &menu(&page(&output, "index.html")), wanted);
    }
    if let Some(wanted) = &expected.files {
        compare.one("files", &files, wanted);
    }
    if let Some(wanted) = &expected.pages {
        let is_page =
            |path: &&String| Path::new(path).extension().is_some_and(|ending| ending == "html") && *path != "404.html";
        compare.one("pages", &files.iter().filter(is_page).cloned().collect(), wanted);
    }
    for (path, selectors) in &expected.texts {
        for (selector, wanted) in selectors {
            compare.one(&format!("{path} {selector}"), &page(&output, path).texts(selector), wanted);
        }
    }
    for (path, selectors) in &expected.attributes {
        for (selector, wanted) in selectors {
            let (elements, attribute) = selector.rsplit_once(' ').unwrap();
            compare.one(&format!("{path} {selector}"), &page(&output, path).attributes(elements, attribute), wanted);
        }
    }
    compare_bodies(&mut compare, site, &output, &files);
    compare.wrong
}

/// Compares the body of every page with its file in `expected/`, if the site has that folder.
fn compare_bodies(compare: &mut Compare, site: &Path, output: &Path, files: &[String]) {
    let expected = site.join("expected");
    if !expected.is_dir() {
        return;
    }
    for path in files.iter().filter(|path| path.ends_with("index.html")) {
        let name = path.trim_end_matches("index.html").trim_end_matches('/');
        let golden = expected.join(if name.is_empty() { "index.html".to_owned() } else { format!("{name}.html") });
        let page = page(output, path);
        let bodies = page.elements(".prose").into_iter().map(|body| body.inner_html().trim().to_owned());
        let found = bodies.collect::<Vec<_>>().join("\n") + "\n";
        if std::env::var_os("UPDATE_SITES").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&golden).unwrap_or_default();
        compare.one(&format!("{path} .prose"), &vec![found], &vec![wanted]);
    }
}

struct Compare {
    site: String,
    wrong: Vec<String>,
}

impl Compare {
    fn one(&mut self, what: &str, found: &Vec<String>, wanted: &Vec<String>) {
        if found != wanted {
            self.wrong.push(format!("{} {what}:\n   found {found:?}\n  wanted {wanted:?}", self.site));
        }
    }
}

fn place(told: &Value) -> String {
    let word = |key: &str| told[key].as_str().map_or_else(|| told[key].to_string(), str::to_owned);
    let file = word("file");
    format!("{} {}:{}:{}", word("code"), file.trim_start_matches("./"), word("line"), word("column"))
}

fn page(output: &Path, path: &str) -> Page {
    Page::new(&std::fs::read_to_string(output.join(path)).unwrap_or_default())
}

/// What the menu of the home page shows. Its links are relative to the root.
fn menu(home: &Page) -> Vec<String> {
    let entries = home.elements("nav.menu li > a").into_iter().map(|link| {
        let href = link.attr("href").unwrap();
        let address = if href.contains("://") { href.to_owned() } else { format!("/{href}") };
        format!("{address} {}", link.text().collect::<String>().trim())
    });
    entries.collect()
}

/// What is written beside every page: Markdown twins, print pages, and the list for machines.
fn is_beside(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("index.md" | "print.html" | "llms.txt"))
}

/// Every file but the theme's and the list of files, in order.
fn files(output: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(output).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = walk
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(output).unwrap().to_string_lossy().into_owned());
    let mut files: Vec<String> = files
        .filter(|path| !path.starts_with("assets/") && path != ".sprintbook-manifest" && !is_beside(path))
        .collect();
    files.sort();
    files
}
