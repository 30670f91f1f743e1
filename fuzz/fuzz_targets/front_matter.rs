//! Front matter and configuration of any text: what is wrong is told with its place, nothing of it runs in a reader's browser,
//! and the text that follows is not lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::Build;
use sprintbook::source::{SourcePath, SourceTree};
use sprintbook_fuzz::{assert_balanced, assert_harmless, build, files, is_html, tags, tell, text_of, tree};

const CONFIGURATION: &str = "sprintbook.yaml";

/// What follows the front matter.
const BODY: &str = "Thesewordsstay";

/// What each text is read as: with the lines that open and close it, and as it is.
const FORMS: &[(&str, &str, &str)] =
    &[("content/yaml.md", "---\n", "\n---\n"), ("content/toml.md", "+++\n", "\n+++\n"), ("content/plain.md", "", "")];

fuzz_target!(|text: &[u8]| {
    let text = String::from_utf8_lossy(text);
    let known = |name: &str| (name == CONFIGURATION || name == "_category_.yml").then(|| name.to_owned());
    let mut written = files(text.as_bytes(), "front matter", known);
    let front_matter: Vec<u8> =
        written.extract_if(.., |(name, _)| name == "front matter").flat_map(|(_, text)| text).collect();
    let front_matter = String::from_utf8_lossy(&front_matter);
    let pages = FORMS.iter().map(|(path, opens, closes)| {
        ((*path).to_owned(), format!("{opens}{front_matter}{closes}\n{BODY}\n").into_bytes())
    });
    let beside = written.into_iter().map(|(name, text)| match name.as_str() {
        CONFIGURATION => (name, text),
        _ => (format!("content/{name}"), text),
    });
    let tree = tree(pages.chain(beside).chain([("content/index.md".to_owned(), b"Home\n".to_vec())]));
    let built = build(&tree, None, None);
    tell(&built.diagnostics, &tree);
    let trusted = tree.get(&SourcePath::new(CONFIGURATION)).is_some_and(|file| has(&file.bytes, b"trusted"));
    if !trusted {
        assert_safe(&built);
    }
    assert_kept(&built, &tree, &front_matter);
});

fn assert_safe(built: &Build) {
    for (path, artifact) in built.plan.artifacts().filter(|(path, _)| is_html(path.as_str())) {
        let html = text_of(artifact);
        let tags = tags(html);
        if path.as_str() != "404.html" && !html.contains("http-equiv=\"refresh\"") {
            assert_harmless(&tags, html);
        }
        assert_balanced(&tags, html);
    }
    for (path, artifact) in built.plan.artifacts().filter(|(path, _)| path.as_str().ends_with(".xml")) {
        let told = roxmltree::Document::parse(text_of(artifact)).err();
        assert!(told.is_none(), "{path} is no XML: {told:?} {}", text_of(artifact));
    }
}

/// The body of each form is in the site, if its page is. Where the text closes the front matter itself, what follows is a body
/// too, and may hide the rest in HTML or in a block that is never closed: then something is told, or it is code.
fn assert_kept(built: &Build, tree: &SourceTree, front_matter: &str) {
    let pages = built.listing.pages();
    for (path, opens, _) in FORMS {
        let hides = front_matter.contains(['<', '`', '~', '$', '%', ':', '|', '{', '!']);
        let ends =
            opens.is_empty() || front_matter.lines().any(|line| matches!(line.trim_end(), "---" | "+++" | "..."));
        if hides && ends {
            continue;
        }
        let Some(page) = pages.iter().find(|page| page.source.as_deref() == Some(path)) else { continue };
        let twins = built.plan.artifacts().filter(|(_, artifact)| artifact.source.as_str() == *path);
        let kept = twins.into_iter().any(|(_, artifact)| has(artifact.bytes(), BODY.as_bytes()));
        let told =
            built.diagnostics.iter().any(|one| one.span.file.as_str() == *path && one.severity.as_str() == "error");
        let written = tree.get(&SourcePath::new(path)).map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        assert!(kept || told, "the body of {} is lost: {written:?} {:?}", page.address, built.diagnostics);
    }
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}
