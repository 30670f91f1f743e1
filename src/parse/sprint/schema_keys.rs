//! The schemas name exactly the keys that the reader takes: each group is given a key that no group has, and the message
//! about it lists those that would have been right.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::source::{SourceFile, SourcePath};

use super::file::parse_sprint;
use super::schema::{sprint_schema, team_schema};
use super::team::parse_team;

/// A key that is like none there is.
const STRANGER: &str = "zzzzzzzzzzzzzzzzzzzzzzzz";

#[test]
fn the_schema_of_a_sprint_is_what_the_reader_takes() {
    let read = |yaml: &str| {
        let text = if yaml.starts_with(STRANGER) {
            yaml.to_owned()
        } else {
            format!("start: 2026-01-05\nend: 2026-01-09\n{yaml}")
        };
        parse_sprint(&file(&text)).1
    };
    let groups = check_group(&sprint_schema(), &mut Vec::new(), &|yaml| keys_told(&read(yaml)));
    assert_eq!(groups, 22, "every group was looked at");
}

#[test]
fn the_schema_of_a_team_is_what_the_reader_takes() {
    let groups = check_group(&team_schema(), &mut Vec::new(), &|yaml| keys_told(&parse_team(&file(yaml)).1));
    assert_eq!(groups, 5);
}

fn file(text: &str) -> SourceFile {
    SourceFile::new(SourcePath::new("content/sprints/s1.yaml"), text.as_bytes().to_vec())
}

/// The keys that the message about the stranger lists, in order of letters.
fn keys_told(diagnostics: &[crate::diagnostics::Diagnostic]) -> Vec<String> {
    let about = diagnostics.iter().find(|one| one.code == Code::SprintUnknownKey).expect("the stranger is told");
    let list = about.help.as_deref().unwrap().strip_prefix("the keys here are ").unwrap();
    let mut keys: Vec<String> = list.split(", ").map(str::to_owned).collect();
    keys.sort();
    keys
}

/// One step from the top of a file to a group.
enum Step {
    Key(String),
    First,
}

/// Compares the keys of `schema` with those that are told there, and of every group below. How many groups there were.
fn check_group(schema: &Value, path: &mut Vec<Step>, told: &dyn Fn(&str) -> Vec<String>) -> usize {
    let Some(properties) = schema["properties"].as_object() else { return 0 };
    let mut named: Vec<String> = properties.keys().cloned().collect();
    named.sort();
    let yaml = yaml_at(path);
    assert_eq!(told(&yaml), named, "{yaml}");
    let mut groups = 1;
    for (key, value) in properties {
        path.push(Step::Key(key.clone()));
        groups += check_group(value, path, told);
        for option in value["anyOf"].as_array().into_iter().flatten() {
            groups += check_group(option, path, told);
        }
        path.push(Step::First);
        groups += check_group(&value["items"], path, told);
        path.truncate(path.len() - 2);
    }
    groups
}

/// A file with the stranger at `path`, on one line.
fn yaml_at(path: &[Step]) -> String {
    let inner = path.iter().rev().fold(format!("{{{STRANGER}: 1}}"), |inner, step| match step {
        Step::Key(key) => format!("{{{key}: {inner}}}"),
        Step::First => format!("[{inner}]"),
    });
    inner[1..inner.len() - 1].to_owned() + "\n"
}
