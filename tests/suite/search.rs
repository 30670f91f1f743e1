//! What the search index of a site holds, read as a browser reads it; `tests/browser/search.test.mjs` searches in it.

use std::collections::BTreeMap;

use serde_json::Value;
use sprintbook::pipeline::Memory;

use crate::project::{Made, Project};

/// The files of an index by their names.
struct Index(BTreeMap<String, Value>);

impl Index {
    fn of(made: &Made) -> Self {
        let paths = made.paths();
        let names = paths.iter().filter_map(|path| path.strip_prefix("assets/search/")?.strip_suffix(".js"));
        let read = |name: &str| {
            let text = made.text(&format!("assets/search/{name}.js"));
            let inside =
                text.strip_prefix(&format!("sprintbookSearch(\"{name}\",")).and_then(|rest| rest.strip_suffix(")\n"));
            (name.to_owned(), serde_json::from_str(inside.expect("a call with JSON")).expect("JSON"))
        };
        Self(names.map(read).collect())
    }

    fn files(&self, which: usize) -> impl Iterator<Item = &Value> {
        self.0["index"][which].as_str().expect("names").split(' ').filter_map(|name| self.0.get(name))
    }

    /// Every word, and the pages that it leads to with the level of each.
    fn words(&self) -> BTreeMap<String, String> {
        let lists = self.files(2).filter_map(Value::as_array).flatten().filter_map(Value::as_str).collect::<Vec<_>>();
        lists.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
    }

    /// The pages that have `word`: link and level, in menu order.
    fn pages(&self, word: &str) -> Vec<(String, u32)> {
        let words = self.words();
        let Some(value) = words.get(word) else { return Vec::new() };
        let value = value.strip_prefix('!').map_or(value, |home| &words[home]);
        let records = self.records();
        decoded(value).into_iter().map(|(page, level)| (records[page][0].as_str().unwrap().to_owned(), level)).collect()
    }

    fn records(&self) -> Vec<&Value> {
        self.files(4).filter_map(Value::as_array).flatten().collect()
    }

    /// Link and title of every page.
    fn found(&self) -> Vec<(&str, &str)> {
        self.records().iter().map(|record| (record[0].as_str().unwrap(), record[1].as_str().unwrap())).collect()
    }
}

fn decoded(text: &str) -> Vec<(usize, u32)> {
    let (mut number, mut unit, mut next) = (0_u32, 1_u32, 0_usize);
    let mut pages = Vec::new();
    for byte in text.bytes() {
        let digit = u32::from(byte - 35 - u8::from(byte > 92));
        number += digit % 45 * unit;
        unit *= 45;
        if digit < 45 {
            next += (number / 8) as usize;
            pages.push((next, number % 8));
            (number, unit, next) = (0, 1, next + 1);
        }
    }
    pages
}

fn handbook() -> Project {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\nWelcome\n"),
        ("content/roles/index.md", "---\ntitle: Roles\norder: 1\n---\n"),
        (
            "content/roles/tester.md",
            "---\ntitle: Tester\ndescription: Breaks things.\n---\nFirst *hal*ves.\n\n## Exploring & more\n\nL'équipe estimates.\n",
        ),
        ("content/roles/developer.md", "---\ntitle: Developer\n---\nWe are estimating with testers.\n"),
        (
            "content/sprints/2026-s3.yaml",
            "name: Sprint 3\nstart: 2026-01-12\nend: 2026-01-23\ngoal: {text: Refunds work}\nitems:\n  - {id: PAY-7, title: Ledger export, points: 3, done: 2026-01-20}\n",
        ),
    ])
}

#[test]
fn pages_are_found_by_title_heading_and_text() {
    let index = Index::of(&handbook().build());
    let found = |word| index.pages(word);
    let page = |href: &str, level| (href.to_owned(), level);
    assert_eq!(found("tester"), [page("roles/developer/", 3), page("roles/tester/", 7)], "text, then title");
    assert_eq!(found("exploring"), [page("roles/tester/", 4)]);
    assert_eq!(found("halves"), [page("roles/tester/", 3)]);
    assert_eq!(found("breaks"), [page("roles/tester/", 3)]);
    assert_eq!(found("equipe"), [page("roles/tester/", 3)]);
    assert_eq!(found("nowhere"), []);
}

#[test]
fn words_with_one_stem_share_their_pages() {
    let index = Index::of(&handbook().build());
    assert_eq!(index.pages("estimates"), index.pages("estimating"));
    // The page that explains the numbers of the log speaks of estimates, too.
    let of_roles =
        |index: &Index| index.pages("estimates").iter().filter(|(href, _)| href.starts_with("roles/")).count();
    assert_eq!(of_roles(&index), 2);
    assert!(index.pages("estimates").iter().any(|(href, _)| href == "sprints/numbers/"));
    assert_eq!(index.words()["estimating"], "!estimate");
    let other = Index::of(&handbook().with("sprintbook.yaml", "language: zh\n").build());
    assert_eq!(of_roles(&other), 1, "Chinese has no rules for English words");
}

#[test]
fn reports_are_found_by_what_they_say() {
    let index = Index::of(&handbook().build());
    let report = ("sprints/2026-s3/".to_owned(), 6);
    assert!(index.pages("2026-s3").contains(&report), "{:?}", index.pages("2026-s3"));
    for word in ["pay-7", "ledger", "refunds"] {
        assert!(index.pages(word).iter().any(|(href, _)| href == "sprints/2026-s3/"), "{word}");
    }
    let records = index.records();
    let record = records.iter().find(|record| record[0] == "sprints/2026-s3/").unwrap();
    let items = record[3].as_array().unwrap().iter().find(|passage| passage[0] == "report-items").unwrap();
    assert_eq!(items[2], "PAY-7 Ledger export");
}

#[test]
fn headings_are_targets_and_texts_have_no_markup() {
    let made = handbook().build();
    let index = Index::of(&made);
    let records = index.records();
    let tester = records.iter().find(|record| record[1] == "Tester").unwrap();
    let wanted = r#"["roles/tester/","Tester","Roles",[["","","Breaks things."],["","","First halves."],["exploring--more","Exploring & more","L'équipe estimates."]]]"#;
    assert_eq!(tester.to_string(), wanted);
    assert!(made.page("roles/tester/index.html").elements("#exploring--more").len() == 1);
}

#[test]
fn what_asks_to_be_left_out_is_not_there() {
    let hidden = |key: &str| format!("---\ntitle: Secret\n{key}: {}\ntags: [odd]\n---\nUnicorn\n", key != "search");
    for key in ["search", "unlisted", "noindex", "draft"] {
        let made = handbook().with("content/secret.md", hidden(key)).build();
        let index = Index::of(&made);
        assert_eq!(index.pages("unicorn"), [], "{key}");
        assert!(index.found().iter().all(|(_, title)| *title != "Secret" && *title != "Tags"), "{key}");
    }
    let moved = handbook().with("content/old.md", "---\ntitle: Old\nredirect_to: /roles/\n---\n").build();
    assert!(Index::of(&moved).found().iter().all(|(_, title)| *title != "Old"));
}

#[test]
fn a_site_can_do_without_a_search() {
    let with = handbook().build();
    assert_eq!(
        with.page("roles/tester/index.html").attributes("#_search", "data-index"),
        ["../../assets/search/index.js"]
    );
    let made = handbook().with("sprintbook.yaml", "search: false\n").build();
    assert!(made.paths().iter().all(|path| !path.starts_with("assets/search/")), "{:?}", made.paths());
    assert!(made.page("index.html").elements("#_search").is_empty());
}

#[test]
fn an_edit_changes_what_says_something_else_and_no_more() {
    let page = |number: usize, more: &str| {
        let words: Vec<String> = (0..120).map(|word| format!("w{}x{}", word * 7 % 50, number * word % 90)).collect();
        format!("---\ntitle: Page {number}\n---\n{} {more}\n\n## Part\n\nmore{number}\n", words.join(" "))
    };
    let project = (0..80)
        .fold(Project::new(&[]), |project, number| project.with(&format!("content/p{number}.md"), page(number, "")));
    let mut memory = Memory::default();
    let before = project.build_with(&mut memory);
    let edited = project.with("content/p40.md", page(40, "platypus")).build_with(&mut memory);
    let changed: Vec<String> = edited
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("assets/search/") && before.build.plan.get(path).is_none())
        .collect();
    let all = edited.paths().iter().filter(|path| path.starts_with("assets/search/")).count();
    assert!(all > 12, "{all} files");
    assert!((2..=4).contains(&changed.len()), "{changed:?} of {all}");
    assert_eq!(Index::of(&edited).pages("platypus").len(), 1);
}

#[test]
fn one_thread_makes_what_many_make() {
    let project = (0..300).fold(handbook(), |project, number| {
        project
            .with(&format!("content/n{number}.md"), format!("---\ntitle: N{number}\n---\nword{} shared\n", number % 17))
    });
    let texts = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let made = pool.install(|| project.build());
        made.paths()
            .into_iter()
            .filter(|path| path.starts_with("assets/search/"))
            .map(|path| made.text(&path))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(1), texts(5));
}

#[test]
fn nothing_in_a_page_breaks_out_of_the_index() {
    let odd = "---\ntitle: \"</script><script>alert(1)</script> \\\"');--\"\n---\n__proto__ `constructor` \u{2028}\u{0} \\ &lt;img onerror=x&gt; ]]></script>\n\n## \"q\" {#a\"b}\n\n𠮷 \u{fffd}\n";
    let made = handbook().with("content/odd.md", odd).build();
    let index = Index::of(&made);
    let records = index.records();
    let record = records.iter().find(|record| record[0] == "odd/").expect("it is found");
    assert_eq!(record[1], "</script><script>alert(1)</script> \"');--");
    assert!(record[3][0][2].as_str().unwrap().contains("<img onerror=x>"), "as the text that it is");
    assert_eq!(index.pages("constructor").len(), 1);
    assert_eq!(index.pages("__proto__"), []);
    for (word, _) in index.words() {
        assert!(!word.contains(['<', '"', '\\', ' ', '!']), "{word}");
    }
}

#[test]
fn links_fit_how_the_site_is_opened() {
    let made = handbook().with("sprintbook.yaml", "urls: files\n").build();
    assert_eq!(Index::of(&made).pages("breaks"), [("roles/tester/index.html".to_owned(), 3)]);
}

#[test]
fn an_empty_handbook_has_an_empty_search() {
    let made = Project::new(&[("content/index.md", "---\nsearch: false\n---\n")]).build();
    assert_eq!(made.text("assets/search/index.js"), "sprintbookSearch(\"index\",[0,[],\"\",[],\"\"])\n");
}
