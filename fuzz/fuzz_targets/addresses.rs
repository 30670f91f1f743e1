//! Files of any name with headings of any words: everything that is written stays inside and can be written on any system, and
//! no source is lost without a word.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use libfuzzer_sys::fuzz_target;
use sprintbook::diagnostics::Severity;
use sprintbook::pipeline::Build;
use sprintbook::source::SourceTree;
use sprintbook_fuzz::{build, files, is_html, plain, tags, tell, text_of};
use unicode_normalization::UnicodeNormalization;

fuzz_target!(|text: &[u8]| {
    let text = String::from_utf8_lossy(text);
    let written = files(text.as_bytes(), "index.md", |name| (!name.is_empty()).then(|| name.to_owned()));
    let tree = plain("off", written.into_iter().map(|(name, bytes)| (format!("content/{name}"), bytes)));
    let built = build(&tree, None, None);
    tell(&built.diagnostics, &tree);
    let paths: Vec<&str> = built.plan.artifacts().map(|(path, _)| path.as_str()).collect();
    paths.iter().for_each(|path| assert_inside(path));
    let wrong = built.diagnostics.iter().any(|one| one.severity == Severity::Error);
    if !wrong {
        assert_apart(&paths);
    }
    assert_nothing_is_lost(&built, &tree);
    assert_headings_have_places(&built);
});

const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

fn assert_inside(path: &str) {
    assert!(!path.contains(|letter: char| letter.is_control() || letter == '\\'), "{path:?}");
    assert!(!path.starts_with('/') && path.len() <= 1024, "{path:?}");
    for part in path.split('/') {
        assert!(!matches!(part, "" | "." | ".."), "{path:?}");
        assert!(part.len() <= 255, "{path:?}");
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).unwrap_or_default();
        let port = number.chars().count() == 1 && "0123456789¹²³".contains(number);
        assert!(!DEVICES.contains(&stem.as_str()) && !port, "{path:?} is a device");
        let mut letters = part.chars();
        let drive = letters.next().is_some_and(|first| first.is_ascii_alphabetic()) && letters.next() == Some(':');
        assert!(!drive, "{path:?} is on a drive");
        assert!(!part.eq_ignore_ascii_case(".git"), "{path:?} is git's");
    }
}

/// No two paths are the same to a system that makes no difference between cases, or between spellings of an accent; and none is
/// a file as well as a folder.
fn assert_apart(paths: &[&str]) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in paths {
        let folded: String = path.nfc().collect::<String>().to_lowercase().nfc().collect();
        if let Some(other) = seen.insert(folded, path) {
            panic!("{path:?} and {other:?} are one file on many systems");
        }
    }
    for path in seen.keys() {
        for (slash, _) in path.match_indices('/') {
            assert!(!seen.contains_key(&path[..slash]), "{path:?} lies in a file");
        }
    }
}

/// Every page file is in the site, or something is said of it.
fn assert_nothing_is_lost(built: &Build, tree: &SourceTree) {
    let written: BTreeSet<&str> = built.plan.artifacts().map(|(_, artifact)| artifact.source.as_str()).collect();
    let related = |one: &sprintbook::diagnostics::Diagnostic| {
        let spans = one.related.iter().map(|related| related.span.file.clone());
        spans.chain([one.span.file.clone()]).collect::<Vec<_>>()
    };
    let told: BTreeSet<String> =
        built.diagnostics.iter().flat_map(related).map(|path| path.as_str().to_owned()).collect();
    let said = |path: &str| told.contains(path) || built.remarks.iter().any(|remark| remark.contains(path));
    for page in tree.files().filter(|file| file.path.as_str().ends_with(".md")) {
        let path = page.path.as_str();
        // Names that begin so are for other tools.
        let inside = path.strip_prefix("content/").unwrap_or(path);
        let aside = inside.split('/').any(|part| part.starts_with(['_', '.']));
        let draft = page.text().is_ok_and(|text| text.starts_with("---") || text.starts_with("+++"));
        assert!(aside || draft || inside == "SUMMARY.md" || written.contains(path) || said(path), "{path:?} is lost");
    }
}

/// Each heading has an id of its own, in which nothing ends an address.
fn assert_headings_have_places(built: &Build) {
    for (path, artifact) in built.plan.artifacts().filter(|(path, _)| is_html(path.as_str())) {
        let mut seen = BTreeSet::new();
        for tag in tags(text_of(artifact)).iter().filter(|tag| tag.begins) {
            let heading = tag.name.len() == 2
                && tag.name.starts_with('h')
                && tag.name.ends_with(|last: char| last.is_ascii_digit());
            let Some(id) = tag.get("id").filter(|_| heading) else { continue };
            assert!(
                !id.is_empty() && !id.contains(|letter: char| letter.is_whitespace() || letter.is_control()),
                "{id:?}"
            );
            assert!(seen.insert(id.to_owned()), "two headings {id:?} in {path}");
        }
    }
}
