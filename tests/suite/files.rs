//! Odd file names, old addresses and tags by the hundred, and values that are not meant well.

use sprintbook::pipeline::Memory;

use crate::project::Project;

fn good() -> Project {
    Project::new(&[("content/index.md", "---\ntitle: Home\n---\n")])
}

/// Where links on a page lead that stands beside the file `name`, each written as in `targets`.
fn hrefs(name: &str, targets: &[&str]) -> Vec<String> {
    let links: Vec<String> = targets.iter().map(|target| format!("[x]({target})")).collect();
    let made = good()
        .with(&format!("content/{name}"), "---\ntitle: There\n---\n")
        .with("content/from.md", links.join("\n\n"))
        .build();
    assert_eq!(made.told(), Vec::<String>::new(), "{name}");
    made.page("from/index.html").attributes(".prose a", "href")
}

#[test]
fn odd_names_have_addresses_and_links_to_them_work() {
    assert_eq!(hrefs("a b.md", &["a%20b.md", "<a b.md>", "a%20b/"]), ["../a%20b/"; 3]);
    assert_eq!(hrefs("C#.md", &["C%23.md"]), ["../C%23/"]);
    assert_eq!(hrefs("100%.md", &["100%25.md", "<100%.md>"]), ["../100%25/"; 2]);
    assert_eq!(hrefs("Why?.md", &["Why%3F.md"]), ["../Why%3F/"]);
    assert_eq!(hrefs("v1.2.md", &["v1.2.md", "v1.2/"]), ["../v1.2/"; 2]);
    assert_eq!(hrefs("UPPER.md", &["UPPER.md"]), ["../UPPER/"]);
    assert_eq!(hrefs("cafe\u{301}.md", &["caf\u{e9}.md", "cafe\u{301}.md", "caf%C3%A9/"]), ["../caf%C3%A9/"; 3]);
    assert_eq!(hrefs("caf\u{e9}.md", &["cafe\u{301}.md"]), ["../caf%C3%A9/"]);
}

#[test]
fn odd_names_of_other_files_are_found() {
    let made = good()
        .with("content/e\u{301} #1.png", "picture")
        .with("content/a.md", "![x](%C3%A9%20%231.png) [y](/a%20b.pdf)")
        .with("static/a b.pdf", "file")
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.page("a/index.html").attributes(".prose img", "src"), ["../%C3%A9%20%231.png"]);
    assert!(made.paths().contains(&"\u{e9} #1.png".to_owned()), "{:?}", made.paths());
}

#[test]
fn names_that_differ_only_in_spelling_collide() {
    let made = good().with("content/cafe\u{301}.md", "A").with("content/caf\u{e9}.md", "B").build();
    assert_eq!(made.told(), ["page/duplicate-address content/caf\u{e9}.md:1:1"]);
    assert_eq!(made.diagnostics()[0].related[0].span.file.as_str(), "content/cafe\u{301}.md");
    let made = good().with("content/Roles/a.md", "A").with("content/roles/A.md", "B").build();
    let told = made.told();
    assert!(told.contains(&"output/collision content/roles/A.md:1:1".to_owned()), "{told:?}");
}

#[test]
fn nothing_can_be_a_file_and_a_folder() {
    let asks = |address: &str| {
        let made = good().with("content/a.md", format!("---\npermalink: {address}\n---\nText"));
        made.with("sprintbook.yaml", "base_url: https://example.org/\n").with("static/x/plan.pdf", "file").build()
    };
    for address in ["/sitemap.xml", "/robots.txt/deep/", "/llms.txt", "/X/plan.pdf/more/"] {
        assert_eq!(asks(address).told(), ["output/collision content/a.md:1:1"], "{address}");
    }
    assert_eq!(
        asks("/llms.txt").diagnostics()[0].message,
        "`llms.txt` would be a file of the site and also a folder, for `/llms.txt/`"
    );
    for address in ["/.git/hooks/", "/.sprintbook-manifest", "/.Sprintbook-new/1/"] {
        assert!(asks(address).told().iter().all(|told| told == "page/bad-address content/a.md:1:1"), "{address}");
        assert!(!asks(address).told().is_empty(), "{address}");
    }
    assert_eq!(asks("/.well-known/team/").told(), Vec::<String>::new());
}

#[test]
fn three_hundred_old_addresses_lead_on() {
    let aliases: Vec<String> = (0..300).map(|number| format!("/old/{number}/")).collect();
    let made = good().with("content/new.md", format!("---\naliases: [{}]\n---\n", aliases.join(", "))).build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.paths().iter().filter(|path| path.starts_with("old/")).count(), 300);
    assert_eq!(made.page("old/299/index.html").attributes("a", "href"), ["../../new/"]);
    assert!(
        made.text("old/0/index.html").contains("<noscript><meta http-equiv=\"refresh\" content=\"0; url=../../new/\">")
    );
}

#[test]
fn hundreds_of_tags_have_their_lists() {
    let pages = (0..10).fold(good(), |project, page| {
        let tags: Vec<String> = (0..50).map(|tag| format!("tag {}", page * 50 + tag)).collect();
        project.with(&format!("content/p{page}.md"), format!("---\ntags: [{}]\n---\n", tags.join(", ")))
    });
    let made = pages.build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.paths().iter().filter(|path| path.starts_with("tags/")).count(), 501);
    assert_eq!(made.page("tags/index.html").elements("section.inside li").len(), 500);
    assert_eq!(made.page("tags/tag-499/index.html").texts("section.inside a"), ["P9"]);
    assert_eq!(made.page("p0/index.html").elements("nav.menu li").len(), 10, "tags are not in the menu");
}

#[test]
fn values_that_nobody_expects_do_no_harm() {
    for text in [
        "title: <script>alert(1)</script>\ntags: [<b>x</b>, \"../../up\", \"\"]\nowner: <i>me</i>\nbanner: <u>x</u>\n",
        "tags: {a: b}\n",
        "aliases: [[a], {b: c}, null]\n",
        "related: [1, {x: y}, [[[a.md]]]]\n",
        "prev: [1]\nnext: 3\ncascade: 3\nsidebar: x\neleventyNavigation: 3\nsearch: {exclude: maybe}\n",
        "review_in: 99999999999999999999 years\nlast_reviewed_on: 9999-12-31\n",
        "last_reviewed_on: 9999-12-31\nreview_in: 99 years\n",
        "image: [a]\nlayout: {a: b}\nbanner: 3\nlang: \"en\\\" onload=x\"\n",
        "order: .nan\nweight: .inf\nnav_order: \"1e999\"\n",
        "redirect_to: \"//evil.example/\\nx\"\n",
    ] {
        let made = good().with("content/a.md", "A").with("content/p.md", format!("---\n{text}---\n")).build();
        for path in made.paths().iter().filter(|path| path.contains(".html")) {
            let html = made.text(path);
            let tags = ["<script>alert", "<b>x", "<i>me", "<u>x", "onload=x"];
            assert!(tags.iter().all(|tag| !html.contains(tag)), "{path}: {text}");
        }
    }
}

#[test]
fn an_old_address_keeps_its_page_when_links_name_files() {
    let made = good().with("content/a.md", "---\naliases: [/old/a/, /a.html]\n---\n").build();
    assert_eq!(made.page("a.html").attributes("a", "href"), ["a/"]);
    let script = made.page("old/a/index.html").attributes("script", "src");
    assert!(script[0].starts_with("../../assets/redirect."), "{script:?}");
}

#[test]
fn pages_that_swap_addresses_all_stay() {
    let made = good()
        .with("content/a.md", "---\ntitle: A\npermalink: /b/\n---\n")
        .with("content/b.md", "---\ntitle: B\npermalink: /a/\n---\n")
        .with("content/c/index.md", "---\ntitle: C\npermalink: /d/\n---\n")
        .with("content/d/x.md", "---\ntitle: X\n---\n")
        .with("content/from.md", "[a](a.md) [b](b.md) [c](c/index.md) [x](d/x.md)")
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.page("from/index.html").attributes(".prose a", "href"), ["../b/", "../a/", "../d/", "../d/x/"]);
    assert_eq!(made.page("index.html").texts("nav.menu li > a"), ["A", "B", "C", "X", "From"]);
}

#[test]
fn a_page_keeps_the_place_of_its_pictures_and_says_so_anew_when_one_changes() {
    let drawing = |size: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}/>");
    let text = "---\nbanner: a b.svg\n---\n![a](<a b.svg>)\n\n<img src=\"a%20b.svg\" alt=\"\">\n<img width=\"10\" src=\"a%20b.svg\" alt=\"\">\n\n![b](free.svg)\n";
    let project = Project::new(&[("content/index.md", text)])
        .with("content/a b.svg", drawing("width=\"640\" height=\"240\""))
        .with("content/free.svg", drawing("viewBox=\"0 0 4 3\""));
    let mut memory = Memory::default();
    let sizes = |made: &crate::project::Made| -> Vec<String> {
        let page = made.page("index.html");
        let said =
            |name: &'static str| move |image: &scraper::ElementRef<'_>| image.attr(name).unwrap_or("–").to_owned();
        page.elements("article img")
            .iter()
            .map(|image| [said("width")(image), said("height")(image)].join(" × "))
            .collect()
    };
    let made = project.build_with(&mut memory);
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(sizes(&made), ["640 × 240", "640 × 240", "640 × 240", "10 × –", "– × –"]);
    let made = project.with("content/a b.svg", drawing("width=\"64\" height=\"24\"")).build_with(&mut memory);
    assert_eq!(sizes(&made), ["64 × 24", "64 × 24", "64 × 24", "10 × –", "– × –"]);
}
