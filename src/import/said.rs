//! What an import says of itself, in sentences.

use super::export::Export;

/// What was read, what was dropped, what cannot be known.
pub(super) fn sentences(export: &Export) -> Vec<String> {
    let mut said = export.remarks.clone();
    if !export.people.is_empty() {
        let people: Vec<&str> = export.people.iter().map(String::as_str).collect();
        said.push(format!("people: dropped {}", people.join(", ")));
    }
    said.extend(export.unknown.iter().map(|unknown| format!("unknown: {}", unknown.sentence())));
    said
}

/// "1 item", "3 items".
pub(super) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// `word` as a key of YAML.
pub(super) fn plain_or_quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    let begins = word.starts_with(char::is_alphabetic);
    let truth = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&word.to_lowercase().as_str());
    if begins && !truth && word.chars().all(plain) && !word.ends_with(' ') {
        word.to_owned()
    } else {
        serde_json::to_string(word).expect("a string is always JSON")
    }
}
