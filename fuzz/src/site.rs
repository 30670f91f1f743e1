//! The site that a text makes.

use std::cell::RefCell;

use jiff::civil::{Date, date};
use sprintbook::output::Artifact;
use sprintbook::pipeline::{self, Build, Memory, Settings, UrlStyle};
use sprintbook::source::{SourceFile, SourcePath, SourceTree};

/// The day of every report: within the sprint of most seeds, after those of others.
pub const TODAY: Date = date(2026, 4, 1);

thread_local! {
    /// Remembers the theme from text to text: reading it takes longer than a page.
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// A project of these files, by their paths; the last text of a path counts.
#[must_use]
pub fn tree(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> SourceTree {
    SourceTree::new("content", files.into_iter().map(|(path, bytes)| SourceFile::new(SourcePath::new(&path), bytes)))
}

/// What stands around each page of [`plain`]: as little as the templates of the pages need.
const PLAIN: &str = "<!doctype html>
<html lang=\"en\">
<head><title>{% block title %}{{ page.title }}{% endblock title %}</title>{% block head %}{% endblock head %}</head>
<body>
<header>{% block tools %}{% endblock tools %}</header>
<div class=\"shell\">{% block menu %}{% endblock menu %}<main>{% block main %}{% endblock main %}</main></div>
<footer>{% block footer %}End{% endblock footer %}</footer>
</body>
</html>
";

/// A project of these files, where raw HTML is `html`, without search, and with nothing around its pages. It is built four times
/// as fast as one with a menu, so that the fuzzer's time goes into what the files say.
#[must_use]
pub fn plain(html: &str, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> SourceTree {
    let own = [
        ("sprintbook.yaml", format!("title: Ours\nsearch: false\ntheme: plain\nhtml: {html}\n")),
        ("themes/plain/templates/base.html", PLAIN.to_owned()),
    ];
    tree(files.into_iter().chain(own.map(|(path, text)| (path.to_owned(), text.into_bytes()))))
}

/// The site of `tree`, at home at `base_url`, with links as `urls` says.
#[must_use]
pub fn build(tree: &SourceTree, base_url: Option<&str>, urls: Option<UrlStyle>) -> Build {
    let base_url = base_url.map(str::to_owned);
    let settings = Settings { today: TODAY, drafts: false, base_url, urls, overrides: Vec::new() };
    MEMORY.with_borrow_mut(|memory| pipeline::build(tree, &settings, memory))
}

/// Whether a browser takes the file at `path` for a page.
#[must_use]
pub fn is_html(path: &str) -> bool {
    path.ends_with(".html")
}

/// What sprintbook wrote as a page.
///
/// # Panics
/// If it is no text.
#[must_use]
pub fn text_of(artifact: &Artifact) -> &str {
    std::str::from_utf8(artifact.bytes()).expect("pages are text")
}
