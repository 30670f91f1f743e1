//! What handbooks write beyond CommonMark: bare addresses, emoji, abbreviations, formulas, definition lists, boxes of other
//! generators, words in fences, template tags.

use sprintbook::parse::{Markup, parse_document};
use sprintbook::source::{SourceFile, SourcePath};

use crate::project::{Made, Project};

fn page(body: &str) -> Made {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n"),
        ("content/p.md", &format!("---\ntitle: P\n---\n{body}\n")),
    ])
    .build()
}

/// The HTML of a body without line ends, with each link as it was written.
fn html(body: &str) -> String {
    html_with(body, Markup::default())
}

fn html_with(body: &str, markup: Markup) -> String {
    let file = SourceFile::new(SourcePath::new("content/p.md"), format!("---\ntitle: P\n---\n{body}\n").into_bytes());
    let (document, diagnostics) = parse_document(&file, markup);
    assert_eq!(diagnostics, [], "{body}");
    let links = &document.facts.links;
    document.body.filled(|link, html| html.extend(["to=\"", &links[link].target, "\""])).replace('\n', "")
}

#[test]
fn bare_addresses_are_links() {
    assert_eq!(
        html("(see https://a.example/x_(y)), *www.b.example*, me@c.example."),
        "<p>(see <a to=\"https://a.example/x_(y)\">https://a.example/x_(y)</a>), \
         <em><a to=\"http://www.b.example\">www.b.example</a></em>, <a to=\"mailto:me@c.example\">me@c.example</a>.</p>"
    );
    assert_eq!(
        html("`https://a.example` [www.x.y](z)"),
        "<p><code>https://a.example</code> <a to=\"z\">www.x.y</a></p>"
    );
    assert_eq!(html("<a href=\"x\">https://a.example</a>"), "<p><a to=\"x\">https://a.example</a></p>");
    assert_eq!(html("    https://a.example").matches("<a").count(), 0);
}

#[test]
fn a_bare_address_has_its_own_place() {
    let made = page("see https://a.example, and https:// and http://a.example:x");
    let facts = made.text("p/index.html");
    assert!(facts.contains("<a href=\"https://a.example\" rel=\"external\">https://a.example</a>, and"), "{facts}");
}

#[test]
fn emoji_have_names() {
    let made = page("## Hi :wave:\n\n:tada: `:tada:` ![:tada:](x.png) 10:100:20");
    let page = made.page("p/index.html");
    assert_eq!(page.texts(".prose h2"), ["Hi 👋"]);
    assert_eq!(page.attributes(".prose h2", "id"), ["hi-wave"]);
    assert_eq!(page.texts(".prose p"), ["🎉 :tada: 10:100:20"]);
    assert_eq!(page.attributes(".prose img", "alt"), ["🎉"]);
}

#[test]
fn abbreviations_are_explained_wherever_they_stand() {
    let shown = html("The API, APIs and `API`.\n\n*[API]: Application <Interface>\n*[SLA]: x\n");
    let wanted = "<p>The <abbr title=\"Application &lt;Interface&gt;\">API</abbr>, APIs and <code>API</code>.</p>";
    assert_eq!(shown, wanted);
    assert_eq!(html("```\n*[API]: x\n```").matches("*[API]").count(), 1);
    let made = page("*[API]: x\n\n[a](nowhere.md)");
    assert_eq!(made.told(), ["link/no-such-page content/p.md:6:5"]);
}

#[test]
fn formulas_are_mathml_and_money_is_money() {
    assert_eq!(html("$x^2$"), "<p><math display=\"inline\"><msup><mi>x</mi><mn>2</mn></msup></math></p>");
    let formula = "<span class=\"math\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\"><math display=\"block\"><mi>x</mi></math></span>";
    assert!(html("$$\nx\n$$").contains(formula));
    assert!(html("```math\nx\n```").contains(formula));
    for money in ["from $5k to $10k", "US$5/US$6", "it is $5 for a, or 10$ for b", "`$x$`"] {
        assert!(!html(money).contains("<math"), "{money}");
    }
    assert_eq!(html("$5/**$10**"), "<p>$5/<strong>$10</strong></p>");
    let made = page("Text $\\nonesuch{x}$.");
    assert_eq!(made.told(), ["markdown/maths content/p.md:4:6"]);
    assert_eq!(made.page("p/index.html").texts(".prose code"), ["\\nonesuch{x}"]);
}

#[test]
fn definition_lists_have_terms() {
    let shown = html("Term\n: What *it* is\n: Or this\n\nOther\n\n:   A paragraph\n\n    And another");
    assert!(shown.starts_with("<dl><dt>Term</dt><dd>"), "{shown}");
    assert_eq!((shown.matches("<dt>").count(), shown.matches("<dd>").count()), (2, 3), "{shown}");
    assert_eq!(html("::: tip\nx\n:::\n\nTerm\n: y").matches("<dd>").count(), 1);
    assert_eq!(html("a: b\n:c").matches("<dl>").count(), 0);
}

#[test]
fn headings_take_ids_in_every_form() {
    let made = page("## A {#one .x}\n\n## B {: #two .y }\n\n## C\n{: #three .z }\n\nD\n---\n{:#four}\n");
    let page = made.page("p/index.html");
    assert_eq!(page.attributes(".prose h2", "id"), ["one", "two", "three", "four"]);
    assert_eq!(page.attributes(".prose h2", "class"), ["x", "y", "z"]);
    assert_eq!(page.texts(".prose > *"), ["A", "B", "C", "D"]);
    let made = self::page("## A {#one\u{1}}\n\n## B {#\u{1}}\n");
    assert_eq!(
        made.page("p/index.html").attributes(".prose h2", "id"),
        ["one", "b"],
        "no link could be written to others"
    );
}

#[test]
fn boxes_of_mkdocs_are_indented() {
    let shown = html("!!! Warning \"Mind *it*\"\n    Text\n\n    * list\n\n        code\nAfter");
    let wanted = "<div class=\"box box-warning\" role=\"note\"><p class=\"box-title\">Mind *it*</p><p>Text</p>\
                  <ul><li><p>list</p><p>code</p></li></ul></div><p>After</p>";
    assert_eq!(shown, wanted);
    assert_eq!(
        html("??? tip\n    x\n\n???+ bug \"Open\"\n    y"),
        "<details class=\"box box-details box-tip\"><summary>Tip</summary><p>x</p></details>\
         <details class=\"box box-details box-danger\" open><summary>Open</summary><p>y</p></details>"
    );
    let nested = html("1. item\n\n    !!! note\n        inner\n\n        !!! tip\n            deep\n\n    last");
    assert_eq!(nested.matches("role=\"note\"").count(), 2, "{nested}");
    assert!(nested.ends_with("<p>deep</p></div></div><p>last</p></li></ol>"), "{nested}");
    let made = page("!!! note\n    [x](nope.md)\n");
    assert_eq!(made.told(), ["link/no-such-page content/p.md:5:9"]);
}

#[test]
fn boxes_of_other_generators() {
    let title = |body: &str| {
        let made = page(body);
        assert_eq!(made.told(), [""; 0], "{body}");
        let page = made.page("p/index.html");
        (page.attributes(".box", "class").join("; "), page.texts(".box").join("; "))
    };
    let found = |class: &str, text: &str| (format!("box box-{class}"), text.to_owned());
    assert_eq!(title("{% hint style=\"danger\" %}\nHot **x**\n{% endhint %}"), found("danger", "Danger Hot x"));
    assert_eq!(title("!!! warning Wet\npaint\n!!!"), found("warning", "Wet paint"));
    assert_eq!(title(":::caution[Wet]\npaint\n:::"), found("warning", "Wet paint"));
    assert_eq!(title("::: success\nx\n:::"), found("tip", "Success x"));
    assert_eq!(html("Wow!!!\n\n!!!\n\n!!! note\n\nx").matches("box").count(), 0);
}

#[test]
fn a_box_in_a_box_of_another_form_ends_with_it() {
    let made = page("!!! note\n    ::: tip\n    x\n\nafter\n");
    assert_eq!(made.told(), ["markdown/unclosed-box content/p.md:5:5"]);
    assert_eq!(made.page("p/index.html").texts(".prose > p"), ["after"]);
}

#[test]
fn contents_markers_of_other_generators() {
    for marker in ["<!-- toc -->", "* TOC\n{:toc}", "{:toc}", "[[_TOC_]]", "[TOC]"] {
        let made = page(&format!("{marker}\n\n## One\n"));
        assert_eq!(made.page("p/index.html").texts("nav.contents a"), ["One"], "{marker}");
        assert_eq!(made.told(), [""; 0], "{marker}");
    }
    assert_eq!(page("[[TOC]\n\n## One\n").told(), ["markdown/contents-typo content/p.md:4:1"]);
}

#[test]
fn fences_have_titles_and_marked_lines() {
    let shown = html("```text title=\"a <b>.txt\" {2}\none\ntwo\nthree\n```");
    let wanted = "<figure><figcaption>a &lt;b&gt;.txt</figcaption><pre tabindex=\"0\" role=\"group\" aria-label=\"Code: text\">\
                  <code class=\"language-text\">one<mark>two</mark>three</code></pre></figure>";
    assert_eq!(shown, wanted);
}

#[cfg(feature = "highlight")]
#[test]
fn code_has_colours_by_classes() {
    let shown = html("```yaml\n# note\nkey: \"v\"\n```");
    assert!(
        shown.contains(
            "<span class=\"c\"># note</span><span class=\"t\">key</span>: <span class=\"s\">&quot;v&quot;</span>"
        ),
        "{shown}"
    );
    assert!(html("```nonesuch\nif x\n```").contains("<code class=\"language-nonesuch\">if x</code>"));
}

#[test]
fn template_tags_stay_text_and_are_told_once_a_kind() {
    let made = page("{{ a }} and {{ b }}\n\n{% include c.html %}\n\n{{< d >}}\n\n`{{ code }}`\n\n```\n{% raw %}\n```");
    assert_eq!(
        made.told(),
        [
            "markdown/template-tag content/p.md:4:1",
            "markdown/template-tag content/p.md:6:1",
            "markdown/template-tag content/p.md:8:1"
        ]
    );
    assert_eq!(
        made.diagnostics()[0].message,
        "`{{ … }}` is shown as text: pages are not templates (2 times on this page)"
    );
    assert_eq!(made.page("p/index.html").texts(".prose p")[1], "{% include c.html %}");
}

#[test]
fn references_that_are_not_defined_are_told() {
    let made = page("[a][policy] [policies][] [b] list[i][j] [x][polices]\n\n[policies]: https://x.example");
    assert_eq!(
        made.told(),
        ["markdown/undefined-reference content/p.md:4:1", "markdown/undefined-reference content/p.md:4:41"]
    );
    assert_eq!(made.diagnostics()[1].help.as_deref(), Some("did you mean `[policies]`?"));
}

#[test]
fn punctuation_is_smart_only_by_setting() {
    assert_eq!(html("\"a\" -- b..."), "<p>&quot;a&quot; -- b...</p>");
    let smart = Markup { smart_punctuation: true, ..Markup::default() };
    assert_eq!(html_with("\"a\" -- b...", smart), "<p>“a” – b…</p>");
}

#[test]
fn hostile_text_takes_time_in_step_with_its_length() {
    let many = 50_000;
    let bodies = [
        ">".repeat(many),
        "[".repeat(many),
        "*".repeat(many),
        "(".repeat(many),
        "![".repeat(many),
        "<a ".repeat(many),
        "<a href=\"".repeat(many),
        "<!-- ".repeat(many),
        "www._".repeat(many),
        "a@".repeat(many),
        ":a".repeat(many),
        "{{ ".repeat(many),
        "$a".repeat(many),
        "http://".repeat(many),
        "[a][b] ".repeat(many),
        "::: note\n".repeat(5_000),
        "!!! note\n".repeat(many),
        "# Same\n".repeat(10_000),
        "<b>".repeat(5_000),
        "<div>\n\n".repeat(5_000),
        "https://a.example/ ".repeat(10_000),
        "a ".repeat(500_000),
        "*[A]: b\n".repeat(10_000),
        "&amp;".repeat(many),
        format!("```rust\n{}\n```", "(".repeat(many)),
        format!("${}$", "{".repeat(many)),
        "x[^a]".repeat(10_000),
        (0..200).map(|depth| "    ".repeat(depth) + "!!! note\n").collect(),
    ];
    for body in bodies {
        let file = SourceFile::new(SourcePath::new("content/p.md"), body.into_bytes());
        let before = std::time::Instant::now();
        let (document, _) = parse_document(&file, Markup::default());
        assert!(!document.body.html.contains("<script"));
        let took = before.elapsed();
        assert!(took.as_secs() < 20, "{took:?} for {:?}", &file.text().unwrap()[..40]);
    }
}
