//! What becomes of each construct in a body.

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
    let file = SourceFile::new(SourcePath::new("content/p.md"), format!("---\ntitle: P\n---\n{body}\n").into_bytes());
    let (document, diagnostics) = parse_document(&file, Markup::default());
    assert_eq!(diagnostics, [], "{body}");
    let links = &document.facts.links;
    document.body.filled(|link, html| html.extend(["to=\"", &links[link].target, "\""])).replace('\n', "")
}

#[test]
fn headings_have_ids_and_move_down_under_the_title() {
    let made = page("# One\n\n## Two `code`\n\n# One\n");
    let page = made.page("p/index.html");
    assert_eq!(page.attributes(".prose h2", "id"), ["one", "one-1"]);
    assert_eq!(page.attributes(".prose h3", "id"), ["two-code"]);
    assert_eq!(page.texts(".prose h2, .prose h3"), ["One", "Two code", "One"]);
    assert_eq!(page.texts("h1"), ["P"]);
}

#[test]
fn a_body_that_starts_with_two_hashes_keeps_its_levels() {
    let made = page("## One\n\n### Two");
    assert_eq!(made.page("p/index.html").elements(".prose h2").len(), 1);
    assert_eq!(made.page("p/index.html").elements(".prose h3").len(), 1);
}

#[test]
fn the_first_heading_is_the_title_where_there_is_no_other() {
    let made =
        Project::new(&[("content/index.md", "# Our team\n\nText\n\n## More\n"), ("content/way-of_working.md", "Text")])
            .build();
    let home = made.page("index.html");
    assert_eq!(home.texts("h1"), ["Our team"]);
    assert_eq!(home.texts(".prose h2"), ["More"]);
    assert_eq!(made.page("way-of_working/index.html").texts("h1"), ["Way of working"]);
}

#[test]
fn contents_are_listed_where_the_page_asks_for_them() {
    let made = page("[[toc]]\n\n# One\n\n## Part\n\n# Two & three\n");
    let page = made.page("p/index.html");
    assert_eq!(page.texts("nav.contents a"), ["One", "Part", "Two & three"]);
    assert_eq!(page.attributes("nav.contents a", "href"), ["#one", "#part", "#two--three"]);
    assert_eq!(page.texts("nav.contents li li a"), ["Part"]);
    assert_eq!(html("`[[toc]]`"), "<p><code>[[toc]]</code></p>");
    assert_eq!(self::page("[[toc]]]").told(), ["markdown/contents-typo content/p.md:4:1"]);
}

#[test]
fn boxes_have_a_kind_and_a_title() {
    let shown = html("::: warning Mind the gap\nText with *stress*.\n\n* a list\n:::\nAfter");
    let wanted = "<div class=\"box box-warning\" role=\"note\"><p class=\"box-title\">Mind the gap</p>\
                  <p>Text with <em>stress</em>.</p><ul><li>a list</li></ul></div><p>After</p>";
    assert_eq!(shown, wanted);
    assert!(html("::: alert\nx\n:::").contains("box-warning\" role=\"note\"><p class=\"box-title\">Alert</p>"));
    assert!(
        html("::: details More\nx\n:::")
            .starts_with("<details class=\"box box-details\"><summary>More</summary><p>x</p></details>")
    );
    assert!(
        html("> [!CAUTION]\n> Hot")
            .contains("box-danger\" role=\"note\"><p class=\"box-title\">Caution</p><p>Hot</p></div>")
    );
}

#[test]
fn boxes_nest_and_end_with_what_holds_them() {
    assert_eq!(html(":::: note\n::: tip\nx\n:::\n::::").matches("</div>").count(), 2);
    let made = page("* item\n\n  ::: tip\n  inside\n\nafter\n\n::: note\nopen");
    assert_eq!(made.told(), ["markdown/unclosed-box content/p.md:6:3", "markdown/unclosed-box content/p.md:11:1"]);
    let page = made.page("p/index.html");
    assert_eq!(page.texts(".prose li .box"), ["Tip inside"]);
    assert_eq!(page.texts(".prose > .box"), ["Note open"]);
}

#[test]
fn an_unknown_box_is_a_note_with_a_warning() {
    let made = page("::: warnign\nx\n:::");
    assert_eq!(made.told(), ["markdown/unknown-box content/p.md:4:1"]);
    assert_eq!(made.diagnostics()[0].help.as_deref(), Some("did you mean `warning`?"));
    assert_eq!(made.page("p/index.html").texts(".box-note .box-title"), ["Warnign"]);
}

#[test]
fn nothing_fires_inside_code() {
    let shown = html("```\n::: info\n[[toc]]\n- [ ] x[^1]\n:::\n```");
    assert!(shown.contains("<code>::: info[[toc]]- [ ] x[^1]:::</code>"), "{shown}");
}

#[test]
fn tables_scroll_in_a_named_region_and_align_by_class() {
    let shown = html("| a | b |\n|---|--:|\n| 1 | 2 |");
    let wanted = "<div class=\"table\" role=\"region\" aria-label=\"Table 1\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">a</th>\
                  <th scope=\"col\" class=\"right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"right\">2</td></tr></tbody></table></div>";
    assert_eq!(shown, wanted);
}

#[test]
fn a_task_may_be_the_term_of_a_definition() {
    let wanted = "<ul><li><dl><dt><label><input type=\"checkbox\" disabled checked> done</label></dt>\
                  <dd>what it means</dd></dl></li></ul>";
    assert_eq!(html("- [x] done\n  : what it means\n"), wanted);
}

#[test]
fn tasks_are_boxes_with_a_name() {
    let shown = html("- [x] done **now**\n- [ ] open\n  - sub");
    let wanted = "<ul class=\"tasks\"><li class=\"task\"><label><input type=\"checkbox\" disabled checked> done \
                  <strong>now</strong></label></li><li class=\"task\"><label><input type=\"checkbox\" disabled> open</label>\
                  <ul><li>sub</li></ul></li></ul>";
    assert_eq!(shown, wanted);
    assert!(html("- [x] a\n\n- [ ] b").contains("<p><label><input type=\"checkbox\" disabled checked> a</label></p>"));
}

#[test]
fn footnotes_stand_at_the_end_with_a_way_back() {
    let made = page("One[^b] two[^a] again[^b].\n\n[^a]: Note *a*.\n[^b]: Note b.");
    let page = made.page("p/index.html");
    assert_eq!(page.attributes(".footnote-ref a", "href"), ["#fn-1", "#fn-2", "#fn-1"]);
    assert_eq!(page.attributes(".footnote-ref", "id"), ["fnref-1", "fnref-2", "fnref-1-2"]);
    assert_eq!(page.texts(".footnotes li"), ["Note b. ↩", "Note a. ↩"]);
    assert_eq!(page.attributes(".footnotes .backref", "href"), ["#fnref-1", "#fnref-2"]);
}

#[test]
fn text_and_attributes_are_escaped() {
    let shown = html("a < b & \"c\" ![\\<alt> \"](https://x/y '<i>') `<b>`\n\n```<script>\n</code>\n```");
    assert!(shown.contains("a &lt; b &amp; &quot;c&quot;"), "{shown}");
    assert!(shown.contains("alt=\"&lt;alt&gt; &quot;\" title=\"&lt;i&gt;\""), "{shown}");
    assert!(!shown.contains("<script"), "{shown}");
}

#[test]
fn a_page_keeps_its_place_after_windows_line_ends_and_a_byte_order_mark() {
    let text = "\u{feff}---\r\ntitle: P\r\n---\r\n\r\n::: tip\r\n[x](nowhere.md)\r\n:::\r\n";
    let made = Project::new(&[("content/index.md", "Home"), ("content/p.md", text)]).build();
    assert_eq!(made.told(), ["link/no-such-page content/p.md:6:5"]);
    assert_eq!(made.page("p/index.html").texts(".box-tip a"), ["x"]);
}
