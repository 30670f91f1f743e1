//! An import into a file that people edit too: what the tracker says comes in, and what a hand has changed stays.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::{Mapping, Value};

use crate::source::{Fingerprint, SourceFile};
use crate::sprints::{Points, Sprint};

use super::super::yaml::without_mark;
use super::draft::Draft;
use super::written::{self, Entry, HEAD, ITEM};

/// What the last import wrote into one sprint: digits of each value, by item (empty for the head) and field.
pub type Base = BTreeMap<String, BTreeMap<String, String>>;

/// So many digits tell a value that an import wrote from one of a hand.
const DIGITS: usize = 8;

/// Fields of the head that go when the tracker does not say them any more. Of any other, an export may just know less.
const HEAD_MAY_GO: &[&str] = &["closed_on", "state", "exclude", "note"];

/// The same for items: one that was opened again is not done.
const ITEM_MAY_GO: &[&str] = &["done", "removed"];

/// A file after an import.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// Its whole text.
    pub text: String,
    /// What a hand had changed and the import left, such as `points of K-1`.
    pub kept: Vec<String>,
    /// Items of the file that the export does not have.
    pub gone: Vec<String>,
    /// What the next import compares with.
    pub base: Base,
}

/// The text of a new file for `sprint`.
#[must_use]
pub fn sprint_text(sprint: &Sprint) -> Merged {
    let mut base = Base::new();
    note(&mut base, "", &written::head(sprint));
    for item in &sprint.items {
        note(&mut base, &item.id, &written::item(item));
    }
    Merged { text: written::file(sprint), base, ..Merged::default() }
}

/// `file` with what `sprint` says; `base` is what the last import wrote. `None` where its text is too unusual to be changed
/// with certainty.
#[must_use]
pub fn merged_text(file: &SourceFile, sprint: &Sprint, base: &Base) -> Option<Merged> {
    let (text, offset) = without_mark(file.text().ok()?);
    let Value::Mapping(existing) = serde_yaml::from_str(text).ok()? else { return None };
    let mut merge = Merge {
        draft: Draft::new(text),
        wanted: existing.clone(),
        base,
        merged: Merged { base: base.clone(), ..Merged::default() },
    };
    merge.head(&existing, sprint);
    merge.items(&existing, sprint);
    let Merge { draft, wanted, mut merged, .. } = merge;
    let text = draft.finish();
    let reread: Value = serde_yaml::from_str(&text).ok()?;
    // Whatever an unusual file did to a change: what is read from it now is what was meant, or nothing is written.
    (canonical(&reread) == canonical(&Value::Mapping(wanted))).then(|| {
        merged.text = file.text().expect("it was read above")[..offset].to_owned() + &text;
        merged
    })
}

struct Merge<'a> {
    draft: Draft<'a>,
    /// What the file is to say in the end.
    wanted: Mapping,
    base: &'a Base,
    merged: Merged,
}

/// A mapping of the file: the path by which the draft knows it, and by which the base does.
struct Group<'a> {
    path: &'a str,
    name: &'a str,
    order: &'a [&'a str],
    may_go: &'a [&'a str],
}

impl Merge<'_> {
    fn head(&mut self, existing: &Mapping, sprint: &Sprint) {
        let (goal, head): (Vec<Entry>, Vec<Entry>) =
            written::head(sprint).into_iter().partition(|(key, _)| *key == "goal");
        let group = Group { path: "", name: "", order: HEAD, may_go: HEAD_MAY_GO };
        let mut wanted = std::mem::take(&mut self.wanted);
        self.group(&group, existing, &mut wanted, &head);
        for (_, words) in goal {
            self.goal(existing, &mut wanted, &words);
        }
        self.wanted = wanted;
    }

    fn goal(&mut self, existing: &Mapping, wanted: &mut Mapping, words: &str) {
        let old = existing.get("goal").and_then(Value::as_mapping);
        let value = value(words);
        let action = self.decide("", "goal", old.and_then(|old| old.get("text")), &value);
        if action != Action::Write {
            return;
        }
        match old {
            Some(_) => self.draft.set("goal", "text", words, &["text"]),
            None => self.draft.set("", "goal", &format!("{{text: {words}}}"), HEAD),
        }
        let goal = wanted.entry(Value::from("goal")).or_insert_with(|| Value::Mapping(Mapping::new()));
        if let Value::Mapping(goal) = goal {
            goal.insert(Value::from("text"), value);
        }
    }

    fn items(&mut self, existing: &Mapping, sprint: &Sprint) {
        let empty = Vec::new();
        let old = existing.get("items").and_then(Value::as_sequence).unwrap_or(&empty).clone();
        let at = |id: &str| old.iter().position(|item| item.get("id").map(canonical).as_deref() == Some(id));
        let mut list = old.clone();
        let mut added = Vec::new();
        for item in &sprint.items {
            let entries = written::item(item);
            match at(&item.id) {
                Some(index) => {
                    let (path, name) = (format!("items.{index}"), item.id.clone());
                    let group = Group { path: &path, name: &name, order: ITEM, may_go: ITEM_MAY_GO };
                    if let (Value::Mapping(before), Value::Mapping(wanted)) = (&old[index], &mut list[index]) {
                        self.group(&group, before, wanted, &without_points(entries, before));
                    }
                }
                None if self.base.contains_key(&item.id) => {
                    self.merged.kept.push(format!("item {} stays taken out", item.id));
                }
                None => {
                    note(&mut self.merged.base, &item.id, &entries);
                    list.push(value(&written::group(&entries)));
                    added.push(written::group(&entries));
                }
            }
        }
        let ids: BTreeSet<&str> = sprint.items.iter().map(|item| item.id.as_str()).collect();
        let gone = old.iter().filter_map(|item| item.get("id").map(canonical)).filter(|id| !ids.contains(id.as_str()));
        self.merged.gone = gone.filter(|id| self.base.contains_key(id)).collect();
        if !added.is_empty() {
            self.draft.push("items", &added, HEAD);
        }
        if !list.is_empty() {
            self.wanted.insert(Value::from("items"), Value::Sequence(list));
        }
    }

    fn group(&mut self, group: &Group<'_>, existing: &Mapping, wanted: &mut Mapping, entries: &[Entry]) {
        for (key, words) in entries {
            let value = value(words);
            if self.decide(group.name, key, existing.get(*key), &value) == Action::Write {
                self.draft.set(group.path, key, words, group.order);
                wanted.insert(Value::from(*key), value);
            }
        }
        for key in group.may_go.iter().filter(|key| entries.iter().all(|(named, _)| named != *key)) {
            let ours = existing.get(*key).is_some_and(|value| self.is_ours(group.name, key, value));
            if ours {
                self.draft.remove(group.path, key);
                wanted.shift_remove(*key);
            }
            if let Some(fields) = self.merged.base.get_mut(group.name) {
                fields.remove(*key);
            }
        }
    }

    /// Whether the value of a field is written, and that the tracker said so.
    fn decide(&mut self, name: &str, key: &str, existing: Option<&Value>, value: &Value) -> Action {
        let known = self.base.get(name).is_some_and(|fields| fields.contains_key(key));
        let action = match existing {
            Some(existing) if canonical(existing) == canonical(value) => Action::Leave,
            Some(existing) if self.is_ours(name, key, existing) => Action::Write,
            Some(_) => Action::Keep,
            None if known => Action::Keep,
            None => Action::Write,
        };
        // A value that the tracker repeats and a hand has changed is no news.
        let news = self.base.get(name).and_then(|fields| fields.get(key)) != Some(&digits(value));
        if action == Action::Keep && news {
            let what = if name.is_empty() { format!("`{key}`") } else { format!("`{key}` of {name}") };
            self.merged.kept.push(what);
        }
        self.merged.base.entry(name.to_owned()).or_default().insert(key.to_owned(), digits(value));
        action
    }

    fn is_ours(&self, name: &str, key: &str, value: &Value) -> bool {
        self.base.get(name).and_then(|fields| fields.get(key)).is_some_and(|known| *known == digits(value))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    /// It says so already.
    Leave,
    /// The tracker's value comes in.
    Write,
    /// A hand changed it, or took it out.
    Keep,
}

/// One item has `points` or `estimates`, never both: a hand that wrote its history knows more.
fn without_points(entries: Vec<Entry>, existing: &Mapping) -> Vec<Entry> {
    let other = |key: &str| match key {
        "points" => existing.contains_key("estimates"),
        "estimates" => existing.contains_key("points"),
        _ => false,
    };
    entries.into_iter().filter(|(key, _)| !other(key)).collect()
}

fn note(base: &mut Base, name: &str, entries: &[Entry]) {
    let fields = base.entry(name.to_owned()).or_default();
    fields.extend(entries.iter().map(|(key, words)| ((*key).to_owned(), digits(&value(words)))));
}

fn value(words: &str) -> Value {
    serde_yaml::from_str(words).expect("what we write is YAML")
}

fn digits(value: &Value) -> String {
    Fingerprint::of_bytes(canonical(value).as_bytes()).to_hex()[..DIGITS].to_owned()
}

/// A value as a text in which `3` and `3.0` are the same, and the order of keys does not count.
fn canonical(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => {
            let text = number.to_string();
            let points: Result<Points, _> = text.parse();
            points.map_or(text, |points| points.to_string())
        }
        Value::String(text) => text.clone(),
        Value::Sequence(values) => format!("[{}]", values.iter().map(canonical).collect::<Vec<_>>().join("\u{1f}")),
        Value::Mapping(mapping) => {
            let mut entries: Vec<String> =
                mapping.iter().map(|(key, value)| format!("{}\u{1e}{}", canonical(key), canonical(value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join("\u{1f}"))
        }
        Value::Tagged(tagged) => format!("{}{}", tagged.tag, canonical(&tagged.value)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::file::parse_sprint;
    use super::{merged_text, sprint_text};
    use crate::source::{SourceFile, SourcePath};
    use crate::sprints::{Estimate, Item, Points, Sprint};

    fn file(text: &str) -> SourceFile {
        SourceFile::new(SourcePath::new("content/sprints/s1.yaml"), text.as_bytes().to_vec())
    }

    fn item(id: &str, points: i64) -> Item {
        let estimates = vec![Estimate::from_the_beginning(Points::whole(points))];
        Item { id: id.to_owned(), title: format!("Title: {id}"), estimates, ..Item::default() }
    }

    fn sprint() -> Sprint {
        let mut sprint = Sprint::new("s1", date(2026, 3, 23), date(2026, 4, 3));
        sprint.name = Some("Sprint 1".to_owned());
        sprint.goal.text = Some("Pay by card".to_owned());
        sprint.items = vec![item("K-1", 3), item("K-2", 5)];
        sprint
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = sprint_text(&sprint());
        let (read, diagnostics) = parse_sprint(&file(&written.text));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(read.unwrap().sprint, sprint());
    }

    #[test]
    fn a_second_import_changes_nothing() {
        let first = sprint_text(&sprint());
        let second = merged_text(&file(&first.text), &sprint(), &first.base).unwrap();
        assert_eq!((&second.text, &second.base), (&first.text, &first.base));
        assert_eq!((second.kept.len(), second.gone.len()), (0, 0));
    }

    #[test]
    fn news_come_in_and_hands_are_kept() {
        let first = sprint_text(&sprint());
        let edited = first
            .text
            .replace("name: Sprint 1\n", "# ours\nname: First   # really\n")
            .replace("{id: K-1, title: \"Title: K-1\",", "{ goal: true, id: K-1, title: \"Ours\",")
            .replace("items:\n", "health: {responses: [4, 4, 4, 4]}\nitems:\n  # the work\n");
        let mut news = sprint();
        news.name = Some("Sprint one".to_owned());
        news.items[0].done = Some(date(2026, 3, 25));
        news.items[0].estimates[0].points = Points::whole(8);
        news.items[0].title = "Theirs".to_owned();
        news.items.push(item("K-3", 1));
        let merged = merged_text(&file(&edited), &news, &first.base).unwrap();
        let wanted = edited
            .replace("points: 3}", "points: 8, done: 2026-03-25}")
            .replace("points: 5}\n", "points: 5}\n  - {id: K-3, title: \"Title: K-3\", type: other, points: 1}\n");
        assert_eq!(merged.text, wanted);
        assert_eq!(merged.kept, ["`name`", "`title` of K-1"]);
        let again = merged_text(&file(&merged.text), &news, &merged.base).unwrap();
        assert_eq!((again.text, again.kept), (merged.text, Vec::new()), "and it is not told twice");
    }

    #[test]
    fn what_a_hand_took_out_stays_out_and_what_was_opened_again_is_open() {
        let mut first = sprint();
        first.items[1].done = Some(date(2026, 3, 25));
        first.exclude = Some("no work".to_owned());
        let written = sprint_text(&first);
        let edited = written.text.lines().filter(|line| !line.contains("K-1")).map(|line| format!("{line}\n"));
        let edited: String = edited.collect();
        let merged = merged_text(&file(&edited), &sprint(), &written.base).unwrap();
        assert_eq!(merged.text, edited.replace(", done: 2026-03-25", "").replace("exclude: no work\n", ""));
        assert_eq!(merged.kept, ["item K-1 stays taken out"]);
    }

    #[test]
    fn items_that_an_export_does_not_have_stay() {
        let first = sprint_text(&sprint());
        let mut less = sprint();
        less.items.remove(0);
        let merged = merged_text(&file(&first.text), &less, &first.base).unwrap();
        assert_eq!((merged.text, merged.gone), (first.text, vec!["K-1".to_owned()]));
    }

    #[test]
    fn blocks_lines_of_windows_and_lists_in_brackets_are_written_as_they_are() {
        for (text, wanted) in [
            (
                "start: 2026-03-23\nend: 2026-04-03\nitems:\n- id: K-1\n  points: 3 # small\n\n- id: K-2\n  points: 5\nhealth: {responses: [4]}\n",
                "start: 2026-03-23\nend: 2026-04-03\ngoal: {text: Pay by card}\nitems:\n- id: K-1\n  title: \"Title: K-1\"\n  type: other\n  points: 3 # small\n  done: 2026-03-25\n\n- id: K-2\n  title: \"Title: K-2\"\n  type: other\n  points: 5\nhealth: {responses: [4]}\n",
            ),
            (
                "start: 2026-03-23\r\nend: 2026-04-03\r\nitems: [{id: K-1}, {id: K-2, type: bug}]\r\n",
                "start: 2026-03-23\r\nend: 2026-04-03\r\ngoal: {text: Pay by card}\r\nitems: [{id: K-1, title: \"Title: K-1\", type: other, points: 3, done: 2026-03-25}, {id: K-2, title: \"Title: K-2\", type: bug, points: 5}]\r\n",
            ),
        ] {
            let mut news = sprint();
            news.name = None;
            news.items[0].done = Some(date(2026, 3, 25));
            let merged = merged_text(&file(text), &news, &super::Base::new()).unwrap();
            assert_eq!(merged.text, wanted);
        }
    }

    #[test]
    fn a_file_without_items_gets_them() {
        let merged = merged_text(&file("start: 2026-03-23\nend: 2026-04-03"), &sprint(), &super::Base::new()).unwrap();
        let (read, diagnostics) = parse_sprint(&file(&merged.text));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(read.unwrap().sprint, sprint(), "{}", merged.text);
    }
}
