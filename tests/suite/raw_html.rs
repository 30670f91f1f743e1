//! Raw HTML: what is kept, what is left out and told, and what keeps a page in shape.

use sprintbook::parse::{HtmlPolicy, Markup, parse_document};
use sprintbook::source::{SourceFile, SourcePath};

use crate::project::{Made, Project};

fn page(body: &str) -> Made {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/p.md", &format!("---\ntitle: P\n---\n{body}\n")),
    ])
    .build()
}

/// The HTML of a body without line ends, with each address as it was written, and the messages.
fn html(body: &str, policy: HtmlPolicy) -> (String, Vec<String>) {
    let file = SourceFile::new(SourcePath::new("content/p.md"), format!("---\ntitle: P\n---\n{body}\n").into_bytes());
    let (document, diagnostics) = parse_document(&file, Markup { html: policy, ..Markup::default() });
    let links = &document.facts.links;
    let html = document.body.filled(|link, html| html.extend(["<", &links[link].target, ">"])).replace('\n', "");
    (html, diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect())
}

fn safe(body: &str) -> (String, Vec<String>) {
    html(body, HtmlPolicy::Safe)
}

#[test]
fn harmless_tags_stay_as_they_are() {
    let body = "<div class=\"x\" data-y=1><kbd>K</kbd> a &amp; b</div>\n\nText <sup id=s>1</sup>";
    let wanted = "<div class=\"x\" data-y=\"1\"><kbd>K</kbd> a &amp; b</div><p>Text <sup id=\"s\">1</sup></p>";
    assert_eq!(safe(body), (wanted.to_owned(), vec![]));
}

#[test]
fn what_could_run_is_left_out_and_told_once_a_page() {
    let body = "<p onclick=\"a()\">x</p>\n\n<p ONCLICK='b()' style=\"color:red\">y</p>\n\n<script>alert(1)</script>\n\n\
                <form><input name=a>z</form>";
    let made = page(body);
    assert_eq!(
        made.told(),
        [
            "markdown/unsafe-html content/p.md:4:4",
            "markdown/unsafe-html content/p.md:6:18",
            "markdown/unsafe-html content/p.md:8:1",
            "markdown/unsafe-html content/p.md:10:1",
            "markdown/unsafe-html content/p.md:10:7",
        ]
    );
    assert_eq!(made.diagnostics()[0].message, "the script in `onclick` is left out (2 times on this page)");
    assert_eq!(safe(body).0, "<p>x</p><p>y</p>z");
}

#[test]
fn trusted_html_is_kept_to_the_letter() {
    let body = "<p  onclick='a()'  style=\"x\">x</p >\n\n<script>if (a < b) c()</script>\n\n<!-- note -->";
    let (shown, told) = html(body, HtmlPolicy::Trusted);
    assert_eq!(shown, "<p  onclick='a()'  style=\"x\">x</p ><script>if (a < b) c()</script><!-- note -->");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn trusted_html_that_is_left_open_is_for_the_browser() {
    let (shown, told) = html("a <b>b</i>\n\n- <div>c\n\nd</div>", HtmlPolicy::Trusted);
    assert_eq!(shown, "<p>a <b>b</i></p><ul><li><div>c</li></ul><p>d</div></p>");
    assert!(told.is_empty(), "{told:?}");
    let (shown, told) = html("<div id=\"a\n*b*", HtmlPolicy::Trusted);
    assert_eq!(shown, "<div id=\"a*b*");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("never ends; it may swallow what follows"), "{told:?}");
}

#[test]
fn html_that_is_off_is_text() {
    let (shown, told) = html("<div>a</div>\n\nb <i>c</i> <!-- d -->", HtmlPolicy::Off);
    assert_eq!(shown, "<p>&lt;div&gt;a&lt;/div&gt;</p><p>b &lt;i&gt;c&lt;/i&gt; </p>");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn the_policy_is_a_setting() {
    let project = |policy: &str| {
        Project::new(&[
            ("sprintbook.yaml", &format!("html: {policy}")),
            ("content/index.md", "a\n\n<div style=\"x\">b</div>"),
        ])
        .build()
    };
    assert_eq!(project("trusted").page("index.html").attributes(".prose div", "style"), ["x"]);
    assert_eq!(project("off").page("index.html").texts(".prose p"), ["a", "<div style=\"x\">b</div>"]);
    assert_eq!(project("safe").told(), ["markdown/unsafe-html content/index.md:3:6"]);
    assert!(project("sfae").told().contains(&"yaml/wrong-type sprintbook.yaml:1:7".to_owned()));
}

#[test]
fn addresses_in_raw_html_are_resolved_and_checked() {
    let project = Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        (
            "content/a/b.md",
            "<a href=\"../index.md\">up</a> <a href='/nope?a&amp;b' class=x>no</a>\n\n\
          <img src=\"p.png\" srcset=\"p.png 1x, q.png 2x\" alt=\"\">\n\n<video poster=\"p.png\" src=\"m.mp4\"></video>",
        ),
        ("content/a/p.png", "x"),
    ]);
    let made = project.build();
    let page = made.page("a/b/index.html");
    assert_eq!(page.attributes(".prose a", "href"), ["../../", "/nope?a&b"]);
    assert_eq!(page.attributes(".prose img", "src"), ["../p.png"]);
    assert_eq!(page.attributes(".prose img", "srcset"), ["../p.png 1x, q.png 2x"]);
    assert_eq!(page.attributes(".prose video", "poster"), ["../p.png"]);
    assert_eq!(
        made.told(),
        [
            "link/no-such-page content/a/b.md:1:39",
            "link/no-such-file content/a/b.md:3:36",
            "link/no-such-file content/a/b.md:5:28"
        ]
    );
}

#[test]
fn ids_of_raw_html_are_targets_of_links() {
    let made = page("[a](#x) [b](#y) [c](#z)\n\n<a name=\"x\"></a>\n\n<div\n  id='y'>text</div>");
    assert_eq!(made.told(), ["link/no-such-heading content/p.md:4:21"]);
}

#[test]
fn scripts_in_addresses_are_left_out_in_every_spelling() {
    for address in [
        "javascript:x",
        "JaVaScRiPt:x",
        " javascript:x",
        "java&#9;script:x",
        "java&NewLine;script:x",
        "&#1;javascript:x",
        "&#x6a;avascript&colon;x",
        "vbscript:x",
        "data:text/html,x",
    ] {
        let (shown, told) = safe(&format!("<a href=\"{address}\">x</a>"));
        assert_eq!(shown, "<p><a>x</a></p>", "{address}");
        assert_eq!(told, ["the script in `href` is left out"], "{address}");
        let made = page(&format!("[x](<{}>)\n", address.trim()));
        assert!(made.told()[0].starts_with("link/scheme content/p.md:4:"), "{address}: {:?}", made.told());
        assert_eq!(made.page("p/index.html").attributes(".prose a", "href"), ["#"], "{address}");
    }
}

#[test]
fn a_frame_from_elsewhere_becomes_a_link() {
    let (shown, told) = safe("<iframe src=\"https://v.example/1\" title=\"A film\"><b></iframe>");
    assert_eq!(shown, "<a <https://v.example/1>>A film</a>");
    assert_eq!(told, ["a frame from another site is left out"]);
    let (shown, _) = safe("<iframe src=\"map.html\"></iframe>");
    assert_eq!(shown, "<iframe src=\"<map.html>\"></iframe>");
}

#[test]
fn a_frame_ends_where_it_begins() {
    let (shown, told) = safe("a <iframe src=\"map.html\">No *frames* <b>here</b></IFRAME > b\n");
    assert_eq!(shown, "<p>a <iframe src=\"<map.html>\"></iframe> b</p>");
    assert!(told.is_empty(), "{told:?}");
    let (shown, _) =
        safe("a <iframe src=\"a.html\"> b <iframe src=\"b.html\"/> *c* <iframe src=\"//v.example\">d</iframe>\n");
    assert_eq!(
        shown,
        "<p>a <iframe src=\"<a.html>\"></iframe> b <iframe src=\"<b.html>\"></iframe> <em>c</em> <a <//v.example>>//v.example</a></p>"
    );
}

#[test]
fn a_frame_that_is_left_open_hides_nothing_that_follows() {
    let (shown, told) = safe("<iframe src=\"a.html\">\none\n\n*two*\n\n<iframe src=\"b.html\">\n\nthree\n");
    assert_eq!(
        shown,
        "<iframe src=\"<a.html>\"></iframe>one<p><em>two</em></p><iframe src=\"<b.html>\"></iframe><p>three</p>"
    );
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn what_is_left_open_ends_with_what_holds_it() {
    let (shown, told) = safe("- a <b>bold\n- <div>\n\n  block\n\nafter <i>x\n\n</div>");
    assert_eq!(shown, "<ul><li><p>a <b>bold</b></p></li><li><div><p>block</p></div></li></ul><p>after <i>x</i></p>");
    assert_eq!(told.len(), 4, "{told:?}");
    let home = page("<div><table><tr><td>\n\nx <b>\n");
    let page = home.page("p/index.html");
    assert_eq!(page.elements("main .prose td b").len(), 1);
    assert_eq!(page.elements(".prose footer, .prose nav, .prose .foot").len(), 0);
}

#[test]
fn a_part_of_a_drawing_ends_where_it_stands_even_outside_of_one() {
    let (shown, told) = safe("a <path d=\"M0 0\"/> b\n\n<svg><circle r=1 /></svg>");
    assert_eq!(shown, "<p>a <path d=\"M0 0\"></path> b</p><p><svg><circle r=\"1\"></circle></svg></p>");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn pieces_of_one_element_may_hold_markdown() {
    let (shown, told) =
        safe("<details>\n<summary>More</summary>\n\n* a\n\n</details>\n\n<ul><li>a<li>b</ul>\n\n<a id=\"x\"/>y");
    assert_eq!(
        shown,
        "<details><summary>More</summary><ul><li>a</li></ul></details><ul><li>a</li><li>b</li></ul><p><a id=\"x\"></a>y</p>"
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_broken_tag_never_takes_the_rest_of_the_page() {
    for body in ["<div class=\"x\n\n# After\n", "<a href=\"x>y</a>\n\n# After\n", "<div <p>\n\n# After\n"] {
        let made = page(body);
        assert_eq!(made.page("p/index.html").texts(".prose h2"), ["After"], "{body}");
    }
    let made = page("a\n\n<script>\nlost?\n\nstill here\n");
    assert!(made.text("p/index.html").contains("still here"));
    assert!(!made.text("p/index.html").contains("<script>\nlost"));
    assert_eq!(made.told().last().unwrap(), "markdown/unbalanced-html content/p.md:6:9");
}

#[test]
fn nothing_that_was_typed_becomes_a_script() {
    let body = "# <svg onload=a()>\n\n```\"><script>a()</script>\n```\n\n[x](y \"\\\"><script>a()</script>\")\n\n\
                [^<script>]: x\n\nx[^<script>] <img src=x onerror=a()> <svg><style><img src=x onerror=a()></style></svg>\n\n\
                ::: note <script>a()</script>\n:::\n\n*[A]: \"><script>a()</script>\n\nA <math><mi//xlink:href=\"data:x,<script>\">\n\n\
                <noscript><p title=\"</noscript><img src=x onerror=a()>\">\n\n## h {#\"><script> .\"><script>}\n";
    let made = page(body);
    let page = made.page("p/index.html");
    assert_eq!(page.elements("article script, article style, article math, article noscript").len(), 0);
    for name in ["onerror", "onload", "onclick", "xlink:href"] {
        assert!(page.attributes("article *", name).is_empty(), "{name}");
    }
}
