//! `*[API]: Application Programming Interface`: what an abbreviation means, said once and shown wherever it stands.

use std::collections::HashMap;

/// The abbreviations of a page by their first word, the longest first.
#[derive(Debug, Default)]
pub(crate) struct Abbreviations(HashMap<String, Vec<Abbreviation>>);

/// An abbreviation and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    pub(crate) short: String,
    pub(crate) meaning: String,
}

impl Abbreviations {
    /// The last of several definitions of the same abbreviation counts.
    pub(crate) fn new(definitions: Vec<Abbreviation>) -> Self {
        let mut meanings: HashMap<String, String> = HashMap::new();
        let mut order = Vec::new();
        for Abbreviation { short, meaning } in definitions {
            if meanings.insert(short.clone(), meaning).is_none() {
                order.push(short);
            }
        }
        let mut by_word: HashMap<String, Vec<Abbreviation>> = HashMap::new();
        for short in order {
            let meaning = meanings.remove(&short).unwrap_or_default();
            by_word.entry(first_word(&short).to_owned()).or_default().push(Abbreviation { short, meaning });
        }
        let lists = by_word.into_iter().map(|(word, mut list)| {
            list.sort_by_key(|one| std::cmp::Reverse(one.short.len()));
            (word, list)
        });
        Self(lists.collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The abbreviation that `text` begins with, as a word of its own.
    pub(crate) fn starting(&self, text: &str) -> Option<&Abbreviation> {
        let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric());
        let list = self.0.get(first_word(text))?;
        list.iter().find(|one| text.strip_prefix(one.short.as_str()).is_some_and(ends))
    }
}

/// The letters and digits that a text begins with; a text that begins with another sign, that sign.
pub(crate) fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    let first = text.chars().next().map_or(0, char::len_utf8);
    &text[..end.max(first)]
}

/// The definition that a line is.
pub(crate) fn read_definition(line: &str) -> Option<Abbreviation> {
    let (short, meaning) = line.strip_prefix("*[")?.split_once("]:")?;
    let (short, meaning) = (short.trim(), meaning.trim());
    let plain = !short.is_empty() && !short.contains(['[', ']']) && short.len() <= 100;
    plain.then(|| Abbreviation { short: short.to_owned(), meaning: meaning.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Abbreviations, read_definition};

    #[test]
    fn only_whole_words_are_abbreviations() {
        let definitions = ["*[API]: Interface", "*[API key]: Password", "*[U.S.]: States"];
        let known = Abbreviations::new(definitions.iter().filter_map(|line| read_definition(line)).collect());
        let short = |text: &str| known.starting(text).map(|one| one.short.clone());
        assert_eq!(short("API."), Some("API".into()));
        assert_eq!(short("API keyring"), Some("API".into()));
        assert_eq!(short("API key"), Some("API key".into()));
        assert_eq!(short("U.S. law"), Some("U.S.".into()));
        assert_eq!(short("APIs"), None);
        assert_eq!(read_definition("*[]: x"), None);
        assert_eq!(read_definition("* [API]: x"), None);
    }
}
