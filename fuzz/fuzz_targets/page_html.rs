//! A page of any Markdown and HTML, with `html: safe` and `html: off`: nothing of it runs in a reader's browser, every tag is
//! closed, what stands around the text stays as it is, and a text that is longer takes longer in proportion.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sprintbook::pipeline::Build;
use sprintbook_fuzz::{Page, assert_balanced, assert_harmless, build, is_html, plain, tags, tell, text_of};

const PAGE: &str = "page/index.html";

fuzz_target!(|text: &[u8]| {
    let text = String::from_utf8_lossy(text);
    let policy = if text.len() % 4 == 0 { "off" } else { "safe" };
    look_at(&site(&text, policy));
    // Some texts are read many times over, to see what becomes of long ones.
    if text.len() % 32 == 31 {
        assert_linear(&text);
    }
});

fn site(text: &str, policy: &str) -> Build {
    let files = [
        ("content/index.md".to_owned(), b"Home\n".to_vec()),
        ("content/page.md".to_owned(), format!("---\norder: 1\n---\n{text}").into_bytes()),
    ];
    let tree = plain(policy, files);
    let built = build(&tree, None, None);
    tell(&built.diagnostics, &tree);
    built
}

fn look_at(built: &Build) {
    for (path, artifact) in built.plan.artifacts().filter(|(path, _)| is_html(path.as_str())) {
        if path.as_str() == "404.html" {
            continue;
        }
        let html = text_of(artifact);
        let tags = tags(html);
        assert_harmless(&tags, html);
        assert_balanced(&tags, html);
        if path.as_str() == PAGE {
            assert_eq!(Page::new(html).frame(), *ordinary(), "the frame around the text: {html}");
        }
    }
    assert!(built.plan.get(PAGE).is_some(), "the page is lost");
    for (path, artifact) in built.plan.artifacts().filter(|(path, _)| path.as_str().ends_with(".xml")) {
        let told = roxmltree::Document::parse(text_of(artifact)).err();
        assert!(told.is_none(), "{path} is no XML: {told:?} {}", text_of(artifact));
    }
}

/// The frame of a page with nothing unusual in it.
fn ordinary() -> &'static Vec<String> {
    static FRAME: OnceLock<Vec<String>> = OnceLock::new();
    FRAME.get_or_init(|| {
        let built = site("Words\n", "safe");
        let page = built.plan.get(PAGE).expect("a page of words");
        Page::new(text_of(page)).frame()
    })
}

/// Four times the text may take some more than four times as long, but not sixteen times.
fn assert_linear(text: &str) {
    let seconds = |times: usize| {
        let before = processor_seconds();
        site(&text.repeat(times), "safe");
        Some(processor_seconds()? - before?)
    };
    let (Some(short), Some(long)) = (seconds(8), seconds(32)) else { return };
    assert!(long < 0.5 || long < 10.0 * short, "32 times this text took {long} s, 8 times {short} s");
}

/// What this process has used of the processor, in steps of 10 ms; nothing where the system does not say.
fn processor_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}
