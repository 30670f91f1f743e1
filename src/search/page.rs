//! What search knows of one page: made anew only when the page says something else.

use super::vocabulary::{PageWords, Rank, Vocabulary};

/// A page that can be found, as it stands in the site.
#[derive(Debug, Clone, Hash)]
pub struct Entry<'a> {
    /// Its link, as seen from the home page.
    pub href: String,
    /// Its title.
    pub title: &'a str,
    /// What else it is called: its label in the menu, the id of a sprint.
    pub names: Vec<&'a str>,
    /// The page above it, in words.
    pub place: &'a str,
    /// Its text, in order.
    pub passages: Vec<Passage>,
}

/// The text below one heading, or above the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The id of the heading; empty above the first.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The text without markup.
    pub text: String,
}

/// So much of a page's text, in characters, is kept to be shown; its words are found beyond that too.
const SHOWN: usize = 60_000;

/// A page, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchPage {
    pub(super) href: String,
    pub(super) words: PageWords,
    /// What is shown of it, as JSON: link, title, place, and each passage as id, heading and text.
    pub(super) record: String,
}

impl SearchPage {
    /// The words of `entry`, and what will be shown of it.
    #[must_use]
    pub fn new(entry: &Entry<'_>) -> Self {
        let mut vocabulary = Vocabulary::new();
        vocabulary.add(entry.title, Rank::Title);
        for name in entry.names.iter().filter(|name| **name != entry.title) {
            vocabulary.add(name, Rank::Title);
        }
        for passage in &entry.passages {
            vocabulary.add(&passage.title, Rank::Heading);
            vocabulary.add(&passage.text, Rank::Text);
        }
        Self { href: entry.href.clone(), words: vocabulary.finish(), record: record(entry) }
    }
}

/// The bytes of the first `characters` of `text`.
fn end_of(text: &str, characters: usize) -> usize {
    // There are never more characters than bytes, and a page is seldom so long.
    if text.len() <= characters {
        return text.len();
    }
    text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end)
}

fn record(entry: &Entry<'_>) -> String {
    let mut left = SHOWN;
    let passages = entry.passages.iter().map(|passage| {
        let shown = &passage.text[..end_of(&passage.text, left)];
        left -= shown.chars().count();
        (&*passage.id, &*passage.title, shown)
    });
    let passages: Vec<(&str, &str, &str)> = passages.collect();
    let record = (&*entry.href, entry.title, entry.place, passages);
    serde_json::to_string(&record).expect("text is always JSON")
}
