//! `themes/default/README.md` as it is written for authors of themes, read by machine; and its lists against the files that they list.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The tables of values in the README.
pub(crate) struct Readme {
    /// By template.
    pub(crate) templates: BTreeMap<String, Values>,
    /// By the names that other tables link to.
    pub(crate) parts: BTreeMap<String, Values>,
    /// The keys of maps whose keys are ours, by the part and the name of the map.
    pub(crate) keys: BTreeMap<(String, String), BTreeSet<String>>,
}

/// What a table lists: values by name.
pub(crate) type Values = BTreeMap<String, Type>;

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Number,
    Truth,
    Null,
    /// A map with nothing in it.
    NoMap,
    /// A map whose keys are not ours; of anything, if it does not say of what.
    Map(Option<Box<Type>>),
    List(Box<Type>),
    OrNull(Box<Type>),
    /// What the table of this name lists.
    Part(String),
}

impl Type {
    fn read(text: &str) -> Self {
        let boxed = |text: &str| Box::new(Self::read(text));
        match text {
            "text" | "address" | "addresses" | "HTML" => Self::Text,
            "number" => Self::Number,
            "true or false" => Self::Truth,
            "null" => Self::Null,
            "map" => Self::Map(None),
            "empty map" => Self::NoMap,
            _ => None
                .or_else(|| text.strip_suffix(" or null").map(|one| Self::OrNull(boxed(one))))
                .or_else(|| text.strip_prefix("list of ").map(|one| Self::List(boxed(one))))
                .or_else(|| text.strip_prefix("map of ").map(|one| Self::Map(Some(boxed(one)))))
                .or_else(|| {
                    let (name, anchor) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](#")?;
                    assert_eq!(anchor, name.replace(' ', "-"), "the link {text} leads to what it names");
                    Some(Self::Part(name.to_owned()))
                })
                .unwrap_or_else(|| panic!("`{text}` is no type that the README uses")),
        }
    }
}

/// The README of the default theme.
pub(crate) fn readme() -> Readme {
    let mut readme = Readme { templates: BTreeMap::new(), parts: BTreeMap::new(), keys: BTreeMap::new() };
    for section in text().split("\n### ").skip(1) {
        let (heading, body) = section.split_once('\n').unwrap();
        let rows = rows(body, "| value | type | meaning |");
        let values: Values = rows.iter().map(|row| (code(&row[0]).concat(), Type::read(&row[1]))).collect();
        assert!(!values.is_empty(), "no values below {heading}");
        assert_eq!(values.len(), rows.len(), "no value is listed twice below {heading}");
        assert!(rows.iter().all(|row| row[2].len() > 3), "every value below {heading} has a meaning");
        let templates = code(heading);
        for template in &templates {
            assert!(readme.templates.insert(template.clone(), values.clone()).is_none(), "two tables for {template}");
        }
        if templates.is_empty() {
            let maps = rows.iter().filter(|row| row[1].starts_with("map of [") && row[2].contains('`'));
            readme.keys.extend(
                maps.map(|row| ((heading.to_owned(), code(&row[0]).concat()), code(&row[2]).into_iter().collect())),
            );
            assert!(readme.parts.insert(heading.to_owned(), values).is_none(), "two tables for {heading}");
        }
    }
    readme
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default")
}

fn text() -> String {
    std::fs::read_to_string(folder().join("README.md")).unwrap()
}

/// The cells of the table in `text` that has this head, row by row.
fn rows(text: &str, head: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| *line != head).skip(2).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    lines.map(cells).collect()
}

/// What stands in `text` as code.
fn code(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The files in a folder of the theme.
fn files(within: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder().join(within)).unwrap();
    entries.map(|entry| format!("{within}/{}", entry.unwrap().file_name().to_str().unwrap())).collect()
}

fn template(name: &str) -> String {
    std::fs::read_to_string(folder().join("templates").join(name)).unwrap()
}

#[test]
fn the_readme_lists_every_file() {
    let listed: BTreeSet<String> =
        rows(&text(), "| file | what it is |").iter().flat_map(|row| code(&row[0])).collect();
    let there: BTreeSet<String> = [files("templates"), files("assets"), BTreeSet::from(["theme.yaml".to_owned()])]
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn every_template_that_gets_values_has_a_table_of_them() {
    let listed: BTreeSet<String> = readme().templates.keys().map(|name| format!("templates/{name}")).collect();
    // The frame gets what the template in it gets, and components get arguments.
    let without = ["templates/base.html".to_owned(), "templates/components.html".to_owned()];
    let there: BTreeSet<String> = files("templates").into_iter().filter(|name| !without.contains(name)).collect();
    assert_eq!(listed, there);
}

#[test]
fn every_table_of_values_is_linked_to() {
    fn parts(kind: &Type) -> Option<&str> {
        match kind {
            Type::Part(name) => Some(name),
            Type::List(kind) | Type::OrNull(kind) | Type::Map(Some(kind)) => parts(kind),
            _ => None,
        }
    }
    let readme = readme();
    let all = readme.templates.values().chain(readme.parts.values()).flat_map(BTreeMap::values);
    let linked: BTreeSet<&str> = all.filter_map(parts).collect();
    assert_eq!(linked, readme.parts.keys().map(String::as_str).collect());
}

#[test]
fn the_readme_lists_every_block_in_its_order() {
    let blocks = |name: &str| -> Vec<String> {
        let text = template(name);
        let found = text.split("{%").filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix("block "));
        found.map(|tag| tag.split([' ', '-', '%']).next().unwrap().to_owned()).collect()
    };
    let listed = rows(&text(), "| template | blocks, in order |");
    for row in &listed {
        let mut there = blocks(&code(&row[0]).concat());
        // The block that a template extends is no new one; it is named as the place of the others.
        there.retain(|block| row[0] == "`base.html`" || block != "main");
        let named: Vec<String> =
            code(&row[1]).into_iter().filter(|block| row[0] == "`base.html`" || block != "main").collect();
        assert_eq!(named, there, "{}", row[0]);
    }
    assert_eq!(listed.len(), 2);
}

#[test]
fn the_readme_lists_every_component_with_its_arguments() {
    let text_of_components = template("components.html");
    let there = text_of_components.split("{%- component ").skip(1).map(|rest| {
        let (name, rest) = rest.split_once('(').unwrap();
        let arguments = rest.split_once(')').unwrap().0.split(", ");
        let names = arguments.map(|argument| argument.split(':').next().unwrap().trim().to_owned());
        (name.to_owned(), names.collect())
    });
    let listed = rows(&text(), "| component | argument | type | meaning |");
    let mut by_component: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in &listed {
        by_component.entry(code(&row[0]).concat()).or_default().insert(code(&row[1]).concat());
    }
    assert_eq!(by_component, there.collect());
}

#[test]
fn the_readme_lists_every_variable_of_the_style_sheets() {
    let sheets = ["style.css", "charts.css", "search.css"]
        .map(|name| std::fs::read_to_string(folder().join("assets").join(name)).unwrap());
    let there: BTreeSet<String> = sheets
        .iter()
        .flat_map(|sheet| sheet.split(['{', ';', ' ', '\n']))
        .filter_map(|part| part.strip_prefix("--")?.strip_suffix(':').map(|name| format!("--{name}")))
        .collect();
    let listed: BTreeSet<String> =
        code(&text()).into_iter().filter(|name| name.starts_with("--") && !name.contains(' ')).collect();
    assert_eq!(listed, there);
}

#[test]
fn every_class_that_the_readme_lists_is_there() {
    // What Markdown writes has its classes from the program.
    let written = ["src/parse", "src/report", "src/sprints"]
        .map(|room| walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(room)));
    let written = written.into_iter().flatten().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    let paths = files("templates").into_iter().chain(files("assets")).map(|name| folder().join(name)).chain(written);
    let all: String = paths.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let classes = rows(&text(), "| class | for |").into_iter().flat_map(|row| code(&row[0]));
    let parts: Vec<String> =
        classes.flat_map(|names| names.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(parts.len() > 60);
    let gone: Vec<&String> = parts.iter().filter(|class| !all.contains(class.as_str())).collect();
    assert_eq!(gone, Vec::<&String>::new());
}
