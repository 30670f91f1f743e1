//! What templates get, against `themes/default/README.md`: every template shows what it was given, and each value must be listed
//! there as what it is, and each listed value must come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;
use sprintbook::diagnostics::{Code, Severity};
use sprintbook::pipeline::{Memory, Settings, build};
use sprintbook::source::{Commit, FileChange, History, SourcePath};

use crate::project::{Page, Project, TODAY};
use crate::theme_readme::{Readme, Type, readme};

/// Templates in the frame of `base.html`, which can show what they got in its first block, and those that stand alone.
const FRAMED: [&str; 10] = [
    "404.html",
    "horizon.html",
    "numbers.html",
    "page.html",
    "print.html",
    "section.html",
    "sprint.html",
    "sprints.html",
    "tag.html",
    "teams.html",
];
const ALONE: [&str; 4] = ["menu.html", "redirect.html", "sitemap.xml", "feed.xml"];

#[test]
fn the_readme_lists_every_value_that_a_template_gets() {
    let readme = readme();
    let mut seen = Seen::new(&readme);
    for (template, given) in everything_shown() {
        let values = readme.templates.get(&template).unwrap_or_else(|| panic!("no table of values for `{template}`"));
        seen.object(&format!("`{template}`"), values, &given);
    }
    let places = readme.templates.iter().map(|(template, values)| (format!("`{template}`"), values));
    for (place, values) in places.chain(readme.parts.iter().map(|(part, values)| (part.clone(), values))) {
        for (value, kind) in values {
            seen.was_shown(&place, value, kind);
        }
    }
    for (map, keys) in &readme.keys {
        assert_eq!(&seen.keys[map], keys, "the keys of {map:?}");
    }
    assert!(seen.filled.len() > 300, "{} values are few", seen.filled.len());
    assert_eq!(seen.faults.into_iter().collect::<Vec<_>>().join("\n"), "");
}

/// Values as they were given, held against their tables.
struct Seen<'a> {
    readme: &'a Readme,
    faults: BTreeSet<String>,
    /// Values, by the part that they belong to, that came with something in them; and those that came as null.
    filled: BTreeSet<(String, String)>,
    empty: BTreeSet<(String, String)>,
    /// The keys that each map came with.
    keys: BTreeMap<(String, String), BTreeSet<String>>,
}

impl<'a> Seen<'a> {
    fn new(readme: &'a Readme) -> Self {
        let (filled, empty) = (BTreeSet::new(), BTreeSet::new());
        Self { readme, faults: BTreeSet::new(), filled, empty, keys: BTreeMap::new() }
    }

    fn object(&mut self, place: &str, values: &BTreeMap<String, Type>, given: &Value) {
        let Some(given) = given.as_object() else {
            self.faults.insert(format!("{place} has a table of values, and is {given}"));
            return;
        };
        for (name, value) in given {
            match values.get(name) {
                None => drop(self.faults.insert(format!("{place} gets `{name}`, which the README does not list"))),
                Some(kind) => self.value((place, name), kind, value),
            }
        }
        let gone = values.keys().filter(|name| !given.contains_key(*name));
        self.faults.extend(gone.map(|name| format!("the README lists `{name}` in {place}, which does not get it")));
    }

    fn value(&mut self, (place, name): (&str, &str), kind: &Type, value: &Value) {
        let key = (place.to_owned(), name.to_owned());
        match (kind, value) {
            (Type::OrNull(_) | Type::Null | Type::Map(None), Value::Null) => drop(self.empty.insert(key)),
            (Type::OrNull(kind), value) => self.value((place, name), kind, value),
            (Type::Text, Value::String(_)) | (Type::Number, Value::Number(_)) | (Type::Truth, Value::Bool(_)) => {
                self.filled.insert(key);
            }
            (Type::NoMap, Value::Object(map)) if map.is_empty() => drop(self.filled.insert(key)),
            (Type::Map(None), Value::Object(map)) => drop((!map.is_empty()).then(|| self.filled.insert(key))),
            (Type::Map(Some(kind)), Value::Object(map)) => {
                self.keys.entry(key).or_default().extend(map.keys().cloned());
                for value in map.values() {
                    self.value((place, name), kind, value);
                }
            }
            (Type::List(kind), Value::Array(all)) => {
                for value in all {
                    self.value((place, name), kind, value);
                }
            }
            (Type::Part(part), Value::Object(_)) => {
                self.filled.insert(key);
                match self.readme.parts.get(part) {
                    Some(values) => self.object(part, values, value),
                    None => drop(self.faults.insert(format!("the README has no table for {part}"))),
                }
            }
            (_, value) => drop(self.faults.insert(format!("`{name}` in {place} is no {kind:?}: {value}"))),
        }
    }

    /// A listed value that never comes is gone, or the projects of this test do not show it.
    fn was_shown(&mut self, place: &str, value: &str, kind: &Type) {
        let key = (place.to_owned(), value.to_owned());
        if *kind != Type::Null && !self.filled.contains(&key) {
            self.faults.insert(format!(
                "`{value}` in {place} never comes with anything in it: list it no more, or show it in this test"
            ));
        }
        if matches!(kind, Type::OrNull(_) | Type::Null) && !self.empty.contains(&key) {
            self.faults.insert(format!("`{value}` in {place} is never null"));
        }
    }
}

/// Every template with each of the contexts that it got: in a handbook that has everything, in one that has next to nothing, and
/// in one with charts in its pages.
fn everything_shown() -> Vec<(String, Value)> {
    let shown = |template: &str| format!("<pre class=\"shown\">{template}\n{{{{ __tera_context }}}}</pre>");
    let lay = |project: Project, template: &str, text: String| {
        project.with(&format!("themes/default/templates/{template}"), text)
    };
    let all = |project: Project| {
        let alone = ALONE.iter().fold(project, |project, template| lay(project, template, shown(template)));
        FRAMED.iter().fold(alone, |project, template| {
            let block = format!("{{% block title %}}{template}\n{{{{ __tera_context }}}}{{% endblock title %}}");
            lay(project, template, format!("{{% extends \"builtin/{template}\" %}}{block}"))
        })
    };
    let mut contexts = contexts(&all(rich()), history(), "");
    contexts.extend(self::contexts(&all(poor()), History::default(), ""));
    contexts.extend(self::contexts(
        &lay(charts(), "chart.html", shown("chart.html")),
        History::default(),
        "index.html",
    ));
    // On the page itself it sees more.
    contexts.extend(self::contexts(&lay(charts(), "body.html", shown("body.html")), History::default(), "print.html"));
    contexts
}

/// What the files of `project` whose paths end in `end` show.
fn contexts(project: &Project, history: History, end: &str) -> Vec<(String, Value)> {
    let mut tree = project.tree();
    tree.history = history.into();
    let settings = Settings { today: TODAY, drafts: true, base_url: None, urls: None, overrides: Vec::new() };
    let made = build(&tree, &settings, &mut Memory::default());
    let errors = made.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<_> = errors.filter(|one| one.code != Code::SprintUnbalanced).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let mut all = Vec::new();
    for (path, artifact) in made.plan.artifacts() {
        let path = path.to_string();
        if path.ends_with(end) && [".html", ".xml"].iter().any(|kind| path.ends_with(kind)) {
            let page = Page::new(std::str::from_utf8(artifact.bytes()).unwrap());
            let texts = page.elements("head > title, pre.shown").into_iter().map(|one| one.text().collect::<String>());
            all.extend(
                texts.filter_map(|text| text.split_once('\n').map(|(name, text)| (name.to_owned(), Dump(text).read()))),
            );
        }
    }
    all
}

fn history() -> History {
    let change = |commit, day| FileChange { commit, day, new: commit == 1 };
    let mut changes =
        BTreeMap::from([(SourcePath::new("content/roles/tester.md"), vec![change(1, date(2026, 11, 4))])]);
    let many =
        (0..50).map(|page| (SourcePath::new(&format!("content/many/p{page}.md")), vec![change(2, date(2026, 11, 5))]));
    changes.extend(many);
    let last = changes.iter().map(|(path, all)| (path.clone(), all[0].day)).collect();
    let commit = Some(Commit { id: "0f1e2d3c".into(), date: date(2026, 11, 20) });
    History { changed: last, changes, commit, ..History::default() }
}

/// A handbook that has everything: half of the sprints of the sample handbook, a second team that leaves out what can be left out, and a
/// page for every key of the front matter.
fn rich() -> Project {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/sprints");
    let sprints = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let recent = |name: &str| name == "team.yaml" || (name.starts_with("2026-s") && name > "2026-s14");
    let sprints = sprints.filter(|path| recent(path.file_name().unwrap().to_str().unwrap()));
    let project = sprints.fold(Project::new(&RICH), |project, path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        project.with(&format!("content/sprints/{name}"), std::fs::read(&path).unwrap())
    });
    // A team that notes when work began, and has been at one item for long.
    let project = (0..8).fold(project, |project, sprint| {
        let start = date(2026, 8, 3) + (14 * sprint).days();
        let items = format!("{{id: G-{sprint}, title: One, points: 1, started: {start}, done: {}}}", start + 2.days());
        let old = if sprint == 7 { ", {id: G-9, title: Old, points: 1, started: 2026-08-03}" } else { "" };
        let text = format!("start: {start}\nend: {}\nitems: [{items}{old}]\n", start + 13.days());
        project.with(&format!("content/green/sprints/g{sprint}.yaml"), text)
    });
    (0..50).fold(project, |project, page| project.with(&format!("content/many/p{page}.md"), "Text\n"))
}

/// One that has next to nothing, as it is opened from a folder.
fn poor() -> Project {
    Project::new(&[
        ("sprintbook.yaml", "base_url: https://example.org/\nurls: files\nsearch: false\n"),
        ("content/index.md", "---\ntitle: Home\naliases: [/old/]\n---\n"),
        ("content/sprints/s1.yaml", "start: 2026-11-30\nend: 2026-12-11\n"),
        ("content/a/sprints/s1.yaml", "start: 2026-10-05\nend: 2026-10-16\ncompleted: 3\n"),
    ])
}

/// One with charts in its pages.
fn charts() -> Project {
    let sprint = "committed: 5\ncompleted: 3\n";
    let home = "# Home\n\n```chart velocity\ntitle: Our own\n```\n\n```chart velocity\n```\n";
    (0..6).fold(Project::new(&[("content/index.md", home)]), |project, number| {
        let start = date(2026, 8, 3) + (14 * number).days();
        project.with(
            &format!("content/sprints/s{number}.yaml"),
            format!("start: {start}\nend: {}\n{sprint}", start + 13.days()),
        )
    })
}

const RICH: [(&str, &str); 21] = [
    (
        "sprintbook.yaml",
        "title: Ours\ndescription: How we work\nbase_url: https://example.org/team/\nlanguage: en\nextra: {colour: teal}\nrepo: https://github.com/org/handbook\n\
         theme: {accent: \"#1d70b8\", headings: sans, footer: Ours}\n",
    ),
    ("content/index.md", "---\ntitle: Home\n---\n# One\n\n## A\n\n## B\n"),
    (
        "content/everything.md",
        "---\ntitle: Everything\ndescription: All of it\ndraft: true\nsearch: false\nimage: dot.png\nbanner: Look here\nlang: fr\nowners: [Ada]\n\
         last_reviewed_on: 2025-09-01\nreview_in: 6 months\ntags: [one, two]\nrelated: [roles/tester.md]\ncolour: teal\naliases: [/old/]\n---\n\
         ## A\n\n### B\n",
    ),
    ("content/pictured.md", "---\ntitle: Pictured\nbanner: dot.svg\n---\n"),
    ("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"),
    ("content/dot.png", "no picture"),
    ("content/roles/index.md", "# Roles\n"),
    ("content/roles/tester.md", "---\ntitle: Tester\ndescription: Tests\n---\n"),
    ("content/roles/delivery-manager.md", "---\ntitle: Delivery manager\n---\n"),
    ("content/ceremonies/planning.md", "---\ntitle: Sprint planning\n---\n"),
    ("content/ways-of-working/estimation.md", "---\ntitle: Estimation\n---\n"),
    ("content/ceremonies/review.md", "---\ntitle: Sprint review\n---\n"),
    ("content/ceremonies/retrospective.md", "---\ntitle: Retrospective\n---\n"),
    ("content/ways-of-working/definition-of-done.md", "---\ntitle: Definition of done\n---\n"),
    ("content/ways-of-working/blockers.md", "---\ntitle: Blockers\n---\n"),
    ("content/blue/index.md", "# Blue\n"),
    ("content/blue/sprints/team.yaml", "unit: points\n"),
    (
        "content/blue/sprints/s1.yaml",
        "start: 2026-10-05\nend: 2026-10-16\ncommitted: 5\nadded: 1\ncompleted: 9\nnot_completed: 1\nremoved: 7\nreestimated: 0\n",
    ),
    (
        "content/blue/sprints/s2.yaml",
        "start: 2026-10-19\nend: 2026-10-30\nexclude: Half of us were ill\nnote: A hard one\namended: [{date: 2026-11-02, what: Total}]\n\
         goal: {text: To live}\nitems: [{id: A-1, title: One}, {id: A-2, title: Two, url: \"https://example.org/\", type: bug, points: 3, escaped: true, started: 2026-10-20, done: 2026-10-21}]\n\
         blockers: [{id: B-1, title: Bare}]\nrisks: [{id: R-1, title: Bare}]\ndependencies: [{id: D-1, what: Bare}]\n\
         retro: {well: [Yes], improve: [No], actions: [{id: RA-1, what: Bare}], closed: [{id: RA-0}]}\nhealth: {responses: [3, 4], scale: 5}\n\
         releases: [{version: \"1\"}]\ncapacity: 20\n",
    ),
    (
        "content/blue/sprints/s3.yaml",
        "start: 2026-11-16\nend: 2026-11-27\nitems: [{id: A-3, title: Three, started: 2026-11-02}]\nrisks: [{id: R-2, title: It rains}]\n\
         blockers: [{id: B-2, title: It rained, opened: 2026-11-20, risk: R-2}]\n\
         dependencies: [{id: D-2, what: Sun, promised: 2026-11-20, needed_by: 2026-11-21, state: late, team: sky}]\n",
    ),
    (
        "content/blue/sprints/s4.yaml",
        "start: 2026-11-30\nend: 2026-12-11\nblockers: [{id: B-3, title: Later, opened: 2026-12-01}]\n",
    ),
];

/// A context as Tera shows it: like JSON, but for nulls, which are not there, and for texts, which are escaped as in Rust.
struct Dump<'a>(&'a str);

impl<'a> Dump<'a> {
    fn read(mut self) -> Value {
        let value = self.value();
        assert_eq!(self.0.trim(), "", "all of the context is read");
        value
    }

    fn value(&mut self) -> Value {
        match self.0.as_bytes().first() {
            Some(b'{') => Value::Object(self.all('}', |dump| {
                let key = dump.text();
                dump.skip(": ");
                (key, dump.value())
            })),
            Some(b'[') => Value::Array(self.all(']', Self::value)),
            Some(b'"') => Value::String(self.text()),
            _ => {
                let word = self.upto(|letter| matches!(letter, ',' | '}' | ']'));
                if word.is_empty() {
                    Value::Null
                } else {
                    serde_json::from_str(word).unwrap_or_else(|_| panic!("`{word}` is no value"))
                }
            }
        }
    }

    fn all<One, All: FromIterator<One>>(&mut self, end: char, one: impl Fn(&mut Self) -> One) -> All {
        let mut all = Vec::new();
        self.0 = &self.0[1..];
        while !self.0.starts_with(end) {
            all.push(one(self));
            self.0 = self.0.strip_prefix(", ").unwrap_or(self.0);
        }
        self.0 = &self.0[1..];
        all.into_iter().collect()
    }

    /// A text up to its closing quotation mark; what it says does not matter here.
    fn text(&mut self) -> String {
        // The first quotation mark opens it.
        let mut escaped = true;
        let text = self.upto(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        });
        self.skip("\"");
        text[1..].to_owned()
    }

    fn upto(&mut self, mut ends: impl FnMut(char) -> bool) -> &'a str {
        let at = self.0.find(&mut ends).unwrap_or(self.0.len());
        let (found, rest) = self.0.split_at(at);
        self.0 = rest;
        found
    }

    fn skip(&mut self, expected: &str) {
        self.0 = self
            .0
            .strip_prefix(expected)
            .unwrap_or_else(|| panic!("`{expected}` before `{}`", &self.0[..self.0.len().min(40)]));
    }
}
