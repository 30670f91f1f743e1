//! What is left of a sprint, as lines for the file of the next one.

use crate::sprints::{Part, Sprint};

/// The open items of `sprint` as YAML; empty where nothing is left.
#[must_use]
pub fn carried_items(sprint: &Sprint) -> String {
    let open: Vec<String> = Part::all(sprint).iter().filter(|part| part.is_open()).map(item_line).collect();
    if open.is_empty() { String::new() } else { format!("items:\n{}", open.concat()) }
}

/// One open item as a line of a list.
pub(crate) fn item_line(part: &Part<'_>) -> String {
    let item = part.item;
    let mut fields = vec![format!("id: {}", quoted(&item.id))];
    if !item.title.is_empty() {
        fields.push(format!("title: {}", quoted(&item.title)));
    }
    fields.push(format!("type: {}", item.kind.word()));
    if item.is_estimated() {
        fields.push(format!("points: {}", part.last));
    }
    fields.extend(item.started.map(|day| format!("started: {day}")));
    if item.goal {
        fields.push("goal: true".to_owned());
    }
    format!("  - {{{}}}\n", fields.join(", "))
}

/// Quoted as JSON, which is YAML too, unless the words are plain beyond doubt.
pub(crate) fn quoted(words: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, ' ' | '-');
    let id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let letters = words.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
    let word = matches!(
        words.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
    );
    let safe = letters && !word && !words.ends_with([' ', '-']) && (words.chars().all(plain) || words.chars().all(id));
    if safe { words.to_owned() } else { serde_json::to_string(words).expect("a string is always JSON") }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_what_yaml_would_take_for_something_else() {
        assert_eq!(quoted("K-101"), "K-101");
        assert_eq!(quoted("Refund from the back office"), "Refund from the back office");
        for words in ["no", "12", "1e4", "a: b", "it's", "what? #1", "", "- x", "Null"] {
            assert!(quoted(words).starts_with('"'), "{words}");
        }
    }
}
