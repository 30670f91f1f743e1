//! A sprint as its file says it: the keys and values that an import writes, in the order of the guide.

use jiff::civil::Date;

use crate::sprints::{Item, Sprint};

/// The keys at the top of a file, in their order.
pub(super) const HEAD: &[&str] = &[
    "schema",
    "id",
    "team",
    "name",
    "start",
    "end",
    "closed_on",
    "state",
    "unit",
    "exclude",
    "note",
    "goal",
    "committed",
    "added",
    "reestimated",
    "removed",
    "completed",
    "not_completed",
    "capacity",
    "calendar",
    "items",
];

/// The keys of an item, in their order.
pub(super) const ITEM: &[&str] = &[
    "id",
    "title",
    "url",
    "type",
    "points",
    "estimates",
    "added",
    "removed",
    "started",
    "done",
    "goal",
    "blocked",
    "escaped",
    "parent",
    "labels",
];

/// A key and its value in YAML, on one line.
pub(super) type Entry = (&'static str, String);

/// The head of `sprint`. The goal is its text alone.
pub(super) fn head(sprint: &Sprint) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |key: &'static str, value: Option<String>| entries.extend(value.map(|value| (key, value)));
    add("name", sprint.name.as_deref().map(quoted));
    add("start", Some(sprint.dates.start.to_string()));
    add("end", Some(sprint.dates.end.to_string()));
    add("closed_on", sprint.dates.closed_on.map(|day| day.to_string()));
    add("state", sprint.stated.map(|state| state.word().to_owned()));
    add("unit", sprint.unit.map(|unit| unit.word().to_owned()));
    add("exclude", sprint.exclude.as_deref().map(quoted));
    add("note", sprint.note.as_deref().map(quoted));
    add("goal", sprint.goal.text.as_deref().map(quoted));
    add("committed", sprint.totals.committed.map(|points| points.to_string()));
    add("completed", sprint.totals.completed.map(|points| points.to_string()));
    entries
}

/// The fields of `item`, the id first.
pub(super) fn item(item: &Item) -> Vec<Entry> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let mut entries = vec![("id", quoted(&item.id))];
    let mut add = |key: &'static str, value: Option<String>| entries.extend(value.map(|value| (key, value)));
    add("title", Some(quoted(&item.title)).filter(|_| !item.title.is_empty()));
    add("url", item.url.as_deref().map(quoted));
    add("type", Some(item.kind.word().to_owned()));
    match item.estimates.as_slice() {
        [] => {}
        [one] if one.date.is_none() => add("points", Some(one.points.to_string())),
        several => add("estimates", Some(estimates(several))),
    }
    add("added", day(item.added));
    add("removed", day(item.removed));
    add("started", day(item.started));
    add("done", day(item.done));
    add("parent", item.parent.as_deref().map(quoted));
    let labels: Vec<String> = item.labels.iter().map(|label| quoted(label)).collect();
    add("labels", Some(format!("[{}]", labels.join(", "))).filter(|_| !labels.is_empty()));
    entries
}

/// The whole text of a new file.
pub(super) fn file(sprint: &Sprint) -> String {
    let line = |(key, value): &Entry| match *key {
        "goal" => format!("goal: {{text: {value}}}\n"),
        key => format!("{key}: {value}\n"),
    };
    let mut text: String = head(sprint).iter().map(line).collect();
    if !sprint.items.is_empty() {
        text += "items:\n";
        for one in &sprint.items {
            text.push_str("  - ");
            text.push_str(&group(&item(one)));
            text.push('\n');
        }
    }
    text
}

/// `{id: K-1, points: 3}`.
pub(super) fn group(entries: &[Entry]) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

fn estimates(estimates: &[crate::sprints::Estimate]) -> String {
    let one = |estimate: &crate::sprints::Estimate| match estimate.date {
        Some(date) => format!("{{date: {date}, points: {}}}", estimate.points),
        None => format!("{{points: {}}}", estimate.points),
    };
    format!("[{}]", estimates.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// Quoted as JSON, which is YAML too, unless the words are plain beyond doubt.
pub(super) fn quoted(words: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    let begins = words.chars().next().is_some_and(char::is_alphabetic);
    let lower = words.to_lowercase();
    let truth = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&lower.as_str());
    if begins && !truth && words.chars().all(plain) && !words.ends_with([' ', '-']) {
        return words.to_owned();
    }
    let text = serde_json::to_string(words).expect("a string is always JSON");
    text.chars().map(escaped).collect()
}

/// Letters that YAML takes for the end of a line, or refuses.
fn escaped(letter: char) -> String {
    match letter {
        '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
            format!("\\u{:04x}", u32::from(letter))
        }
        _ => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::quoted;

    #[test]
    fn whatever_is_quoted_comes_back() {
        for words in [
            "K-1",
            "no",
            "12",
            "1e4",
            "a: b",
            "it's",
            "# 1",
            "",
            "- x",
            "Null",
            "{a}",
            "[b]",
            "=1+1",
            "\u{2028}x",
            "é ü",
            "a\"b\\c",
            "\u{feff}",
            "end-",
            "end ",
            "日本",
            "2026-03-01",
            "~",
            "!t",
            "&a",
            "*a",
            "%x",
            "@x",
            "`x`",
            "| x",
        ] {
            let text = format!("{{a: {}, b: [{}]}}", quoted(words), quoted(words));
            let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(value["a"].as_str(), Some(words), "{text}");
            assert_eq!(value["b"][0].as_str(), Some(words), "{text}");
        }
    }
}
