//! Where links lead, and what is told of those that lead nowhere.

use sprintbook::source::Span;

use crate::project::{Made, Project};

/// A handbook in which `text` stands on the page `content/teams/roles/lead.md`.
fn with_link(text: &str) -> Made {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n## Start here\n"),
        ("content/teams/index.md", "---\ntitle: Teams\n---\n# The unit is the team\n"),
        ("content/teams/roles/index.md", "---\ntitle: Roles\n---\n"),
        ("content/teams/roles/lead.md", &format!("---\ntitle: Lead\n---\n{text}\n")),
        ("content/teams/roles/tester.md", "---\ntitle: Tester\n---\n## Day by day\n"),
        ("content/teams/roles/secret.md", "---\ntitle: Secret\ndraft: true\n---\n"),
        ("content/teams/roles/team.png", "picture"),
        ("content/teams/roles/a b.png", "picture"),
        ("content/teams/pictures/one.png", "picture"),
        ("static/logo.svg", "picture"),
        ("content/sprints/s1.yaml", "start: 2026-01-12\nend: 2026-01-23\ncommitted: 24\ncompleted: 21\n"),
    ])
    .build()
}

fn href(target: &str) -> String {
    let made = with_link(&format!("[x]({target})"));
    assert_eq!(about_links(&made), Vec::<String>::new(), "{target}");
    made.page("teams/roles/lead/index.html").attributes(".prose a", "href").concat()
}

fn told(target: &str) -> (String, String) {
    let made = with_link(&format!("[x]({target})"));
    assert_eq!(about_links(&made).len(), 1, "{target}: {:?}", made.told());
    let help = made.diagnostics().iter().find(|told| told.code.as_str().starts_with("link/")).unwrap().help.clone();
    (about_links(&made).concat(), help.unwrap_or_default())
}

/// What is told of links; a target can be a mistake in other ways too.
fn about_links(made: &Made) -> Vec<String> {
    made.told().into_iter().filter(|told| told.starts_with("link/")).collect()
}

#[test]
fn links_to_files_lead_to_their_pages() {
    assert_eq!(href("tester.md"), "../tester/");
    assert_eq!(href("./tester.md#day-by-day"), "../tester/#day-by-day");
    assert_eq!(href("../index.md"), "../../");
    assert_eq!(href("/teams/roles/tester.md"), "../tester/");
    assert_eq!(href("/teams/roles/tester.html"), "../tester/");
    assert_eq!(href("team.png"), "../team.png");
    assert_eq!(href("../../sprints/s1.yaml"), "../../../sprints/s1/");
}

#[test]
fn links_to_addresses_are_read_both_ways() {
    assert_eq!(href("tester/"), "../tester/", "from the folder of the file");
    assert_eq!(href("../tester/"), "../tester/", "from the address of the page");
    assert_eq!(href("../../../sprints"), "../../../sprints/");
    assert_eq!(href("/sprints/s1/"), "../../../sprints/s1/");
    assert_eq!(href("../../#the-unit-is-the-team"), "../../#the-unit-is-the-team", "the reading that has the heading");
    assert_eq!(href("../../#start-here"), "../../../#start-here", "the reading that has the heading");
    assert_eq!(href("/?q=1#start-here"), "../../../?q=1#start-here");
}

#[test]
fn links_elsewhere_stay_as_they_are() {
    assert_eq!(href("https://example.org/a?b=c&d"), "https://example.org/a?b=c&d");
    assert_eq!(href("mailto:a@example.org"), "mailto:a@example.org");
    assert_eq!(href("//example.org"), "//example.org");
}

#[test]
fn each_kind_of_broken_link_is_told_apart() {
    let cases = [
        ("testr.md", "link/no-such-page", "did you mean `/teams/roles/tester`?"),
        ("nowhere-near", "link/no-such-page", "the nearest is"),
        ("tester.md#day-by-dya", "link/no-such-heading", "did you mean `#day-by-day`?"),
        ("#nothing", "link/no-such-heading", "that page has no headings"),
        ("teem.png", "link/no-such-file", "did you mean `/teams/roles/team.png`?"),
        ("Tester.md", "link/case", "write it as `tester.md`"),
        ("", "link/empty", "write where"),
        ("#", "link/placeholder", "placeholder"),
        ("TODO", "link/placeholder", "placeholder"),
        ("#tbd", "link/placeholder", "placeholder"),
        ("http:///x", "link/malformed", "https://example.org/page"),
        ("http:/example.org/x", "link/malformed", "did you mean `http://example.org/x`?"),
        ("<https://example.org/a b>", "link/malformed", "%20"),
        ("gone%zz.md", "link/malformed", "`%zz`"),
        ("example.org/x", "link/malformed", "did you mean `https://example.org/x`?"),
        ("..\\roles\\tester.md", "link/malformed", "`/` between folders"),
        ("{{x}}", "link/malformed", "template"),
        ("javascript:alert(1)", "link/scheme", "link to a page"),
        ("file:///C:/notes.md", "link/scheme", "beside the page"),
        ("secret.md", "link/to-draft", "--drafts"),
        ("../pictures", "link/no-such-page", "that folder has files but no page"),
        ("../../", "link/ambiguous", "`/` is taken"),
        ("../../../../outside.md", "link/no-such-page", "leads out of `content/`"),
    ];
    for (target, code, help) in cases {
        let (told, found) = told(target);
        assert!(told.starts_with(&format!("{code} content/teams/roles/lead.md:4:")), "{target}: {told}");
        assert!(found.contains(help), "{target}: {found}");
    }
}

#[test]
fn places_are_those_of_the_target() {
    assert_eq!(told("nowhere.md").0, "link/no-such-page content/teams/roles/lead.md:4:5");
    let made = with_link("é [a][ref] and ![b](b.png)\n\n[ref]: gone.md");
    assert_eq!(
        made.told(),
        ["link/no-such-file content/teams/roles/lead.md:4:21", "link/no-such-page content/teams/roles/lead.md:6:8"],
        "a link by reference is mended where its target is defined"
    );
    let made = with_link("[a][ref] [b][ref] [ref]\n\n[ref]: gone.md");
    assert_eq!(made.told(), ["link/no-such-page content/teams/roles/lead.md:6:8"], "one definition, one mistake");
}

#[test]
fn a_page_that_is_gone_is_not_the_list_of_its_folder() {
    let linked = |target: &str| {
        let home = format!("---\ntitle: Home\n---\n[x]({target})\n");
        Project::new(&[("content/index.md", &home), ("content/plans/next.md", "# Next\n")]).build().told().concat()
    };
    assert_eq!(linked("plans/index.md"), "", "the page of a folder that nobody wrote is made");
    assert_eq!(linked("plans/plans.md"), "link/no-such-page content/index.md:4:5");
}

#[test]
fn ids_in_html_can_be_linked_to() {
    assert_eq!(with_link("[x](#here)\n\n<a id=\"here\"></a>").told(), Vec::<String>::new());
}

#[test]
fn a_draft_section_hides_what_lies_below() {
    let mut project = Project::new(&[
        ("content/index.md", "Home"),
        ("content/plans/index.md", "---\ntitle: Plans\ndraft: true\n---\n"),
        ("content/plans/next.md", "---\ntitle: Next\n---\n"),
    ]);
    assert!(!project.build().paths().iter().any(|path| path.starts_with("plans/")));
    project.drafts = true;
    assert!(project.build().paths().contains(&"plans/next/index.html".to_owned()));
}

#[test]
fn scripts_are_no_links() {
    let spellings = [
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](JaVaScRiPt:x)",
        "[x](<java\tscript:x>)",
        "[x](javascript&colon;x)",
        "[x](&#106;avascript:x)",
        "[x](vbscript:x)",
        "[x](data:text/html,x)",
        "[x][y]\n\n[y]: javascript:x",
    ];
    for spelling in spellings {
        let made = with_link(spelling);
        assert_eq!(made.page("teams/roles/lead/index.html").attributes(".prose a", "href"), ["#"], "{spelling}");
        assert!(made.told().concat().starts_with("link/scheme content/teams/roles/lead.md:"), "{spelling}");
    }
    let picture = with_link("![x](data:image/png;base64,AA==)");
    assert_eq!(picture.told(), Vec::<String>::new());
    assert_eq!(
        picture.page("teams/roles/lead/index.html").attributes(".prose img", "src"),
        ["data:image/png;base64,AA=="]
    );
}

/// Where the only link of `lead.md` leads, and what is told of it: code, column and, where it can be mended, by what.
fn led(target: &str) -> (String, String) {
    let made = with_link(&format!("[x]({target})"));
    let href = made.page("teams/roles/lead/index.html").attributes(".prose a", "href").concat();
    let told = made.diagnostics().iter().map(|one| {
        let fix = one.fix.as_ref().map(|fix| format!(" {} => {}", fix.written, fix.replacement)).unwrap_or_default();
        format!("{} {}..{}{fix}", one.code, one.span.start, one.span.end)
    });
    (href, told.collect::<Vec<_>>().join("; "))
}

#[test]
fn loose_fragments_lead_to_the_heading_that_is_meant() {
    // The target begins at byte 24 of the file.
    let cases = [
        ("tester.md#Day-by-Day", "../tester/#day-by-day", "link/loose-heading 33..44 #Day-by-Day => #day-by-day"),
        ("tester.md#daybyday", "../tester/#day-by-day", "link/loose-heading 33..42 #daybyday => #day-by-day"),
        (
            "tester.md#d%C3%A4y-by-day",
            "../tester/#day-by-day",
            "link/loose-heading 33..49 #d%C3%A4y-by-day => #day-by-day",
        ),
        (
            "tester.md?a=1#Day_by_day",
            "../tester/?a=1#day-by-day",
            "link/loose-heading 37..48 #Day_by_day => #day-by-day",
        ),
        ("tester.md#day%2Dby%2Dday", "../tester/#day%2Dby%2Dday", ""),
        ("tester.md#tester", "../tester/", ""),
        ("tester.md#top", "../tester/#top", ""),
        ("tester.md#:~:text=anything", "../tester/#:~:text=anything", ""),
        (
            "../../#The-unit-is-the-team",
            "../../#the-unit-is-the-team",
            "link/loose-heading 30..51 #The-unit-is-the-team => #the-unit-is-the-team",
        ),
    ];
    for (target, href, told) in cases {
        assert_eq!(led(target), (href.to_owned(), told.to_owned()), "{target}");
    }
}

#[test]
fn a_fragment_that_is_like_two_headings_is_broken() {
    let made = with_link("## A-B\n\n## AB\n\n[x](#a--b)");
    assert_eq!(made.told(), ["link/no-such-heading content/teams/roles/lead.md:8:5"]);
}

#[test]
fn generators_that_speak_their_ids_are_understood() {
    let made = with_link("## R&D\n\n## Größe\n\n[x](#r-and-d) [y](#grosse) [z](#grö%C3%9Fe)");
    assert_eq!(
        made.page("teams/roles/lead/index.html").attributes(".prose p a", "href"),
        ["#rd", "#grosse", "#grö%C3%9Fe"]
    );
    let told =
        ["link/loose-heading content/teams/roles/lead.md:8:5", "link/no-such-heading content/teams/roles/lead.md:8:19"];
    assert_eq!(made.told(), told);
}

#[test]
fn the_heading_that_became_the_title_is_the_page() {
    assert_eq!(led("#lead"), ("#top".to_owned(), String::new()));
    assert_eq!(led("../index.md#teams"), ("../../".to_owned(), String::new()));
}

#[test]
fn case_is_forgiven_and_told() {
    let cases = [
        ("Tester.md", "../tester/", "link/case 24..33 Tester.md => tester.md"),
        (
            "../Roles/TESTER.md#day-by-day",
            "../tester/#day-by-day",
            "link/case 24..53 ../Roles/TESTER.md => ../roles/tester.md",
        ),
        ("/Teams/roles/tester/", "../tester/", "link/case 24..44 /Teams/roles/tester/ => /teams/roles/tester/"),
        ("Tester.html", "../tester/", "link/case 24..35 Tester.html => tester.html"),
        ("Team.PNG", "../team.png", "link/case 24..32 Team.PNG => team.png"),
        ("A%20B.png", "../a%20b.png", "link/case 24..33 A%20B.png => a%20b.png"),
        ("../Tester", "../tester/", "link/case 24..33 ../Tester => ../tester"),
        (
            "Tester.md#Day-by-day",
            "../tester/#day-by-day",
            "link/case 24..44 Tester.md => tester.md; link/loose-heading 33..44 #Day-by-day => #day-by-day",
        ),
    ];
    for (target, href, told) in cases {
        assert_eq!(led(target), (href.to_owned(), told.to_owned()), "{target}");
    }
}

#[test]
fn pages_that_moved_are_found_by_their_name_if_only_one_has_it() {
    let cases = [
        ("../../tester.md#day-by-day", "link/no-such-page 24..50 ../../tester.md => tester.md"),
        ("./old/tester.md", "link/no-such-page 24..39 ./old/tester.md => ./tester.md"),
        ("/tester/", "link/no-such-page 24..32 /tester/ => /teams/roles/tester/"),
        ("/old/tester.html", "link/no-such-page 24..40 /old/tester.html => /teams/roles/tester.html"),
        ("old/tester", "link/no-such-page 24..34 old/tester => tester"),
        ("old/tester.md#nothing", "link/no-such-page 24..45"),
        ("old/index.md", "link/no-such-page 24..36"),
        ("old/secret.md", "link/no-such-page 24..37"),
    ];
    for (target, told) in cases {
        assert_eq!(led(target).1, told, "{target}");
    }
}

#[test]
fn what_cannot_be_replaced_letter_by_letter_is_not_mended() {
    assert_eq!(led("<../Roles/a\\ b.png>").1, "link/malformed 25..42");
    assert_eq!(led("&#84;ester.md").1, "link/case 24..37", "written with an entity, so only a person can say how");
}

#[test]
fn links_may_be_written_as_a_code_host_shows_them() {
    assert_eq!(href("/content/teams/roles/tester.md"), "../tester/");
    assert_eq!(href("../../../content/teams/roles/tester.md"), "../tester/");
    assert_eq!(href("../../../static/logo.svg"), "../../../logo.svg");
    assert_eq!(href("/logo.svg"), "../../../logo.svg");
    assert_eq!(href("<a b.png>"), "../a%20b.png");
    assert_eq!(href("{{site.baseurl}}/teams/roles/tester/"), "../tester/");
}

#[test]
fn the_setting_decides_between_two_readings() {
    for (setting, href, told) in [
        ("auto", "../../../", vec!["link/ambiguous content/teams/roles/lead.md:4:5"]),
        ("source", "../../../", vec![]),
        ("url", "../../", vec![]),
    ] {
        let made = Project::new(&[
            ("sprintbook.yaml", &format!("links: {setting}\n")),
            ("content/index.md", "# Home\n"),
            ("content/teams/index.md", "# Teams\n"),
            ("content/teams/roles/index.md", "# Roles\n"),
            ("content/teams/roles/lead.md", "# Lead\n\n\n[x](../../)\n"),
        ])
        .build();
        assert_eq!(made.page("teams/roles/lead/index.html").attributes(".prose a", "href"), [href], "{setting}");
        assert_eq!(made.told(), told, "{setting}");
    }
}

#[test]
fn a_picture_of_a_page_is_none() {
    assert_eq!(with_link("![x](tester.md)").told(), ["link/no-such-file content/teams/roles/lead.md:4:6"]);
}

#[test]
fn accents_in_two_parts_are_the_same_letters() {
    let made =
        Project::new(&[("content/index.md", "[x](caf\u{e9}.md)\n"), ("content/cafe\u{301}.md", "# Caf\u{e9}\n")])
            .build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.page("index.html").attributes(".prose a", "href"), ["caf%C3%A9/"]);
}

/// What stands at the places of what is told of links on the page that is `text`.
fn underlined(text: &str) -> Vec<String> {
    let text = format!("---\ntitle: Lead\n---\n{text}\n");
    let made = Project::new(&[("content/index.md", "Home\n"), ("content/lead.md", &text)]).build();
    let of_links = made.diagnostics().iter().filter(|told| told.code.as_str().starts_with("link/"));
    let shown = |span: &Span| text.get(span.start..span.end).map_or_else(|| format!("{span:?}"), str::to_owned);
    of_links.map(|told| shown(&told.span)).collect()
}

#[test]
fn a_mistake_in_a_template_tag_is_told_at_the_tag() {
    for (text, wanted) in [
        ("[a]({% page \"/nö/\" %}) b", "{% page \"/nö/\" %}"),
        ("[a]({{ site.baseurl }}/nö/#é \"T\")", "{{ site.baseurl }}/nö/#é"),
        ("[a]({{< x y=\"ö\" >}})", "{{< x y=\"ö\" >}}"),
        ("[é]: {% link nö.md %}\n\n[é]", "{% link nö.md %}"),
        ("<a href=\"{% page '/nö/' %}\">a</a>", "{% page '/nö/' %}"),
        ("<a href=\"{% url 'ö' %}\">a</a>", "{% url 'ö' %}"),
        ("é {% image \"nö.png\" \"ö\" %} é", "nö.png"),
    ] {
        assert_eq!(underlined(text), [wanted], "{text}");
    }
}

#[test]
fn a_link_within_a_template_tag_has_its_own_place() {
    // The tag is no target, since no bracket ends it; what is in it is text.
    assert_eq!(underlined("[a]({% x <é> \\é) [b](#nö) <é>\n[c](#ü) %} d"), ["#nö", "#ü"]);
}

#[test]
fn a_fragment_has_its_own_place_only_where_the_target_stands_letter_by_letter() {
    assert_eq!(underlined("[a](?q=é#ü)"), ["#ü"]);
    // These references are as long as what they stand for, all together; but not before the fragment.
    let target = "?q=&nGt;&nGt;é#ü&nGt;&nGt;&amp;";
    assert_eq!(underlined(&format!("[a]({target})")), [target]);
}
