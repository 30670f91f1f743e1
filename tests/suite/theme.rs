//! A project's files over the built-in theme.

use crate::project::Project;

fn project() -> Project {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\nWelcome\n"),
        ("content/page.md", "---\ntitle: Page\n---\nText\n"),
    ])
}

#[test]
fn a_file_lies_over_the_built_in_one() {
    let made = project()
        .with("themes/ours/templates/404.html", "<title>Lost on {{ site.title }}</title>")
        .with("themes/ours/assets/style.css", "body { color: teal }")
        .with("sprintbook.yaml", "theme: ours\n")
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    assert_eq!(made.text("404.html"), "<title>Lost on Home</title>");
    let style = made.paths().into_iter().find(|path| path.starts_with("assets/style.")).unwrap();
    assert_eq!(made.text(&style), "body { color: teal }");
    assert_eq!(made.page("index.html").attributes("link[rel=stylesheet]", "href"), [style]);
    assert_eq!(made.page("page/index.html").texts("h1"), ["Page"], "the other templates are built in");
}

#[test]
fn options_are_set_in_the_configuration_and_checked() {
    let made =
        project().with("sprintbook.yaml", "theme: {accent: \"#7b1fa2\", footer: Ask <Ada>, headings: sans}\n").build();
    assert_eq!(made.told(), Vec::<String>::new());
    let style = made.paths().into_iter().find(|path| path.starts_with("assets/style.")).unwrap();
    // The dark tone is what Chromium makes of `oklch(from #7b1fa2 .86 .075 h)`.
    let rule = ":root { --accent: #7b1fa2; --link-light: #7b1fa2; --link-dark: #e2c3f5 }\n";
    assert!(made.text(&style).ends_with(rule), "{}", &made.text(&style)[made.text(&style).len() - 90..]);
    assert!(made.page("index.html").texts("footer").concat().contains("Ask <Ada>"));
    let made = project().with("sprintbook.yaml", "theme:\n  acent: \"#7b1fa2\"\n  accent: red}\n").build();
    assert_eq!(made.told(), ["config/unknown-key sprintbook.yaml:2:3", "yaml/wrong-type sprintbook.yaml:3:11"]);
    assert_eq!(made.diagnostics()[0].help.as_deref(), Some("did you mean `accent`?"));
}

#[test]
fn an_accent_that_cannot_be_read_is_told_and_darkened() {
    let made = project().with("sprintbook.yaml", "theme: {accent: \"#fc0\"}\n").build();
    assert_eq!(made.told(), ["theme/low-contrast sprintbook.yaml:1:17"]);
    let help = made.diagnostics()[0].help.as_deref().unwrap();
    let style = made.paths().into_iter().find(|path| path.starts_with("assets/style.")).unwrap();
    let text = made.text(&style);
    let tone = text.rsplit_once("--link-light: ").and_then(|(_, rest)| rest.split_once(';')).unwrap().0;
    assert!(help.contains(tone) && tone != "#ffcc00", "{help}: {tone}");
    assert!(text.contains(":root { --accent: #fc0;"), "the line above the header keeps the colour");
}

#[test]
fn files_of_the_theme_have_a_digest_but_not_where_browsers_cannot_compare_it() {
    let made = project().with("themes/default/assets/more/own.js", "alert(1)").with(
        "themes/default/templates/page.html",
        "{% extends \"builtin/page.html\" %}{% block pager %}{{ assets[\"more/own.js\"].href }} {{ assets[\"more/own.js\"].integrity }}{% endblock %}",
    );
    let made = made.build();
    assert_eq!(made.told(), Vec::<String>::new());
    let page = made.page("page/index.html");
    // As `openssl dgst -sha256 -binary | openssl base64` says of `alert(1)`.
    let text = page.texts("article").concat();
    assert!(text.contains("../assets/more/own."), "{text}");
    assert!(text.ends_with("sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="), "{text}");
    for selector in ["link[rel=stylesheet]", "script"] {
        let digests = page.attributes(selector, "integrity");
        assert!(digests.iter().all(|digest| digest.starts_with("sha256-")) && !digests.is_empty(), "{digests:?}");
    }
    let offline = project().with("sprintbook.yaml", "urls: files\n").build();
    assert_eq!(offline.page("index.html").attributes("[integrity]", "integrity"), Vec::<String>::new());
}

#[test]
fn a_template_extends_the_built_in_one_of_its_name() {
    let text = "{% extends \"builtin/page.html\" %}{% block pager %}<p class=\"mine\">{{ page.extra?.colour or \"none\" }}</p>{% endblock %}";
    let made = project()
        .with("themes/default/templates/page.html", text)
        .with("content/page.md", "---\ntitle: Page\ncolour: <teal>\n---\nText\n")
        .build();
    assert_eq!(made.told(), Vec::<String>::new());
    let page = made.page("page/index.html");
    assert_eq!((page.texts("h1"), page.texts(".mine")), (vec!["Page".to_owned()], vec!["<teal>".to_owned()]));
}

#[test]
fn every_broken_template_is_told_and_the_built_in_one_stays() {
    let made = project()
        .with("themes/default/templates/404.html", "{{ page.title | shuot }}")
        .with("themes/default/templates/page.html", "one\n{% if page %}")
        .with("themes/default/templates/section.html", "{% extends \"section.html\" %}")
        .build();
    let told = made.told();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("template/syntax themes/default/templates/404.html:1:"), "{told:?}");
    assert!(told[1].starts_with("template/syntax themes/default/templates/page.html:2:"), "{told:?}");
    assert!(told[2].starts_with("template/syntax themes/default/templates/section.html:"), "{told:?}");
    assert!(made.diagnostics()[2].help.as_deref().unwrap().contains("builtin/"), "{:?}", made.diagnostics()[2]);
}

#[test]
fn a_block_that_the_built_in_templates_need_is_asked_for() {
    let made = project().with("themes/default/templates/page.html", "<h1>{{ page.title }}</h1>").build();
    assert_eq!(made.told(), ["template/syntax themes/default/templates/page.html:1:1"]);
    assert!(made.diagnostics()[0].message.starts_with("Block `"), "{:?}", made.diagnostics()[0]);
    assert!(
        made.diagnostics()[0].help.as_deref().unwrap().contains("builtin/page.html"),
        "{:?}",
        made.diagnostics()[0]
    );
}

#[test]
fn a_mistake_on_many_pages_is_told_once() {
    let pages = (0..20).fold(project(), |project, page| project.with(&format!("content/p{page}.md"), "Text"));
    let made = pages
        .with(
            "themes/default/templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block pager %}{{ page.titel }}{% endblock %}",
        )
        .build();
    assert_eq!(made.told(), ["template/render themes/default/templates/page.html:1:59"]);
    assert!(
        made.diagnostics()[0].help.as_deref().unwrap().contains("did you mean `title`? 21 more pages"),
        "{:?}",
        made.diagnostics()[0]
    );
}

/// Every file of the built-in theme, taken over and not changed, makes the same site.
#[test]
fn files_taken_over_make_the_same_site() {
    let project = project().with("sprintbook.yaml", "theme: ours\n").with("themes/ours/NOTES", "").on_disk();
    assert_eq!(project.run(&["build", "-o", "before"]).code, 0);
    let listed = project.run(&["theme", "eject"]);
    let files: Vec<&str> = listed.out.lines().collect();
    assert!(files.contains(&"templates/menu.html") && files.contains(&"theme.yaml") && files.len() > 20, "{files:?}");
    for file in &files {
        let ran = project.run(&["theme", "eject", file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(project.path().join("themes/ours").join(file).exists(), "{file}");
    }
    let built = project.run(&["build", "-o", "after"]);
    assert!(built.code == 0 && !built.err.contains("warning"), "{}", built.err);
    let paths = ["index.html", "page/index.html", "404.html", "print.html"];
    for path in paths {
        assert_eq!(project.read(&format!("after/{path}")), project.read(&format!("before/{path}")), "{path}");
    }
}

#[test]
fn only_files_that_are_there_are_taken_over_and_none_is_lost() {
    let project = project().on_disk();
    assert_eq!(project.run(&["theme", "eject", "section.html"]).code, 0);
    project.write("themes/default/templates/section.html", "ours");
    let again = project.run(&["theme", "eject", "section.html"]);
    assert!(again.code == 2 && again.err.contains("is there already"), "{}", again.err);
    assert_eq!(project.read("themes/default/templates/section.html"), "ours");
    let unknown = project.run(&["theme", "eject", "sektion.html"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `section.html`?"), "{}", unknown.err);
    project.write("sprintbook.yaml", "theme: ../../outside\n");
    let climbing = project.run(&["theme", "eject", "page.html"]);
    assert!(climbing.code == 2 && climbing.err.contains("is no name of a folder"), "{}", climbing.err);
    assert!(!project.path().join("../outside").exists());
}

/// The menu is made once for pages beside each other, so each must still tell which of its links is the page itself.
#[test]
fn the_menu_marks_the_page_itself_and_nothing_else() {
    for urls in ["pretty", "files"] {
        let made = project()
            .with("content/a/index.md", "# A\n")
            .with("content/a/it's & more.md", "# Mine\n")
            .with("content/a/q.md", "# Q\n")
            .with("sprintbook.yaml", format!("urls: {urls}\n"))
            .build();
        assert_eq!(made.told(), Vec::<String>::new());
        let pages = ["index", "page/index", "a/index", "a/q/index", "a/it's & more/index", "404"];
        let marked = pages.map(|page| made.page(&format!("{page}.html")).texts(".menu [aria-current=page]").join(", "));
        assert_eq!(marked, ["", "Page", "A", "Q", "Mine", ""], "{urls}");
    }
}
