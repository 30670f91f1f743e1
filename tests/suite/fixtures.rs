//! Real handbooks, whose menu, contents and links are known from the generators that published them. They run where the
//! folder of fixtures is.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::project::{Page, run_in, shared};

fn built(folder: &std::path::Path) -> (tempfile::TempDir, crate::project::Ran) {
    let output = tempfile::tempdir().unwrap();
    let site = output.path().join("site");
    let ran = run_in(folder, &["build", ".", "-o", site.to_str().unwrap(), "--format", "json"]);
    (output, ran)
}

fn page(output: &tempfile::TempDir, url: &str) -> Page {
    let path = output.path().join("site").join(url.trim_start_matches('/')).join("index.html");
    Page::new(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// The address that `href` on the page at `url` leads to.
fn absolute(url: &str, href: &str) -> String {
    let (path, fragment) = href.split_at(href.find('#').unwrap_or(href.len()));
    let mut parts: Vec<&str> = url.trim_matches('/').split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let joined = parts.join("/");
    if joined.is_empty() { format!("/{fragment}") } else { format!("/{joined}/{fragment}") }
}

#[test]
fn the_handbook_of_2021_comes_out_as_it_was_published() {
    let Some(folder) = shared("fixtures/handbook-2021") else { return };
    let expected: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).unwrap()).unwrap();
    let (output, ran) = built(&folder.join("content"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let menu: Vec<(u64, String, String)> = expected["menu"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry[0].as_u64().unwrap(), entry[1].as_str().unwrap().into(), entry[2].as_str().unwrap().into()))
        .collect();
    for (url, wanted) in expected["pages"].as_object().unwrap() {
        let page = page(&output, url);
        assert_eq!(page.texts("h1"), [wanted["title"].as_str().unwrap()], "{url}");
        assert_eq!(page.texts(".prose h2[id]"), strings(&wanted["headings"]), "{url}");
        assert_eq!(page.texts("nav.contents a"), strings(&wanted["contents"]), "{url}");
        assert_eq!(page.texts("nav.crumbs a"), strings(&wanted["breadcrumbs"]), "{url}");
        assert_eq!(page.texts("section.inside a"), strings(&wanted["in_this_section"]), "{url}");
        assert_eq!(page.elements("main .box").len() as u64, wanted["boxes"].as_u64().unwrap(), "{url}");
        assert_eq!(menu_of(&page, url), menu, "{url}");
    }
    assert_eq!(page_count(&output), expected["pages"].as_object().unwrap().len());
    check_links(&output, &expected);
}

fn menu_of(page: &Page, url: &str) -> Vec<(u64, String, String)> {
    let entries = page.elements("nav.menu li > a").into_iter().map(|link| {
        let depth = link
            .ancestors()
            .filter(|node| node.value().as_element().is_some_and(|element| element.name() == "ul"))
            .count();
        let words: String = link.text().collect();
        (depth as u64, words, absolute(url, link.attr("href").unwrap()))
    });
    entries.collect()
}

fn page_count(output: &tempfile::TempDir) -> usize {
    // Lists of tags come on top of the pages that somebody wrote.
    let walk = walkdir::WalkDir::new(output.path()).into_iter().filter_entry(|entry| entry.file_name() != "tags");
    walk.filter(|entry| entry.as_ref().unwrap().file_name() == "index.html").count()
}

fn check_links(output: &tempfile::TempDir, expected: &Value) {
    for (source, links) in expected["links"].as_object().unwrap() {
        let url = format!("/{}/", source.trim_end_matches(".md"));
        let page = page(output, &url);
        let found: Vec<String> =
            page.attributes("main article a", "href").iter().map(|href| absolute(&url, href)).collect();
        for target in links.as_object().unwrap().values() {
            assert!(found.contains(&target.as_str().unwrap().to_owned()), "{url} has no link to {target}: {found:?}");
        }
    }
}

#[test]
fn the_broken_links_of_the_handbook_of_2021_are_told() {
    let Some(folder) = shared("fixtures/handbook-2021/content") else { return };
    let ran = run_in(&folder, &["check", ".", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let told: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let by_code: BTreeMap<&str, &Value> = told.iter().map(|entry| (entry["code"].as_str().unwrap(), entry)).collect();
    assert_eq!(by_code.len(), told.len());
    assert_eq!(by_code.keys().copied().collect::<Vec<_>>(), ["link/no-such-page", "link/placeholder"]);
    let broken = by_code["link/no-such-page"];
    assert_eq!(
        (&broken["file"], &broken["line"], &broken["column"]),
        (&"teams/index.md".into(), &34.into(), &50.into())
    );
    assert!(broken["help"].as_str().unwrap().contains("roles/product-manager"), "{broken}");
    let placeholder = by_code["link/placeholder"];
    assert_eq!((&placeholder["file"], &placeholder["line"]), (&"teams/roles/delivery-manager.md".into(), &15.into()));
}

#[test]
fn real_guidance_builds_with_every_page_in_order() {
    let Some(folder) = shared("fixtures/guidance/content") else { return };
    let (output, ran) = built(&folder);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("error"), "{}", ran.err);
    let sources = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let sources = sources.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"));
    assert_eq!(page_count(&output), sources.count());
    // The `order` of the top pages is 1, 1, 3, 3, 3, 5, 5; equal ones stand by title.
    let wanted = [
        "Accessibility statement",
        "How we use cookies",
        "Patterns",
        "Principles",
        "Standards",
        "About",
        "Provide feedback",
    ];
    assert_eq!(page(&output, "/").texts("section.inside a"), wanted);
}
