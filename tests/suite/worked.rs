//! The worked examples of the design, where this machine has them: files, and a file of numbers that remembers which of them a
//! test has looked at, so that none is left out unseen.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::project::{OnDisk, Project, shared};

/// A test of some of the worked numbers.
pub(crate) type Proof = fn(&Worked);

/// The worked examples.
pub(crate) struct Worked {
    folder: PathBuf,
    numbers: Value,
    seen: RefCell<BTreeSet<String>>,
}

impl Worked {
    /// The examples; `None`, which is said, where this machine has none.
    pub(crate) fn find() -> Option<Self> {
        let folder = shared("examples/sprints")?;
        let text = std::fs::read_to_string(folder.join("expected.json")).expect("the numbers can be read");
        let numbers = serde_json::from_str(&text).expect("the numbers are JSON");
        Some(Self { folder, numbers, seen: RefCell::default() })
    }

    /// The text of one of the files.
    pub(crate) fn file(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).expect("the examples can be read")
    }

    /// What the numbers called `name` were made from.
    pub(crate) fn input(&self, name: &str) -> &Value {
        &self.numbers["inputs"][name]
    }

    /// The numbers at `path`, such as `E3_velocity/mean`, which now count as looked at.
    pub(crate) fn at(&self, path: &str) -> &Value {
        let found = self.numbers.pointer(&format!("/{path}"));
        let found = found.unwrap_or_else(|| panic!("`{path}` is not among the worked numbers"));
        self.seen.borrow_mut().extend(leaves(path, found));
        found
    }

    /// Holds members of `found` to be those of the numbers called `name`. 1 and 1.0 are the same number.
    pub(crate) fn compare(&self, found: &Value, name: &str, keys: &[&str]) {
        for key in keys {
            let expected = self.at(&format!("{name}/{key}"));
            assert_eq!(as_decimals(&found[*key]), as_decimals(expected), "{name} {key}");
        }
    }

    /// Holds `found` to be all the numbers called `name`.
    pub(crate) fn compare_all(&self, found: &Value, name: &str) {
        assert_eq!(as_decimals(found), as_decimals(self.at(name)), "{name}");
    }

    /// The paths of all numbers that nobody has looked at.
    pub(crate) fn unseen(&self) -> Vec<String> {
        let named = self.numbers.as_object().expect("names with numbers").iter();
        let numbers = named.filter(|(name, _)| !matches!(name.as_str(), "about" | "inputs"));
        let all = numbers.flat_map(|(name, value)| leaves(name, value));
        all.filter(|path| !self.seen.borrow().contains(path)).collect()
    }
}

/// The paths of all single values in `value`; an empty list is one, too.
fn leaves(path: &str, value: &Value) -> Vec<String> {
    let inside: Vec<(String, &Value)> = match value {
        Value::Array(values) if !values.is_empty() => {
            values.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect()
        }
        Value::Object(members) if !members.is_empty() => {
            members.iter().map(|(key, value)| (key.clone(), value)).collect()
        }
        _ => return vec![path.to_owned()],
    };
    inside.into_iter().flat_map(|(key, value)| leaves(&format!("{path}/{key}"), value)).collect()
}

pub(crate) fn as_decimals(value: &Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.iter().map(as_decimals).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), as_decimals(value))).collect(),
        other => other.clone(),
    }
}

/// The keys of a ledger.
pub(crate) const LEDGER: [&str; 9] = [
    "committed",
    "added",
    "reestimated",
    "removed",
    "completed",
    "not_completed",
    "completed_elsewhere",
    "committed_and_done",
    "final_scope",
];

/// The keys of its ratios.
pub(crate) const RATIOS: [&str; 8] = [
    "throughput_vs_plan",
    "commitment_reliability",
    "completion_rate",
    "carry_over_rate",
    "added_pct",
    "removed_pct",
    "churn_pct",
    "net_scope_change_pct",
];

impl Worked {
    /// Holds a ledger and its ratios to be those called `name`, and its two sides to be equal as they are there.
    pub(crate) fn compare_ledger(&self, ledger: &Value, ratios: &Value, name: &str) {
        self.compare(ledger, name, &LEDGER);
        self.compare(ratios, name, &RATIOS);
        let sum = |keys: &[&str]| keys.iter().map(|key| ledger[*key].as_f64().expect("a number")).sum::<f64>();
        let came_in = sum(&["committed", "added", "reestimated"]);
        let accounted_for = sum(&["completed", "not_completed", "removed"]);
        // Work that was done before is committed only where the team counts as Jira does.
        let elsewhere = if name.ends_with("jira_mode") { sum(&["completed_elsewhere"]) } else { 0.0 };
        let balances = (came_in - accounted_for - elsewhere).abs() < 1e-9;
        assert_eq!(json!(balances), *self.at(&format!("{name}/balance_ok")), "{name}");
    }
}

/// A log of these files, each with its name below the content folder.
pub(crate) fn log(files: &[(String, String)]) -> OnDisk {
    let home = Project::new(&[("content/index.md", "Home")]);
    files.iter().fold(home, |project, (name, text)| project.with(&format!("content/{name}"), text)).on_disk()
}

/// What a command says as JSON.
pub(crate) fn said(project: &OnDisk, arguments: &[&str]) -> Value {
    let ran = project.run(&[arguments, &["--format", "json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn every_single_value_is_a_leaf() {
    let value = json!({"a": 1, "b": [2, {"c": null}], "d": []});
    assert_eq!(leaves("x", &value), ["x/a", "x/b/0", "x/b/1/c", "x/d"]);
}
