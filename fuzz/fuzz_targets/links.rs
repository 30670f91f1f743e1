//! Pages with links of any text: each link that nobody was told about leads to a page, a file and a place that is there.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::{Build, UrlStyle};
use sprintbook_fuzz::{build, faults, files, plain, tell};

/// Files that may be named, and what they hold if the text does not say.
const FILES: &[(&str, &str)] = &[
    ("content/index.md", "Home\n"),
    ("content/roles/index.md", "# Roles\n\n## Who does what\n"),
    ("content/roles/lead.md", "# Lead\n\n## Day to day\n\n## Day to day\n"),
    ("content/roles/a b.md", "# Größe & Überblick\n"),
    ("content/01-start.md", "<a id=\"raw\"></a>\n\n## Überblick[^1]\n\n[^1]: Note\n"),
    ("content/Read.markdown", "Words\n"),
    ("content/draft.md", "---\ndraft: true\n---\n"),
    ("content/moved.md", "---\npermalink: /else/where/\naliases: [/old/, old.html]\n---\n## Here\n"),
    ("content/files/plan.pdf", "%PDF\n"),
    ("content/roles/pic.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
    ("static/x y.txt", "x\n"),
    ("docs/outside.md", "x\n"),
];

fuzz_target!(|text: &[u8]| {
    let text = String::from_utf8_lossy(text);
    let known = |name: &str| FILES.iter().find(|(path, _)| *path == name).map(|(path, _)| (*path).to_owned());
    let written = files(text.as_bytes(), "content/roles/lead.md", known);
    let own = FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let tree = plain("safe", own.chain(written));
    let base = (text.len() % 3 == 0).then_some("https://example.org/team/handbook/");
    let urls = if text.len() % 2 == 0 { UrlStyle::Pretty } else { UrlStyle::Files };
    let built = build(&tree, base, Some(urls));
    tell(&built.diagnostics, &tree);
    let _ = built.listing.links(&tree, &built.diagnostics);
    look_at(&built);
});

/// Each link that leads nowhere is told, in the file that its page is made of. A page that repeats the texts of others is made
/// of any of them.
fn look_at(built: &Build) {
    let told = |source: &str| {
        let of_links = built.diagnostics.iter().filter(|one| one.code.as_str().starts_with("link/"));
        of_links.filter(|one| source.is_empty() || one.span.file.as_str() == source).count()
    };
    for (path, faults) in faults(&built.plan, &built.base) {
        let source = built.plan.get(&path).map(|artifact| artifact.source.as_str().to_owned()).unwrap_or_default();
        let repeats = path.ends_with("print.html") || path == "404.html";
        let told = told(if repeats { "" } else { &source });
        assert!(faults.len() <= told, "{path}, from {source:?}: {faults:#?}, told: {:#?}", built.diagnostics);
    }
}
