//! The rules of the house as tests: who imports whom, doors, sizes, docs, and where files are touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may import whom. `ARCHITECTURE.md` says why.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("sprints", &[]),
    ("diagnostics", &["source"]),
    ("report", &["sprints"]),
    ("parse", &["source", "diagnostics", "sprints"]),
    ("theme", &["source", "diagnostics"]),
    ("output", &["source", "diagnostics"]),
    ("site", &["parse", "diagnostics", "sprints", "source"]),
    ("search", &["source"]),
    ("render", &["site", "report", "theme", "search", "parse", "diagnostics", "source"]),
    ("external", &[]),
    ("import", &["parse", "source", "diagnostics", "sprints"]),
    ("disk", &["source", "output"]),
    (
        "pipeline",
        &["source", "diagnostics", "sprints", "report", "parse", "theme", "output", "site", "search", "render"],
    ),
    ("serve", &["pipeline", "disk", "output", "diagnostics", "source"]),
    ("cli", &["serve", "pipeline", "external", "import", "disk", "output", "diagnostics", "source"]),
];

/// Words of other libraries that a room must not know.
const MUST_NOT_KNOW: &[(&str, &[&str])] =
    &[("sprints", &["serde", "std::fs", "std::io"]), ("report", &["std::fs"]), ("source", &["std::fs", "serde"])];

const LONGEST_FILE: usize = 400;

struct File {
    room: String,
    path: PathBuf,
    text: String,
}

impl File {
    /// The lines that are neither comments nor in the tests at the end of the file.
    fn code(&self) -> impl Iterator<Item = &str> {
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        self.text[..end].lines().filter(|line| !line.trim_start().starts_with("//"))
    }

    fn is_door(&self) -> bool {
        self.path.ends_with("mod.rs")
    }
}

fn files() -> Vec<File> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![source.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&source).unwrap();
                let room = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
                files.push(File { room, text: fs::read_to_string(&path).unwrap(), path: inside.to_owned() });
            }
        }
    }
    let tests: Vec<PathBuf> = files.iter().flat_map(test_modules).collect();
    files.retain(|file| !tests.contains(&file.path));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(files.len() > 50, "the source was found");
    files
}

/// The files that a door declares for tests only.
fn test_modules(door: &File) -> Vec<PathBuf> {
    let declared = door.text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.split_once(';'));
    declared.map(|(name, _)| door.path.with_file_name(format!("{name}.rs"))).collect()
}

/// The rooms that a line of code names: `use crate::site::Page`, `crate::{parse, site}` and the like.
fn imported(line: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, name) in line.match_indices("crate::") {
        if line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &line[at + name.len()..];
        let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let several = if rest.starts_with('{') { names.split(',').collect() } else { vec![names] };
        for name in several {
            let room: String =
                name.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            rooms.push(room);
        }
    }
    rooms
}

#[test]
fn imports_go_down() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in files() {
        if matches!(file.room.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let Some(rooms) = allowed.get(file.room.as_str()) else {
            wrong.push(format!("`{}` is a room without a rule", file.room));
            continue;
        };
        for room in file.code().flat_map(imported).filter(|room| *room != file.room && !rooms.contains(&room.as_str()))
        {
            wrong.push(format!("{} imports `{room}`", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rooms_do_not_know_what_they_must_not() {
    let mut wrong = Vec::new();
    for file in files() {
        let words = MUST_NOT_KNOW.iter().filter(|(room, _)| *room == file.room).flat_map(|(_, words)| words.iter());
        for word in words {
            if file.code().any(|line| line.contains(word)) {
                wrong.push(format!("{} knows `{word}`", file.path.display()));
            }
        }
        if file.room != "disk" && file.code().any(|line| line.contains("std::fs") || line.contains("File::open")) {
            wrong.push(format!("{} touches files", file.path.display()));
        }
        if file.room != "theme" && file.code().any(|line| line.contains("tera::") || line.contains("Tera")) {
            wrong.push(format!("{} uses Tera", file.path.display()));
        }
        if file.room != "external" && file.code().any(|line| line.contains("ureq")) {
            wrong.push(format!("{} asks other machines", file.path.display()));
        }
        if file.room != "serve" && file.room != "external" && file.code().any(|line| line.contains("std::net")) {
            wrong.push(format!("{} speaks to the network", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn doors_are_only_doors() {
    let mut wrong = Vec::new();
    for file in files().into_iter().filter(File::is_door) {
        let mut in_list = false;
        for line in file.code().map(str::trim).filter(|line| !line.is_empty()) {
            let starts =
                ["mod ", "pub mod ", "pub(crate) mod ", "pub use ", "pub(crate) use ", "pub(super) use ", "#["];
            if !in_list && !starts.iter().any(|start| line.starts_with(start)) {
                wrong.push(format!("{}: {line}", file.path.display()));
            }
            in_list = if in_list { !line.ends_with(';') } else { line.ends_with('{') };
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_imports_its_own_door() {
    let mut wrong = Vec::new();
    for file in files() {
        let inside: Vec<String> = file.path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let own = format!("crate::{}::", inside[..inside.len() - 1].join("::"));
        let named = |line: &str| {
            line.match_indices(&own).any(|(at, _)| {
                let rest = &line[at + own.len()..];
                // `crate::parse::yaml::Fields` from `parse/config.rs` would go through a sibling's door, which is fine.
                rest.starts_with(|letter: char| letter.is_uppercase() || letter == '{')
            })
        };
        if inside.len() > 1 && (file.code().any(named) || file.code().any(|line| line.contains("use super::*"))) {
            wrong.push(file.path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    let mut wrong = Vec::new();
    for file in files() {
        if !file.text.starts_with("//! ") {
            wrong.push(format!("{} does not begin with what it is", file.path.display()));
        }
        let length = file.text.lines().count();
        if length > LONGEST_FILE {
            wrong.push(format!("{} has {length} lines", file.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_say_what_things_are() {
    let vague =
        ["util", "utils", "helper", "helpers", "manager", "common", "handle", "process", "data", "info", "misc"];
    let named = files().into_iter().filter(|file| {
        let stem = file.path.file_stem().unwrap().to_string_lossy().into_owned();
        vague.contains(&stem.as_str())
    });
    let wrong: Vec<String> = named.map(|file| file.path.display().to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn this_test_sees_imports() {
    assert_eq!(imported("use crate::site::Page;"), ["site"]);
    assert_eq!(imported("use crate::{parse::Body, site};"), ["parse", "site"]);
    assert_eq!(imported("    let x = crate::render::page();"), ["render"]);
    assert!(imported("pub(crate) fn x() {}").is_empty());
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut previous = "";
    let mut section = "";
    let mut wrong = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains(" = ") && !previous.starts_with('#') {
            wrong.push(line);
        }
        previous = line;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
