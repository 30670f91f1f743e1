//! What is written beside the pages: for search engines, feed readers, language models and printers.

use jiff::civil::date;
use sprintbook::pipeline::{Memory, Settings, build};
use sprintbook::source::{Commit, History, SourcePath};

use crate::project::{Project, TODAY};

const BASE: &str = "base_url: https://example.org/team\n";

fn handbook() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "title: Ours & yours\ndescription: How we work\nbase_url: https://example.org/team\n"),
        ("content/index.md", "---\ntitle: Home\nupdated: 2026-11-02\n---\nSee [roles](roles/index.md).\n"),
        ("content/roles/index.md", "# Roles\n\nWho does what.\n"),
        (
            "content/roles/developer.md",
            "---\ntitle: Developer\ndescription: Builds <it>\nlast_update: {date: 2026-11-20}\n---\n## Day\n\nWith the [tester](tester.md#day \"T\"), [again][t], ![board](../board.svg), [here](#day), [out](https://example.org/x.md).\n\n[t]: ../tester/index.md\n",
        ),
        (
            "content/roles/tester.md",
            "---\ntitle: Tester\ndate: 2026-01-05\n---\n# Tester\n\n## Day\n\nSee [home](../index.md).\n",
        ),
        ("content/board.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
}

/// The site of `project` whose files have `history`.
fn with_history(project: &Project, history: History) -> sprintbook::pipeline::Build {
    let mut tree = project.tree();
    tree.history = history.into();
    let settings = Settings { today: TODAY, drafts: false, base_url: None, urls: None, overrides: Vec::new() };
    build(&tree, &settings, &mut Memory::default())
}

#[test]
fn the_sitemap_has_every_page_and_no_draft() {
    let made = handbook().with("content/plan.md", "---\ntitle: Plan\ndraft: true\n---\n").build();
    assert_eq!(
        made.text("sitemap.xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>https://example.org/team/</loc><lastmod>2026-11-02</lastmod></url>\n\
         <url><loc>https://example.org/team/roles/</loc></url>\n\
         <url><loc>https://example.org/team/roles/developer/</loc><lastmod>2026-11-20</lastmod></url>\n\
         <url><loc>https://example.org/team/roles/tester/</loc><lastmod>2026-01-05</lastmod></url>\n</urlset>\n"
    );
    assert_eq!(made.text("robots.txt"), "User-agent: *\nAllow: /\n\nSitemap: https://example.org/team/sitemap.xml\n");
}

#[test]
fn the_feed_has_what_was_changed_last_first() {
    let feed = handbook().build().text("feed.xml");
    let titles: Vec<&str> = feed.split("<title>").skip(1).map(|rest| rest.split_once("</title>").unwrap().0).collect();
    assert_eq!(titles, ["Ours &amp; yours", "Developer", "Home", "Tester"]);
    assert!(feed.contains("<updated>2026-11-20T00:00:00Z</updated>\n<link rel=\"alternate\""), "{feed}");
    assert!(feed.contains("<id>https://example.org/team/roles/developer/</id>"), "{feed}");
    assert!(feed.contains("<summary>Builds &lt;it&gt;</summary>"), "{feed}");
}

#[test]
fn without_an_address_nothing_that_needs_one_is_made() {
    let made = handbook().with("sprintbook.yaml", "title: Ours\n").build();
    assert_eq!(made.told(), Vec::<String>::new());
    let paths = made.paths();
    assert!(!paths.iter().any(|path| path == "sitemap.xml" || path == "feed.xml"), "{paths:?}");
    assert_eq!(made.text("robots.txt"), "User-agent: *\nAllow: /\n");
    assert_eq!(made.build.remarks, ["no sitemap.xml, feed.xml and whole addresses: they need `base_url`"]);
    let home = made.page("index.html");
    assert!(
        home.elements("link[rel=canonical], link[type='application/atom+xml'], meta[property='og:url']").is_empty()
    );
}

#[test]
fn files_of_the_projects_own_are_left_alone() {
    let made = handbook().with("static/robots.txt", "mine").with("static/llms.txt", "mine").build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!((made.text("robots.txt"), made.text("llms.txt")), ("mine".to_owned(), "mine".to_owned()));
    let made = handbook().with("static/roles/print.html", "mine").build();
    assert_eq!(made.told(), ["output/collision content/roles/index.md:1:1"], "a pack is never lost in silence");
    let made = handbook().with("content/print.md", "A page").with("content/roles/print/index.md", "Another").build();
    assert_eq!(made.told(), Vec::<String>::new(), "pages called print have addresses of their own");
}

#[test]
fn pages_say_where_they_are_and_what_other_sites_show() {
    let made = handbook().with("content/roles/tester.md", "---\ntitle: Tester\nimage: ../board.svg\n---\n");
    let made = made.with("content/lead.md", "---\ntitle: Lead\nbanner: /board.svg\n---\n").build();
    let head = |path: &str, selector: &str, name: &str| made.page(path).attributes(selector, name).concat();
    let page = "roles/developer/index.html";
    assert_eq!(head(page, "link[rel=canonical]", "href"), "https://example.org/team/roles/developer/");
    assert_eq!(head(page, "meta[property='og:url']", "content"), "https://example.org/team/roles/developer/");
    assert_eq!(head(page, "meta[property='og:title']", "content"), "Developer");
    assert_eq!(head(page, "meta[property='og:type']", "content"), "article");
    assert_eq!(head("index.html", "meta[property='og:type']", "content"), "website");
    assert_eq!(head(page, "meta[name='twitter:card']", "content"), "summary");
    assert_eq!(head(page, "link[type='application/atom+xml']", "href"), "../../feed.xml");
    assert_eq!(head(page, "link[type='text/markdown']", "href"), "index.md");
    assert_eq!(head("lead/index.html", "meta[property='og:image']", "content"), "https://example.org/team/board.svg");
    assert_eq!(head("lead/index.html", "meta[name='twitter:card']", "content"), "summary_large_image");
    assert_eq!(
        head("roles/tester/index.html", "meta[property='og:image']", "content"),
        "https://example.org/team/board.svg"
    );
}

#[test]
fn twins_are_the_written_text_with_links_between_twins() {
    let made = handbook().build();
    assert_eq!(
        made.text("roles/developer/index.md"),
        "# Developer\n\n## Day\n\nWith the [tester](../tester/index.md#day \"T\"), [again][t], ![board](../../board.svg), [here](#day), [out](https://example.org/x.md).\n\n[t]: ../tester/index.md\n"
    );
    assert_eq!(made.text("roles/tester/index.md"), "# Tester\n\n## Day\n\nSee [home](../../index.md).\n");
    assert_eq!(
        made.text("roles/index.md"),
        "# Roles\n\nWho does what.\n\n## In this section\n\n- [Developer](developer/index.md): Builds <it>\n- [Tester](tester/index.md)\n"
    );
}

#[test]
fn a_template_tag_for_a_target_is_a_link_in_a_twin() {
    let made = Project::new(&[
        ("content/index.md", "Home\n"),
        ("content/b.md", "# B\n\n## Dö\n"),
        ("content/b.png", "picture"),
        (
            "content/a.md",
            "é [a]({% page \"/b/\" %}), [c]({{ site.baseurl }}/b/#dö \"T\"), {% image \"b.png\" \"d\" %}\n",
        ),
    ])
    .build();
    assert_eq!(
        made.text("a/index.md"),
        "# A\n\né [a](../b/index.md), [c](../b/index.md#dö \"T\"), {% image \"b.png\" \"d\" %}\n"
    );
}

#[test]
fn a_twin_of_a_sprint_says_it_in_sentences() {
    let sprint = "start: 2026-03-23\nend: 2026-04-03\ncommitted: 20\ncompleted: 18\n";
    let made = Project::new(&[("content/sprints/s1.yaml", sprint)]).build();
    let twin = made.text("sprints/s1/index.md");
    assert!(
        twin.starts_with("# s1\n\n23 March – 3 April 2026\n\nThe team finished 18 points against 20 planned (90 %)."),
        "{twin}"
    );
    assert!(made.text("sprints/index.md").ends_with(
        "\n## In this section\n\n- [On the horizon](horizon/index.md)\n- [How to read these numbers](numbers/index.md)\n\
         - [s1](s1/index.md)\n"
    ));
}

#[test]
fn the_list_for_language_models_goes_by_section() {
    assert_eq!(
        handbook().build().text("llms.txt"),
        "# Ours & yours\n\n> How we work\n\n## Pages\n\n- [Home](https://example.org/team/index.md)\n\n## Roles\n\n\
         - [Roles](https://example.org/team/roles/index.md)\n\
         - [Developer](https://example.org/team/roles/developer/index.md): Builds <it>\n\
         - [Tester](https://example.org/team/roles/tester/index.md)\n"
    );
}

#[test]
fn a_pack_holds_its_pages_with_links_inside() {
    let made = handbook().build();
    let pack = made.page("roles/print.html");
    assert_eq!(pack.texts("h1"), ["Roles"]);
    assert_eq!(
        pack.texts(".cover .of, .cover .edition"),
        ["Ours & yours", "23 November 2026https://example.org/team/roles/"]
    );
    assert_eq!(pack.texts(".leaves li"), ["Roles", "Developer", "Tester"]);
    assert_eq!(pack.attributes(".leaves a", "href"), ["#p1", "#p2", "#p3"]);
    assert_eq!(pack.texts(".leaf-title"), ["Roles", "Developer", "Tester"]);
    assert_eq!(pack.attributes(".leaf .prose h3", "id"), ["p2-day", "p3-day"]);
    let links = pack.attributes(".leaf .prose p a", "href");
    assert_eq!(links, ["#p3-day", "#p3", "#p2-day", "https://example.org/x.md", "../"]);
    assert_eq!(pack.attributes(".leaf img", "src"), ["../board.svg"]);
    assert_eq!(made.page("print.html").texts(".leaves li"), ["Home", "Roles", "Developer", "Tester"]);
    assert_eq!(made.page("roles/index.html").attributes(".source a", "href"), ["print.html", "index.md"]);
    assert!(made.build.plan.get("roles/tester/print.html").is_none(), "a page without pages below it prints by itself");
}

#[test]
fn every_id_of_a_pack_is_there_once_and_every_link_inside_leads_to_one() {
    let log = "content/sprints/";
    let made = (1..=3)
        .fold(handbook(), |project, number| {
            let dates = format!("start: 2026-0{number}-05\nend: 2026-0{number}-16\n");
            let items = "items:\n  - {id: A-1, points: 3, done: 2026-01-08}\n  - {id: A-2, points: 2}\n";
            let text = if number == 1 { dates + items } else { dates + "committed: 5\ncompleted: 4\n" };
            project.with(&format!("{log}s{number}.yaml"), text)
        })
        .with("content/roles/tester.md", "# Tester\n\n## Day\n\nA note[^1].\n\n[^1]: Small\n\n<a name=\"old\"></a>\n")
        .with("content/roles/lead.md", "# Lead\n\n## Day\n\nA note[^1] and [day](tester.md#day).\n\n[^1]: Small\n")
        .build();
    assert!(made.told().iter().all(|told| told.starts_with("sprint/gap ")), "{:?}", made.told());
    for path in ["print.html", "roles/print.html", "sprints/print.html"] {
        let pack = made.page(path);
        let ids = pack.attributes("[id]", "id");
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
        let inside = pack.attributes("a[href^='#']", "href");
        assert!(inside.len() > 3, "{path}");
        let lost: Vec<&String> = inside.iter().filter(|href| !unique.contains(&href[1..].to_owned())).collect();
        assert!(lost.is_empty(), "{path}: {lost:?}");
    }
    assert_eq!(
        made.page("sprints/print.html").texts(".leaf-title"),
        ["Sprints", "On the horizon", "How to read these numbers", "s3", "s2", "s1"]
    );
    let whole = made.page("print.html").texts(".leaf-title");
    assert_eq!(whole.iter().filter(|title| title.starts_with('s')).count(), 0, "only the overview: {whole:?}");
}

#[test]
fn a_list_of_tags_is_not_printed() {
    let made = handbook().with("content/day.md", "---\ntitle: Day\ntags: [work]\n---\n").build();
    assert!(made.page("tags/index.html").attributes("a", "href").contains(&"work/".to_owned()));
    assert_eq!(made.page("tags/index.html").attributes(".source a", "href"), Vec::<String>::new());
    assert!(made.build.plan.get("tags/print.html").is_none());
    assert!(!made.build.remarks.iter().any(|remark| remark.contains("/tags/")), "{:?}", made.build.remarks);
}

#[test]
fn a_pack_that_nobody_would_print_is_left_out() {
    let many = (0..200).fold(handbook(), |project, page| project.with(&format!("content/many/p{page}.md"), "Text"));
    let made = many.build();
    assert_eq!(made.paths().iter().filter(|path| path.ends_with("print.html")).count(), 1, "only of the roles");
    assert_eq!(
        made.build.remarks,
        [
            "no print.html for `/`: it would have too many pages",
            "no print.html for `/many/`: it would have too many pages"
        ]
    );
}

#[test]
fn git_says_when_a_page_was_changed_unless_the_page_does() {
    let project = handbook().with("sprintbook.yaml", format!("{BASE}repo: https://github.com/org/book\n"));
    let path = |name: &str| SourcePath::new(&format!("content/{name}"));
    let history = History {
        changed: [
            (path("index.md"), date(2026, 11, 9)),
            (path("roles/index.md"), date(2026, 11, 9)),
            (path("roles/tester.md"), date(2026, 11, 10)),
        ]
        .into(),
        commit: Some(Commit { id: "abc1234".into(), date: date(2026, 11, 12) }),
        ..History::default()
    };
    let made = with_history(&project, history);
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    let page = |path: &str| {
        let bytes = made.plan.get(path).unwrap().bytes().to_vec();
        crate::project::Page::new(&String::from_utf8(bytes).unwrap())
    };
    let day = |path: &str| page(path).attributes(".source time", "datetime").concat();
    assert_eq!(day("index.html"), "2026-11-02", "`updated` is believed before git");
    assert_eq!(day("roles/index.html"), "2026-11-09");
    assert_eq!(day("roles/tester/index.html"), "2026-11-10", "git is believed before `date`");
    assert_eq!(page("roles/index.html").texts(".source time"), ["9 November 2026"]);
    assert_eq!(
        page("roles/tester/index.html").attributes(".source a[rel=external]", "href"),
        ["https://github.com/org/book/edit/main/content/roles/tester.md"]
    );
    assert!(page("roles/print.html").texts(".edition")[0].starts_with("As of 12 November 2026, commit abc1234"));
}

#[test]
fn a_shallow_clone_hides_its_dates_and_says_so_once() {
    let path = |name: &str| SourcePath::new(&format!("content/{name}"));
    let hidden = [path("index.md"), path("roles/index.md"), path("roles/tester.md"), path("gone.md")].into();
    let made = with_history(&handbook(), History { hidden, ..History::default() });
    let told: Vec<String> = made.diagnostics.iter().map(|told| format!("{} {}", told.code, told.message)).collect();
    assert_eq!(
        told,
        [
            "source/shallow-history this copy of the repository does not know when 1 page was last changed, so no date is shown"
        ],
        "two of the pages say it themselves, and one file is gone"
    );
}

#[test]
fn the_address_for_editing_can_be_said() {
    let build =
        |config: &str, page: &str| handbook().with("sprintbook.yaml", config).with("content/ä b.md", page).build();
    let edit = |config: &str, page: &str| {
        let made = build(config, page);
        assert_eq!(made.told(), Vec::<String>::new());
        made.page("ä b/index.html").attributes(".source a[rel=external]", "href").concat()
    };
    let page = "---\ntitle: A\n---\n";
    let pattern = "edit_url: \"https://example.org/edit?file={path}\"\n";
    assert_eq!(edit(pattern, page), "https://example.org/edit?file=content/%C3%A4%20b.md");
    assert_eq!(edit("edit_url: https://example.org/edit/\n", page), "https://example.org/edit/content/%C3%A4%20b.md");
    assert_eq!(edit("repo: https://example.org/unknown\n", page), "");
    assert_eq!(edit(pattern, "---\nedit_url: false\n---\n"), "");
    let made = build(pattern, "---\nedit_url: \"javascript:alert(1)\"\n---\n");
    assert_eq!(made.told(), ["front-matter/odd-value content/ä b.md:2:11"]);
    assert!(made.page("ä b/index.html").elements(".source a[rel=external]").is_empty());
    assert_eq!(edit(pattern, "---\nedit_url: https://example.org/own\n---\n"), "https://example.org/own");
    let made = handbook().with("sprintbook.yaml", "base_url: example.org\nedit_url: \"javascript:x\"\n").build();
    assert_eq!(made.told(), ["yaml/wrong-type sprintbook.yaml:1:11", "yaml/wrong-type sprintbook.yaml:2:11"]);
}

#[test]
fn scripts_in_titles_stay_text_everywhere() {
    let evil = "---\ntitle: \"<script>x</script>]]> \\\"&\"\ndescription: \"</summary><script>\"\nupdated: 2026-01-01\n---\n## <b>\n";
    let made = handbook().with("content/evil/index.md", evil).with("content/evil/below.md", "x").build();
    for path in ["feed.xml", "sitemap.xml", "evil/print.html", "print.html", "evil/index.html"] {
        let text = made.text(path).to_lowercase();
        assert_eq!(text.matches("<script>").count(), 0, "{path}");
    }
}

#[test]
fn what_is_hidden_or_moved_is_in_no_list_for_other_programs() {
    let page = |front: &str| format!("---\nupdated: 2026-11-22\n{front}\n---\nWords\n");
    let made = handbook()
        .with("content/listed.md", page("title: Listed"))
        .with("content/unlisted.md", page("unlisted: true"))
        .with("content/hidden/index.md", page("hidden: true"))
        .with("content/hidden/below.md", page("title: Below"))
        .with("content/quiet.md", page("search: false"))
        .with("content/moved.md", page("redirect_to: /listed/"))
        .with("content/shown.md", page("redirect_to: /listed/\nhidden: false"))
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    for list in ["sitemap.xml", "feed.xml", "llms.txt"] {
        let text = made.text(list);
        assert!(text.contains("/listed/"), "{list}: {text}");
        for hidden in ["unlisted", "hidden", "below", "quiet", "moved", "shown"] {
            assert!(!text.contains(&format!("/{hidden}/")), "{list} names {hidden}: {text}");
        }
    }
}
