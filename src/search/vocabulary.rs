//! The words of one page, each once, and how well the page stands for each.

use std::hash::Hasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::phrase::Phrase;
use super::words::words;

/// Where on a page a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// In its title.
    Title,
    /// In one of its headings.
    Heading,
    /// In its text.
    Text,
}

/// How well a page stands for a word: 0 to 3 by how often its text has it, 4 and 5 if a heading has it, 6 and 7 if the
/// title does. `search.js` knows what each is worth.
pub(super) type Level = u8;

/// A page of so many words is neither short nor long.
const USUAL_LENGTH: f32 = 400.0;

/// Most pages have no more different words.
const USUAL_WORDS: usize = 448;

/// A title of so few words says what the page is about with each of them.
const SHORT_TITLE: u32 = 3;

/// The words of a page as they are read.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: Spelled,
    counts: Vec<Count>,
    /// The number of each word, to be found by its letters.
    numbers: HashTable<usize>,
    accented: Vec<(usize, String)>,
    titled: u32,
    read: u32,
}

#[derive(Default)]
struct Count {
    titles: u32,
    headings: u32,
    texts: u32,
}

impl Count {
    fn of(&mut self, rank: Rank) -> &mut u32 {
        match rank {
            Rank::Title => &mut self.titles,
            Rank::Heading => &mut self.headings,
            Rank::Text => &mut self.texts,
        }
    }
}

/// Words behind one another, each by its number: a page has hundreds, which are too many for a memory of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Spelled {
    text: String,
    ends: Vec<u32>,
}

impl Spelled {
    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(u32::try_from(self.text.len()).expect("a page is smaller than 4 GB"));
    }

    fn word(&self, number: usize) -> &str {
        let from = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from as usize..self.ends[number] as usize]
    }
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        // A table that grows reads all its words again.
        Self { numbers: HashTable::with_capacity(USUAL_WORDS), ..Self::default() }
    }

    /// Each word of `text`; a title or heading as a whole, too.
    pub(super) fn add(&mut self, text: &str, rank: Rank) {
        let mut phrase = Phrase::new();
        words(text, |word, written| {
            *self.count(word, written).of(rank) += 1;
            match rank {
                Rank::Title => self.titled += 1,
                Rank::Heading => {}
                Rank::Text => return self.read += 1,
            }
            phrase.add(word);
        });
        if let Some(entry) = phrase.entry() {
            *self.count(&entry, &entry).of(rank) += 1;
        }
    }

    /// How often `word` has been read so far.
    fn count(&mut self, word: &str, written: &str) -> &mut Count {
        let Self { words, counts, numbers, .. } = self;
        let same = |number: &usize| words.word(*number) == word;
        let entry = numbers.entry(hash(word), same, |number| hash(words.word(*number)));
        let number = match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let number = counts.len();
                free.insert(number);
                words.push(word);
                counts.push(Count::default());
                if !written.is_ascii() && written != word {
                    self.accented.push((number, written.to_lowercase()));
                }
                number
            }
        };
        &mut self.counts[number]
    }

    pub(super) fn finish(self) -> PageWords {
        let levels = self.counts.iter().map(|count| self.level(count)).collect();
        let spelled = |(number, written): &(usize, String)| (self.words.word(*number).to_owned(), written.clone());
        let accented = self.accented.iter().map(spelled).collect();
        PageWords { words: self.words, levels, accented }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 3")]
    fn level(&self, count: &Count) -> Level {
        if count.titles > 0 {
            return if self.titled <= SHORT_TITLE { 7 } else { 6 };
        }
        let (often, length) = (count.texts as f32, self.read as f32);
        // BM25 (Robertson and Zaragoza 2009) with k = 1.2 and b = 0.75: each further mention says less, and less on a long page.
        let much = often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / USUAL_LENGTH));
        if count.headings > 0 {
            return if much > 1.1 { 5 } else { 4 };
        }
        (much / 2.2 * 3.999) as Level
    }
}

/// The words of a page, in the order of their first mention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PageWords {
    words: Spelled,
    levels: Vec<Level>,
    /// Words with other letters than they were written with: the word, and as it was written, in lower case.
    pub(super) accented: Vec<(String, String)>,
}

impl PageWords {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Level)> {
        self.levels.iter().enumerate().map(|(number, level)| (self.words.word(number), *level))
    }
}

fn hash(word: &str) -> u64 {
    let mut hasher = Quick::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// A hasher for short words, three times as fast as the usual one: nobody gains from making our words collide but whoever
/// wants to wait for an own build.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Quick {
    fn mix(&mut self, bytes: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0.rotate_left(23) ^ bytes).wrapping_mul(ODD);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks();
        for eight in eights {
            self.mix(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            self.mix(rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)));
        }
    }

    /// What stands between two strings; a word is one.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rank, Vocabulary};

    #[test]
    fn titles_come_before_headings_and_headings_before_text() {
        let mut vocabulary = Vocabulary::new();
        vocabulary.add("Sprint planning", Rank::Title);
        vocabulary.add("Capacity", Rank::Heading);
        vocabulary.add(&"goal ".repeat(50), Rank::Text);
        vocabulary.add("Équipe goal once", Rank::Text);
        let words = vocabulary.finish();
        let (phrases, levels): (Vec<_>, Vec<_>) = words.iter().partition(|(word, _)| word.starts_with('='));
        assert_eq!(
            phrases,
            [("=sprint=a978d00a", 7)],
            "a title of several words is one more word, and a heading of one is not"
        );
        assert_eq!(levels, [("sprint", 7), ("planning", 7), ("capacity", 4), ("goal", 3), ("equipe", 2), ("once", 2)]);
        assert_eq!(words.accented, [("equipe".to_owned(), "équipe".to_owned())]);
    }
}
